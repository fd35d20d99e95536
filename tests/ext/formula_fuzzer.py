"""Formulas by chance: made from the commands that the checker knows, then damaged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.markup import tex
from sphinxcontrib_aiglossary.markup.tex import commands
from sphinxcontrib_aiglossary.markup.tex.portable import portable

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

BEYOND_ASCII: Final = "αβΣ∞≤→日éℝ√ⁿ"
_PLAIN: Final = 'abcxyzABN0123456789+-=<>/|.,:;!?()*@"`'
_SIMPLE: Final = sorted(
    commands.GREEK | commands.RELATIONS | commands.OPERATORS | commands.ARROWS | commands.SYMBOLS
)
_LETTERS: Final = sorted(commands.GREEK)
_SCRIPTS: Final = (
    "",
    "",
    "",
    "",
    "_",
    "_",
    "^",
    "^",
    "_^",
    "^_",
    "'",
    "''",
    "'^",
    "'_",
    "_'",
    "_'^",
    "'_^",
    "'_'",
    "'^_",
)
_OPERATORS: Final = sorted(commands.LARGE | commands.FUNCTIONS)
_SPACING: Final = sorted(commands.SPACING - {"left", "right", "middle", "limits", "nolimits", "hline"})
_ARGUMENTS: Final = sorted(set(commands.ARGUMENTS) - {"begin", "end", "hspace"})
_TEXT: Final = ("text", "textbf", "textit", "textrm", "texttt", "textsf", "mbox")
_ENVIRONMENTS: Final = sorted(commands.ALIGNED)
_WRAPPING: Final = ("align", "align*", "equation", "gather", "split", "multline*", "eqnarray", "flalign")
_DELIMITERS: Final = (
    *"()[]|./<>", r"\{", r"\}", r"\|", r"\langle", r"\rangle", r"\lfloor", r"\rceil", r"\vert", r"\lVert", r"\uparrow",
    r"\Updownarrow", r"\backslash", r"\lbrace", r"\rbrack",
)  # fmt: skip
_SIGNS: Final = (
    r"\{",
    r"\}",
    r"\|",
    r"\%",
    r"\#",
    r"\&",
    r"\$",
    r"\_",
    r"\,",
    r"\;",
    r"\:",
    r"\!",
    r"\>",
    "\\ ",
    "~",
)
_LENGTHS: Final = (
    *("2pt", "-1.5ex", "1em", ".5 cm", "3in", "30mm") * 3, "16383pt", "20000pt", "x", "", "1", "2px",
)  # fmt: skip
# what people type wrongly, or TeX reads in a way of its own
_ODD: Final = (
    "'", "''", "^", "_", "{", "}", "&", r"\\", r"\\*", r"\\[", r"\\[2pt]", r"\\ [b]", r"\\*[x]", "\\\\\n[c]", "[", "]",
    r"\hline", r"\limits", r"\nolimits", r"\left", r"\right", r"\middle|", r"\begin{array}{}", r"\begin{array}{|}",
    r"\begin{matrix}", r"\end{matrix}", r"\end{array}", r"\begin{aligned}[x]", r"\sqrt", r"\mathop", r"\hat", r"\frac",
    "\\", "\\ ", "%", "#", "$", "\n", "\r", "\t", "\x0c", "\x7f", "\u00a0", "\u2028", r"\href{x}{y}", r"\tag{1}", r"\label{a}",
    r"\notag", r"\text{$x$}", r"\unicode{65}", r"\hspace{20000pt}", r"\not", "*",
)  # fmt: skip
_RE_PIECE = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)


class Maker:
    """Makes formulas; the same seed makes the same ones."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._left = 0

    def accepted(self, count: int) -> Iterator[tuple[str, bool]]:
        """Yield formulas as outputs get them, each with whether it is displayed."""
        while count:
            display = self._chance.random() < 0.5
            formula = portable(self.formula(), display=display)
            if tex.fault(formula) is None:
                count -= 1
                yield formula, display

    def formula(self) -> str:
        """Return a formula, valid or not."""
        self._left = self._chance.choice((5, 10, 20, 40))
        formula = self._row(self._chance.choice((1, 2, 2, 3, 3, 4, 6)))
        if self._chance.random() < 0.1:
            name = self._chance.choice(_WRAPPING)
            formula = f"\\begin{{{name}}}{formula}\\end{{{name}}}"
        if self._chance.random() < 0.15:
            formula += self._chance.choice((r" \\ ", r" \\", r"\\[2pt] ", " & ")) + self._row(2)
        for _ in range(self._chance.choice((0, 0, 0, 1, 1, 2))):
            formula = self._damaged(formula)
        return formula

    def _damaged(self, formula: str) -> str:
        """Return a formula with one change."""
        pieces = _RE_PIECE.findall(formula) or [""]
        at, other = self._chance.randrange(len(pieces)), self._chance.randrange(len(pieces))
        match self._chance.randrange(6):
            case 0:
                del pieces[at]
            case 1:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 2:
                first, last = sorted((at, other))
                pieces[at:at] = pieces[first : last + 1]
            case 3:
                pieces.insert(at, self._symbol())
            case _:
                pieces.insert(at, self._chance.choice(_ODD))
        return "".join(pieces)

    def _row(self, depth: int) -> str:
        counts = (1, 1, 2, 2, 3, 4) if depth > 1 else (1, 1, 1, 2)
        units = [self._unit(depth) for _ in range(self._chance.choice(counts))]
        return self._chance.choice(("", " ", " ", "\n")).join(units)

    def _unit(self, depth: int) -> str:
        """Return a symbol, perhaps with primes and scripts."""
        self._left -= 1
        if self._left <= 0:
            depth = min(depth, 0)
        unit = self._nucleus(depth)
        scripts = (
            self._chance.choice(_SCRIPTS) if self._chance.random() < 0.9 else self._chance.choices("'^_", k=3)
        )
        for sign in scripts:
            unit += sign if sign == "'" else sign + self._argument(depth - 1)
            unit += self._chance.choice(("", "", "", " "))
        return unit

    def _nucleus(self, depth: int) -> str:  # noqa: PLR0911 - one for each kind
        pick = self._chance.random()
        if depth <= 0 or pick < 0.35:
            return self._symbol()
        if pick < 0.55:
            name = self._chance.choice(_ARGUMENTS)
            if name in _TEXT:
                return f"\\{name}{{{self._words()}}}"
            option = f"[{self._row(0)}]" if name[0] in "sx" and self._chance.random() < 0.3 else ""
            count = commands.ARGUMENTS[name]
            return f"\\{name}{option}" + "".join(self._argument(depth - 1) for _ in range(count))
        if pick < 0.65:
            return f"{{{self._row(depth - 1)}}}"
        if pick < 0.77:
            middle = f"\\middle{self._chance.choice(_DELIMITERS)} {self._row(0)}" * (
                self._chance.random() < 0.2
            )
            left, right = self._chance.choices(_DELIMITERS, k=2)
            return f"\\left{left} {self._row(depth - 1)} {middle}\\right{right}"
        if pick < 0.9:
            return self._environment(depth - 1)
        if pick < 0.95:
            return self._chance.choice(("\\hspace", "\\hspace*")) + f"{{{self._chance.choice(_LENGTHS)}}}"
        return f"\\{self._chance.choice(_OPERATORS)}\\{self._chance.choice(('limits', 'nolimits'))}"

    def _symbol(self) -> str:
        pick = self._chance.random()
        if pick < 0.4:
            return self._chance.choice(_PLAIN)
        if pick < 0.65:
            return f"\\{self._chance.choice(_SIMPLE)} "
        if pick < 0.75:
            return f"\\{self._chance.choice(_OPERATORS)} "
        if pick < 0.83:
            return f"\\{self._chance.choice(_SPACING)} "
        if pick < 0.9:
            return self._chance.choice(BEYOND_ASCII)
        return self._chance.choice(_SIGNS)

    def _single(self) -> str:
        """Return a symbol that needs no braces as an argument."""
        pick = self._chance.random()
        if pick < 0.7:
            return self._chance.choice("abcxyzN0123")
        return f"\\{self._chance.choice(_LETTERS)} " if pick < 0.9 else self._chance.choice(BEYOND_ASCII)

    def _argument(self, depth: int) -> str:
        if depth < 0 or self._chance.random() < 0.25:
            single = self._chance.random() < 0.9
            return self._chance.choice(("", " ")) + (self._single() if single else self._symbol())
        return f"{{{self._row(depth) if self._chance.random() < 0.97 else ''}}}"

    def _words(self) -> str:
        parts = (
            "a",
            "word ",
            " or ",
            r"\%",
            r"\_",
            r"\ ",
            "{x}",
            r"\textbf{b}",
            r"\quad ",
            "-",
            "[",
            "]",
            "é",
            "'",
            "~",
            '"',
            "<",
            r"\dots ",
            "日",
        )
        return "".join(self._chance.choices(parts, k=self._chance.randrange(4)))

    def _environment(self, depth: int) -> str:
        name = self._chance.choice(_ENVIRONMENTS)
        columns = self._chance.choice((1, 1, 2, 2, 3, 11))
        if name == "gathered" or self._chance.random() < 0.1:
            columns = 1
        elif name == "cases":
            columns = min(columns, 2)
        argument = {
            "array": "{" + "".join(self._chance.choices(("l", "c", "r", "c|", "|c", " l"), k=columns)) + "}",
            "alignedat": f"{{{columns}}}",
        }.get(name, "")
        place = self._chance.choice(("", "", "", "[t]", "[b]", " [x]"))
        rows = []
        for _ in range(self._chance.choice((1, 2, 2, 3))):
            rule = r"\hline " if name == "array" and self._chance.random() < 0.3 else ""
            start = self._chance.choice(("", "", "", "", "[a]", "*", "("))
            rows.append(rule + start + " & ".join(self._row(depth) for _ in range(columns)))
        end = self._chance.choice(
            (r"\\", r" \\ ", "\\\\\n", r"\\[2pt]", r"\\*", f"\\\\[{self._chance.choice(_LENGTHS)}]")
        )
        last = self._chance.choice(("", "", r" \\", r" \\ \hline" if name == "array" else ""))
        return f"\\begin{{{name}}}{place if name != 'cases' else ''}{argument}{end.join(rows)}{last}\\end{{{name}}}"
