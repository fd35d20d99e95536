"""Whether a formula is TeX that every output can set.

Letters beyond ASCII are accepted: MathJax sets them, and so do the Unicode engines that Sphinx uses for such text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .commands import ALIGNED, ARGUMENTS, COMMANDS, COMPOUND, FUNCTIONS, LARGE, SPACING, names
from .group import Fault, Group

# one token of a formula: a command, a sign, or a run of anything else
_RE_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)\*?|\\(?P<sign>.)|(?P<special>[{}&#%^_~$\[\]'])|(?P<space>\s+)|(?P<plain>[A-Za-z0-9]|.)",
    re.DOTALL,
)
_RE_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# what may stand behind \left and \right
_RE_DELIMITER = re.compile(
    r"\s*(?:[()\[\]|./<>]|\\[{}|]|\\(?:[lr](?:angle|floor|ceil|vert|Vert|brace|brack)|vert|Vert|(?:up|down|updown|Up|Down|Updown)arrow|backslash)(?![A-Za-z]))"
)
_SIGNS: Final = frozenset("\\{}|,;:!>% #&$_()[] \n")
# in TeX, a command that sets text switches math off
_TEXT: Final = names(
    """
    text textbf textit textrm texttt textsf mbox tag
    """
)
_RE_NAME_ARGUMENT = re.compile(r"\s*\{(?P<name>[A-Za-z]+\*?)\}")
# the columns of an array, and the number of them for alignedat
_COLUMNS: Final = {
    "array": re.compile(r"\s*\{[lcr| ]*\}"),
    "alignedat": re.compile(r"\s*\{\d{1,2}\}"),
}
# what text may hold: escaped signs, spaces, and other text
_RE_IN_TEXT = re.compile(
    r"\\(?:[,;:! %#$&_{}\n]|(?:text(?:bf|it|rm|tt|sf)?|mbox)(?=\s*\{)|(?:q?quad|enspace|[ld]?dots)(?![A-Za-z]))"
)
_RE_MEASURE = re.compile(r"\s*\{\s*-?\d*\.?\d+\s*(?:em|ex|pt|mm|cm|in)\s*\}")
# an operator with the limits that follow it
_RE_OPERATOR = re.compile(
    r"(?:\\(?P<name>[A-Za-z]+)|\\(?:mathop|operatorname\*?)\s*\{[^{}]*(?P<brace>\}))\s*\\(?:no)?limits$"
)
_SIZES: Final = names(
    """
    left big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm biggm Biggm middle right
    """
)


@lru_cache(maxsize=4096)
def fault(formula: str) -> str | None:
    r"""Return why a formula is not valid TeX, or ``None`` if it is.

    Args:
        formula: the text between the dollar signs.

    >>> fault(r"\frac{1}{N}"), fault("x_{i"), fault("a^b^c")
    (None, 'an opening brace without a closing one', 'two superscripts on one symbol')
    """
    if not formula.strip():
        return "an empty formula"
    if _RE_BLANK_LINE.search(formula):
        return "a blank line inside a formula"
    try:
        _Reader(formula).read()
    except Fault as found:
        return str(found)
    return None


_SPACE: Final = 32
"""Characters below it control something."""
_UNCLOSED: Final = {"{": "an opening brace without a closing one", "left": r"\left without \right"}


class _Reader:
    """One pass over a formula, with a stack of what is open."""

    def __init__(self, formula: str) -> None:
        self.formula = formula
        self.position = 0
        self.open: list[Group] = [Group("formula")]

    def read(self) -> None:
        """Raise the first fault of the formula."""
        while self.position < len(self.formula):
            token = _RE_TOKEN.match(self.formula, self.position)
            if token is None:  # cannot happen: the last alternative takes any character
                return
            self.position = token.end()
            if token["name"]:
                self._command(token["name"])
            elif token["sign"]:
                self._sign(token["sign"])
            elif token["special"]:
                self._special(token["special"])
            elif token["plain"]:
                self._plain(token["plain"])
        self._end()

    def _end(self) -> None:
        group = self.open[-1]
        if group.kind != "formula":
            raise Fault(_UNCLOSED.get(group.kind, rf"\begin{{{group.kind}}} without \end"))
        group.complete()

    def _plain(self, char: str) -> None:
        if ord(char) < _SPACE and char not in "\t\n\r":
            raise Fault("a control character")
        self.open[-1].atom()

    def _sign(self, sign: str) -> None:
        if sign not in _SIGNS:
            raise Fault(f"an unknown command \\{sign}")
        if sign in "()[]":
            raise Fault(f"a delimiter \\{sign} inside a formula")
        group = self.open[-1]
        if sign == "\\":
            group.next_line()
        elif sign not in ",;:!> \n":
            group.atom()
        elif group.script:
            raise Fault(f"{group.script} without its operand")

    def _special(self, char: str) -> None:
        group = self.open[-1]
        match char:
            case "{":
                self.open.append(Group("{"))
            case "}":
                self._close()
            case "^" | "_":
                group.attach(char)
            case "'":
                group.prime()
            case "&":
                group.next_cell()
            case "#" | "%" | "$":
                raise Fault(f"{char} without a backslash")
            case "[" if group.wants and group.optional:
                self._optional()
            case "[" | "]":
                group.atom()

    def _close(self) -> None:
        """Close a brace."""
        group = self.open.pop()
        if group.kind != "{":
            raise Fault(
                "a closing brace without an opening one"
                if group.kind == "formula"
                else f"a brace closed inside {group.kind}"
            )
        group.complete()
        self.open[-1].atom()

    def _optional(self) -> None:
        """Skip the optional argument of a root or an arrow."""
        end = self.formula.find("]", self.position)
        inner = self.formula[self.position : end] if end >= 0 else ""
        if end < 0 or (inner.strip() and fault(inner)):
            raise Fault("an optional argument without its end")
        self.position = end + 1
        self.open[-1].optional = False

    def _command(self, name: str) -> None:
        group = self.open[-1]
        if name == "begin":
            self._begin()
        elif name == "end":
            self._finish()
        elif name in _SIZES:
            self._delimiter(name)
        elif name in ARGUMENTS and name in COMMANDS:
            group.command(name)
            if name in _TEXT:
                self._text(name)
            elif name == "hspace":
                self._measure()
        elif name not in COMMANDS:
            raise Fault(f"an unknown command \\{name}")
        else:
            self._symbol(name)

    def _symbol(self, name: str) -> None:
        """Take a command without arguments."""
        group = self.open[-1]
        if name == "hline" and group.kind != "array":
            raise Fault(r"\hline outside an array")
        if name in ("limits", "nolimits"):
            self._limits()
        elif name in COMPOUND:
            group.compound(name)
        elif name not in SPACING:
            group.atom()
        elif group.script:
            raise Fault(f"{group.script} without its operand")

    def _limits(self) -> None:
        r"""Refuse ``\limits`` behind anything but an operator."""
        before = _RE_OPERATOR.search(self.formula[: self.position])
        operator = before and (before["name"] in LARGE | FUNCTIONS or before["brace"])
        if not operator or self.open[-1].script:
            raise Fault(r"\limits without an operator")

    def _measure(self) -> None:
        r"""Skip the length of ``\hspace``."""
        found = _RE_MEASURE.match(self.formula, self.position)
        if found is None:
            raise Fault(r"\hspace without a length")
        self.position = found.end()
        self.open[-1].atom()

    def _text(self, name: str) -> None:
        """Skip a text argument; inside it only its braces count."""
        found = re.compile(r"\s*\{").match(self.formula, self.position)
        if found is None:
            raise Fault(f"\\{name} without its argument")
        depth, at = 1, found.end()
        while depth and at < len(self.formula):
            char = self.formula[at]
            if char == "\\":
                command = _RE_IN_TEXT.match(self.formula, at)
                if command is None:
                    raise Fault(f"a command of mathematics inside \\{name}")
                at = command.end() - 1
            elif char in "#%&_^":
                raise Fault(f"{char} without a backslash inside \\{name}")
            elif char == "$":
                raise Fault(f"a formula inside \\{name}")
            depth += (char == "{") - (char == "}")
            at += 1
        if depth:
            raise Fault("an opening brace without a closing one")
        self.position = at
        self.open[-1].atom()

    def _delimiter(self, name: str) -> None:
        found = _RE_DELIMITER.match(self.formula, self.position)
        if found is None:
            raise Fault(f"\\{name} without a delimiter")
        self.position = found.end()
        if name != "right":
            self.open[-1].expect()
        if name == "left":
            self.open.append(Group("left"))
        elif name == "right":
            if self.open[-1].kind != "left":
                raise Fault(r"\right without \left")
            self.open.pop().complete()
            self.open[-1].atom()
        elif name == "middle" and self.open[-1].kind != "left":
            raise Fault(r"\middle without \left")
        else:
            self.open[-1].atom()

    def _begin(self) -> None:
        name = self._environment()
        if name not in ALIGNED:
            raise Fault(f"an unknown environment {name}")
        columns = self._columns(name) if name in _COLUMNS else ALIGNED[name]
        self.open[-1].expect()
        self.open.append(Group(name, columns=columns))

    def _columns(self, name: str) -> int:
        """Skip the argument that says how many columns an environment has, and return that number."""
        found = _COLUMNS[name].match(self.formula, self.position)
        if found is None:
            raise Fault(f"{name} without its columns")
        self.position = found.end()
        said = found[0].strip(" \n\t{}")
        return 2 * int(said) if said.isdigit() else len(re.findall("[lcr]", said))

    def _finish(self) -> None:
        name = self._environment()
        if self.open[-1].kind != name:
            raise Fault(rf"\end{{{name}}} without \begin")
        self.open.pop().complete()
        self.open[-1].atom()

    def _environment(self) -> str:
        found = _RE_NAME_ARGUMENT.match(self.formula, self.position)
        if found is None:
            raise Fault("an environment without a name")
        self.position = found.end()
        return found["name"]
