extensions = ["myst_parser", "sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
aiglossary_renamed = {"spool": "filament reel"}
