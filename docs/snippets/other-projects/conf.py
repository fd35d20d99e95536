extensions = ["sphinxcontrib_aiglossary", "sphinx.ext.intersphinx"]
intersphinx_mapping = {"fab": ("https://fab.example.org/handbook/", "fab/objects.inv")}
