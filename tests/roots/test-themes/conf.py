project = "Workshop"
extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml", "dump.txt"]
html_title = "Workshop"
