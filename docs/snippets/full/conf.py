extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["dump.txt"]
