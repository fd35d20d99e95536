"""What is open at a place of a formula, and what may come next there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from .commands import ARGUMENTS, names

_OPTIONAL: Final = frozenset(("sqrt", "xrightarrow", "xleftarrow"))
# TeX takes these behind ^ and _ without braces; other commands with arguments it does not
_SCRIPTS: Final = names(
    """
    text textbf textit textrm texttt textsf mbox mathrm mathbf mathbb mathcal mathfrak mathsf mathit mathtt
    frac
    """
)


ACCENTS: Final = names("acute bar breve check ddot dot grave hat mathring tilde vec widehat widetilde")
ALPHABETS: Final = names("mathbb mathbf mathcal mathfrak mathit mathord mathrm mathsf mathtt")
"""Commands whose argument TeX takes like a group in braces."""
LEAKING: Final = frozenset(("boldsymbol", "underset"))
"""What MathJax makes no symbol of its own: more scripts are too many."""


class Fault(Exception):  # noqa: N818 - a signal inside this package
    """Why a formula is not valid."""


@dataclass(slots=True)
class Group:
    r"""What is open: the formula, a brace, ``\left`` or an environment, and how far its last symbol has come."""

    kind: str
    start: int = 0
    """Where it began."""
    opener: str = ""
    """The command whose argument it is."""
    wants: int = 0
    """Arguments that the last command still takes."""
    name: str = ""
    """The last command that takes arguments."""
    optional: bool = False
    """Whether an argument in brackets may come."""
    script: str = ""
    """``^`` or ``_`` that waits for its operand."""
    taken: str = ""
    """The scripts and primes that the last symbol has."""
    symbol: int = -1
    """Where the last symbol began, or -1 if there is none yet."""
    operator: bool = False
    r"""Whether the last symbol takes limits, and nothing has come after it."""
    limits: bool = False
    """Whether the last symbol takes limits."""
    spaced: bool = False
    """Whether a space or a style has come after the last symbol."""
    scripted: bool = False
    """Whether any symbol has scripts."""
    leaks: bool = False
    """Whether the scripts of its argument are those of the last symbol, for MathJax."""
    spelled: int = 0
    r"""1 within the name of ``\operatorname``, 2 within an alphabet there."""
    lettered: bool = False
    """Whether letters are in an alphabet or spell a name, where MathJax takes those side by side for one."""
    symbols: int = 0
    """How many symbols it has so far."""
    accent: bool = False
    """Whether the last symbol is an accent, which for TeX is the same in braces and without."""
    accents: bool = False
    """Whether there is an accent anywhere in it."""
    inner: str = ""
    """The scripts that such a symbol has in its braces."""
    inner_end: int = 0
    """Where those braces close."""
    rows: bool = False
    r"""Whether ``\\`` may end a line."""
    fresh: bool = False
    """Whether a line has just begun."""
    columns: int = 0
    """Of an environment: how many cells a line may have."""
    cells: int = 1
    """Cells of the line so far."""
    width: int = 0
    """Of the cell so far, in points, at most."""
    widest: list[int] = field(default_factory=list)
    """The widest cell of each column so far."""

    @property
    def total(self) -> int:
        """How wide the group is, in points, at most."""
        self._measure()
        return sum(self.widest)

    def atom(self, start: int, width: int = 0) -> None:
        """Take a symbol or a group: an argument, an operand of a script, or a new symbol."""
        self.width += width
        self.optional = self.operator = False
        if self.wants:
            self.wants -= 1
            if self.wants:
                return
            self.operator = not self.script and self.name in {"mathop", "operatorname"}
            self.script = ""
        elif self.script:
            self.script = ""
        else:
            self._begin(start)

    def hold(self, group: Group, end: int) -> None:
        """Take the scripts of a group in braces that is nothing but an accent: for TeX, they are those of the group.

        Args:
            group: what the last symbol is.
            end: where it ends.
        """
        if group.accent and group.symbols == 1:
            self.accent, self.inner, self.inner_end = True, group.inner + group.taken.replace("'", "^"), end

    def function(self, start: int, width: int) -> None:
        """Take an operator or a function, which may have limits."""
        is_symbol = not self.wants and not self.script
        self.atom(start, width)
        if is_symbol:
            self.operator = self.limits = True

    def command(self, name: str, start: int) -> None:
        """Take a command that has arguments."""
        if self.wants or (self.script and name not in _SCRIPTS):
            raise Fault(f"\\{name} needs braces around it here")
        if not self.script:
            self._begin(start)
            self.leaks, self.accent = name == "underset", name in ACCENTS
            self.scripted |= self.leaks
            self.accents |= self.accent
            self.limits = name in {"mathop", "operatorname", "overbrace", "underbrace"}
        self.operator = False
        self.wants, self.name, self.optional = ARGUMENTS[name], name, name in _OPTIONAL

    def refuse_compound(self, name: str) -> None:
        """Refuse a command that TeX builds of several symbols where it takes one."""
        if self.script or (self.wants and ARGUMENTS.get(self.name) == 1):
            raise Fault(f"\\{name} needs braces around it here")

    def attach(self, sign: str) -> None:
        """Take ``^`` or ``_``."""
        self.complete()
        if sign in self.taken:
            raise Fault(f"two {'superscripts' if sign == '^' else 'subscripts'} on one symbol")
        self.operator = False
        self.script = sign
        self.taken += sign
        self.scripted = True

    def expect(self) -> None:
        """Refuse what cannot be an argument or an operand."""
        if self.script:
            raise Fault(f"{self.script} without its operand")
        if self.wants:
            raise Fault("braces are missing around an operand")

    def next_cell(self) -> None:
        """Begin another cell of the line."""
        self.complete()
        self._measure()
        self.taken, self.symbol, self.operator = "", -1, False
        self.cells += 1
        if self.cells > self.columns:
            raise Fault(f"more columns than {self.kind} has" if self.columns else "& outside an alignment")

    def next_line(self) -> None:
        """Begin another line."""
        self.complete()
        if not self.rows:
            raise Fault(r"\\ inside braces, an argument or \left … \right")
        self._measure()
        self.taken, self.symbol, self.operator = "", -1, False
        self.cells = 1
        self.fresh = True

    def complete(self) -> None:
        """Refuse an end here where an operand or an argument is missing."""
        if self.script and not self.wants:
            raise Fault(f"{self.script} without its operand")
        if self.wants:
            raise Fault(f"\\{self.name} without all its arguments")

    def _begin(self, start: int) -> None:
        """Begin a new symbol."""
        self.taken, self.inner, self.symbol = "", "", start
        self.limits = self.spaced = self.leaks = self.accent = False
        self.symbols += 1

    def _measure(self) -> None:
        """Note how wide the cell is that ends here."""
        while len(self.widest) < self.cells:
            self.widest.append(0)
        self.widest[self.cells - 1] = max(self.widest[self.cells - 1], self.width)
        self.width = 0
