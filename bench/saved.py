"""Figures that are kept: JSON that is written again after each measurement, so that a stop loses none."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .running import Cost

SECONDS: Final = 0
CPU: Final = 1
MEGABYTES: Final = 2
_UNITS: Final = ("s", "s", "MB")


@dataclass(frozen=True, slots=True)
class Saved:
    """The figures of one machine, of one set of programs, and of projects of one scale."""

    path: Path
    machine: Mapping[str, Any]
    scale: Mapping[str, Any]
    figures: dict[str, list[list[float]]]
    """The costs of all runs, by ``project/action``: seconds, seconds of the processor, megabytes."""

    @classmethod
    def read(cls, path: Path) -> Saved:
        """Return what a file keeps."""
        return cls(path, **json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def open(cls, path: Path, scale: Mapping[str, Any]) -> Saved:
        """Return what a file keeps, or nothing if there is none yet.

        Args:
            path: the file.
            scale: of the projects that are to be measured.

        Raises:
            SystemExit: the figures of the file cannot be compared with those of here and now.
        """
        scale = json.loads(json.dumps(scale))  # as it comes back from a file: tuples are lists
        if not path.exists():
            return cls(path, machine(), scale, {})
        saved = cls.read(path)
        before, now = (
            {**facts, **size} for facts, size in ((saved.machine, saved.scale), (machine(), scale))
        )
        other = [
            f"{name}: {before.get(name)}, now {now[name]}" for name in now if before.get(name) != now[name]
        ]
        if other:
            message = f"{path} has figures that cannot be compared ({'; '.join(other)}): remove it, or --save elsewhere"
            raise SystemExit(message)
        return saved

    def count(self, project: str, action: str) -> int:
        """Return how often something was measured."""
        return len(self.figures.get(f"{project}/{action}", ()))

    def add(self, project: str, action: str, cost: Cost) -> None:
        """Keep what was measured."""
        self.figures.setdefault(f"{project}/{action}", []).append([round(value, 3) for value in cost])
        self._write()

    def forget(self, projects: Collection[str]) -> None:
        """Forget what was measured with some projects."""
        for key in [key for key in self.figures if key.partition("/")[0] in projects]:
            del self.figures[key]

    def middle(self, project: str, action: str, what: int) -> float | None:
        """Return the median of one of the three figures; ``None`` without a measurement."""
        costs = self.figures.get(f"{project}/{action}")
        return median(cost[what] for cost in costs) if costs else None

    def ratio(self, one: tuple[str, str], other: tuple[str, str], what: int) -> float | None:
        """Return how much one costs by the other, the median of all rounds that have both; ``None`` without one.

        A machine may change its speed from round to round, and then medians of different rounds tell nothing.

        Args:
            one: project and action.
            other: those by which it is divided.
            what: one of the three figures.
        """
        mine, theirs = (self.figures.get("/".join(each), []) for each in (one, other))
        ratios = [cost[what] / by[what] for cost, by in zip(mine, theirs, strict=False)]
        return median(ratios) if ratios else None

    def _write(self) -> None:
        kept = {"machine": self.machine, "scale": self.scale, "figures": self.figures}
        new = self.path.with_suffix(".new")
        new.write_text(_json(kept), encoding="utf-8")
        new.replace(self.path)


def _json(kept: Mapping[str, Mapping[str, Any]]) -> str:
    """Return JSON with one line for each fact and each list of figures."""
    parts = (
        f" {json.dumps(part)}: {{\n"
        + ",\n".join(f"  {json.dumps(name)}: {json.dumps(facts[name])}" for name in facts)
        + "\n }"
        for part, facts in kept.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def shown(value: float, what: int, digits: int) -> str:
    """Return one of the three figures with its unit, which does not go to the next line alone."""
    return f"{value:,.{digits}f}\N{NO-BREAK SPACE}{_UNITS[what]}"


def machine() -> dict[str, Any]:
    """Return what there is to know of the machine and the programs."""
    return {
        "system": platform.system(),
        "processor": _processor(),
        "cores": cpu_count(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("sphinx", "docutils", "myst-parser")},
    }


def _processor() -> str:
    try:
        known = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    return next(
        (line.partition(":")[2].strip() for line in known.splitlines() if line.startswith("model name")), ""
    )
