project = "dump"
extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["dump.txt"]
html_theme = "furo"
