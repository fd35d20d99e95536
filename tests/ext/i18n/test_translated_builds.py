"""Glossaries in another language, from the template of messages to the outputs."""

from __future__ import annotations

import gettext
import os
import random
import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.pofile import read_po
from book import book_of, needs_epubcheck, words
from building import Project, differing
from sphinx import locale
from sphinx.util.inventory import InventoryFile
from translating import GERMAN, PO, template, translate, write_pages

import sphinxcontrib_aiglossary
from sphinxcontrib_aiglossary.ext.i18n.catalogue import Catalogue, register_words
from sphinxcontrib_aiglossary.ext.i18n.ui_strings import DOMAIN, WORDS, words_as_shown

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from building import Built


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Seven concepts, six of them in use on three pages."""
    project = Project(tmp_path)
    write_pages(project)
    return project


PAGES = ("index.html", "uses.html", "glossary.html", "other.html", "aiglossary-categories.html")


def german(project: Project, builder: str = "html", **options: Any) -> Built:
    """Build the project in German."""
    return project.build(builder, language="de", **options)


def terms(built: Built, page: str = "glossary.html") -> list[str]:
    """The terms and synonyms of a glossary in the order in which they stand there."""
    found = re.findall(r"<dt class=[^>]*>(.*?)</dt>", built.html(page), re.DOTALL)
    return [re.sub(r"<[^>]+>|¶", "", term).strip() for term in found]


def inventory(built: Built) -> dict[str, str]:
    """The terms that other projects find, with their places."""
    found = InventoryFile.loads((built.outdir / "objects.inv").read_bytes(), uri="").data["std:term"]
    return {name: item.uri for name, item in found.items()}


def messages(catalog: Catalog) -> list[str]:
    """The messages of a catalogue in their order."""
    return [str(message.id) for message in catalog if message.id]


def test_gettext_extracts_what_is_printed_with_its_source(project: Project) -> None:
    """Own words, categories, names and blocks; each with file and line, nothing of a concept that is not printed."""
    built = project.build("gettext", build="pot")
    assert built.warnings == ()
    catalog = template(project)
    found = messages(catalog)
    assert found[: len(WORDS)] == list(WORDS)
    assert {"Metrology", "Stripes", "batch size (fab operations)", "slice", "dice", "300 mm"} <= set(found)
    assert "Its area is $\\pi r^2$,\nas **everyone** knows." in found
    assert not {"idle", "code", "Used nowhere."} & set(found)
    assert catalog["A piece of a wafer."].locations == [("../../src/terms.yaml", 23)]
    assert {place for message in catalog for place, _ in message.locations} == {
        "<aiglossary>",
        "../../src/terms.yaml",
    }


def test_gettext_extracts_definitions_only_where_no_more_is_printed(project: Project) -> None:
    """A brief glossary has no articles; settings of gettext hold for code, and for places."""
    more = template(project, gettext_additional_targets=["literal-block"], gettext_location=False)
    assert "code" in messages(more)
    assert not any(message.locations for message in more)
    project.replace("glossary.rst", "   :detail: full\n", "")
    brief = messages(template(project))
    assert "A thin *disc*; see [die](term:die)." in brief
    assert "300 mm" not in brief


def test_the_template_is_the_same_in_every_build(project: Project) -> None:
    """Its marks for translation tools, too; and a file of which nothing changed is not written again."""
    one = project.build("gettext", build="one", gettext_uuid=True)
    path = one.outdir / "aiglossary.pot"
    text = path.read_text(encoding="utf-8")
    os.utime(path, ns=(1, 1))
    project.build("gettext", build="one", gettext_uuid=True)
    assert path.stat().st_mtime_ns == 1
    other = project.build("gettext", build="two", gettext_uuid=True, language="de", jobs=4)
    dated = re.compile("POT-Creation-Date.*")
    again = (other.outdir / "aiglossary.pot").read_text(encoding="utf-8")
    assert dated.sub("", text) == dated.sub("", again)


def test_documents_of_the_same_text_domain_share_the_catalogue(project: Project) -> None:
    """A page that is called like the extension keeps its own messages."""
    project.write("aiglossary.rst", ":orphan:\n\nA page of its own\n=================\n")
    assert {"A page of its own", "wafer"} <= set(messages(template(project)))


def test_a_catalogue_changes_every_output(project: Project) -> None:
    """Terms, definitions, articles with formulas and links, categories; sorted by the translated term."""
    translate(project, GERMAN)
    built = german(project)
    assert built.warnings == ()
    assert terms(built) == [
        "Antilope",
        "batch size (Fabrikbetrieb)",
        "Chip",
        "Expertenmischung (ExM)",
        "Scheibe",
        "Wafer",
        "Stapelgröße (Lernen)",
    ]
    page = built.html("glossary.html")
    assert "Ein dünnes <strong>Rund</strong>; siehe <a" in page
    assert '<a class="reference internal" href="#term-die">' in page
    assert r"\(4 \pi r\)" in page
    assert "Verwendet in:" in built.text("glossary.html")
    assert "Messtechnik" in built.text("aiglossary-categories.html")
    assert "Glossar nach Gebieten" in built.text("aiglossary-categories.html")
    assert "Expertenmischung (ExM)" in built.text("uses.html")
    for builder, name in (("text", "glossary.txt"), ("latex", "p.tex"), ("epub", "glossary.xhtml")):
        other = german(project, builder, build=builder)
        assert other.warnings == ()
        text = (other.outdir / name).read_text(encoding="utf-8")
        text = text[text.index("Antilope") :]
        assert text.index("Chip") < text.index("Expertenmischung") < text.index("Herstellung"), builder
        assert "300 Millimeter" in text


def test_original_and_translated_names_resolve_and_anchors_stay(project: Project) -> None:
    """In pages and for other projects; links lead where they led, within articles, too."""
    translate(project, GERMAN)
    project.write(
        "more.rst",
        ":orphan:\n\n:term:`Scheibe` :term:`slices` :term:`Chip` :term:`batch size (Fabrikbetrieb)`\n",
    )
    built = german(project, nitpicky=True)
    assert built.warnings == ()
    assert re.findall(r'href="glossary\.html#(term-[^"]+)"', built.html("more.html")) == [
        "term-wafer",
        "term-wafer",
        "term-die",
        "term-batch-size-fab-operations",
    ]
    found = inventory(built)
    plain = inventory(project.build(build="plain"))
    assert plain.items() <= found.items()
    assert found["Scheibe"] == found["slice"] == plain["wafer"]
    assert found["Stapelgröße"] == found["batch size (model training)"]
    assert 'id="term-wafer--making-wafers"' in built.html("glossary.html")


def test_letters_filter_by_the_translated_term(project: Project) -> None:
    """*Antilope* is under A, whatever it was called before."""
    translate(project, GERMAN)
    project.replace("glossary.rst", "   :uses:\n", "   :letters: a-c\n")
    assert terms(german(project, suppress_warnings=["aiglossary.unplaced"])) == [
        "Antilope",
        "batch size (Fabrikbetrieb)",
        "Chip",
    ]


def test_untranslated_and_fuzzy_messages_stay(project: Project) -> None:
    """So does all where the language has no catalogue."""
    translate(project, {"wafer": "Scheibe", "die": "Chip", "zebra": " "})
    project.replace(PO, 'msgid "die"', '#, fuzzy\nmsgid "die"')
    assert terms(german(project))[-3:] == ["Scheibe", "slice", "zebra"]
    assert "die" in terms(german(project))
    (project.src / PO).with_suffix(".mo").unlink()
    assert "Chip" in terms(german(project, gettext_allow_fuzzy_translations=True))
    french = project.build(language="fr", build="french")
    assert terms(french) == terms(project.build(build="plain"))


def test_mentions_of_both_names_become_links(project: Project) -> None:
    """In a translated page and in one that was left as it is; everyday words of English are none in translation."""
    translate(project, {**GERMAN, "die": "Stück"})
    project.write(
        "more.rst", ":orphan:\n\nEine Scheibe, ein Stück, eine Expertenmischung; the wafers, one die.\n"
    )
    built = german(project, aiglossary_autolink="all")
    found = re.findall(r'href="glossary\.html#term-([^"]+)"', built.html("more.html"))
    assert found == ["wafer", "mixture-of-experts", "wafer"]


def rewritten(project: Project, build: str) -> set[str]:
    """Build once more, and return the pages that were written."""
    status = german(project, build=build).status
    return set(re.findall(r"writing output\.\.\..*?\]\s*(\S+)", status))


def test_a_changed_translation_rewrites_what_shows_it(project: Project) -> None:
    """The pages that print it or show it beside a link; all pages only where one of the extension's own words changed."""
    found = template(project)
    translate(project, GERMAN, found)
    german(project, build="kept")
    assert rewritten(project, "kept") == set()
    translate(project, {**GERMAN, "Samples in a step.": "Proben."}, found)
    assert rewritten(project, "kept") == {"glossary", "index", "other"}
    translate(project, {**GERMAN, "Used in:": "Hier:"}, found)
    assert rewritten(project, "kept") == {"glossary", "index", "uses", "other"}
    assert differing(german(project, build="kept").files(), german(project, build="clean").files()) == set()


