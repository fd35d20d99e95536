"""Markdown tokens back to Markdown, as MyST reads it in its default setting: formulas and terms are roles, directives.

No extension of MyST is needed, and none that a project has switched on changes what the text means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.tree import SyntaxTreeNode

from sphinxcontrib_aiglossary.markup.markdown import term_target

from .layout import formula_lines, hang, inline_formula, one_line, stack, unbroken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

SEPARATOR: Final = "% -"
"""A comment keeps apart what Markdown would join."""

# Of CommonMark and of MyST with all its extensions: roles, substitutions, dollar math, attributes, strikethrough.
_RE_SPECIAL = re.compile(r"[\\`*\[\]{}<$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|~(?=~)|(?<=~)~")
_RE_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")  # `1. x`
_RE_MARKER = re.compile(r"[-+#>=:%~|^]|\([^)]*\)=|\.\. ")  # lists, headings, definitions, comments, targets
_RE_BACKTICKS = re.compile(r"`+")


def write(tokens: Sequence[Token]) -> str:
    """Return the Markdown of block tokens, without a final line break; every paragraph is one line."""
    return _blocks(SyntaxTreeNode(tokens).children)


def escape(text: str) -> str:
    """Escape what would be inline markup."""
    return _RE_SPECIAL.sub(r"\\\g<0>", text)


def escape_start(line: str) -> str:
    """Escape what would begin a block."""
    line = _RE_NUMBER.sub(r"\1\\\2", line, count=1) if _RE_NUMBER.match(line) else line
    return f"\\{line}" if _RE_MARKER.match(line) else line


def fence(text: str, least: int = 3) -> str:
    """Return a run of backticks longer than any in a text."""
    return "`" * max(least, 1 + max((len(run) for run in _RE_BACKTICKS.findall(text)), default=0))


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> str:
    blocks: list[str] = []
    before = ""
    for node in nodes:
        text = _WRITERS[node.type](node)
        if not text:
            continue
        if before == node.type in {"bullet_list", "ordered_list", "blockquote"}:
            blocks.append(SEPARATOR)
        blocks.append(text)
        before = node.type
    return "\n\n".join(blocks)


def _paragraph(node: SyntaxTreeNode) -> str:
    return " \\\n".join(escape_start(line) for line in inline(_children(node)).split("\n"))


def _heading(node: SyntaxTreeNode) -> str:
    text = inline(_children(node)).replace("\n", " ")
    text = f"{text[:-1]}\\#" if text.endswith("#") else text
    # The glossary has a title of its own.
    return f"{'#' * max(2, int(node.tag[1]))} {text}" if text else ""


def _children(node: SyntaxTreeNode) -> list[Token]:
    tokens = [token for child in node.children for token in child.to_tokens()]
    return [child for token in tokens for child in token.children or ()]


def inline(tokens: Sequence[Token]) -> str:
    """Return the Markdown of inline tokens; a line feed is a hard line break."""
    parts: list[str] = []
    link: tuple[Token, list[Token]] | None = None
    for token in tokens:
        if token.type == "link_open":
            link = (token, [])
        elif token.type == "link_close" and link:
            parts.append(_link(*link))
            link = None
        elif link:
            link[1].append(token)
        else:
            parts.append(_INLINE[token.type](token))
    lines = "".join(parts).split("\n")
    return "\n".join(line.strip() for line in lines)


def _link(opening: Token, tokens: Sequence[Token]) -> str:
    href = str(opening.attrs["href"])
    text = one_line("".join(" " if token.type == "softbreak" else token.content for token in tokens)).strip()
    name = term_target(href)
    if name is not None:
        return term(text or name, name)
    if opening.markup == "autolink":
        return f"<{text if '@' in text else href}>"
    address = f"<{href}>" if re.search(r"[()\s]", href) else href
    return f"[{inline(tokens) or escape(href)}]({address})"


def term(text: str, name: str) -> str:
    """Return the role that refers to a term by its printed name.

    A role's content knows no escapes: what it cannot hold stays text.
    """
    content = text if text.lower() == name.lower() else f"{text} <{name}>"
    explicit = content != text
    if text.startswith("!") or "<" in text or (not explicit and text.endswith(">")) or text.endswith("\\"):
        return escape(text)
    return _role("term", content)


def _role(name: str, content: str) -> str:
    return f"{{{name}}}{_span(content)}"


def _span(content: str) -> str:
    ticks = fence(content, 1)
    pad = " " if content.startswith("`") or content.endswith("`") or _is_padded(content) else ""
    return f"{ticks}{pad}{content}{pad}{ticks}"


def _is_padded(content: str) -> bool:
    return content[:1] == content[-1:] == " " and bool(content.strip())


def _math_inline(token: Token) -> str:
    formula = inline_formula(token.content)
    # The role ends at the first backtick, whatever the markup around it.
    return _span(formula) if "`" in formula else _role("math", formula)


def _items(node: SyntaxTreeNode, markers: Sequence[str]) -> str:
    bodies = [_blocks(item.children) for item in node.children]
    return stack([hang(marker, body) for marker, body in zip(markers, bodies, strict=True)])


def _bullet_list(node: SyntaxTreeNode) -> str:
    return _items(node, ["-"] * len(node.children))


def _ordered_list(node: SyntaxTreeNode) -> str:
    start = int(node.attrs.get("start", 1))
    return _items(node, [f"{start + number}." for number in range(len(node.children))])


def _blockquote(node: SyntaxTreeNode) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _blocks(node.children).split("\n"))


def _table(node: SyntaxTreeNode) -> str:
    rows = [row for part in node.children for row in part.children]
    lines = [_row([inline(_children(cell)).replace("|", "\\|") for cell in row.children]) for row in rows]
    lines.insert(1, _row([_ALIGNMENTS[str(cell.attrs.get("style", ""))] for cell in rows[0].children]))
    if len(rows) == 1:
        lines.append(_row([""] * len(rows[0].children)))  # Sphinx's LaTeX writer needs a row below the head
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _code(node: SyntaxTreeNode) -> str:
    code = unbroken(node.content).strip("\n")
    if not code.strip():
        return ""
    ticks = fence(code)
    if node.meta.get("force"):
        return f"{ticks}{{code-block}} {node.info}\n:force:\n\n{code}\n{ticks}"
    return f"{ticks}{node.info}\n{code}\n{ticks}"


def _math(node: SyntaxTreeNode) -> str:
    formula = formula_lines(node.content)
    if not formula:
        return ""
    ticks = fence(formula)
    if formula.startswith((":", "---")):
        formula = f"{{}}{formula}"  # would be read as options of the directive
    return f"{ticks}{{math}}\n{formula}\n{ticks}"


_ALIGNMENTS: Final[Mapping[str, str]] = {
    "": "---",
    "text-align:left": ":--",
    "text-align:center": ":-:",
    "text-align:right": "--:",
}

_INLINE: Final[Mapping[str, Callable[[Token], str]]] = {
    "text": lambda token: escape(one_line(token.content)),
    "softbreak": lambda _: " ",
    "hardbreak": lambda _: "\n",
    "code_inline": lambda token: _span(unbroken(token.content)),
    "math_inline": _math_inline,
    "math_inline_double": _math_inline,
    "em_open": lambda token: token.markup,
    "em_close": lambda token: token.markup,
    "strong_open": lambda token: token.markup,
    "strong_close": lambda token: token.markup,
}

_WRITERS: Final[Mapping[str, Callable[[SyntaxTreeNode], str]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "bullet_list": _bullet_list,
    "ordered_list": _ordered_list,
    "blockquote": _blockquote,
    "table": _table,
    "fence": _code,
    "code_block": _code,
    "math_block": _math,
    "hr": lambda _: r"\* \* \*",
    "comment": lambda node: f"% {one_line(node.content)}",
}
