"""What is open at a place of a formula, and what may come next there."""

from __future__ import annotations

from dataclasses import dataclass
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


class Fault(Exception):  # noqa: N818 - a signal inside this package
    """Why a formula is not valid."""


@dataclass(slots=True)
class Group:
    r"""What is open: the formula, a brace, ``\left`` or an environment, and how far its last symbol has come."""

    kind: str
    wants: int = 0
    """Arguments that the last command still takes."""
    name: str = ""
    """The last command that takes arguments."""
    optional: bool = False
    """Whether an argument in brackets may come."""
    script: str = ""
    """``^`` or ``_`` that waits for its operand."""
    taken: str = ""
    """The scripts that the last symbol has."""
    columns: int = 0
    """Of an environment: how many cells a line may have."""
    cells: int = 1
    """Cells of the line so far."""

    def atom(self) -> None:
        """Take a symbol or a group: an argument, an operand of a script, or a new symbol."""
        self.optional = False
        if self.wants:
            self.wants -= 1
            if self.wants:
                return
        if self.script:
            self.script = ""
        else:
            self.taken = ""

    def command(self, name: str) -> None:
        """Take a command that has arguments."""
        if self.wants or (self.script and name not in _SCRIPTS):
            raise Fault(f"\\{name} needs braces around it here")
        self.wants, self.name, self.optional = ARGUMENTS[name], name, name in _OPTIONAL

    def compound(self, name: str) -> None:
        """Take a command that TeX builds of several symbols."""
        if self.script or (self.wants and ARGUMENTS.get(self.name) == 1):
            raise Fault(f"\\{name} needs braces around it here")
        self.atom()

    def attach(self, sign: str) -> None:
        """Take ``^`` or ``_``."""
        self.complete()
        if sign in self.taken:
            raise Fault(f"two {'superscripts' if sign == '^' else 'subscripts'} on one symbol")
        self.script = sign
        self.taken += sign

    def prime(self) -> None:
        """Take a prime, which is a superscript that others may join and that may come first."""
        if self.wants:
            self.atom()
            return
        self.complete()
        if "^" in self.taken:
            raise Fault("two superscripts on one symbol")

    def expect(self) -> None:
        """Refuse what cannot be an argument or an operand."""
        if self.wants or self.script:
            raise Fault("braces are missing around an operand")

    def next_cell(self) -> None:
        """Begin another cell of the line."""
        self.complete()
        self.taken = ""
        self.cells += 1
        if self.cells > self.columns:
            raise Fault(f"more columns than {self.kind} has" if self.columns else "& outside an alignment")

    def next_line(self) -> None:
        """Begin another line."""
        self.complete()
        self.taken = ""
        self.cells = 1

    def complete(self) -> None:
        """Refuse an end here where an operand or an argument is missing."""
        if self.script:
            raise Fault(f"{self.script} without its operand")
        if self.wants:
            raise Fault(f"\\{self.name} without all its arguments")
