"""What EPUB says in HTML and other outputs do not: which elements are a glossary, and formulas in MathML.

The vocabularies are those of EPUB 3 Structural Semantics and of DPUB-ARIA. A ``dl`` may not have the role of a
glossary (ARIA in HTML), so that a ``section`` around it has both; it holds all lists of a glossary with letters.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.utils import get_source_line
from sphinx import addnodes
from sphinx.util.math import get_node_equation_number

from sphinxcontrib_aiglossary.ext.domain import domain_of
from sphinxcontrib_aiglossary.ext.html.definition_items import is_glossary_list
from sphinxcontrib_aiglossary.ext.warnings_ import warn
from sphinxcontrib_aiglossary.problems import Kind

from .mathml import mathml

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator as Base
else:
    Base = object

TYPE: Final = "epub:type"

_LINK_CLASS: Final = "std-term"
"""Marks the text of a link to a term."""
_REPLACED: Final = "mathjax"
"""The renderer of formulas that needs a script; whoever chose another one keeps it."""
_AUTHORED: Final = (".yaml", ".yml")
"""Sources that somebody writes for the glossary."""


def _semantics(node: nodes.Element, tag: str) -> dict[str, str]:
    """Return the attributes of an element that a glossary is made of; none for any other."""
    if tag == "dt" and isinstance(node, nodes.term) and is_glossary_list(node.parent.parent):
        return {TYPE: "glossterm"}
    if tag == "dd" and isinstance(node, nodes.definition) and is_glossary_list(node.parent.parent):
        return {TYPE: "glossdef"}
    if tag == "a" and isinstance(node, nodes.reference) and node.get("internal") and _links_term(node):
        return {TYPE: "glossref", "role": "doc-glossref"}
    return {}


def _links_term(node: nodes.reference) -> bool:
    return any(
        isinstance(child, nodes.Element) and _LINK_CLASS in child["classes"] for child in node.children
    )


class GlossaryTranslator(Base):
    """Comes before the translator of the builder, whichever that is."""

    builder: StandaloneHTMLBuilder
    body: list[str]

    def starttag(self, node: Any, tagname: str, *args: Any, **attributes: Any) -> str:
        """Write a tag with the semantics that it has in a glossary."""
        if isinstance(node, nodes.Element):
            attributes.update(_semantics(node, tagname.lower()))
        return str(super().starttag(node, tagname, *args, **attributes))

    def visit_glossary(self, node: nodes.Element) -> None:
        """Begin a glossary, which may hold several lists."""
        self.body.append(_section_tag(node))
        super().visit_glossary(node)

    def depart_glossary(self, node: nodes.Element) -> None:
        """End a glossary."""
        super().depart_glossary(node)
        self.body.append("</section>\n")

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        """Begin a list; those of MyST stand alone."""
        if _stands_alone(node):
            self.body.append(_section_tag(node))
        super().visit_definition_list(node)

    def depart_definition_list(self, node: nodes.definition_list) -> None:
        """End a list."""
        super().depart_definition_list(node)
        if _stands_alone(node):
            self.body.append("</section>\n")

    def visit_math(self, node: nodes.math, *args: Any) -> None:
        """Write a formula within a text."""
        if not _replaces_formulas(self.builder):
            super().visit_math(node, *args)
            return
        self.body.append(self.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
        self.body.append(_formula(self, node, display=False) + "</span>")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block, *args: Any) -> None:
        """Write a formula in a block of its own, with its number as Sphinx writes it."""
        if not _replaces_formulas(self.builder):
            super().visit_math_block(node, *args)
            return
        self.body.append(self.starttag(node, "div", "", CLASS="math notranslate nohighlight"))
        if node.get("number"):
            number = get_node_equation_number(self, node)
            self.body.append(f'<span class="eqno">({number})</span>')
        self.body.append(_formula(self, node, display=True) + "</div>\n")
        raise nodes.SkipNode


def _replaces_formulas(builder: StandaloneHTMLBuilder) -> bool:
    """Tell whether formulas become MathML: in the book of a glossary, unless the project draws them itself."""
    return builder.math_renderer_name == _REPLACED and domain_of(builder.env).has_terms


def _stands_alone(node: nodes.Node) -> bool:
    if not is_glossary_list(node):
        return False
    above = node.parent
    while above is not None and not isinstance(above, addnodes.glossary):
        above = above.parent
    return above is None


def _section_tag(node: nodes.Node) -> str:
    """Return the tag around a glossary, named after the section that it stands in."""
    above = node.parent
    while above is not None and not isinstance(above, nodes.section):
        above = above.parent
    title = above.next_node(nodes.title) if above is not None else None
    label = f' aria-label="{escape(" ".join(title.astext().split()))}"' if title is not None else ""
    return f'<section {TYPE}="glossary" role="doc-glossary"{label}>\n'


def _formula(translator: Any, node: nodes.Element, *, display: bool) -> str:
    """Return a formula as MathML; as code where that cannot be."""
    formula = node.astext()
    found = mathml(formula, display=display)
    if found is None:
        _say(translator, node, formula)
        found = f"<code>{escape(formula)}</code>"
    return found


def _say(translator: Any, node: nodes.Element, formula: str) -> None:
    """Warn the author of a formula that stands as code; nobody can mend the text of a dump."""
    source, line = get_source_line(node)
    builder = translator.builder
    # Elsewhere than in its page a formula belongs to a definition, whose document is named after its source
    in_page = translator.document["source"] == str(builder.env.doc2path(builder.current_docname))
    if not in_page and not (str(source).endswith(_AUTHORED) and not str(source).startswith("<")):
        return
    message = (
        f"the formula '{' '.join(formula.split())}' cannot be MathML and stands in the EPUB as code; "
        "write it in commands of LaTeX and amsmath, or set html_math_renderer to one that makes images"
    )
    warn(Kind.FORMULA, message, node if in_page else f"{source}:{line or 1}")


def use_translator(app: Sphinx) -> None:
    """Let the translator of an EPUB, which an extension may have chosen, speak of glossaries.

    Fragments are kept under the name of their translator, so that this name holds that of the chosen one.
    """
    chosen = app.registry.get_translator_class(app.builder)
    name = f"{GlossaryTranslator.__qualname__}[{chosen.__module__}.{chosen.__qualname__}]"
    ours = type(name, (GlossaryTranslator, chosen), {"__module__": __name__})
    app.set_translator(app.builder.name, ours, override=True)
