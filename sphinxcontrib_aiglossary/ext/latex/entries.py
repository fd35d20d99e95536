"""The entries of printed terms in the general index, so that every program that sorts it can."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util import texescape

from .fitting import raw, with_breaks

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.config import Config

_ESCAPES = {
    r"\{": r"\sphinxleftcurlybrace{}",
    r"\}": r"\sphinxrightcurlybrace{}",
    '"': '""',
    "@": '"@',
    "!": '"!',
    "|": r"\textbar{}",
}
"""What Sphinx writes for characters that mean something to makeindex."""


def fit_entries(glossary: nodes.Element, config: Config) -> None:
    """Let long names divide; give names a key that makeindex can sort, which knows bytes and no characters.

    It makes a heading of the first byte of a name, which alone is no character and ends the run. Xindy is no such
    program.
    """
    for index in list(glossary.findall(addnodes.index)):
        kept = []
        for kind, name, *more in index["entries"]:
            if config.latex_use_xindy or name[:1].isascii():
                kept.append((kind, with_breaks(name), *more))
            else:
                index.parent.insert(index.parent.index(index), raw(_keyed(name, config.latex_engine)))
        index["entries"] = kept


def _keyed(name: str, engine: str) -> str:
    shown = texescape.escape(with_breaks(name), engine)
    for char, escape in _ESCAPES.items():
        shown = shown.replace(char, escape)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    key = re.sub(r"[^A-Za-z0-9 ]", "", plain).strip() or "*" + name.encode("utf-8").hex()
    return rf"\index{{{key}@\spxentry{{{shown}}}|spxpagem}}"
