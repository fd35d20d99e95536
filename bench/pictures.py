"""Growth curves as pictures, drawn by matplotlib; drawing the same figures twice gives the same bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from .growth import curves, described

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from .growth import Curve, Over
    from .saved import Saved

FORMATS: Final = ("svg", "pdf", "png")
"""LaTeX shows no SVG, and an Info manual neither of the first two."""

# Told apart by people who confuse red and green; dark enough as text on white, which is the ground in every theme.
_COLORS: Final = ("#a34700", "#00589c", "#00735a", "#8f3f7d", "#505050")
_MARKERS: Final = ("s", "o", "^", "v", "")
_STYLE: Final[dict[str, Any]] = {
    "axes.edgecolor": "#505050",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.size": 10,
    "grid.color": "#e0e0e0",
    # Without it the ids of an SVG are random
    "svg.hashsalt": "growth",
    # Letters stay letters: smaller files, and text that can be read aloud
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans", "sans-serif"],
    "pdf.fonttype": 42,
}
_RE_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^>]*>\n")
_GAP: Final = 0.085
"""Between two labels, as a part of the height."""


def draw(saved: Saved, over: Over, path: Path) -> None:
    """Draw the processor's time and the memory over a size.

    Args:
        saved: the figures.
        over: the size.
        path: of the picture, without its suffix.
    """
    shown = curves(saved, over)
    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(7.2, 6), facecolor="white", layout="constrained")
        upper, lower = figure.subplots(2, sharex=True)
        _panel(upper, shown, "cpu", "seconds of the processor")
        _panel(lower, shown, "megabytes", "peak memory, MB")
        lower.set_xlabel(over)
        for suffix in FORMATS:
            figure.savefig(path.with_suffix(f".{suffix}"), dpi=150, metadata=_metadata(saved, over, suffix))
    # An e-book may not name a definition that lies elsewhere
    drawing = path.with_suffix(".svg")
    drawing.write_text(_RE_DOCTYPE.sub("", drawing.read_text(encoding="utf-8")), encoding="utf-8")


def _metadata(saved: Saved, over: Over, suffix: str) -> dict[str, Any]:
    """Return what a picture says of itself: no date and no version, but what is drawn."""
    title = f"Cost of a build over the number of {over}"
    match suffix:
        case "svg":
            return {"Title": title, "Date": None, "Creator": None, "Description": described(saved, over)}
        case "pdf":
            return {"Title": title, "CreationDate": None, "Creator": None, "Producer": None}
    return {"Title": title, "Software": None}


def _panel(axes: Axes, shown: Sequence[Curve], what: str, label: str) -> None:
    """Draw one of the two costs."""
    ends = []
    for curve, color, marker in zip(shown, _COLORS, _MARKERS, strict=False):
        sizes = [point.size for point in curve.points]
        costs = [getattr(point, what) for point in curve.points]
        axes.plot(sizes, costs, color=color, marker=marker, linewidth=1.6, markersize=5)
        ends.append((sizes[-1], costs[-1], curve.label, color))
    axes.set_ylim(bottom=0)
    axes.set_xlim(left=0)
    axes.set_ylabel(label)
    axes.grid(axis="y")
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:,.0f}")
    _label(axes, ends)


def _label(axes: Axes, ends: Sequence[tuple[float, float, str, str]]) -> None:
    """Write the name of each curve right of the axes at the height of its end, and none over another.

    A curve that ends early has its name there, too, with a thin line that leads to it.
    """
    top = axes.get_ylim()[1]
    least = 0.0
    for end, cost, label, color in sorted(ends, key=lambda each: each[1]):
        height = max(cost / top, least)
        least = height + _GAP
        axes.annotate(
            label,
            xy=(end, cost),
            xytext=(1.06, height),
            textcoords="axes fraction",
            color=color,
            va="center",
            arrowprops={
                "arrowstyle": "-",
                "color": color,
                "linewidth": 0.6,
                "linestyle": ":",
                "relpos": (0, 0.5),
            },
            annotation_clip=False,
        )
