"""The core runs without Sphinx: two shells stand on one core."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import sphinxcontrib_aiglossary

PACKAGE = Path(sphinxcontrib_aiglossary.__file__).parent
CORE = sorted(
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
    if "ext" not in path.relative_to(PACKAGE).parts
)


def test_the_core_imports_neither_sphinx_nor_docutils() -> None:
    """Importing every module outside ext/ leaves sphinx and docutils unloaded."""
    code = f"""
import importlib, sys
for name in {CORE!r}:
    importlib.import_module(name)
print(*sorted({{name.partition(".")[0] for name in sys.modules}} & {{"sphinx", "docutils"}}))
"""
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert result.stdout.strip() == ""


def test_the_core_never_prints_nor_logs() -> None:
    """Only the command line speaks: no other module outside ext/ calls print or imports logging."""
    speaking = [
        path.name
        for path in PACKAGE.rglob("*.py")
        if "ext" not in path.relative_to(PACKAGE).parts
        and path.name != "cli.py"
        and any(word in path.read_text(encoding="utf-8") for word in ("print(", "import logging", "from logging"))
    ]

    assert speaking == []
