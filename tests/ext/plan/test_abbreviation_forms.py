"""The roles that print a form of a name: the first use in a part of the project says what an abbreviation stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

LONG = "mixture of experts (MoE)"
WRITTEN = {
    "html": ["zebra.html", "alpha.html", "beta.html"],
    "text": ["zebra.txt", "alpha.txt", "beta.txt"],
    "epub": ["zebra.xhtml", "alpha.xhtml", "beta.xhtml"],
    "singlehtml": ["index.html"],
    "latex": ["book.tex"],
    "man": ["book.1"],
    "texinfo": ["book.texi"],
}
"""The files in which a builder writes the three pages."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Three pages that use one name twice each; in reading order zebra, alpha and, below it, beta."""
    return Project(tmp_path, "first-use")


def words(built: Built, *files: str) -> str:
    """The text of files on one line, markup and all."""
    text = " ".join((built.outdir / file).read_text(encoding="utf-8") for file in files)
    return re.sub(r"\s+", " ", text)


def uses(built: Built, *files: str) -> dict[str, list[str]]:
    """What the two roles of each page print."""
    found = re.findall(r"(Zebra|Alpha|Beta) one (.*?) two (.*?) end\.", words(built, *files))
    return {page: [LONG if LONG in text else "MoE" for text in texts] for page, *texts in found}


def say(project: Project, text: str, page: str = "zebra.rst", title: str = "Zebra") -> None:
    """Write a page."""
    project.write(page, f"{title}\n{'=' * len(title)}\n\n{text}\n")


def printed(built: Built, page: str = "zebra.html") -> list[str]:
    """The texts of a page's references to terms, linked or not."""
    found = re.findall(r'<span class="xref std std-term">(.*?)</span>', built.html(page))
    return [re.sub("<[^>]+>", "", text) for text in found]


# scopes and builders


SCOPES = {
    "page": [LONG, "MoE", LONG, "MoE", LONG, "MoE"],
    "chapter": [LONG, "MoE", LONG, "MoE", "MoE", "MoE"],
    "document": [LONG, "MoE", "MoE", "MoE", "MoE", "MoE"],
    "off": ["MoE"] * 6,
}
"""What the pages print, in reading order."""


@pytest.mark.parametrize("builder", WRITTEN)
def test_each_scope_has_one_first_use_in_reading_order(project: Project, builder: str) -> None:
    """The order is that of the toctrees, whatever the files are called; every builder prints the same."""
    printed = {}
    for scope in SCOPES:
        found = uses(project.build(builder, aiglossary_first_use=scope), *WRITTEN[builder])
        printed[scope] = [text for page in ("Zebra", "Alpha", "Beta") for text in found[page]]
    assert printed == SCOPES


@pytest.mark.parametrize(("builder", "file"), [("latex", "part.tex"), ("man", "part.1")])
@pytest.mark.parametrize(("scope", "second"), [("document", "MoE"), ("chapter", LONG)])
def test_a_second_book_has_first_uses_of_its_own(
    project: Project, builder: str, file: str, scope: str, second: str
) -> None:
    """Its readers have not seen the pages before; its chapters are those of its own toctree."""
    built = project.build(builder, aiglossary_first_use=scope)
    assert uses(built, file) == {"Alpha": [LONG, "MoE"], "Beta": [second, "MoE"]}


def test_the_roles_link_and_count_as_uses(project: Project) -> None:
    """As ``term`` does: also in a glossary of the terms in use, with all classes that themes style."""
    project.replace("glo.rst", ":show: all", ":show: used")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    link = '<a class="reference internal" href="glo.html#term-mixture-of-experts">'
    assert f'{link}<span class="xref std std-term">{LONG}</span></a>' in built.html("zebra.html")
    assert "layer of many experts" in built.text("glo.html")
    assert "computation" not in built.text("glo.html")
    tex = (project.build("latex").outdir / "book.tex").read_text(encoding="utf-8")
    assert r"{\hyperref[\detokenize{glo:term-mixture-of-experts}]{\sphinxtermref{" in tex


# what a role prints


