"""The command ``python -m bench.growth``: how cost grows with the concepts and with the documents."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .measuring import measure, options
from .projects import Size, by_hand, floor, ours
from .saved import CPU, MEGABYTES, shown
from .scenarios import ALL_FULL, CLEAN, COMPILED, Setup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .saved import Saved

    Over = Literal["concepts", "documents"]

BY_HAND: Final = 4000
"""The most concepts that are measured written by hand: of 50,000 a build takes many minutes and gigabytes."""


class Scale(NamedTuple):
    """How far things grow."""

    concepts: Sequence[int] = (300, 4000, 20_000, 50_000)
    documents: Sequence[int] = (20, 200, 1000)
    fixed_concepts: int = 4000
    """How many concepts there are while the documents grow."""
    fixed_documents: int = 200
    """How many documents there are while the concepts grow."""
    used: int = 100
    """How many concepts are used where only those in use are printed."""


QUICK: Final = Scale((100, 300, 1000, 2000), (5, 20, 50), 300, 20, 50)


class Kind(NamedTuple):
    """What is drawn as one curve."""

    label: str
    project: str
    action: str


KINDS: Final = (
    Kind("by hand in reST, 26 pages", "rst-26", CLEAN),
    Kind("all in full, 26 pages", "full", CLEAN),
    Kind("only terms in use", "used", CLEAN),
    Kind("only terms in use, compiled before", "used", COMPILED),
    Kind("documents alone", "floor", CLEAN),
)


class Point(NamedTuple):
    """The cost of one size."""

    size: int
    """Concepts or documents."""
    cpu: float
    megabytes: float


class Curve(NamedTuple):
    """The costs of one kind of project over its size."""

    label: str
    points: tuple[Point, ...]
    level: bool = False
    """Whether all points are one measurement: nothing in the project grows."""


def setups(scale: Scale, most_by_hand: int) -> dict[str, Setup]:
    """Return all projects by name.

    Args:
        scale: how far things grow.
        most_by_hand: the most concepts that are written by hand.
    """
    found = {}
    over_concepts = ((concepts, scale.fixed_documents) for concepts in scale.concepts)
    over_documents = ((scale.fixed_concepts, documents) for documents in scale.documents)
    for concepts, documents in chain(over_concepts, over_documents):
        size = Size(concepts, documents)
        writing = {
            "floor": Setup("", floor, size._replace(used=scale.used)),
            "used": Setup("", ours, size._replace(used=scale.used), (CLEAN, COMPILED)),
            "full": Setup("", partial(ours, pages=True, options=ALL_FULL), size),
        }
        if concepts <= most_by_hand:
            writing["rst-26"] = Setup("", partial(by_hand, pages=True), size)
        for project, setup in writing.items():
            found[_name(project, concepts, documents)] = setup
    return found


def _name(project: str, concepts: int, documents: int) -> str:
    return f"floor-{documents}" if project == "floor" else f"{project}-{concepts}-{documents}"


def curves(saved: Saved, over: Over) -> tuple[Curve, ...]:
    """Return what is measured, over the concepts or over the documents."""
    scale = Scale(**saved.scale)
    found = []
    for label, project, action in KINDS:
        points = []
        for size in getattr(scale, over):
            counts = (size, scale.fixed_documents) if over == "concepts" else (scale.fixed_concepts, size)
            name = _name(project, *counts)
            cpu, megabytes = (saved.middle(name, action, what) for what in (CPU, MEGABYTES))
            if cpu is not None and megabytes is not None:
                points.append(Point(size, cpu, megabytes))
        if points:
            found.append(Curve(label, tuple(points), level=project == "floor" and over == "concepts"))
    return tuple(found)


def lines(saved: Saved, over: Over) -> Iterator[str]:
    """Yield as Markdown what each size costs, and what each further thousand concepts or hundred documents cost."""
    unit = 1000 if over == "concepts" else 100
    yield f"| built | {over} | CPU time | per {unit:,} more | memory | per {unit:,} more |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for label, points, level in curves(saved, over):
        listed = points[:1] if level else points
        for before, point in zip((None, *listed), listed, strict=False):
            more = _increase(before, point, unit) if before else ("", "")
            size = "any" if level else f"{point.size:,}"
            cpu, megabytes = shown(point.cpu, CPU, 1), shown(point.megabytes, MEGABYTES, 0)
            yield f"| {label} | {size} | {cpu} | {more[0]} | {megabytes} | {more[1]} |"


def _increase(before: Point, point: Point, unit: int) -> tuple[str, str]:
    """Return what each further unit of size costs between two points."""
    steps = (point.size - before.size) / unit
    cpu, megabytes = (point.cpu - before.cpu) / steps, (point.megabytes - before.megabytes) / steps
    return shown(cpu, CPU, 2), shown(megabytes, MEGABYTES, 1)


def described(saved: Saved, over: Over) -> str:
    """Return in words what a picture shows; its file holds it for those who do not see it."""
    return " ".join(
        f"{label}: "
        + ", ".join(
            f"{size:,} {over} {shown(cpu, CPU, 1)} and {shown(megabytes, MEGABYTES, 0)}"
            for size, cpu, megabytes in points
        )
        + "."
        for label, points, _ in curves(saved, over)
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure growing projects, save the figures and print them."""
    parser = options("python -m bench.growth", main.__doc__, rounds=3)
    parser.add_argument(
        "--by-hand",
        type=int,
        default=BY_HAND,
        metavar="CONCEPTS",
        help=f"the most concepts that are measured written by hand ({BY_HAND})",
    )
    given = parser.parse_args(arguments)
    scale = QUICK if given.quick else Scale()
    saved = measure(given, "growth.json", setups(scale, given.by_hand), scale._asdict())
    print("\n".join([*lines(saved, "concepts"), "", *lines(saved, "documents")]))


if __name__ == "__main__":
    main()
