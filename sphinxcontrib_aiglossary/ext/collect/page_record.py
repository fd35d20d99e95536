"""What one document says about the glossary: the names it uses and the placements it holds, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.visibility.conditions import ancestors, conditions_around

from .placeholder_nodes import aiglossary_abbreviations, aiglossary_categories, aiglossary_placement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_aiglossary.ext.visibility.conditions import Condition
    from sphinxcontrib_aiglossary.naming import forms

    from .anchor_links import Address
    from .handwritten_entries import Definition
    from .prose_mentions import Prose

Role = Literal["term", "any", "myst"]
"""What refers to a name: the role ``term``, the role ``any``, or a link of MyST, ``[text](name)``."""

ID_PREFIX: Final = "term-"
"""How the id of a printed concept begins; a document's own ids of that form are noted, so that none is given twice."""

VOLUMES: Final = ("latex", "man", "texinfo")
"""The formats of volumes: files that are assembled of many documents, of which a project may have several."""

SECTION_ID: Final = "aiglossary"
"""The id of the section in which a glossary stands that nobody placed; ``glossary`` may be the author's heading."""


CATEGORIES: Final = "aiglossary-categories"
ABBREVIATIONS: Final = "aiglossary-abbreviations"
TERMS: Final = "aiglossary-terms"
INDICES: Final = (CATEGORIES, ABBREVIATIONS, TERMS)
"""The pages of our indices, named by Sphinx after domain and index; ``ref`` knows them under these names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One name that a document refers to; equal references of one document are one use."""

    name: str
    role: Role = "term"
    only: tuple[Condition, ...] = ()
    """What it depends on whether it shows, such as the ``only`` directives around it; it counts if it does."""
    context: tuple[tuple[str, str | bool], ...] = ()
    """What others need to resolve the name that this gives way to, e.g. the current module."""

    @property
    def gives_way(self) -> bool:
        """Whether it is a use only if nothing else in the project answers the name."""
        return self.role != "term"


class FormUse(NamedTuple):
    """One role whose text is decided when all documents are read."""

    docname: str
    role: forms.Role
    name: str
    text: str
    """The name as it would be printed: with curly quotes, and for ``glspl`` in the plural by rule."""
    only: tuple[Condition, ...] = ()
    """What it depends on whether it shows."""


