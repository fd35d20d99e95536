"""One folder of doctrees, one output: builders, settings and the extension itself come and go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from building import differing
from small_project import assert_same_output, small

if TYPE_CHECKING:
    from pathlib import Path

    from building import Built, Project

BUILDERS = ("html", "latex", "dirhtml", "epub", "text", "singlehtml", "xml", "man", "texinfo")


def rich(tmp_path: Path) -> Project:
    """A project with formulas, code and every kind of reference, in two pages that print concepts."""
    project = small(tmp_path)
    project.write(
        "terms.yaml",
        """\
concepts:
  - term: Wafer
    abbreviations: [WF]
    categories: [Lithography]
    definition: A disc of [silicon](term:silicon), $d$ wide.
    article: |
      Like a reticle.

      ```python
      wafer = 1
      ```
    see: [reticle]
  - term: Silicon
    definition: An element in every wafer.
  - term: Reticle
    synonyms: [mask]
    definition: A "mask" -- for one exposure.
""",
    )
    project.write("b.rst", 'B\n=\n\nIt\'s a "B": a :gls:`wafer`, a :gls:`WF`, a :any:`mask`.\n\nA wafer.\n')
    project.write("a.rst", "A\n=\n\nA :term:`wafer`, a :gls:`WF`.\n")
    project.write("glo.rst", "Glossary\n========\n\n.. aiglossary::\n   :detail: full\n   :uses:\n")
    project.write(
        "index.rst", "Root\n====\n\n.. toctree::\n\n   a\n   b\n   glo\n\n.. aiglossary-categories::\n"
    )
    return project


def test_builders_take_turns_over_one_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each finds what it has not yet written, whatever the others wrote meanwhile."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    project = rich(tmp_path)
    for builder in BUILDERS:
        project.build(builder)
    edits = (
        ("terms.yaml", "A disc", "A slice"),
        ("a.rst", ":term:`wafer`", ":term:`reticle`"),
        ("terms.yaml", "term: Silicon", "term: Pure silicon\n    synonyms: [silicon]"),
    )
    for number, builder in enumerate(BUILDERS):
        if number % 3 == 0:
            project.replace(*edits[number // 3])
        project.build(builder)
    for builder in BUILDERS:
        grown, clean = project.build(builder), project.build(builder, build="clean")
        # The archive holds the times of the files within, which are compared themselves
        differ = {name for name in differing(grown.files(), clean.files()) if not name.endswith(".epub")}
        assert differ == set(), builder


_RE_CHECKSUM = re.compile(rb"\?v=[0-9a-f]{8}")
"""Behind the names of styles and scripts: Sphinx takes that of the file which lies there before it copies the new one."""


def pages(built: Built) -> dict[str, bytes]:
    """Every file of an output, without the checksums of others."""
    return {name: _RE_CHECKSUM.sub(b"", content) for name, content in built.files().items()}


SETTINGS: tuple[dict[str, Any], ...] = (
    {"language": "de"},
    {"html_theme": "alabaster"},
    {"pygments_style": "monokai"},
    {"html_permalinks": False},
    {"html_permalinks_icon": "#"},
    {"html_file_suffix": ".xhtml"},
    {"mathjax_inline": ["<<", ">>"]},
    {"smartquotes": False},
    {"aiglossary_autolink": "all"},
    {"aiglossary_autolink_definitions": False},
    {"aiglossary_first_use": "document"},
    {"aiglossary_exclude": ["mask"]},
)


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: next(iter(settings)))
def test_a_changed_setting_is_seen_on_every_page(tmp_path: Path, settings: dict[str, Any]) -> None:
    """And so is the way back; of what has another name now the old files stay, as Sphinx leaves them."""
    project = rich(tmp_path)
    first = pages(project.build())
    changed = pages(project.build(**settings))
    clean = pages(project.build(build="clean", **settings))
    assert changed != first
    assert differing(changed, clean) <= first.keys() - clean.keys()
    assert differing(pages(project.build()), first) <= clean.keys() - first.keys()


@pytest.mark.parametrize("builder", ["html", "text"])
def test_the_extension_may_go_and_come_back(tmp_path: Path, builder: str) -> None:
    """What it registered goes with it, and what was written without it is written again."""
    project = rich(tmp_path)
    first = project.build(builder)
    project.replace(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n", ""
    )
    without, clean = project.build(builder), project.build(builder, build="clean")
    assert differing(without.files(), clean.files()) <= first.files().keys() - clean.files().keys()
    project.write(
        "conf.py", "extensions = ['sphinxcontrib_aiglossary']\naiglossary_sources = ['terms.yaml']\n"
    )
    again = project.build(builder)
    assert_same_output(again, project.build(builder, build="clean-2"), "the extension is back")
