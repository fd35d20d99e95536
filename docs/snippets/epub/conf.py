project = "Oven handbook"
author = "the oven crew"
copyright = "the oven crew"
version = "2.1"
epub_identifier = "https://example.org/oven-handbook"
epub_scheme = "URL"
epub_show_urls = "footnote"

extensions = ["sphinxcontrib_aiglossary"]
aiglossary_sources = ["terms.yaml"]
