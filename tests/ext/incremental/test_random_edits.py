"""Edits at random: an incremental build leaves what a clean one would, byte for byte, and so do parallel builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import differing
from random_edits import EXACT, LIKE_SPHINX, TEXTS, deal
from random_walk import Walk, parts, speaking

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("seed", range(8))
def test_random_edits_leave_what_a_clean_build_leaves(tmp_path: Path, seed: int) -> None:
    """Nor does an incremental build warn of what a clean one does not, or write a page that nothing has changed."""
    walk = Walk(tmp_path, seed)
    clean = walk.build_clean()
    files = clean.files()
    for edit, number in deal(EXACT, seed * 16, 16):
        policy, linking = walk.policy, walk.plan.linking()
        changed = walk.edit(edit, number)
        if policy != walk.policy:
            changed = set(walk.plan.pages)
        elif edit not in TEXTS:
            changed |= linking & walk.plan.linking()
        grown, events = walk.build(), walk.events
        before, clean = clean, walk.build_clean()
        before_files, files = files, clean.files()
        assert differing(grown.files(), files) == set(), walk.history
        assert set(grown.ours) <= set(clean.ours), walk.history
        assert events["read"].keys() <= changed, walk.history
        reached = {name.removesuffix(".html") for name in differing(before_files, files)}
        reached |= changed | walk.plan.placements() | speaking(set(before.warnings) ^ set(clean.warnings))
        assert events["printed"].keys() <= reached | walk.plan.parents(reached), walk.history


@pytest.mark.parametrize("builder", ["dirhtml", "epub", "latex", "text", "xml"])
def test_every_builder_is_exact_beside_another_one(
    tmp_path: Path, builder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both build on one environment, and none relies on what the other one has written."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    walk = Walk(tmp_path, 0)
    walk.build(builder)
    for edit, number in deal(EXACT, sum(map(ord, builder)), 8):
        walk.edit(edit, number)
        walk.build()
        differ = differing(walk.build(builder).files(), walk.build_clean(builder).files())
        # The archive holds the times of the files within, which are compared themselves
        assert differ <= {"random.epub"}, walk.history


@pytest.mark.parametrize("seed", range(4))
def test_parallel_builds_leave_and_say_the_same(tmp_path: Path, seed: int) -> None:
    """Clean ones, and incremental ones that read every document again; several processes read and write indeed."""
    walk = Walk(tmp_path, seed)
    for edit, number in deal(EXACT, seed * 4 + 2, 4):
        walk.edit(edit, number)
        walk.touch_all()
        serial, files, grown = walk.build_twice()
        assert len(walk.workers("read")) > 1
        assert len(walk.workers("printed")) > 1
        parallel = walk.build_clean(jobs=4)
        assert len(walk.workers("read")) > 1
        outputs = files, grown.files(), parallel.files()
        clean = walk.build_clean()
        assert [differing(output, clean.files()) for output in outputs] == [set()] * 3, walk.history
        assert serial.ours == grown.ours, walk.history
        assert parallel.warnings == clean.warnings, walk.history


@pytest.mark.parametrize("seed", range(4))
def test_what_sphinx_leaves_stale_is_no_staler(tmp_path: Path, seed: int) -> None:
    """Titles, labels, toctrees, documents that come and go: a plain project beside ours has the same edits."""
    ours, plain = Walk(tmp_path / "ours", seed), Walk(tmp_path / "plain", seed, plain=True)
    edits = list(deal(LIKE_SPHINX + EXACT[::5], seed * 12, 12))
    for pair in zip(edits[::2], edits[1::2], strict=True):
        stale = []
        for walk in (ours, plain):
            for edit, number in pair:
                walk.edit(edit, number)
            stale.append(differing(parts(walk.build().files()), parts(walk.build_clean().files())))
        assert stale[0] <= stale[1], ours.history
