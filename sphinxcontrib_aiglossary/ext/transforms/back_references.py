"""Where each concept is used: what a placement with ``:uses:`` prints under its terms."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.locale import _, get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import clean_astext, make_refnode

from sphinxcontrib_aiglossary.ext.collect.placeholder_nodes import aiglossary_uses
from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of, is_one_file
from sphinxcontrib_aiglossary.ext.latex import page_numbers
from sphinxcontrib_aiglossary.ext.plan.assembled import shown_in
from sphinxcontrib_aiglossary.ext.text import text_man_texinfo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

_own = get_translation("aiglossary")


class PrintUses(SphinxPostTransform):
    """Lists the uses of each concept: in a PDF the pages, elsewhere the documents."""

    # After the glossary and the automatic links are made, before names are rewritten
    default_priority = 5

    def run(self, **_kwargs: Any) -> None:
        """Replace the placeholders of the document, which may be assembled of many."""
        domain = domain_of(self.env)
        places = list(self.document.findall(aiglossary_uses))
        if not places or domain.decision is None:
            return
        builder = app_of(self.env).builder
        if builder.format == "latex":
            page_numbers.number(domain, self.document, places)
            return
        present, title = self._present(builder), cache(partial(title_of, self.env))
        for place in places:
            users = [name for name in domain.decision.users.get(place["ident"], ()) if name in present]
            made = (self._link(builder, place["docname"], user, title(user)) for user in users)
            links = [link for link in made if link is not None]
            place.replace_self([_listed(links)] if links else [])

    def _present(self, builder: Builder) -> set[str]:
        """Return the documents that are part of this output."""
        if not is_one_file(builder):
            return self.env.found_docs
        return shown_in(self.document, self.env.docname, domain_of(self.env).holds)

    def _link(self, builder: Builder, docname: str, user: str, title: str) -> nodes.Node | None:
        """Return the title of a document, as a link where the output has any; ``None`` if it lacks the document."""
        content = nodes.inline(title, title, classes=["doc"])
        if builder.format in text_man_texinfo.UNLINKED:  # a manual page would print an empty address
            return content
        try:
            link = make_refnode(builder, docname, user, None, content)
        except NoUri:
            return None
        if builder.name == "singlehtml" and user == self.env.docname:
            # The page is that document, which alone has no mark within it; tried with Sphinx 8.2.3 and 9.0.4
            link["refuri"] = "#"
        return link


def title_of(env: BuildEnvironment, docname: str) -> str:
    """Return the title of a document in plain text; its name if it has none."""
    title = clean_astext(env.titles[docname]) if docname in env.titles else ""
    # Sphinx's stand-in names nothing; tried with 8.2.3 and 9.0.4
    return docname if title in {"", _("<no title>")} else title


def _listed(links: Iterable[nodes.Node]) -> nodes.paragraph:
    """Return the paragraph that lists documents."""
    # Whoever searches for a title looks for that page, not for the glossary
    paragraph = nodes.paragraph("", _own("Used in:"), classes=["aiglossary-uses", "no-search"])
    separator = " "
    for link in links:
        paragraph += [nodes.Text(separator), link]
        separator = ", "
    return paragraph
