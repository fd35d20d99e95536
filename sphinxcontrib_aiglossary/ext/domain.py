"""The domain ``aiglossary``: what the documents say, kept in the environment, and what this build made of it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain
from sphinx.util.nodes import make_refnode

from sphinxcontrib_aiglossary.config import VALUES, settings
from sphinxcontrib_aiglossary.naming.mentions import Mentions
from sphinxcontrib_aiglossary.naming.plurals import forget_names

from .collect.mention_names import PlainNames
from .glossary_loader import Opening
from .html.index_outputs import has_pages, is_wanted
from .plan.assembled import starts
from .plan.exclusions import PageGlobs
from .plan.resolution import Meaning
from .render.mention_cache import Occurring
from .render.xrefs import MENTIONED
from .std_terms import Registration
from .visibility.evaluation import Conditions
from .visibility.skeleton import Reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.config import Settings
    from sphinxcontrib_aiglossary.model import Concept
    from sphinxcontrib_aiglossary.problems import Problem
    from sphinxcontrib_aiglossary.store import Store

    from .collect.page_record import Page
    from .incremental.output_state import State
    from .incremental.result_cache import Kept
    from .other_extensions.environment import ForeignData
    from .plan.anchors import Target
    from .plan.build_plan import Outcome
    from .plan.decide import Decision
    from .plan.index_data import Listings
    from .render.xrefs import Link
    from .transforms.assembled_output import Volume

FOLDER = "aiglossary"
"""Where the store, the fragments and the state files lie, within the folder of doctrees."""


class AIGlossaryDomain(Domain):
    """Keeps what each document says; the glossary itself never enters the environment."""

    name = "aiglossary"
    label = "AI glossary"
    data_version = 13
    initial_data: ClassVar[dict[str, Any]] = {
        "pages": {},
        "registered": "[[],{},[]]",
        "stands": False,
        "said": {},
        "names": "",
        "reach": Reach.VISITORS,
    }

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._outcome: Outcome | None = None
        self._postponed: Callable[[], Outcome] | None = None
        self.is_settled = False
        """Whether this build has decided anew, and does not stand on what an earlier one decided."""
        self.conditions: Conditions | None = None
        """Evaluates in this build what it depends on whether a place shows."""
        self.volume: Volume | None = None
        """What the PDF or manual prints that is being made; ``None`` in other builders."""
        self.state: State | None = None
        self.kept: Kept | None = None
        """What an earlier build made of the same decision; ``None`` in builders that make nothing of it twice."""
        self.foreign_data: ForeignData | None = None
        """What other extensions keep, as long as no page is resolved."""
        self.silent = False
        """Whether names of the glossary are hidden, while something else is asked for an answer."""
        self.warned: set[tuple[str, ...]] = set()
        """What was said in this build and need not be said again."""

    def postpone(self, reach: Callable[[], Outcome]) -> None:
        """Leave what is decided until something asks for it.

        Args:
            reach: makes the outcome.
        """
        self._outcome, self._postponed, self.is_settled = None, reach, False

    def settle(self, outcome: Outcome) -> Outcome:
        """Take what is decided, and return it."""
        self._outcome, self._postponed, self.is_settled = outcome, None, True
        return outcome

    @property
    def outcome(self) -> Outcome | None:
        """What this build decides; ``None`` until all documents are read."""
        if self._postponed:
            reach, self._postponed = self._postponed, None
            self._outcome = reach()
        return self._outcome

    @property
    def decision(self) -> Decision | None:
        """What this build prints; ``None`` until all documents are read."""
        return self.outcome.decision if self.outcome else None

    @property
    def listings(self) -> Listings:
        """What is listed of the printed concepts; ``RuntimeError`` until all documents are read."""
        if self.outcome is None:
            raise RuntimeError("not all documents are read")
        return self.outcome.listings

    @property
    def pages(self) -> dict[str, Page]:
        """What each document says, by name."""
        return self.data["pages"]  # type: ignore[no-any-return]

    @cached_property
    def registration(self) -> Registration:
        """What stands in the standard domain because of us."""
        return Registration(self.env, self.data, self._titles_of_pages)

    @property
    def has_terms(self) -> bool:
        """Whether the project has a term, printed or written by hand; one that has none is left as it is."""
        return bool(self.registration.listed) or any(page.definitions for page in self.pages.values())

    def _titles_of_pages(self) -> dict[str, str]:
        """Return the titles of the index pages that this output may have, by name."""
        builder = app_of(self.env).builder
        titles = {f"{self.name}-{index.name}": str(index.localname) for index in self.indices}
        return {
            name: titles[name] for name in titles if has_pages(builder) and is_wanted(name, builder.config)
        }

    def setup(self) -> None:
        """Register no label for an index yet: only an index that lists something has a page.

        Sphinx registers one for every index of a domain, and publishes it to other projects. Tried with 8.2.3 and 9.0.4.
        """
        self.registration.withdraw_labels()

    @property
    def holds(self) -> Conditions:
        """Evaluates what it depends on whether a place shows."""
        if self.conditions is None:
            app = app_of(self.env)
            starting = starts(app.builder, self.env.config) if is_one_file(app.builder) else ()
            self.conditions = Conditions(app, self.pages, [start.docname for start in starting])
        return self.conditions

    @property
    def said(self) -> dict[str, tuple[int, str]]:
        """By document when it was read, and what stands for all that it said to us."""
        return self.data["said"]  # type: ignore[no-any-return]

    @property
    def names(self) -> str:
        """The digest of all plain names by which the documents were read."""
        return self.data["names"]  # type: ignore[no-any-return]

    @names.setter
    def names(self, digest: str) -> None:
        self.data["names"] = digest

    @property
    def reach(self) -> Reach:
        """What other extensions could leave out of the documents when these were read."""
        return Reach(self.data["reach"])

    @reach.setter
    def reach(self, reach: Reach) -> None:
        self.data["reach"] = reach

    def clear_doc(self, docname: str) -> None:
        """Forget a document before it is read again, or for good."""
        self.pages.pop(docname, None)
        self.said.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over the documents that a parallel process has read."""
        for docname in docnames:
            if docname in otherdata["pages"]:
                self.pages[docname] = otherdata["pages"][docname]

    @property
    def store(self) -> Store:
        """The compiled glossary in the language of the project, opened once in each process."""
        return self.opening.store

    @cached_property
    def opening(self) -> Opening:
        """What opens it."""
        chosen, _ = configuration(self.env)
        return Opening(app_of(self.env), chosen.sources, folder(self.env))

    @cached_property
    def plain_names(self) -> PlainNames:
        """The names that become links where a text merely mentions them."""
        chosen, _ = configuration(self.env)
        return PlainNames(self.store, chosen)

    @cached_property
    def pages_without_links(self) -> PageGlobs:
        """The pages on which the project wants no links of mentions."""
        chosen, _ = configuration(self.env)
        return PageGlobs(chosen.autolink_exclude)

    @cached_property
    def mentions(self) -> Mentions:
        """The names that running text may mention, loaded by need; one object for all texts."""
        return Mentions(self.store.starting)

    def forget(self) -> None:
        """Let go of what was looked up, when all is decided and before a large page; it is looked up again by need."""
        forget_names()
        self.__dict__.pop("mentions", None)
        if "_occurring" in self.__dict__ and self._occurring:
            self._occurring.forget()
        if self.outcome:
            self.outcome.listings.forget()
        if self.kept:
            self.kept.flush()

    @cached_property
    def _occurring(self) -> Occurring | None:
        chosen, _ = configuration(self.env)
        if not chosen.autolink_definitions:
            return None
        return Occurring(folder(self.env) / "mentions.sqlite", lambda: self.mentions, self.store.names_digest)

    def occurring(self, concept: Concept, detail: str) -> str:
        """Return the names that may be linked in what is printed of a concept: none if the project does not want it."""
        return self._occurring.of(concept, detail) if self._occurring else ""

    def close(self) -> None:
        """Close the files of mentions and of what is kept; they are opened again by need."""
        if "opening" in self.__dict__:
            self.opening.stop()
        if "_occurring" in self.__dict__ and self._occurring:
            self._occurring.close()
        if self.kept:
            self.kept.close()

    def flush(self) -> None:
        """Write which names occur in the texts that were searched, for a process that may end at any time."""
        if "_occurring" in self.__dict__ and self._occurring:
            self._occurring.flush()

    def concept(self, ident: str) -> Concept:
        """Return the concept of an ident."""
        if self.decision and (concept := self.decision.concepts.get(ident)):
            return concept
        return self.store.concept(ident)

    def prints_whole(self, ident: str) -> bool:
        """Tell whether all of a concept is printed where it is found, and not its definition alone."""
        return self.decision is not None and ident in self.decision.whole

    def place(self, meaning: Meaning) -> Target | tuple[str, str] | None:
        """Return document and id of what a name means; ``None`` if it is printed nowhere."""
        if self.decision is None:
            return None
        if meaning.by_hand:
            known = self.outcome.project.by_hand if self.outcome else {}
            return known.get(meaning.by_hand) or self.registered_place(meaning.by_hand)
        return (self.volume or self.decision).targets.get(meaning.ident)

    def registered_place(self, name: str) -> tuple[str, str] | None:
        """Return document and id where Sphinx finds a term."""
        return self.env.domains.standard_domain.objects.get(("term", name))

    def is_here(self, meaning: Meaning) -> bool:
        """Tell whether what a name means is part of the output: a PDF may lack what another one prints."""
        if self.volume is None:
            return self.place(meaning) is not None
        if meaning.ident:
            return meaning.ident in self.volume.here
        place = self.place(meaning)
        return place is not None and place[0] in self.volume.documents

    def meaning(self, link: Link) -> Meaning:
        """Return what a link within a definition means."""
        if self.decision is None:
            return Meaning()
        if link.kind == MENTIONED:
            return self.decision.mentioned(link.name, link.idents)
        return self.decision.linked(link.name)

    def resolve_uri(self, link: Link, builder: Builder, docname: str) -> tuple[str, str] | None:
        """Return where a link within a definition leads, seen from a document, and a title.

        Returns:
            ``None`` if the link leads nowhere: to nothing we know or to a concept that is printed nowhere.
        """
        place = self.place(self.meaning(link))
        if place is None:
            return None
        target, anchor = place
        if target == docname:
            return f"#{anchor}", ""
        return f"{builder.get_relative_uri(docname, target)}#{anchor}", ""

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,  # noqa: ARG002 - part of Sphinx's interface
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a name for the role ``any`` that the standard domain misses: it looks up lower-case terms only."""
        if (
            self.silent
            or self.decision is None
            or ("term", target.lower()) in env.domains.standard_domain.objects
        ):
            return []
        place = self.place(self.decision.names.meaning(target))
        if place is None:
            return []
        return [("std:term", make_refnode(builder, fromdocname, *place, contnode))]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Return nothing: our terms are objects of the standard domain."""
        return ()


