extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
aiglossary_exclude = ["die", "via"]
default_role = "any"
