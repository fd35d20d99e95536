"""Terms of other projects: what is known of those to which the links of this project lead."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary.exports.published import read
from sphinxcontrib_aiglossary.ext.warnings_ import report
from sphinxcontrib_aiglossary.model import Origin
from sphinxcontrib_aiglossary.problems import Kind, Problem

from .external_fetch import find
from .inventories import listed_terms, locations

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxcontrib_aiglossary.exports.published import PublishedTerm

    from .inventories import Listed


class OtherTerm(NamedTuple):
    """A term that another project has published."""

    term: PublishedTerm
    root: str
    """Where the site begins, with which its relative addresses are joined."""
    project: str
    """The name of the project."""


class Others:
    """What other projects publish; a project is asked when a link leads to one of its terms, and once in a build.

    Args:
        app: the application.
        shown: whether definitions of other projects are shown at all; if not, nobody is asked.
    """

    def __init__(self, app: Sphinx, *, shown: bool) -> None:
        self._app = app
        self._shown = shown
        self._published: dict[str, dict[str, PublishedTerm]] = {}

    @cached_property
    def _listed(self) -> dict[str, list[Listed]]:
        """The terms of all inventories, by address."""
        listed: dict[str, list[Listed]] = {}
        for each in listed_terms(self._app):
            listed.setdefault(address(each.uri), []).append(each)
        return listed

    def lists(self, uri: str) -> bool:
        """Tell whether an inventory lists a term at an address."""
        return uri in self._listed

    def get(self, uri: str) -> OtherTerm | None:
        """Return what its project has published of the term at an address.

        Inventory and publication have to agree on name and address: so nobody defines terms of another site.
        """
        for listed in self._listed.get(uri, ()) if self._shown else ():
            term = self._of(listed.project).get(listed.name)
            if term and listed.uri.endswith(term.uri):
                return OtherTerm(term, listed.uri.removesuffix(term.uri), listed.title)
        return None

    def _of(self, project: str) -> dict[str, PublishedTerm]:
        """Return what a project has published, by name."""
        if project not in self._published:
            self._published[project] = {}
            if found := find(self._app, locations(self._app, project)):
                terms, faults, fault = read(found.data)
                _report(project, found.place, len(terms), faults, fault)
                self._published[project] = {name: term for term in terms for name in term.names}
        return self._published[project]


def _report(project: str, place: str, usable: int, faults: tuple[str, ...], fault: str) -> None:
    """Say what of a file is skipped, in one warning."""
    if faults:
        fault = f"{len(faults)} of {usable + len(faults)} terms are skipped, {faults[0]}"
    elif fault:
        fault = f"it is skipped, {fault}"
    if fault:
        said = f"the glossary of the intersphinx project {project!r} ({place}) has a fault: {fault}"
        advice = "tell its authors, or set aiglossary_tips_elsewhere = False"
        report([Problem(kind=Kind.ELSEWHERE, origin=Origin("conf.py"), message=f"{said}; {advice}")])


def address(uri: str, docname: str = "") -> str:
    """Return an address of another project in the form by which it is found.

    Args:
        uri: as an inventory or a link has it; a relative one leads to a folder of this machine.
        docname: the document of the link.
    """
    if "://" in uri:
        return uri
    return posixpath.normpath(posixpath.join(posixpath.dirname(docname), uri))
