"""Part a body into the definition of its term and the article below it."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from sphinxcontrib_aiglossary.grammar.acronyms import words
from sphinxcontrib_aiglossary.grammar.casing import places
from sphinxcontrib_aiglossary.grammar.leads import agreement, significant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sphinxcontrib_aiglossary.model import Entry

REPEATED: Final = 3
"""In how many records, about different terms, a sentence recurs before it is boilerplate."""

_FIRST_SENTENCES = 6
_LONG = 2000
_ENOUGH_WORDS = 5
_RE_BLOCK = re.compile(r"\n[ \t]*\n")
# Blocks that are no running text: headings, fences, formulas, tables, lists, quotes, bold lines that stand alone.
_RE_NO_PROSE = re.compile(
    r"#{1,6}\s|`{3}|~{3}|\$\$|\||[-+*•]\s|\d+[.)]\s|>|\*\*[^*\n]+\*\*:?$|\*\*[^*\n]+:\*\*|\*\*[^*\n]+\*\*:"
)
_RE_OPAQUE = re.compile(r"`[^`\n]*`|\$[^$\n]+\$|\]\([^()\n]*\)|\([^()\n]*\)")
_RE_STOP = re.compile(r"[.!?](?=[\"”’')\]*]*(?:\s|$))")
_RE_CLOSERS = re.compile(r"[\"”’')\]*]*")
_RE_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|etc|cf|approx|al|Fig|Eq|No|Dr|Inc|Ltd|Corp|resp|a\.k\.a)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_RE_GOES_ON = re.compile(r"\s+[a-z]")
_RE_DASH = re.compile(r"\s+(?:--?|—|–)\s")
_RE_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_RE_TAIL = re.compile(r"\*\*(?<=[\w)\]%\"”.$]\*\*)\.?\s+(?:—|–|--?)\s+(?=\S)")
_RE_ASIDE = re.compile(r"\s(?<=[\w)\]%\"”.]\s)\s*(?:--?|—|–)\s+(?=(?:It|They|This|These|Its|Their)\s)")
# … **tools** — such as whisks or spoons — stir …
_RE_EXAMPLE = re.compile(r"(?:such as|for example|e\.g\.|i\.e\.|like|including|or)\b[^—–]*\s[—–]\s")
_RE_VERB = re.compile(
    r"\b(?:is|are|was|were|refers? to|means|denotes?|describes?|defines?|represents?|stands for|consists? of"
    r"|provides?|enables?|uses?|allows?|measures?|[a-z]{3,}(?:es|s|ize|ise|ate|ify))\b"
)
_RE_IS = re.compile(r"\s*(?:\([^()]*\)\s*)?,?\s*(?:is|are|refers? to|means|denotes?|describes?|stands for)\b")
_RE_TITLE = re.compile(r"\*\*[^*\n]+\*\*\s*[—–]\s+(?=[A-Z])")
_RE_LABELLED = re.compile(r"^[-*•]\s+\*\*Definition\*\*\s*:\s*(?P<text>.+)$", re.MULTILINE)
_RE_END = re.compile(r"[.!?:…][\"”’')\]$]*$")


def opening(term: str, body: str) -> list[str]:
    """Return the sentences with which a body opens, and the remarks in them, in the form in which they are compared.

    Args:
        term: the term of the record.
        body: its body, restored.
    """
    name = " ".join(words(term))
    sentences = (sentence for _, _, sentence in islice(_prose(body), _FIRST_SENTENCES))
    return [_folded(name, part) for sentence in sentences for part in (sentence, *_asides(sentence))]


def boilerplate(terms: Sequence[str], openings: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the sentences that recur in the openings of many records with nothing but the term exchanged.

    Args:
        terms: the term of each record.
        openings: what :func:`opening` returns of each.

    Returns:
        The sentences in the folded form by which :func:`split` compares them.
    """
    about: dict[str, tuple[str, ...]] = {}
    for term, forms in zip(terms, openings, strict=True):
        folded = term.casefold()
        for form in forms:
            known = about.get(form, ())
            if len(known) < REPEATED and folded not in known:
                about[form] = (*known, folded)
    return frozenset(form for form, several in about.items() if len(several) == REPEATED)


