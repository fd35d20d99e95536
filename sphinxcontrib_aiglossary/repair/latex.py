"""Formulas whose backslashes were lost: the commands are restored where the original is certain.

Two kinds of loss occur. A program that reads ``\\t`` and ``\\n`` as control characters eats the first letter too:
``\\theta`` becomes a tab and ``heta``, later a space and ``heta``. A program that drops unknown escapes takes the
backslash only: ``\\alpha`` becomes ``alpha``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from .. import tex, tex_commands
from ..dollars import formulas
from ..model import Repair
from . import bare
from .model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CONTROL: Final = {"\t": "t", "\n": "n", "\r": "r", "\b": "b", "\f": "f", "\a": "a", "\v": "v"}
"""Control characters, and the letter after the backslash that made them."""

# names too short or too common to be taken for a command without more evidence
WEAK: Final = frozenset(
    [
        "mu",
        "nu",
        "xi",
        "pi",
        "phi",
        "chi",
        "psi",
        "tau",
        "rho",
        "eta",
        "in",
        "to",
        "ln",
        "lg",
        "log",
        "exp",
        "max",
        "min",
        "sup",
        "inf",
        "lim",
        "det",
        "dim",
        "arg",
        "deg",
        "ker",
        "hom",
        "gcd",
        "sin",
        "cos",
        "tan",
        "sec",
        "csc",
        "cot",
        "Pr",
        "le",
        "ge",
        "ne",
        "ll",
        "gg",
        "mid",
        "not",
        "top",
        "bot",
        "ast",
        "cap",
        "cup",
        "div",
        "star",
        "circ",
        "sharp",
        "flat",
        "prime",
        "angle",
        "square",
        "dot",
        "hat",
        "bar",
        "vec",
        "text",
        "big",
        "left",
        "right",
        "middle",
        "limits",
        "triangle",
        "because",
        "therefore",
        "models",
        "land",
        "big",
        "Re",
        "Im",
        "to",
        "gets",
        "rm",
        "bf",
        "it",
        "cal",
        "check",
        "acute",
        "grave",
        "breve",
        "tag",
        "begin",
        "end",
        "phantom",
        "colon",
        "star",
        "natural",
        "it",
        "neg",
        "wr",
        "emph",
        "implies",
        "iff",
        "perp",
        "prec",
        "succ",
        "dots",
        "times",
        "hspace",
        "boxed",
        "top",
        "wedge",
        "vee",
        "mp",
        "ni",
        "bullet",
        "dagger",
        "dashv",
        "checkmark",
        "sim",
        "cong",
        "parallel",
        "equiv",
        "complement",
        "pod",
        "backslash",
        "surd",
        "hline",
        "overline",
        "underline",
    ]
)


def _tails() -> dict[str, str]:
    """Return what is left of a command whose first letter was eaten with the backslash, where only one command fits."""
    found: dict[str, list[str]] = {}
    for name in sorted(tex_commands.COMMANDS):
        if name[0] in CONTROL.values() and len(name) > 1:
            found.setdefault(name[1:], []).append(name)
    return {
        tail: names[0]
        for tail, names in found.items()
        if len(names) == 1 and tail not in tex_commands.COMMANDS
    }


# words of their own, or too short
_NO_TAILS: Final = frozenset(
    [
        "ceil",
        "floor",
        "cute",
        "dash",
        "brace",
        "brack",
        "lat",
        "ert",
        "f",
        "e",
        "i",
        "u",
        "m",
        "rg",
        "st",
        "ig",
        "eg",
        "op",
        "ee",
        "igg",
        "igl",
        "igm",
        "igr",
    ]
)
TAILS: Final = {tail: name for tail, name in (_tails() | {"rac": "frac"}).items() if tail not in _NO_TAILS}
# tails of two letters and less need more: operands on both sides, or the space that the control character became
BETWEEN: Final = frozenset(("o", "eq"))
SPACED: Final = frozenset(("au", "ho", "an"))

# `\alpha`, `\{`, or a bare word; text arguments are left alone
_RE_TOKEN = re.compile(
    r"(?P<text>(?:\\?(?:text[a-z]{0,2}|mbox|mathrm|mathsf|mathtt|operatorname)|(?<![A-Za-z\\])ext[a-z]{0,2})\s?\{[^{}]*\})"
    r"|(?P<command>\\[A-Za-z]+|\\.)"
    r"|(?P<control>[\t\x07\x08\x0b\x0c\r\n])(?=(?P<eaten>[A-Za-z]+))"
    r"|(?P<word>[A-Za-z]+)",
    re.DOTALL,
)
_RE_COMMAND = re.compile(r"\\[A-Za-z]{2}")
# `\in {0, 1}`: the braces of a set, whose backslashes were lost too
_RE_SET = re.compile(r"(?<=\\in )\{([^{}\\]*,[^{}\\]*)\}|(?<=\\in)\{([^{}\\]*,[^{}\\]*)\}")
# `t_{95\%, u_{eff}}`: the second index of a quantile is a number of degrees of freedom, written ν
_RE_QUANTILE = re.compile(
    r"(?<=[tF]_\{)(?P<level>[^{},]+, )u(?=[_}])|(?<=chi\^2_\{)(?P<more>[^{},]+, )u(?=[_}])"
)
# an operand before or after an operator
_RE_OPERAND_BEFORE = re.compile(r"(?:[\w)\]}'!]|\.\.\.)\s$")
_RE_OPERAND_AFTER = re.compile(r"\s(?:[\w(\[{\\$+-]|\.\.\.)")
_RE_ARGUMENT = re.compile(r"\s?[{(\\]")


def mend(parts: Iterable[Part], repairs: list[Repair]) -> list[Part]:
    """Return the parts with their formulas repaired; every changed formula is added to ``repairs``."""
    parts = list(parts)
    damaged = any(mend_formula(formula) != formula for formula in formulas_in(parts))
    return [_mend_part(part, repairs, damaged=damaged) for part in parts]


def formulas_in(parts: Iterable[Part]) -> Iterator[str]:
    """Yield every formula of the parts, without its dollar signs."""
    return chain.from_iterable(map(_formulas, parts))


def _formulas(part: Part) -> Iterable[str]:
    """Return the formulas of a part, without their dollar signs."""
    if part.kind == "math":
        return [part.text]
    if part.kind == "fence":
        return []
    return [part.text[start + 1 : end - 1] for start, end in formulas(part.text)]


def _mend_part(part: Part, repairs: list[Repair], *, damaged: bool) -> Part:
    """Repair the formulas of one part."""
    if part.kind == "fence":
        return part
    if part.kind == "math":
        after = mend_formula(part.text, damaged=damaged)
        if after != part.text:
            repairs.append(Repair(kind="latex-escape", before=part.text, after=after))
        return replace(part, text=after)
    pieces, position = [], 0
    for start, end in formulas(part.text):
        formula = part.text[start + 1 : end - 1]
        after = mend_formula(formula, damaged=damaged)
        if after != formula:
            repairs.append(Repair(kind="latex-escape", before=f"${formula}$", after=f"${after}$"))
        pieces += [part.text[position:start], "$", after, "$"]
        position = end
    return replace(part, text=bare.mend("".join([*pieces, part.text[position:]]), repairs))


def mend_formula(formula: str, *, damaged: bool = False) -> str:
    """Return a formula with its lost commands restored.

    Args:
        formula: the text between the dollar signs.
        damaged: whether backslashes were lost elsewhere in the same text, which makes short names certain.

    >>> mend_formula(" heta_0 = alpha cdot frac{1}{N}")
    '\\\\theta_0 = \\\\alpha \\\\cdot \\\\frac{1}{N}'
    """
    evident = damaged or _evident(formula)
    after = _Mender(formula, loose=evident and not _RE_COMMAND.search(formula)).run()
    if after == formula and not damaged:
        return formula
    if "\\in" in after and "\\in" not in formula:
        after = _RE_SET.sub(lambda m: rf"\{{{m[1] or m[2]}\}}", after)
    if not _RE_COMMAND.search(formula):
        after = _RE_QUANTILE.sub(lambda m: rf"{m['level'] or m['more']}\nu", after)
    if after == formula or (tex.fault(after) and not tex.fault(formula)):
        return formula
    return after.strip(" ") if formula[:1] == " " and formula[-1:] != " " else after


def _evident(formula: str) -> bool:
    """Return whether a formula shows by itself that backslashes were lost."""
    return _Mender(formula, loose=False).run() != formula


class _Mender:
    """One pass over a formula."""

    def __init__(self, formula: str, *, loose: bool) -> None:
        self.formula = formula
        self.loose = loose

    def run(self) -> str:
        """Return the formula with the certain commands restored."""
        return _RE_TOKEN.sub(self._token, self.formula)

    def _token(self, found: re.Match[str]) -> str:
        if found["text"]:
            return self._text(found[0])
        if found["control"]:
            name = CONTROL[found["control"]] + found["eaten"]
            if _known(name) and not (found["control"] == "\n" and len(name) < 4):
                return "\\" + CONTROL[found["control"]]
            return found[0]
        if found["command"] or not found["word"]:
            return found[0]
        return self._word(found[0], found.start(), found.end())

    def _text(self, argument: str) -> str:
        """Restore the command before a text argument, whose words stay as they are."""
        if argument[0] == "\\":
            return argument
        name = argument[: argument.index("{")].strip()
        full = TAILS.get(name, name)
        return "\\" + full + argument[len(name) :] if full in tex_commands.ARGUMENTS else argument

    def _word(self, word: str, start: int, end: int) -> str:
        """Restore one bare word if it is a command in this place."""
        before, after = self.formula[max(0, start - 4) : start], self.formula[end : end + 5]
        if before[-1:] in CONTROL and _known(CONTROL[before[-1:]] + word):
            return word  # the control character in front of it became the command
        if name := self._whole(word, before, after):
            return name
        return _pieces(word) if self.loose and len(word) > 4 else word

    def _whole(self, word: str, before: str, after: str) -> str | None:
        """Return the command that a word is or ends, or ``None``."""
        alone = before[-1:] == "{" and after[:1] == "}"
        if word in tex_commands.COMMANDS:
            if alone and word not in tex_commands.GREEK:
                return None
            if word in WEAK and not (self.loose and _in_place(word, before, after)):
                return None
            if word in tex_commands.ARGUMENTS and not _RE_ARGUMENT.match(after):
                return None
            if word in tex_commands.LARGE and not (after[:1] in "_^" or _RE_OPERAND_AFTER.match(after)):
                return None
            return "\\" + word
        return None if alone else _tail(word, before, after)


def _tail(word: str, before: str, after: str) -> str | None:
    """Return the command that a word is the end of, or ``None``."""
    name = TAILS.get(word)
    if name is None or (name in tex_commands.ARGUMENTS and not _RE_ARGUMENT.match(after)):
        return None
    if word in BETWEEN:
        sure = bool(_RE_OPERAND_BEFORE.search(before) and _RE_OPERAND_AFTER.match(after))
    elif word in SPACED:
        sure = before[-1:].isspace() or not before
        sure = sure and (name not in tex_commands.FUNCTIONS or _in_place(name, before, after))
    else:
        sure = len(word) > 2 or after[:1] == "{"
    return "\\" + name if sure else None


def _in_place(word: str, before: str, after: str) -> bool:
    """Return whether a short name stands where its command would stand."""
    if word in tex_commands.RELATIONS | tex_commands.OPERATORS | tex_commands.ARROWS:
        return bool(_RE_OPERAND_BEFORE.search(before) and _RE_OPERAND_AFTER.match(after))
    if word in tex_commands.FUNCTIONS:
        return after[:1] in {"(", "_", "[", "{", "|"} or bool(_RE_OPERAND_AFTER.match(after))
    if word in tex_commands.ARGUMENTS:
        return after[:1] == "{"
    return word in tex_commands.GREEK or word in {"left", "right"}


def _known(name: str) -> bool:
    """Return whether a name is a command, or begins with one that a variable follows (``\\\\thetax`` is none)."""
    return name in tex_commands.COMMANDS


_LONG: Final = sorted((name for name in tex_commands.COMMANDS - WEAK if len(name) > 3), key=len, reverse=True)
_RE_PIECES = re.compile(rf"([A-Za-z]?)({'|'.join(_LONG)})((?:{'|'.join(_LONG)})?)([A-Za-z]?)")


def _pieces(word: str) -> str:
    """Split a word into commands that ran together: ``xcdot`` is ``x`` and ``\\\\cdot``."""
    found = _RE_PIECES.fullmatch(word)
    if not found:
        return word
    first, one, two, last = found.groups()
    head = f"{first} " if first else ""
    return head + f"\\{one}" + (f"\\{two}" if two else "") + (f" {last}" if last else "")
