extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
