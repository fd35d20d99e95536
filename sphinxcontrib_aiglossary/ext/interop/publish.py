"""What a site tells other projects of its terms: the file :mod:`...exports.published` describes, beside ``objects.inv``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxcontrib_aiglossary.caching.atomic import write_atomic
from sphinxcontrib_aiglossary.exports.published import FILE_NAME
from sphinxcontrib_aiglossary.ext.domain import configuration, domain_of, has_browser
from sphinxcontrib_aiglossary.ext.incremental.hashing import Digests, digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxcontrib_aiglossary.ext.plan.build_plan import Outcome

_BEGINNING = b'{"version":'
_TOLD = "published"


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Write the file if it says something new, and remove it where the project publishes nothing.

    As with ``objects.inv``, nothing is done in a build that wrote no page.
    """
    domain = domain_of(app.env)
    if exception is not None or domain.state is None or not has_browser(app.builder):
        return
    path = Path(app.outdir) / FILE_NAME
    settings, _ = configuration(app.env)
    if settings.publish and path.exists() and not domain.state.wrote:
        return
    outcome, kept = domain.outcome, domain.kept
    if outcome is None or kept is None:
        return
    mark = _mark(app, outcome)
    if settings.publish and mark and kept.shows(path, mark):
        return
    # Imported late: a build that wrote no page needs none of it
    from sphinxcontrib_aiglossary.exports.published import write  # noqa: PLC0415 - see above

    from .published_terms import Publisher  # noqa: PLC0415 - see above

    told = Digests(domain.store, outcome.decision.layout, kept, _TOLD, domain.registration.digest)
    lines = list(Publisher(domain, app.builder, told).lines()) if settings.publish else []
    told.keep()
    with kept.writing(path, mark):
        if lines:
            _write(path, write(app.config.project, app.config.version, lines).encode())
        elif path.is_file() and path.read_bytes().startswith(_BEGINNING):
            path.unlink()


def _mark(app: Sphinx, outcome: Outcome) -> str:
    """Return what stands for the file; nothing if an entry written by hand shows what nothing stands for."""
    pages = outcome.project.pages.values()
    if any(entry.linked for page in pages for entry in page.definitions):
        return ""
    return digest(
        (app.config.project, app.config.version),
        outcome.decision.layout.digest,
        domain_of(app.env).registration.digest,
        list(outcome.digests.texts.items()),
        [(page.definitions, page.terms) for page in pages],
        domain_of(app.env).holds.signature,
        sorted(app.tags),
    )


def _write(path: Path, data: bytes) -> None:
    with suppress(OSError):
        if path.read_bytes() == data:
            return
    write_atomic(path, data)
