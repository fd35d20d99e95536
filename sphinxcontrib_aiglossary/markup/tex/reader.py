"""One pass over a formula: its first fault, or what mends it."""

from __future__ import annotations

import re
from typing import Final

from . import size
from .commands import ALIGNED, ARGUMENTS, COMMANDS, COMPOUND, FUNCTIONS, LARGE, SPACING, names
from .group import ACCENTS, ALPHABETS, LEAKING, Fault, Group

# one token of a formula: a command, a sign, or a run of anything else
_RE_TOKEN = re.compile(
    r"\\(?P<name>(?:hspace|operatorname)\*|[A-Za-z]+)|\\(?P<sign>.)|(?P<special>[{}&#%^_~$\[\]'\\])|(?P<space>[ \t\n]+)|(?P<plain>.)",
    re.DOTALL,
)
_RE_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# what TeX takes for control or for no character at all
_RE_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]")
_NO_CHARACTERS: Final = 0xFFFE
# what may stand behind \left and \right
_RE_DELIMITER = re.compile(
    r"\s*(?:[()\[\]|./<>]|\\[{}|]|\\(?:[lr](?:angle|floor|ceil|vert|Vert|brace|brack)|vert|Vert|(?:up|down|updown|Up|Down|Updown)arrow|backslash)(?![A-Za-z]))"
)
_SIGNS: Final = frozenset("\\{}|,;:!>% #&$_()[] \n")
# in TeX, a command that sets text switches math off
_TEXT: Final = names("text textbf textit textrm texttt textsf mbox")
_RE_NAME_ARGUMENT = re.compile(r"\s*\{(?P<name>[A-Za-z]+\*?)\}")
# the columns of an array, and the number of them for alignedat
_COLUMNS: Final = {
    "array": re.compile(r"\s*\{(?P<columns>[lcr| ]*[lcr][lcr| ]*)\}"),
    "alignedat": re.compile(r"\s*\{(?P<pairs>[1-9]\d?)\}"),
}
# where a block of lines stands beside its line
_RE_PLACE = re.compile(r"\s*\[[tbc]\]")
_PLACED: Final = frozenset(("aligned", "alignedat", "gathered", "array"))
# of these, LaTeX looks for a place wherever a bracket follows
_BARE: Final = frozenset(("aligned", "gathered"))
_RE_OPENING = re.compile(r"\s*\[")
# what LaTeX looks for behind the end of a line
_RE_LINE_END = re.compile(r"(?P<star>\*?)(?P<space>\s*)(?:\[(?P<length>[^\]\[{}\\]*)\]|(?P<taken>[*\[]))?")
# what text may hold: escaped signs, spaces, and other text
_RE_IN_TEXT = re.compile(
    r"\\(?:[,;:! %#$&_{}\n]|(?:text(?:bf|it|rm|tt|sf))(?=\s*\{)|(?:q?quad|enspace|ldots)(?![A-Za-z]))"
)
# what only some outputs know in a text, and what all of them know in its place
_RE_OTHERWISE = re.compile(r"\\(?:(?P<dots>dots)(?![A-Za-z])|(?:text|mbox)(?=\s*\{))")
_RE_LETTERS = re.compile(r"[A-Za-z]{2}")
_RE_BRACE = re.compile(r"\s*\{")
_RE_MEASURE = re.compile(r"\s*\{(?P<length>[^{}]*)\}")
_SIZES: Final = names(
    """
    left big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm biggm Biggm middle right
    """
)
_ASCII: Final = 128
_UNCLOSED: Final = {"{": "an opening brace without a closing one", "left": r"\left without \right"}
_TOO_LARGE: Final = "larger than what TeX can calculate with"
_TOO_DEEP: Final = "groups nested deeper than TeX can follow"
_NOT_IN_TEXT: Final = {**{char: f"{char} without a backslash" for char in "#%&_^"}, "$": "a formula"}
_TWO: Final = "two superscripts on one symbol"


# MathJax 3 stops at these where a name is spelled in an alphabet of its own
_SPELLED: Final = {"-": r"{\text{-}}", "*": r"{\ast}"}


