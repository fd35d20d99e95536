extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
aiglossary_exclude = ["dye"]
aiglossary_prefer = ["Machine laerning"]
