"""What is done for an EPUB, and for no other output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BUILDER: Final = "epub"
"""The name of the builder of EPUBs."""


def setup_epub(app: Sphinx) -> None:
    """Let an EPUB be prepared when it is made."""
    # After the themes and extensions that choose a translator when the builder is known
    app.connect("builder-inited", prepare, priority=900)


def prepare(app: Sphinx) -> None:
    """Prepare the builder, if it makes an EPUB."""
    if app.builder.name != BUILDER:
        return
    # Imported late: other builders need none of it
    from .components import PrintComponents  # noqa: PLC0415 - see above
    from .package import mend_package  # noqa: PLC0415 - see above
    from .translator import use_translator  # noqa: PLC0415 - see above

    app.add_post_transform(PrintComponents)
    use_translator(app)
    mend_package(app.builder)
