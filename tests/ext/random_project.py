"""A project of fifteen documents, reST and MyST mixed, kept as data so that edits can be made to it at random."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import yaml
from page_text import MYST, RST, ByHand, Directive, Inside, PageText, Section, Text, Use

from sphinxcontrib_aiglossary.config import AUTOLINK, FIRST_USE

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from building import Project
    from page_text import Block

CATEGORIES: Final = ("Lithography", "Mixture of experts", "Training", "Unheard-of field")
TERMS: Final = (
    "wafer",
    "die",
    "photoresist",
    "etch stop",
    "tensor",
    "attention",
    "attention head",
    "expert",
    "batch size",
    "mask set",
)
"""The terms at the beginning; ``batch size`` has a homonym."""
NEW_TERMS: Final = (
    "router",
    "gradient",
    "beam search",
    "cache line",
    "latch",
    "attention map",
    "sub-wafer",
    "epoch",
)
PLACEMENTS: Final[dict[str, tuple[dict[str, str], ...]]] = {
    "a3": (
        {},
        {"uses": ""},
        {"show": "all", "uses": ""},
        {"detail": "full", "uses": ""},
        {"letters": "a-m"},
        {"letters": "", "show": "all"},
        {"categories": "Training"},
    ),
    "b2": (
        {"show": "all", "letters": "a-f"},
        {"letters": "n-z", "detail": "full"},
        {"letters": "", "detail": "full"},
        {"categories": "Lithography"},
    ),
    "b3": ({"local": ""}, {"local": "", "detail": "full"}),
    "lost": ({"categories": "Mixture of experts, Training", "show": "all"}, {}),
}
"""The documents with a placement, and the options it may have."""
TABLES: Final = ((), (("local", ""),), (("categories", "Training"),))
"""The options that a table of abbreviations may have."""
INDICES: Final = ("aiglossary-categories", "aiglossary-abbreviations", "aiglossary-terms")
TREE: Final = {"index": ["a", "b", "hand", "code"], "a": ["a1", "a2", "a3"], "b": ["b1", "b2", "b3", "b4"]}

CONF: Final = """\
import os
from pathlib import Path

project = "random"
extensions = {extensions!r}
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
html_theme = "basic"
html_copy_source = False
{settings}

def note(event, docname):
    with Path(__file__).parent.with_name("log").open("a", encoding="utf-8") as log:
        log.write(f"{{event}} {{docname}} {{os.getpid()}}\\n")


def setup(app):
    app.connect("source-read", lambda app, docname, text: note("read", docname))
    # One that may leave out anything: it is asked what it leaves out
    app.connect("doctree-resolved", lambda app, doctree, docname: None)
    app.connect("html-page-context", lambda app, docname, *given: note("printed", docname) if given[-1] else None)
