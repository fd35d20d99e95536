"""What another extension's directive, class or page leaves out of the output counts for nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from building import Project, differing

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built

TERMS = """\
concepts:
  - term: blast furnace
    abbreviations: [BF]
    definition: Melts ore with coke.
  - term: tuyere
    definition: Blows air into the hearth.
  - term: slag
    definition: Floats on the iron.
"""
CONF = """\
extensions = ["sphinxcontrib_aiglossary", "sphinx.ext.ifconfig", "sphinx.ext.todo"]  # more
aiglossary_sources = ["terms.yaml"]
aiglossary_autolink = "first-in-page"


def setup(app):
    app.add_config_value("plant", "small", "env")
    app.add_config_value("season", "summer", "")
"""
GLOSSARY = "Glossary\n========\n\n.. aiglossary::\n   :uses:\n"

LONG = "blast furnace (BF)"
HIDING = {
    "only": ".. only:: nothing\n\n   {}",
    "ifconfig": '.. ifconfig:: plant == "large"\n\n   {}',
    "ifconfig, by builder": '.. ifconfig:: builder == "xyz"\n\n   {}',
    "ifconfig, in error": ".. ifconfig:: unheard_of\n\n   {}",
    "todo": ".. todo::\n\n   {}",
    "todo in a true ifconfig": '.. ifconfig:: plant == "small"\n\n   .. todo::\n\n      {}',
    "true ifconfig in a todo": '.. todo::\n\n   .. ifconfig:: plant == "small"\n\n      {}',
    "list in a note in a false ifconfig": ".. ifconfig:: False\n\n   .. note::\n\n      * {}",
}
SHOWING = {
    "only": ".. only:: html or not html\n\n   {}",
    "ifconfig": '.. ifconfig:: plant == "small"\n\n   {}',
    "ifconfig, by a value that Sphinx brings along": '.. ifconfig:: root_doc == "index"\n\n   {}',
    "note": ".. note::\n\n   {}",
}
WRITTEN = {
    "html": ("page.html", "glossary.html"),
    "dirhtml": ("page/index.html", "glossary/index.html"),
    "singlehtml": ("index.html", "index.html"),
    "epub": ("page.xhtml", "glossary.xhtml"),
    "latex": ("works.tex", "works.tex"),
    "text": ("page.txt", "glossary.txt"),
    "man": ("works.1", "works.1"),
}
"""The files in which a builder writes the page and the glossary."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A page, to be written, and the glossary of what it uses."""
    project = Project(tmp_path)
    project.write("conf.py", CONF)
    project.write("terms.yaml", TERMS)
    project.write("index.rst", "Works\n=====\n\n.. toctree::\n\n   page\n   glossary\n")
    project.write("glossary.rst", GLOSSARY)
    return project


def say(project: Project, text: str) -> None:
    """Write the page."""
    project.write("page.rst", f"Page\n====\n\n{text}\n")


def load(project: Project, *extensions: str, values: str = "") -> None:
    """Let the project load further extensions."""
    project.replace("conf.py", "  # more\n", f"\nextensions += {list(extensions)}\n{values}\n")


def build(project: Project, builder: str = "html", **options: Any) -> Built:
    """Build with files of known names."""
    named: dict[str, Any] = {
        "latex_documents": [("index", "works.tex", "Works", "Me", "manual")],
        "man_pages": [("index", "works", "Works", [], 1)],
    }
    return project.build(builder, **named, **options)


def words(built: Built, file: str) -> str:
    """The text of a file on one line, without tags and definitions beside links."""
    path = built.outdir / file
    text = built.html(file) if path.suffix == ".html" else path.read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", text).replace("\\", "").replace("/index", ""))


def inside(block: str, text: str) -> str:
    """Put a text into a block."""
    return block.format(text)


USES = "First :gls:`BF`, a :term:`slag` and a tuyere."


