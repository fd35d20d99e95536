"""The taxonomy: categories found by any of their names."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary import builtin
from sphinxcontrib_aiglossary.taxonomy import OTHER, parse, taxonomy

TEXT = """
groups:
  - title: Gardens
    categories:
      - title: Growing things
        scope: Whatever has roots.
        also: [horticulture, on]
      - title: Soil
  - title: Kitchens
    categories:
      - title: Baking
        also: [soil, horticulture]
"""


@pytest.mark.parametrize("name", ["Growing things", "growing-things", "HORTICULTURE", "on"])
def test_a_category_is_found_by_any_of_its_names(name: str) -> None:
    """Case and hyphens do not count, and ``on`` is a name, not a boolean."""
    found = parse(TEXT)
    assert found.knows(name)
    assert (found.title(name), found.group(name)) == ("Growing things", "Gardens")
    assert found.scope(name) == "Whatever has roots."
    assert found.also(name) == ("horticulture", "on")


JOINED = """
groups:
  - title: Kitchens
    categories:
      - title: Baking
        also: [oven]
      - title: Pickles and jam
      - title: Tea engineering
      - title: Ladles
"""


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("baking advanced", "Baking"),
        ("Advanced baking techniques", "Baking"),
        ("baking methods (bm)", "Baking"),
        ("ovens", "Baking"),
        ("oven systems", "Baking"),
        ("ladle", "Ladles"),
        ("advanced ladle & oven", "Ladles"),
        ("pickles & jam", "Pickles and jam"),
        ("pickles/jam fundamentals", "Pickles and jam"),
        ("oven & tea engineering", "Baking"),
    ],
)
def test_a_way_of_saying_it_does_not_make_another_field(name: str, title: str) -> None:
    """Words of manner, asides, plurals and joints are general; nobody has to list them."""
    found = parse(JOINED)
    assert (found.title(name), found.group(name)) == (title, "Kitchens")
    assert not found.knows(name), "only what is listed is evidence that a headline names a field"


@pytest.mark.parametrize("name", ["tea", "engineering", "advanced techniques", "baking & fishing", "jam"])
def test_half_of_a_name_is_not_the_category(name: str) -> None:
    """The words of manner of a title belong to it, and one unknown field among two is not dropped."""
    assert parse(JOINED).group(name) == OTHER


def test_a_title_goes_before_another_name() -> None:
    """A further name that is the title of another category does not take it away."""
    assert parse(TEXT).title("soil") == "Soil"


def test_an_unknown_category_keeps_its_name_in_the_group_other() -> None:
    """Only its first letter is raised."""
    found = parse(TEXT)
    assert not found.knows("3D printing")
    assert [found.title(name) for name in ("kite  flying", "eDRAM", "3D printing")] == [
        "Kite flying",
        "EDRAM",
        "3D printing",
    ]
    assert (found.group("kite flying"), found.scope("kite flying"), found.also("kite flying")) == (
        OTHER,
        "",
        (),
    )


def test_names_lists_titles_before_other_names() -> None:
    """Every name appears once."""
    names = parse(TEXT).names()
    assert names == ("Growing things", "Soil", "Baking", "horticulture", "on", "soil")


def test_the_built_in_taxonomy_is_found() -> None:
    """The shipped file has groups, and none of its categories is in two of them."""
    titles = [category.title for group in taxonomy().groups for category in group.categories]
    assert len(titles) > 30
    assert len(set(titles)) == len(titles)


def test_no_group_has_the_name_of_a_category() -> None:
    """A placement asks for both by name; only a category of the group itself may have it as a further name."""
    for group in taxonomy().groups:
        assert group.title not in [
            category.title for each in taxonomy().groups for category in each.categories
        ]
        assert not taxonomy().knows(group.title) or taxonomy().group(group.title) == group.title


def test_the_taxonomy_is_no_source() -> None:
    """The files of the built-in glossary leave it out."""
    assert builtin.TAXONOMY not in [path.name for path in builtin.files()]
    assert (builtin.folder() / builtin.TAXONOMY).is_file()
