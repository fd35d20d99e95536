"""The command ``python -m bench``: measures all cases of the tables alternately, saves the figures and prints them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .measuring import measure, options
from .scenarios import QUICK, Scale, setups
from .table import added, compared

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, save and print."""
    parser = options("python -m bench", main.__doc__, rounds=5)
    parser.add_argument(
        "--peers", type=Path, metavar="FOLDER", help="where mkdocs and the sphinx-build with tippy lie"
    )
    given = parser.parse_args(arguments)
    scale = QUICK if given.quick else Scale()
    chosen = {name: setup for name, setup in setups(scale).items() if given.peers or not setup.peer}
    saved = measure(given, "figures.json", chosen, scale._asdict())
    print("\n".join([*compared(saved, targets=True), "", *added(saved)]))


if __name__ == "__main__":
    main()