def test_every_role_prints_its_form_and_only_gls_is_counted(project: Project) -> None:
    """The forms that are asked for neither expand later nor spend the first use."""
    say(
        project,
        ":acrshort:`GPU` :acrlong:`GPU` :acrfull:`GPU` :glspl:`GPU` :gls:`GPU` :glspl:`GPU` :acrfull:`GPU` :acrlong:`GPUs`",
    )
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert printed(built) == [
        "GPU",
        "graphics processing unit",
        "graphics processing unit (GPU)",
        "graphics processing units (GPUs)",
        "GPU",
        "GPUs",
        "graphics processing unit (GPU)",
        "graphics processing units",
    ]


def test_what_the_author_writes_keeps_its_casing_number_and_possessive(project: Project) -> None:
    """All names of a concept share its first use; curly quotes are those of the page."""
    say(
        project,
        "Graphics: :gls:`Graphics processing unit` :gls:`GPU's` :gls:`gpus`. :gls:`MoEs'` :gls:`mixture of experts`. "
        ":glspl:`System on chip` :glspl:`SoC` :gls:`GPUs'` :gls:`GPUs’`",
    )
    assert printed(project.build()) == [
        "Graphics processing unit (GPU)",
        "GPU’s",
        "GPUs",
        "mixtures of experts (MoEs)’",
        "MoE",
        "Systems on chips (SoCs)",
        "SoCs",
        "GPUs’",
        "GPUs’",
    ]


def test_a_title_of_the_author_is_all_that_is_printed_and_does_not_count(project: Project) -> None:
    """So is a text behind an exclamation mark, which is no reference at all."""
    say(project, ":gls:`such layers <MoE>` :glspl:`!MoE` :gls:`MoE`")
    built = project.build()
    assert printed(built) == ["such layers", "MoE", LONG]
    assert built.html("zebra.html").count("#term-mixture-of-experts") == 2


def test_a_qualified_name_is_printed_without_its_qualifier(project: Project) -> None:
    """It tells homonyms apart and has no place in a sentence; an ambiguous name is warned of as ever."""
    say(project, ":gls:`batch size (training)` :glspl:`Batch size (fab operations)`")
    built = project.build()
    assert built.warnings == ()
    assert printed(built) == ["batch size", "Batch sizes"]
    say(project, ":gls:`batch size`")
    (warning,) = project.build().ours
    assert warning.startswith("zebra.rst:4: WARNING: 'batch size' means")


def test_a_deprecated_name_gives_way_to_the_preferred_one_with_advice(project: Project) -> None:
    """The text is made from the data, so the name to avoid is not printed."""
    say(project, ":gls:`expert sharding` :gls:`expert sharding`")
    built = project.build()
    assert printed(built) == ["expert parallelism (EP)", "EP"]
    assert built.ours == (
        "zebra.rst:4: WARNING: 'expert sharding' is a name to avoid; write 'expert parallelism' [aiglossary.deprecated]",
    )


def test_an_unknown_name_stays_as_written_with_a_suggestion(project: Project) -> None:
    """The warnings are those of ``term``, and so is what silences them."""
    say(project, ":gls:`Mixture of exprts`, :glspl:`xyzzy`.")
    built = project.build()
    assert printed(built) == ["Mixture of exprts", "xyzzies"]
    assert built.warnings == (
        "zebra.rst:4: WARNING: term not in glossary: 'Mixture of exprts'; did you mean 'mixture of experts'? [ref.term]",
        "zebra.rst:4: WARNING: term not in glossary: 'xyzzy' [ref.term]",
    )
    ignored = [("std:term", "Mixture of exprts"), ("term", "xyzzy")]
    assert project.build(build="n", nitpicky=True, nitpick_ignore=ignored).warnings == ()


def test_a_concept_that_is_printed_nowhere_still_has_its_forms(project: Project) -> None:
    """There is no link, and the warning that says why."""
    project.replace("glo.rst", ":show: all", ":letters: a-c")
    built = project.build()
    assert printed(built) == [LONG, "MoE"]
    assert "href" not in built.html("zebra.html").partition("Zebra one")[2].partition("end.")[0]
    assert [warning.rpartition(" ")[2] for warning in built.ours] == ["[aiglossary.unplaced]"] * 3


