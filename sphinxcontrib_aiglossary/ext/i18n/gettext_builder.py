"""What the builder ``gettext`` is told of the glossary: every text that is printed, with the place of its source."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders.gettext import MsgOrigin

from sphinxcontrib_aiglossary import builtin
from sphinxcontrib_aiglossary.translation import concept_messages

from .catalogue import message_kinds
from .ui_strings import DOMAIN, WORDS

if TYPE_CHECKING:
    from sphinx.builders.gettext import Catalog, MessageCatalogBuilder

    from sphinxcontrib_aiglossary.ext.plan.categories import Group
    from sphinxcontrib_aiglossary.ext.plan.decide import Decision
    from sphinxcontrib_aiglossary.ext.plan.inputs import Project
    from sphinxcontrib_aiglossary.model import Detail, Origin

_OWN_WORDS = "<aiglossary>"
"""Stands for the source of the extension's own words."""


def extract(
    builder: MessageCatalogBuilder, decision: Decision, project: Project, groups: tuple[Group, ...]
) -> None:
    """Add the messages of all that is printed to the catalogue of the glossary, which the builder writes.

    Documents may have the same text domain; then all messages are in one catalogue. Undocumented: a builder's
    ``catalogs`` by text domain. Tried with Sphinx 8.2.3 and 9.0.4.
    """
    if not decision.concepts:
        return
    collector = _Collector(builder)
    for word in WORDS:
        collector.add(word, _OWN_WORDS, 1)
    for group in groups:
        for title in (group.title, *(category.title for category in group.categories)):
            first = next((c for c in decision.concepts.values() if title in c.categories), None)
            if first:
                collector.add_from(title, first.origin)
            else:
                collector.add(title, _OWN_WORDS, 1)
    details = _details(decision)
    counted = _counted(decision, project)
    kinds = message_kinds(builder.config)
    for ident, concept in decision.concepts.items():
        for message, entry in concept_messages(concept, details[ident], kinds, plural=ident in counted):
            collector.add_from(message, entry.origin if entry else concept.origin)


def _details(decision: Decision) -> dict[str, Detail]:
    """Return how much is printed of each concept."""
    details: dict[str, Detail] = {}
    for placement in decision.placements:
        for printed in decision.printed[placement.docname, placement.number]:
            full = placement.detail == "full" or details.get(printed.ident) == "full"
            details[printed.ident] = "full" if full else "brief"
    return details


def _counted(decision: Decision, project: Project) -> set[str]:
    """Return the concepts whose plural a role makes."""
    return {
        decision.names.meaning(use.name, project.prefer.get(use.docname, ())).ident
        for page in project.pages.values()
        for use in page.forms
        if use.role == "glspl"
    }


class _Collector:
    """Adds messages to the catalogue of the glossary."""

    def __init__(self, builder: MessageCatalogBuilder) -> None:
        self._catalog: Catalog = builder.catalogs[DOMAIN]
        self._outdir = Path(builder.outdir)
        self._confdir = Path(builder.confdir)

    def add_from(self, message: str, origin: Origin) -> None:
        """Add a message that was read somewhere."""
        # What lies nowhere in the project is named as if it lay in the folder of the output, to which Sphinx makes
        # all paths relative
        base = self._outdir if builtin.holds(origin) else self._confdir
        self.add(message, str(base / origin.path), origin.line)

    def add(self, message: str, source: str, line: int) -> None:
        """Add a message; a relative path stays as it is."""
        place = MsgOrigin(str(self._outdir / source), line)
        # Sphinx's own would be another one in every build
        place.uid = blake2b(f"{source}\0{message}".encode(), digest_size=16).hexdigest()
        self._catalog.add(message, place)
