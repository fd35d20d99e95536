extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
aiglossary_exclude = ["die"]
default_role = "any"
