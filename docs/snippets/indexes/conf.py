extensions = ["myst_parser", "sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
