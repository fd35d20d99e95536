project = "Werkstatt"
extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]

language = "de"
locale_dirs = ["locales"]
