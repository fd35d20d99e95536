"""Our names in the general index of HTML, which Sphinx writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from sphinxcontrib_aiglossary.ext.domain import domain_of
from sphinxcontrib_aiglossary.ext.render.math_scripts import may_delimit, shielded_html

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    Entries = list[tuple[str, tuple[Any, list[tuple[str, Any]], Any]]]

_PAGE: Final = "genindex"
_ALL: Final = "genindexentries"
_OF_A_LETTER: Final = "entries"


def shield_names(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _document: object
) -> None:
    """Let nobody find a formula in a name of ours: with ``html_assets_policy = "always"`` MathJax reads this page, too.

    Sphinx's template escapes names; it leaves markup as it is. Tried with Sphinx 8.2.3 and 9.0.4
    (``genindex.html``, ``genindex-split.html``, ``genindex-single.html``).
    """
    if pagename.partition("-")[0] != _PAGE or _ALL not in context:
        return
    listed = domain_of(app.env).registration.listed.values()
    names = {name for spelt in listed for name in spelt if may_delimit(name)}
    if not names:
        return
    context[_ALL] = [(letter, _shielded(entries, names)) for letter, entries in context[_ALL]]
    if _OF_A_LETTER in context:
        context[_OF_A_LETTER] = _shielded(context[_OF_A_LETTER], names)


def _shielded(entries: Entries, names: set[str]) -> Entries:
    def shown(name: str) -> str:
        return Markup(shielded_html(name)) if name in names else name  # noqa: S704 - escaped there

    return [
        (shown(name), (links, [(shown(below), *rest) for below, *rest in subitems], key))
        for name, (links, subitems, key) in entries
    ]
