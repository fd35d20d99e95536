"""The forms of a name in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.model import Concept
from sphinxcontrib_aiglossary.naming.forms import Forms, concept_forms, entry_forms, plural_by_rule

if TYPE_CHECKING:
    from sphinxcontrib_aiglossary.naming.forms import Role

MIXTURE = Concept(
    ident="m",
    term="mixture of experts",
    abbreviations=("MoE",),
    synonyms=("expert ensemble",),
    deprecated=("expert mix",),
)
CHIP = Concept(ident="s", term="system on chip", abbreviations=("SoC",), plural="systems on chips")
ROUGHNESS = Concept(ident="r", term="line edge roughness", abbreviations=("LER",), plural=False)
BOTH = "mixture of experts (MoE)"
PLAIN = Concept(ident="p", term="batch size", qualifier="training", categories=("training",))
SEVERAL = Concept(
    ident="e",
    term="expert parallelism",
    abbreviations=("EP", "EMP"),
    synonyms=("expert model parallelism",),
)


def said(concept: Concept, role: Role, name: str, *, expand: bool = True) -> str:
    """What a role prints for a name, as its text stands in a document."""
    text = plural_by_rule(name) if role == "glspl" else name
    return concept_forms(concept).word(role, name, text, expand=expand)


@pytest.mark.parametrize(
    ("role", "first", "later"),
    [
        ("gls", BOTH, "MoE"),
        ("glspl", "mixtures of experts (MoEs)", "MoEs"),
        ("acrshort", "MoE", "MoE"),
        ("acrlong", "mixture of experts", "mixture of experts"),
        ("acrfull", BOTH, BOTH),
    ],
)
def test_a_role_asks_for_a_form(role: Role, first: str, later: str) -> None:
    """Only ``gls`` and ``glspl`` make a difference between the first use and later ones."""
    assert said(MIXTURE, role, "MoE") == first
    assert said(MIXTURE, role, "MoE", expand=False) == later


@pytest.mark.parametrize(
    ("name", "first", "later"),
    [
        ("moe", "mixture of experts (MoE)", "MoE"),
        ("Mixture of experts", "Mixture of experts (MoE)", "MoE"),
        ("mixture-of-experts", "mixture-of-experts (MoE)", "MoE"),
        ("Expert ensemble", "Expert ensemble (MoE)", "MoE"),
        ("expert mix", "mixture of experts (MoE)", "MoE"),
        ("MoEs", "mixtures of experts (MoEs)", "MoEs"),
        ("Mixtures of experts", "Mixtures of experts (MoEs)", "MoEs"),
        ("MoE’s", "mixture of experts (MoE)’s", "MoE’s"),
        ("mixture of experts'", "mixture of experts (MoE)'s", "MoE's"),
        ("MoEs'", "mixtures of experts (MoEs)'", "MoEs'"),
        ("Mixtures of experts’", "Mixtures of experts (MoEs)’", "MoEs’"),
    ],
)
def test_casing_number_and_possessive_are_the_author_s(name: str, first: str, later: str) -> None:
    """A full name stays as he wrote it, an abbreviation is spelled as in the data."""
    assert said(MIXTURE, "gls", name) == first
    assert said(MIXTURE, "gls", name, expand=False) == later


@pytest.mark.parametrize(
    ("role", "name", "expected"),
    [
        ("acrlong", "MoE's", "mixture of experts'"),
        ("acrlong", "MoEs’", "mixtures of experts’"),
        ("acrlong", "DNS's", "domain name system's"),
        ("acrshort", "domain name system's", "DNS's"),
        ("acrfull", "DNS'", "domain name system (DNS)'"),
        ("acrlong", "DNS'", "domain name system's"),
        ("glspl", "LoI’s", "lemmata of intent (LoIs)’"),
    ],
)
def test_the_apostrophe_of_the_author_gets_its_s_from_the_word_that_is_printed(
    role: Role, name: str, expected: str
) -> None:
    """A word in the plural takes none, in brackets or not, nor does a name that ends with such a word."""
    concepts = {
        "M": MIXTURE,
        "D": Concept(ident="d", term="domain name system", abbreviations=("DNS",)),
        "d": Concept(ident="d", term="domain name system", abbreviations=("DNS",)),
        "L": Concept(ident="l", term="lemma of intent", abbreviations=("LoI",), plural="lemmata of intent"),
    }
    assert said(concepts[name[0]], role, name) == expected


@pytest.mark.parametrize(
    ("concept", "name", "first", "later"),
    [
        (CHIP, "SoC", "systems on chips (SoCs)", "SoCs"),
        (CHIP, "System on chip", "Systems on chips (SoCs)", "SoCs"),
        (CHIP, "system-on-chip", "systems on chips (SoCs)", "SoCs"),
        (ROUGHNESS, "LER", "line edge roughness (LER)", "LER"),
        (ROUGHNESS, "Line edge roughness", "Line edge roughness (LER)", "LER"),
        (MIXTURE, "Expert ensemble", "Expert ensembles (MoEs)", "MoEs"),
        (MIXTURE, "MoEs", "mixtures of experts (MoEs)", "MoEs"),
        (MIXTURE, "MoE's", "mixtures of experts (MoEs)'", "MoEs'"),
    ],
)
def test_the_plural_of_the_data_wins_over_the_rule(
    concept: Concept, name: str, first: str, later: str
) -> None:
    """It is a plural of the term; that there is none holds for all names."""
    assert said(concept, "glspl", name) == first
    assert said(concept, "glspl", name, expand=False) == later


@pytest.mark.parametrize(
    ("role", "name", "expected"),
    [
        ("gls", "Batch size", "Batch size"),
        ("glspl", "Batch size", "Batch sizes"),
        ("gls", "batch size (training)", "batch size"),
        ("glspl", "batch size (training)", "batch sizes"),
        ("acrfull", "batch size’s", "batch size’s"),
    ],
)
def test_a_name_without_abbreviation_stays_as_it_is_written(role: Role, name: str, expected: str) -> None:
    """Only a qualifier is left out: it tells homonyms apart and is no part of the sentence."""
    assert said(PLAIN, role, name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("EMP", "expert model parallelism (EMP)"),
        ("EP", "expert parallelism (EP)"),
        ("expert model parallelism", "expert model parallelism (EMP)"),
        ("expert parallelism", "expert parallelism (EP)"),
    ],
)
def test_of_several_names_those_that_belong_together_are_printed(name: str, expected: str) -> None:
    """An abbreviation stands for the full name that it abbreviates."""
    assert said(SEVERAL, "gls", name) == expected


@pytest.mark.parametrize(
    "names",
    [
        ("graphics processing unit", "GPU"),
        ("GPU", "graphics processing unit"),
        ("graphics processing unit (GPU)",),
        ("GPU (graphics processing unit)",),
        ("graphics processing unit (GPU)", "graphics card"),
    ],
)
def test_the_abbreviation_among_the_terms_of_an_entry_is_its_short_form(names: tuple[str, ...]) -> None:
    """Stacked terms and terms with a bracket say the same."""
    forms = entry_forms(names)
    assert forms.word("gls", "GPU", "GPU", expand=True) == "graphics processing unit (GPU)"
    assert forms.word("gls", names[0], names[0], expand=False) == "GPU"
    assert forms.word("glspl", "GPU", "GPUs", expand=True) == "graphics processing units (GPUs)"


def test_an_entry_borrows_the_names_of_the_concepts_that_it_defines() -> None:
    """Also what the data say of the plural."""
    forms = entry_forms(["System on Chip"], [CHIP])
    assert forms.word("gls", "SoC", "SoC", expand=True) == "System on Chip (SoC)"
    assert forms.word("glspl", "SoC", "SoCs", expand=True) == "systems on chips (SoCs)"


def test_terms_of_one_entry_that_abbreviate_nothing_are_full_names() -> None:
    """Two words for one thing are not long and short form."""
    forms = entry_forms(["wafer", "slice (fab)"])
    assert forms.word("gls", "wafer", "wafer", expand=True) == "wafer"
    assert forms.word("gls", "slice (fab)", "slice (fab)", expand=True) == "slice"


def test_a_name_that_is_none_of_the_known_ones_stays_as_it_is() -> None:
    """Whoever found it knows better what it means."""
    assert Forms(["wafer"], []).word("gls", "slice", "slice", expand=True) == "slice"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("GPU", "GPUs"),
        ("GPUs", "GPUs"),
        ("matrices", "matrices"),
        ("mixture of experts", "mixtures of experts"),
        ("GPU’s", "GPUs’"),
        ("batch size (fab)", "batch sizes (fab)"),
        ("graphics processing unit (GPU)", "graphics processing units (GPUs)"),
        ("physics", "physics"),
    ],
)
def test_the_plural_by_rule_asks_for_no_data(name: str, expected: str) -> None:
    """Titles need it while documents are read."""
    assert plural_by_rule(name) == expected


def test_of_two_plurals_of_an_abbreviation_the_written_one_stays() -> None:
    """The first of them is printed only where the author leaves the choice."""
    forms = Forms(["private branch exchange"], ["PBX"])
    said = [forms.word("gls", name, name, expand=True) for name in ("PBXs", "PBXes'")]
    said.append(forms.word("glspl", "PBX", "PBX", expand=True))
    assert said == [
        "private branch exchanges (PBXs)",
        "private branch exchanges (PBXes)'",
        "private branch exchanges (PBXes)",
    ]
