"""The core runs without Sphinx: two shells stand on one core."""

from __future__ import annotations

import ast
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


def speaks(path: Path) -> bool:
    """Tell whether a module calls ``print`` or imports ``logging``."""
    return any(
        (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print")
        or (isinstance(node, ast.Import) and any(name.name == "logging" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "logging")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def test_the_core_never_prints_nor_logs() -> None:
    """Only the command line speaks: no other module outside ext/ calls print or imports logging."""
    core = (path for path in PACKAGE.rglob("*.py") if "ext" not in path.relative_to(PACKAGE).parts)

    assert [path.name for path in core if path.name != "cli.py" and speaks(path)] == []
