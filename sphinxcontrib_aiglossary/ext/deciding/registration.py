"""The one place that writes terms into Sphinx's standard domain and its index, and takes them out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from .targets import Target


class Registered(NamedTuple):
    """One name that stands in the standard domain because of us."""

    name: str
    docname: str
    anchor: str
    covered: tuple[str, str] | None = None
    """The place of a hand-written entry of that name which is not part of the output."""
    listed: bool = True
    """Whether the general index lists it: not a name that was given up."""


IndexEntry = tuple[str, str, str, str, str | None]
"""What Sphinx keeps for one index entry: type, text, id, ``main`` or empty, heading."""


def index_entries(names: Iterable[str], anchor: str) -> list[IndexEntry]:
    """Return the entries of the general index for the names of one printed concept, one for each key.

    In another language a concept may have a name in two spellings, as it was and as it is translated.
    """
    spelt = {key(name): name for name in reversed(list(names))}
    return [_entry(name, anchor) for name in reversed(spelt.values())]


def _entry(name: str, anchor: str) -> IndexEntry:
    return "single", name, anchor, "main", None


def terms_of_project(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return all registered terms with document and id.

    Tried with Sphinx 8.2.3 and 9.0.4: ``objects`` maps ``(type, name)`` to ``(docname, id)``.
    """
    objects = env.domains.standard_domain.objects
    return {name: place for (kind, name), place in objects.items() if kind == "term"}


def register(
    env: BuildEnvironment, names: Mapping[str, Target], unlisted: Mapping[str, tuple[str, str]]
) -> tuple[Registered, ...]:
    """Write names into the standard domain, and all but the unlisted ones into the general index.

    ``note_object`` is no help here: it takes the document being read, and warns without a type. Tried with Sphinx
    8.2.3 and 9.0.4: ``_terms`` maps a lower-case name to ``(docname, id)``; the index domain keeps lists by document.

    Returns:
        What :func:`strip` takes out again.
    """
    standard = env.domains.standard_domain
    index = env.domains.index_domain.entries
    done = []
    together: dict[tuple[str, str], list[str]] = {}
    # What is a name still goes before what was one
    for name, (docname, anchor) in {**unlisted, **names}.items():
        covered = standard.objects.get(("term", name))
        standard.objects["term", name] = (docname, anchor)
        standard._terms.setdefault(name.lower(), (docname, anchor))  # noqa: SLF001 - see above
        done.append(Registered(name, docname, anchor, covered, listed=name in names))
        if name in names:
            together.setdefault((docname, anchor), []).append(name)
    for (docname, anchor), spelt in together.items():
        index.setdefault(docname, []).extend(index_entries(spelt, anchor))
    return tuple(done)


def strip(env: BuildEnvironment, registered: Iterable[Registered]) -> None:
    """Take out what :func:`register` wrote, whatever became of it since.

    It has to be gone before documents are read: a hand-written glossary would find it and warn of a duplicate.
    """
    standard = env.domains.standard_domain
    index = env.domains.index_domain.entries
    ours: dict[str, set[IndexEntry]] = {}
    for name, docname, anchor, covered, _ in registered:
        place = (docname, anchor)
        if standard.objects.get(("term", name)) == place:
            del standard.objects["term", name]
            if covered and covered[0] in env.all_docs:
                standard.objects["term", name] = covered
        if standard._terms.get(name.lower()) == place:  # noqa: SLF001 - see `register`
            del standard._terms[name.lower()]  # noqa: SLF001 - see `register`
        ours.setdefault(docname, set()).add(_entry(name, anchor))
    for docname, entries in ours.items():
        if docname in index:
            index[docname] = [entry for entry in index[docname] if entry not in entries]