def split(term: str, body: str, recurring: Collection[str] = frozenset()) -> tuple[str, str]:
    """Part a body into definition and article.

    Args:
        term: the term.
        body: its body, restored.
        recurring: what :func:`boilerplate` found in the corpus.

    Returns:
        The defining sentence, without bold marks and without the remark behind its dash, and the article: the rest of
        the body where the definition is just its beginning, else the whole body, so that no word is lost. The
        definition is ``""`` when no sentence speaks of the term.
    """
    found = _defining(term, body, recurring)
    if found is None:
        return _labelled(body), body
    start, end, sentence = found
    definition = _trimmed(sentence)
    whole = words(definition) == words(sentence)
    if whole and not body[:start].strip():
        return definition, body[end:].strip()
    return definition, body


def full_text(entry: Entry) -> str:
    """Return definition and article as one text; the article alone where it opens with the definition.

    A definition that was cut out of a longer sentence would otherwise be read twice in a row.
    """
    if entry.repeated:
        return entry.article
    said = words(entry.definition)
    opening, _, _ = entry.article.partition("\n\n")
    if said and words(opening)[: len(said)] == said:
        return entry.article
    return "\n\n".join(filter(None, (entry.definition, entry.article)))


def lead_and_rest(entry: Entry) -> tuple[str, str]:
    """Return what is read first of an entry, and the rest of it; no sentence is in both.

    The definition and the article; where the article opens with the definition, the sentences that hold it and all
    that follows them. The first is ``""`` if there is no definition, the second if there is nothing else.
    """
    said = words(entry.definition)
    opening, _, below = entry.article.partition("\n\n")
    opens = words(opening)[: len(said)] == said
    if not said or not (opens or entry.repeated):
        return entry.definition, entry.article
    for _, end in _sentences(opening) if opens else ():
        found = words(opening[:end])
        # Bold marks around several sentences would be torn apart
        if len(found) >= len(said) and opening[:end].count("**") % 2 == 0:
            lead = entry.definition if found == said else opening[:end]
            return lead, "\n\n".join(filter(None, (opening[end:].strip(), below.strip())))
    return opening, below.strip()


def _labelled(body: str) -> str:
    """Return the text of a list item ``- **Definition**: …``; ``""`` if there is none."""
    match = _RE_LABELLED.search(body)
    return _ended(_RE_BOLD.sub("", match["text"]).strip()) if match else ""


def _defining(term: str, body: str, recurring: Collection[str]) -> tuple[int, int, str] | None:
    """Return where the defining sentence starts and ends, and its text.

    The first sentence that begins with the term and a verb; else the first that has all words of the term; of the
    running text only.
    """
    mention: tuple[int, int, str] | None = None
    name = " ".join(words(term))
    for at, (place, end, text) in enumerate(islice(_prose(body), _FIRST_SENTENCES * 4)):
        title = _RE_TITLE.match(text)
        start = place + (title.end() if title else 0)
        sentence = body[start:end]
        if len(sentence) > _LONG or (recurring and _folded(name, sentence) in recurring):
            continue
        bare = _RE_BOLD.sub("", sentence)
        agreed = agreement(term, bare)
        if at == 0 and agreed >= 0.5 and _RE_VERB.search(bare):  # noqa: PLR2004 - half of the words
            inner = _inner(term, sentence)
            return start + inner, end, sentence[inner:]
        if _begins(term, bare) and _RE_VERB.search(bare):
            return start, end, sentence
        if mention is None and agreed >= 1 and len(bare.split()) > len(significant(term)) + 2:
            mention = start, end, sentence
    return mention


