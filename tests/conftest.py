"""What every test of the Sphinx layer starts from: Sphinx's own test fixtures over the projects in ``roots/``."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["sphinx.testing.fixtures"]


@pytest.fixture(scope="session")
def rootdir() -> Path:
    """Where ``@pytest.mark.sphinx(testroot="x")`` finds the folder ``test-x``."""
    return Path(__file__).parent / "roots"
