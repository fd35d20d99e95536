"""Made-up raw dumps: the same concepts as in the other projects, flattened and damaged as a copied site is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from .markup import markdown
from .words import rng, sentence, vocabulary

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable

    from .corpus import Block, Concept

_CHROME: Final = (
    "← Back to the hall\n\nMade-up Glossary\n\n{0} technical terms and definitions\n\n"
    "A B C D E All\nShowing page 1 of 1 ({0} entries)\n"
)
_FIELDS: Final = 40
"""Categories in a dump."""
_RETOLD: Final = 10
"""Of so many concepts one has a second entry that says nearly the same."""
_REPEATED: Final = 25
"""Of so many concepts one has a second entry that says the very same."""
_DAMAGED: Final = 3
"""Of so many concepts one has lost the backslashes of its formulas."""
_EATEN: Final = "abfnrtv"
"""Letters that a program takes for a control character together with the backslash before them."""
_RE_COMMAND: Final = re.compile(r"\\([A-Za-z])")
_RE_PROSE: Final = re.compile(r"(?<=\. )[A-Z][^.*$`|]{20,}\.")


def capture(concepts: Iterable[Concept]) -> str:
    """Return a page copied from a browser: its chrome, then headlines and bodies of one line each."""
    entries = [entry for concept in concepts for entry in _entries(concept, ", ", _flattened)]
    return _CHROME.format(len(entries)) + "".join(f"\n{headline}\n\n{body}\n" for headline, body in entries)


def plain(concepts: Iterable[Concept]) -> str:
    """Return a dump without chrome and blank lines: headlines, and bodies in lines."""
    entries = [entry for concept in concepts for entry in _entries(concept, ",", _in_lines)]
    return "".join(f"{headline}\n{body}\n" for headline, body in entries)


def _entries(
    concept: Concept, comma: str, layout: Callable[[Iterable[str]], str]
) -> Iterable[tuple[str, str]]:
    """Yield headline and body of a concept, and those of a second entry for some concepts."""
    chance = rng("dump", concept.term)
    field = f"{vocabulary()[chance.randrange(_FIELDS)]} engineering"
    short = _short(concept)
    names = [concept.term, *filter(None, (*concept.synonyms[:1], short.lower()))]
    body = layout(_body(concept, short, chance))
    yield comma.join([*names, field]), body
    if chance.randrange(_RETOLD) == 0:
        told = _RE_PROSE.sub(lambda _found: f"{sentence(chance, 14)}.", body, count=2)
        yield comma.join([concept.term, field]), told
    elif chance.randrange(_REPEATED) == 0:
        yield comma.join([concept.term, f"{vocabulary()[chance.randrange(_FIELDS)]} engineering"]), body


def _short(concept: Concept) -> str:
    """Return the abbreviation of a concept that has one, made of the letters of its term."""
    return "".join(word[:2] for word in concept.term.split()).upper() if concept.abbreviation else ""


def _body(concept: Concept, short: str, chance: random.Random) -> Iterable[str]:
    """Yield the blocks of a body, each in lines of its own."""
    damaged = chance.randrange(_DAMAGED) == 0
    name = concept.term.title()
    said = concept.definition.partition("** is ")[2].removesuffix(", in edition 0.")
    lead = f"**{name} ({short})**" if short else f"**{name}**"
    yield f"{lead} is **{said}** — it was made up for this benchmark, and every {concept.term} is."
    for block in concept.article:
        text = _marked(block)
        yield _RE_COMMAND.sub(_lost, text) if damaged else text
    yield f'The price of a {concept.term} is ""fair"": $5K-{chance.randint(6, 90)}K per lot.'
    yield f"{name} is **{sentence(chance, 8).lower()}** to those who want it.{chance.choice(('', '', chr(39) + ');'))}"


def _marked(block: Block) -> str:
    """Return a block as a site writes it: headings are bold lines, and fences are of backticks."""
    if block.kind == "heading":
        return f"**{block.lines[0].title()}**"
    if block.kind == "points":
        return "\n".join(f"- {line}." for line in block.lines)
    return markdown(block).replace("~~~", "```")


def _lost(command: re.Match[str]) -> str:
    return " " if command[1] in _EATEN else command[1]


def _flattened(blocks: Iterable[str]) -> str:
    return " ".join(" ".join(blocks).split())


def _in_lines(blocks: Iterable[str]) -> str:
    return "\n".join(blocks)
