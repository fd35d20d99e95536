"""The index of categories of a PDF; Sphinx prints domain indices without their sub-levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.printing.indices import PAGE, CategoryIndex

from .fitting import with_breaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.printing.volumes import Volume

_URI: Final = f"%{PAGE}"
"""The address of the index within a PDF, as Sphinx's LaTeX builder writes addresses."""


class aiglossary_index(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - as docutils
    """The index: ``rows`` of level, text and label (empty for headings)."""


def is_wanted(config: Config) -> bool:
    """Tell whether the project wants the index, as Sphinx does it for its own."""
    wanted = config.latex_domain_indices
    return bool(wanted) if isinstance(wanted, bool) else PAGE in wanted


def category_index(domain: AIGlossaryDomain, volume: Volume) -> aiglossary_index:
    """Return the index of what a PDF prints."""
    return aiglossary_index(rows=list(_rows(domain, volume)))


def link_index(document: nodes.document) -> None:
    """Let references to the index lead there; Sphinx knows no domain index in a PDF and makes them text."""
    for node in list(document.findall(addnodes.pending_xref)):
        if (node.get("refdomain"), node.get("reftype"), node["reftarget"]) == ("std", "ref", PAGE):
            text = node.astext() if node.get("refexplicit") else str(CategoryIndex.localname)
            node.replace_self(nodes.reference("", text, internal=True, refuri=_URI))


def _rows(domain: AIGlossaryDomain, volume: Volume) -> Iterator[tuple[int, str, str]]:
    for group in domain.groups:
        shown = [
            (category.title, here)
            for category in group.categories
            if (here := [ident for ident in category.idents if ident in volume.here])
        ]
        if shown:
            yield 0, group.title, ""
        for title, idents in shown:
            yield 1, title, ""
            for ident in idents:
                yield 2, domain.concept(ident).name, ":".join(volume.targets[ident])


def visit_index(self: Any, node: aiglossary_index) -> None:
    """Write the index; ``self`` is Sphinx's LaTeX translator."""
    title = self.encode(str(CategoryIndex.localname))
    write = self.body.append
    write(f"\n\\renewcommand{{\\indexname}}{{{title}}}\n\\begin{{sphinxtheindex}}")
    write(f"\\label{{\\detokenize{{{PAGE}::doc}}}}\n")
    for number, (level, text, label) in enumerate(node["rows"]):
        shown = self.encode(with_breaks(text))
        if level == 0:
            write("\\indexspace\n" if number else "")
            write(f"\\sphinxstyleindexlettergroup{{{shown}}}\n")
        elif level == 1:
            write(f"\\item\\relax\\aiglossarycategory{{{shown}}}\n")
        else:
            write(f"\\subitem\\relax\\aiglossaryindexentry{{{shown}}}{{{self.idescape(label)}}}\n")
    write("\\end{sphinxtheindex}\n")
    raise nodes.SkipNode