@pytest.mark.parametrize("kind", HIDING)
def test_what_is_hidden_neither_uses_nor_mentions(project: Project, kind: str) -> None:
    """The first use and the first mention are those that readers see; nothing else is in the glossary."""
    say(project, f"{inside(HIDING[kind], USES)}\n\nThen :gls:`BF`, then a tuyere.")
    built = build(project)
    page = built.html("page.html")
    assert f"Then {LONG}, then a tuyere." in built.text("page.html")
    assert page.count("#term-tuyere") == 1
    assert "slag" not in built.text("glossary.html").lower()
    assert built.ours == ()


@pytest.mark.parametrize("kind", SHOWING)
def test_what_is_shown_uses_and_mentions(project: Project, kind: str) -> None:
    """It takes the first use and the first mention."""
    say(project, f"{inside(SHOWING[kind], USES)}\n\nThen :gls:`BF`, then a tuyere.")
    built = build(project)
    assert f"First {LONG}, a slag and a tuyere." in built.text("page.html")
    assert "Then BF, then a tuyere." in built.text("page.html")
    assert "slag" in built.text("glossary.html").lower()


@pytest.mark.parametrize("builder", WRITTEN)
def test_every_builder_counts_what_it_shows(project: Project, builder: str) -> None:
    """A page and a glossary, or one file of both."""
    hidden = inside(HIDING["todo"], ":gls:`BF` :term:`slag`")
    say(project, f"{hidden}\n\nThen :gls:`BF`.")
    page, glossary = WRITTEN[builder]
    built = build(project, builder)
    assert f"Then {LONG}." in words(built, page).replace("{", "").replace("}", "") or (
        "blast furnace (BF)" in words(built, page)
    )
    assert "Floats on the iron" not in words(built, glossary)
    assert "Melts ore" in words(built, glossary)
    assert "Floats on the iron" in words(build(project, builder, todo_include_todos=True), glossary)


def test_a_todo_counts_where_every_node_is_written(project: Project) -> None:
    """In XML a todo is not left out."""
    say(project, inside(HIDING["todo"], ":term:`slag`"))
    assert "Floats on the iron" in words(build(project, "xml"), "glossary.xml")


@pytest.mark.parametrize("kind", HIDING)
def test_a_hidden_entry_leaves_its_concept_in(project: Project, kind: str) -> None:
    """It is printed and linked, and what the entry says stands nowhere."""
    entry = ".. glossary::\n\n   Slag\n      Words of the entry.\n\n   Ladle\n      More words of the entry."
    indent = re.search(r"( *)\S*\{\}", HIDING[kind].replace("* {}", "{}"))
    assert indent is not None
    hidden = HIDING[kind].replace("* {}", "{}").format(entry.replace("\n", f"\n{indent[1]}"))
    say(project, f":term:`slag` :term:`ladle` and a ladle.\n\n{hidden}")
    built = build(project)
    assert 'href="glossary.html#term-slag"' in built.html("page.html")
    assert built.html("page.html").count("#term-Ladle") == 1
    assert "Floats on the iron" in built.text("glossary.html")
    files = (path for path in built.outdir.rglob("*.*") if path.suffix in {".html", ".json"})
    assert [path.name for path in files if "ords of the entry" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("name", ["BF", "blast furnaces", "BF (blast furnace)", "blast furnace (BF)"])
def test_a_hidden_entry_under_any_name_of_a_concept_leaves_that_in(project: Project, name: str) -> None:
    """An abbreviation, a plural and a name with its abbreviation mean the concept as well as its term does."""
    entry = f".. glossary::\n\n   {name}\n      Words of the entry."
    say(
        project,
        f":term:`{name}` and :any:`BF`.\n\n" + HIDING["ifconfig"].format(entry.replace("\n", "\n   ")),
    )
    built = build(project)
    assert built.html("page.html").count('href="glossary.html#term-blast-furnace"') == 2
    assert "Melts ore with coke" in built.text("glossary.html")
    assert built.warnings == ()


def test_a_hidden_entry_leaves_the_links_to_another_that_shows(project: Project) -> None:
    """They may differ in case, as two editions of one entry do."""
    hidden = HIDING["ifconfig"].format(".. glossary::\n\n      Ladle\n         Words that are hidden.")
    say(project, f":term:`Ladle`\n\n{hidden}\n\n.. glossary::\n\n   ladle\n      A pot.")
    assert 'href="#term-ladle"' in build(project).html("page.html")


def test_a_hidden_entry_of_a_concept_that_is_excluded_brings_no_warning(project: Project) -> None:
    """Nothing stands in for it: its link stays as it is without us."""
    hidden = HIDING["ifconfig"].format(".. glossary::\n\n      Slag\n         Words that are hidden.")
    say(project, f":term:`slag`\n\n{hidden}")
    built = build(project, aiglossary_exclude=["slag"])
    assert built.warnings == ()
    assert "#term-Slag" in built.html("page.html")


EDITION = """\
.. ifconfig:: season == "{season}"

   .. glossary::

      Ladle
         A pot in {season}.
"""


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "latex"])
def test_of_two_editions_of_an_entry_the_one_that_shows_is_linked(project: Project, builder: str) -> None:
    """Sphinx knows the last one; the first has an id of its own, and its own definition."""
    editions = "".join(EDITION.format(season=season) for season in ("summer", "winter"))
    project.write("other.rst", f":orphan:\n\nOther\n=====\n\n{editions}")
    project.replace("index.rst", "   page\n", "   page\n   other\n")
    say(project, "A :term:`ladle`, a :term:`Ladle`, :any:`Ladle` and :any:`ladles`.")
    for season, ident in (("summer", "term-Ladle"), ("winter", "term-0")):
        built = build(project, builder, season=season)
        page = (built.outdir / WRITTEN[builder][0]).read_text(encoding="utf-8")
        assert len(re.findall(rf"#{ident}\"|:{ident}\}}", page)) >= 4
        if builder != "latex":
            published = (built.outdir / "aiglossary.json").read_text(encoding="utf-8")
            for text in (page, published):
                assert re.findall(r"A pot in (\w+)\.", text).count(season) >= 1
            assert set(re.findall(r"A pot in (\w+)\.", published)) == {season}


