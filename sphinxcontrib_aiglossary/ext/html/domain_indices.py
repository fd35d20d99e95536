"""The indices of the domain: pages like Python's module index, in HTML and EPUB; a PDF has its own, see ``latex.index``.

Sphinx's interface for them is flat: letters with entries, of which some stand below others.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sphinx.domains import Index, IndexEntry
from sphinx.errors import NoUri
from sphinx.locale import _, get_translation

from sphinxcontrib_aiglossary.ext.collect.page_record import INDICES
from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of
from sphinxcontrib_aiglossary.ext.incremental.hashing import digest
from sphinxcontrib_aiglossary.ext.plan.resolution import Meaning
from sphinxcontrib_aiglossary.naming.plurals import SYMBOLS

from .index_outputs import has_pages, is_wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.categories import Group
    from sphinxcontrib_aiglossary.ext.plan.index_records import Letter, Line

PAGES: Final = ":indices"
"""Stands for the pages of all indices where documents are named; no document has such a name."""
PLAIN, HEADING, BELOW = 0, 1, 2
"""What Sphinx calls the subtype of an entry."""

Content = list[tuple[str, list[IndexEntry]]]
PLACE: Final[Content] = [("", [])]
"""Stands for the content of a page that is not made yet; Sphinx leaves out an index without content."""

_own = get_translation("aiglossary")


class GlossaryIndex(Index):
    """What our indices have in common."""

    # A name in the bar above every page would make all pages stale when the index appears or goes
    shortname: ClassVar[str | None] = None

    domain: AIGlossaryDomain

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Content, bool]:
        """Return the headings with their entries, unfolded.

        Where the index is a page of its own, its place alone is returned: what stands there is made when it is written,
        see :func:`.page.put_body`. Until then there would be an object for each of thousands of names. A page that an
        earlier build made of the same is left as it is.

        Args:
            docnames: the documents of a manual, which Texinfo alone names. It prints names and descriptions of the
                entries that have an anchor, one below the other. A builder of another project may print them all, and
                link each to its anchor: categories have none there.
        """
        builder = app_of(self.domain.env).builder
        if docnames is None and builder.format == "html":
            return (PLACE if has_pages(builder) and self._is_page(builder) else []), False
        volume = self.domain.volume
        if self.domain.decision is None or (volume and volume.format == "latex"):
            return [], False
        return self.content(addressed(builder) if docnames is None else set(docnames)), False

    def _is_page(self, builder: Builder) -> bool:
        """Tell whether the page of the index is to be written."""
        page = f"{self.domain.name}-{self.name}"
        kept, state = self.domain.kept, self.domain.state
        if kept and state and kept.around:
            file = file_of(page, builder)
            if kept.shows(file, digest(state.mark(PAGES), kept.around())):
                kept.left.add(page)
                return False
            kept.expect(file)
        return self.domain.decision is not None and self.domain.listings.has(page)

    def content(self, wanted: set[str] | None = None) -> Content:
        """Return the headings that have entries, with these: those that lead to wanted documents."""
        content = [(title, list(entries)) for title, entries in self.headings(wanted)]
        return [(title, entries) for title, entries in content if entries]

    def headings(self, wanted: set[str] | None) -> Iterator[tuple[str, Iterable[IndexEntry]]]:
        """Yield the headings with their entries: those that lead to wanted documents."""
        raise NotImplementedError

    def entries(self, lines: Iterable[Line], wanted: set[str] | None) -> Iterator[IndexEntry]:
        """Yield the entries of one letter."""
        for line in lines:
            place = self.domain.place(line.meaning)
            if place and (wanted is None or place[0] in wanted):
                yield IndexEntry(line.name, PLAIN, *place, line.aside, "", self.described(line))

    def described(self, line: Line) -> str:
        """Return what is said of a name."""
        return line.says


class CategoryIndex(GlossaryIndex):
    """Groups, their categories, and the printed concepts of each."""

    name = "categories"
    # Sphinx writes titles unescaped into Texinfo, where `@` and commas would break the manual; tried with 9.0.4
    localname = _own("Glossary by category")

    def headings(self, wanted: set[str] | None) -> Iterator[tuple[str, Iterable[IndexEntry]]]:
        """Yield the groups with their categories."""
        for group in self.domain.listings.groups:
            yield group.title, self._group(group, wanted)

    def _group(self, group: Group, wanted: set[str] | None) -> Iterator[IndexEntry]:
        # Imported late: a build that finds its pages made needs nothing that reads Markdown
        from sphinxcontrib_aiglossary.markup.summary import summary  # noqa: PLC0415 - see above

        for category in group.categories:
            below = [
                IndexEntry(
                    (concept := self.domain.concept(ident)).name,
                    BELOW,
                    *place,
                    "",
                    "",
                    summary(concept) if wanted is None else category.title,
                )
                for ident in category.idents
                if (place := self.domain.place(Meaning(ident=ident)))
                and (wanted is None or place[0] in wanted)
            ]
            if below:
                anchor = category.anchor if wanted is None else ""
                yield IndexEntry(category.title, HEADING, "", anchor, str(len(below)), "", "")
                yield from below


class AbbreviationIndex(GlossaryIndex):
    """The printed abbreviations with what they stand for."""

    name = "abbreviations"
    localname = _own("Abbreviations")

    def headings(self, wanted: set[str] | None) -> Iterator[tuple[str, Iterable[IndexEntry]]]:
        """Yield the letters."""
        for letter in self.domain.listings.abbreviations:
            yield letter_title(letter), self.entries(letter.lines, wanted)


class TermIndex(GlossaryIndex):
    """All printed names, from A to Z."""

    name = "terms"
    localname = _own("Glossary from A to Z")

    def headings(self, wanted: set[str] | None) -> Iterator[tuple[str, Iterable[IndexEntry]]]:
        """Yield the letters."""
        for letter in self.domain.listings.terms:
            yield letter_title(letter), self.entries(letter.lines, wanted)

    def described(self, line: Line) -> str:
        """Return under which name one is explained that is not the first of its concept."""
        return str(_("see %s")) % line.says if line.says else ""


INDEX_CLASSES: Final = (CategoryIndex, AbbreviationIndex, TermIndex)
"""In the order in which they are printed."""
TITLES: Final = {f"aiglossary-{index.name}": index.localname for index in INDEX_CLASSES}
"""The title of each, by the name of its page."""


def letter_title(letter: Letter) -> str:
    """Return the heading of a letter."""
    return letter.title if letter.title != SYMBOLS else str(_("Symbols"))


def addressed(builder: Builder) -> set[str]:
    """Return the documents of the output of a builder: those of its file where it writes one of many documents."""
    addresses = {}
    for docname in builder.env.found_docs:
        # Also one without addresses may print indexes
        with suppress(NoUri, NotImplementedError):
            addresses[docname] = builder.get_target_uri(docname)
    return {docname for docname, address in addresses.items() if not address} or set(addresses)


def file_of(page: str, builder: Any) -> Path:
    """Return the file of a page."""
    return Path(builder.get_outfilename(page))


def is_written(page: str, builder: Builder) -> bool:
    """Tell whether the output has the page of an index.

    Tried with Sphinx 8.2.3 and 9.0.4: ``domain_indices`` lists the pages by name before documents are written.
    """
    kept = domain_of(builder.env).kept
    if kept and page in kept.left:
        return True
    return has_pages(builder) and page in {name for name, *_rest in getattr(builder, "domain_indices", ())}


def is_meant(page: str, domain: AIGlossaryDomain) -> bool:
    """Tell whether a reference of this name means one of our indices that the project has.

    It has those of HTML, and in a PDF or a manual those that this prints. The project may have a label or a document of
    the name. Where there is nothing at all, Sphinx says that the label is unknown.
    """
    labels, documents = domain.env.domains.standard_domain.anonlabels, domain.env.found_docs
    outputs = {"html", app_of(domain.env).builder.format} & {"html", "latex", "texinfo"}
    wanted = any(is_wanted(page, domain.env.config, output) for output in outputs)
    own = labels.get(page, (page, "")) != (page, "") or page in documents
    return not own and page in domain.registration.indices and wanted


def note_pages(builder: Any, env: BuildEnvironment) -> None:
    """Note what the pages show that were written, and remove those that an earlier build wrote and this one has not.

    They would show terms that are gone, and EPUB packs whatever lies in its folder. Sphinx decides on the pages anew in
    each build and removes none.
    """
    state, kept = domain_of(env).state, domain_of(env).kept
    for page in INDICES:
        path = file_of(page, builder)
        if is_written(page, builder):
            if state and kept and kept.around and page not in kept.left:
                kept.note(path, digest(state.mark(PAGES), kept.around()))
        elif page not in env.found_docs:
            path.unlink(missing_ok=True)
            if path.parent.name == page:  # of `dirhtml`
                with suppress(OSError):
                    path.parent.rmdir()
