"""Concepts in another language: how texts are split into messages, and what becomes of names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pytest

from sphinxcontrib_aiglossary import builtin, pipeline
from sphinxcontrib_aiglossary.markup.definitions import full_text
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin
from sphinxcontrib_aiglossary.naming.forms import concept_forms
from sphinxcontrib_aiglossary.problems import Kind
from sphinxcontrib_aiglossary.store import open_store, open_translated
from sphinxcontrib_aiglossary.translation import (
    ALL_KINDS,
    concept_messages,
    text_messages,
    translate_glossary,
    translate_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinxcontrib_aiglossary.store import Store
    from sphinxcontrib_aiglossary.translation import MessageKind

TEXT: Final[frozenset[MessageKind]] = frozenset({"text"})
HERE = Origin("terms.yaml", 3)
ARTICLE = r"""Intro *a* with $x$
over two lines.

## Head ##

Other head
==========

- item one
  goes on
  - nested `code`

    second paragraph
> quoted
> > twice
> lazy

3. third

   ```py
   print(1)

     more
   ```

| a \| b | c |
|---|---|
| 1 | `x \| y` |

- | t | u |
  |---|---|
  | 3 | |

$$
x^2
$$

$a$ $b$

[link]: https://example.org
"""
MESSAGES = [
    "Intro *a* with $x$\nover two lines.",
    "Head",
    "Other head",
    "item one\ngoes on",
    "nested `code`",
    "second paragraph",
    "quoted",
    "twice\nlazy",
    "third",
    "a | b",
    "c",
    "1",
    "`x | y`",
    "t",
    "u",
    "3",
]


@dataclass(frozen=True)
class Told:
    """Translations that are at hand."""

    messages: Mapping[str, str]
    digest: str = "one"
    kinds: frozenset[MessageKind] = field(default_factory=lambda: ALL_KINDS)

    def translate(self, message: str) -> str | None:
        """Return the translation of a message."""
        return self.messages.get(message)

    def origin(self, message: str) -> Origin | None:
        """Return a made-up line for each."""
        return Origin("de.po", 1 + list(self.messages).index(message)) if message in self.messages else None


def itself(message: str) -> str:
    """A translation that changes nothing."""
    return message


def concept(term: str, definition: str = "", **more: object) -> Concept:
    """A concept of one entry."""
    entry = Entry(origin=HERE, term=term, definition=definition, authored=True)
    made = Concept(ident=term.replace(" ", "-"), term=term, entries=(entry,), origins=(HERE,))
    return replace(made, **more)  # type: ignore[arg-type]


def translated(told: Mapping[str, str], *concepts: Concept) -> dict[str, Concept]:
    """The concepts in the other language, by ident."""
    glossary = translate_glossary(concepts, (), Told(told))
    return {each.ident: each for each in glossary.concepts}


def test_each_block_is_a_message_without_its_marks() -> None:
    """Paragraphs, headings, items, quotes and cells; no code and no formula that stands alone."""
    assert list(text_messages(ARTICLE, TEXT)) == MESSAGES
    others = [message for message in text_messages(ARTICLE, ALL_KINDS) if message not in MESSAGES]
    assert others == ["print(1)\n\n  more", "x^2", "$a$ $b$"]


def test_translations_take_the_places_of_messages() -> None:
    """All that stands around them stays, and a bar in a cell does not end the cell."""
    told = {message: f"<{message}>|" for message in text_messages(ARTICLE, ALL_KINDS)}
    text = translate_text(ARTICLE, told.get, ALL_KINDS)
    assert (
        text
        == r"""<Intro *a* with $x$
over two lines.>|

## <Head>| ##

<Other head>|
==========

- <item one
  goes on>|
  - <nested `code`>|

    <second paragraph>|
> <quoted>|
> > <twice
> > lazy>|

3. <third>|

   ```py
   <print(1)

     more>|
   ```

| <a \| b>\| | <c>\| |
|---|---|
| <1>\| | <`x \| y`>\| |

- | <t>\| | <u>\| |
  |---|---|
  | <3>\| | |

$$
<x^2>|
$$

<$a$ $b$>|