DROPPING = """
from docutils import nodes


def drop(app, document):
    for node in list(document.findall(nodes.container)):
        if "internal" in node["classes"]:
            node.parent.remove(node)


def setup(app):
    app.connect("doctree-read", drop{priority})
"""


@pytest.mark.parametrize("priority", ["", ", priority=900", ", priority=100"])
def test_what_is_taken_out_when_a_page_is_read_counts_for_nothing(project: Project, priority: str) -> None:
    """It is gone for good, with the entries that Sphinx has registered there."""
    project.replace("conf.py", "\n\ndef setup(app):\n", DROPPING.format(priority=priority))
    block = f"{USES}\n\n.. glossary::\n\n   Slag\n      Words of the entry."
    say(
        project,
        ".. container:: internal\n\n   " + block.replace("\n", "\n   ") + "\n\nThen :gls:`BF`, :term:`slag`.",
    )
    built = build(project)
    assert f"Then {LONG}" in words(built, "page.html")
    assert 'href="glossary.html#term-slag"' in built.html("page.html")
    assert "Floats on the iron" in built.text("glossary.html")
    assert "Blows air" not in built.text("glossary.html")


def test_a_hidden_placement_prints_nothing(project: Project) -> None:
    """The terms are defined where a placement shows."""
    say(project, f":term:`slag`\n\n{inside(HIDING['ifconfig'], '.. aiglossary::')}")
    built = build(project)
    assert 'href="glossary.html#term-slag"' in built.html("page.html")


def test_markdown_hides_like_restructuredtext(project: Project) -> None:
    """In fences and in fences of colons."""
    load(project, "myst_parser", values='myst_enable_extensions = ["colon_fence"]')
    project.write(
        "page.md",
        "# Page\n\n```{todo}\nA {gls}`BF`.\n```\n\n"
        "::::{ifconfig} plant == 'large'\n:::{note}\nA {gls}`BF` and {term}`slag`, a tuyere.\n:::\n::::\n\n"
        "Then {gls}`BF`, then a tuyere.\n",
    )
    built = build(project)
    assert f"Then {LONG}, then a tuyere." in built.text("page.html")
    assert built.html("page.html").count("#term-tuyere") == 1
    assert "slag" not in built.text("glossary.html").lower()


