"""Whether a formula is TeX that every output can set.

Letters beyond ASCII are accepted: MathJax sets them, and so do the Unicode engines that Sphinx uses for such text.
Accepted are only commands of a table, which can neither load, write, define nor link anything.
"""

from __future__ import annotations

from functools import lru_cache

from .group import Fault
from .reader import Reader


@lru_cache(maxsize=4096)
def fault(formula: str) -> str | None:
    r"""Return why a formula is not valid TeX, or ``None`` if it is.

    Args:
        formula: the text between the dollar signs.

    >>> fault(r"\frac{1}{N}"), fault("x_{i"), fault("a^b^c")
    (None, 'an opening brace without a closing one', 'two superscripts on one symbol')
    """
    try:
        Reader(formula).read()
    except Fault as found:
        return str(found)
    return None
