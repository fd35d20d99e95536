import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "uses"
extensions = ["sphinxcontrib_aiglossary", "myst_parser", "sphinx.ext.autodoc", "sphinx_design"]
exclude_patterns = ["part.*"]
myst_enable_extensions = ["colon_fence", "deflist", "substitution"]
myst_substitutions = {
    "used": "{term}`in a used substitution of MyST`",
    "unused": "{term}`not in an unused substitution of MyST`",
}
rst_epilog = ".. |unused| replace:: :term:`not in an unused substitution`\n"
aiglossary_sources = ["terms.yaml"]
