"""Links around plain mentions within definitions and articles: which there are, and where they lead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from building import Project
from docutils import nodes
from mentioning_project import links, mentioning_project
from sphinx import addnodes

from sphinxcontrib_aiglossary.ext.render.concept_body import parts
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a glossary printed in two parts."""
    return mentioning_project(tmp_path)


def test_the_first_mention_of_each_other_concept_is_a_link(project: Project) -> None:
    """Not one in a heading, code, a formula, a link, an image or an address, nor of itself or of what the text links."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built, "first.html") == {
        "Die": [("second.html#term-pilot-line", "pilot line")],
        "Load lock (LL)": [
            ("second.html#term-wafer-boat", "wafer boats"),
            ("second.html#term-process-chamber", "process chamber"),
            ("second.html#term-pilot-line", "line"),
        ],
    }
    assert links(built, "second.html") == {
        "Pilot line": [("#term-wafer-boat", "wafer boat")],
        "Process chamber": [],
        "Wafer boat": [("#term-process-chamber", "process chamber"), ("first.html#term-load-lock", "LL")],
    }


@pytest.mark.parametrize("autolink", ["", "    autolink: true\n"])
def test_an_everyday_word_is_linked_only_if_its_concept_says_so(project: Project, autolink: str) -> None:
    """By the same rule as in documents."""
    project.replace("terms.yaml", "term: Die\n", f"term: Die\n{autolink}")
    expected = [("first.html#term-die", "die")] if autolink else []
    assert links(project.build(), "second.html")["Process chamber"] == expected


def test_a_concept_that_wants_no_links_gets_none(project: Project) -> None:
    """Although its name is no everyday word; written links stay."""
    project.replace("terms.yaml", "term: Pilot line\n", "term: Pilot line\n    autolink: false\n")
    found = links(project.build(), "first.html")
    assert found["Die"] == []
    assert ("second.html#term-pilot-line", "line") in found["Load lock (LL)"]


def test_a_mention_pulls_nothing_in(project: Project) -> None:
    """Of what is mentioned, a glossary of the terms in use prints what is in use."""
    for page in ("first", "second"):
        project.replace(f"{page}.rst", "   :show: all\n", "")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built, "first.html") == {"Load lock (LL)": []}
    assert links(built, "second.html") == {}


def test_related_concepts_are_listed_beside_the_links_of_the_text(project: Project) -> None:
    """The list of related concepts is no part of the text: the first mention is a link all the same."""
    project.replace("terms.yaml", "definition: Unlike", "see: [pilot line]\n    definition: Unlike")
    target = "second.html#term-pilot-line"
    assert links(project.build(), "first.html")["Die"] == [(target, "pilot line"), (target, "pilot line")]


def test_what_other_sources_say_goes_on_with_the_links() -> None:
    """A concept that was linked above is not linked again below."""
    here = Origin("terms.yaml", 3)
    texts = ("An oven.", "A furnace and an oven.")
    entries = tuple(Entry(origin=here, term="Bake", definition=text) for text in texts)
    bake = Concept(ident="bake", term="Bake", entries=entries, origins=(here,))
    found = parts(bake, "full", occurring="furnace\tfurnace\noven\toven").blocks
    linked = [xref.astext() for xref in nodes.Element("", *found).findall(addnodes.pending_xref)]
    assert linked == ["oven", "furnace"]


HOMONYMS = """\
concepts:
  - term: Batch size
    categories: [Training]
    definition: How many examples; this batch size is not that of a furnace.
  - term: Batch size
    categories: [Lithography]
    definition: How many wafers.
  - term: Furnace
    definition: It has a batch size.
