"""The situation of a build: while it is that of the last one, what was decided then still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxcontrib_aiglossary._version import __version__
from sphinxcontrib_aiglossary.ext.collect.page_metadata import preferred
from sphinxcontrib_aiglossary.ext.collect.page_record import Page
from sphinxcontrib_aiglossary.ext.domain import configuration, domain_of
from sphinxcontrib_aiglossary.ext.i18n.ui_strings import words_as_shown
from sphinxcontrib_aiglossary.ext.transforms.back_references import title_of

from .hashing import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class Situation(NamedTuple):
    """What stands for all that an outcome follows from."""

    outline: str
    """For all but the texts of concepts."""
    whole: str
    """For these, too."""


def situation(app: Sphinx, env: BuildEnvironment) -> Situation:
    """Return the situation of a build.

    What shapes all pages counts by the hashes that Sphinx compares to see whether it has changed,
    ``builder.build_info`` (8.2.3, 9.0.4, 9.1.1).
    """
    domain, builder = domain_of(env), app.builder
    settings, _ = configuration(env)
    parts = (
        shape(app),
        domain.store.outline_digest,
        settings,
        sorted(vars(builder.build_info).items()) if hasattr(builder, "build_info") else (),
        (env.config.root_doc, sorted(app.tags)),
        domain.holds.signature,
        sorted(domain.registration.by_hand().items()),
        list(_said(env)),
    )
    outline = digest(parts)
    return Situation(outline, digest(outline, domain.store.digest))


def _said(env: BuildEnvironment) -> Iterator[tuple[str, object]]:
    """Yield for each document what stands for all that it says to us; in many cases its text may change.

    It is when the document was read if that is all that tells: of running text in which mentions become links, of what
    another extension may leave out, and of the root, in whose table of contents our section may stand; of each one where
    an entry written by hand shows what another document says.
    """
    domain = domain_of(env)
    linked = any(entry.linked for page in domain.pages.values() for entry in page.definitions)
    for docname, read in sorted(env.all_docs.items()):
        page = domain.pages.get(docname, Page())
        if linked or page.prose or page.skeleton or docname == env.config.root_doc:
            yield docname, read
            continue
        known = domain.said.get(docname)
        if known is None or known[0] != read:
            said = page, preferred(env, docname), title_of(env, docname), env.toctree_includes.get(docname)
            known = domain.said[docname] = read, digest(said)
        yield docname, known[1]
