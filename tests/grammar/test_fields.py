"""Names of fields told from qualities, commands and products."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary.grammar.fields import is_broad, may_name_field, names_field


@pytest.mark.parametrize(
    "name",
    [
        "lithography",
        "Machine Learning",
        "supply-chain & logistics",
        "graph neural networks",
        "failure analysis advanced",
        "advanced lithography",
        "quantum chemistry methods",
        "wafer & die inspection",
        "design and verification",
        "spc",
        "mlops",
    ],
)
def test_a_field_is_known_by_name_or_by_its_last_word(name: str) -> None:
    """Any casing and hyphens; a qualifier before or behind; fields joined."""
    assert names_field(name)


@pytest.mark.parametrize(
    "name", ["efficient", "compile", "python", "wandb", "gubbins", "", "&", "1,024", "fast & cheap"]
)
def test_what_is_no_field_is_not_taken_for_one(name: str) -> None:
    """Qualities, commands, products, unknown words, nothing."""
    assert not names_field(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gubbins", True),
        ("robust", True),
        ("efficient", False),
        ("scalable", False),
        ("nvidia", False),
        ("42", False),
    ],
)
def test_an_unknown_name_may_be_a_field_unless_it_is_a_quality(name: str, *, expected: bool) -> None:
    """What the place in the headline then decides."""
    assert may_name_field(name) is expected


@pytest.mark.parametrize(("name", "expected"), [("Deep Learning", True), ("graph neural networks", False)])
def test_a_broad_field_is_told_from_a_narrow_one(name: str, *, expected: bool) -> None:
    """What a whole glossary is about adds nothing to a name in it."""
    assert is_broad(name) is expected
