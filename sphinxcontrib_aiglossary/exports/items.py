"""Concepts as items of a glossary: the names to print and the tokens to write, the same for every markup.

Here references get their targets, mentions become references, images become links, and code its language; what is
left to a writer is markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from markdown_it.token import Token

from sphinxcontrib_aiglossary.markup.definitions import full_text
from sphinxcontrib_aiglossary.markup.markdown import parse, term_target, walk
from sphinxcontrib_aiglossary.model import TERM_SCHEME
from sphinxcontrib_aiglossary.naming.mentions import link, link_mentions

from .languages import is_lexed, language
from .layout import place
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxcontrib_aiglossary.model import Concept, Detail
    from sphinxcontrib_aiglossary.naming.mentions import Mention

EXTERNAL: Final = ("http://", "https://", "ftp://", "mailto:")
"""Links that lead out of a glossary. Any other one has lost the site that it pointed into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is printed of one concept."""

    names: tuple[str, ...]
    """The lines above the definition."""
    tokens: tuple[Token, ...]
    """The blocks below; empty if nothing is known of the concept. A ``comment`` token is for authors only."""


def items(concepts: Sequence[Concept], detail: Detail) -> Iterator[Item]:
    """Yield the items of a glossary.

    Args:
        concepts: in print order.
        detail: how much of each.
    """
    vocabulary = Vocabulary(concepts)
    for concept in concepts:
        tokens = definition(concept) if detail == "brief" else _everything(concept)
        _settle(tokens, concept, vocabulary)
        names = _names_paragraph("See also", _related(concept, vocabulary, detail))
        avoided = _names_paragraph("Names to avoid", [[_plain(name)] for name in concept.deprecated])
        yield Item(names=vocabulary.printed(concept), tokens=(*tokens, *names, *avoided))


def definition(concept: Concept) -> list[Token]:
    """Return the tokens of the definition; failing that, of the first paragraph of the article."""
    if concept.definition.strip():
        return parse(concept.definition)
    tokens = parse(concept.article)
    for start, token in enumerate(tokens):
        if token.type == "paragraph_open" and token.level == 0:
            return tokens[start : start + 3]
    return tokens


def _everything(concept: Concept) -> list[Token]:
    tokens: list[Token] = []
    for number, entry in enumerate(concept.entries):
        blocks = parse(full_text(entry))
        if number and blocks:
            tokens += _wrapped("heading", "h2", [_plain("Another definition")])
            tokens.append(Token("comment", "", 0, content=f"Read in {place(entry.origin)}"))
        tokens += _without_idle_rules(blocks)
    return tokens


def _without_idle_rules(tokens: Sequence[Token]) -> Iterator[Token]:
    """Leave out rules that part nothing: at the edge, or above a heading."""
    for number, token in enumerate(tokens):
        after = tokens[number + 1].type if number + 1 < len(tokens) else "hr"
        idle = number == 0 or after in {"heading_open", "hr"}
        if token.type != "hr" or not idle:
            yield token


def _settle(tokens: list[Token], concept: Concept, vocabulary: Vocabulary) -> None:
    """Give references their targets, code its language, and link the first mention of each other concept."""
    referred: set[str] = {concept.ident}
    for token in walk(tokens):
        if token.type in {"fence", "code_block"}:
            token.info = language(token.info)
            token.meta = {"force": not is_lexed(token.content, token.info)}
    for token in tokens:
        if token.children:
            token.children = _references(_images(token.children), concept, vocabulary, referred)

    def choose(mention: Mention) -> str | None:
        chosen = vocabulary.choose(mention, concept)
        if not chosen or chosen[0] in referred:
            return None
        referred.add(chosen[0])
        return chosen[1]

    link_mentions(tokens, vocabulary.mentions, choose)


def _references(
    children: Iterable[Token], concept: Concept, vocabulary: Vocabulary, referred: set[str]
) -> list[Token]:
    """Point ``term:`` links at printed names, and unlink what leads nowhere, keeping its words."""
    settled: list[Token] = []
    closing: list[list[Token]] = []
    for token in children:
        if token.type == "link_close":
            settled += closing.pop()
            continue
        if token.type != "link_open":
            settled.append(token)
            continue
        href = str(token.attrs.get("href", ""))
        after = [Token("link_close", "a", -1)]
        if (name := term_target(href)) is not None:
            found = vocabulary.resolve(name, concept)
            if found and found[0] != concept.ident:
                referred.add(found[0])
                token.attrs["href"] = TERM_SCHEME + quote(found[1])
                settled.append(token)
            else:
                after = []
        elif href.lower().startswith(EXTERNAL):
            settled.append(token)
        else:
            after = [] if href.startswith("#") or not href else [_plain(f" ({href})")]
        title = str(token.attrs.get("title", ""))
        closing.append([*after, _plain(f" ({title})")] if title else after)
    return settled


def _images(children: Iterable[Token]) -> Iterator[Token]:
    """Make links of images: a text is not fetched from other people's servers when it is read."""
    linked = 0
    for token in children:
        linked += token.nesting if token.type in {"link_open", "link_close"} else 0
        if token.type != "image":
            yield token
            continue
        source = str(token.attrs.get("src", ""))
        text = _plain("".join(child.content for child in walk(token.children or ())) or source)
        title = str(token.attrs.get("title", ""))
        if linked:
            yield text
        else:
            yield Token("link_open", "a", 1, attrs={"href": source, "title": title})
            yield text
            yield Token("link_close", "a", -1)


def _related(concept: Concept, vocabulary: Vocabulary, detail: Detail) -> list[list[Token]]:
    if detail == "brief":
        return []
    related: dict[str, list[Token]] = {}
    for name in concept.see:
        found = vocabulary.resolve(name, concept)
        if found is None:
            related[name] = [_plain(name)]
        elif found[0] != concept.ident:
            related[found[0]] = link(found[1], name)
    for name in concept.keywords:
        found = vocabulary.resolve(name, concept)
        if found and found[0] != concept.ident:
            related.setdefault(found[0], link(found[1], name))
    return list(related.values())


def _names_paragraph(label: str, names: Sequence[Sequence[Token]]) -> list[Token]:
    if not names:
        return []
    inline = [
        Token("em_open", "em", 1, markup="*"),
        _plain(f"{label}:"),
        Token("em_close", "em", -1, markup="*"),
    ]
    for number, tokens in enumerate(names):
        inline += [_plain(", " if number else " "), *tokens]
    return _wrapped("paragraph", "p", [*inline, _plain(".")])


def _wrapped(kind: str, tag: str, inline: list[Token]) -> list[Token]:
    return [
        Token(f"{kind}_open", tag, 1),
        Token("inline", "", 0, children=inline),
        Token(f"{kind}_close", tag, -1),
    ]


def _plain(content: str) -> Token:
    return Token("text", "", 0, content=content)
