"""What only the whole glossary shows: names that lead nowhere, plurals that clash, categories that nobody knows."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.markup.markdown import used_names
from sphinxcontrib_aiglossary.model import TERM_SCHEME
from sphinxcontrib_aiglossary.naming.lookup import find
from sphinxcontrib_aiglossary.problems import Kind, Problem
from sphinxcontrib_aiglossary.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxcontrib_aiglossary.model import Concept, Entry
    from sphinxcontrib_aiglossary.naming.keys import Key
    from sphinxcontrib_aiglossary.naming.lookup import Row, RowsOf

# "[experts](term:expert)", with nothing in it that would take Markdown to tell
_RE_LINK: Final = re.compile(r"\[[^\[\]\\`]+\]\(term:([^()\\%\n]+)\)")


def rows_by_key(found: Sequence[Row]) -> RowsOf:
    """Return what gives the rows of a key; they are put in order when it is first asked."""

    @cache
    def index() -> dict[Key, list[Row]]:
        rows: dict[Key, list[Row]] = defaultdict(list)
        for row in found:
            rows[row.key].append(row)
        return dict(rows)

    return lambda folded: index().get(folded, ())


def links(text: str) -> tuple[str, ...]:
    """Return the names to which a text links, like :func:`.used_names`; parses Markdown only where it must."""
    if "]" not in text and "<" not in text:
        return ()  # neither a link nor an autolink
    count = text.count(f"]({TERM_SCHEME}")
    if not count and TERM_SCHEME not in text.lower():
        return ()
    names = _RE_LINK.findall(text)
    if len(names) == count and "`" not in text and "$" not in text and "\\" not in text:
        return tuple(dict.fromkeys(name.strip() for name in names))
    return used_names(text)


def uses(concept: Concept, rows_of: RowsOf) -> tuple[int, ...]:
    """Return the concepts, by number, that the definition of a concept uses; of homonyms the first."""
    found = (find(name, rows_of) for name in links(concept.definition))
    return tuple(dict.fromkeys(matches[0].concept for matches in found if matches))


def check(concepts: Sequence[Concept], found: Sequence[Row]) -> Iterator[Problem]:
    """Yield the problems of a glossary as a whole.

    Args:
        concepts: its concepts.
        found: the rows of all their names.
    """
    rows_of = rows_by_key(found)
    unknown: set[str] = set()
    for concept in concepts:
        for entry in concept.entries:
            if entry.authored:
                yield from _dead_links(entry, rows_of)
        for title in concept.categories:
            if title not in unknown and not taxonomy().knows(title):
                unknown.add(title)
                message = f"the category “{title}” is not in the taxonomy; it is indexed under its own title"
                yield Problem(kind=Kind.CATEGORY, origin=concept.origin, message=message)


def _dead_links(entry: Entry, rows_of: RowsOf) -> Iterator[Problem]:
    for field, names in (
        ("definition", links(entry.definition)),
        ("article", links(entry.article)),
        ("see", entry.see),
    ):
        for name in names:
            if not find(name, rows_of):
                message = f"`{field}` of “{entry.term}” refers to “{name}”, which no concept is named; define it, or correct the name"
                yield Problem(kind=Kind.LINK, origin=entry.origin, message=message, name=name)