[link]: https://example.org
"""
    )


def test_what_is_not_translated_stays_as_it_is() -> None:
    """Without a translation the text is the same object; with one every other line is."""
    assert translate_text(ARTICLE, lambda _text: None, ALL_KINDS) is ARTICLE
    text = translate_text(ARTICLE, lambda message: "Ü" if message == "u" else None, ALL_KINDS)
    assert text == ARTICLE.replace("| u |", "| Ü |")


def test_every_message_of_real_texts_can_be_put_back() -> None:
    """Each message of the built-in glossary is replaced by itself without a trace, and by another text where it stood."""
    for each in pipeline.load([builtin.NAME], builtin.folder()).concepts:
        for text in (each.definition, each.article):
            assert translate_text(text, itself, ALL_KINDS) == text
            count = len(list(text_messages(text, TEXT)))
            assert translate_text(text, lambda _: "NEU", TEXT).count("NEU") == count


@pytest.mark.parametrize(
    "text", ["a\x00b *c*\n\nd", "\ta\n\tb", "> - a\n>\n>   b", "- - - a", "|", "$$ x", "```\n", "a  \nb"]
)
def test_odd_texts_are_split_without_harm(text: str) -> None:
    """What cannot be put back is no message, and nothing else changes."""
    assert translate_text(text, itself, ALL_KINDS) == text


def test_a_translation_cannot_break_out_of_its_place() -> None:
    """Code cannot end its fence, a heading and a cell stay on their lines."""
    assert translate_text("```\na\n```\n", lambda _: "```\n# b", ALL_KINDS) == "```\na\n```\n"
    assert translate_text("## a", lambda _: "b\n\nc", ALL_KINDS) == "## b c"
    assert translate_text("| a |\n|---|\n", lambda _: "b\nc|d", ALL_KINDS) == "| b c\\|d |\n|---|\n"


def test_names_are_translated_and_the_former_ones_kept() -> None:
    """Term, synonyms, abbreviations and related names; ident, categories and names to avoid stay."""
    before = concept(
        "wafer",
        synonyms=("slice", "disc"),
        abbreviations=("WF",),
        see=("die",),
        deprecated=("plate",),
        categories=("Metrology",),
    )
    told = {
        "wafer": " Scheibe\n",
        "slice": "Wafer",
        "disc": "scheibe",
        "WF": "SCH",
        "die": "Chip",
        "plate": "x",
    }
    after = translated({**told, "Metrology": "Messtechnik"}, before)["wafer"]
    assert (after.term, after.synonyms, after.abbreviations, after.see) == (
        "Scheibe",
        ("Wafer",),
        ("SCH",),
        ("Chip",),
    )
    assert (after.ident, after.categories, after.deprecated) == ("wafer", ("Metrology",), ("plate",))
    assert after.titles == ("Messtechnik",)
    assert after.former_names == ("wafer", "wafer", "slice", "disc", "WF")


def test_an_untranslated_concept_is_the_same() -> None:
    """So are one whose translations are empty, blank, or say the same."""
    before = concept("wafer", "A disc.", synonyms=("slice",))
    told = {"wafer": "", "slice": " \n", "A disc.": "A disc."}
    assert translated(told, before)["wafer"] is before


def test_a_definition_that_opens_its_article_is_not_said_twice() -> None:
    """Though its translation differs from the beginning of the translated article."""
    entry = Entry(origin=HERE, term="w", definition="A disc.", article="A disc. It is thin.")
    before = replace(concept("w"), entries=(entry,))
    after = translated({"A disc.": "Ein Rund.", "A disc. It is thin.": "Eine dünne Scheibe."}, before)["w"]
    assert full_text(after.entries[0]) == "Eine dünne Scheibe."


def test_a_homonym_is_one_message_with_its_qualifier() -> None:
    """A translator may tell it apart in another way; untranslated it shows the title of its category."""
    fab = concept("batch size", qualifier="fab operations", categories=("Fab operations",), ident="fab")
    training = concept("batch size", qualifier="training", categories=("Training",), ident="training")
    assert [message for message, _ in concept_messages(fab, "brief", TEXT)] == ["batch size (fab operations)"]
    titles = {"Fab operations": "Fabrik", "Training": "Lernen"}
    assert translated(titles, fab, training)["fab"].name == "batch size (Fabrik)"
    told = {"batch size (fab operations)": "Losgröße", "batch size (training)": "Menge (Lernen)"}
    after = translated(told, fab, training)
    assert (after["fab"].term, after["fab"].qualifier) == ("Losgröße", "")
    assert (after["training"].term, after["training"].qualifier) == ("Menge", "Lernen")


def test_terms_that_become_one_are_told_apart_by_category() -> None:
    """As homonyms are; where no category does it, a problem names the line of the translation."""
    lot = concept("lot", categories=("Fab",))
    batch = concept("batch", categories=("Training",))
    glossary = translate_glossary((lot, batch), (), Told({"lot": "Los", "batch": "Los", "Fab": "Fabrik"}))
    assert [each.name for each in glossary.concepts] == ["Los (Fabrik)", "Los (Training)"]
    assert glossary.problems == ()
    told = Told({"lot": "Los", "batch": "los"})
    (problem,) = translate_glossary((concept("lot"), concept("batch")), (), told).problems
    assert problem.kind is Kind.DUPLICATE
    assert problem.origin == Origin("de.po", 2)


def test_a_translation_that_links_to_nobody_is_a_problem() -> None:
    """It stands at the line of the translation, once; original and translated names are somebody's."""
    first = concept("wafer", "A disc.")
    second = concept("disc", "A disc.")
    link = "[a](term:wafer) [b](term:Scheibe) [c](term:nobody)"
    problems = translate_glossary((first, second), (), Told({"A disc.": link, "wafer": "Scheibe"})).problems
    assert [(each.kind, each.origin, each.name) for each in problems] == [
        (Kind.LINK, Origin("de.po", 1), "nobody")
    ]


