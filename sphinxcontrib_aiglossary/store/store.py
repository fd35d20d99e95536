"""The concepts of a compiled glossary, found by name or by ident."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.naming import lookup
from sphinxcontrib_aiglossary.naming.keys import Key
from sphinxcontrib_aiglossary.naming.lookup import Match, NameKind, Row
from sphinxcontrib_aiglossary.naming.mentions import Name

from . import serialization
from .database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.pipeline import Glossary
    from sphinxcontrib_aiglossary.problems import Problem

_MOST: Final = 10
"""Of so many concepts one has to be asked for to ask for all at once."""
_AT_ONCE: Final = 100
"""Concepts that are read in one go where all are asked for."""
_KINDS: Final = {kind.value: kind for kind in NameKind}


class Store:
    """The concepts of a glossary, found by name or by ident."""

    def __init__(
        self,
        digest: str,
        path: Path | None,
        load: Callable[[], Glossary],
        retell: Callable[[], bool] = lambda: False,
    ) -> None:
        """Open the file, or make it.

        Args:
            digest: hash of all that shapes the glossary: the bytes of the sources, the program.
            path: the file; ``None`` keeps the glossary in memory.
            load: makes the glossary.
            retell: brings the file up to date without making the glossary; tells whether that was possible.
        """
        self.digest = digest
        """Hash of all that shaped the glossary."""
        self._database = Database(digest, path, load, retell)
        self.warnings: tuple[Problem, ...] = self._database.fact("warnings")
        """Those of the :attr:`problems` that call for something to be done; an unchanged glossary says them again."""
        self.notes: int = self._database.fact("notes")
        """How many others there are: a dump has several for each of its concepts."""
        self.names_digest: str = self._database.fact("names_digest")
        """Hash of all that :meth:`starting` may return; definitions and articles are no part of it."""
        self.outline_digest: str = self._database.fact("outline_digest")
        """Hash of the whole glossary but the texts of its concepts, for which :meth:`texts` has hashes of their own."""
        self.own_length: int = self._database.fact("own_length")
        """How many concepts :meth:`own` returns."""
        self._length: int = self._database.fact("length")
        self._titles: dict[str, str] = self._database.fact("titles")
        self.ranks: dict[str, int] = self._database.fact("ranks")
        """The place of the source of each file, by the path of origins."""
        self._numbers: dict[str, int] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems met while compiling."""
        found: tuple[Problem, ...] = self._database.fact("problems")
        return found

    def __len__(self) -> int:
        return self._length

    def close(self) -> None:
        """Close the file; the store cannot be asked afterwards."""
        self._database.close()

    def find(self, name: str) -> tuple[Match, ...]:
        """Return the concepts that a name stands for, in the order of the glossary.

        Several only when the name is ambiguous: those of the best rank are returned. The ranks are the name as it is
        written, its key, a plural, a qualified name ``name (category)``; within each a term goes before synonyms and
        abbreviations, these before names to avoid. All of that holds within a source; an earlier one goes before.
        """
        found = self.candidates(name)
        return tuple(match for match in found if match.rank == found[0].rank)

    def candidates(self, name: str) -> tuple[Match, ...]:
        """Return what :meth:`find` would return for each source alone, those of the earliest first.

        An author may mean a concept of a later source, and says so by its category.
        """
        found = lookup.candidates(name, self._rows_of)
        return tuple(Match(self._ident(row.concept), row.name, row.kind, row.rank) for row in found)

    def _rows_of(self, folded: Key) -> list[Row]:
        query = "SELECT key, asked, name, kind, concept, homonym, fields, rank FROM names WHERE key = ? ORDER BY concept, kind"
        return [
            Row(Key(found), asked, name, _KINDS[kind], concept, bool(homonym), fields, rank)
            for found, asked, name, kind, concept, homonym, fields, rank in self._database.rows(query, folded)
        ]

    def _ident(self, number: int) -> str:
        ((ident,),) = self._database.rows("SELECT ident FROM concepts WHERE number = ?", number)
        return str(ident)

    def concept(self, ident: str) -> Concept:
        """Return the concept of an ident; ``KeyError`` when there is none."""
        return self._concept("ident", ident)

    def concepts(self) -> Iterator[Concept]:
        """Yield all concepts in print order."""
        for number in range(len(self)):
            yield self._concept("number", number)

    def _concept(self, column: str, value: str | int) -> Concept:
        query = f"SELECT outline, data FROM concepts WHERE {column} = ?"  # noqa: S608 - one of our columns
        return serialization.unpacked(*self._database.values(query, value))

    def outlines(self, idents: Collection[str]) -> Iterator[Concept]:
        """Yield some concepts in print order, without entries and origins.

        That is enough to tell what is printed where, and much faster. All of them at once would take more room than the
        pages that print them.

        Args:
            idents: the concepts, each once.
        """
        if len(idents) < len(self) / _MOST:
            query = "SELECT outline FROM concepts WHERE ident = ?"
            for ident in sorted(idents, key=self.number):
                yield serialization.unpacked(*self._database.values(query, ident))
            return
        wanted = frozenset(idents)
        query = "SELECT ident, outline FROM concepts WHERE number >= ? AND number < ? ORDER BY number"
        for start in range(0, len(self), _AT_ONCE):
            for ident, outline in self._database.table(query, start, start + _AT_ONCE):
                if ident in wanted:
                    yield serialization.unpacked(outline)

    def idents(self) -> tuple[str, ...]:
        """Return the idents of all concepts in print order."""
        if not self._numbers:
            # Sorted here: the index has both columns, and sqlite would read all concepts to sort them
            rows = self._database.rows("SELECT ident, number FROM concepts INDEXED BY concepts_by_ident")
            self._numbers = dict(sorted(rows, key=itemgetter(1)))
        return tuple(self._numbers)

    def number(self, ident: str) -> int:
        """Return the place of a concept in print order; ``KeyError`` when there is no such concept."""
        if self._numbers:
            return self._numbers[ident]
        found = self._database.rows("SELECT number FROM concepts WHERE ident = ?", ident)
        if not found:
            raise KeyError(ident)
        return int(found[0][0])

    def is_own(self, ident: str) -> bool:
        """Tell whether the author of a project wrote a concept, see :meth:`own`."""
        return bool(self._database.rows("SELECT 1 FROM concepts WHERE ident = ? AND own", ident))

    def own(self) -> tuple[str, ...]:
        """Return the idents of the concepts that the author of a project wrote, in print order: no built-in ones, no dumps."""
        return tuple(
            ident for (ident,) in self._database.rows("SELECT ident FROM concepts WHERE own ORDER BY number")
        )

    @cached_property
    def builtin(self) -> frozenset[str]:
        """The idents of the concepts of which the built-in glossary tells all."""
        return frozenset(self._database.fact("builtin"))

    def outline(self, ident: str) -> Concept:
        """Return the concept of an ident without entries and origins; ``KeyError`` when there is none."""
        return serialization.unpacked(
            *self._database.values("SELECT outline FROM concepts WHERE ident = ?", ident)
        )

    def texts(self, idents: Collection[str]) -> dict[str, str]:
        """Return for each of some concepts the hash of all that may be printed of its texts."""
        if len(idents) < len(self) / _MOST:
            query = "SELECT texts FROM concepts WHERE ident = ?"
            return {ident: str(self._database.rows(query, ident)[0][0]) for ident in idents}
        rows = dict(self._database.rows("SELECT ident, texts FROM concepts INDEXED BY texts_by_ident"))
        return {ident: rows[ident] for ident in idents}

    def names(self, ident: str) -> tuple[str, ...]:
        """Return the names to be registered: the qualified term of a homonym, the term, synonyms, abbreviations."""
        return self._list("names", ident)

    def categories(self) -> tuple[str, ...]:
        """Return the titles of all categories that a concept has."""
        found: tuple[str, ...] = self._database.fact("categories")
        return found

    def title(self, category: str) -> str:
        """Return what a category or a group of categories is called, in another language if it is translated."""
        return self._titles.get(category, category)

    def uses(self, ident: str) -> tuple[str, ...]:
        """Return the idents of the concepts that the definition of a concept uses."""
        return self._list("uses", ident)

    def starting(self, word: str) -> tuple[Name, ...]:
        """Return the names to be found in running text that begin with a folded word, in order of the glossary.

        They are terms, synonyms, abbreviations, names to avoid and the plurals of all of these, as
        :func:`.autolinks.found_by` tells.
        """
        query = (
            "SELECT asked, ident, exact FROM names JOIN concepts ON number = concept WHERE first = ? "
            "ORDER BY concept, names.rowid"
        )
        return tuple(
            # One text for all names of a concept
            Name(asked, intern(ident), bool(exact))
            for asked, ident, exact in self._database.rows(query, word)
        )

    def plain_names(self) -> tuple[Name, ...]:
        """Return all names that :meth:`starting` returns for some word."""
        query = "SELECT asked, ident, exact FROM names JOIN concepts ON number = concept WHERE first NOT NULL"
        return tuple(Name(asked, ident, bool(exact)) for asked, ident, exact in self._database.rows(query))

    def _list(self, column: str, ident: str) -> tuple[str, ...]:
        found = self._database.rows(f"SELECT {column} FROM concepts WHERE ident = ?", ident)  # noqa: S608 - one of our columns
        if not found:
            raise KeyError(ident)
        return tuple(found[0][0].split("\n")) if found[0][0] else ()

    def suggest(self, name: str, most: int = 3) -> tuple[str, ...]:
        """Return the names that look most like a name that was not found, the likeliest first.

        Where only the category of ``name (category)`` is wrong, they are those that the name has.
        """
        # Imported late: most builds miss no name
        from .suggestions import suggested  # noqa: PLC0415 - see above

        return suggested(name, most, self, self._database)
