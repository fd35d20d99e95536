project = "Rich"
copyright = "nobody"
version = release = "1"
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
aiglossary_sources = ["terms.yaml", "more.yaml"]
aiglossary_autolink = "first-in-page"
suppress_warnings = ["aiglossary.duplicate"]  # two sources define a wafer, which the full view shows
