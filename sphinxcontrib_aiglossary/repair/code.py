"""Code that was flattened onto one line: statements get lines of their own where the language says so.

Indentation was lost with the lines and is not made up.
"""

from __future__ import annotations

import re
from typing import Final


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


LANGUAGES: Final = _names(
    """
    bash c c++ cpp csharp css cuda cypher diff docker dockerfile go graphql haskell hcl html http ini java
    javascript js json json5 jsonl julia kotlin latex lua makefile markdown matlab mermaid mlir nginx objc
    perl php plaintext powershell prolog promql proto protobuf ps1 ptx py python python3 pytorch r rego ruby
    rust scala sh shell solidity spice sql svelte swift systemverilog tcl terraform tex text toml triton ts
    tsx txt typescript verilog vhdl wasm xml yaml yml zsh jsx console pycon
    """
)
"""Names that may stand behind the opening of a fence."""

PYTHON: Final = frozenset(("python", "py", "python3", "pytorch", "triton"))
BRACES: Final = _names(
    """
    c c++ cpp cuda csharp java javascript js ts tsx jsx typescript rust go kotlin swift scala php
    """
)
COLONS: Final = frozenset(("yaml", "yml"))
SHELL: Final = frozenset(("bash", "sh", "shell", "zsh", "console", "dockerfile", "docker"))

COMMENTED: Final = PYTHON | BRACES | COLONS | SHELL | {"r", "ruby", "toml", "julia", "perl", "tcl"}

_NAME = r"[A-Za-z_][\w.]*"
_ASSIGNMENT = rf"{_NAME}(?:\[[^\]\n]{{0,80}}\])?(?:\s*,\s*{_NAME})*(?:\s*:\s*[\w\[\], .|]{{1,40}})?\s*(?:[-+*/@|&]|//|\*\*)?=(?!=)\s*\S"
_CLEAR = rf"""
    import\s+[a-zA-Z_]|from\s+[\w.]+\s+import\s|(?:async\s+)?def\s+\w+\s*\(|class\s+\w+\s*[:(]|@{_NAME}
    |for\s+[\w,\s()*]{{1,60}}?\s+in\s[^:\n]{{1,120}}:|with\s+{_NAME}\(|if\s+(?![^:\n]{{0,120}}\selse\s)[^:\n]{{1,120}}:\s|else\s*:|try\s*:
    |{_ASSIGNMENT}|{_NAME}\("""
# where a Python statement may begin, at bracket depth 0
_RE_PYTHON_START = re.compile(
    rf"(?:{_CLEAR}|while\s+\S|with\s|elif\s|except\b|finally\s*:|return\b|raise\b|yield\b|assert\s|pass\b|break\b|continue\b|del\s)",
    re.VERBOSE,
)
# where one may begin behind the words of a comment
_RE_AFTER_COMMENT = re.compile(
    rf"(?:{_CLEAR}|return\s+(?:self\b|None\b|[\w.]+\s*[(\[*/+-]|\w+\s*$))",
    re.VERBOSE,
)
# tokens that matter for depth: strings, comments, brackets, words
_RE_PYTHON_TOKEN = re.compile(
    r"""(?P<string>[rbfuRBFU]{0,2}(?:\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))"""
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<comment>(?<!\S)\#\s?)|(?P<gap>\s+)|(?P<other>[^\s()\[\]{}\"'\#]+|.)",
    re.DOTALL,
)
# words before a place where no statement can begin
_RE_GOES_ON = re.compile(
    r"(?:[-+*/%=<>,.|&~^@]|\b(?:and|or|not|in|is|if|else|lambda|return|import|from|as|await|yield|raise|assert|del|with|for|while|elif|def|class|async|global))\s*$"
)
_RE_HEADING = re.compile(r"(?<!\S)\*\*(?P<title>[^*\n]+)\*\*(?!\S)")
_RE_YAML_KEY = re.compile(r"(?<!-)\s+(?=(?:- )?[A-Za-z_][\w.-]*:(?:\s|$)|- \S)")
_RE_COMMENT = re.compile(r"\s+(?=#\s)")


def language(word: str) -> str:
    """Return the language that the word behind a fence names, or ``""``."""
    return word if word.lower() in LANGUAGES else ""


def restore(content: str, name: str) -> str:
    """Return the content of a fence with comments and, if it was flattened, statements on lines of their own."""
    flat = "\n" not in content.strip()
    content = content.strip() if flat else content.strip("\n")
    mark = "//" if name.lower() in BRACES else "#"
    if name.lower() in COMMENTED:
        content = _RE_HEADING.sub(lambda m: f"{mark} {m['title']}" + ("\n" if flat else ""), content)
    if not flat:
        return content
    rows = [row.strip() for row in content.split("\n")]
    flowed = [
        row if index + 1 < len(rows) and mark in row[:2] else _reflow(row, name.lower())
        for index, row in enumerate(rows)
    ]
    return "\n".join(row.strip() for row in "\n".join(flowed).strip().split("\n"))


def _reflow(code: str, name: str) -> str:
    """Return flattened code with its statements on lines of their own; words and their order stay."""
    if name in PYTHON:
        return _python(code)
    if name in COLONS:
        return _RE_YAML_KEY.sub("\n", code)
    if name in BRACES:
        return _braces(code)
    return _RE_COMMENT.sub("\n", code) if name in SHELL else code


def _braces(code: str) -> str:
    """Break behind semicolons and around braces, outside strings and parentheses."""
    out: list[str] = []
    depth, previous = 0, ""
    tokens = list(_RE_PYTHON_TOKEN.finditer(code))
    for index, token in enumerate(tokens):
        text = token[0]
        depth += (text in {"(", "["}) - (text in {")", "]"} and depth > 0)
        if token.lastgroup == "gap":
            following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
            breaks = not depth and (
                previous in {"{", "}"} or previous.endswith(";") or following in {"}", "//"}
            )
            text = "\n" if breaks and following[:1] not in {",", ";", ")"} and following != "else" else " "
        out.append(text)
        previous = text
    return "".join(out)


def _python(code: str) -> str:
    """Break before every place where a statement or a comment begins at bracket depth 0."""
    out: list[str] = []
    depth, in_comment, previous = 0, False, ""
    for token in _RE_PYTHON_TOKEN.finditer(code):
        kind = token.lastgroup
        if kind == "gap":
            if _begins(code, token.end(), previous, depth, in_comment=in_comment):
                out.append("\n")
                previous, in_comment = "", False
            else:
                out.append(" ")
                previous += " "
            continue
        if kind == "comment" and not in_comment:
            if out and depth == 0 and out[-1] == " ":
                out[-1] = "\n"
            in_comment = depth == 0
        elif not in_comment:
            depth += (kind == "open") - (kind == "close" and depth > 0)
        out.append(token[0])
        previous = (previous + token[0])[-12:]
    return "".join(out)


def _begins(code: str, at: int, previous: str, depth: int, *, in_comment: bool) -> bool:
    """Return whether a statement begins at a place after a gap."""
    if depth or at >= len(code) or not previous:
        return False
    if in_comment:
        return bool(_RE_AFTER_COMMENT.match(code, at))
    return bool(_RE_PYTHON_START.match(code, at)) and not _RE_GOES_ON.search(previous)