def test_a_name_of_another_project_is_left_to_intersphinx(project: Project, tmp_path: Path) -> None:
    """The data here know no other form of it."""
    inventory = project.build("html", build="other").outdir / "objects.inv"
    here = tmp_path / "here"
    here.mkdir()
    other = Project(here)
    other.write(
        "conf.py",
        "extensions = ['sphinxcontrib_aiglossary', 'sphinx.ext.intersphinx']\naiglossary_sources = []\n"
        f"intersphinx_mapping = {{'other': ('https://example.org/', {str(inventory)!r})}}\n",
    )
    other.write("index.rst", "Root\n====\n\n:gls:`MoE` :glspl:`GPU` :gls:`MoE`\n")
    built = other.build(nitpicky=True)
    assert built.warnings == ()
    assert printed(built, "index.html") == ["MoE", "GPUs", "MoE"]
    assert built.html("index.html").count("https://example.org/glo.html#term-") == 3


# where a use counts


FIXED = """\
About :gls:`MoE` and :glspl:`GPU`
=================================

.. contents::

.. rubric:: Rubric :gls:`MoE`

.. figure:: none.png

   Caption :gls:`MoE`

.. table:: Table :gls:`MoE`

   == ==
   a  b
   == ==

.. admonition:: Admonition :gls:`MoE`

   Nothing.

Entry :gls:`MoE`
   Nothing.

.. |moe| replace:: :gls:`MoE`

:Field |moe|: nothing.

.. describe:: sign

   Nothing.

Here :gls:`MoE` counts.
"""


def test_titles_captions_and_terms_neither_expand_nor_count(project: Project) -> None:
    """Their text is what the author wrote: others copy it before anything is decided."""
    project.write("zebra.rst", FIXED)
    built = project.build(aiglossary_first_use="document")
    page = built.html("zebra.html")
    assert printed(built)[-1] == LONG
    assert set(printed(built)[:-1]) == {"MoE", "GPUs"}
    assert len(printed(built)) == 11
    assert "About MoE and GPUs" in built.text("index.html")
    assert "<title>About MoE and GPUs" in (built.outdir / "zebra.html").read_text(encoding="utf-8")
    assert "#about-moe-and-gpus" in page
    search = (built.outdir / "searchindex.js").read_text(encoding="utf-8")
    assert '"About MoE and GPUs":' in search


BODY = {
    "a table": ".. list-table::\n\n   * - :gls:`MoE`\n\nThen :gls:`MoE`.",
    "a note": ".. note:: :gls:`MoE`\n\nThen :gls:`MoE`.",
    "an included text": ".. include:: part.txt\n\nThen :gls:`MoE`.",
    "a substitution": ".. |moe| replace:: :gls:`MoE`\n\n|moe| and |moe|",
    "a footnote": "Text [#f]_.\n\n.. [#f] :gls:`MoE`\n\nThen :gls:`MoE`.",
    "a docstring": ".. autofunction:: documented.one\n\nThen :gls:`MoE`.",
    "a definition": "sign\n   :gls:`MoE`\n\nThen :gls:`MoE`.",
    "a part for this builder": ".. only:: html\n\n   :gls:`MoE`\n\nThen :gls:`MoE`.",
}


