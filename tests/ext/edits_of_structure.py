"""Edits of a random project after which plain Sphinx leaves stale pages: titles, labels, toctrees, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from page_text import MYST, RST, Directive, PageText, Section, Text, Use
from random_project import TERMS, any_name, any_page, make_prose

if TYPE_CHECKING:
    from random import Random

    from page_text import Block
    from random_project import Plan


def change_title(plan: Plan, random: Random) -> str:
    """Change the title of a document."""
    page = any_page(plan, random)
    plan.pages[page].title = f"Title {random.random()}"
    return f"{page} has another title"


def change_section(plan: Plan, random: Random) -> str:
    """Rename the sections of a document, or their labels, or add one."""
    page = any_page(plan, random)
    blocks = plan.pages[page].blocks
    new = random.random()
    label = random.choice(("", "label-a1", "label-b1", "wafer", "tensor"))
    taken = {b.label for n, p in plan.pages.items() if n != page for b in p.blocks if isinstance(b, Section)}
    blocks[:] = [block for block in blocks if not isinstance(block, Section)]
    blocks.insert(len(blocks) // 2, Section(f"Section {new}", "" if label in taken else label))
    return f"{page} has a section labeled {label!r}"


def toggle_function(plan: Plan, random: Random) -> str:
    """Document a function that is called like a concept, or no more."""
    page = random.choice([name for name in ("code", "a1") if name in plan.pages])
    blocks = plan.pages[page].blocks
    kept: list[Block] = [b for b in blocks if not (isinstance(b, Directive) and b.directive == "py:function")]
    name = random.choice(TERMS).replace(" ", "_")
    others = {b for n, p in plan.pages.items() if n != page for b in p.blocks}
    function = Directive("py:function", f"{name}()")
    blocks[:] = kept if len(kept) < len(blocks) or function in others else [*kept, function]
    return f"{page} documents {[block for block in blocks if block not in kept]}"


def reorder_toctree(plan: Plan, random: Random) -> str:
    """List the documents of a toctree in another order."""
    page = random.choice([name for name, each in plan.pages.items() if len(each.below) > 1])
    random.shuffle(plan.pages[page].below)
    return f"{page} lists {plan.pages[page].below}"


def move_page(plan: Plan, random: Random) -> str:
    """List a document in another toctree."""
    page = random.choice([n for n, each in plan.pages.items() if not each.below and n != "lost"])
    for each in plan.pages.values():
        each.below = [name for name in each.below if name != page]
    parent = random.choice([name for name in ("index", "a", "b") if name in plan.pages])
    plan.pages[parent].below.insert(0, page)
    return f"{page} goes below {parent}"


def add_page(plan: Plan, random: Random) -> str:
    """Add a document."""
    name = f"new{random.randrange(10**6)}"
    page = PageText(random.choice((RST, MYST)), f"Page {name}", blocks=[Text(make_prose(random))])
    page.blocks += [Use("term", any_name(plan, random)), Use("any", any_name(plan, random))]
    plan.pages[name] = page
    plan.pages["index"].below.insert(random.randrange(3), name)
    return f"{name} is added"


def delete_page(plan: Plan, random: Random) -> str:
    """Delete a document."""
    page = random.choice([name for name, each in plan.pages.items() if not each.below])
    del plan.pages[page]
    for each in plan.pages.values():
        each.below = [name for name in each.below if name != page]
    return f"{page} is deleted"
