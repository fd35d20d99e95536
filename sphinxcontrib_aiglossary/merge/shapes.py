"""The forms of a name that say which entries may be one concept: exact, loose, and the long form of an abbreviation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.grammar import fields
from sphinxcontrib_aiglossary.naming.keys import Key, key

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.model import Entry

# words at the end of a name that add no meaning to it where the texts say the same
_EMPTY: Final = frozenset(
    """
    algorithm algorithms approach approaches architecture architectures basics concept concepts dilemma effect effects
    explained fundamentals implementation implementations layer layers mechanism mechanisms method methodology methodologies methods overview paradigm process strategies strategy system systems
    technique techniques technology tradeoff tradeoffs
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of strings
)
_JOINTS: Final = frozenset(["a", "an", "and", "the", "versus", "vs", "&", "trade", "off"])
_NO_EXTRA: Final = frozenset(["at", "by", "for", "from", "in", "on", "to", "under", "via", "with", "without"])
_RE_NAME_WORD: Final = re.compile(r"[^\s/,;:()\[\]\"“”–—]+")
_RE_MARKUP: Final = re.compile(r"[*_`]+")
# "**Foo (F) Bar** is the dense routing scheme that …": what stands between the copula and the relative clause
_RE_GENUS: Final = re.compile(
    r"\b(?:is|are|was|refers? to|means|describes?)\b(?P<genus>.{0,200}?)"
    r"(?=\b(?:that|which|where|who|whose|when|in which|for|by)\b|[,;—.(]|$)",
    re.DOTALL,
)
_ENDINGS: Final = ("izations", "ization", "ations", "ation", "isms", "ism", "ings", "ing", "ized", "ed")
_MIN_STEM: Final = 4
_MIN_CLIP: Final = 3
_MIN_CAPITALS: Final = 2


def singular(word: str) -> str:
    """Return a word without a plural ending; only ever compared, never shown.

    >>> [singular(word) for word in ("experts", "policies", "losses", "bias", "gas")]
    ['expert', 'policy', 'loss', 'bias', 'gas']
    """
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ias")):  # noqa: PLR2004 - "gas"
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]


def exact(name: str) -> Key:
    """Return the form under which a term and its plural are one."""
    words = key(name).split(" ")
    return Key(" ".join(singular(word) for word in words))


def loose(name: str, expansions: dict[str, str]) -> str:
    """Return the form under which names meet that differ in empty words, endings and known abbreviations.

    Args:
        name: A term.
        expansions: Long forms by the key of the abbreviation.
    """
    words: list[str] = []
    for word in key(name).split(" "):
        long = expansions.get(word.rstrip("."))
        words += _RE_NAME_WORD.findall(long or word)
    words = _without_scope(words)
    kept = [word.strip(".'") for word in words if word.strip(".'") not in _JOINTS]
    while len(kept) > 1 and kept[-1] in _EMPTY:
        kept.pop()
    return " ".join(_stem(word) for word in kept)


def _without_scope(words: list[str]) -> list[str]:
    """Return the words of a name without the broad field that it is said of: ``pooling in deep learning``."""
    for at in range(1, len(words) - 1):
        if words[at] in {"in", "for"} and fields.is_broad(" ".join(words[at + 1 :])):
            return words[:at]
    return words


def clipped(name: str) -> str:
    """Return the form under which a name meets one whose words are cut short: ``batch norm``, ``batch normalization``."""
    return " ".join(word[:_MIN_CLIP] for word in exact(name).split(" "))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
            return word[: -len(ending)]
    return singular(word)


def spelt_by_initials(abbreviation: str, name: str) -> bool:
    """Say whether an abbreviation is made of the initials of a whole name.

    >>> spelt_by_initials("MoE", "mixture of experts"), spelt_by_initials("MoE", "mixture of experts training")
    (True, False)
    >>> spelt_by_initials("CMP", "chemical-mechanical planarization"), spelt_by_initials("BatchNorm", "batch normalization")
    (True, True)
    """
    letters = "".join(letter for letter in abbreviation.casefold() if letter.isalnum())
    if len(letters) > 2 and letters.endswith("s"):  # noqa: PLR2004 - the plural LLMs, not the name "s"
        return _spells(letters, name) or _spells(letters[:-1], name)
    return bool(letters) and _spells(letters, name)


def _spells(letters: str, name: str) -> bool:
    """Say whether letters are beginnings of the words of a name, in order, every content word used."""
    words = [word for word in key(name).split(" ") if word[:1].isalnum()]
    return _spells_from(letters, words) if len(words) > 1 else False


def _spells_from(letters: str, words: list[str]) -> bool:
    reached = {0}
    for word in words:
        small = word in _JOINTS or word in _NO_EXTRA or word == "of"
        step: set[int] = set(reached) if small else set()
        for start in reached:
            end = start
            while end < len(letters) and end - start < len(word) and letters[end] == word[end - start]:
                end += 1
                step.add(end)
        reached = step
    return len(letters) in reached


def base_of(term: str, abbreviations: tuple[str, ...]) -> tuple[str, str] | None:
    """Split a term into the beginning that one of its abbreviations stands for and the words after it.

    >>> base_of("mixture of experts language models", ("MoE",))
    ('mixture of experts', 'language models')
    """
    words = key(term).split(" ")
    for length in range(len(words) - 1, 1, -1):
        base, extra = " ".join(words[:length]), words[length:]
        if not _NO_EXTRA & set(extra) and any(spelt_by_initials(short, base) for short in abbreviations):
            return base, " ".join(extra)
    return None


def long_form(entry: Entry) -> str:
    """Return what an entry says its term stands for, folded; ``""`` when the term is no abbreviation."""
    term = entry.term
    if " " in term or sum(letter.isupper() for letter in term) < _MIN_CAPITALS:
        return ""
    text = _RE_MARKUP.sub("", f"{entry.definition}\n{entry.body[:400]}")
    stated = re.findall(rf"(?<!\w){re.escape(term)} \(([^()]+)\)", text[:600])
    return next((exact(name) for name in (*entry.synonyms, *stated) if spelt_by_initials(term, name)), "")


def genus(definition: str) -> set[str]:
    """Return the words that say what kind of thing a definition defines, in the singular."""
    found = _RE_GENUS.search(_RE_MARKUP.sub("", definition[:600]))
    text = found["genus"] if found else ""
    return {singular(word) for word in re.findall(r"[^\W\d_]+", text.casefold())}
