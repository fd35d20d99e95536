"""What the output of each document depends on, as one digest: equal digests, equal output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary import __version__

from .digests import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .contents import Contents
    from .digests import Digests
    from .listings import Listings
    from .shares import Share


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
