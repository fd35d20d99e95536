"""What a code block of a source may be highlighted as, so that no build stumbles over it."""

from __future__ import annotations

from pygments.lexers import get_lexer_by_name
from pygments.token import Error
from pygments.util import ClassNotFound


def language(info: str) -> str:
    """Return the language named behind a code fence if Pygments knows it, else ``text``.

    >>> language("python title=x"), language("{note}"), language("")
    ('python', 'text', 'text')
    """
    name = info.split(maxsplit=1)[0].lower() if info.strip() else ""
    if not name:
        return "text"
    try:
        get_lexer_by_name(name)
    except ClassNotFound:
        return "text"
    return name


def is_lexed(code: str, name: str) -> bool:
    """Tell whether a text is sound in its language: Sphinx warns about one that is not."""
    return all(kind is not Error for kind, _ in get_lexer_by_name(name).get_tokens(code))
