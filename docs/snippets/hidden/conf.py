from docutils import nodes

extensions = ["sphinxcontrib_aiglossary", "sphinx.ext.ifconfig", "sphinx.ext.todo"]
aiglossary_sources = ["terms.yaml"]
edition = "open"


def is_withheld(app, node, docname):
    if isinstance(node, nodes.paragraph) and node.astext().startswith("Confidential:"):
        return True


def withhold(app, doctree, docname):
    for paragraph in list(doctree.findall(nodes.paragraph)):
        if is_withheld(app, paragraph, docname):
            paragraph.parent.remove(paragraph)


def setup(app):
    app.add_config_value("edition", "open", "env")
    app.connect("doctree-resolved", withhold)
    app.connect("aiglossary-hidden", is_withheld)
