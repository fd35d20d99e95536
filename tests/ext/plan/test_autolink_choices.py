"""Which pages, regions and terms have their mentions linked, and what a mention counts for."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from building import Project
from mentioning import ALL, BY_HAND, links, say, texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page in reST, one in Markdown, and a placement that prints what is in use."""
    return Project(tmp_path, "autolink")


# opting out and in


def test_the_metadata_of_a_page_go_before_the_configuration(project: Project) -> None:
    """In both markups; YAML takes a bare `off` for a truth value."""
    project.write("page.rst", ":aiglossary-autolink: all\n\nPage\n====\n\nA galley, a galley.\n")
    project.write("other.md", "---\naiglossary-autolink: off\n---\n\n# Other\n\nA platen.\n")
    built = project.build()
    assert built.warnings == ()
    assert links(built) == ["galley", "galley"]
    assert links(built, "other.html") == []
    assert "platen" not in built.text("glo.html")
    project.write(
        "other.md", "---\naiglossary-autolink: first-in-section\n---\n\n# Other\n\nA platen, platens.\n"
    )
    assert links(project.build(build="b", aiglossary_autolink="off"), "other.html") == ["platen"]


@pytest.mark.parametrize(
    ("page", "text", "line"),
    [
        ("page.rst", ":orphan:\n:aiglossary-autolink: some\n\nPage\n====\n\nA galley, galley.\n", 2),
        ("other.md", "---\ntocdepth: 2\naiglossary-autolink: some\n---\n\n# Page\n\nA galley, galley.\n", 3),
    ],
)
def test_a_bad_value_in_metadata_is_one_located_warning(
    project: Project, page: str, text: str, line: int
) -> None:
    """The project's value is used."""
    project.write(page, text)
    built = project.build()
    (said,) = built.ours
    assert said.startswith(
        f"{page}:{line}: WARNING: metadata aiglossary-autolink is 'some', expected 'off' or "
    )
    assert said.endswith("the project's value 'first-in-page' is used [aiglossary.option]")
    assert links(built, page.partition(".")[0] + ".html") == ["galley"]


@pytest.mark.parametrize("builder", ["html", "xml", "pseudoxml", "text", "gettext", "latex"])
def test_a_region_without_links_leaves_no_trace(project: Project, builder: str) -> None:
    """The output is that of the bare content without automatic links; explicit references in it are links."""
    project.write("other.md", "# Other\n")
    content = "A galley.\n\n- A platen, a :term:`forme`.\n\nEnd."
    region = ".. aiglossary-nolink::\n\n" + indent(content, "   ")
    say(project, region)
    marked = project.build(builder, build="marked", gettext_location=False, **ALL)
    say(project, content)
    plain = project.build(builder, build="plain", gettext_location=False, aiglossary_autolink="off")
    assert marked.warnings == plain.warnings == ()
    assert texts(marked) == texts(plain) != {}


def test_an_empty_region_is_one_warning(project: Project) -> None:
    """In both markups; what follows is not part of it."""
    say(project, ".. aiglossary-nolink::\n\nA galley.")
    say(project, "```{aiglossary-nolink}\n```\n\nA platen.", "other.md")
    built = project.build()
    said = "WARNING: aiglossary-nolink is empty; write the text into it [aiglossary.option]"
    assert built.warnings == (f"other.md:3: {said}", f"page.rst:4: {said}")
    assert links(built) == ["galley"]
    assert links(built, "other.html") == ["platen"]


def test_a_region_has_no_options(project: Project) -> None:
    """One is a warning in both markups, and no part of the text."""
    say(project, ".. aiglossary-nolink::\n   :show: all\n\n   A galley.")
    say(project, "```{aiglossary-nolink}\n:show: all\n\nA platen.\n```", "other.md")
    built = project.build()
    said = "WARNING: aiglossary-nolink has no option :show:; it is left out [aiglossary.option]"
    assert built.warnings == (f"other.md:3: {said}", f"page.rst:4: {said}")
    assert built.text("page.html").endswith("A galley.")
    assert built.text("other.html").endswith("A platen.")
    assert links(built) == links(built, "other.html") == []


# hand-written terms


def test_hand_written_terms_are_linked_from_every_page(project: Project) -> None:
    """With plurals and every spelling, whoever defines them; everyday words and excluded names are not."""
    project.write("hand.rst", f":orphan:\n\n{BY_HAND}")
    say(project, "Imposing-stones, a proof, galleys, an OSP, an osp, a galley proof, a drying rack.")
    built = project.build(**ALL)
    assert built.warnings == ()
    assert links(built) == ["Imposing-stones", "galleys", "OSP", "galley proof", "drying rack"]
    assert "hand.html#term-galley" in built.html("page.html")
    assert "galley" not in re.sub("galley proof", "", built.text("glo.html").casefold())
    excluded = project.build(build="x", aiglossary_exclude=["imposing stone"], **ALL)
    assert links(excluded) == ["galleys", "OSP", "galley proof", "drying rack"]


