"""One formula whose backslashes were lost: its commands are restored where the original is certain.

Two kinds of loss occur. A program that reads a backslash with ``t`` or ``n`` as a control character eats the letter
too: ``theta`` becomes a tab and ``heta``, later a space and ``heta``. A program that drops unknown escapes takes the
backslash only, and ``alpha`` is left.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from sphinxcontrib_aiglossary.markup import tex
from sphinxcontrib_aiglossary.markup.tex.commands import (
    ARGUMENTS,
    ARROWS,
    COMMANDS,
    FUNCTIONS,
    GREEK,
    LARGE,
    OPERATORS,
    RELATIONS,
    names,
)

CONTROL: Final = {"\t": "t", "\n": "n", "\r": "r", "\b": "b", "\f": "f", "\a": "a", "\v": "v"}
"""Control characters, and the letter after the backslash that made them."""
WEAK: Final = names(
    """
    mu nu xi pi phi chi psi tau rho eta ln lg log exp max min sup inf lim det dim arg deg ker hom gcd sin cos
    tan sec csc cot Pr le ge ne ll gg mid not top bot ast cap cup div star circ sharp flat prime angle square
    dot hat bar vec text big left right middle limits triangle because therefore models land Re Im gets rm bf
    it cal check acute grave breve begin end phantom colon natural neg wr implies iff perp prec succ dots
    times hspace boxed wedge vee mp ni bullet dagger dashv checkmark sim cong parallel equiv complement pod
    backslash surd hline overline underline subset supset vert Vert Box
    """
)
"""Names too short or too common to be taken for a command without more evidence."""
_SIGNS: Final = RELATIONS | OPERATORS | ARROWS
_SHORT: Final = 4
"""Names shorter than this may be letters that stand side by side."""


def _tails() -> dict[str, str]:
    """Return what is left of a command whose first letter was eaten with the backslash, where only one command fits."""
    found: dict[str, list[str]] = {}
    for name in sorted(COMMANDS):
        if name[0] in CONTROL.values() and len(name) > 1:
            found.setdefault(name[1:], []).append(name)
    return {tail: names[0] for tail, names in found.items() if len(names) == 1 and tail not in COMMANDS}


_NO_TAILS: Final = names(
    "ceil floor cute dash brace brack lat ert f e i u m rg st ig eg op ee igg igl igm igr"
)
"""Tails that are words of their own, or too short."""
TAILS: Final = {tail: name for tail, name in (_tails() | {"rac": "frac"}).items() if tail not in _NO_TAILS}
"""What is left of a command, and the command."""
_BETWEEN: Final = frozenset(("o", "eq"))
"""Tails that need an operand on either side."""
_SPACED: Final = frozenset(("au", "ho", "an"))
"""Tails that need the space that the control character became."""

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
# `t_{0.9, u}`: behind a level of confidence stands a number of degrees of freedom, written ν; `t_{i, u}` is an index
_LEVEL: Final = r"(?:[\d.]+(?:\\?%)?|(?:1\s*-\s*)?\\?alpha(?:/2)?),\s"
_RE_QUANTILE = re.compile(
    rf"(?<=[tF]_\{{)(?P<level>{_LEVEL})u(?=[_}}])|(?<=chi\^2_\{{)(?P<more>{_LEVEL})u(?=[_}}])"
)
# an operand before or after an operator
_RE_OPERAND_BEFORE = re.compile(r"(?:[\w)\]}'!]|\.\.\.)\s$")
_RE_OPERAND_AFTER = re.compile(r"\s(?:[\w(\[{\\$+-]|\.\.\.)")
_RE_ARGUMENT = re.compile(r"\s?[{(\\]")


@lru_cache(maxsize=4096)
def mend_formula(formula: str, *, damaged: bool = False) -> str:
    r"""Return a formula with its lost commands restored.

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
            if name in COMMANDS and not (found["control"] == "\n" and len(name) < _SHORT):
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
        return "\\" + full + argument[len(name) :] if full in ARGUMENTS else argument

    def _word(self, word: str, start: int, end: int) -> str:
        """Restore one bare word if it is a command in this place."""
        before, after = self.formula[max(0, start - 4) : start], self.formula[end : end + 5]
        if before[-1:] in CONTROL and CONTROL[before[-1:]] + word in COMMANDS:
            return word  # the control character in front of it became the command
        if name := self._whole(word, before, after):
            return name
        return _pieces(word) if self.loose and len(word) > _SHORT else word

    def _whole(self, word: str, before: str, after: str) -> str | None:
        """Return the command that a word is or ends, or ``None``."""
        alone = before[-1:] == "{" and after[:1] == "}"
        if word in COMMANDS:
            if alone and word not in GREEK:
                return None
            return "\\" + word if self._stands(word, before, after) else None
        return None if alone else _tail(word, before, after)

    def _stands(self, word: str, before: str, after: str) -> bool:
        """Return whether a name of a command stands where that command would."""
        if word in {"in", "to"}:
            return _in_place(word, before, after)
        if word in WEAK:
            return self.loose and _in_place(word, before, after)
        if word in ARGUMENTS:
            return bool(_RE_ARGUMENT.match(after))
        return word not in LARGE or after[:1] in {"_", "^"} or bool(_RE_OPERAND_AFTER.match(after))


def _tail(word: str, before: str, after: str) -> str | None:
    """Return the command that a word is the end of, or ``None``."""
    name = TAILS.get(word)
    if name is None or (name in ARGUMENTS and not _RE_ARGUMENT.match(after)):
        return None
    if word in _BETWEEN:
        sure = bool(_RE_OPERAND_BEFORE.search(before) and _RE_OPERAND_AFTER.match(after))
    elif word in _SPACED:
        sure = before[-1:].isspace() or not before
        sure = sure and (name not in FUNCTIONS or _in_place(name, before, after))
    else:
        sure = len(word) >= _SHORT - 1 or after[:1] == "{"
    return "\\" + name if sure else None


def _in_place(word: str, before: str, after: str) -> bool:
    """Return whether a short name stands where its command would stand."""
    if word in _SIGNS:
        return bool(_RE_OPERAND_BEFORE.search(before) and _RE_OPERAND_AFTER.match(after))
    if word in FUNCTIONS:
        return after[:1] in {"(", "_", "[", "{", "|"} or bool(_RE_OPERAND_AFTER.match(after))
    if word in ARGUMENTS:
        return after[:1] == "{"
    if word in {"left", "right"}:
        return after.lstrip()[:1] in {"(", ")", "[", "]", "|", "{", "}", ".", "\\"}
    return word in GREEK


_LONG: Final = sorted((name for name in COMMANDS - WEAK if len(name) >= _SHORT), key=len, reverse=True)
_RE_PIECES = re.compile(rf"([A-Za-z]?)({'|'.join(_LONG)})((?:{'|'.join(_LONG)})?)([A-Za-z]?)")


def _pieces(word: str) -> str:
    r"""Split a word into commands that ran together: ``xcdot`` is ``x`` and ``\cdot``."""
    found = _RE_PIECES.fullmatch(word)
    if not found:
        return word
    first, one, two, last = found.groups()
    head = f"{first} " if first else ""
    return head + f"\\{one}" + (f"\\{two}" if two else "") + (f" {last}" if last else "")