@pytest.mark.parametrize(
    ("name", "value"), [("plant", "large"), ("season", "winter"), ("todo_include_todos", True)]
)
def test_a_condition_that_flips_writes_its_page_again(project: Project, name: str, value: Any) -> None:
    """Also when Sphinx does not read the page again for the value; an incremental build equals a clean one."""
    blocks = [
        HIDING["ifconfig"],
        HIDING["ifconfig"].replace("plant", "season").replace("large", "winter"),
        HIDING["todo"],
    ]
    say(project, "\n\n".join(inside(block, USES) for block in blocks) + "\n\nThen :gls:`BF`, then a tuyere.")
    before = build(project).files()
    turned = build(project, **{name: value})
    clean = build(project, build="clean", **{name: value})
    assert f"First {LONG}, a slag" in turned.text("page.html")
    assert differing(turned.files(), clean.files()) == set()
    assert differing(build(project).files(), before) == set()


# what other extensions leave out, see `leaving_out`

LEFT_OUT = {
    "directive": ".. internal::\n\n   {}",
    "directive in a directive": ".. framed::\n\n   .. internal::\n\n      {}",
    "directive in another's, beside a text": ".. framed::\n\n   Text.\n\n   .. internal::\n\n      {}",
    "directive in a shown todo": ".. todo::\n\n   .. internal::\n\n      {}",
    "list in a directive": ".. internal::\n\n   * {}",
    "class of a paragraph": ".. rst-class:: not-html\n\n{}",
    "class of a container": ".. container:: not-html\n\n   {}",
    "class of a section": "Plan\n----\n\n.. rst-class:: draft\n\nNext\n~~~~\n\n{}\n\nEnd\n----",
    "title of a section": "For the staff\n-------------\n\n{}\n\nFor all\n-------",
}
KEPT = {
    "directive whose visitor writes the content": ".. framed::\n\n   {}",
    "the same beside one that is left out": ".. framed::\n\n   {}\n\n   .. internal::\n\n      Text.",
    "class for a style sheet": ".. container:: toggle not-text\n\n   {}",
    "title": "For readers\n-----------\n\n{}\n\nFor all\n-------",
    "directive whose handler fails without its text": ".. fragile::\n\n   {}",
}


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_what_another_extension_leaves_out_counts_for_nothing(project: Project, kind: str) -> None:
    """By its directive, class or title."""
    load(project, "leaving_out", values="todo_include_todos = True")
    say(project, f"{inside(LEFT_OUT[kind], USES)}\n\nThen :gls:`BF`, then a tuyere.")
    built = build(project)
    assert "First" not in built.text("page.html")
    assert f"Then {LONG}, then a tuyere." in built.text("page.html")
    assert built.html("page.html").count("#term-tuyere") == 1
    assert "slag" not in built.text("glossary.html").lower()
    assert built.warnings == ()


@pytest.mark.parametrize("kind", KEPT)
def test_what_another_extension_shows_counts(project: Project, kind: str) -> None:
    """Whatever it does with it: hiding is not guessed."""
    load(project, "leaving_out")
    say(project, f"{inside(KEPT[kind], USES)}\n\nThen :gls:`BF`, then a tuyere.")
    built = build(project)
    assert f"First {LONG}, a slag and a tuyere." in built.text("page.html")
    assert "Then BF, then a tuyere." in built.text("page.html")
    assert "slag" in built.text("glossary.html").lower()
    assert built.warnings == ()