class WrittenTerm(NamedTuple):
    """One name of a hand-written entry, of which a project may have several editions."""

    name: str
    anchor: str
    only: tuple[Condition, ...] = ()
    """What it depends on whether it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One ``aiglossary`` directive: which concepts it prints, and where."""

    docname: str
    number: int
    """Counts the placements of the document from 0."""
    line: int = 0
    show: str = "used"
    categories: tuple[str, ...] = ()
    letters: tuple[str, ...] | None = None
    """The letters under whose headings it prints, all if empty; ``None`` for no headings."""
    detail: str = "brief"
    local: bool = False
    uses: bool = False
    """Whether it lists under each concept where that is used."""
    only: tuple[Condition, ...] = ()

    @property
    def filters(self) -> str:
        """The options that hold concepts back, as the author wrote them."""
        said = []
        if self.categories:
            said.append(":categories: " + ", ".join(self.categories))
        if self.letters:
            said.append(":letters: " + ", ".join(self.letters))
        if self.local:
            said.append(":local:")
        return " ".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toctree:
    """One table of contents."""

    docnames: tuple[str, ...]
    only: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one document says about the glossary."""

    uses: tuple[Use, ...] = ()
    placements: tuple[Placement, ...] = ()
    ids: tuple[str, ...] = ()
    """The document's own ids that look like ours."""
    cards: bool = False
    """Whether it holds an ``aiglossary-categories`` directive."""
    tables: tuple[Placement, ...] = ()
    """The filters of its ``aiglossary-abbreviations`` directives."""
    indices: tuple[str, ...] = ()
    """The indices of ours to which it refers."""
    toctrees: tuple[Toctree, ...] = ()
    """Its tables of contents, if one of them is for some builders only."""
    forms: tuple[FormUse, ...] = ()
    """The roles whose text is decided later, in the order of the text."""
    entries: tuple[tuple[str, ...], ...] = ()
    """The terms of hand-written entries, where they are several names of one thing."""
    terms: tuple[WrittenTerm, ...] = ()
    """The terms of its hand-written entries."""
    definitions: tuple[Definition, ...] = ()
    """Its hand-written entries."""
    addresses: tuple[Address, ...] = ()
    """The ids of terms to which its links lead."""
    prose: Prose | None = None
    """What its running text says, where plain mentions become links."""

    skeleton: bytes = b""
    """The nodes around what it says that other extensions may leave out, see :mod:`..visibility.skeleton`."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """All that it depends on what of the document shows, each once."""
        said = (self.uses, self.placements, self.tables, self.toctrees, self.forms)
        chains = [each.only for kind in said for each in kind]
        chains += [term.only for term in self.terms]
        if self.prose:
            chains += [mention.only for mention in self.prose.mentions]
        return tuple(dict.fromkeys(condition for chain in dict.fromkeys(chains) for condition in chain))


def read_page(document: nodes.document) -> Page:
    """Return what a document says, as it stands after reading."""
    return Page(
        uses=tuple(dict.fromkeys(_uses(document))),
        placements=tuple(_placements(document)),
        ids=tuple(sorted(name for name in document.ids if name.startswith((ID_PREFIX, SECTION_ID)))),
        cards=next(document.findall(aiglossary_categories), None) is not None,
        tables=tuple(
            Placement(only=conditions_around(node), **node["table"])
            for node in document.findall(aiglossary_abbreviations)
        ),
        indices=tuple(sorted(set(filter(None, map(index_of, document.findall(addnodes.pending_xref)))))),
        toctrees=_toctrees(document),
    )


def _uses(document: nodes.document) -> Iterator[Use]:
    for node in document.findall(addnodes.pending_xref):
        if not in_substitution(node) and (use := use_of(node)):
            yield use


def use_of(node: addnodes.pending_xref) -> Use | None:
    """Return what a reference says; ``None`` if it cannot mean a concept."""
    if (role := role_of(node)) is None:
        return None
    context = () if role == "term" else _context(node)
    return Use(name=node["reftarget"], role=role, only=conditions_around(node), context=context)


def _context(node: addnodes.pending_xref) -> tuple[tuple[str, str | bool], ...]:
    """Return the attributes that decide what a name leads to: those left for a resolver, such as ``py:module``.

    A label without a title answers only a link that has a text. MyST notes in ``reflocalid`` an id of the document.
    """
    return tuple(
        (name, value)
        for name, value in sorted(node.attributes.items())
        if (":" in name or name in {"refexplicit", "reflocalid"}) and isinstance(value, (str, bool))
    )


def _placements(document: nodes.document) -> Iterator[Placement]:
    for node in document.findall(aiglossary_placement):
        yield Placement(only=conditions_around(node), **node["placement"])


def _toctrees(document: nodes.document) -> tuple[Toctree, ...]:
    found = tuple(
        Toctree(docnames=tuple(map(str, node["includefiles"])), only=conditions_around(node))
        for node in document.findall(addnodes.toctree)
    )
    return found if any(toctree.only for toctree in found) else ()


def role_of(node: addnodes.pending_xref) -> Role | None:
    """Return what kind of reference may mean a concept, ``None`` for all others."""
    if "intersphinx" in node:
        # The role `external`: Sphinx (8.2.3, 9.0.4, 9.1.0) marks it so and asks other projects only
        return None
    domain, role = node.get("refdomain"), node.get("reftype")
    if domain == "std" and role == "term":
        return "term"
    if not domain and role == "any":
        return "any"
    if not domain and role == "myst":
        return "myst"
    return None


def index_of(node: addnodes.pending_xref) -> str:
    """Return the index of ours to which a reference leads, by ``ref``, ``any`` or a link; empty for all others."""
    role = node.get("refdomain") or "", node.get("reftype")
    if role not in {("std", "ref"), ("", "any"), ("", "myst")}:
        return ""
    # The role `ref` looks labels up in lower case
    name = str(node["reftarget"]).lower()
    return name if name in INDICES else ""


def in_substitution(node: nodes.Node) -> bool:
    """Tell whether a node belongs to the definition of a substitution; only its copies in the text are uses."""
    return any(isinstance(above, nodes.substitution_definition) for above in ancestors(node))