@pytest.mark.parametrize("seed", [1, 2])
def test_incremental_builds_equal_clean_ones(project: Project, seed: int) -> None:
    """After random edits of translations, with and without processes, and with another language between."""
    chance = random.Random(seed)
    found = template(project)
    before = project.build(build="plain")
    told = dict(GERMAN)
    others = [message for message in messages(found) if message not in told]
    for step in range(5):
        for message in chance.sample(sorted(told), 3):
            del told[message]
        for message in chance.sample(others, 3):
            told[message] = f"{chance.choice('ABXYZ')}{message} neu"
        for message in chance.sample(sorted(GERMAN), 3):
            told[message] = GERMAN[message]
        translate(project, told, found)
        kept = german(project, build="kept", jobs=chance.choice((1, 4)))
        clean = german(project, build=f"clean{step}", jobs=chance.choice((1, 4)))
        assert kept.warnings == clean.warnings
        assert differing(kept.files(), clean.files()) == set(), step
        if step == 4:
            plain = project.build(build="kept")
            # Plain Sphinx leaves files of the other language behind, and remembers digests of scripts in a process
            assert all(plain.html(page) == before.html(page) for page in PAGES)


def test_without_a_catalogue_nothing_changes(project: Project) -> None:
    """A folder of translations that has none for the glossary makes no difference to any file."""
    before = project.build(build="before").files()
    (project.src / "locales/en/LC_MESSAGES").mkdir(parents=True)
    assert differing(before, project.build(build="after").files()) == set()
    assert not (project.src.parent / "after/doctrees/aiglossary/glossary-translated.sqlite").exists()