def test_a_concept_that_opts_out_does_so_for_its_entry_by_hand(project: Project) -> None:
    """The data say that `quoin` is not to be linked by itself; whoever defines it, it is not."""
    glossary = ".. glossary::\n\n   quoin\n      A wedge.\n\n   bodkin\n      A point.\n"
    project.write("hand.rst", f":orphan:\n\nHand\n====\n\n{glossary}")
    say(project, "A quoin, quoins, a bodkin, a :term:`quoin`.")
    assert links(project.build(**ALL)) == ["bodkin", "quoin"]
    project.replace("terms.yaml", "autolink: false", "autolink: true")
    assert links(project.build(**ALL)) == ["quoin", "quoins", "bodkin", "quoin"]


def test_a_name_behind_a_hand_written_one_is_linked_only_if_it_was_noted(project: Project) -> None:
    """Hand-written names are unknown while a page is read: `galley proof` was found, and `proof press` was not."""
    project.replace(
        "terms.yaml", "  - term: quoin\n", "  - term: proof press\n    definition: P.\n  - term: quoin\n"
    )
    project.write("hand.rst", ":orphan:\n\nHand\n====\n\n.. glossary::\n\n   old galley\n      Worn.\n")
    say(project, "A proof press.", "other.md")
    say(project, "An old galley proof press.")
    built = project.build(**ALL)
    assert links(built, "other.html") == ["proof press"]
    assert links(built) == ["old galley"]


def test_a_definition_does_not_link_the_term_that_it_defines(project: Project) -> None:
    """By none of its names; other terms it does."""
    project.write("hand.rst", f":orphan:\n\n{BY_HAND}")
    project.write(
        "mark.md", "---\norphan: true\n---\n\n# M\n\n```{glossary}\nmallet\n  A mallet, a forme.\n```\n"
    )
    built = project.build(**ALL)
    assert links(built, "hand.html") == ["forme", "galley proof"]
    assert links(built, "mark.html") == ["forme"]


# uses


def test_mentions_are_uses(project: Project) -> None:
    """Of the project and of the page; what their definitions use comes with them."""
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :uses:\n")
    say(project, "A CS.\n\n.. aiglossary::\n   :local:")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    everything = re.findall(r'<dt class="aiglossary-term[^>]*>([^<]+)', built.html("glo.html"))
    assert everything == ["composing stick (CS)", "platen", "type metal"]
    assert re.findall(r'<dt class="aiglossary-term[^>]*>([^<]+)', built.html("page.html")) == [
        "composing stick (CS)",
        "type metal",
    ]
    assert "set. Used in: Page" in built.text("glo.html")


def test_a_mention_never_warns(project: Project) -> None:
    """Not of a name to avoid, not of several meanings, not of a concept that no placement prints."""
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :letters: z\n\nA :term:`quoin`.\n")
    say(project, "A winkelhaken, a dead letter, a galley.")
    built = project.build(nitpicky=True, **ALL)
    assert [said.split("WARNING: ")[1][:7] for said in built.warnings] == ["'quoin'"]
    assert links(built) == []


def test_what_the_builder_leaves_out_is_neither_linked_nor_used_nor_the_first(project: Project) -> None:
    """One environment, two builders."""
    say(project, ".. only:: latex\n\n   A galley and a platen.\n\nA galley.\n\n.. only:: html\n\n   A forme.")
    project.write("other.md", "# Other\n")
    html = project.build()
    assert links(html) == ["galley", "forme"]
    assert "platen" not in html.text("glo.html")
    tex = (project.build("latex").outdir / "autolink.tex").read_text(encoding="utf-8")
    assert tex.count(r"\sphinxtermref") == 2
    assert "The plate that presses" in tex
    assert "All that is printed" not in tex


@pytest.mark.parametrize(("builder", "file"), [("singlehtml", "index.html"), ("latex", "autolink.tex")])
def test_an_assembled_file_links_first_mentions_page_by_page(
    project: Project, builder: str, file: str
) -> None:
    """As the pages of HTML do; a page that is off stays off."""
    say(project, "A galley, a galley.")
    say(project, "A galley, a galley.", "other.md")
    project.write("last.rst", ":aiglossary-autolink: off\n\nLast\n====\n\nA galley.\n")
    project.replace("index.rst", "   glo\n", "   last\n   glo\n")
    text = (project.build(builder).outdir / file).read_text(encoding="utf-8")
    assert len(re.findall(r'std-term">galley<|std-term}{galley}', text)) == 2


def test_what_stands_in_another_file_of_the_output_is_not_linked(project: Project) -> None:
    """Two PDFs, one of them with a hand-written glossary: in the other one the text stays plain."""
    project.write("hand.rst", f":orphan:\n\n{BY_HAND}")
    say(project, "An imposing stone.")
    papers = [("page", "page.tex", "Page", "A", "howto"), ("hand", "hand.tex", "Hand", "A", "howto")]
    built = project.build("latex", latex_documents=papers)
    assert built.warnings == ()
    assert "An imposing stone." in (built.outdir / "page.tex").read_text(encoding="utf-8")
