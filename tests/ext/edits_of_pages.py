"""Edits of a random project's documents: what they say, use, place and define by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from page_text import ByHand, Directive, Inside, Text, Use
from random_project import PLACEMENTS, TABLES, any_name, any_page, is_placement, make_placement, make_prose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from page_text import Block
    from random_project import Plan


def add_use(plan: Plan, random: Random, *, role: str) -> str:
    """Refer to one more name, perhaps a plural, a synonym or an unknown one."""
    page, name = any_page(plan, random), any_name(plan, random)
    blocks = plan.pages[page].blocks
    use: Block = Use(role, name)
    around = random.choice(("", "", "only", "note", "list-table", "rubric"))
    if around == "only":
        use = Inside("only", random.choice(("html", "latex", "not html")), (use,))
    elif around == "note":
        use = Inside("note", "", (use,))
    elif around == "rubric":
        use = Use(role, name, "rubric")
    elif around:
        use = Inside("list-table", "", (Use(role, name, "* -"),))
    blocks.insert(random.randrange(len(blocks) + 1), use)
    return f"{page} uses {name} by {role} {around}"


def remove_block(plan: Plan, random: Random) -> str:
    """Take a paragraph with or without a reference out of a document."""
    kinds = (Use, Text, Inside)
    page = random.choice([n for n, p in plan.pages.items() if any(isinstance(b, kinds) for b in p.blocks)])
    blocks = plan.pages[page].blocks
    gone = random.choice([block for block in blocks if isinstance(block, kinds)])
    blocks.remove(gone)
    return f"{page} loses {gone}"


def move_block(plan: Plan, random: Random) -> str:
    """Move a part of a document to its beginning."""
    page = any_page(plan, random)
    blocks = plan.pages[page].blocks
    if blocks:
        blocks.insert(0, blocks.pop())
    return f"{page} begins with {blocks[:1]}"


def change_body(plan: Plan, random: Random) -> str:
    """Change words of a document, with other mentions."""
    page = any_page(plan, random)
    blocks = plan.pages[page].blocks
    blocks[:1] = [Text(f"Other words {random.random()}."), Text(make_prose(random))]
    return f"{page} has another text"


def touch_document(plan: Plan, random: Random) -> str:
    """Touch a document and nothing else."""
    name = any_page(plan, random)
    plan.touched.add(name + plan.pages[name].markup.suffix)
    return f"{name} is touched"


def wrap_block(plan: Plan, random: Random, *, directive: str, argument: str = "") -> str:
    """Put a directive around a paragraph."""
    kinds = (Use, Text)
    page = random.choice([n for n, p in plan.pages.items() if any(isinstance(b, kinds) for b in p.blocks)])
    blocks = plan.pages[page].blocks
    place = random.choice([number for number, block in enumerate(blocks) if isinstance(block, kinds)])
    blocks[place] = Inside(directive, argument, (blocks[place],))
    return f"{page} has {blocks[place]}"


def change_metadata(plan: Plan, random: Random, *, name: str, choices: tuple[str, ...]) -> str:
    """State something in the metadata of a page, or no more."""
    page = any_page(plan, random)
    metadata = plan.pages[page].metadata
    if metadata.pop(name, None) is None:
        metadata[name] = random.choice(choices)
    return f"{page} has the metadata {metadata}"


def change_placement(plan: Plan, random: Random) -> str:
    """Give a placement other options."""
    page = random.choice([name for name in PLACEMENTS if name in plan.pages])
    options = random.choice(PLACEMENTS[page])
    _unplace(plan, page)
    plan.pages[page].blocks.append(make_placement(options))
    return f"{page} prints {options}"


def toggle_table(plan: Plan, random: Random) -> str:
    """Print a table of abbreviations at the end of a document, or no more."""
    page = random.choice([name for name in ("a1", "a3", "b3", "code") if name in plan.pages])
    blocks = plan.pages[page].blocks
    table = Directive("aiglossary-abbreviations", "", random.choice(TABLES))
    if table in blocks:
        blocks.remove(table)
    else:
        blocks.append(table)
    return f"{page} has tables {[block for block in blocks if isinstance(block, Directive)]}"


def toggle_placements(plan: Plan, random: Random) -> str:
    """Take every placement away, so that the root document prints the glossary, or bring them back."""
    gone = plan.placements() == {"index"}
    for page in [name for name in PLACEMENTS if name in plan.pages]:
        _unplace(plan, page)
        if gone:
            plan.pages[page].blocks.append(make_placement(random.choice(PLACEMENTS[page])))
    return "placements are back" if gone else "placements are gone"


def hide_placement(plan: Plan, random: Random) -> str:
    """Let only some builders print a placement."""
    page = random.choice(sorted(plan.placements() - {"index"}) or ["index"])
    argument = random.choice(("html", "latex"))
    blocks = plan.pages[page].blocks
    blocks[:] = [Inside("only", argument, (block,)) if is_placement(block) else block for block in blocks]
    return f"{page} prints for {argument} only"


def _unplace(plan: Plan, page: str) -> None:
    blocks = plan.pages[page].blocks
    blocks[:] = [block for block in blocks if not is_placement(block)]


def toggle_by_hand(plan: Plan, random: Random) -> str:
    """Define a term by hand in one document, in place of another one or of nothing, or define one no more."""
    page = random.choice([name for name in ("hand", "b1") if name in plan.pages])
    blocks = plan.pages[page].blocks
    entries = [entry for block in blocks if isinstance(block, ByHand) for entry in block.entries]
    blocks[:] = [block for block in blocks if not isinstance(block, ByHand)]
    # Sphinx itself is not exact when two documents define one term
    taken = {term.casefold() for entry in _by_hand(plan) for term in entry}
    if entries and random.random() < 0.5:
        entries.pop()
    term, other = any_name(plan, random), any_name(plan, random)
    entry = random.choice(((term,), (term, other), (f"{term} ({other})",)))
    new = [each.casefold() for each in entry]
    if (
        len({*new}) == len(new)
        and not taken & {*new}
        and not {*new} & {t.casefold() for e in entries for t in e}
    ):
        entries.append(entry)
    if entries:
        blocks.append(ByHand(tuple(entries)))
    return f"{page} defines {entries} by hand"


def _by_hand(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Yield the terms of all hand-written entries."""
    for page in plan.pages.values():
        for block in page.blocks:
            if isinstance(block, ByHand):
                yield from block.entries
