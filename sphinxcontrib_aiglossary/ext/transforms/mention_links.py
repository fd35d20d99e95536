"""Links where the text of a page merely mentions a term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.collect.page_metadata import ALL, FIRST_IN_PAGE, preferred
from sphinxcontrib_aiglossary.ext.collect.page_record import use_of
from sphinxcontrib_aiglossary.ext.collect.prose_blocks import NOLINK, blocks
from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of
from sphinxcontrib_aiglossary.ext.plan.other_targets import is_answered
from sphinxcontrib_aiglossary.ext.visibility.conditions import counts
from sphinxcontrib_aiglossary.naming.mentions.neighbors import is_in_compound

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.ext.collect.prose_blocks import Block, Place, Run
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.decide import Decision
    from sphinxcontrib_aiglossary.naming.mentions import Mention

_Found = tuple[str, tuple[str, str] | None]
"""The name to ask for in place of a mention, and the document and id to which it leads."""

AUTOMATIC: Final = "aiglossary-automatic"
"""Marks the references that no author wrote: nothing is said of them."""


class LinkMentions(SphinxPostTransform):
    """Turns plain mentions into references like those of the role ``term``, which are resolved like them."""

    # Before the glossary is printed: its texts have links of their own
    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Link the mentions of the document, which may be assembled of many, and take the marks of regions away."""
        domain = domain_of(self.env)
        if domain.decision is not None and domain.decision.autolinks:
            linker = _Linker(domain, domain.decision)
            for block in blocks(self.document, self.env.docname):
                linker.link(block)
        if NOLINK in self.document:
            for node in self.document.findall(nodes.Element):
                node.attributes.pop(NOLINK, None)


class _Linker:
    """Links the mentions of one output file, block by block."""

    def __init__(self, domain: AIGlossaryDomain, decision: Decision) -> None:
        self._domain = domain
        self._decision = decision
        self._links = decision.autolinks
        self._builder = app_of(domain.env).builder
        self._holds = domain.holds
        self._finder = self._links.finder(domain.plain_names)
        self._targets: dict[tuple[str, str, tuple[str, ...], bool], _Found] = {}
        self._linked: set[tuple[object, tuple[str, str]]] = set()

    def link(self, block: Block) -> None:
        """Link the mentions of a block."""
        docname = block.place.docname
        policy = self._links.policy(docname)
        if policy is None or not counts(block.place.only, self._holds):
            return
        scope = _scope(block.place, policy)
        references = block.references[::-1]
        chosen: dict[Run, list[tuple[Mention, str]]] = {}
        for mention in self._finder.find(block.text) if block.runs else ():
            while references and references[-1][0] <= mention.start:
                self._note(references.pop()[1], docname, scope)
            run, (asked, target) = block.run_of(mention), self._target(block, mention)
            if run is None or target is None or (scope, target) in self._linked:
                continue
            chosen.setdefault(run, []).append((mention, asked))
            if scope is not None:
                self._linked.add((scope, target))
        for _, reference in reversed(references):
            self._note(reference, docname, scope)
        for run, mentions in chosen.items():
            _replace(run, mentions, docname)

    def _target(self, block: Block, mention: Mention) -> _Found:
        """Return where a mention leads, if it is to be linked from a block."""
        place = block.place
        longer = is_in_compound(block.text, mention.start, mention.end)
        known = place.docname, mention.text, mention.idents, longer
        if known not in self._targets:
            self._targets[known] = self._find(*known[:3], in_compound=longer)
        asked, target = self._targets[known]
        # The definition of a term does not link the term
        return asked, None if target and target[0] == place.docname and target[1] in place.entries else target

    def _find(self, docname: str, text: str, idents: tuple[str, ...], *, in_compound: bool) -> _Found:
        asked, meaning = self._links.meaning(docname, _one_line(text), idents, in_compound=in_compound)
        target = self._domain.place(meaning)
        if target is not None:
            try:
                self._builder.get_relative_uri(docname, target[0])
            except NoUri:  # the document is not part of this output
                target = None
        return asked, target

    def _note(self, node: addnodes.pending_xref, docname: str, scope: object) -> None:
        """Let what an author has linked count as the first link of its scope."""
        use = use_of(node) if scope is not None else None
        if use is None:
            return
        meaning = self._decision.names.meaning(use.name, preferred(self._domain.env, docname))
        target = self._domain.place(meaning)
        if target and not (use.gives_way and is_answered(self._domain, docname, use)):
            self._linked.add((scope, target))


def _scope(place: Place, policy: str) -> object:
    """Return the part of the output in which a concept is linked once; ``None``: as often as it is mentioned."""
    if policy == ALL:
        return None
    return place.docname if policy == FIRST_IN_PAGE else id(place.section)


def _replace(run: Run, mentions: list[tuple[Mention, str]], docname: str) -> None:
    """Put references in place of some mentions."""
    text, parent = "".join(text.astext() for text in run.texts), run.texts[0].parent
    made: list[nodes.Node] = []
    done = 0
    for mention, asked in mentions:
        start, end = mention.start - run.start, mention.end - run.start
        made += [*_text(text[done:start]), _reference(text[start:end], asked, docname, parent)]
        done = end
    made += _text(text[done:])
    # Equal texts are equal to docutils, so that `index` may find another one
    at = next(number for number, child in enumerate(parent.children) if child is run.texts[0])
    parent[at : at + len(run.texts)] = made


def _text(text: str) -> list[nodes.Text]:
    return [nodes.Text(text)] if text else []


def _reference(text: str, asked: str, docname: str, parent: nodes.Element) -> addnodes.pending_xref:
    """Return a reference as the role ``term`` makes it."""
    reference = addnodes.pending_xref(
        text,
        nodes.inline(text, text, classes=["xref", "std", "std-term"]),
        refdomain="std",
        reftype="term",
        reftarget=asked,
        refexplicit=False,
        refwarn=True,
        refdoc=docname,
    )
    reference[AUTOMATIC] = True
    reference.source, reference.line = parent.source, parent.line
    return reference


def _one_line(text: str) -> str:
    return " ".join(text.split())
