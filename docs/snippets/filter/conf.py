extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