def test_a_page_that_another_extension_leaves_out_counts_for_nothing(project: Project) -> None:
    """By its metadata; they are noted after what the page says."""
    load(project, "leaving_out")
    project.write("page.rst", ":audience: staff\n\nPage\n====\n\nA :term:`slag`.\n")
    project.replace("index.rst", "   glossary\n", "   glossary\n\nA :term:`tuyere`.\n")
    built = build(project)
    assert "slag" not in built.text("glossary.html").lower()
    assert "Used in: Works" in built.text("glossary.html")
    project.write("page.rst", ":audience: all\n\nPage\n====\n\nA :term:`slag`.\n")
    shown = build(project)
    assert "Used in: Page" in shown.text("glossary.html")
    assert differing(shown.files(), build(project, build="clean").files()) == set()
    project.write("page.rst", ":audience: staff\n\nPage\n====\n\nA :term:`slag`.\n")
    assert differing(build(project).files(), built.files()) == set()


ENTRY = ".. glossary::\n\n   Slag\n      Words of the entry."


@pytest.mark.parametrize("directive", ["internal", "container:: not-html"])
def test_an_entry_that_another_extension_leaves_out_leaves_its_concept_in(
    project: Project, directive: str
) -> None:
    """It is neither linked nor published; the other builder has it."""
    load(project, "leaving_out")
    block = ENTRY.replace("\n", "\n   ")
    say(
        project,
        f":term:`slag`\n\n.. {directive.partition('::')[0]}::{directive.partition('::')[2]}\n\n   {block}",
    )
    built = build(project)
    assert 'href="glossary.html#term-slag"' in built.html("page.html")
    published = (built.outdir / "aiglossary.json").read_text(encoding="utf-8")
    assert "Floats on the iron" in published
    assert "Words of the entry" not in published
    turned = build(project, "html" if directive == "internal" else "text", show_internal=True)
    assert "Floats on the iron" not in words(
        turned, f"glossary.{'html' if directive == 'internal' else 'txt'}"
    )


@pytest.mark.parametrize("builder", WRITTEN)
def test_every_builder_counts_what_other_extensions_show_in_it(project: Project, builder: str) -> None:
    """Also one that assembles all documents before others look at them."""
    load(project, "leaving_out")
    say(
        project,
        ".. internal::\n\n   :gls:`BF` :term:`slag`\n\n"
        ".. container:: not-latex not-html\n\n   A :term:`tuyere`.\n\nThen :gls:`BF`.",
    )
    page, glossary = WRITTEN[builder]
    built = build(project, builder)
    assert LONG in words(built, page)
    assert "Floats on the iron" not in words(built, glossary)
    assert ("Blows air" in words(built, glossary)) == (builder not in {"html", "latex"})
    assert "Floats on the iron" in words(build(project, builder, show_internal=True), glossary)


def test_builds_with_other_extensions_are_the_same_however_they_are_made(project: Project) -> None:
    """In several processes, one after the other, in one folder of doctrees."""
    load(project, "leaving_out")
    texts = "\n\n".join(inside(block, USES) for block in (*LEFT_OUT.values(), *KEPT.values()))
    say(project, f"{texts}\n\nThen :gls:`BF`, then a tuyere.")
    for number in range(6):
        project.write(
            f"more{number}.rst", f":orphan:\n\nMore\n====\n\n.. internal::\n\n   {USES}\n\n{USES}\n"
        )
    first = build(project)
    assert differing(build(project, build="parallel", jobs=2).files(), first.files()) == set()
    build(project, "text")
    turned = build(project, show_internal=True)
    clean = build(project, build="clean", show_internal=True)
    assert differing(turned.files(), clean.files()) == set()
    assert differing(build(project).files(), first.files()) == set()


HANDLER = """

def drop_notes(app, document, docname):
    from docutils import nodes

    for note in list(document.findall(nodes.note)):
        note.parent.remove(note)


setup_before = setup


def setup(app):
    setup_before(app)
    app.connect("doctree-resolved", drop_notes)
"""


def test_a_handler_that_comes_later_is_asked_about_pages_that_were_read_before(project: Project) -> None:
    """Sphinx reads no page again for it; what the glossary says of them is that of a clean build."""
    say(project, f".. note::\n\n   {USES}\n\nThen :gls:`BF`, then a tuyere.")
    before = build(project)
    assert "slag" in before.text("glossary.html").lower()
    conf = (project.src / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf + HANDLER)
    built = build(project)
    assert differing(built.files(), build(project, build="clean").files()) == set()
    assert "slag" not in built.text("glossary.html").lower()
    project.write("conf.py", conf)
    assert "slag" in build(project).text("glossary.html").lower()


