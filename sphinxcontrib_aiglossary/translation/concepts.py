"""The messages of a concept, and the concept that their translations make."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinxcontrib_aiglossary.markup.definitions import full_text
from sphinxcontrib_aiglossary.markup.markdown import BLANKS
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.lookup import split_qualified
from sphinxcontrib_aiglossary.naming.plurals import plurals

from .texts import headings, text_messages, translate_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sphinxcontrib_aiglossary.model import Concept, Detail, Entry, Plural
    from sphinxcontrib_aiglossary.naming.keys import Key

    from .texts import MessageKind, Translate


def concept_messages(
    concept: Concept, detail: Detail, kinds: Collection[MessageKind], *, plural: bool = False
) -> Iterator[tuple[str, Entry | None]]:
    """Yield the messages of what is printed of a concept, each with the entry that it was read in, if it is of a text.

    Names come first. A homonym is one message with its qualifier, so that each of several can be translated in its own
    way. The definition is always among them: indexes and search show it, too.

    Args:
        concept: the concept.
        detail: how much of it is printed.
        kinds: the kinds of messages that are wanted.
        plural: whether the plural of its term is printed somewhere.
    """
    yield concept.name, None
    if isinstance(concept.plural, str) or plural:
        yield from ((form, None) for form in plurals(concept.term, concept.plural)[:1])
    yield from ((name, None) for name in (*concept.synonyms, *concept.abbreviations))
    for number, entry in enumerate(concept.entries if detail == "full" else concept.entries[:1]):
        for text in _printed(entry, detail, first=number == 0):
            yield from ((message, entry) for message in text_messages(text, kinds))
    if detail == "full":
        yield from ((name, None) for name in concept.see)


def _printed(entry: Entry, detail: Detail, *, first: bool) -> Iterator[str]:
    """Yield the texts of an entry that are printed."""
    if detail != "full":
        yield entry.definition or entry.article.partition("\n\n")[0]
    elif first:
        yield from (entry.definition, entry.article)
    else:
        yield full_text(entry)


def translate_concept(
    concept: Concept, translate: Translate, kinds: Collection[MessageKind], titles: Mapping[str, str]
) -> Concept:
    """Return a concept in another language; the concept itself where nothing of it is translated.

    Its ident stays, and so do its categories, which the taxonomy knows under no other titles.

    Args:
        concept: the concept.
        translate: gives the translation of a message.
        kinds: the kinds of messages that are translated.
        titles: the translated titles of categories.
    """
    names = _names(concept, translate, titles)
    shown = tuple(titles[title] for title in concept.categories if title in titles)
    entries = tuple(_entry(entry, translate, kinds) for entry in concept.entries)
    translated = replace(concept, **names, entries=entries, titles=shown)
    if any(getattr(concept, field) != value for field, value in names.items()):
        return replace(translated, original=replace(concept, entries=()))
    return translated if translated != concept else concept


def translate_name(name: str, translate: Translate) -> str:
    """Return the translation of a name, which is one line; the name itself where there is none."""
    return " ".join((translate(name) or "").translate(BLANKS).split()) or name


def _names(concept: Concept, translate: Translate, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a concept that hold its names."""
    term, qualifier = _qualified(concept, translate, titles)
    seen = {key(term)}
    return {
        "term": term,
        "qualifier": qualifier,
        "plural": _plural(concept, term, translate),
        "synonyms": _others(concept.synonyms, translate, seen),
        "abbreviations": _others(concept.abbreviations, translate, seen),
        "see": tuple(translate_name(name, translate) for name in concept.see),
    }


def _qualified(concept: Concept, translate: Translate, titles: Mapping[str, str]) -> tuple[str, str]:
    """Return term and qualifier; a translator may tell homonyms apart otherwise, or need not."""
    name = translate_name(concept.name, translate)
    if not concept.qualifier:
        return name, ""
    if name != concept.name:
        return split_qualified(name) or (name, "")
    title = next((title for title in concept.categories if key(title) == key(concept.qualifier)), "")
    return concept.term, titles.get(title, concept.qualifier)


def _plural(concept: Concept, term: str, translate: Translate) -> Plural:
    """Return the plural of a translated term: a translated one, or none that is known."""
    if term == concept.term:
        return concept.plural
    forms = plurals(concept.term, concept.plural)[:1]
    told = (translate_name(form, translate) for form in forms if translate(form))
    return next(told, False if concept.plural is False else None)


def _others(names: Iterable[str], translate: Translate, seen: set[Key]) -> tuple[str, ...]:
    """Return translated names without those that a concept has already."""
    found = []
    for name in names:
        told = translate_name(name, translate)
        if key(told) not in seen:
            seen.add(key(told))
            found.append(told)
    return tuple(found)


def _entry(entry: Entry, translate: Translate, kinds: Collection[MessageKind]) -> Entry:
    definition = translate_text(entry.definition, translate, kinds)
    article = translate_text(entry.article, translate, kinds)
    if (definition, article) == (entry.definition, entry.article):
        return entry
    repeated = bool(definition) and full_text(entry) == entry.article
    return replace(
        entry,
        definition=definition,
        article=article,
        repeated=repeated,
        headings=(*(() if repeated else headings(entry.definition)), *headings(entry.article)),
    )
