"""A whole glossary in another language: what only all its concepts together can tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from sphinxcontrib_aiglossary.checks.consistency import links, rows_by_key
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.lookup import NO_RANKS, find, rows
from sphinxcontrib_aiglossary.pipeline import Glossary
from sphinxcontrib_aiglossary.problems import Kind, Problem
from sphinxcontrib_aiglossary.taxonomy import OTHER, taxonomy

from .concepts import translate_concept, translate_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinxcontrib_aiglossary.model import Concept, Origin
    from sphinxcontrib_aiglossary.naming.keys import Key

    from .texts import MessageKind


class Translations(Protocol):
    """What gives the translations of messages."""

    @property
    def digest(self) -> str:
        """Hash of all that shapes the translations."""
        ...

    @property
    def kinds(self) -> AbstractSet[MessageKind]:
        """The kinds of messages that are translated."""
        ...

    def translate(self, message: str) -> str | None:
        """Return the translation of a message, ``None`` where there is none."""
        ...

    def origin(self, message: str) -> Origin | None:
        """Return where the translation of a message stands, ``None`` if that is not known."""
        ...


class _Noting:
    """Translates, and notes what was asked for."""

    def __init__(self, translations: Translations) -> None:
        self._translations = translations
        self.told: dict[str, str] = {}

    def __call__(self, message: str) -> str | None:
        told = self._translations.translate(message)
        if told and told.strip() and told != message:
            self.told[message] = told
            return told
        return None


def translate_glossary(
    concepts: Iterable[Concept],
    problems: Sequence[Problem],
    translations: Translations,
    ranks: Mapping[str, int] = NO_RANKS,
) -> Glossary:
    """Translate all concepts of a glossary.

    Args:
        concepts: the concepts.
        problems: those of the sources, which stay.
        translations: give the translations of messages.
        ranks: the place of the source of each file, by the path of origins.
    """
    concepts = tuple(concepts)
    translate = _Noting(translations)
    titles = {
        title: told
        for title in sorted(_titles(concepts))
        if (told := translate_name(title, translate)) != title
    }
    kinds = translations.kinds
    translated = list(
        _told_apart([translate_concept(concept, translate, kinds, titles) for concept in concepts], titles)
    )
    return Glossary(
        concepts=tuple(translated),
        entries=(),
        problems=(
            *problems,
            *_clashes(translated, translations),
            *_dead_links(translate.told, translated, translations),
        ),
        titles=titles,
        ranks=ranks,
    )


def _titles(concepts: Iterable[Concept]) -> set[str]:
    """Return the titles of all categories that are in use, and of all groups."""
    groups = (group.title for group in taxonomy().groups)
    return {OTHER, *groups, *(title for concept in concepts for title in concept.categories)}


def _told_apart(concepts: Sequence[Concept], titles: Mapping[str, str]) -> Iterator[Concept]:
    """Yield the concepts; those that became homonyms by translation get a category of their own as qualifier."""
    groups: dict[Key, list[Concept]] = defaultdict(list)
    for concept in concepts:
        groups[key(concept.term)].append(concept)
    for concept in concepts:
        group = groups[key(concept.term)]
        if len(group) > 1 and not concept.qualifier and any(other.original for other in group):
            times = Counter(title for other in group for title in other.categories)
            own = next((title for title in concept.categories if times[title] == 1), "")
            original = concept.original or replace(concept, entries=())
            yield replace(concept, qualifier=titles.get(own, own), original=original) if own else concept
        else:
            yield concept


def _clashes(concepts: Sequence[Concept], translations: Translations) -> Iterator[Problem]:
    """Yield the terms that two concepts have because of a translation, with nothing to tell them apart."""
    owners: dict[Key, Concept] = {}
    for concept in concepts:
        owner = owners.setdefault(key(concept.name), concept)
        if owner is concept or not (owner.original or concept.original):
            continue
        late = concept if concept.original else owner
        message = (
            f"“{_before(owner)}” and “{_before(concept)}” are both called “{concept.name}” in translation, and no "
            "category tells them apart; translate one of them in another way"
        )
        origin = translations.origin(_before(late)) or late.origin
        yield Problem(kind=Kind.DUPLICATE, origin=origin, message=message)


def _before(concept: Concept) -> str:
    return (concept.original or concept).name


def _dead_links(
    told: Mapping[str, str], concepts: Sequence[Concept], translations: Translations
) -> Iterator[Problem]:
    """Yield the names to which translations link, though the texts before did not, and that no concept has."""
    linked = {
        message: names
        for message, translation in told.items()
        if (names := [name for name in links(translation) if name not in links(message)])
    }
    if not linked:
        return
    rows_of = rows_by_key(rows(concepts)[0])
    for message, names in linked.items():
        for name in names:
            origin = translations.origin(message)
            if origin and not find(name, rows_of):
                text = f"a translation refers to “{name}”, which no concept is named; correct the name"
                yield Problem(kind=Kind.LINK, origin=origin, message=text, name=name)
