"""Whether a name leads to something else than a concept.

Names of the glossary give way to all other targets of the role ``any`` and of the links of MyST.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util import logging
from sphinx.util.docutils import new_document

from sphinxcontrib_aiglossary.ext.visibility.conditions import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinxcontrib_aiglossary.ext.collect.page_record import Use
    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain


class Answers:
    """Whether anything but a concept answers the names of one build, each asked for once."""

    def __init__(self, domain: AIGlossaryDomain) -> None:
        self._domain = domain
        self._known: dict[tuple[str, Use], bool] = {}

    def __call__(self, docname: str, use: Use) -> bool:
        """Tell whether anything answers a name as a document uses it."""
        if (docname, use) not in self._known:
            self._known[docname, use] = is_answered(self._domain, docname, use)
        return self._known[docname, use]

    @property
    def asked(self) -> bool:
        """Whether there was any such name: whoever answers may answer otherwise in the next build."""
        return bool(self._known)


def is_answered(domain: AIGlossaryDomain, docname: str, use: Use) -> bool:
    """Tell whether anything but a concept answers a name, without saying a word about it."""
    context = {"refexplicit": False, **dict(use.context)}
    text = nodes.inline(use.name, use.name)
    node = addnodes.pending_xref(
        "", text, refdoc=docname, refdomain="", reftype=use.role, reftarget=use.name, **context
    )
    document = new_document("")
    document.settings.env = domain.env
    with logging.suppress_logging():
        try:
            return resolve_elsewhere(domain, node, document) is not None
        except Exception:  # noqa: BLE001 - whatever a builder of another project raises
            # Only where something was found is a builder asked for its address. It may have no addresses, as the one
            # of `coverage`, or none before it writes.
            return True


def resolve_elsewhere(
    domain: AIGlossaryDomain, node: addnodes.pending_xref, document: nodes.document
) -> nodes.Node | None:
    """Resolve a reference that gives way to others as if the glossary had no names."""
    resolve = _resolve_link if node["reftype"] == "myst" else _resolve_any
    with _hidden(domain, node["reftarget"]):
        return resolve(domain.env, node, document)


def _resolve_any(
    env: BuildEnvironment, node: addnodes.pending_xref, document: nodes.document
) -> nodes.Node | None:
    """Resolve a reference of the role ``any`` as Sphinx does.

    Tried with Sphinx 8.2.3 (``resolve_anyref``) and 9.0.4 (``_resolve_pending_any_xref``); ``missing-reference`` is
    what intersphinx answers.
    """
    contnode = cast("nodes.Element", node[0].deepcopy())
    docname, target = node.get("refdoc", env.docname), node["reftarget"]
    resolver = ReferencesResolver(document)
    try:
        if hasattr(resolver, "_resolve_pending_any_xref"):
            found = resolver._resolve_pending_any_xref(  # noqa: SLF001 - see above
                node=node, contnode=contnode, ref_doc=docname, target=target
            )
        else:
            found = resolver.resolve_anyref(docname, "any", target, node, contnode)
        return found or env.events.emit_firstresult(
            "missing-reference", env, node, contnode, allowed_exceptions=(NoUri,)
        )
    except NoUri:
        return contnode


def _resolve_link(
    env: BuildEnvironment, node: addnodes.pending_xref, document: nodes.document
) -> nodes.Node | None:
    """Resolve a link of MyST as its own resolver does, which knows documents, labels, headings and inventories too.

    Tried with myst-parser 5.2: where it finds nothing it says so and leaves a reference without ``internal``.
    """
    from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver  # noqa: PLC0415 - loaded where it is used

    with logging.suppress_logging():
        found = _alone(MystReferenceResolver, env, node, document)
    if isinstance(found, nodes.reference) and "internal" not in found:
        return None
    return _alone(MystReferenceResolver, env, node, document)  # says what it has to say


def _alone(
    resolver: type[ReferencesResolver],
    env: BuildEnvironment,
    node: addnodes.pending_xref,
    document: nodes.document,
) -> nodes.Node:
    """Return what a resolver makes of one node of a document."""
    holder = new_document("")
    located = next((around for around in ancestors(node) if around.source), holder)
    holder.source, holder.line = located.source, located.line
    holder.settings.env = env
    holder.ids = document.ids
    holder += node.deepcopy()
    resolver(holder).run()
    return holder[0]


@contextmanager
def _hidden(domain: AIGlossaryDomain, target: str) -> Iterator[None]:
    """Hide what we have registered under the name that Sphinx's role ``any`` looks up: the lower-case one.

    So is an entry that the output leaves out, and for which another edition, or a concept, stands in.
    """
    objects: dict[tuple[str, str], tuple[str, str]] = domain.env.domains.standard_domain.objects
    name = ("term", target.lower())
    place = objects.get(name)
    if place and name[1] not in domain.registration.listed.get(place, ()):
        known = domain.outcome.project.by_hand if domain.is_settled and domain.outcome else {name[1]: place}
        place = None if known.get(name[1]) == place else place
    if place:
        del objects[name]
    domain.silent = True
    try:
        yield
    finally:
        domain.silent = False
        if place is not None:
            objects[name] = place
