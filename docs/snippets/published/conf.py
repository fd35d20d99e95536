project = "Fab handbook"
version = "2.1"
extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
