"""Whether the role ``any`` finds something else than a concept: names of the glossary give way to all other targets."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util import logging
from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.reading.uses import Use


def is_answered(domain: AIGlossaryDomain, docname: str, use: Use) -> bool:
    """Tell whether anything but a concept answers a name, without saying a word about it."""
    text = nodes.literal(use.name, use.name, classes=["xref", "any"])
    node = addnodes.pending_xref(
        "",
        text,
        refdoc=docname,
        refdomain="",
        reftype="any",
        reftarget=use.name,
        refexplicit=False,
        **dict(use.context),
    )
    document = new_document("")
    document.settings.env = domain.env
    with logging.suppress_logging():
        return resolve_elsewhere(domain, node, document) is not None


def resolve_elsewhere(
    domain: AIGlossaryDomain, node: addnodes.pending_xref, document: nodes.document
) -> nodes.Node | None:
    """Resolve a reference of the role ``any`` as if the glossary had no names.

    Tried with Sphinx 8.2.3 (``resolve_anyref``) and 9.0.4 (``_resolve_pending_any_xref``); ``missing-reference`` is
    what intersphinx answers.
    """
    env = domain.env
    contnode = cast("nodes.Element", node[0].deepcopy())
    docname, target = node.get("refdoc", env.docname), node["reftarget"]
    resolver = ReferencesResolver(document)
    with _hidden(domain, target):
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


@contextmanager
def _hidden(domain: AIGlossaryDomain, target: str) -> Iterator[None]:
    """Hide what we have registered under the name that Sphinx's role ``any`` looks up: the lower-case one."""
    objects: dict[tuple[str, str], tuple[str, str]] = domain.env.domains.standard_domain.objects
    name = ("term", target.lower())
    ours = name[1] in domain.names_by_place.get(objects.get(name, ("", "")), ())
    place = objects.pop(name) if ours else None
    domain.silent = True
    try:
        yield
    finally:
        domain.silent = False
        if place is not None:
            objects[name] = place
