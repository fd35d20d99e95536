"""Headlines read as term, names, keywords and category: the tables in ``cases/headlines``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary import headlines
from sphinxcontrib_aiglossary.grammar.acronyms import words
from sphinxcontrib_aiglossary.grammar.leads import agreement
from sphinxcontrib_aiglossary.model import Origin, Record
from sphinxcontrib_aiglossary.naming.keys import key
from sphinxcontrib_aiglossary.sources import read_file
from sphinxcontrib_aiglossary.sources.shape import split_items, without_prompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxcontrib_aiglossary.headlines import Headline

CASES = Path(__file__).parents[1] / "cases" / "headlines"
DUMPS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def _tables() -> list[tuple[str, dict[str, str]]]:
    """Read the tables: blocks of ``field: value`` lines; the first block says what the table is about."""
    found: list[tuple[str, dict[str, str]]] = []
    for path in sorted(CASES.glob("*.txt")):
        for block in path.read_text("utf-8").strip().split("\n\n")[1:]:
            pairs = [line.partition(": ") for line in block.split("\n")]
            found.append((path.stem, {field: value for field, _, value in pairs}))
    return found


def _record(headline: str, body: str, line: int = 1) -> Record:
    return Record(origin=Origin("dump.txt", line), headline=headline, body=body, body_line=line + 1)


def _of(records: Sequence[Record], bodies: Sequence[str]) -> list[Headline]:
    return list(map(headlines.interpreter(records, bodies), range(len(records))))


def _interpreted(*pairs: tuple[str, str]) -> list[Headline]:
    records = [_record(headline, body, line) for line, (headline, body) in enumerate(pairs, 1)]
    return _of(records, [body for _, body in pairs])


def _shown(headline: Headline) -> dict[str, str]:
    shown = {
        "term": headline.term,
        "abbreviations": ", ".join(headline.abbreviations),
        "synonyms": ", ".join(headline.synonyms),
        "keywords": ", ".join(headline.keywords),
        "category": headline.category or "",
    }
    return {field: value for field, value in shown.items() if value}


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{table}-{case['headline'][:30]}") for table, case in _tables()]
)
def test_a_headline_reads_as_its_table_says(case: dict[str, str]) -> None:
    """Each case stands alone: grammar and vocabulary decide, without a corpus."""
    (found,) = _interpreted((case["headline"], case["body"]))
    assert _shown(found) == {
        field: value for field, value in case.items() if field not in {"headline", "body"}
    }


def test_an_unknown_name_that_closes_several_headlines_is_a_category() -> None:
    """Evidence of the corpus: ``gubbins`` is in no vocabulary, but the site files two terms under it."""
    long = ("sprocket, gearing, gubbins", "Sprocket is a wheel.")
    others = ("ratchet,gubbins", "Ratchet is a catch."), ("pawl,gubbins", "Pawl is a bolt.")
    assert [each.category for each in _interpreted(long)] == [None]
    assert [each.category for each in _interpreted(long, *others)] == ["gubbins"] * 3


def _lost(items: Sequence[str], headline: Headline) -> list[str]:
    """Return the items that a reading drops.

    The first item need not stand there word for word when the term is made of it: the term has all its words, in any
    form, or is a part of it. A term that another item gives is not made of the first.
    """
    items = [re.sub(r"\s*\(.*?\)", "", items[0]), *items[1:]]
    names = [headline.term, *headline.abbreviations, *headline.synonyms]
    kept = {key(name) for name in (*names, *headline.keywords, headline.category or "")}
    lost = [item for item in items[1:] if item and key(item) not in kept]
    said = agreement(items[0], " ".join(names)) >= 1 or agreement(headline.term, items[0]) >= 1
    from_other = key(headline.term) in {key(item) for item in items[1:]}
    turned = any(sorted(words(items[0])) == sorted(words(name)) for name in names)
    if items[0] and key(items[0]) not in kept and not turned and (from_other or not said):
        lost.insert(0, items[0])
    return lost


def test_no_item_of_a_headline_is_lost() -> None:
    """Each item of the tables ends as a name, a keyword or the category, or is equal by key to one that does."""
    for _, case in _tables():
        (found,) = _interpreted((case["headline"], case["body"]))
        assert _lost(split_items(case["headline"]), found) == [], case["headline"]


@pytest.mark.skipif(
    not DUMPS.is_dir(), reason="the folder `shared` with real dumps is not beside the project"
)
def test_no_item_of_a_real_headline_is_lost() -> None:
    """The same law over every headline of the sample dumps."""
    records = [
        record for path in sorted(DUMPS.glob("*.txt")) for record in read_file(path, path.name).records
    ]
    assert len(records) > 100
    found = _of(records, [record.body for record in records])
    for record, headline in zip(records, found, strict=True):
        assert _lost(split_items(without_prompt(record.headline)), headline) == [], record.headline


def test_a_body_without_a_headline_gives_the_term() -> None:
    """The name in bold, its abbreviation, or the words before the verb."""
    found = _interpreted(
        ("", "**Spin Coating (SC)** is spreading resist by rotation."),
        ("", "Soft bake is the drying of a film."),
        ("", "**Overview**\n\nnothing more"),
    )
    assert [each.term for each in found] == ["Spin Coating", "Soft bake", "Overview"]
    assert found[0].abbreviations == ("SC",)


def test_a_headline_without_a_body_keeps_its_items() -> None:
    """There is no casing to learn; the first letter is raised, an abbreviation is set in capitals."""
    (found,) = _interpreted(("rapid thermal processing, rtp, process", ""))
    assert (found.term, found.abbreviations, found.category) == (
        "Rapid thermal processing",
        ("RTP",),
        "process",
    )


@pytest.mark.parametrize("headline", ["", ",", ",,", "(", "a,(b", ")", "**", "x" * 300, "a," * 200])
@pytest.mark.parametrize("body", ["", "**", "**(**", "x", "**A** (", "# ", "()"])
def test_an_odd_headline_never_fails(headline: str, body: str) -> None:
    """Whatever stands there, there is one reading of it."""
    assert len(_interpreted((headline, body))) == 1
