"""The documentation builds itself with the extension it documents."""

from __future__ import annotations

import sys
from pathlib import Path

import sphinxcontrib_aiglossary

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinxcontrib-aiglossary"
author = "the authors of sphinxcontrib-aiglossary"
copyright = "the authors of sphinxcontrib-aiglossary"
version = release = sphinxcontrib_aiglossary.__version__

extensions = ["sphinxcontrib_aiglossary", "myst_parser", "sphinx_design", "printed"]
exclude_patterns = ["_build", "snippets", "measured"]
nitpicky = True

myst_enable_extensions = ["colon_fence", "deflist"]

latex_engine = "xelatex"

html_theme = "furo"
html_title = "sphinxcontrib-aiglossary"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
