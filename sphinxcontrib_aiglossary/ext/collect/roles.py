"""The roles that print a form of a name (``gls``, ``acrlong``, …), and what is noted of them and of hand-written entries.

They refer to a name exactly as ``term`` does, so all that holds for that role holds for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole

from sphinxcontrib_aiglossary.ext.visibility.conditions import GONE, ancestors, conditions_around
from sphinxcontrib_aiglossary.naming.forms import Role, plural_by_rule

from .page_record import FormUse, WrittenTerm, in_substitution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

ROLES: Final[tuple[Role, ...]] = get_args(Role)

_ROLE: Final = "aiglossary-role"
_NUMBER: Final = "aiglossary-number"

_FIXED: Final = (
    nodes.Titular,
    nodes.caption,
    nodes.term,
    nodes.field_name,
    nodes.reference,
    addnodes.desc_signature,
)
"""Where a text is what the author wrote, and nothing else: others copy it when a document is read, for tables of
contents, navigation, the search and links to headings."""


class FormRole(XRefRole):
    """Refers to a name as the role ``term`` does, and notes the form that is to be printed."""

    def __init__(self, role: Role) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)
        self._role = role

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the reference."""
        self.name = "std:term"
        return super().run()

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,  # noqa: FBT001 - part of Sphinx's interface
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note the form; a title that the author gives is all that is printed."""
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        if not has_explicit_title:
            refnode[_ROLE] = self._role
            if self._role == "glspl":
                title = plural_by_rule(title)
        return title, target


def note_forms(document: nodes.document) -> tuple[FormUse, ...]:
    """Number the roles of a document whose text is decided later, and return them in this order."""
    uses = []
    for number, (node, use) in enumerate(form_uses(document, "")):
        node[_NUMBER] = number
        uses.append(use)
    return tuple(uses)


def form_uses(document: nodes.document, docname: str) -> Iterator[tuple[addnodes.pending_xref, FormUse]]:
    """Yield the roles whose text is decided later, in the order of the text.

    Args:
        document: as it was read, or assembled of many.
        docname: the document, for references that do not say it.
    """
    for node in document.findall(addnodes.pending_xref):
        role = node.get(_ROLE)
        if role is None or in_substitution(node):
            continue
        if any(isinstance(above, _FIXED) for above in ancestors(node)):
            continue
        place = node.get("refdoc", docname)
        yield node, FormUse(place, role, node["reftarget"], node.astext(), conditions_around(node))


def number_of(node: addnodes.pending_xref) -> int:
    """Return the place of a role among those of its document whose text is decided later; -1 for others."""
    return int(node.get(_NUMBER, -1))


def read_entries(document: nodes.document) -> tuple[tuple[str, ...], ...]:
    """Return the terms of each hand-written entry that has several, or one with a bracket, as they are registered.

    Sphinx makes the terms of ``.. glossary::`` and MyST those of ``{.glossary}`` by one function, which puts an index
    entry into each of them with the registered name. Tried with Sphinx 8.2.3 and 9.0.4.
    """
    entries = []
    for item in document.findall(nodes.definition_list_item):
        names = [name for term in item.children if isinstance(term, nodes.term) for name in _registered(term)]
        if len(names) > 1 or any("(" in name for name in names):
            entries.append(tuple(names))
    return tuple(entries)


def read_terms(document: nodes.document) -> tuple[WrittenTerm, ...]:
    """Return the terms of hand-written entries, also those that an extension took out after Sphinx registered them.

    docutils still knows the ids of what was taken out.
    """
    terms = list(document.findall(nodes.term))
    there = set(map(id, terms))
    lost = (node for node in document.ids.values() if isinstance(node, nodes.term) and id(node) not in there)
    found = [(term, conditions_around(term)) for term in terms] + [(term, (GONE,)) for term in lost]
    return tuple(
        WrittenTerm(name, anchor, only)
        for term, only in found
        for anchor in term["ids"][:1]
        for name in _registered(term)
    )


def _registered(term: nodes.term) -> Iterator[str]:
    for index in term.children:
        if isinstance(index, addnodes.index):
            yield from (entry[1] for entry in index["entries"])