def test_bad_translations_are_text_or_said_at_their_lines(project: Project) -> None:
    """Broken Markdown and TeX are shown, a dead link and a taken name are located in the catalogue."""
    bad = {
        **GERMAN,
        "Few of many run.": "Kaputt **fett `code $\\frac{1$ [x](term:niemand)",
        "zebra": "Scheibe",
        "A piece of a wafer.": "<script>alert(1)</script>",
        "More on %s": "100 % mehr",
    }
    translate(project, bad)
    project.replace("terms.yaml", "categories: [Stripes]", "categories: [Metrology]")
    built = german(project)
    assert "Kaputt **fett `code $\\frac{1$ x" in built.text("glossary.html")
    assert "100 % mehr" in built.text("glossary.html")
    assert "&lt;script&gt;" in built.html("glossary.html")
    lines = (project.src / PO).read_text(encoding="utf-8").splitlines()
    dead, taken = (1 + lines.index(f'msgid "{message}"') for message in ("Few of many run.", "zebra"))
    assert [warning.partition(" WARNING: ")[0] for warning in built.warnings] == [
        f"{PO}:{line}:" for line in sorted((dead, taken), key=str)
    ]
    assert "niemand" in "".join(built.warnings)
    assert "both called “Scheibe”" in "".join(built.warnings)


def test_a_broken_catalogue_is_said_once_by_sphinx(project: Project) -> None:
    """And the glossary stays as it is."""
    path = project.src / PO
    path.parent.mkdir(parents=True)
    path.write_bytes(b'msgid "wafer"\nmsgstr "Scheibe \xff\xfe"\n')
    built = german(project)
    assert len(built.warnings) == 1
    assert "reading error" in built.warnings[0]
    assert terms(built) == terms(project.build(build="plain"))
    path.with_suffix(".mo").write_bytes(b"no catalogue at all")
    assert terms(german(project, gettext_auto_build=False)) == terms(built)


def test_a_build_leaves_no_words_to_the_next(project: Project) -> None:
    """Two languages in one process do not mix, and a catalogue that another extension added goes behind ours."""
    translate(project, {"Used in:": "Verwendet in:"})
    german(project)
    file = (project.src / PO).with_suffix(".mo")

    def registered(*, ours: bool) -> str:
        register_words(Catalogue([file], frozenset(), project.src) if ours else None)
        return words_as_shown()[WORDS.index("Used in:")]

    try:
        assert [registered(ours=ours) for ours in (True, False)] == ["Verwendet in:", "Used in:"]
        locale.translators["general", DOMAIN] = gettext.GNUTranslations(BytesIO(file.read_bytes()))
        assert registered(ours=False) == "Verwendet in:"
    finally:
        locale.translators.clear()


def test_the_catalogue_names_all_that_was_extracted(project: Project) -> None:
    """Written for a translator, it is read back without loss."""
    translate(project, GERMAN)
    with (project.src / PO).open(encoding="utf-8") as stream:
        read = read_po(stream)
    assert {str(message.id): message.string for message in read if message.string and message.id} == {
        message: told for message, told in GERMAN.items() if message in set(messages(read))
    }
    assert set(GERMAN) <= set(messages(read))


def test_all_own_words_can_be_translated() -> None:
    """Every text that one of our modules has translated is among the words that are extracted."""
    package = Path(sphinxcontrib_aiglossary.__file__).parent
    own = re.compile(r'(?:\b_own|get_translation\("aiglossary"\))\(\s*"([^"]+)"')
    said = {word for path in package.rglob("*.py") for word in own.findall(path.read_text(encoding="utf-8"))}
    assert said == set(WORDS)


@needs_epubcheck
def test_a_translated_book_is_a_good_one(project: Project) -> None:
    """EPUBCheck finds nothing in it, whatever letters the translation brings."""
    translate(project, {**GERMAN, "wafer": "Öse & <Scheibe>", "Metrology": "Übung"}, template(project))
    book = book_of(german(project, "epub"))
    assert book.complaints() == []
    assert "Öse & <Scheibe>" in words(book.page("glossary.xhtml"))
