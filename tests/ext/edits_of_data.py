"""Edits of a random project's sources and configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from page_text import Use
from random_project import CATEGORIES, NEW_TERMS, any_concept, any_file, any_name, any_page, make_concept

from sphinxcontrib_aiglossary.config import AUTOLINK, FIRST_USE

if TYPE_CHECKING:
    from random import Random

    from random_project import Plan


SETTINGS: Final = (
    "autolink",
    "autolink_categories",
    "autolink_definitions",
    "autolink_exclude",
    "endnotes",
    "exclude",
    "filter",
    "first_use",
    "prefer",
    "publish",
    "renamed",
    "sources",
    "structured_data",
    "tips",
    "warn_unused",
)
"""The configuration values, without their prefix."""


def add_concept(plan: Plan, random: Random) -> str:
    """Add a concept, and use it somewhere."""
    have = {str(concept["term"]).casefold() for concept in plan.every()}
    term = next(name for name in (*NEW_TERMS, f"new {random.random()}") if name not in have)
    file = any_file(plan, random)
    plan.concepts[file].insert(0, make_concept(random, term, random.randrange(100)))
    page = any_page(plan, random)
    plan.pages[page].blocks.append(Use("term", term))
    return f"{term} is added to {file} and used in {page}"


def rename_concept(plan: Plan, random: Random) -> str:
    """Give a concept another term; its old one may stay as a synonym."""
    concept = any_concept(plan, random)
    old = concept["term"]
    concept["term"] = f"{random.choice(('a', 'n', 'z'))} renamed {old}"
    if random.random() < 0.6:
        concept["synonyms"] = [old]
    return f"{old} becomes {concept['term']}, synonyms {concept.get('synonyms')}"


def remove_concept(plan: Plan, random: Random) -> str:
    """Remove a concept, in use or not."""
    if len(plan.every()) < 6:
        return add_concept(plan, random)
    concept = any_concept(plan, random)
    for listed in plan.concepts.values():
        listed[:] = [each for each in listed if each is not concept]
    return f"{concept['term']} is removed"


def move_concept(plan: Plan, random: Random) -> str:
    """Move a concept to another file, perhaps a new one, or only within its own; a file may vanish."""
    concept = any_concept(plan, random)
    for listed in plan.concepts.values():
        listed[:] = [each for each in listed if each is not concept]
    file = random.choice((*plan.concepts, "extra.yaml"))
    plan.concepts.setdefault(file, []).append(concept)
    if not plan.concepts.get("extra.yaml", True):
        del plan.concepts["extra.yaml"]
    return f"{concept['term']} goes to the end of {file}"


def touch_source(plan: Plan, random: Random) -> str:
    """Touch a source and nothing else."""
    file = any_file(plan, random)
    plan.touched.add(file)
    return f"{file} is touched"


def change_definition(plan: Plan, random: Random) -> str:
    """Define a concept in other words, with another link and another mention."""
    concept = any_concept(plan, random)
    link, mention = (str(any_concept(plan, random)["term"]) for _ in range(2))
    concept["definition"] = f"Said anew {random.random()} of [it](term:{link}) and a {mention}."
    return f"{concept['term']} is defined by {link} and {mention}"


def change_article(plan: Plan, random: Random) -> str:
    """Write another article, with a link and a mention."""
    concept = any_concept(plan, random)
    link, mention = (str(any_concept(plan, random)["term"]) for _ in range(2))
    concept["article"] = (
        f"Long text {random.random()} of [it](term:{link}).\n\n## Heading\n\nAlso a {mention}."
    )
    return f"{concept['term']} has an article on {link} and {mention}"


def change_names(plan: Plan, random: Random, *, kind: str) -> str:
    """Give a concept other synonyms, abbreviations or names to avoid, or none; they may be names of another one."""
    concept = any_concept(plan, random)
    term = str(any_concept(plan, random)["term"])
    new = random.choice(
        (f"{kind[:3]} {term}", term, "".join(word[0] for word in term.split()).upper() + "Q", "shared name")
    )
    concept[kind] = random.choice(([new], [new, f"second {term}"], []))
    return f"{concept['term']} has {kind} {concept[kind]}"


def change_plural(plan: Plan, random: Random) -> str:
    """Give a concept another plural, none, or that of the rule."""
    concept = any_concept(plan, random)
    concept.pop("plural", None)
    if plural := random.choice((f"{concept['term']}en", False, None)):
        concept["plural"] = plural
    return f"{concept['term']} has the plural {plural}"


def change_categories(plan: Plan, random: Random) -> str:
    """Give a concept other categories."""
    concept = any_concept(plan, random)
    concept["categories"] = random.sample(CATEGORIES, random.choice((0, 1, 2)))
    return f"{concept['term']} has the categories {concept['categories']}"


def change_consent(plan: Plan, random: Random) -> str:
    """Let a concept say whether plain mentions of it may become links, or nothing of it."""
    concept = any_concept(plan, random)
    concept.pop("autolink", None)
    if (consent := random.choice((True, False, None))) is not None:
        concept["autolink"] = consent
    return f"{concept['term']} says autolink: {consent}"


def change_see(plan: Plan, random: Random) -> str:
    """Relate a concept to another one."""
    concept = any_concept(plan, random)
    concept["see"] = [any_concept(plan, random)["term"]]
    return f"{concept['term']} sees {concept['see']}"


def change_value(plan: Plan, random: Random, *, name: str) -> str:
    """Set a configuration value, to a bad one too, or take it back to the default."""
    terms = [str(concept["term"]) for concept in plan.every()]
    choices: dict[str, tuple[object, ...]] = {
        "exclude": ([random.choice(terms)], [any_name(plan, random)]),
        "prefer": (["Training"], ["Lithography", "Training"]),
        "sources": (["more.yaml", "terms.yaml"], ["*.yaml"], ["more.yaml"]),
        "first_use": FIRST_USE,
        "autolink": AUTOLINK,
        "autolink_categories": (["Training"], ["Lithography", "Inference serving"]),
        "autolink_exclude": ([random.choice(terms)], [any_name(plan, random), "b*"]),
        "autolink_definitions": (False,),
        "tips": (False,),
        "endnotes": (True,),
        "filter": (False,),
        "publish": (False,),
        "structured_data": (False,),
        "renamed": ({"former name": random.choice(terms)}, {any_name(plan, random): random.choice(terms)}),
        "warn_unused": (True,),
    }
    default = plan.config.pop(name, None)
    value = random.choice([each for each in (*choices[name], None) if each != default])
    if value is not None:
        plan.config[name] = value
    return f"aiglossary_{name} is {value}"
