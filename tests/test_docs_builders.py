"""The documentation builds with every builder, without a warning, and what comes out can be used."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from followed_links import faults

DOCS = Path(__file__).parents[1] / "docs"
BUILDERS = (
    "html",
    "dirhtml",
    "singlehtml",
    "text",
    "man",
    "texinfo",
    "linkcheck",
    "xml",
    "pseudoxml",
    "dummy",
)

_RE_OF_SPHINX = re.compile(
    r"index.html: ((genindex|search).html leads to no file"
    r"|id (id\d+|what-happens-on-wrong-input) stands \d+ times|#document-[^#]+#(?!term-).* leads to no id)"
)
"""What plain Sphinx leaves dead in one big page: see ``ext/test_followed_links.py``."""


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_documentation_builds(tmp_path: Path, builder: str) -> None:
    """All links within it lead somewhere; those out of it are not asked for, as tests have no network."""
    options = ["-q", "-W", "--keep-going", "-n", "-D", "linkcheck_ignore=https?://"]
    command = [sys.executable, "-m", "sphinx", "--no-color", *options, "-b", builder]
    folders = ["-d", str(tmp_path / "trees"), str(DOCS), str(tmp_path / "out")]
    done = subprocess.run([*command, *folders], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    if "html" in builder:
        found = faults(tmp_path / "out")
        one_page = builder == "singlehtml"
        assert [fault for fault in found if not (one_page and _RE_OF_SPHINX.fullmatch(fault))] == []
    if builder == "texinfo" and shutil.which("makeinfo"):
        manual = next((tmp_path / "out").glob("*.texi"))
        made = subprocess.run(
            ["makeinfo", "--no-split", manual],
            cwd=tmp_path / "out",
            capture_output=True,
            text=True,
            check=False,
        )
        assert (made.returncode, made.stderr) == (0, "")
