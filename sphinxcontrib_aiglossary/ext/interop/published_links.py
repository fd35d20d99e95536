"""Addresses as seen from the root of a site, whichever page they were made for."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinxcontrib_aiglossary.ext.html.index_outputs import ONE_PAGE

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder


def listed(builder: Builder, place: tuple[str, str]) -> str:
    """Return the address of a document and an id as ``objects.inv`` has it.

    ``InventoryFile.dump`` (Sphinx 8.2.3, 9.0.4, 9.1.0) joins them in the same way.
    """
    docname, anchor = place
    uri = builder.get_target_uri(docname)
    return f"{uri}#{anchor}" if anchor else uri


def working(builder: Builder, place: tuple[str, str]) -> str:
    """Return the address of a document and an id that a browser finds.

    It differs from :func:`listed` where all documents are one page, for which Sphinx lists two ids in a row.
    """
    docname, anchor = place
    if builder.name == ONE_PAGE:
        return f"{_page(builder, docname)}#{anchor or f'document-{docname}'}"
    return listed(builder, place)


def from_root(builder: Builder, docname: str, reference: nodes.Element) -> str:
    """Return where a link of a document leads; an empty text where no other site can follow it."""
    if anchor := reference.get("refid"):
        return working(builder, (docname, str(anchor)))
    uri = str(reference.get("refuri", ""))
    try:
        parts = urlsplit(uri)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc:
        return uri
    if parts.path.startswith("/") or not uri:
        return ""
    if not parts.path:
        return f"{_page(builder, docname)}{uri[uri.rindex('#') :]}" if "#" in uri else ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(_page(builder, docname)), parts.path))
    path = "" if path == "." else f"{path}/" if parts.path.endswith("/") else path
    return "" if path.startswith("..") else path + uri[len(parts.path) :]


def _page(builder: Builder, docname: str) -> str:
    """Return the page on which a document is."""
    if builder.name == ONE_PAGE:
        # Asked for anything but a document, that builder answers with the name of a page; 8.2.3, 9.0.4, 9.1.0
        return f"{builder.config.root_doc}{getattr(builder, 'out_suffix', '.html')}"
    return builder.get_target_uri(docname)
