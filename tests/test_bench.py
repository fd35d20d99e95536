"""The benchmarks: figures survive a stop and other runs, and the documentation shows the saved ones."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest

from bench import compiling, corpus, growth, page
from bench.measuring import measure
from bench.projects import Size, floor, mkdocs
from bench.saved import Saved, machine
from bench.scenarios import CLEAN, COMPILED, NOTHING, Setup
from bench.writing import edit, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bench.growth import Over

ROOT: Final = Path(__file__).parents[1]
DESCRIPTION: Final = "{http://purl.org/dc/elements/1.1/}description"
SMALL: Final = Size(5, 2)
SETUPS: Final = {
    "one": Setup("", floor, SMALL, (CLEAN, NOTHING)),
    "other": Setup("", floor, SMALL),
    "absent": Setup("", partial(mkdocs, glossary=False), SMALL, mkdocs=True),
}
SCALE: Final = {"concepts": 5}


def given(
    folder: Path, *, rounds: int = 1, only: tuple[str, ...] = ("one",), again: bool = False
) -> Namespace:
    """Return options of the command."""
    return Namespace(
        quick=False,
        rounds=rounds,
        only=only,
        again=again,
        work=folder,
        save=folder / "saved.json",
        show=False,
    )


def counts(saved: Saved) -> Mapping[str, int]:
    """Return how often each thing is measured, as the file has it."""
    figures = json.loads(saved.path.read_text(encoding="utf-8"))["figures"]
    return {key: len(costs) for key, costs in figures.items()}


def test_a_run_measures_only_what_is_not_saved_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One more round is one more run of each, an unmeasured project gets all its runs, and those of others stay."""
    assert counts(measure(given(tmp_path), "", SETUPS, SCALE)) == {"one/clean": 1, "one/nothing": 1}
    capsys.readouterr()
    measure(given(tmp_path), "", SETUPS, SCALE)
    assert capsys.readouterr().err == ""
    saved = measure(given(tmp_path, only=("other",), rounds=2), "", SETUPS, SCALE)
    assert counts(saved) == {"one/clean": 1, "one/nothing": 1, "other/clean": 2}
    again = measure(given(tmp_path, only=("other",), again=True), "", SETUPS, SCALE)
    assert counts(again) == {"one/clean": 1, "one/nothing": 1, "other/clean": 1}


def test_a_failing_build_loses_no_figure_of_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are measured and saved, and the command fails at its end."""
    with pytest.raises(SystemExit, match="failed: absent"):
        measure(given(tmp_path, only=("absent", "other")), "", SETUPS, SCALE)
    assert counts(Saved.read(tmp_path / "saved.json")) == {"other/clean": 1}
    assert "absent clean" in capsys.readouterr().err


def test_figures_of_another_scale_are_not_mixed_in(tmp_path: Path) -> None:
    """The command says what differs, and leaves the file as it is."""
    path = tmp_path / "saved.json"
    Saved(path, machine(), {"concepts": 6}, {}).add("one", CLEAN, [1, 1, 1])  # type: ignore[arg-type] # as good as a cost
    before = path.read_bytes()
    with pytest.raises(SystemExit, match="concepts: 6, now 5"):
        measure(given(tmp_path), "", SETUPS, SCALE)
    assert path.read_bytes() == before


def test_the_process_that_measures_makes_no_concepts(tmp_path: Path) -> None:
    """Its memory would count as that of the builds."""
    before = corpus.concept.cache_info().currsize
    project = written(tmp_path / "project", SETUPS["one"])
    assert corpus.concept.cache_info().currsize == before
    changing = tmp_path / "project/source" / (project.document or "")
    edit(changing)
    assert "This is edition 1." in changing.read_text(encoding="utf-8")
    assert written(tmp_path / "project", SETUPS["one"]) == project
    assert "This is edition 1." in changing.read_text(encoding="utf-8")


def test_even_growth_has_the_same_figure_in_each_row() -> None:
    """Two seconds for each thousand concepts, whatever the steps between the sizes are."""
    scale = growth.Scale()
    figures = {
        f"used-{concepts}-{scale.fixed_documents}/{COMPILED}": [[0, 3 + concepts * 0.002, 50]]
        for concepts in scale.concepts
    }
    saved = Saved(Path(), {}, scale._asdict(), figures)
    rows = [row.split(" | ") for row in growth.lines(saved, "concepts")][2:]
    assert [row[3] for row in rows] == ["", *["2.00\N{NO-BREAK SPACE}s"] * 3]


def kept(name: str) -> Saved:
    """Return the figures that the repository keeps."""
    return Saved.read(ROOT / "bench" / name)


def test_the_page_shows_the_tables_of_the_saved_figures() -> None:
    """``python -m bench.page`` has been called since they were measured."""
    written_there = {
        path.name: path.read_text(encoding="utf-8") for path in sorted(page.MEASURED.glob("*.md"))
    }
    compiled = compiling.read(ROOT / "bench/compiling.json")
    assert written_there == dict(
        sorted(page.texts(kept("figures.json"), kept("growth.json"), compiled).items())
    )
    shown = re.findall(r"\{include\} measured/(\S+)", (ROOT / "docs/speed.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(written_there)


@pytest.mark.parametrize("over", page.OVER)
def test_the_pictures_show_the_saved_figures(over: Over) -> None:
    """Each says in words what is drawn in it."""
    picture = ET.parse(page.picture(over).with_suffix(".svg"))  # noqa: S314 - our own file
    assert picture.getroot().findtext(f".//{DESCRIPTION}") == growth.described(kept("growth.json"), over)


@pytest.mark.parametrize("over", page.OVER)
def test_drawing_the_same_figures_gives_the_same_bytes(over: Over, tmp_path: Path) -> None:
    """The SVG of the repository, when the version of matplotlib is that of the extra ``bench``; the others are compressed."""
    mpl = pytest.importorskip("matplotlib")
    from bench.pictures import FORMATS, draw  # noqa: PLC0415 - wants matplotlib

    for name in ("first", "second"):
        draw(kept("growth.json"), over, tmp_path / name)
    for suffix in FORMATS:
        drawn = (tmp_path / f"first.{suffix}").read_bytes()
        assert drawn == (tmp_path / f"second.{suffix}").read_bytes()
        if suffix == "svg" and f'"matplotlib=={mpl.__version__}"' in (ROOT / "pyproject.toml").read_text(
            encoding="utf-8"
        ):
            assert drawn == page.picture(over).with_suffix(f".{suffix}").read_bytes()
