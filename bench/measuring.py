"""Measure projects alternately: what is saved is not measured again, and what is measured is saved at once."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from .running import Cost, run
from .saved import Saved
from .scenarios import ACTIONS, CLEAN
from .writing import edit, written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from .scenarios import Setup

HERE: Final = Path(__file__).parent
WORK: Final = HERE.parent / "build" / "bench"
SHORT: Final = 10
"""Seconds: a build that takes less tells little by itself, and is run several times in each round."""
SHORT_RUNS: Final = 3
"""So many times; the median counts."""


def options(command: str, purpose: str | None, rounds: int) -> argparse.ArgumentParser:
    """Return a parser of the options that all measuring commands have.

    Args:
        command: how it is called.
        purpose: what it does.
        rounds: how often it measures everything.
    """
    parser = argparse.ArgumentParser(prog=command, description=purpose)
    parser.add_argument("--quick", action="store_true", help="few concepts and documents, to try it out")
    parser.add_argument(
        "--rounds", type=int, default=rounds, help=f"how many runs there are to be of everything ({rounds})"
    )
    parser.add_argument("--only", nargs="*", metavar="PROJECT", help="measure only these projects")
    parser.add_argument("--again", action="store_true", help="forget the saved figures of what is measured")
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", default=WORK, help="where the projects lie (build/bench)"
    )
    parser.add_argument(
        "--save",
        type=Path,
        metavar="FILE",
        help="where the figures are kept (bench/; in the work folder if quick)",
    )
    parser.add_argument("--show", action="store_true", help="print what is saved")
    return parser


def measure(
    given: argparse.Namespace, name: str, setups: Mapping[str, Setup], scale: Mapping[str, Any]
) -> Saved:
    """Measure what is not saved yet, as the options want it, and return all that is saved.

    Args:
        given: the options.
        name: of the file that keeps the figures.
        setups: the projects by name.
        scale: of the projects.
    """
    work = given.work / "quick" if given.quick else given.work
    path = given.save or (work if given.quick else HERE) / name
    if given.show:
        return Saved.read(path)
    if unknown := [only for only in given.only or () if only not in setups]:
        raise SystemExit(f"no project is called {', '.join(unknown)}; there are {', '.join(setups)}")
    chosen = {key: setup for key, setup in setups.items() if not given.only or key in given.only}
    work.mkdir(parents=True, exist_ok=True)
    saved = Saved.open(path, scale)
    if given.again:
        saved.forget(chosen)
    peers = getattr(given, "peers", None)
    ours = Path(sys.executable).parent
    benches = {
        key: Bench(work / key, setup, peers if setup.peer and peers else ours)
        for key, setup in chosen.items()
    }
    _measure(saved, benches, given.rounds)
    return saved


def _measure(saved: Saved, benches: dict[str, Bench], rounds: int) -> None:
    """Measure round after round; a project that fails once is left out from then on."""
    failed: set[str] = set()
    for number in range(rounds):
        for action in ACTIONS:
            wanted = {
                name: bench
                for name, bench in benches.items()
                if action in bench.actions and saved.count(name, action) <= number and name not in failed
            }
            costs: dict[str, list[Cost]] = {name: [] for name in wanted}
            for _ in range(SHORT_RUNS):
                for name, bench in wanted.items():
                    if name in failed or any(cost.seconds > SHORT for cost in costs[name]):
                        continue
                    try:
                        costs[name].append(bench.measure(action))
                    except (OSError, RuntimeError) as error:
                        failed.add(name)
                        print(f"{name} {action}: {error}", file=sys.stderr)
            for name in wanted.keys() - failed:
                cost = Cost(*map(median, zip(*costs[name], strict=True)))
                saved.add(name, action, cost)
                said = f"{cost.seconds:.1f} s, {cost.cpu:.1f} s of the processor, {cost.megabytes:.0f} MB"
                print(f"{number + 1}/{rounds} {name} {action}: {said}", file=sys.stderr)
    if failed:
        raise SystemExit(f"failed: {', '.join(sorted(failed))}; the other figures are saved in {saved.path}")


class Bench:
    """A project with its builds; it is written and built once when it is first measured.

    Args:
        folder: where all of it lies.
        setup: what it is.
        programs: the folder of the programs that build it.
    """

    def __init__(self, folder: Path, setup: Setup, programs: Path) -> None:
        self.actions = setup.actions
        self._folder = folder
        self._setup = setup
        self._html = folder / "html"
        self._doctrees = folder / "doctrees"
        self._built = False
        source = str(folder / "source")
        if setup.mkdocs:
            options = ["-q", "-f", f"{source}/mkdocs.yml", "-d", str(self._html)]
            self._command = [str(programs / "mkdocs"), "build", *options]
        else:
            options = ["-q", "-b", "html", "-d", str(self._doctrees)]
            self._command = [str(programs / "sphinx-build"), *options, source, str(self._html)]

    def measure(self, action: str) -> Cost:
        """Do what an action stands for, build, and return the cost of the build.

        Raises:
            RuntimeError: the build failed.
            OSError: the program is missing.
        """
        project = written(self._folder, self._setup)
        if action == CLEAN:
            shutil.rmtree(self._html, ignore_errors=True)
            shutil.rmtree(self._doctrees, ignore_errors=True)
        elif not self._built:
            self._build()
        match action:
            case "compiled":
                self._keep_store()
            case "warm":
                shutil.rmtree(self._html)
            case "document" if project.document:
                edit(self._folder / "source" / project.document)
            case "concept" if project.concept:
                edit(self._folder / "source" / project.concept)
        cost = self._build()
        self._built = True
        return cost

    def _build(self) -> Cost:
        return run(self._command, self._folder / "log.txt")

    def _keep_store(self) -> None:
        """Remove all that was built but the compiled glossary."""
        store = self._doctrees / "aiglossary" / "glossary.sqlite"
        kept = store.replace(self._folder / store.name)
        shutil.rmtree(self._html)
        shutil.rmtree(self._doctrees)
        store.parent.mkdir(parents=True)
        kept.replace(store)
