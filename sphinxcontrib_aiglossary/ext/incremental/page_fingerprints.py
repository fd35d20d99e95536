"""What the output of each document depends on, as one digest: equal digests, equal output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary._version import __version__

from .hashing import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxcontrib_aiglossary.ext.plan.index_data import Listings

    from .content_hashes import Contents
    from .hashing import Digests
    from .page_dependencies import Share


def fingerprints(shares: Mapping[str, Share], contents: Contents) -> dict[str, str]:
    """Return a digest for each document that has a share in the glossary.

    Args:
        shares: by document.
        contents: stand for what is shown of each concept.
    """
    return {
        docname: digest(__version__, share.digest, [contents.of(kind, ident) for kind, ident in share.shows])
        for docname, share in shares.items()
    }


def indices_fingerprint(listings: Listings, digests: Digests) -> str:
    """Return a digest of what the pages of the indices show; that of the categories shows definitions."""
    described = sorted(
        {ident for group in listings.groups for category in group.categories for ident in category.idents}
    )
    return digest(__version__, listings.digest, [digests.texts[ident] for ident in described])
