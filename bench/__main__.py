"""The command ``python -m bench``: measures all cases of the table alternately, saves the figures and prints it."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .projects import Size
from .scenarios import ACTIONS, Bench, setups
from .table import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .scenarios import Setup
    from .table import Figures

HERE = Path(__file__).parent


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, save and print."""
    options = _parser().parse_args(arguments)
    if options.show:
        saved = json.loads(options.save.read_text(encoding="utf-8"))
        print("\n".join(lines(saved["figures"])))
        return
    size = Size(300, 20) if options.quick else Size(options.concepts, options.documents)
    names = Size(1000, 50, 100, 10) if options.quick else Size(10_000, 1000, 100, 10)
    chosen = setups(size, 2000 if options.quick else 50_000, 50 if options.quick else 100, names)
    if options.only:
        chosen = {name: setup for name, setup in chosen.items() if name in options.only}
    if not options.peers:
        chosen = {name: setup for name, setup in chosen.items() if not setup.peer}
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.work) as folder:
        figures = measure(Path(folder), chosen, options.rounds, options.peers)
    options.save.write_text(
        json.dumps({"machine": machine(), "figures": figures}, indent=1) + "\n", encoding="utf-8"
    )
    print("\n".join(lines(figures)))


def measure(folder: Path, chosen: dict[str, Setup], rounds: int, peers: Path | None) -> Figures:
    """Measure all projects, alternately, round after round.

    Args:
        folder: takes the projects.
        chosen: the projects by name.
        rounds: how often.
        peers: the folder of the programs of other projects.
    """
    ours = Path(sys.executable).parent
    benches = {
        name: Bench(folder / name, setup, peers if setup.peer and peers else ours)
        for name, setup in chosen.items()
    }
    figures: Figures = {}
    for number in range(rounds):
        for action in ACTIONS:
            for name, bench in benches.items():
                if cost := bench.measure(action):
                    figures.setdefault(f"{name}/{action}", []).append([round(value, 3) for value in cost])
                    print(f"{number + 1}/{rounds} {name} {action}: {cost.seconds:.1f} s", file=sys.stderr)
    return figures


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=main.__doc__)
    parser.add_argument("--quick", action="store_true", help="a few concepts and documents, to try it out")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured (5)")
    parser.add_argument("--concepts", type=int, default=4000)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--only", nargs="*", metavar="PROJECT", help="measure only these projects")
    parser.add_argument(
        "--peers", type=Path, metavar="FOLDER", help="where mkdocs and the sphinx-build with tippy lie"
    )
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", help="where the projects are written for the time"
    )
    parser.add_argument("--save", type=Path, default=HERE / "figures.json", help="where the figures are kept")
    parser.add_argument("--show", action="store_true", help="print the table of the kept figures")
    return parser


if __name__ == "__main__":
    main()
