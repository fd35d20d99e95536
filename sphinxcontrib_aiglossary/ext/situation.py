"""The situation of a build: while it is that of the last one, what was decided then still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary import __version__

from .deciding.digests import digest
from .domain import configuration, domain_of
from .words import words_as_shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def shape(app: Sphinx) -> str:
    """Return the digest of what shapes all that is printed, whatever is decided."""
    builder = app.builder
    parts = (
        __version__,
        words_as_shown(),
        (builder.name, getattr(builder, "out_suffix", ""), getattr(builder, "link_suffix", "")),
        app.config.language,
    )
    return digest(parts)


def situation(app: Sphinx, env: BuildEnvironment) -> str:
    """Return the digest of all that an outcome follows from.

    What documents say counts by when they were read, as ``env.all_docs`` has it, and what shapes all pages by the hashes
    that Sphinx compares to see whether it has changed, ``builder.build_info`` (8.2.3, 9.0.4, 9.1.1).
    """
    domain, builder = domain_of(env), app.builder
    settings, _ = configuration(env)
    parts = (
        shape(app),
        domain.store.digest,
        settings,
        sorted(vars(builder.build_info).items()) if hasattr(builder, "build_info") else (),
        (env.config.root_doc, sorted(app.tags)),
        sorted(env.all_docs.items()),
    )
    return digest(parts)
