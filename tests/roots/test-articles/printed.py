"""Prints hand-made concepts, in place of the domain and the transforms of the extension."""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_aiglossary.ext.render.article_node import expand, make_article, setup_nodes
from sphinxcontrib_aiglossary.model import Concept, Entry, Origin


def entry(line, definition, article="", path="sources/terms.yaml"):
    return Entry(origin=Origin(path, line), term="", definition=definition, article=article)


def concept(ident, term, *entries, see=()):
    return Concept(ident=ident, term=term, entries=entries, origins=tuple(e.origin for e in entries), see=see)


def concepts(folder):
    rich = Path(folder, "rich.md").read_text("utf-8")
    found = [
        concept(
            "oven-profile",
            "Oven profile",
            entry(
                3, "The curve an oven follows; see [the *bake*](term:bake) and [nothing](term:missing name)."
            ),
        ),
        concept(
            "bake",
            "Bake",
            entry(9, "Heating a **coated** plate for $t < 90$ seconds.", rich),
            entry(40, "A warm pause.", "### When\n\nBefore the *rinse*.", "/somewhere/private/dump.txt"),
            see=("oven profile", "missing name"),
        ),
    ]
    return {c.ident: c for c in found}


class placed(nodes.General, nodes.Element):
    pass


class Place(SphinxDirective):
    required_arguments = 2

    def run(self):
        ident, detail = self.arguments
        return [placed(ident=ident, detail=detail, docname=self.env.docname)]


class Print(SphinxPostTransform):
    default_priority = 5

    def run(self, **kwargs):
        domain = self.env.get_domain("aiglossary")
        builder = (getattr(self.env, "_app", None) or self.env.app).builder
        for place in list(self.document.findall(placed)):
            found = domain.concept(place["ident"])
            article = make_article(found, place["detail"], place["docname"])
            term = nodes.term("", found.term, ids=[f"term-{found.ident}"])
            item = nodes.definition_list_item("", term, nodes.definition("", article))
            place.replace_self(addnodes.glossary("", nodes.definition_list("", item, classes=["glossary"])))
            if builder.format != "html":
                expand(article, builder)


class Printed(Domain):
    name = "aiglossary"
    label = "test"

    def __init__(self, env):
        super().__init__(env)
        self.concepts = concepts(env.srcdir)

    def concept(self, ident):
        return self.concepts[ident]

    def occurring(self, concept, detail):
        return ""

    def prints_whole(self, ident):
        return ident == "bake"

    def flush(self):
        pass

    def resolve_uri(self, link, builder, docname):
        ident = link.name.lower().replace(" ", "-")
        if ident not in self.concepts:
            return None
        where = {"bake": "index", "oven-profile": "sub/more"}[ident]
        return f"{builder.get_relative_uri(docname, where)}#term-{ident}", self.concepts[ident].term

    def clear_doc(self, docname):
        pass

    def merge_domaindata(self, docnames, otherdata):
        pass


def register(app, env):
    std = env.get_domain("std")
    for ident, where in {"bake": "index", "oven-profile": "sub/more"}.items():
        name = ident.replace("-", " ")
        std.objects["term", name] = where, f"term-{ident}"
        std._terms[name] = where, f"term-{ident}"


def setup(app):
    setup_nodes(app)
    app.add_domain(Printed)
    app.add_node(placed)
    app.add_directive("place", Place)
    app.add_post_transform(Print)
    app.connect("env-updated", register)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
