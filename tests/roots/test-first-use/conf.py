project = "first use"
extensions = ["sphinxcontrib_aiglossary", "myst_parser"]
aiglossary_sources = ["terms.yaml"]
html_theme = "basic"
latex_engine = "xelatex"
latex_documents = [
    ("index", "book.tex", "Book", "A", "manual"),
    ("alpha", "part.tex", "Part", "A", "howto"),
]
man_pages = [("index", "book", "Book", ["A"], 1), ("alpha", "part", "Part", ["A"], 1)]
texinfo_documents = [("index", "book", "Book", "A", "book", "", "")]
