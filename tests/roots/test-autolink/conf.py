project = "autolink"
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
exclude_patterns = ["_build"]
aiglossary_sources = ["terms.yaml"]
aiglossary_autolink = "first-in-page"
