"""A glossary of exactly the terms in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import Project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Uses in reST and Markdown, and one placement."""
    return Project(tmp_path, "used-only")


def test_the_terms_in_use_are_printed_with_those_that_they_use(project: Project) -> None:
    """The closure over links in definitions, and nothing else."""
    built = project.build(nitpicky=True)
    assert built.warnings == ()
    page = built.text("glossary.html")
    assert [term for term in ("Expert", "Mixture of experts (MoE)", "Silicon", "Wafer") if term in page]
    assert "Etching" not in page


def test_a_plural_an_abbreviation_and_a_synonym_lead_to_the_concept(project: Project) -> None:
    """The text stays as written; only the target changes."""
    built = project.build()
    index = built.html("index.html")
    assert 'href="glossary.html#term-mixture-of-experts"><span class="xref std std-term">MoE</span>' in index
    assert 'href="glossary.html#term-wafer"><span class="xref std std-term">wafers</span>' in index
    assert built.html("page.html").count("glossary.html#term-mixture-of-experts") == 2
