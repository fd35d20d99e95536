"""The table of targets: what is compared with what, and how much it may be."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from .scenarios import CLEAN, COMPILED, CONCEPT, DOCUMENT, NOTHING, WARM

if TYPE_CHECKING:
    from collections.abc import Iterator

Figures = dict[str, list[list[float]]]
"""The costs of all runs, by ``project/action``: seconds, seconds of the processor, megabytes."""

SECONDS: Final = 0
CPU: Final = 1
MEGABYTES: Final = 2


class Row(NamedTuple):
    """One comparison."""

    case: str
    ours: tuple[str, str]
    """Project and action."""
    theirs: tuple[str, str]
    limit: float | None
    """What the ratio may be; ``None``: for orientation only."""
    memory: bool = False


_FULL: Final = "everything printed, full articles, 26 pages"
_USED: Final = "only the 100 concepts in use printed"
ROWS: Final = (
    Row(f"{_FULL}, clean build", ("full", CLEAN), ("rst-26", CLEAN), 0.45),
    Row(f"{_FULL}, clean build", ("full", CLEAN), ("rst-1", CLEAN), None),
    Row(f"{_FULL}, clean build", ("full", CLEAN), ("myst-26", CLEAN), None),
    Row(f"{_FULL}, clean build", ("full", CLEAN), ("myst-1", CLEAN), None),
    Row(f"{_FULL}, clean build", ("full", CLEAN), ("tippy", CLEAN), None),
    Row(f"{_FULL}, clean build", ("full", CLEAN), ("floor", CLEAN), None),
    Row(f"{_FULL}, clean build", ("full", CLEAN), ("ezglossary", CLEAN), None),
    Row(f"{_FULL}, output removed", ("full", WARM), ("rst-26", CLEAN), 0.30),
    Row("everything printed, definitions only, one page", ("brief", CLEAN), ("rst-brief", CLEAN), 0.6),
    Row(f"{_USED}, clean build", ("used", CLEAN), ("floor", CLEAN), 1.10),
    Row(f"{_USED}, clean build", ("used", CLEAN), ("rst-used", CLEAN), 1.05),
    Row(f"{_USED}, compiled before", ("used", COMPILED), ("floor", CLEAN), 1.10),
    Row(f"{_USED}, compiled before", ("used", COMPILED), ("rst-used", CLEAN), 1.05),
    Row(f"{_USED}, of 50,000, compiled before", ("used-many", COMPILED), ("floor", CLEAN), 1.15),
    Row(f"{_USED}, nothing changed", ("used", NOTHING), ("floor", NOTHING), 1.10),
    Row(f"{_FULL}, nothing changed", ("full", NOTHING), ("rst-26", NOTHING), 1.0),
    Row(f"{_FULL}, nothing changed", ("full", NOTHING), ("rst-1", NOTHING), 1.0),
    Row(f"{_FULL}, nothing changed", ("full", NOTHING), ("ezglossary", CLEAN), None),
    Row(f"{_FULL}, one definition changed", ("full", CONCEPT), ("rst-26", CONCEPT), 0.4),
    Row(f"{_FULL}, one definition changed", ("full", CONCEPT), ("rst-1", CONCEPT), 0.07),
    Row(f"{_USED}, one document changed", ("used", DOCUMENT), ("floor", DOCUMENT), 1.15),
    Row(f"{_FULL}, one document changed", ("full", DOCUMENT), ("floor", DOCUMENT), 1.15),
    Row("automatic links, 20,000 names, 1,000 documents", ("linked", CLEAN), ("unlinked", CLEAN), 1.10),
    Row(f"{_FULL}, clean build, memory", ("full", CLEAN), ("rst-1", CLEAN), 0.35, memory=True),
    Row(f"{_USED}, of 50,000, memory", ("used-many", COMPILED), ("floor", CLEAN), None, memory=True),
)


def middle(figures: Figures, key: tuple[str, str], what: int) -> float | None:
    """Return the median of what was measured; ``None`` without a measurement."""
    costs = figures.get("/".join(key))
    return median(cost[what] for cost in costs) if costs else None


def lines(figures: Figures) -> Iterator[str]:
    """Yield the table as Markdown: medians, ratios and targets.

    A ratio of the processor's time stands beside that of the clock: it tells more on a busy machine.
    """
    yield "| case | ours | compared with | theirs | ratio | ratio of CPU time | target |"
    yield "| --- | ---: | --- | ---: | ---: | ---: | ---: |"
    for row in ROWS:
        what, unit = (MEGABYTES, "MB") if row.memory else (SECONDS, "s")
        mine, other = (middle(figures, key, what) for key in (row.ours, row.theirs))
        if mine is None or other is None:
            continue
        cpu = _ratio(figures, row) if not row.memory else ""
        shown = (f"{value:.0f} {unit}" if row.memory else f"{value:.1f} {unit}" for value in (mine, other))
        left, right = shown
        target = f"{row.limit:.2f}" if row.limit else ""
        yield f"| {row.case} | {left} | {' '.join(row.theirs)} | {right} | {mine / other:.2f} | {cpu} | {target} |"


def _ratio(figures: Figures, row: Row) -> str:
    mine, other = (middle(figures, key, CPU) for key in (row.ours, row.theirs))
    return f"{mine / other:.2f}" if mine and other else ""
