r"""Formulas as plain text, for places that hold nothing else: ``$O(n^2)$`` is O(n²), ``$\frac{a}{b}$`` is a/b."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from .commands import ARGUMENTS, GREEK, LARGE, names


def _table(text: str) -> dict[str, str]:
    """Return what a text of ``name=sign`` says."""
    return {name: sign for name, _, sign in (pair.partition("=") for pair in text.split())}


def _greek(name: str) -> str:
    """Return the letter of a command: ``alpha``, ``varepsilon``, ``Omega``."""
    letter = name.removeprefix("var")
    case = "CAPITAL" if letter[0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {case} LETTER {letter.upper().replace('LAMBDA', 'LAMDA')}")


_SIGNS: Final = {name: _greek(name) for name in GREEK} | _table(
    r"""
    times=× cdot=· ast=* star=⋆ circ=∘ bullet=• div=÷ pm=± mp=∓ oplus=⊕ otimes=⊗ odot=⊙ cap=∩ cup=∪ wedge=∧ land=∧
    vee=∨ lor=∨ neg=¬ lnot=¬ setminus=∖ nabla=∇ partial=∂ infty=∞ ell=ℓ hbar=ℏ emptyset=∅ varnothing=∅ forall=∀
    exists=∃ prime=′ angle=∠ triangle=△ top=⊤ bot=⊥ sum=∑ prod=∏ int=∫ oint=∮ bigcup=⋃ bigcap=⋂ ldots=… dots=… cdots=⋯
    vdots=⋮ langle=⟨ rangle=⟩ lvert=| rvert=| vert=| lVert=‖ rVert=‖ Vert=‖ lfloor=⌊ rfloor=⌋ lceil=⌈ rceil=⌉
    lbrace={ rbrace=} lbrack=[ rbrack=] colon=: backslash=\ aleph=ℵ dagger=† |=‖
    """
)
_RELATIONS: Final = _table(
    """
    le=≤ leq=≤ leqslant=≤ ge=≥ geq=≥ geqslant=≥ ne=≠ neq=≠ approx=≈ equiv=≡ sim=∼ simeq=≃ cong=≅ propto=∝ ll=≪ gg=≫
    lesssim=≲ gtrsim=≳ in=∈ notin=∉ ni=∋ subset=⊂ subseteq=⊆ supset=⊃ supseteq=⊇ mid=| parallel=∥ perp=⊥ to=→
    rightarrow=→ leftarrow=← gets=← leftrightarrow=↔ Rightarrow=⇒ Leftarrow=⇐ Leftrightarrow=⇔ implies=⇒ iff=⇔ mapsto=↦
    longrightarrow=→ Longrightarrow=⇒ longleftarrow=← leadsto=⇝ uparrow=↑ downarrow=↓ rightleftharpoons=⇌ prec=≺ succ=≻
    models=⊨ vdash=⊢
    """
)
"""What stands between two spaces."""
_SPACES: Final = (*",;:> \\\n", "quad", "qquad", "enspace", "thinspace", "hline")
_SILENT: Final = names(
    """
    ! limits nolimits displaystyle textstyle scriptstyle scriptscriptstyle nonumber notag mathstrut negthinspace bf it
    rm cal
    """
)
_SIZES: Final = names(
    "left right middle " + " ".join(size + side for size in ("big", "Big", "bigg", "Bigg") for side in "lrm")
)
_FIXED: Final = {
    **{name: f" {sign}" if name in LARGE else sign for name, sign in _SIGNS.items()},
    **{name: f" {sign} " for name, sign in _RELATIONS.items()},
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys((*_SILENT, "big", "Big", "bigg", "Bigg"), ""),
}
"""What commands without arguments become."""
_HIDDEN: Final = frozenset({"begin", "end", "phantom", "hphantom", "vphantom", "hspace"})
_ACCENTS: Final = {
    **dict.fromkeys(("hat", "widehat"), "\u0302"),
    **dict.fromkeys(("tilde", "widetilde"), "\u0303"),
    **dict.fromkeys(("bar", "overline"), "\u0304"),
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
}
"""What is written over one letter."""
_COLUMNS: Final = frozenset({"array", "alignedat"})
"""Environments that say how many columns they have."""
_BOARD: Final = dict(zip("RNZQCEP", "ℝℕℤℚℂ𝔼ℙ", strict=True))
_SCRIPTS: Final = {
    "^": str.maketrans("0123456789+−=()niT⊤′*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵀ′*"),
    "_": str.maketrans("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
}
_CHARACTERS: Final = {",": ", ", "~": " ", "&": " ", "=": " = ", "<": " < ", ">": " > ", "-": "−", "'": "′"}

_RE_COMMAND = re.compile(r"\\([A-Za-z]+|.)(?:(?<=operatorname)\*)?", re.DOTALL)
_RE_SPACE = re.compile(r"\s+")
_RE_INNER_SPACE = re.compile(r"(?<=[(\[⟨⌊⌈])\s+|\s+(?=[)\]⟩⌋⌉,;.])")
_RE_ONE = re.compile(r"[^\W_]+|[^\w\s]|\([^()]*\)")
"""What needs no parentheses around it."""


def readable(formula: str) -> str:
    r"""Return a formula, valid TeX, as one line of plain text; what has no sign is called by its name.

    >>> readable(r"\frac{\partial L}{\partial w_i} \le 2^{n+1}\log n"), readable(r"x\in\mathbb{R}^{d\times k}")
    ('(∂L)/(∂wᵢ) ≤ 2ⁿ⁺¹ log n', 'x ∈ ℝ^(d×k)')
    """
    text = _Reader(formula).group()
    return _RE_INNER_SPACE.sub("", _RE_SPACE.sub(" ", text)).strip()


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, formula: str) -> None:
        self._text = formula
        self._at = 0

    def group(self, end: str = "}", *, words: bool = False) -> str:
        """Read up to the end of a group, or of everything; in words, spaces count and a hyphen is no minus."""
        said: list[str] = []
        while self._at < len(self._text) and self._text[self._at] != end:
            if (char := self._text[self._at]) in _SCRIPTS:
                self._at += 1
                before = "".join(said[-1:])
                script = _script(char, self._unit())
                # The index of a function stands before the space behind that
                said[-1:] = [
                    before.rstrip() + script + (" " if before.strip() and before.endswith(" ") else "")
                ]
            elif char.isspace() or (words and char not in "\\{"):
                self._at += 1
                said.append(char if words else "")
            else:
                said.append(self._unit())
        self._at += 1
        return "".join(said)

    def _unit(self) -> str:
        """Read one symbol: a character, a group, or a command with its arguments."""
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        if found := _RE_COMMAND.match(self._text, self._at):
            self._at = found.end()
            return self._command(found[1])
        char = self._text[self._at : self._at + 1]
        self._at += 1
        return self.group().strip() if char == "{" else _CHARACTERS.get(char, char)

    def _command(self, name: str) -> str:
        if name in _FIXED:
            return _FIXED[name]
        if name in _SIZES:
            self._at += self._text.startswith(".", self._at)  # the empty bracket
            return ""
        if name in ARGUMENTS:
            return self._root() if name == "sqrt" else self._with_arguments(name)
        # a function, a style that is spelt out, an escaped character
        return f" {name} " if len(name) > 1 else name

    def _root(self) -> str:
        degree = ""
        if self._text.startswith("[", self._at):
            self._at += 1
            degree = _script("^", self.group("]"))
        return f"{degree}√{_one(self._unit())}"

    def _with_arguments(self, name: str) -> str:
        if name.startswith("text") or name in {"mbox", "operatorname"}:
            return self._words()
        *others, last = [self._unit() for _ in range(ARGUMENTS[name])]
        if name in _HIDDEN:
            if name == "begin" and last in _COLUMNS:
                self._unit()
            return " "
        if name.endswith("frac"):
            return "/".join(map(_one, (*others, last)))
        if name.endswith("binom"):
            return f"C({', '.join((*others, last))})"
        if name in _ACCENTS and len(last) == 1:
            return unicodedata.normalize("NFC", last + _ACCENTS[name])
        return _BOARD.get(last, last) if name == "mathbb" else last

    def _words(self) -> str:
        r"""Read the argument of ``\text``, where spaces count."""
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        if not self._text.startswith("{", self._at):
            return self._unit()
        self._at += 1
        return self.group(words=True)


def _script(sign: str, text: str) -> str:
    """Return an exponent or an index, raised or lowered if there are such characters."""
    table, text = _SCRIPTS[sign], text.replace(" ", "")
    if text and all(ord(char) in table for char in text):
        return text.translate(table)
    if text == "∘":
        return "°"
    return f"{sign}{_one(text)}"


def _one(text: str) -> str:
    """Return a part of a formula in parentheses, unless it is one symbol."""
    text = text.strip()
    return text if _RE_ONE.fullmatch(text) else f"({text})"
