"""A project of thirty documents, reST and MyST mixed, and the edits that a seed makes to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from building import Project

SIZE = 30
WORDS = (
    "wafer",
    "die",
    "photoresist",
    "anneal",
    "etch stop",
    "mask set",
    "tensor",
    "attention head",
    "token",
    "expert",
)
MORE = (
    "router",
    "gradient",
    "dropout",
    "logit",
    "beam search",
    "epoch",
    "kernel fusion",
    "cache line",
    "latch",
    "via",
)
CATEGORIES = ("Lithography", "Mixture of experts", "Training", "Unheard-of field")
PLACEMENTS = {
    "doc05": ({}, {"show": "all"}, {"detail": "full"}, {"letters": "a-m"}),
    "doc10": ({"show": "all", "letters": "a-f"}, {"letters": "n-z"}, {"categories": "Lithography"}),
    "doc15": ({"local": ""}, {"local": "", "detail": "full"}),
    "doc20": ({"categories": "Mixture of experts, Training", "show": "all"}, {}),
}


@dataclass
class Plan:
    """The project as data; written out in full before every build."""

    random: Random
    concepts: dict[str, dict[str, object]] = field(default_factory=dict)
    uses: dict[str, list[str]] = field(default_factory=dict)
    any_uses: dict[str, list[str]] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    placements: dict[str, dict[str, str] | None] = field(default_factory=dict)
    by_hand: list[str] = field(default_factory=lambda: ["latch"])
    config: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, term in enumerate(WORDS):
            self.concepts[term] = self.concept(term, number)
        for number in range(1, SIZE):
            docname = f"doc{number:02}"
            self.uses[docname] = self.random.sample(WORDS, self.random.choice((0, 1, 2)))
            self.any_uses[docname] = self.random.sample(WORDS, self.random.choice((0, 0, 1)))
            self.bodies[docname] = 0
        self.placements = {docname: options[0] for docname, options in PLACEMENTS.items()}

    def concept(self, term: str, number: int) -> dict[str, object]:
        """Make up a concept that uses up to two others."""
        others = self.random.sample(WORDS, 2)
        links = " and ".join(f"[{name}s](term:{name})" for name in others[: number % 3] if name != term)
        concept: dict[str, object] = {
            "term": term.capitalize() if number % 2 else term,
            "definition": f"What number {number} means{', beside ' + links if links else ''}.",
            "article": f"More on number {number}: $x_{{{number}}}$.",
            "categories": [CATEGORIES[number % len(CATEGORIES)]],
            "see": [self.random.choice(WORDS)],
        }
        if number % 4 == 0:
            concept["abbreviations"] = ["".join(word[0] for word in term.split()).upper() + str(number)]
        if number % 4 == 1:
            concept["synonyms"] = [f"{term} thing"]
        if number % 5 == 2:
            concept["deprecated"] = [f"old {term}"]
        return concept

    def write(self, project: Project) -> None:
        """Write every file whose text changed."""
        settings = "".join(f"aiglossary_{name} = {value!r}\n" for name, value in sorted(self.config.items()))
        project.write(
            "conf.py",
            "project = 'random'\nextensions = ['sphinxcontrib_aiglossary', 'myst_parser']\n"
            "html_theme = 'basic'\naiglossary_sources = ['terms.yaml']\n" + settings,
        )
        project.write(
            "terms.yaml", yaml.safe_dump({"concepts": list(self.concepts.values())}, sort_keys=False)
        )
        entries = "".join(f"   doc{number:02}\n" for number in range(1, SIZE))
        project.write("index.rst", f"Root\n====\n\n.. toctree::\n\n{entries}   hand\n   code\n")
        hand = "".join(f"   {name}\n      Defined by hand.\n\n" for name in self.by_hand)
        project.write("hand.rst", f"By hand\n=======\n\n.. glossary::\n\n{hand}")
        project.write("code.rst", "Code\n====\n\n.. py:function:: token()\n\n.. aiglossary-categories::\n")
        for docname in self.bodies:
            self._write_document(project, docname)

    def _write_document(self, project: Project, docname: str) -> None:
        placement = self.placements.get(docname)
        uses, any_uses, body = self.uses[docname], self.any_uses[docname], self.bodies[docname]
        if int(docname[3:]) % 2:
            lines = [f"Page {docname}", "=" * 20, "", f"Text {body}.", ""]
            lines += [f"A :term:`{name}` here." for name in uses]
            lines += [f"Any :any:`{name}` here." for name in any_uses]
            lines += ["", ".. only:: latex", "", "   An :term:`anneal`."]
            if placement is not None:
                lines += [
                    "",
                    ".. aiglossary::",
                    *(f"   :{name}: {value}" for name, value in placement.items()),
                ]
            project.write(f"{docname}.rst", "\n".join(lines) + "\n")
        else:
            lines = [f"# Page {docname}", "", f"Text {body}.", ""]
            lines += [f"A {{term}}`{name}` here." for name in uses]
            lines += [f"Any {{any}}`{name}` here." for name in any_uses]
            if placement is not None:
                options = [f":{name}: {value}" for name, value in placement.items()]
                lines += ["", "```{aiglossary}", *options, "```"]
            project.write(f"{docname}.md", "\n".join(lines) + "\n")

    def edits(self) -> list[Callable[[], str]]:
        """Every kind of edit; each returns what it did."""
        return [
            self.add_use,
            self.remove_use,
            self.change_definition,
            self.rename_concept,
            self.add_concept,
            self.remove_concept,
            self.change_placement,
            self.change_body,
            self.toggle_by_hand,
            self.toggle_exclusion,
            self.toggle_all_placements,
            self.add_any_use,
        ]

    def _document(self) -> str:
        return self.random.choice(sorted(self.bodies))

    def _concept(self) -> str:
        return self.random.choice(sorted(self.concepts))

    def add_use(self) -> str:
        """Use one more name in one document, perhaps a plural, a synonym or an unknown one."""
        docname, name = self._document(), self._concept()
        name = self.random.choice((name, name.upper(), f"{name}s", f"{name} thing", f"old {name}"))
        self.uses[docname].append(name)
        return f"{docname} uses {name}"

    def add_any_use(self) -> str:
        """Use one more name by the role ``any``."""
        docname, name = self._document(), self._concept()
        self.any_uses[docname].append(name)
        return f"{docname} uses any {name}"

    def remove_use(self) -> str:
        """Use no name in one document any more."""
        docname = self.random.choice([name for name, uses in self.uses.items() if uses])
        self.uses[docname] = []
        return f"{docname} uses nothing"

    def change_definition(self) -> str:
        """Define a concept in other words, with another link."""
        term = self._concept()
        self.concepts[term]["definition"] = (
            f"Said anew of [it](term:{self._concept()}) {self.random.random()}."
        )
        return f"{term} is defined anew"

    def rename_concept(self) -> str:
        """Give a concept another term; its old one stays as a synonym."""
        term = self._concept()
        self.concepts[term]["synonyms"] = [term]
        self.concepts[term]["term"] = f"Renamed {term}"
        return f"{term} is renamed"

    def add_concept(self) -> str:
        """Add a concept."""
        term = next(word for word in MORE if word not in self.concepts)
        self.concepts[term] = self.concept(term, self.random.randrange(100))
        self.uses[self._document()].append(term)
        return f"{term} is added"

    def remove_concept(self) -> str:
        """Remove a concept, in use or not."""
        term = self._concept()
        del self.concepts[term]
        return f"{term} is removed"

    def change_placement(self) -> str:
        """Give a placement other options."""
        docname = self.random.choice(sorted(PLACEMENTS))
        self.placements[docname] = self.random.choice(PLACEMENTS[docname])
        return f"{docname} prints {self.placements[docname]}"

    def toggle_all_placements(self) -> str:
        """Take every placement away, so that the root document prints the glossary, or bring them back."""
        gone = any(placement is None for placement in self.placements.values())
        self.placements = {docname: options[0] if gone else None for docname, options in PLACEMENTS.items()}
        return "placements back" if gone else "no placement"

    def change_body(self) -> str:
        """Change the text of a document."""
        docname = self._document()
        self.bodies[docname] += 1
        return f"{docname} has another text"

    def toggle_by_hand(self) -> str:
        """Define a term by hand, or no more."""
        term = self._concept()
        if term in self.by_hand:
            self.by_hand.remove(term)
        else:
            self.by_hand.append(term)
        return f"by hand: {self.by_hand}"

    def toggle_exclusion(self) -> str:
        """Exclude a term, or no more."""
        self.config["exclude"] = [] if self.config.get("exclude") else [self._concept()]
        return f"excluded: {self.config['exclude']}"