"""


@dataclass
class Plan:
    """The project as data; written out in full before every build."""

    concepts: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    """The concepts of each YAML source."""
    pages: dict[str, PageText] = field(default_factory=dict)
    config: dict[str, object] = field(default_factory=dict)
    """The values of the extension, without its prefix."""
    touched: set[str] = field(default_factory=set)
    """Files that the next writing touches."""

    def every(self) -> list[dict[str, object]]:
        """Return all concepts."""
        return [concept for listed in self.concepts.values() for concept in listed]

    def write(self, project: Project, *, plain: bool = False) -> set[str]:
        """Write every file whose text changed, and remove those that are gone.

        Args:
            project: where to.
            plain: whether to write what the project would be without the extension.

        Returns:
            The documents that changed.
        """
        texts = {} if plain else {name: _dumped(listed) for name, listed in self.concepts.items()}
        texts |= {name + page.markup.suffix: page.written(plain=plain) for name, page in self.pages.items()}
        files = {path for path in project.src.iterdir() if path.is_file()}
        for path in files - {project.src / name for name in (*texts, "conf.py")}:
            path.unlink()
        old = {path: path.stat().st_mtime_ns for path in files if path.exists()}
        project.write("conf.py", self._configuration(plain=plain))
        for name, text in texts.items():
            project.write(name, text)
        for path in [project.src / name for name in self.touched & texts.keys()]:
            os.utime(path)
        self.touched = set()
        changed = {path.stem for path in project.src.iterdir() if path.stat().st_mtime_ns != old.get(path)}
        return changed & self.pages.keys()

    def _configuration(self, *, plain: bool) -> str:
        if plain:
            return CONF.format(extensions=["myst_parser"], settings="")
        values = {"sources": list(self.concepts)} | self.config
        settings = "".join(f"aiglossary_{name} = {value!r}\n" for name, value in sorted(values.items()))
        return CONF.format(extensions=["sphinxcontrib_aiglossary", "myst_parser"], settings=settings)

    def parents(self, docnames: set[str]) -> set[str]:
        """Return the documents whose toctree lists one of some documents."""
        return {name for name, page in self.pages.items() if docnames & set(page.below)}

    def placements(self) -> set[str]:
        """Return the documents that print concepts: those with a placement, and the root, which stands in."""
        return {"index"} | {name for name, page in self.pages.items() if any(map(is_placement, page.blocks))}

    def linking(self) -> set[str]:
        """Return the documents in which plain mentions become links, which are read again when names change."""
        default = self.config.get("autolink", "off")
        metadata = {
            name: page.metadata.get("aiglossary-autolink", default) for name, page in self.pages.items()
        }
        return {name for name, policy in metadata.items() if policy != "off"}


def _dumped(concepts: list[dict[str, object]]) -> str:
    return yaml.safe_dump({"concepts": concepts}, sort_keys=False)


def make_plan(random: Random) -> Plan:
    """Make a project up."""
    plan = Plan(config={"first_use": random.choice(FIRST_USE), "autolink": random.choice(AUTOLINK)})
    made = [make_concept(random, term, number) for number, term in enumerate(TERMS)]
    homonym: dict[str, object] = {
        "term": "batch size",
        "categories": ["Lithography"],
        "definition": "Wafers that travel together.",
    }
    plan.concepts = {"terms.yaml": [*made[:6], homonym], "more.yaml": made[6:]}
    names = sorted({"index", "lost"}.union(*TREE.values()))
    for number, name in enumerate(names):
        page = PageText(random.choice((RST, MYST)), f"Page {name}", below=list(TREE.get(name, ())))
        page.blocks = [
            Text(f"Words number {number}."),
            Text(make_prose(random)),
            *make_uses(random, number % 3),
        ]
        if name in PLACEMENTS:
            page.blocks.append(make_placement(PLACEMENTS[name][0]))
        plan.pages[name] = page
    plan.pages["a2"].titled, plan.pages["b2"].titled = "etch stop", "WA"
    plan.pages["lost"].metadata["orphan"] = ""
    plan.pages["hand"].blocks.append(ByHand((("latch",), ("Beam search", "BS"))))
    plan.pages["b1"].blocks.append(ByHand((("By-hand thing (BHT)",),)))
    plan.pages["code"].blocks += [Directive("py:function", "tensor()"), Directive("aiglossary-categories")]
    plan.pages["a1"].blocks += [Directive("aiglossary-abbreviations", "", options) for options in TABLES]
    plan.pages["a1"].blocks += [
        Inside("only", "latex", (Use("term", "photoresist"),)),
        Section("Part", "label-a1"),
    ]
    plan.pages["b4"].blocks += [Use("ref", "label-a1"), Use("any", "tensor")]
    plan.pages["b4"].blocks += [Use("ref", name) for name in INDICES]
    return plan


def make_concept(random: Random, term: str, number: int) -> dict[str, object]:
    """Make up a concept that uses up to two others and mentions a third."""
    others = random.sample(TERMS, 3)
    links = " and ".join(f"[{name}s](term:{name})" for name in others[: number % 3] if name != term)
    concept: dict[str, object] = {
        "term": term.capitalize() if number % 2 else term,
        "definition": f"What number {number} means{', beside ' + links if links else ''}; not {others[2]}.",
        "article": f"More on number {number} and every {others[1]}: $x_{{{number}}}$.",
        "categories": [CATEGORIES[number % len(CATEGORIES)]],
        "see": [random.choice(TERMS)],
    }
    if number % 3 != 1:
        concept["abbreviations"] = [
            "".join(word[0] for word in term.split()).upper() + "AX"[: 1 + number % 2]
        ]
    if number % 4 == 1:
        concept["synonyms"] = [f"{term} thing"]
    if number % 5 == 2:
        concept["deprecated"] = [f"old {term}"]
    return concept


def make_prose(random: Random) -> str:
    """Return a sentence with plain mentions."""
    first, second = random.sample(TERMS, 2)
    return f"One {first}, many {second}s and a {random.choice(NEW_TERMS)}; {first.upper()} twice: {first}."


def make_uses(random: Random, number: int) -> list[Block]:
    """Return references to concepts."""
    roles = "term", "gls", "gls", "any"
    return [
        Use(random.choice(roles), random.choice(TERMS[: random.choice((3, len(TERMS)))]))
        for _ in range(number)
    ]


def make_placement(options: dict[str, str]) -> Directive:
    """Return a placement with some options."""
    return Directive("aiglossary", "", tuple(options.items()))


def is_placement(block: Block) -> bool:
    """Tell whether a block is a placement, perhaps within another directive."""
    if isinstance(block, Inside):
        return any(map(is_placement, block.blocks))
    return isinstance(block, Directive) and block.directive == "aiglossary"


def read_log(path: Path) -> dict[str, dict[str, set[int]]]:
    """Return which documents were read, resolved and printed since the log was last removed, in which processes."""
    events: dict[str, dict[str, set[int]]] = {"read": {}, "written": {}, "printed": {}}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        event, docname, process = line.split()
        events[event].setdefault(docname, set()).add(int(process))
    return events


def any_page(plan: Plan, random: Random) -> str:
    """Return a document."""
    return random.choice(sorted(plan.pages))


def any_file(plan: Plan, random: Random) -> str:
    """Return a source."""
    return random.choice(sorted(plan.concepts))


def any_concept(plan: Plan, random: Random) -> dict[str, object]:
    """Return a concept, one of the first three as likely as one of all: they meet the more edits and uses."""
    return random.choice(plan.every()[: random.choice((3, None))])


def any_name(plan: Plan, random: Random) -> str:
    """Return a name as an author may write it, or one that nobody knows."""
    concept = any_concept(plan, random)
    term = str(concept["term"])
    names = [term, f"{term}s", term.upper(), term.replace(" ", "-"), "no such thing"]
    for kind in ("synonyms", "abbreviations", "deprecated"):
        listed = concept.get(kind)
        names += [str(name) for name in listed] * 2 if isinstance(listed, list) else []
    if isinstance(categories := concept.get("categories"), list) and categories:
        names.append(f"{term} ({categories[0]})")
    return random.choice(names)
