"""The directive ``printed``: parts of the reference that are printed from the code, so that they cannot go stale."""

from __future__ import annotations

import argparse
import re
from functools import partial
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from sphinxcontrib_aiglossary import cli, config, problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

WIDTH: Final = 88
"""Columns of a help text; fixed, so that the page does not depend on the terminal of the build."""
SEVERITIES: Final = ("error", "warning", "info")

# "``conf.py``", "`see`": a piece of code in a text
_RE_CODE: Final = re.compile(r"``(.+?)``|`(.+?)`")


class Printed(SphinxDirective):
    """Prints one part of the reference: ``configuration``, ``warnings`` or ``commands``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the part."""
        part = PARTS[directives.choice(self.arguments[0], tuple(PARTS))]
        for module in (cli, config, problems):
            self.env.note_dependency(str(module.__file__))
        self.env.note_dependency(__file__)
        printed: list[nodes.Node] = [*part()]
        standard = self.env.domains.standard_domain
        for name in (name for node in printed for name in node.findall(addnodes.desc_signature)):
            self.state.document.note_explicit_target(name)
            if part is configuration:
                standard.note_object("confval", name["_toc_name"], name["ids"][0], location=name)
        return printed


def configuration() -> Iterator[nodes.Element]:
    """Yield every configuration value with its type, its default and what it does."""
    for value in config.VALUES:
        facts = f": {value.type} = {value.shown_default}"
        yield _described(value.name, value.name, facts, value.help)


def warnings() -> Iterator[nodes.Element]:
    """Yield every kind of problem under its severity."""
    for severity in SEVERITIES:
        yield nodes.rubric("", severity.capitalize())
        for kind in problems.Kind:
            if kind.severity == severity:
                yield _described(f"warning-{kind.subtype}", f"aiglossary.{kind.subtype}", "", kind.meaning)


def commands() -> Iterator[nodes.Element]:
    """Yield the help text of the program and of each command."""
    for name, text in help_texts():
        yield nodes.rubric("", "", nodes.literal("", name))
        block = nodes.literal_block(text, text)
        block["language"] = "text"
        yield block


def help_texts() -> Iterator[tuple[str, str]]:
    """Yield the name of the program and of each command, with what ``--help`` prints."""
    parser = cli.parser()
    for one in (parser, *_subparsers(parser)):
        one.formatter_class = partial(argparse.HelpFormatter, width=WIDTH)
        yield one.prog, one.format_help().rstrip()


def _subparsers(parser: argparse.ArgumentParser) -> Iterable[argparse.ArgumentParser]:
    # argparse has no public way from a parser to its commands; the same in Python 3.11 to 3.14.
    for action in parser._actions:  # noqa: SLF001 - see above
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - see above
            yield from dict.fromkeys(action.choices.values())


def inline(text: str) -> Iterator[nodes.Node]:
    """Yield a text with its pieces of code, written between single or double backticks."""
    end = 0
    for found in _RE_CODE.finditer(text):
        yield nodes.Text(text[end : found.start()])
        yield nodes.literal("", found[1] or found[2])
        end = found.end()
    yield nodes.Text(text[end:])


def _described(ident: str, name: str, facts: str, text: str) -> addnodes.desc:
    """Return a name with facts beside it and a text below, as Sphinx shows the objects of a domain."""
    shown = addnodes.desc_signature("", "", addnodes.desc_name("", name), ids=[ident])
    if facts:
        shown += addnodes.desc_annotation("", facts)
    # What Sphinx's writers and its table of contents ask of every signature
    shown["_toc_parts"], shown["_toc_name"] = (name,), name
    content = addnodes.desc_content("", nodes.paragraph("", "", *inline(text)))
    return addnodes.desc("", shown, content, domain="std", objtype="confval", noindex=True)


PARTS: Final[dict[str, Callable[[], Iterator[nodes.Element]]]] = {
    "configuration": configuration,
    "warnings": warnings,
    "commands": commands,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("printed", Printed)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
