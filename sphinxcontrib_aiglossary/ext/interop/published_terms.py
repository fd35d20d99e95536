"""The terms that a build publishes: each concept and each entry written by hand that its output defines."""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx import addnodes

from sphinxcontrib_aiglossary.exports.published import MAX_DEFINITION, MAX_NAME, PublishedTerm, line
from sphinxcontrib_aiglossary.ext.html.concept_item import printed_names
from sphinxcontrib_aiglossary.ext.plan.handwritten import shown_places
from sphinxcontrib_aiglossary.ext.render.tree_builder import Page
from sphinxcontrib_aiglossary.ext.render.xrefs import WRITTEN, Link, link_of
from sphinxcontrib_aiglossary.ext.std_terms import terms_of_project

from .published_links import from_root, listed, working

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docutils import nodes
    from sphinx.builders import Builder

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.incremental.hashing import Digests
    from sphinxcontrib_aiglossary.model import Concept

    Place = tuple[str, str]

_RE_TERM = re.compile(r"(?<![\\!])\[(?P<text>[^\[\]`\\]+)\]\(term:(?P<name>[^()<>\n]+)\)")
_RE_BRACKETS = re.compile(r"[\[`]")
"""What may be a link, or a text in which nothing is one."""


class Publisher:
    """Collects the terms of a build.

    Args:
        domain: the glossary.
        builder: the builder.
        told: keeps what is published of each concept.
    """

    def __init__(self, domain: AIGlossaryDomain, builder: Builder, told: Digests) -> None:
        self._domain = domain
        self._builder = builder
        self._told = told
        targets = domain.decision.targets if domain.decision else {}
        self._idents = {(target.docname, target.anchor): ident for ident, target in targets.items()}

    def lines(self) -> Iterator[str]:
        """Yield the line of each term of the standard domain that the output defines, see :func:`.published.line`."""
        for place, ident in self._idents.items():
            if told := self._told.of("term", ident, partial(self._concept, place, ident)):
                yield told
        for place, called in self._by_hand().items():
            term, text = self._entry(place)
            if told := self._line(place, term, called, "", text):
                yield told

    def _line(self, place: Place, term: str, called: Iterable[str], category: str, text: str) -> str:
        """Return the line of a term; an empty text of one that is not published."""
        if not text.strip() or len(text) > MAX_DEFINITION or len(term) > MAX_NAME:
            return ""
        uri = listed(self._builder, place)
        return line(PublishedTerm(uri, term, tuple(sorted(called)), category, text.strip()))

    @cached_property
    def _names(self) -> dict[Place, list[str]]:
        """The terms of the project by document and id."""
        names: dict[Place, list[str]] = {}
        for name, (docname, anchor) in terms_of_project(self._domain.env).items():
            names.setdefault((docname, anchor), []).append(name)
        return names

    def _by_hand(self) -> dict[Place, list[str]]:
        """Return the entries written by hand, without those that do not show in the output."""
        env, pages = self._domain.env, self._domain.pages
        terms = {
            name: place
            for place, called in self._names.items()
            if place not in self._idents
            for name in called
        }
        found: dict[Place, list[str]] = {}
        for name, place in shown_places(terms, pages, env.found_docs, self._domain.holds).items():
            found.setdefault(place, []).append(name)
        return found

    def _concept(self, place: Place, ident: str) -> str:
        if place not in self._names:
            return ""
        concept = self._domain.concept(ident)
        category = concept.categories[0] if concept.categories else ""
        text = self._text(place[0], concept)
        return self._line(place, next(printed_names(concept)), self._names[place], category, text)

    def _text(self, docname: str, concept: Concept) -> str:
        """Return the definition of a concept as others can print it."""
        written = concept.definition.strip() or concept.article.strip().partition("\n\n")[0]
        if "[" not in written:
            return written
        if not _RE_BRACKETS.search(_RE_TERM.sub("", written)):
            # Most definitions are such: to read each of them in every build would take long
            return _RE_TERM.sub(self._written_link, written)
        # Imported late: it reads Markdown
        from sphinxcontrib_aiglossary.ext.render.concept_body import parts  # noqa: PLC0415 - see above

        shown = parts(concept, "brief", Page(docname), anchors=False).blocks
        return _markdown(shown, lambda node: self._address(docname, node))

    def _written_link(self, found: re.Match[str]) -> str:
        uri = self._term(Link(WRITTEN, unquote(found["name"]).strip()))
        return f"[{found['text']}](<{uri}>)" if uri else found["text"]

    def _address(self, docname: str, node: nodes.Element) -> str:
        if isinstance(node, addnodes.pending_xref):
            return self._term(link_of(node))
        return from_root(self._builder, docname, node)

    def _term(self, link: Link) -> str:
        place = self._domain.place(self._domain.meaning(link))
        return working(self._builder, (place[0], place[1])) if place else ""

    def _entry(self, place: Place) -> tuple[str, str]:
        """Return the line above an entry written by hand, and its text."""
        entries = self._domain.outcome.entries if self._domain.outcome else None
        entry = entries.get(place) if entries else None
        if entry is None:
            return "", ""
        text = _markdown(entry.body, lambda node: from_root(self._builder, place[0], node))
        return ", ".join(entry.terms), text


def _markdown(body: list[nodes.Node], address: Callable[[nodes.Element], str]) -> str:
    """Return nodes as Markdown, see :func:`.markdown.write`."""
    # Imported late: it needs the parser, and most definitions are published as they stand
    from .nodes_to_markdown import write  # noqa: PLC0415 - see above

    return write(body, address)