"""


@pytest.mark.parametrize(
    ("placements", "config", "target"),
    [
        (":show: all", {}, None),
        (":show: all", {"aiglossary_prefer": ["Training"]}, "term-batch-size-model-training"),
        (
            ":letters: f\n\n.. aiglossary::\n   :show: all\n   :categories: Lithography",
            {},
            "term-batch-size-lithography",
        ),
        (
            ":letters: f\n\n.. aiglossary::\n   :show: all\n   :categories: Lithography",
            {"aiglossary_prefer": ["Training"]},
            "term-batch-size-lithography",
        ),
        (":letters: f", {}, None),
        (
            ":show: all",
            {"aiglossary_exclude": ["batch size (model training)"]},
            "term-batch-size-lithography",
        ),
        (":show: all", {"aiglossary_exclude": ["batch size"]}, None),
    ],
    ids=["both", "preferred", "one printed", "the other preferred", "none", "one excluded", "both excluded"],
)
def test_a_name_of_several_concepts_is_linked_where_only_one_can_be_meant(
    tmp_path: Path, placements: str, config: dict[str, Any], target: str | None
) -> None:
    """The preferred one, or the only one that is printed; and none where a homonym speaks of itself."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", HOMONYMS)
    project.write("index.rst", f"Root\n====\n\nA :term:`furnace`.\n\n.. aiglossary::\n   {placements}\n")
    built = project.build(nitpicky=True, **config)
    assert built.warnings == ()
    found = links(built, "index.html")
    assert found["Furnace"] == ([(f"#{target}", "batch size")] if target else [])
    assert [each for term in found if term.startswith("Batch") for each in found[term]] in (
        [],
        [("#term-furnace", "furnace")],
    )


def test_a_homonym_that_wants_no_links_gets_none_for_the_other(tmp_path: Path) -> None:
    """The other one lets its name be linked, and is not printed."""
    project = Project(tmp_path)
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    project.write("terms.yaml", HOMONYMS.replace("[Training]", "[Training]\n    autolink: false"))
    use = "A :term:`furnace`, a :term:`batch size (model training)`."
    project.write("index.rst", f"Root\n====\n\n{use}\n\n.. aiglossary::\n")
    found = links(project.build(), "index.html")
    assert found == {"Batch size (model training)": [("#term-furnace", "furnace")], "Furnace": []}


def test_a_name_that_the_project_excludes_is_not_linked(project: Project) -> None:
    """Neither an abbreviation that means something else there, nor its concept under any name."""
    assert links(project.build(aiglossary_exclude=["LL"]), "second.html")["Wafer boat"] == [
        ("#term-process-chamber", "process chamber")
    ]
    found = links(project.build(aiglossary_exclude=["wafer boat"]), "first.html")["Load lock (LL)"]
    assert [text for _, text in found] == ["process chamber", "line"]


def test_a_mention_of_what_is_defined_by_hand_leads_there(project: Project) -> None:
    """By every name of the concept, and once."""
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   load lock\n      By hand.\n")
    project.replace("terms.yaml", "see the LL.", "see the LL, a load lock, an entry chamber.")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert links(built, "second.html")["Wafer boat"][1:] == [("hand.html#term-load-lock", "LL")]


def test_every_format_has_the_same_links(project: Project) -> None:
    """Nodes and HTML come by different ways."""
    expected = [
        text
        for page in ("first", "second")
        for of in links(project.build(), f"{page}.html").values()
        for _, text in of
    ]
    latex = "".join(path.read_text("utf-8") for path in project.build("latex").outdir.glob("*.tex"))
    found = re.findall(r"\\sphinxtermref\{(?:\\DUrole\{[a-z-]+\}\{)+([^}]*)\}", latex)
    assert found == ["load lock", *expected]
    xml = project.build("xml").outdir
    pattern = r'<reference internal="[^>]*>\s*<inline classes="xref std std-term">(.*?)</inline>'
    pages = [re.findall(pattern, (xml / f"{page}.xml").read_text("utf-8")) for page in ("first", "second")]
    assert [text for page in pages for text in page] == expected
    single = project.build("singlehtml").html("index.html")
    assert (
        re.findall(r'href="#[^"]*term-[^"]*"><span class="xref std std-term">(.*?)</span>', single) == found
    )


def test_with_the_setting_off_nothing_is_searched(project: Project) -> None:
    """There are the links that the texts write, and no file of what was found."""
    built = project.build(aiglossary_autolink_definitions=False)
    assert links(built, "first.html") == {
        "Die": [],
        "Load lock (LL)": [("second.html#term-pilot-line", "line")],
    }
    assert not list((built.outdir.parent / "doctrees" / "aiglossary").glob("mentions*"))
