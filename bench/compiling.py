"""How fast sources are compiled: ``python -m bench.compiling``.

YAML and raw dumps of a growing number of concepts are compiled through the core, each in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from .corpus import concepts
from .dumps import capture, plain
from .markup import yaml
from .projects import by_letter
from .running import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .running import Cost

CONCEPTS: Final = (4000, 50_000)
HERE: Final = Path(__file__).parent
_PROGRAM: Final = (
    "import sys; from pathlib import Path; from sphinxcontrib_aiglossary.store import open_store; "
    "open_store(['*'], Path(sys.argv[1]), Path(sys.argv[2])).close()"
)


class Form(NamedTuple):
    """A form of sources."""

    name: str
    least: float
    """Megabytes that are to be compiled in a second."""


FORMS: Final = (Form("YAML", 10), Form("dump", 3))


class Figures(NamedTuple):
    """What was measured of one case."""

    form: str
    concepts: int
    megabytes: float
    """Of the sources."""
    costs: list[list[float]]
    """Seconds, seconds of the processor, megabytes of memory, of each run."""


def write(folder: Path, form: str, number: int) -> None:
    """Write sources: a file for each first letter; every other file of a dump is a page capture."""
    folder.mkdir(parents=True)
    for place, (letter, found) in enumerate(by_letter(concepts(number)).items()):
        written, ending = (yaml, "yaml") if form == "YAML" else (plain if place % 2 else capture, "txt")
        (folder / f"{letter}.{ending}").write_text(written(found), encoding="utf-8")


def measure(work: Path, numbers: Sequence[int], rounds: int) -> list[Figures]:
    """Compile everything, alternately, round after round.

    Args:
        work: takes the sources and what is compiled of them.
        numbers: of concepts.
        rounds: how often.
    """
    cases = [(form.name, number, work / f"{form.name}-{number}") for form in FORMS for number in numbers]
    for form, number, folder in cases:
        # In a process of its own: the memory of this one would be counted with that of the processes it starts.
        writing = multiprocessing.get_context("spawn").Process(target=write, args=(folder, form, number))
        writing.start()
        writing.join()
    costs: dict[Path, list[list[float]]] = {folder: [] for *_, folder in cases}
    for _ in range(rounds):
        for form, number, folder in cases:
            cost = _compile(folder, work)
            costs[folder].append([round(value, 3) for value in cost])
            print(f"{form}, {number} concepts: {cost.seconds:.1f} s", file=sys.stderr)
    return [Figures(form, number, _size(folder), costs[folder]) for form, number, folder in cases]


def _compile(folder: Path, work: Path) -> Cost:
    store = work / "store"
    shutil.rmtree(store, ignore_errors=True)
    return run([sys.executable, "-c", _PROGRAM, str(folder), str(store)], work / "log.txt")


def _size(folder: Path) -> float:
    return round(sum(path.stat().st_size for path in folder.iterdir()) / 1e6, 1)


def lines(measured: Sequence[Figures]) -> Iterator[str]:
    """Yield the table as Markdown: medians, the rates that follow from them, and targets."""
    targets = {form.name: form.least for form in FORMS}
    yield "| sources | concepts | MB | s | MB/s | MB/s of CPU time | memory, MB | target, MB/s |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for each in measured:
        seconds, cpu, memory = (median(cost[what] for cost in each.costs) for what in range(3))
        rates = f"{each.megabytes / seconds:.1f} | {each.megabytes / cpu:.1f}"
        yield (
            f"| {each.form} | {each.concepts:,} | {each.megabytes:.1f} | {seconds:.1f} | {rates} | {memory:.0f} "
            f"| {targets[each.form]} |"
        )


def read(path: Path) -> list[Figures]:
    """Return the kept figures."""
    return [Figures(*each) for each in json.loads(path.read_text(encoding="utf-8"))]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure how fast sources are compiled, save the figures and print them."""
    parser = argparse.ArgumentParser(prog="python -m bench.compiling", description=main.__doc__)
    parser.add_argument("--concepts", type=int, nargs="+", default=CONCEPTS, help="how many, for each row")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured (3)")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="where the sources are for the time")
    parser.add_argument(
        "--save", type=Path, default=HERE / "compiling.json", help="where the figures are kept"
    )
    parser.add_argument("--show", action="store_true", help="print the table of the kept figures")
    given = parser.parse_args(arguments)
    if given.show:
        measured = read(given.save)
    else:
        with tempfile.TemporaryDirectory(prefix="bench-", dir=given.work) as work:
            measured = measure(Path(work), given.concepts, given.rounds)
        given.save.write_text(json.dumps(measured) + "\n", encoding="utf-8")
    print("\n".join(lines(measured)))


if __name__ == "__main__":
    main()
