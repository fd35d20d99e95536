"""Ids of terms that were renamed: links to them lead to what the terms are called now."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxcontrib_aiglossary.ext.domain import app_of, domain_of, is_one_file
from sphinxcontrib_aiglossary.ext.html.concept_item import aiglossary_concept
from sphinxcontrib_aiglossary.ext.plan.renamed import former_ids


class KeepOldIds(SphinxPostTransform):
    """Gives terms the ids that they had under their old names, for every output that has ids."""

    # After the glossary is printed, before items are made of terms
    default_priority = 54

    def run(self, **_kwargs: Any) -> None:
        """Look for the terms in the document, which may be assembled of many."""
        decision = domain_of(self.env).decision
        if decision is None or not decision.old:
            return
        whole = is_one_file(app_of(self.env).builder)
        names: dict[str, list[str]] = {}
        for old, (docname, anchor) in decision.old.items():
            if whole or docname == self.env.docname:
                names.setdefault(anchor, []).append(old)
        if not names:
            return
        taken = {ident for node in self.document.findall(nodes.Element) for ident in node["ids"]}
        for term in [*self.document.findall(nodes.term), *self.document.findall(aiglossary_concept)]:
            for old in [old for anchor in term["ids"] for old in names.get(anchor, ())]:
                free = [ident for ident in dict.fromkeys(former_ids(old)) if ident not in taken]
                term["ids"].extend(free)
                taken.update(free)