class Reader:
    """One pass over a formula, with a stack of what is open."""

    def __init__(self, formula: str, *, mends: bool = False, levels: int = 0, lines: bool = True) -> None:
        """Prepare to read.

        Args:
            formula: the text between the dollar signs.
            mends: whether what has one meaning only, but stops TeX, is noted in ``edits`` and is no fault.
            levels: the groups that are open around the formula.
            lines: whether it may have several lines.
        """
        self.formula = formula
        self.position = 0
        self.open: list[Group] = [Group("formula", rows=lines)]
        self.levels: list[int] = [levels]
        self.mends = mends
        self.edits: list[tuple[int, int, str]] = []
        """Start and end of what is replaced, and by what."""
        self.line_ends: list[tuple[int, int]] = []
        r"""Start and end of every ``\\`` that is in no group."""
        self.columns: list[int] = []
        """Where the ``&`` that are in no group stand."""
        self.is_braced = False
        """Whether the formula is one group in braces."""
        self._start = 0
        self._height = 0
        self._work = 0
        self._prime = -1
        """Where the last token ended, if it was a prime."""

    def read(self) -> None:
        """Raise the first fault of the formula."""
        if not self.formula.strip():
            raise Fault("an empty formula")
        if len(self.formula) > size.LONGEST:
            raise Fault(f"more than {size.LONGEST} characters")
        if _RE_BLANK_LINE.search(self.formula):
            raise Fault("a blank line inside a formula")
        if _RE_CONTROL.search(self.formula):
            raise Fault("a control character")
        while self.position < len(self.formula):
            token = _RE_TOKEN.match(self.formula, self.position)
            if token is None:  # cannot happen: the last alternative takes any character
                return
            self._start, self.position = token.span()
            if not token["space"]:
                self._token(token)
        group = self.open[-1]
        self.is_braced = group.symbols == 1 and self.formula[0] == "{" and not group.taken
        if group.kind != "formula":
            raise Fault(_UNCLOSED.get(group.kind, rf"\begin{{{group.kind}}} without \end"))
        group.complete()
        self._bound()

    def mended(self) -> str:
        """Return the formula with its edits."""
        pieces, position = [], 0
        for start, end, text in sorted(self.edits, key=lambda edit: edit[0]):
            pieces += [self.formula[position:start], text]
            position = max(position, end)
        return "".join([*pieces, self.formula[position:]])

    def _token(self, token: re.Match[str]) -> None:
        group = self.open[-1]
        was_fresh, group.fresh = group.fresh, False
        if token["name"]:
            if token["name"] == "hspace*":
                self._edit(self.position - 1, self.position, "", r"\hspace*, which MathJax does not know")
            self._command(token["name"].rstrip("*"), fresh=was_fresh)
        elif token["sign"]:
            self._sign(token["sign"])
        elif token["special"]:
            self._special(token["special"])
        elif token["plain"]:
            self._plain(token["plain"])

    def _bound(self) -> None:
        """Refuse what is too large."""
        if self.open[-1].total > size.LARGEST or self._height > size.LARGEST:
            raise Fault(_TOO_LARGE)

    def _edit(self, start: int, end: int, text: str, reason: str) -> None:
        """Note what mends a fault, or raise it."""
        if not self.mends:
            raise Fault(reason)
        self.edits.append((start, end, text))

    def _plain(self, char: str) -> None:
        code = ord(char)
        if code & _NO_CHARACTERS == _NO_CHARACTERS:
            raise Fault("a control character")
        group = self.open[-1]
        is_word = group.lettered and group.script and bool(_RE_LETTERS.match(self.formula, self._start))
        if (code >= _ASCII and (group.wants or group.script)) or is_word:
            # pdfTeX takes a byte of it; MathJax takes the letters behind it, too
            reason = f"{char} needs braces around it here"
            self._edit(self._start, self._start, "{", reason)
            self._edit(self.position, self.position, "}", reason)
        spelled = max(group.spelled, _spelled(group)) if group.wants else group.spelled
        if char in _SPELLED and spelled > 1:
            reason = f"{char} in an alphabet within \\operatorname"
            self._edit(self._start, self.position, _SPELLED[char], reason)
        group.atom(self._start, size.SIGN)

    def _sign(self, sign: str) -> None:
        if sign not in _SIGNS:
            raise Fault(f"an unknown command \\{sign}")
        if sign in "()[]":
            raise Fault(f"a delimiter \\{sign} inside a formula")
        group = self.open[-1]
        if sign == "\\":
            self._line_end()
        elif sign not in ",;:!> \n":
            group.atom(self._start, size.SIGN)
        else:
            group.expect()
            group.operator = False
            group.width += size.SIGN

    def _line_end(self) -> None:
        r"""Take ``\\``, its star and its length; a bracket or star of the next line must not look like them."""
        group, start = self.open[-1], self._start
        group.next_line()
        self._height += size.LINE
        found = _RE_LINE_END.match(self.formula, self.position)
        if found is None:  # cannot happen: all its parts are optional
            return
        reason = rf"\\ before {found['taken'] or '['}"
        self.position += len(found["star"])
        if found["length"] is not None:
            if (length := size.points(found["length"])) is None:
                self._edit(self.position, self.position, "{}", reason)
                group.fresh = False
            else:
                if found["space"]:
                    self._edit(found.start("space"), found.end("space"), "", reason)
                self._add_length(length)
                self.position = found.end()
        elif found["taken"]:
            self._edit(self.position, self.position, "{}", reason)
            group.fresh = False
        if len(self.open) == 1:
            self.line_ends.append((start, self.position))

    def _add_length(self, length: float) -> None:
        if length > size.LONGEST_LENGTH:
            raise Fault("a length that no page has")
        self._height += int(length) + 1
        self.open[-1].width += int(length) + 1

    def _special(self, char: str) -> None:
        group = self.open[-1]
        match char:
            case "{":
                self._open("{")
            case "}":
                self._close()
            case "^" | "_":
                self._attach(char)
            case "'":
                self._take_prime()
            case "&":
                self._cell()
            case "~":
                group.expect()
                group.width += size.SIGN
            case "\\" | "#" | "%" | "$":
                raise Fault("a backslash at the end" if char == "\\" else f"{char} without a backslash")
            case "[" if group.wants and group.optional:
                self._optional()
            case "[" | "]":
                group.atom(self._start, size.SIGN)

    def _attach(self, sign: str) -> None:
        """Take ``^`` or ``_``."""
        group = self.open[-1]
        group.complete()
        self._wrap(sign)
        if sign == "^":
            self._join_prime()
        group.attach(sign)
        self._height += size.LEVEL

    def _cell(self) -> None:
        """Take an ``&``; one that is in no group can be mended by an environment."""
        group = self.open[-1]
        if self.mends and len(self.open) == 1:
            self.columns.append(self._start)
            group.columns = len(self.columns) + 1
        group.next_cell()
        group.width += size.GAP

    def _take_prime(self) -> None:
        """Take a prime, which is a superscript that others may join and that may come first."""
        group = self.open[-1]
        if group.wants:
            raise Fault("a prime in the place of an argument")
        group.complete()
        self._wrap("^")
        group.operator = False
        if "^" in group.taken:
            raise Fault(_TWO)
        self._join_prime()
        if not group.taken and group.symbol < 0:
            group.symbol = self._start
        group.taken += "'"
        group.scripted = True
        group.width += size.SIGN
        self._prime = self.position

    def _join_prime(self) -> None:
        r"""See that what stands before a superscript or a prime has no prime that TeX has finished.

        ``f'^2`` is one superscript for TeX; in ``f' ^2`` and ``f'_i^2`` the prime is one, and the 2 another.
        """
        group = self.open[-1]
        if "'" not in group.taken or self._prime == self._start:
            return
        gap = self.formula[self._prime : self._start]
        if not gap.strip():
            self._edit(self._prime, self._start, "", _TWO)
            return
        if group.limits or group.spaced or "^" in group.taken:
            raise Fault(_TWO)
        self._embrace(_TWO)

    def _wrap(self, sign: str) -> None:
        r"""Make a symbol of its own of what would have the scripts of its inside, and one more.

        To MathJax the braces of ``\boldsymbol{a^b}^c`` are none, to TeX those of ``{\hat{a}^b}^c``.
        """
        group = self.open[-1]
        is_braced = group.kind == "{" and (not group.opener or group.opener in ALPHABETS)
        if group.accent and is_braced and any(each.opener in ACCENTS for each in self.open):
            # amsmath reads what is within an accent twice, and then not as it stands
            raise Fault("a script of an accent in braces within another accent")
        if sign in group.inner:
            self._edit(
                group.inner_end, group.inner_end, "{}", "braces around an accent, which are none for TeX"
            )
            group.accent, group.inner = False, ""
        if group.leaks and not group.taken:
            self._embrace(f"a script behind \\{group.name}")
            group.leaks = False

    def _embrace(self, reason: str) -> None:
        """Put braces around the last symbol, which then has no scripts."""
        group = self.open[-1]
        self._edit(group.symbol, group.symbol, "{", reason)
        # TeX takes an accent in braces for one without; with something beside it, it does not
        self._edit(self._start, self._start, "{}}" if group.accent else "}", reason)
        group.taken, group.accent = "", False

    def _open(self, kind: str, columns: int = 0) -> None:
        """Begin a group."""
        group = self.open[-1]
        command = group.name if kind == "{" and group.wants else ""
        self.levels.append(self.levels[-1] + size.levels(kind, command))
        if self.levels[-1] > size.DEEPEST:
            raise Fault(_TOO_DEEP)
        self._work += size.WORK.get(command, 0)
        if self._work > size.MOST_WORK:
            raise Fault(f"too many nested commands like \\{command}")
        self._height += size.LEVEL
        rows = kind not in {"{", "left"} or command == "substack"
        self.open.append(
            Group(
                kind,
                start=self._start,
                columns=columns,
                rows=rows,
                fresh=True,
                opener=command,
                spelled=_spelled(group) if command else group.spelled,
                lettered=group.lettered or command == "operatorname" or command in ALPHABETS,
            )
        )

    def _end(self) -> None:
        """End the innermost group, which becomes a symbol."""
        group = self.open.pop()
        group.complete()
        self.levels.pop()
        self._work -= size.WORK.get(group.opener, 0)
        if group.total > size.LARGEST:
            raise Fault(_TOO_LARGE)
        around = self.open[-1]
        if group.opener in LEAKING and not group.symbols:
            self._edit(self._start, self._start, "{}", f"\\{group.opener} without its argument")
        if group.opener in LEAKING and group.scripted:
            around.leaks = around.scripted = True
        around.accents |= group.accents
        # amsmath sets accents over accents in a way of its own, and finds the scripts of the inner ones
        around.leaks |= group.opener in ACCENTS and group.accents
        is_symbol = not around.script and (not around.wants or group.opener in ALPHABETS)
        around.atom(group.start, group.total + (size.GAP if group.kind != "{" else 0))
        if is_symbol and group.kind == "{":
            around.hold(group, self._start)

    def _close(self) -> None:
        """Close a brace."""
        kind = self.open[-1].kind
        if kind != "{":
            raise Fault(
                "a closing brace without an opening one"
                if kind == "formula"
                else f"a brace closed inside {kind}"
            )
        self._end()

    def _optional(self) -> None:
        """Skip the optional argument of a root or an arrow."""
        end = self.formula.find("]", self.position)
        inner = self.formula[self.position : end] if end >= 0 else ""
        if end < 0:
            raise Fault("an optional argument without its end")
        if inner.strip():
            reader = Reader(inner, levels=self.levels[-1] + 4, lines=False)
            try:
                reader.read()
            except Fault as fault:
                raise Fault("an optional argument without its end") from fault
            self.open[-1].width += reader.open[0].total
        self.position = end + 1
        self.open[-1].optional = False

    def _command(self, name: str, *, fresh: bool) -> None:
        group = self.open[-1]
        if name == "begin":
            self._begin()
        elif name == "end":
            self._finish()
        elif name in _SIZES:
            self._delimiter(name)
        elif name in ARGUMENTS and name in COMMANDS:
            group.command(name, self._start)
            self._height += size.height(name)
            group.width += size.SYMBOL
            if name in _TEXT:
                self._text(name)
            elif name == "hspace":
                self._hspace()
        elif name not in COMMANDS:
            raise Fault(f"an unknown command \\{name}")
        else:
            self._symbol(name, fresh=fresh)

    def _symbol(self, name: str, *, fresh: bool) -> None:
        """Take a command without arguments."""
        group = self.open[-1]
        if name in COMPOUND:
            group.refuse_compound(name)
        if name == "hline":
            self._rule(fresh=fresh)
        elif name in ("limits", "nolimits"):
            if not group.operator or group.script:
                raise Fault(r"\limits without an operator")
            group.operator = False
        elif name in LARGE or name in FUNCTIONS:
            group.function(self._start, size.width(name))
            self._height += size.height(name)
        elif name not in SPACING or name in COMPOUND:
            group.atom(self._start, size.width(name))
        else:
            group.expect()
            group.operator, group.spaced = False, True
            group.width += size.width(name)

    def _rule(self, *, fresh: bool) -> None:
        r"""Take ``\hline``, which only the beginning of a row can have."""
        group = self.open[-1]
        if group.kind != "array":
            raise Fault(r"\hline outside an array")
        if not fresh:
            raise Fault(r"\hline that does not begin a row")
        group.fresh = True

    def _hspace(self) -> None:
        r"""Skip the length of ``\hspace``."""
        found = _RE_MEASURE.match(self.formula, self.position)
        length = size.points(found["length"]) if found else None
        if found is None or length is None:
            raise Fault(r"\hspace without a length")
        self._add_length(length)
        self.position = found.end()
        self.open[-1].atom(self._start)

    def _text(self, name: str) -> None:
        """Skip a text argument; inside it only its braces count."""
        found = _RE_BRACE.match(self.formula, self.position)
        if found is None:
            raise Fault(f"\\{name} without its argument")
        depth, at = 1, found.end()
        while depth and at < len(self.formula):
            char = self.formula[at]
            if char == "\\":
                at = self._in_text(name, at)
                continue
            if char in _NOT_IN_TEXT:
                raise Fault(f"{_NOT_IN_TEXT[char]} inside \\{name}")
            depth += (char == "{") - (char == "}")
            if self.levels[-1] + 4 * depth > size.DEEPEST:
                raise Fault(_TOO_DEEP)
            at += 1
        if depth:
            raise Fault(_UNCLOSED["{"])
        if not self.formula[found.end() : at].strip("{}"):
            self._edit(self._start, at, "{}", f"\\{name} without a word")
        self.open[-1].atom(self._start, size.SIGN * (at - self.position))
        self.position = at

    def _in_text(self, name: str, at: int) -> int:
        """Return where a command inside a text ends."""
        if other := _RE_OTHERWISE.match(self.formula, at):
            known = "\\ldots" if other["dots"] else ""
            self._edit(at, other.end(), known, f"{other[0]} inside \\{name}")
            return other.end()
        if found := _RE_IN_TEXT.match(self.formula, at):
            return found.end()
        raise Fault(f"a command of mathematics inside \\{name}")

    def _delimiter(self, name: str) -> None:
        found = _RE_DELIMITER.match(self.formula, self.position)
        if found is None:
            raise Fault(f"\\{name} without a delimiter")
        self.position = found.end()
        self._height += size.LINE
        group = self.open[-1]
        if name != "right":
            group.expect()
            group.width += size.SYMBOL
        if name == "left":
            self._open("left")
        elif name == "right":
            if group.kind != "left":
                raise Fault(r"\right without \left")
            self._end()
        elif name == "middle" and group.kind != "left":
            raise Fault(r"\middle without \left")
        else:
            group.atom(self._start)

    def _begin(self) -> None:
        name = self._environment()
        if name not in ALIGNED:
            raise Fault(f"an unknown environment {name}")
        self.open[-1].expect()
        if name in _PLACED and (place := _RE_PLACE.match(self.formula, self.position)):
            self.position = place.end()
        elif name in _BARE and _RE_OPENING.match(self.formula, self.position):
            self._edit(self.position, self.position, "{}", f"[ at the beginning of {name}")
        columns = self._columns(name) if name in _COLUMNS else ALIGNED[name]
        self._open(name, columns)

    def _columns(self, name: str) -> int:
        """Skip the argument that says how many columns an environment has, and return that number."""
        found = _COLUMNS[name].match(self.formula, self.position)
        if found is None:
            raise Fault(f"{name} without its columns")
        self.position = found.end()
        said = found[1].strip()
        return 2 * int(said) if said.isdigit() else len(re.findall("[lcr]", said))

    def _finish(self) -> None:
        name = self._environment()
        if self.open[-1].kind != name:
            raise Fault(rf"\end{{{name}}} without \begin")
        self._end()

    def _environment(self) -> str:
        found = _RE_NAME_ARGUMENT.match(self.formula, self.position)
        if found is None:
            raise Fault("an environment without a name")
        self.position = found.end()
        return found["name"]


def _spelled(group: Group) -> int:
    """Return what the argument of the last command of a group is, see :attr:`.Group.spelled`."""
    if group.name == "operatorname":
        return 1
    return 2 if group.spelled and group.name in ALPHABETS else group.spelled
