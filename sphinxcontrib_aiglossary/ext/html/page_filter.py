"""The node that holds the controls of a page, and how HTML writes it."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from sphinxcontrib_aiglossary.ext.i18n.ui_strings import filled
from sphinxcontrib_aiglossary.ext.plan.categories import FEWEST
from sphinxcontrib_aiglossary.ext.render.math_scripts import IGNORED, shielded_html
from sphinxcontrib_aiglossary.ext.visibility.conditions import conditions_around, counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.categories import Category

LONG: Final = 500
"""Entries of a page that is laid out in parts."""
PART: Final = 100
"""Entries of a part, where there are no letters."""
IN_FRONT: Final = 12
"""Categories that are seen at once, those with most entries; the others are unfolded."""

_CLASS: Final = "aiglossary-"
_OURS: Final = "aiglossary"
"""Marks a list that we print."""
_FILTERED: Final = "aiglossary-filter"
"""Marks a document with controls, which would have to be looked for in all of it."""

_own = get_translation("aiglossary")


class Chip(NamedTuple):
    """One category of a page."""

    title: str
    name: str
    """Stands for it in the address: readable, the same in every language."""
    size: int


class aiglossary_filter(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - docutils' way
    """The controls of a page: ``chips`` are its categories, the first ``IN_FRONT`` of them to be seen at once.

    HTML has it as a ``template``: without scripts nobody meets controls that do nothing, and Sphinx's search does not
    quote them.
    """


def _categories(domain: AIGlossaryDomain) -> Mapping[str, Sequence[Category]] | None:
    return domain.outcome.categories if domain.outcome else None


def category_classes(domain: AIGlossaryDomain, ident: str) -> list[str]:
    """Return the classes by which the entry of a concept is filtered."""
    return [_CLASS + category.anchor for category in (_categories(domain) or {}).get(ident, ())]


def add_filter(domain: AIGlossaryDomain, document: nodes.document) -> None:
    """Give a page controls above its first glossary, if there is enough to filter: printed, or written by hand."""
    categories = _categories(domain)
    if categories is None:
        return
    glossaries = [
        each for each in document.findall(addnodes.glossary) if counts(conditions_around(each), domain.holds)
    ]
    items = [
        item
        for each in glossaries
        for part in _lists(each)
        for item in part.children
        if isinstance(item, nodes.definition_list_item)
    ]
    if len(items) >= LONG:
        for glossary in glossaries:
            _part(glossary)
    if len(items) >= FEWEST:
        sizes = Counter(name for item in items for name in item["classes"])
        glossaries[0].insert(0, aiglossary_filter(chips=_chips(categories, sizes)))
        document[_FILTERED] = True


def _lists(glossary: addnodes.glossary) -> list[nodes.definition_list]:
    return [each for each in glossary.children if isinstance(each, nodes.definition_list)]


def _part(glossary: addnodes.glossary) -> None:
    """Let a browser lay out only those parts of a long page that are seen; a list without letters has no parts yet."""
    lists = _lists(glossary)
    for whole in lists:
        # Styles of the project may take the list of its author for one grid, or its first term for the first of all
        if _OURS not in whole["classes"]:
            continue
        size = len(whole) if len(lists) > 1 else PART
        parts = [whole.copy() for _ in range(0, len(whole), size)]
        for number, part in enumerate(parts):
            part.extend(whole.children[number * size : (number + 1) * size])
            part["classes"].append("aiglossary-part")
        whole.replace_self(parts)


def _chips(categories: Mapping[str, Sequence[Category]], sizes: Mapping[str, int]) -> list[Chip]:
    """Return the categories of a page: those with most entries, then the others by title."""
    known = {category.anchor: category.title for each in categories.values() for category in each}
    chips = [
        Chip(title, anchor.removeprefix("category-"), sizes[_CLASS + anchor])
        for anchor, title in known.items()
        if sizes[_CLASS + anchor]
    ]
    if len(chips) == 1:
        return []
    chips.sort(key=lambda chip: (-chip.size, chip.title.casefold(), chip.name))
    others = sorted(chips[IN_FRONT:], key=lambda chip: (chip.title.casefold(), chip.name))
    return chips[:IN_FRONT] + others


def _visit_filter(self: HTML5Translator, node: aiglossary_filter) -> None:
    title, chips = escape(_own("Filter the glossary")), node["chips"]
    self.body.append(
        '<template class="aiglossary-filter">\n'
        f'<div class="{" ".join(("aiglossary-filter", *IGNORED))}" role="search" aria-label="{title}">\n'
        f'<label>{title} <input type="search" autocomplete="off" spellcheck="false"></label>\n'
        f'<p role="status">{_counted()} <span data-text="{escape(_own("Link copied"))}"></span></p>\n'
        f"{_group(chips) if chips else ''}</div>\n</template>\n"
    )


def _depart_filter(_self: HTML5Translator, _node: aiglossary_filter) -> None:
    """Do nothing: the node has no children."""


def _counted() -> str:
    """Return what says how many entries are shown; the script fills in the number, wherever a translation has it."""
    text, number = escape(_own("Terms shown: %s")), "<span></span>"
    return filled(text, number) if "%s" in text else f"{text} {number}"


def _group(chips: Sequence[Chip]) -> str:
    front, others = "".join(map(_button, chips[:IN_FRONT])), "".join(map(_button, chips[IN_FRONT:]))
    if others:
        title = escape(_own("More categories"))
        front += f"<details>\n<summary>{title}</summary>\n{others}</details>\n"
    return f'<div role="group" aria-label="{escape(_own("Categories"))}">\n{front}</div>\n'


def _button(chip: Chip) -> str:
    return (
        f'<button type="button" value="{escape(chip.name)}" aria-pressed="false">'
        f"{shielded_html(chip.title)} <span>{chip.size}</span></button>\n"
    )


def is_filtered(document: nodes.document) -> bool:
    """Tell whether a page has controls."""
    return _FILTERED in document


def setup_filter(app: Sphinx) -> None:
    """Register the node, which no other writer ever meets."""
    app.add_node(aiglossary_filter, html=(_visit_filter, _depart_filter))
