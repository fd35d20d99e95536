"""Collects what the links of a page show, and gives these links a title for readers without scripts."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of, is_one_file
from sphinxcontrib_aiglossary.ext.render.article_node import article

from .concept_item import printed_names
from .tooltip_nodes import aiglossary_tips, make_tip

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.build_plan import Outcome
    from sphinxcontrib_aiglossary.ext.plan.tooltips import Tip

    from .tooltip_nodes import aiglossary_tip


class ShowDefinitions(SphinxPostTransform):
    """Appends the definitions that a page shows beside its links."""

    # After references are resolved and `only` directives are gone, before images are looked after
    default_priority = 60

    def run(self, **_kwargs: Any) -> None:
        """Look for the links of the document, which may be assembled of many."""
        domain = domain_of(self.env)
        outcome = domain.outcome
        if outcome is None or outcome.others is None:
            return
        # Imported late: it reads Markdown
        from .link_titles import title_of  # noqa: PLC0415 - see above

        builder = app_of(self.env).builder
        whole = is_one_file(builder)
        docnames = sorted(self.env.found_docs) if whole else [self.env.docname]
        found = outcome.tips.of if outcome.tips else lambda _docname: ()
        tips = {_uri(builder, self.env.docname, tip): tip for name in docnames for tip in found(name)}
        shows, prints = outcome.others.shows, outcome.others.prints
        shown: dict[str, aiglossary_tip] = {}
        seen: dict[str, str] = {}
        for reference in self.document.findall(nodes.reference):
            uri = f"#{reference['refid']}" if "refid" in reference else reference.get("refuri", "")
            if (tip := tips.get(uri) or tips.get(_shortest(uri))) and (
                title := title_of(domain, outcome, tip)
            ):
                if shows:
                    reference.setdefault("reftitle", title)
                if uri not in shown:
                    shown[uri] = _make(domain, outcome, self.env.docname, tip, uri, whole=whole)
            elif other := outcome.others.show(reference, self.env.docname, seen):
                shown.setdefault(uri, other)
        if domain.state:
            domain.state.note_seen(self.env.docname, seen)
        made = list(shown.values())
        prints = prints and any(tip.children for tip in made)
        if prints or (shows and (made or _prints(outcome, docnames))):
            self.document += aiglossary_tips("", *made, shows=shows, prints=prints, classes=["no-search"])


def _prints(outcome: Outcome, docnames: list[str]) -> bool:
    """Tell whether definitions are printed on the page, which link to each other."""
    names = set(docnames)
    return any(entries and docname in names for (docname, _), entries in outcome.decision.printed.items())


def _uri(builder: Builder, docname: str, tip: Tip) -> str:
    """Return how a link from a document to a term looks when Sphinx has resolved it."""
    if tip.docname == docname or is_one_file(builder):
        return f"#{tip.anchor}"
    return f"{builder.get_relative_uri(docname, tip.docname)}#{tip.anchor}"


def _shortest(uri: str) -> str:
    """Return an address as Sphinx writes it; an author may write ``./../page.html#id``."""
    path, mark, anchor = uri.partition("#")
    return f"{posixpath.normpath(path)}{'/' * path.endswith('/')}{mark}{anchor}" if path else uri


def _make(
    domain: AIGlossaryDomain, outcome: Outcome, docname: str, tip: Tip, uri: str, *, whole: bool
) -> aiglossary_tip:
    """Return the node of a tip, without its definition if the page has that; one big page has all of them."""
    here = whole or tip.docname == docname
    place = tip.docname, tip.anchor
    if not tip.ident:
        entry = outcome.entries.get(place) if outcome.entries else None
        body = outcome.entries.body(place, docname) if outcome.entries and not here else []
        return make_tip(uri, term=", ".join(entry.terms) if entry else "", by_hand=True, body=body)
    concept = domain.concept(tip.ident)
    text = article(ident=tip.ident, detail="brief", docname=docname, anchors=False)
    return make_tip(
        uri,
        term=next(printed_names(concept)),
        category=concept.categories[0] if concept.categories else "",
        more=outcome.contents.has_more(tip.ident),
        body=[] if here else [text],
    )