ANSWERS = """
from docutils import nodes


def drop_secrets(app, document, docname):
    for paragraph in list(document.findall(nodes.paragraph)):
        if is_secret(app, paragraph, docname):
            paragraph.parent.remove(paragraph)


def is_secret(app, node, docname):
    if isinstance(node, nodes.paragraph) and node.astext().startswith("Secret:"):
        return True


setup_before = setup


def setup(app):
    setup_before(app)
    app.connect("doctree-resolved", drop_secrets)
    {}
"""


def test_an_author_tells_what_is_left_out_by_its_words(project: Project) -> None:
    """What no skeleton shows; without an answer it counts."""
    say(project, f"Secret: {USES}\n\nThen :gls:`BF`, then a tuyere.")
    conf = (project.src / "conf.py").read_text(encoding="utf-8")
    project.write("conf.py", conf + ANSWERS.format(""))
    assert "slag" in build(project).text("glossary.html").lower()
    project.write("conf.py", conf + ANSWERS.format('app.connect("aiglossary-hidden", is_secret)'))
    for jobs in (1, 2):
        built = build(project, build=f"jobs{jobs}", jobs=jobs)
        assert f"Then {LONG}, then a tuyere." in built.text("page.html")
        assert "slag" not in built.text("glossary.html").lower()


def test_an_answer_goes_before_what_was_found(project: Project) -> None:
    """An author knows that a block shows after all."""
    load(project, "leaving_out")
    say(project, f".. internal::\n\n   {USES}\n\nThen :gls:`BF`.")
    project.write(
        "conf.py",
        (project.src / "conf.py").read_text(encoding="utf-8")
        + ANSWERS.format('app.connect("aiglossary-hidden", lambda app, node, docname: False)'),
    )
    assert "slag" in build(project).text("glossary.html").lower()


TRANSLATORS = {
    "add_node": "app.add_node(nodes.note, override=True, html=(skip, None))",
    "set_translator": 'app.set_translator("html", Translator)',
}


@pytest.mark.parametrize("way", TRANSLATORS)
def test_an_overridden_visitor_leaves_nodes_of_docutils_out(project: Project, way: str) -> None:
    """Of a class that is docutils' own."""
    conf = (project.src / "conf.py").read_text(encoding="utf-8")
    project.write(
        "conf.py",
        f"""{conf}
from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


def skip(translator, node):
    raise nodes.SkipNode


class Translator(HTML5Translator):
    visit_note = skip


setup_before = setup


def setup(app):
    setup_before(app)
    {TRANSLATORS[way]}
""",
    )
    say(project, f".. note::\n\n   {USES}\n\nThen :gls:`BF`, then a tuyere.")
    built = build(project)
    assert f"Then {LONG}, then a tuyere." in built.text("page.html")
    assert "slag" not in built.text("glossary.html").lower()


def test_what_others_write_is_the_same_as_without_us(project: Project) -> None:
    """Asking them changes nothing of theirs, nor where Sphinx stands, nor does it say anything."""
    load(project, "leaving_out")
    blocks = [LEFT_OUT[kind] for kind in LEFT_OUT if "todo" not in kind] + list(KEPT.values())
    say(project, "\n\n".join(inside(block, "A text.") for block in blocks))
    project.write("glossary.rst", "Glossary\n========\n")
    ours = build(project)
    project.replace("conf.py", '"sphinxcontrib_aiglossary", ', "")
    project.write(
        "conf.py", re.sub(r"aiglossary_\w+ = .*", "", (project.src / "conf.py").read_text(encoding="utf-8"))
    )
    plain = build(project, build="plain")
    assert ours.warnings == plain.warnings
    for page in ("page.html", "index.html"):
        assert ours.html(page) == plain.html(page)