def domain_of(env: BuildEnvironment) -> AIGlossaryDomain:
    """Return the domain of an environment."""
    domain = env.get_domain(AIGlossaryDomain.name)
    if not isinstance(domain, AIGlossaryDomain):
        raise TypeError(f"the domain {AIGlossaryDomain.name!r} is of {type(domain)}")
    return domain


def configuration(env: BuildEnvironment) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the checked configuration of a project, with what is wrong in it."""
    return settings({value.name: getattr(env.config, value.name) for value in VALUES})


def folder(env: BuildEnvironment) -> Path:
    """Return where our files lie between builds."""
    return Path(env.doctreedir) / FOLDER


def is_one_file(builder: Builder) -> bool:
    """Tell whether a builder makes one file of many documents, in every build; such a one says so in words."""
    return isinstance(builder.get_outdated_docs(), str)


def has_browser(builder: Builder) -> bool:
    """Tell whether readers of a builder's output have a browser: not in EPUB, nor in the help of a system."""
    return builder.format == "html" and not getattr(builder, "embedded", False)


def app_of(env: BuildEnvironment) -> Sphinx:
    """Return the application: ``app`` in Sphinx 8.2.3, ``_app`` in 9.0.4, where ``app`` is to go."""
    return getattr(env, "_app", None) or env.app
