"""A project whose concepts are hard to print, each with words to be found in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

if TYPE_CHECKING:
    from building import Project

LONG: Final = "W" + "abcdefghij" * 40
"""One word of 401 characters."""
SIGNS: Final = r"a & s % u $ t # m _ k { e } l ~ i ^ n \ o"
LINES: Final = 3000
_WIDE: Final = range(15)

CONCEPTS: Final[list[dict[str, Any]]] = [
    {
        "term": SIGNS,
        "synonyms": [r"\end{document}", '.TH A!B@C|D"E', "@bye", "' quoted", "-- ]]> --", "émigré", "*star*"],
        "abbreviations": ["@c", "%&$"],
        "definition": r"Holds `& % $ # _ { } ~ ^ \` and an unbalanced $markx. @bye @end ifnottex ]]> <b>markb</b>",
        "article": ".so marka\n'so markc\n\n```\n.so markd\n'br marke\n@end example @bye markf ]]>\n\\&\n```\n\n$$\n"
        ".5 + x \\\\\n.markg = y\n$$\n",
        "categories": [r"R & D, 100 % \x {y} #1 _^~ @bye ]]>"],
    },
    {
        "term": "日本語",
        "synonyms": ["שלום עולם"],
        "definition": "→ ≈ ⁿ ₖ ├─┐ α 😀 ✗ \U0010fffd and $α ≤ β$; `┌─┐ 語`; مرحبا بالعالم.",
        "article": "```text\n┌──┐ → 語 😀\n└──┘\n```\n",
    },
    {"term": "Control", "definition": "Be\x85fore\u00ad mark\u2028 mid \u202elast\u202c\u200b."},
    {"term": "Unbroken", "definition": f"A word {LONG} and `{LONG}`.", "article": f"```\n{LONG}\n```"},
    {
        "term": "Wide",
        "definition": "Fifteen columns.",
        "article": "|"
        + "".join(f" column {number} |" for number in _WIDE)
        + "\n|"
        + "-|" * len(_WIDE)
        + "\n"
        + "".join("|" + "".join(f" cell{row}x{n} |" for n in _WIDE) + "\n" for row in range(3)),
    },
    {
        "term": "Tall",
        "definition": "A cell.",
        "article": f"| A | B |\n|--|--|\n| x | {'much text ' * 900}lastword |\n|  | |\n|T}}|.TE|\n",
    },
    {
        "term": "Code",
        "definition": "Long.",
        "article": "```python\n" + "".join(f"value_{line} = {line}\n" for line in range(LINES)) + "```",
    },
    {
        "term": "Nested",
        "definition": "Eight deep.",
        "article": "\n".join(f"{'  ' * level}- level {level}" for level in range(8))
        + "\n\n1. one\n   1. two\n      > three\n      > > four\n\n"
        + "> " * 8
        + "quoted",
    },
    {
        "term": "Formulas",
        "definition": r"$\theta_\max$ is set, $a^b^c$ is text, and $\frac{1}{2$ too.",
        "article": "$$\n\\begin{aligned}\na &= b \\\\\n.c &= d\n\\end{aligned}\n$$",
    },
]

MARKS: Final = [
    *(f"mark{letter}" for letter in "xbacdefg"),
    "fore",
    "mid",
    "last",
    "lastword",
    "שלום",
    "مرحبا",
    "語 😀",
    *(f"cell{row}x{number}" for row in range(3) for number in _WIDE),
    f"value_{LINES - 1} = {LINES - 1}",
    *(f"level {level}" for level in range(8)),
    "four",
    "quoted",
]
"""Words of these concepts that no output may lose."""


def write(project: Project) -> None:
    """Write a project that refers to the concepts and prints them in full, with their uses."""
    project.write(
        "conf.py",
        "project = 'Hard'\nextensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
        "aiglossary_autolink = 'all'\n",
    )
    project.write("index.rst", "Root\n====\n\n.. toctree::\n\n   page\n   glossary\n")
    names = [concept["term"] for concept in CONCEPTS[1:]]
    project.write(
        "page.rst", "Uses\n====\n\n" + "".join(f"* :term:`{name}`\n" for name in [*names, "émigré"])
    )
    project.write(
        "glossary.rst",
        "Words\n=====\n\n.. aiglossary-categories::\n\n.. aiglossary::\n   :show: all\n   :detail: full\n   :uses:\n",
    )
    data = {"category": "Optics", "concepts": CONCEPTS}
    project.write("terms.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
