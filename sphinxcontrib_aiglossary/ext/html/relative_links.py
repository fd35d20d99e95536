"""Addresses of links in a text that is shown on another page than the one it was written for."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder


def moved(reference: nodes.reference, written: str, shown: str, builder: Builder) -> None:
    """Let a reference lead from one document to where it leads from another.

    Args:
        reference: as it was resolved.
        written: the document for which it was resolved.
        shown: the document on which it will stand.
        builder: knows the addresses of the documents.
    """
    anchor = reference.attributes.pop("refid", None)
    if anchor is None and "refuri" not in reference:
        return
    uri = f"#{anchor}" if anchor is not None else str(reference["refuri"])
    parts = urlsplit(uri)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return
    relative = builder.get_relative_uri(shown, written)
    if not parts.path:
        reference["refuri"] = relative + uri
        return
    folder = relative.rpartition("/")[0]
    path = posixpath.normpath(posixpath.join(folder, parts.path))
    if parts.path.endswith("/"):
        path += "/"
    reference["refuri"] = path + uri[len(parts.path) :]