def _begins(term: str, sentence: str) -> bool:
    """Return whether a sentence begins with the term."""
    head = " ".join(sentence.split()[: len(term.split()) + 4])
    return agreement(term, head) >= 1 and bool(set(significant(term)) & set(words(head)[:2]))


def _inner(term: str, sentence: str) -> int:
    """Return where ``Term is`` starts in a sentence before which a flattened title stands without a period."""
    for at in places(term, sentence) if term else ():
        if at and sentence[at].isupper() and _RE_IS.match(sentence, at + len(term)):
            return at if sentence[at - 1] == " " else 0
        if not at and _RE_IS.match(sentence, len(term)):
            return 0
    return 0


def _prose(body: str) -> Iterator[tuple[int, int, str]]:
    """Yield the sentences of the running text with their places."""
    start = 0
    fence = ""
    for block in _RE_BLOCK.split(body):
        place = body.index(block, start) if block else start
        start = place + len(block)
        stripped = block.lstrip()
        if fence or stripped.startswith(("```", "~~~", "$$")):
            mark = fence or stripped[:2]
            # A block of code or a formula may hold blank lines; an odd number of marks leaves it open.
            fence = (
                mark if bool(fence) != bool(block.count(mark if mark == "$$" else mark + mark[0]) % 2) else ""
            )
            continue
        if not stripped or _RE_NO_PROSE.match(stripped):
            continue
        yield from ((place + first, place + last, block[first:last]) for first, last in _sentences(block))


def _sentences(block: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph start and end; a formula, code and a parenthesis are never cut."""
    opaque = [match.span() for match in _RE_OPAQUE.finditer(block)]
    start, next_opaque = 0, 0
    for stop in _RE_STOP.finditer(block):
        if stop.start() < start:
            continue
        while next_opaque < len(opaque) and opaque[next_opaque][1] <= stop.start():
            next_opaque += 1
        if next_opaque < len(opaque) and opaque[next_opaque][0] < stop.start():
            continue
        closers = _RE_CLOSERS.match(block, stop.end())
        end = closers.end() if closers else stop.end()
        if _RE_SHORTENED.search(block, max(start, stop.end() - 12), stop.end()) or _RE_GOES_ON.match(
            block, end
        ):
            continue
        if _RE_DASH.match(block, end):
            # **Term** is **what it is.** - It is a core method …: one sentence with a remark.
            continue
        yield start, end
        start = end
        while start < len(block) and block[start].isspace():
            start += 1
    if block[start:].strip():
        yield start, len(block.rstrip())


def _trimmed(sentence: str) -> str:
    """Return a defining sentence without bold marks and without the remark behind a dash."""
    text = " ".join(sentence.split())
    for tail in (_RE_TAIL, _RE_ASIDE):
        match = tail.search(text)
        if match and not _RE_EXAMPLE.match(text, match.end()) and _says_enough(text[: match.start()]):
            text = text[: match.start()]
    return _ended(_RE_BOLD.sub("", text).strip())


def _says_enough(text: str) -> bool:
    """Return whether a definition may end here: a verb, and some words that say what the term is."""
    verb = _RE_VERB.search(text)
    return verb is not None and len(text[verb.end() :].split()) >= _ENOUGH_WORDS


def _ended(text: str) -> str:
    return text if not text or _RE_END.search(text) else text.rstrip(" ,;") + "."


def _asides(sentence: str) -> list[str]:
    """Return the remarks that stand behind a dash in a sentence."""
    if "-" not in sentence and "—" not in sentence and "–" not in sentence:
        return []
    return [part for part in _RE_DASH.split(sentence)[1:] if part]


def _folded(name: str, sentence: str) -> str:
    """Return a sentence in the form in which it is compared: no markup, no case, the words of the term exchanged."""
    text = " ".join(words(sentence))
    return text.replace(name, "…") if name else text
