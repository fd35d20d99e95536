"""The command ``python -m bench.page``: what the documentation shows of the saved figures, in ``docs/measured/``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import compiling
from .growth import Scale as Growth
from .growth import lines
from .measuring import HERE
from .saved import CPU, Saved
from .scenarios import Scale
from .table import ROWS, added, compared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from .compiling import Figures
    from .growth import Over

MEASURED: Final = HERE.parent / "docs" / "measured"
OVER: Final[tuple[Over, ...]] = ("concepts", "documents")


def texts(figures: Saved, growth: Saved, compiled: Sequence[Figures]) -> dict[str, str]:
    """Return the parts of the page as Markdown, by the names of their files."""
    return {
        "what.md": _what(figures),
        "compared.md": _table(compared(figures), (36, 12, 28, 12, 12)),
        "added.md": _table(added(figures), (52, 16, 16, 16)),
        "compiled.md": _table(compiling.lines(compiled), (16, 12, 12, 12, 12, 12, 12, 12)),
        "growth.md": _growth(growth),
        **{f"growth-{over}.md": _table(lines(growth, over), (30, 14, 14, 14, 14, 14)) for over in OVER},
    }


def _what(saved: Saved) -> str:
    """Return in words what was measured on which machine."""
    scale = Scale(**saved.scale)
    return _paragraph(
        f"The glossary has {scale.concepts:,} concepts of four names and about 2,000 characters. The project has {scale.documents} documents of 800",
        "words, each with 20 references. *All in full* means that every concept is printed with its article;",
        f"*{scale.used:,} terms in use* means that the documents refer to so many concepts, and only those are printed.",
        _runs(saved),
        _alone(saved),
        "Memory is what all processes of a build hold together; what they share counts once.",
        _machine(saved),
        f"The others are {', '.join(_peers())}.",
    )


def _alone(saved: Saved) -> str:
    """Return in words what the first of the ratios is where all processes share one core."""
    ratio = saved.ratio(ROWS[0].ours, ROWS[0].theirs, CPU)
    return (
        ""
        if ratio is None
        else f"By the time of the processor, which all processes take together, the first ratio is {ratio:.2f}."
    )


def _growth(saved: Saved) -> str:
    """Return in words how far things grow."""
    scale = Growth(**saved.scale)
    return _paragraph(
        f"While the concepts grow, there are {scale.fixed_documents} documents; while the documents grow,",
        f"{scale.fixed_concepts:,} concepts. Where only terms in use are printed, {scale.used} are in use. {_runs(saved)}",
        _machine(saved),
    )


def _runs(saved: Saved) -> str:
    counts = sorted({len(costs) for costs in saved.figures.values()})
    if counts == [1]:
        return "Each figure is of a single run."
    runs = str(counts[0]) if counts[0] == counts[-1] else f"{counts[0]} to {counts[-1]}"
    return f"Each figure is the median of {runs} runs, in which the projects took turns; a ratio is the median of the ratios of these runs."


def _machine(saved: Saved) -> str:
    facts = saved.machine
    programs = f"Python {facts['python']}, Sphinx {facts['sphinx']}, docutils {facts['docutils']}, MyST {facts['myst-parser']}"
    return f"The machine: {facts['processor']}, {facts['cores']} cores, {facts['system']}. The programs: {programs}."


def _peers() -> Iterator[str]:
    """Yield the pinned programs of others."""
    for line in (HERE / "peers.txt").read_text(encoding="utf-8").splitlines():
        name, pinned, version = line.partition("==")
        if pinned and name != "sphinx":
            yield f"{name} {version}"


def _paragraph(*sentences: str) -> str:
    return " ".join(filter(None, sentences)) + "\n"


def _table(rows: Iterable[str], widths: tuple[int, ...]) -> str:
    # In a PDF a long table goes on over the page, and does not wait for one of its own
    options = [f":widths: {' '.join(map(str, widths))}", ":class: longtable"]
    return "\n".join([":::{table}", *options, "", *rows, ":::", ""])


def main() -> None:
    """Write the tables and draw the pictures."""
    from .pictures import draw  # noqa: PLC0415 - the tables can be had without matplotlib

    figures, growth = (Saved.read(HERE / name) for name in ("figures.json", "growth.json"))
    MEASURED.mkdir(exist_ok=True)
    for name, text in texts(figures, growth, compiling.read(HERE / "compiling.json")).items():
        (MEASURED / name).write_text(text, encoding="utf-8")
    for over in OVER:
        draw(growth, over, picture(over))


def picture(over: Over) -> Path:
    """Return the path of a picture, without its suffix."""
    return MEASURED / f"curves-{over}"


if __name__ == "__main__":
    main()
