"""A glob names its files in bounded time, whatever links lie in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinxcontrib_aiglossary.files import source_files
from sphinxcontrib_aiglossary.files.globs import expand

if TYPE_CHECKING:
    from pathlib import Path

    from sphinxcontrib_aiglossary.problems import Problem


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder of terms beside the documents, with folders in it."""
    base = tmp_path / "docs"
    for name in ("docs/a.yaml", "docs/one/b.yaml", "docs/one/two/c.yaml", "docs/.git/d.yaml", "terms/e.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("concepts: []\n", encoding="utf-8")
    return base


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.yaml", ["a.yaml"]),
        ("**/*.yaml", ["a.yaml", "one/b.yaml", "one/two/c.yaml"]),
        ("one/**/*.yaml", ["one/b.yaml", "one/two/c.yaml"]),
        ("**/two/**/*.yaml", ["one/two/c.yaml"]),
        ("one/**", ["one/b.yaml", "one/two", "one/two/c.yaml"]),
        ("../**/e.yaml", ["../terms/e.yaml"]),
        ("../t*/*.yaml", ["../terms/e.yaml"]),
        ("*/.git/*.yaml", []),
        (".git/*.yaml", [".git/d.yaml"]),
    ],
)
def test_two_stars_stand_for_any_number_of_folders(base: Path, pattern: str, expected: list[str]) -> None:
    """None included; hidden folders must be named."""
    assert expand(pattern, base) == expected


def test_an_absolute_glob_gives_absolute_paths(base: Path) -> None:
    """It does not depend on the folder it is asked from."""
    assert expand(f"{base}/**/c.yaml", base.parent) == [f"{base}/one/two/c.yaml"]


def test_links_that_go_round_are_followed_once(base: Path) -> None:
    """Two links of a folder to itself are 2**40 paths; each file is one source, under its shortest own name."""
    for name in ("l1", "l2", "one/up"):
        (base / name).symlink_to(base, target_is_directory=True)
    problems: list[Problem] = []
    shown = [shown for _, shown in source_files(["**/*.yaml"], base, problems)]
    assert (shown, problems) == (["a.yaml", "one/b.yaml", "one/two/c.yaml"], [])


def test_a_link_to_a_folder_elsewhere_is_followed(base: Path) -> None:
    """Terms that several projects share are often linked in."""
    (base / "shared").symlink_to(base.parent / "terms", target_is_directory=True)
    assert expand("**/e.yaml", base) == ["shared/e.yaml"]


@pytest.mark.parametrize("name", ["a\0b.yaml", "a\0/**/*.yaml", "x" * 5000, "[" * 5000])
def test_a_name_that_no_system_takes_is_one_problem(base: Path, name: str) -> None:
    """The build goes on."""
    problems: list[Problem] = []
    files = list(source_files([name], base, problems))
    assert len(files) + len(problems) == 1
