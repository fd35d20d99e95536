project = "used-only"
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
exclude_patterns = ["_build"]
aiglossary_sources = ["terms.yaml"]
