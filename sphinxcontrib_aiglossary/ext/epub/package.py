"""What Sphinx leaves out of an EPUB: our indexes in the navigation, landmarks, and which pages hold MathML."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from sphinx.locale import _, get_translation

from sphinxcontrib_aiglossary.ext.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_own = get_translation("aiglossary")

_RE_ITEM = re.compile(r'<item\b[^>]*?\bhref="([^"]*)"[^>]*?\bmedia-type="application/xhtml\+xml"[^>]*?/>')
_RE_PROPERTIES = re.compile(r'\bproperties="([^"]*)"')
_MATH: Final = "<math "
_GLOSSARY: Final = 'role="doc-glossary"'


def mend_package(builder: Any) -> None:
    """Let a builder write what it leaves out.

    Undocumented: tried with Sphinx 8.2.3 and 9.0.4. ``toc_add_files`` completes each list of pages that navigation
    and reading order are made from, ``domain_indices`` are put into the reading order in any case.
    """
    add_files, content, navigation = (
        builder.toc_add_files,
        builder.build_content,
        builder.build_navigation_doc,
    )

    def toc_add_files(refnodes: list[dict[str, Any]]) -> None:
        add_files(refnodes)
        present = {node["refuri"] for node in refnodes}
        refnodes += [node for node in _index_nodes(builder) if node["refuri"] not in present]

    def build_content() -> None:
        listed = {node["refuri"] for node in builder.refnodes}
        indices = builder.domain_indices
        builder.domain_indices = [
            index for index in indices if f"{index[0]}{builder.out_suffix}" not in listed
        ]
        try:
            content()
        finally:
            builder.domain_indices = indices
        _rewrite(builder.outdir / "content.opf", lambda text: _with_properties(text, builder.outdir))

    def build_navigation_doc() -> None:
        navigation()
        _rewrite(builder.outdir / "nav.xhtml", lambda text: _with_landmarks(text, list(_landmarks(builder))))

    builder.toc_add_files, builder.build_content = toc_add_files, build_content
    builder.build_navigation_doc = build_navigation_doc


def _index_nodes(builder: Any) -> Iterator[dict[str, Any]]:
    """Yield the index pages of our domain that have something to list."""
    domain = domain_of(builder.env)
    ours = {f"{domain.name}-{index.name}" for index in domain.indices}
    for name, index, *_rest in builder.domain_indices:
        if name in ours:
            yield {"level": 1, "refuri": f"{name}{builder.out_suffix}", "text": escape(str(index.localname))}


def _rewrite(path: Path, change: Any) -> None:
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        if (changed := change(text)) != text:
            path.write_text(changed, encoding="utf-8")


def _with_properties(package: str, folder: Path) -> str:
    """Return the package file with the property that pages with MathML must have."""

    def item(match: re.Match[str]) -> str:
        if _MATH not in _text(folder / unquote(unescape(match[1]))):
            return match[0]
        if known := _RE_PROPERTIES.search(match[0]):
            return match[0].replace(known[0], f'properties="{known[1]} mathml"')
        return f'{match[0].removesuffix("/>").rstrip()} properties="mathml" />'

    return _RE_ITEM.sub(item, package)


class _Landmark(NamedTuple):
    """An entry of the landmarks, by which readers jump to the parts of a book."""

    kind: str
    uri: str
    title: str


def _landmarks(builder: Any) -> Iterator[_Landmark]:
    """Yield the landmarks of a book with a glossary; nothing for one without."""
    glossaries = [name for name in _pages(builder) if _GLOSSARY in _text(builder.outdir / name)]
    if not glossaries:
        return
    root = builder.config.root_doc
    yield _Landmark("bodymatter", f"{root}{builder.out_suffix}", _title(builder, root))
    for name in glossaries:
        yield _Landmark("glossary", name, _title(builder, name.removesuffix(builder.out_suffix)))
    if builder.use_index:
        yield _Landmark("index", f"genindex{builder.out_suffix}", _("Index"))


def _pages(builder: Any) -> Iterator[str]:
    """Yield the names of all documents of the book: those of the table of contents in its order, then the others."""
    listed = (node["refuri"].partition("#")[0] for node in builder.refnodes)
    documents = {f"{name}{builder.out_suffix}": None for name in sorted(builder.env.found_docs)}
    yield from dict.fromkeys((*(name for name in listed if name in documents), *documents))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _title(builder: Any, docname: str) -> str:
    title = builder.env.titles.get(docname)
    return " ".join(title.astext().split()) if title is not None else _own("Glossary")


def _with_landmarks(navigation: str, landmarks: list[_Landmark]) -> str:
    """Return the navigation with landmarks, unless there are some or none."""
    head, body, tail = navigation.rpartition("</body>")
    if not landmarks or not body or 'epub:type="landmarks"' in navigation:
        return navigation
    items = "".join(
        f'        <li><a epub:type="{kind}" href="{escape(uri)}">{escape(title)}</a></li>\n'
        for kind, uri, title in landmarks
    )
    listed = f'<nav epub:type="landmarks" hidden="hidden">\n      <ol>\n{items}      </ol>\n    </nav>\n  '
    return f"{head}  {listed}{body}{tail}"
