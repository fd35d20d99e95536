"""Formulas that lost their dollar signs with their backslashes: ``mathcalH = -sum_k=1^K log q``."""

from __future__ import annotations

import re
from typing import Final

from sphinxcontrib_aiglossary.markup import tex
from sphinxcontrib_aiglossary.markup.tex import commands
from sphinxcontrib_aiglossary.model import Repair

# what no sentence holds: an alphabet command with its letter, an operator with its limits
_RE_EVIDENCE = re.compile(r"(?<![\\$\w{])(?:math(?:cal|bb|bf|rm|frak)[A-Z]\b|(?:sum|prod|int)_\w+=\w+\^\w+)")
# what a formula is made of: signs, single letters with indices, numbers
_RE_ITEM = re.compile(r"(?:[-+*/=<>≤≥≈|()\[\],.∑∏∈·×]|\d|(?<![A-Za-z])[A-Za-z](?![A-Za-z])|[_^]\w?)+")
_RE_ALPHABET = re.compile(r"(?<![\\\w])(math(?:cal|bb|bf|rm|frak))([A-Z])\b")
_RE_LIMITS = re.compile(r"(?<![\\A-Za-z])(sum|prod|int)_(\w+=\w+)\^(\w+)")
_RE_NAME = re.compile(r"(?<![\\A-Za-z])([A-Za-z]{2,})(?![A-Za-z])")
NAMES: Final = (
    commands.GREEK | commands.FUNCTIONS | commands.LARGE | {"cdot", "times", "leq", "geq", "approx"}
) - {"in", "to"}


def mend(text: str, repairs: list[Repair]) -> str:
    """Return prose with its bare formulas restored, between dollar signs where they are whole."""
    if ("math" not in text and "_" not in text) or not _RE_EVIDENCE.search(text):
        return text
    words = list(re.finditer(r"\S+", text))
    pieces: list[str] = []
    position = 0
    for index, word in enumerate(words):
        if word.start() < position or not _RE_EVIDENCE.search(word[0]):
            continue
        last = index
        while last + 1 < len(words) and _is_item(words[last + 1][0]):
            last += 1
        before = text[word.start() : words[last].end()]
        after = _restored(before)
        repairs.append(Repair(kind="latex-escape", before=before, after=after))
        pieces += [text[position : word.start()], after]
        position = words[last].end()
    return "".join([*pieces, text[position:]])


def _is_item(word: str) -> bool:
    """Return whether a word is a piece of a formula."""
    bare = _RE_NAME.sub(
        lambda m: "" if m[1] in NAMES else m[1], _RE_ALPHABET.sub("", _RE_LIMITS.sub("", word))
    )
    return not bare or bool(_RE_ITEM.fullmatch(bare))


def _restored(formula: str) -> str:
    """Return a bare formula with its commands."""
    after = _RE_ALPHABET.sub(r"\\\1{\2}", formula)
    after = _RE_LIMITS.sub(r"\\\1_{\2}^\3", after)
    after = _RE_NAME.sub(lambda m: ("\\" if m[1] in NAMES else "") + m[1], after)
    tail = re.search(r"[.,;:]*$", after)
    core, end = (after[: tail.start()], tail[0]) if tail else (after, "")
    return after if tex.fault(core) else f"${core}${end}"
