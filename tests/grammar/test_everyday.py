"""The list of everyday words, which are found as names only where a concept asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxcontrib_aiglossary.grammar import everyday
from sphinxcontrib_aiglossary.grammar.everyday import is_everyday

LIST = Path(everyday.__file__).with_name("everyday.txt")


@pytest.mark.parametrize(
    "names",
    [
        "die via gate well channel source drain mask resist lot batch yield tool boat recipe chamber bond ball",
        "chip cell bus port clock cache memory core register queue thread process stack kernel seed step pipeline",
        "model layer head token attention expert router agent prompt context temperature beam reward policy weight bias",
        "graph tree forest node edge label feature feedback loss score training learning inference evaluation",
        "on it is as at us or no can cat bat map pat see may will must act fit",
        "C x N",
    ],
)
def test_everyday_words_that_engineers_use_as_names_are_everyday(names: str) -> None:
    """In whatever case, in the singular or the plural."""
    for name in names.split():
        assert is_everyday(name), name
        assert is_everyday(name.upper()), name
        assert is_everyday(name.capitalize()), name
    assert all(map(is_everyday, ("dies", "vias", "batches", "Gates", "buses", "memories", "ITs", "indices")))


@pytest.mark.parametrize(
    "names",
    [
        "wafer reticle etch photoresist epitaxy sputtering interposer FinFET DRAM CMOS metrology lithography",
        "softmax tokenizer perceptron transformer quantization LLM GPU MoE RLHF LoRA hyperparameter embedding",
        "kiln glaze gearbox turbocharger",
    ],
)
def test_words_of_a_trade_are_not(names: str) -> None:
    """Where they stand they mean what a glossary says."""
    assert [name for name in names.split() if is_everyday(name)] == []


def test_a_name_of_several_words_is_not() -> None:
    """However common each of them is."""
    assert not any(map(is_everyday, ("batch size", "gate-oxide", "model card", "")))


def test_the_list_is_of_single_words_in_lower_case_each_once_in_order() -> None:
    """So that a change of it is read at a glance."""
    lines = LIST.read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert words == sorted(set(words))
    assert all(word.isalpha() and word.isascii() and word.islower() for word in words)
