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
extensions = ["sphinxcontrib_aiglossary", "sphinx.ext.ifconfig", "sphinx.ext.todo"]
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


def build(project: Project, builder: str = "html", **options: object) -> Built:
    """Build with files of known names."""
    named = {
        "latex_documents": [("index", "works.tex", "Works", "Me", "manual")],
        "man_pages": [("index", "works", "Works", [], 1)],
    }
    return project.build(builder, **named, **options)  # type: ignore[arg-type]


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


def test_a_hidden_placement_prints_nothing(project: Project) -> None:
    """The terms are defined where a placement shows."""
    say(project, f":term:`slag`\n\n{inside(HIDING['ifconfig'], '.. aiglossary::')}")
    built = build(project)
    assert 'href="glossary.html#term-slag"' in built.html("page.html")


def test_markdown_hides_like_restructuredtext(project: Project) -> None:
    """In fences and in fences of colons."""
    project.replace(
        "conf.py",
        '"sphinx.ext.todo"]',
        '"sphinx.ext.todo", "myst_parser"]\nmyst_enable_extensions = ["colon_fence"]',
    )
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
