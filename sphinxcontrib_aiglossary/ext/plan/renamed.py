"""Names that a project has given up: where they lead, and what is wrong with saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.nodes import _make_id

from sphinxcontrib_aiglossary.ext.collect.page_record import ID_PREFIX
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.naming.plurals import plurals, without_possessive
from sphinxcontrib_aiglossary.naming.slugs import slug
from sphinxcontrib_aiglossary.problems import Kind

from .unknown_names import SETTINGS, Unknown, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinxcontrib_aiglossary.naming.keys import Key
    from sphinxcontrib_aiglossary.store import Store

    from .anchors import Target
    from .inputs import Project
    from .name_resolver import Names

_SETTING = "aiglossary_renamed"


class Renamed:
    """Tells the last name of what was renamed, perhaps several times.

    Args:
        pairs: old and new names, as the project states them.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        following = {key(old): new for old, new in reversed(pairs)}
        self.circles: list[list[str]] = []
        """The names that lead back to themselves, each circle once."""
        self.old: dict[str, str] = {}
        """The last name by the old one, without those that lead to no last one."""
        circling: set[Key] = set()
        for old, _ in pairs:
            passed, last = [old], following[key(old)]
            while key(last) in following and key(last) not in map(key, passed):
                passed.append(last)
                last = following[key(last)]
            if key(last) == key(old) and key(old) not in circling:
                circling.update(map(key, passed))
                self.circles.append(passed)
            if key(last) not in following:
                self.old[old] = last
        self._forms = {
            key(form): last for old, last in reversed(self.old.items()) for form in (*plurals(old), old)
        }

    def last(self, name: str) -> str:
        """Return the last name of an old one, of its plural or in other spelling; empty if it is none."""
        return self._forms.get(key(name)) or self._forms.get(key(without_possessive(name) or name), "")


def old_places(names: Names, project: Project, targets: Mapping[str, Target]) -> dict[str, tuple[str, str]]:
    """Return the document and id to which each old name leads, of those that lead to something printed."""
    places: dict[str, tuple[str, str]] = {}
    for old, last in names.renamed.old.items():
        meaning, now = names.meaning(last), names.existing(old)
        place = targets.get(meaning.ident) or project.by_hand.get(meaning.by_hand)
        if place and (not now or (now.ident, now.by_hand) == (meaning.ident, meaning.by_hand)):
            places[old] = place[0], place[1]
    return places


def former_ids(name: str) -> Iterator[str]:
    """Yield the ids that a term of a name may have had: ours, and Sphinx's own for one written by hand.

    Undocumented: ``_make_id`` makes an id of a text, as ``make_id`` does for the directive ``glossary``; the same in
    Sphinx 8.2.3, 9.0.4 and 9.1.1.
    """
    yield ID_PREFIX + slug(name)
    # Of a name without Latin letters nothing remains, and Sphinx numbers it
    if (ident := _make_id(ID_PREFIX + name)).startswith(ID_PREFIX):
        yield ident


def find_misnamed(store: Store, names: Names) -> Iterator[Unknown]:
    """Yield what is wrong with the setting, each once."""
    for circle in names.renamed.circles:
        shown = " and ".join(map(repr, circle))
        leads = "leads back to itself" if len(circle) == 1 else "lead to each other"
        yield _problem(f"{shown} {leads}; give each old name the one that holds now")
    for old, last in names.renamed.old.items():
        meaning, now = names.meaning(last), names.existing(old)
        if not meaning:
            hint = did_you_mean(names.suggest(last))
            yield _problem(f"no concept is called {last!r}, to which {old!r} leads{hint}")
        elif meaning.candidates:
            shown = " or ".join(map(repr, meaning.candidates))
            yield _problem(f"{last!r}, to which {old!r} leads, means {shown}; write the one that is meant")
        elif now and ((now.ident, now.by_hand) != (meaning.ident, meaning.by_hand)):
            holder = now.by_hand or store.concept(now.ident).name
            of = f" of {holder!r}" if key(holder) != key(old) else ""
            yield _problem(f"{old!r} is still a name{of}; leave it out there, or rename that")


def _problem(message: str) -> Unknown:
    return Unknown(Kind.CONFIG, f"{_SETTING}: {message}", SETTINGS)
