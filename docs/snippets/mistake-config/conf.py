extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
aiglossary_prefer = 7
