"""The key of a name: what makes two spellings one name."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary.naming.keys import key


@pytest.mark.parametrize(
    "spelling",
    [
        "copper fill",
        "Copper  Fill",
        "copper-fill",
        "COPPER_FILL",
        "copper\u2011fill",
        "copper – fill",
        "\tcopper\nfill ",
        "ｃｏｐｐｅｒ ｆｉｌｌ",
        "copper\u00a0fill",
        "copper \u00adfill",
        "copper ﬁll",
    ],
)
def test_spellings_of_one_name_have_one_key(spelling: str) -> None:
    """Case, width, ligatures, spaces, hyphens, dashes and underscores are folded."""
    assert key(spelling) == "copper fill"


def test_names_that_differ_in_a_symbol_have_different_keys() -> None:
    """Symbols carry meaning."""
    assert len({key(name) for name in ("C", "C++", "C#", "C.", "C/C")}) == 5


def test_a_name_of_nothing_but_joints_is_its_own_key() -> None:
    """Names of operators and placeholders stay apart, and only blank names have no key."""
    names = ("-", "_", "--", "–", "- _", "\u200b")
    assert [key(name) for name in names] == list(names)
    assert key(" - \n _ ") == "- _"
    assert key(" \t\n") == key("") == ""


@pytest.mark.parametrize(
    ("one", "other"), [("µm", "μm"), ("Young’s", "young's"), ("“x”", '"x"'), ("STRASSE", "Straße")]
)
def test_unicode_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    """Compatibility forms and curly quotes are folded."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a`b", "a'b"),
        ("x_ -y", "x y"),
        ("a\x1cb", "a b"),
        ("A\tB", "a b"),
        (" 'Q' ", "'q'"),
        ("", ""),
    ],
)
def test_a_plain_name_is_folded_like_any_other(name: str, expected: str) -> None:
    """ASCII takes a shorter way to the key; a letter outside it changes nothing about the rest."""
    assert key(name) == expected
    assert key(f"é {name}") == f"é {expected}".strip()
