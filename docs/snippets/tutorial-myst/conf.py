extensions = ["myst_parser", "sphinxcontrib_aiglossary"]