@pytest.mark.parametrize("where", BODY)
def test_a_use_counts_wherever_text_stands(
    project: Project, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one expands, the next one does not."""
    monkeypatch.syspath_prepend(project.src)
    project.write("documented.py", 'def one():\n    """Count :gls:`MoE`."""\n')
    project.write("part.txt", ":gls:`MoE`\n")
    say(project, BODY[where])
    built = project.build(extensions=["sphinxcontrib_aiglossary", "myst_parser", "sphinx.ext.autodoc"])
    assert printed(built) == [LONG, "MoE"]


@pytest.mark.parametrize(
    "text",
    [
        ".. only:: latex\n\n   :gls:`MoE`\n\nThen :gls:`MoE`.",
        ".. |unused| replace:: :gls:`MoE`\n\nThen :gls:`MoE`.",
    ],
)
def test_what_is_not_printed_does_not_count(project: Project, text: str) -> None:
    """Text for other builders, and the definition of a substitution, whose copies do count."""
    say(project, text)
    assert printed(project.build()) == [LONG]


def test_a_part_for_another_builder_counts_there(project: Project) -> None:
    """One environment serves both."""
    say(project, "Zebra one :gls:`GPU`\n\n.. only:: latex\n\n   Inner :gls:`MoE`.\n\nLast :gls:`MoE`.")
    assert printed(project.build())[1:] == [LONG]
    tex = words(project.build("latex"), "book.tex")
    assert LONG in tex.partition("Inner")[2].partition("Last")[0]
    assert LONG not in tex.partition("Last")[2].partition("chapter")[0]
    assert printed(project.build())[1:] == [LONG]


def test_a_page_in_no_toctree_comes_last_and_is_a_chapter_of_its_own(project: Project) -> None:
    """Also if its name is the first of all."""
    say(project, ":orphan:\n\nA :gls:`MoE`", "a.rst", "A")
    assert printed(project.build(aiglossary_first_use="document"), "a.html") == ["MoE"]
    assert printed(project.build(aiglossary_first_use="chapter"), "a.html") == [LONG]


TRANSLATION = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Use :gls:`MoE` and :glspl:`GPU`."
msgstr "Nimm :glspl:`GPU` und :gls:`MoE`."

msgid "About :gls:`MoE`"
msgstr "Zu :gls:`MoE`"
"""


def test_roles_in_a_translation_work_as_they_are_read(project: Project) -> None:
    """In the order of the translation, whose titles stay short, too."""
    folder = project.src / "locale/de/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "zebra.po").write_text(TRANSLATION, encoding="utf-8")
    say(project, "Use :gls:`MoE` and :glspl:`GPU`.\n\nAbout :gls:`MoE`\n----------------\n\nText.")
    built = project.build(language="de", locale_dirs=["locale"])
    assert built.warnings == ()
    assert printed(built) == ["graphics processing units (GPUs)", LONG, "MoE"]
    assert "Zu MoE" in built.text("zebra.html")


# hand-written entries


HAND = {
    "stacked": ("hand.rst", "Hand\n====\n\n.. glossary::\n\n   token budget\n   TB\n      By hand.\n"),
    "stacked in MyST": ("hand.md", "# Hand\n\n```{glossary}\nTB\ntoken budget\n  By hand.\n```\n"),
    "a definition list": ("hand.md", "# Hand\n\n{.glossary}\ntoken budget (TB)\n: By hand.\n"),
    "a bracket": ("hand.rst", "Hand\n====\n\n.. glossary::\n\n   token budget (TB)\n      By hand.\n"),
}


@pytest.mark.parametrize("kind", HAND)
def test_a_hand_written_entry_has_forms(project: Project, kind: str) -> None:
    """Stacked terms are names of one entry; a bracket may hold the abbreviation."""
    project.write(*HAND[kind])
    project.replace("index.rst", "   glo", "   glo\n   hand")
    long = "token budget" if "(" not in HAND[kind][1] else "token budget (TB)"
    say(project, f":gls:`{long}` :glspl:`TB` :acrlong:`TB's` :glspl:`Token budget`")
    built = project.build(
        nitpicky=True, myst_enable_extensions=["deflist", "attrs_block"], aiglossary_first_use="page"
    )
    assert built.warnings == ()
    assert printed(built) == ["token budget (TB)", "TBs", "token budget’s", "TBs"]
    assert built.html("zebra.html").count('href="hand.html#term-') == 4


def test_a_hand_written_entry_has_forms_in_a_book_that_lacks_its_page(project: Project) -> None:
    """There is nothing to link to, and the abbreviation means the same."""
    project.write("hand.rst", ":orphan:\n\n" + HAND["stacked"][1])
    say(project, "Zebra one :gls:`TB` end")
    tex = words(project.build("latex"), "book.tex")
    assert "token budget (TB)" in tex.partition("Zebra one")[2].partition("end")[0]


def test_a_hand_written_entry_borrows_the_abbreviation_of_its_concept(project: Project) -> None:
    """It wins over the concept, whose other names lead to it."""
    project.write("hand.rst", "Hand\n====\n\n.. glossary::\n\n   Mixture of Experts\n      By hand.\n")
    project.replace("index.rst", "   glo", "   glo\n   hand")
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    assert printed(built) == ["Mixture of Experts (MoE)", "MoE"]
    assert 'href="hand.html#term-Mixture-of-Experts"' in built.html("zebra.html")


def test_an_abbreviation_that_means_something_else_here_is_not_printed(project: Project) -> None:
    """Excluded, or taken by a hand-written entry."""
    say(project, ":gls:`mixture of experts` :gls:`mixture of experts`")
    assert printed(project.build(aiglossary_exclude=["MoE"])) == ["mixture of experts"] * 2
    project.write("hand.rst", "Hand\n====\n\n.. glossary::\n\n   MoE\n      By hand.\n")
    project.replace("index.rst", "   glo", "   glo\n   hand")
    assert printed(project.build()) == ["mixture of experts"] * 2


# incremental and parallel


def rewritten(built: Built, times: dict[str, int]) -> set[str]:
    """The pages of the text written since."""
    pages = {"zebra.html", "alpha.html", "beta.html"}
    return {name for name in pages if (built.outdir / name).stat().st_mtime_ns != times[name]}


def times_of(built: Built) -> dict[str, int]:
    """When each page was written."""
    return {path.name: path.stat().st_mtime_ns for path in built.outdir.glob("*.html")}


def test_the_next_use_expands_when_the_first_is_removed(project: Project) -> None:
    """On another page, which alone is written again; a page that keeps its texts is not."""
    first = project.build(aiglossary_first_use="document")
    times = times_of(first)
    say(project, "Nothing here.")
    grown = project.build(aiglossary_first_use="document")
    assert uses(grown, "alpha.html", "beta.html") == {"Alpha": [LONG, "MoE"], "Beta": ["MoE", "MoE"]}
    assert rewritten(grown, times) == {"zebra.html", "alpha.html"}
    clean = project.build(build="clean", aiglossary_first_use="document")
    assert grown.files() == clean.files()


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("terms.yaml", "abbreviations: [MoE]", "abbreviations: [MOE]", {"zebra", "alpha", "beta"}),
        ("terms.yaml", "term: mixture of experts", "term: mixture of models", {"zebra", "alpha", "beta"}),
        ("terms.yaml", "plural: systems on chips", "plural: false", set()),
        ("index.rst", "   zebra\n   alpha\n", "   alpha\n   zebra\n", {"zebra", "alpha"}),
        ("zebra.rst", "Zebra one :gls:", "Zebra one :term:", {"zebra"}),
    ],
)
def test_whatever_changes_a_text_rewrites_its_page_and_no_other(
    project: Project, file: str, old: str, new: str, expected: set[str]
) -> None:
    """Data, the order of the toctree, and the text itself."""
    times = times_of(project.build(aiglossary_first_use="document"))
    project.replace(file, old, new)
    grown = project.build(aiglossary_first_use="document")
    assert rewritten(grown, times) == {f"{name}.html" for name in expected}
    clean = project.build(build="clean", aiglossary_first_use="document")
    pages = "zebra.html", "alpha.html", "beta.html"
    assert [printed(grown, page) for page in pages] == [printed(clean, page) for page in pages]


def test_another_scope_rewrites_the_pages_whose_texts_change(project: Project) -> None:
    """The setting has no document read again."""
    times = times_of(project.build(aiglossary_first_use="chapter"))
    grown = project.build(aiglossary_first_use="document")
    assert rewritten(grown, times) == {"alpha.html"}
    assert grown.files() == project.build(build="clean", aiglossary_first_use="document").files()


@pytest.mark.parametrize("scope", ["page", "document"])
def test_parallel_builds_print_the_same(project: Project, scope: str) -> None:
    """Reading in several processes meets the uses in any order."""
    for number in range(12):
        say(project, ":gls:`MoE` :gls:`GPU` :gls:`SoC`", f"p{number}.rst", f"P{number}")
    project.replace("index.rst", "   glo", "".join(f"   p{number}\n" for number in range(12)) + "   glo")
    one = project.build(aiglossary_first_use=scope)
    many = project.build(build="parallel", jobs=4, aiglossary_first_use=scope)
    assert one.files() == many.files()
    assert one.warnings == many.warnings
