extensions = ["sphinxcontrib_aiglossary"]
