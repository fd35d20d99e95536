"""What follows from a name: its plurals, its place in the alphabet, the letter under which it is listed.

Plurals are made from the singular and never the other way round: the reader writes ``mixtures of experts``, and the
store knows it as a variant of ``mixture of experts``. Nothing in running text is made singular.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.grammar.acronyms import words_of_name

from .keys import KEPT, fold, key

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.model import Plural

DIGITS: Final = "0-9"
"""The letter of names that start with a digit."""
SYMBOLS: Final = "#"
"""The letter of names that start with anything else that is no letter."""

_IRREGULAR: Final = {
    "analysis": "analyses",
    "antenna": "antennas antennae",
    "appendix": "appendices",
    "automaton": "automata",
    "axis": "axes",
    "bacterium": "bacteria",
    "bias": "biases",
    "bus": "buses",
    "chassis": "chassis",
    "child": "children",
    "corpus": "corpora",
    "criterion": "criteria",
    "datum": "data",
    "echo": "echoes",
    "epoch": "epochs",
    "erratum": "errata",
    "extremum": "extrema",
    "focus": "focuses foci",
    "foot": "feet",
    "formula": "formulas formulae",
    "gas": "gases",
    "genus": "genera",
    "half": "halves",
    "hero": "heroes",
    "index": "indices indexes",
    "knife": "knives",
    "leaf": "leaves",
    "lens": "lenses",
    "life": "lives",
    "locus": "loci",
    "man": "men",
    "matrix": "matrices",
    "maximum": "maxima",
    "medium": "media mediums",
    "minimum": "minima",
    "modulus": "moduli",
    "monarch": "monarchs",
    "mouse": "mice",
    "nucleus": "nuclei",
    "optimum": "optima",
    "person": "people persons",
    "phenomenon": "phenomena",
    "plus": "pluses",
    "quantum": "quanta",
    "quiz": "quizzes",
    "radius": "radii",
    "schema": "schemas schemata",
    "self": "selves",
    "series": "series",
    "shelf": "shelves",
    "simplex": "simplices simplexes",
    "species": "species",
    "spectrum": "spectra",
    "stimulus": "stimuli",
    "stratum": "strata",
    "thief": "thieves",
    "tooth": "teeth",
    "torus": "tori",
    "trellis": "trellises",
    "vertex": "vertices",
    "wolf": "wolves",
    "woman": "women",
}
"""Words whose plural no rule gives; the first form is the one that is printed."""

_IRREGULAR_PLURALS: Final = frozenset(form for forms in _IRREGULAR.values() for form in forms.split())

_RE_IRREGULAR_END: Final = re.compile(
    r"(?<=..)(matrix|vertex|index|corpus|criterion|spectrum|schema|simplex)$"
)
"""Irregular words that take a prefix: ``submatrix``, ``hyperindex``."""

_UNCOUNTABLE: Final = frozenset(
    {
        "advice",
        "ai",
        "bicmos",
        "cmos",
        "copper",
        "data",
        "electricity",
        "equipment",
        "evidence",
        "feedback",
        "firmware",
        "hardware",
        "information",
        "iot",
        "it",
        "knowledge",
        "literature",
        "lithium",
        "logistics",
        "machinery",
        "mathematics",
        "metadata",
        "ml",
        "nlp",
        "nmos",
        "oxygen",
        "pmos",
        "privacy",
        "research",
        "rl",
        "silicon",
        "silver",
        "software",
        "spam",
        "traffic",
    }
)
"""Words without a plural; what only seldom has one (latency, edge, weight) is not among them."""
_RE_UNCOUNTABLE_END: Final = re.compile(
    r"(?:ics|ware|metadata|computing|engineering|learning|manufacturing|programming|reasoning|parallelism)$"
)
"""``physics``, ``robotics``, ``software``, ``machine learning``."""

# The head noun stands before the first of these: "mixture of experts", "design for test", "chain-of-thought"
_RE_HEAD: Final = re.compile(
    r"(?P<head>\S.*?)(?P<rest>\s(?:of|for|in|with|without|under|within)\s.*|-(?:of|in)-[^\s-]+)"
)
# Words that only look like a head noun: "out of distribution detection", "man in the middle attack"
_NO_HEAD: Final = frozenset(
    {"out", "back", "best", "fill", "human", "man", "one", "many", "point", "ahead", "instead", "built"}
)
# What stands before it is passed over in one go: tried from each letter, it would take the square of their number.
_RE_LAST_WORD: Final = re.compile(r"(?:.*[\s/-])?(?P<word>[^\s/-]+)$", re.DOTALL)
_RE_COORDINATION: Final = re.compile(r"\b(?:vs|versus)\b", re.IGNORECASE)
_RE_SIBILANT: Final = re.compile(r"(?:s|x|z|ch|sh)$")
_RE_CONSONANT_Y: Final = re.compile(r"(?:[^aeiou]|qu)y$")

BASE_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t"}
)
"""Latin letters that no Unicode form takes apart, by what they are written with."""
_RE_MARKS: Final = re.compile(r"[\u0300-\u036f]")
_RE_MARKUP: Final = re.compile(r"[`*$\\]")


@lru_cache(maxsize=1024)
def plurals(name: str, plural: Plural = None) -> tuple[str, ...]:
    """Return the plurals of a name, the one to be printed first.

    Args:
        name: A term, synonym or abbreviation.
        plural: What the data say: a form wins over the rule, ``False`` means that there is none.

    >>> plurals("mixture of experts"), plurals("confusion matrix"), plurals("GPU"), plurals("CMOS")
    (('mixtures of experts',), ('confusion matrices',), ('GPUs',), ())
    """
    if plural is not None:
        return (plural,) if plural else ()
    if _RE_COORDINATION.search(name):
        return ()
    head, rest = name, ""
    if (found := _RE_HEAD.fullmatch(name)) and found["head"].rpartition(" ")[2].lower() not in _NO_HEAD:
        head, rest = found["head"], found["rest"]
    word = _RE_LAST_WORD.match(head)
    if word is None:
        return ()
    before = head[: word.start("word")]
    return tuple(before + form + rest for form in _word_plurals(word["word"]))


@lru_cache(maxsize=KEPT)
def _word_plurals(word: str) -> tuple[str, ...]:
    """Return the plurals of one word in its own casing."""
    lower = word.casefold()
    if not _takes_ending(word) or _is_plural(word, lower):
        return ()
    if lower in _UNCOUNTABLE or _RE_UNCOUNTABLE_END.search(lower):
        return ()
    if not word.islower() and sum(map(str.isupper, word)) > 1:
        # an acronym or a proper name: GPU, LoRA, MobileNetV2; MUX is spoken as a word, PBX letter by letter
        endings = ("es", "s") if lower.endswith("x") else ("es" if lower.endswith("s") else "s",)
        return tuple(word + ending for ending in endings)
    if irregular := _IRREGULAR.get(lower):
        return tuple(word[0] + form[1:] for form in irregular.split())
    if found := _RE_IRREGULAR_END.search(lower):
        return tuple(word[: found.start()] + form for form in _IRREGULAR[found[1]].split())
    return _regular(word, lower)


def _is_plural(word: str, lower: str) -> bool:
    """Say whether a word is a plural already, by its letters or as an irregular one: ``GPUs``, ``criteria``."""
    by_letters = lower.endswith("s") and word[-2].isupper() and word[-1].islower()
    return by_letters or (lower in _IRREGULAR_PLURALS and lower not in _IRREGULAR)


def _regular(word: str, lower: str) -> tuple[str, ...]:
    if lower.endswith("is"):
        return (word[:-2] + "es",)
    if lower.endswith("s") and not lower.endswith(("ss", "us")):
        return ()  # a plural already: "weights"
    if _RE_SIBILANT.search(lower):
        return (word + "es",)
    return (word[:-1] + "ies",) if _RE_CONSONANT_Y.search(lower) else (word + "s",)


def _takes_ending(word: str) -> bool:
    """Say whether an English ending can follow: not after ``C++``, ``日本語``, a single letter or a number."""
    return len(word) > 1 and word[-1].isascii() and word[-1].isalnum() and not word.isdigit()


def without_possessive(name: str) -> str | None:
    """Return a name without ``'s`` or a bare apostrophe at its end; ``None`` when it has none.

    >>> without_possessive("the GPU’s"), without_possessive("die")
    ('the GPU', None)
    """
    for ending in ("'s", "’s", "'", "’"):
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return None


# One term is asked for several times in a row
@lru_cache(maxsize=16)
def _sorting_text(term: str) -> str:
    """Return the letters by which a term is sorted: no case, no accents, hyphens as spaces."""
    text: str = fold(_RE_MARKUP.sub("", term) or term)
    if text.isascii():
        return text
    text = text.translate(BASE_LETTERS)
    return _RE_MARKS.sub("", unicodedata.normalize("NFD", text)) or text


def sort_key(term: str) -> tuple[int, str, str]:
    """Return what terms are sorted by: symbols and digits first, then the Latin letters, other scripts after.

    >>> sorted(["β-VAE", "Émile", "eMMC", "3D NAND", ".NET"], key=sort_key)
    ['.NET', '3D NAND', 'Émile', 'eMMC', 'β-VAE']
    """
    text = _sorting_text(term)
    return _script(text[:1]), text, term


def letter(term: str) -> str:
    """Return the heading under which a term is listed: ``#``, ``0-9``, ``A`` … ``Z``, or a letter of another script.

    >>> letter("émigré"), letter("3D NAND"), letter("→"), letter("日本語")
    ('E', '0-9', '#', '日')
    """
    first = _sorting_text(term)[:1]
    return (SYMBOLS, DIGITS, first.upper(), first.upper())[_script(first)]


def forget_names() -> None:
    """Let go of what is remembered of names that were asked for: of thousands of them that is megabytes."""
    for remembering in (key, words_of_name, _word_plurals):
        remembering.cache_clear()


def _script(character: str) -> int:
    """Rank a character: symbol, digit, Latin letter, letter of another script."""
    if "a" <= character <= "z":
        return 2
    if character.isdigit():
        return 1
    return 3 if character.isalpha() else 0
