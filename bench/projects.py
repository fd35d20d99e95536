"""The projects that are measured: the same documents, with one glossary or another, or with none."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from .corpus import CHANGING, documents, paragraphs
from .corpus import concepts as made_up
from .markup import mkdocs_entry, myst_entry, rst_entry, yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from .corpus import Concept, Document

_CONF: Final = 'project = "Bench"\nextensions = {extensions!r}\n{settings}\n'
OURS: Final = "sphinxcontrib_aiglossary"


class Project(NamedTuple):
    """What changes in a project; files relative to its folder."""

    concept: str | None = None
    """The file that holds the concept that changes."""
    document: str | None = None
    """The document that changes."""


class Size(NamedTuple):
    """How much there is."""

    concepts: int = 4000
    documents: int = 200
    used: int = 0
    """How many concepts the documents refer to; 0: all of them."""
    mentions: int = 0
    """Names that stand as plain text in each document."""


def by_letter(concepts: Iterable[Concept]) -> dict[str, list[Concept]]:
    """Return concepts by first letter, the one that changes before the others."""
    ordered = sorted(concepts, key=attrgetter("letter"))
    return {letter: list(found) for letter, found in groupby(ordered, key=attrgetter("letter"))}


def floor(folder: Path, size: Size) -> Project:
    """Write the documents alone, without references."""
    _sphinx(folder, [])
    return Project(document=_documents(folder, size, lambda concept: concept.term))


def by_hand(
    folder: Path,
    size: Size,
    *,
    pages: bool = False,
    markup: str = "rst",
    brief: bool = False,
    tippy: bool = False,
) -> Project:
    """Write the documents and a glossary written by hand.

    Args:
        folder: where the project lies.
        size: how much there is.
        pages: whether each letter has a page of its own.
        markup: of the glossary, ``rst`` or ``md``.
        brief: whether there are definitions only.
        tippy: whether sphinx-tippy shows tips.
    """
    extensions = ["myst_parser"] if markup == "md" else []
    settings = "myst_enable_extensions = ['dollarmath']" if markup == "md" else ""
    _sphinx(folder, [*extensions, *(["sphinx_tippy"] if tippy else [])], settings)
    letters = by_letter(_known(size) if size.used else made_up(size.concepts))
    if not pages:
        letters = {"terms": [concept for found in letters.values() for concept in found]}
    for letter, found in letters.items():
        entries = [myst_entry(each) if markup == "md" else rst_entry(each, brief=brief) for each in found]
        path = _glossary_page(folder, letter, markup)
        path.write_text(_page_by_hand(letter, entries, markup), encoding="utf-8")
    changing = _glossary_page(folder, _letter_of_changing() if pages else "terms", markup).name
    return Project(changing, _documents(folder, size, lambda concept: f":term:`{concept.term}`"))


def ours(folder: Path, size: Size, *, pages: bool = False, options: str = "", settings: str = "") -> Project:
    """Write the documents and a glossary of this extension, of one YAML file for each letter.

    Args:
        folder: where the project lies.
        size: how much there is.
        pages: whether each letter has a page of its own.
        options: of the directive, one a line.
        settings: lines of ``conf.py``.
    """
    _sphinx(folder, [OURS], f"aiglossary_sources = ['terms/*.yaml']\n{settings}")
    letters = by_letter(made_up(size.concepts))
    (folder / "terms").mkdir()
    for letter, found in letters.items():
        (folder / "terms" / f"{letter}.yaml").write_text(yaml(found), encoding="utf-8")
    for letter in letters if pages else ["terms"]:
        lines = [*options.splitlines(), *([f":letters: {letter}"] if pages else [])]
        text = "\n".join(
            [letter, "=" * len(letter), "", ".. aiglossary::", *(f"   {line}" for line in lines), ""]
        )
        _glossary_page(folder, letter, "rst").write_text(text, encoding="utf-8")
    changing = f"terms/{_letter_of_changing()}.yaml"
    return Project(changing, _documents(folder, size, lambda concept: f":term:`{concept.term}`"))


def mkdocs(folder: Path, size: Size, *, glossary: bool) -> Project:
    """Write the documents for mkdocs, with a glossary for mkdocs-ezglossary on one page or without."""
    (folder / "docs").mkdir(parents=True)
    plugins = ["plugins:", "- search", "- ezglossary:", "    sections: [term]"] if glossary else []
    config = ["site_name: Bench", "markdown_extensions: [def_list, tables, fenced_code]", *plugins, ""]
    (folder / "mkdocs.yml").write_text("\n".join(config), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Bench\n", encoding="utf-8")
    if glossary:
        text = "# Terms\n\n" + "\n".join(map(mkdocs_entry, made_up(size.concepts)))
        (folder / "docs" / "terms.md").write_text(text, encoding="utf-8")
    for number, document in enumerate(documents(size.documents, _known(size))):
        said = paragraphs(document, lambda concept: f"<term:{concept.term}>" if glossary else concept.term)
        path = folder / "docs" / f"d{number:04}.md"
        path.write_text("\n\n".join([f"# {document.title}", *said, ""]), encoding="utf-8")
    return Project()


def _known(size: Size) -> Sequence[Concept]:
    return made_up(size.used or size.concepts)


def _letter_of_changing() -> str:
    return made_up(CHANGING + 1)[CHANGING].letter


def _sphinx(folder: Path, extensions: list[str], settings: str = "") -> None:
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(_CONF.format(extensions=extensions, settings=settings), encoding="utf-8")
    (folder / "index.rst").write_text(
        "Bench\n=====\n\n.. toctree::\n   :glob:\n\n   glossary-*\n   d*\n", encoding="utf-8"
    )


def _documents(folder: Path, size: Size, reference: Callable[[Concept], str]) -> str:
    """Write the documents, and return the name of the one that changes."""
    for number, document in enumerate(documents(size.documents, _known(size), size.mentions)):
        _document_path(folder, number).write_text(_rst(document, reference), encoding="utf-8")
    return _document_path(folder, size.documents - 1).name


def _document_path(folder: Path, number: int) -> Path:
    return folder / f"d{number:04}.rst"


def _rst(document: Document, reference: Callable[[Concept], str]) -> str:
    return "\n\n".join(
        [f"{document.title}\n{'=' * len(document.title)}", *paragraphs(document, reference), ""]
    )


def _glossary_page(folder: Path, letter: str, markup: str) -> Path:
    return folder / f"glossary-{letter}.{markup}"


def _page_by_hand(letter: str, entries: Iterable[str], markup: str) -> str:
    body = "\n".join(entries)
    if markup == "md":
        return f"# {letter}\n\n````{{glossary}}\n{body}\n````\n"
    lines = "\n".join(f"   {line}" if line else "" for line in body.splitlines())
    return f"{letter}\n{'=' * len(letter)}\n\n.. glossary::\n\n{lines}\n"
