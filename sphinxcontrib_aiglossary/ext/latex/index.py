"""The indices of a PDF; Sphinx prints domain indices without their sub-levels, and their titles unescaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _

from sphinxcontrib_aiglossary.ext.collect.page_record import ABBREVIATIONS, CATEGORIES, TERMS, index_of
from sphinxcontrib_aiglossary.ext.html.domain_indices import TITLES, is_meant, letter_title
from sphinxcontrib_aiglossary.ext.html.index_outputs import is_wanted

from .fitting import directed, with_breaks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sphinx.config import Config

    from sphinxcontrib_aiglossary.ext.domain import AIGlossaryDomain
    from sphinxcontrib_aiglossary.ext.plan.index_records import Letter

_GROUP, _HEADING, _ENTRY, _BELOW = range(4)


class Row(NamedTuple):
    """One line of an index."""

    level: int
    text: str
    label: str = ""
    """Where it leads; empty for headings."""
    says: str = ""
    """What an abbreviation stands for."""
    see: str = ""
    """The name under which another one is explained."""


class aiglossary_index(nodes.General, nodes.Element):  # type: ignore[misc, unused-ignore]  # noqa: N801 - as docutils
    """An index: ``name``, and its ``rows``."""


def make_indices(domain: AIGlossaryDomain, config: Config) -> list[aiglossary_index]:
    """Return the indices of what a PDF prints: those that the project wants and that list something."""
    rows = {
        CATEGORIES: _by_category(domain),
        ABBREVIATIONS: _by_letter(domain, domain.listings.abbreviations, "says"),
        TERMS: _by_letter(domain, domain.listings.terms, "see"),
    }
    made = (
        aiglossary_index(name=name, rows=list(rows[name]))
        for name in TITLES
        if is_wanted(name, config, "latex")
    )
    return [index for index in made if index["rows"]]


def link_indices(domain: AIGlossaryDomain, document: nodes.document, printed: Collection[str]) -> None:
    """Let references to an index lead there, if it is printed; Sphinx knows no domain index in a PDF."""
    for node in list(document.findall(addnodes.pending_xref)):
        if (name := index_of(node)) and is_meant(name, domain):
            text = node.astext() if node.get("refexplicit") else str(TITLES[name])
            if name in printed:
                # As Sphinx's LaTeX builder writes addresses
                node.replace_self(nodes.reference("", text, internal=True, refuri=f"%{name}"))
            else:
                node.replace_self(nodes.inline("", text))


def _by_category(domain: AIGlossaryDomain) -> Iterator[Row]:
    volume = domain.volume
    if volume is None:
        return
    for group in domain.listings.groups:
        shown = [
            (category.title, here)
            for category in group.categories
            if (here := [ident for ident in category.idents if ident in volume.here])
        ]
        if shown:
            yield Row(_GROUP, group.title)
        for title, idents in shown:
            yield Row(_HEADING, f"{title} ({len(idents)})")
            for ident in idents:
                yield Row(_BELOW, domain.concept(ident).name, ":".join(volume.targets[ident]))


def _by_letter(
    domain: AIGlossaryDomain, letters: Iterable[Letter], field: Literal["says", "see"]
) -> Iterator[Row]:
    """Yield the rows of an index from A to Z.

    Args:
        domain: ours.
        letters: what it lists.
        field: the field of a row that takes what is said of a name.
    """
    for letter in letters:
        shown = [line for line in letter.lines if domain.is_here(line.meaning)]
        if shown:
            yield Row(_GROUP, letter_title(letter))
        for line in shown:
            said = ", ".join(filter(None, (line.says, line.aside)))
            row = Row(_ENTRY, line.name, ":".join(domain.place(line.meaning) or ()))
            yield row._replace(says=said) if field == "says" else row._replace(see=said)


def visit_index(self: Any, node: aiglossary_index) -> None:
    """Write an index; ``self`` is Sphinx's LaTeX translator."""
    write = self.body.append
    write(f"\n\\renewcommand{{\\indexname}}{{{self.encode(str(TITLES[node['name']]))}}}\n")
    write(f"\\begin{{sphinxtheindex}}\n\\label{{\\detokenize{{{node['name']}::doc}}}}\n\\raggedright\n")
    for number, row in enumerate(node["rows"]):
        shown = _encoded(self, row.text)
        label = self.idescape(row.label)
        if row.level == _GROUP:
            write("\\indexspace\n" if number else "")
            write(f"\\sphinxstyleindexlettergroup{{{shown}}}\n")
        elif row.level == _HEADING:
            write(f"\\item\\relax\\aiglossarycategory{{{shown}}}\n")
        else:
            command = "subitem" if row.level == _BELOW else "item"
            if row.says:
                shown += rf"\sphinxstyleindexextra{{{_encoded(self, row.says)}}}"
            if row.see:
                shown += rf" \emph{{{_encoded(self, str(_('see %s')) % row.see)}}}"
            write(f"\\{command}\\relax\\aiglossaryindexentry{{{shown}}}{{{label}}}\n")
    write("\\end{sphinxtheindex}\n")
    raise nodes.SkipNode


def _encoded(self: Any, text: str) -> str:
    """Return a text in LaTeX, as the glossary prints it."""
    parts = directed(with_breaks(text))
    return "".join(
        part.astext() if isinstance(part, nodes.raw) else self.encode(part.astext()) for part in parts
    )
