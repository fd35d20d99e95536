import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "Articles"
author = "Nobody"
extensions = ["printed"]
html_theme = "basic"
epub_copyright = "nobody"
epub_theme = "epub"
latex_documents = [("index", "articles.tex", "Articles", "Nobody", "manual")]
man_pages = [("index", "articles", "Articles", "Nobody", 1)]
texinfo_documents = [("index", "articles", "Articles", "Nobody", "Articles", "Articles.", "Miscellaneous")]
version = "1"