def test_english_makes_no_plurals_of_translated_names() -> None:
    """A plural of a translation is what the translator wrote, or none; other names keep theirs."""
    before = concept("image sensor", abbreviations=("CIM",))
    after = translated({"image sensor": "Bildsensor", "image sensors": "Bildsensoren"}, before)[
        "image-sensor"
    ]
    forms = concept_forms(after)
    assert forms.word("glspl", "Bildsensor", "Bildsensor", expand=True) == "Bildsensoren (CIMs)"
    assert forms.word("glspl", "CIM", "CIMs", expand=True) == "Bildsensoren (CIMs)"
    unknown = concept_forms(translated({"image sensor": "Bildsensor"}, before)["image-sensor"])
    assert unknown.word("glspl", "Bildsensor", "Bildsensor", expand=False) == "CIMs"
    assert unknown.word("acrlong", "CIM", "CIM", expand=False) == "Bildsensor"
    assert unknown.word("gls", "image sensor", "image sensor", expand=True) == "Bildsensor (CIM)"


def stores(folder: Path, told: Mapping[str, str]) -> tuple[Store, Store]:
    """A small glossary before and after translation."""
    (folder / "terms.yaml").write_text(
        "concepts:\n"
        "  - {term: zone, definition: 'A [wafer](term:wafer).'}\n"
        "  - {term: wafer, synonyms: [slice], definition: A disc., categories: [Metrology]}\n"
        "  - {term: die, definition: A piece.}\n",
        encoding="utf-8",
    )
    store = open_store(["terms.yaml"], folder, folder / "kept")
    return store, open_translated(store, Told(told), folder / "kept")


def test_a_translated_glossary_is_sorted_and_found_by_both_names(tmp_path: Path) -> None:
    """Originals, translations, English plurals, spellings and names with a category resolve."""
    told = {"zone": "Bereich", "wafer": "Scheibe", "slice": "Wafer", "Metrology": "Messtechnik"}
    _, store = stores(tmp_path, told)
    assert [each.term for each in store.concepts()] == ["Bereich", "die", "Scheibe"]
    for name in (
        "wafer",
        "Wafers",
        "scheibe",
        "SLICE",
        "slices",
        "Scheibe (Messtechnik)",
        "wafer (metrology)",
    ):
        assert [match.ident for match in store.find(name)] == ["wafer"], name
    assert store.find("Scheibes") == ()
    assert store.names("wafer") == ("Scheibe", "Wafer", "wafer", "slice")
    assert store.uses("zone") == ("wafer",)
    assert (store.title("Metrology"), store.title("Other")) == ("Messtechnik", "Other")


def test_a_translated_name_of_another_concept_is_ambiguous(tmp_path: Path) -> None:
    """In one spelling with an original name it means both; in its own it means the translated one."""
    _, store = stores(tmp_path, {"zone": "Die", "die": "Chip"})
    assert [match.ident for match in store.find("Die")] == ["zone"]
    assert [match.ident for match in store.find("die")] == ["die"]
    assert {match.ident for match in store.find("DIE")} == {"zone", "die"}


def test_a_translated_glossary_is_kept_until_a_translation_changes(tmp_path: Path) -> None:
    """The file is made once, and made anew for other translations."""
    store, _ = stores(tmp_path, {"die": "Chip"})

    class Silent(Told):
        def translate(self, message: str) -> str | None:
            raise AssertionError(message)

    assert open_translated(store, Silent({}), tmp_path / "kept").concept("die").term == "Chip"
    other = open_translated(store, Told({"die": "Plättchen"}, "two"), tmp_path / "kept")
    assert other.concept("die").term == "Plättchen"
    assert other.concept("die").original == replace(store.concept("die"), entries=())
