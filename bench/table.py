"""The tables: what is compared with what, how much it may be, and what a glossary adds to the documents alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .saved import CPU, MEGABYTES, SECONDS, shown
from .scenarios import CLEAN, COMPILED, CONCEPT, DOCUMENT, NOTHING, WARM, Scale, setups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .saved import Saved

SAID: Final = {
    CLEAN: "clean build",
    COMPILED: "compiled before",
    WARM: "output removed",
    NOTHING: "nothing changed",
    CONCEPT: "one definition changed",
    DOCUMENT: "one document changed",
}


class Row(NamedTuple):
    """One comparison."""

    case: str
    """With the fields of the scale in braces."""
    ours: tuple[str, str]
    """Project and action."""
    theirs: tuple[str, str]
    target: str = ""
    """What the ratio may be, or the difference; empty: for orientation only."""
    memory: bool = False


class Addition(NamedTuple):
    """What a glossary adds to the same documents, built with the same program."""

    case: str
    action: str
    glossary: str
    alone: str


_FULL: Final = "all in full, 26 pages"
_USED: Final = "{used:,} terms in use"
_MANY: Final = "{used:,} terms in use of {many:,}"
ROWS: Final = (
    Row(_FULL, ("full", CLEAN), ("rst-26", CLEAN), "0.45"),
    Row(_FULL, ("full", CLEAN), ("rst-1", CLEAN)),
    Row(_FULL, ("full", CLEAN), ("myst-26", CLEAN)),
    Row(_FULL, ("full", CLEAN), ("myst-1", CLEAN)),
    Row(_FULL, ("full", CLEAN), ("tippy", CLEAN)),
    Row(_FULL, ("full", CLEAN), ("ezglossary", CLEAN)),
    Row(_FULL, ("full", CLEAN), ("floor", CLEAN)),
    Row(_FULL, ("full", WARM), ("rst-26", CLEAN), "0.30"),
    Row("all definitions, one page", ("brief", CLEAN), ("rst-brief", CLEAN), "0.60"),
    Row(_USED, ("used", CLEAN), ("floor", CLEAN), "1.10"),
    Row(_USED, ("used", CLEAN), ("rst-used", CLEAN), "1.05"),
    Row(_USED, ("used", COMPILED), ("floor", CLEAN), "1.10"),
    Row(_USED, ("used", COMPILED), ("rst-used", CLEAN), "1.05"),
    Row(_MANY, ("used-many", COMPILED), ("floor", CLEAN), "1.15"),
    Row(_USED, ("used", NOTHING), ("floor", NOTHING), "1.10"),
    Row(_FULL, ("full", NOTHING), ("rst-26", NOTHING), "1.00"),
    Row(_FULL, ("full", NOTHING), ("rst-1", NOTHING), "1.00"),
    Row(_FULL, ("full", NOTHING), ("ezglossary", NOTHING)),
    Row(_FULL, ("full", CONCEPT), ("rst-26", CONCEPT), "0.40"),
    Row(_FULL, ("full", CONCEPT), ("rst-1", CONCEPT), "0.07"),
    Row(_USED, ("used", DOCUMENT), ("floor", DOCUMENT), "1.15"),
    Row(_FULL, ("full", DOCUMENT), ("floor", DOCUMENT), "1.15"),
    Row(
        "{linking_documents:,} documents, {linking_concepts:,} terms linked wherever mentioned",
        ("linked", CLEAN),
        ("unlinked", CLEAN),
        "1.10",
    ),
    Row(f"memory: {_FULL}", ("full", CLEAN), ("rst-1", CLEAN), "0.35", memory=True),
    Row(f"memory: {_MANY}", ("used-many", COMPILED), ("floor", CLEAN), "+60 MB", memory=True),
)
ADDITIONS: Final = tuple(
    Addition(case, action, glossary, alone)
    for case, glossary, alone in (
        (f"this extension, {_FULL}", "full", "floor"),
        (f"this extension, {_USED}", "used", "floor"),
        ("by hand in reST, 26 pages", "rst-26", "floor"),
        ("mkdocs with ezglossary, one page", "ezglossary", "mkdocs"),
    )
    for action in (CLEAN, NOTHING)
)


def compared(saved: Saved, *, targets: bool = False) -> Iterator[str]:
    """Yield the comparisons as Markdown: medians, and the median of the ratios of each round.

    Args:
        saved: the figures.
        targets: whether to show what the ratio may be, and the ratio of the processor's time, which tells more on a busy
            machine.
    """
    yield "| case | here | compared with | there | ratio |" + " of CPU time | target |" * targets
    yield "| --- | ---: | --- | ---: | ---: |" + " ---: | ---: |" * targets
    labels = {name: setup.label for name, setup in setups(Scale(**saved.scale)).items()}
    for row in ROWS:
        what = MEGABYTES if row.memory else SECONDS
        ratio = _ratio(saved, row, what)
        if not ratio:
            continue
        (_, action), (other, elsewhere) = row.ours, row.theirs
        case = f"{row.case.format(**saved.scale)}, {SAID[action]}"
        peer = labels[other] + (f", {SAID[elsewhere]}" if elsewhere != action else "")
        mine, theirs = (_shown(saved, *key, what) for key in (row.ours, row.theirs))
        more = f" {'' if row.memory else _ratio(saved, row, CPU)} | {row.target} |" if targets else ""
        yield f"| {case} | {mine} | {peer} | {theirs} | {ratio} |{more}"


def added(saved: Saved) -> Iterator[str]:
    """Yield as Markdown what a glossary adds to the same documents in the same program."""
    yield "| glossary | documents alone | with it | added |"
    yield "| --- | ---: | ---: | ---: |"
    for case, action, glossary, alone in ADDITIONS:
        costs = [saved.middle(project, action, SECONDS) for project in (alone, glossary)]
        if None in costs:
            continue
        before, after = (cost or 0 for cost in costs)
        cells = " | ".join(shown(value, SECONDS, 1) for value in (before, after, after - before))
        yield f"| {case.format(**saved.scale)}, {SAID[action]} | {cells} |"


def _shown(saved: Saved, project: str, action: str, what: int) -> str:
    return shown(saved.middle(project, action, what) or 0, what, 0 if what == MEGABYTES else 1)


def _ratio(saved: Saved, row: Row, what: int) -> str:
    ratio = saved.ratio(row.ours, row.theirs, what)
    return "" if ratio is None else f"{ratio:.2f}"
