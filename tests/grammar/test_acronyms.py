"""Short names and the long ones they stand for."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary.grammar.acronyms import abbreviates, akin, clips, declared


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("MoE", "mixture of experts"),
        ("XAI", "explainable AI"),
        ("SiC", "silicon carbide"),
        ("PECVD", "plasma-enhanced chemical vapor deposition"),
        ("XPS", "X-ray photoelectron spectroscopy"),
        ("MTTF", "mean time to failure"),
        ("R&D", "research and development"),
        ("GANs", "generative adversarial networks"),
        ("ReLU", "rectified linear unit"),
        ("FD-SOI", "fully depleted silicon on insulator"),
    ],
)
def test_first_letters_make_an_abbreviation(short: str, long: str) -> None:
    """In order, small words may be silent, a word may give two letters."""
    assert abbreviates(short, long)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("AMP", "mixed precision training"),
        ("moe", "expert parallelism"),
        ("data", "expert annotation"),
        ("A", "attention"),
        ("cat", "catalyst"),
        ("", "nothing at all"),
        ("fast inference engine", "fast inference engine"),
    ],
)
def test_other_words_are_no_abbreviation(short: str, long: str) -> None:
    """A word that misses a letter, one letter, a part of one word, a phrase."""
    assert not abbreviates(short, long)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("scrubber", "scrubbers", True),
        ("parallel", "parallelism", True),
        ("pool", "pooling", True),
        ("gan", "gate", False),
        ("metal", "metric", False),
        ("model", "module", False),
    ],
)
def test_forms_of_one_word_are_akin(one: str, other: str, *, expected: bool) -> None:
    """A stem of four letters or more, all but the last two of the shorter word."""
    assert akin(one, other) is expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("layer norm", "Layer Normalization", True),
        ("LayerNorm", "layer normalization", True),
        ("lognormal", "log normal", True),
        ("kmeans", "k-means", True),
        ("bond strength", "bond strengthening", False),
        ("norm", "normalization", False),
        ("layer", "layer normalization", False),
        ("layer normalization", "layer norm", False),
        ("play norm", "layer normalization", False),
    ],
)
def test_a_name_may_cut_the_words_of_another_short(short: str, long: str, *, expected: bool) -> None:
    """Beginnings of three letters and more, in one word or in several; half a word at most, for endings tell apart."""
    assert clips(short, long) is expected


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("GATs", "Graph Attention Networks", True),
        ("MoE", "Mixture of Experts", True),
        ("FP16", "Mixed Precision", False),
        ("Gat", "Graph Attention Networks", False),
        ("ATN", "Graph Attention Networks", False),
        ("GXN", "Graph Attention Networks", False),
        ("GN", "Graph", False),
    ],
)
def test_a_name_in_parentheses_may_leave_words_out(short: str, long: str, *, expected: bool) -> None:
    """Capitals that stand in the name in order, the first of them first."""
    assert declared(short, long) is expected
