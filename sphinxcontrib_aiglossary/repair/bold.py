"""A bold phrase in flattened prose: whether it is a heading, begins a paragraph, or only stresses its words."""

from __future__ import annotations

from dataclasses import dataclass

from .phrases import (
    LONGEST_HEADING,
    RE_ABBREVIATION,
    RE_BLOCK,
    RE_CAPITAL,
    RE_COLON_END,
    RE_LAST_WORD,
    RE_NUMBERED,
    RE_SENTENCE_END,
    RE_STOP,
    RE_VERB,
    SENTENCE,
    SMALL,
    is_title,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bold:
    """A bold phrase and what stands around it."""

    title: str
    """The phrase, without its stars."""
    after: str
    """The beginning of the text behind it."""
    before: str
    """The end of the line before it."""
    fresh: bool
    """It is the first on its line."""
    in_item: bool
    """It stands in a list item."""
    plain_items: bool
    """The items of the open list end without full stops."""
    structured: bool
    """The body has blocks of its own."""
    block_follows: bool
    """A table, a fence or display math comes behind the text."""

    def is_heading(self) -> bool:
        """Return whether no sentence leads to the phrase and none goes on from it."""
        rest, title = self.after.lstrip(), self.title.rstrip()
        if len(title) > LONGEST_HEADING or title.endswith((".", ",", ";")):
            return False
        if rest[:1] in {":", ",", ".", ";", "(", "—", "–", "/", ")", "="}:
            return False
        block = self._is_before_block()
        if not self.fresh and not self._ends_line(block=block):
            return False
        if block or title.endswith(":"):
            return block
        return bool(RE_CAPITAL.match(rest)) and is_title(title)

    def begins_paragraph(self) -> bool:
        """Return whether a phrase that is no heading is the first of a paragraph."""
        rest, title = self.after.lstrip(), self.title.rstrip()
        label = rest[:1] == ":" or title.endswith(":")
        if not RE_STOP.search(self.before) or RE_ABBREVIATION.search(self.before):
            plain_label = self.in_item and self.plain_items and label and is_title(title)
            if not plain_label and not self._is_last_sentence():
                return False
        if title.endswith((".", "!")) or not rest:
            return True
        if label:
            return self.in_item or self.structured
        if rest[:1] in {"—", "–"} or rest[:2] == "- ":
            return True
        return self.in_item and bool(RE_VERB.match(self.after))

    def _is_before_block(self) -> bool:
        """Return whether a list, a table, code, math or another heading follows."""
        rest = self.after.lstrip()
        if not rest:
            return self.block_follows
        if rest[:2] == "- " and not RE_CAPITAL.match(rest[2:].lstrip()):
            return bool(RE_COLON_END.search(self.title))
        return bool(RE_BLOCK.match(rest))

    def _ends_line(self, *, block: bool) -> bool:
        """Return whether a line may end before the phrase."""
        if RE_SENTENCE_END.search(self.before) and not RE_ABBREVIATION.search(self.before):
            return block or not self.before.endswith((";", ":"))
        if RE_NUMBERED.match(self.title):
            return True
        if not self.in_item or not is_title(self.title):
            return False
        if self.title.rstrip().endswith(":"):
            return block
        last = RE_LAST_WORD.search(self.before)
        if len(self.before.split()) == 1 or (last and last[1].lower() in SMALL):
            return False  # `- Try **Gas**`, `- Made with **Gas**`: the item goes on
        return block or self.plain_items

    def _is_last_sentence(self) -> bool:
        """Return whether the phrase is a whole sentence that ends the text."""
        ends = not self.after.strip() and not self.block_follows
        return ends and len(self.title) > SENTENCE and bool(RE_VERB.search(self.title))
