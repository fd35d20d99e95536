"""What to do about a syntax fault of YAML: its parser says what it missed, not what an author should write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import yaml

_QUOTE: Final = "put quotes round a text that"
_ADVICE: Final = (
    ("mapping values", f"{_QUOTE} holds `: `"),
    ("tab character", "indent with spaces, not with tabs"),
    ("alphabetic or numeric character", f"{_QUOTE} begins with `*` or `&`"),
    ("escape c", "in double quotes write `\\\\` for a backslash, or use single quotes"),
    ("end of stream", "close the quote or bracket that is opened here"),
    ("comment or line break", f"{_QUOTE} begins with `|` or `>`, or begin it on the next line"),
    ("block sequence entries", f"{_QUOTE} begins with `- `, or begin the list on the next line"),
    (
        "did not find expected",
        f"indent the fields of a concept alike, and {_QUOTE} begins with a quotation mark or a bracket",
    ),
)
"""Words of the parser, the narrower before the wider, and what to do."""


def advice(error: yaml.MarkedYAMLError, text: str) -> str:
    """Return what to do about a syntax fault, with `` ; `` before it; empty where nothing is known.

    Args:
        error: what the parser says.
        text: what it reads.
    """
    problem = error.problem or ""
    if "cannot start any token" in problem and error.problem_mark:
        found = _character(text, error.problem_mark)
        if found == "\t":
            return "; indent with spaces, not with tabs"
        return f"; {_QUOTE} begins with {'a backtick' if found == '`' else f'`{found}`'}"
    return next((f"; {todo}" for words, todo in _ADVICE if words in problem), "")


def _character(text: str, mark: yaml.Mark) -> str:
    """Return the character at a mark."""
    start = 0
    for _ in range(mark.line):
        start = text.find("\n", start) + 1
    return text[start + mark.column : start + mark.column + 1]
