"""The text of the roles that print a form of a name, as it was decided or, for one big file, as that file has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.collect.roles import form_uses, number_of
from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of, is_one_file
from sphinxcontrib_aiglossary.ext.plan.chapters import chapters
from sphinxcontrib_aiglossary.ext.render.math_scripts import IGNORED, shielded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx import addnodes

    from sphinxcontrib_aiglossary.ext.collect.page_record import FormUse
    from sphinxcontrib_aiglossary.ext.plan.abbreviation_forms import Wording


class WordForms(SphinxPostTransform):
    """Gives the roles their text."""

    # Before names are rewritten into those that Sphinx's resolver knows
    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Write the texts into the references of the document."""
        decision = domain_of(self.env).decision
        found = list(form_uses(self.document, self.env.docname))
        if not found or decision is None:
            return
        texts: Iterable[str | None]
        in_html = app_of(self.env).builder.format == "html"
        if is_one_file(app_of(self.env).builder):
            order = chapters(self.env.docname, self.env.toctree_includes, self.env.found_docs)
            texts = decision.wording.texts((use for _, use in found), order)
        else:
            texts = (_decided(decision.wording, node, use) for node, use in found)
        for (node, _), text in zip(found, texts, strict=True):
            if text is not None and isinstance(inner := node[0], nodes.Element):
                inner[:] = shielded(text) if in_html else [nodes.Text(text)]
                if in_html and "$" in text:
                    inner["classes"].extend(IGNORED)


def _decided(wording: Wording, node: addnodes.pending_xref, use: FormUse) -> str | None:
    """Return the text that was decided when all documents were read; none for what another extension put in later."""
    texts, number = wording.pages.get(use.docname, ()), number_of(node)
    return texts[number] if 0 <= number < len(texts) else None
