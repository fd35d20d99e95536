"""Catalogues that somebody else has sent: whatever they say is text, and no build fails."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

import pytest
from building import Project
from translating import template, translate, write_pages

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog
    from building import Built

RUN: Final = r"\href{javascript:alert(1)}{x}"
FORBIDDEN: Final = frozenset(map(chr, [*range(9), *range(14, 32), 127, 0xFFFE, 0xFFFF]))
ATTACKS: Final = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1)) <javascript:alert(1)> ![y](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>) [y](vbscript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    '"><svg onload=alert(1)> \'><a href="javascript:alert(1)">',
    f"$${RUN}$$ ${RUN}$ \\\\({RUN}\\\\)",
    "$a^b^c$ $\\frac{1}{2$ $$\n\\end{document}\n$$",
    "\\end{document}\\input{/etc/passwd}\\write18{id} % # & ^^M",
    ".. raw:: html\n\n   <script>alert(1)</script>\n\n:raw-html:`x` |x| `y`_ {raw}`z`",
    "```{eval-rst}\n.. raw:: html\n\n   <script>alert(1)</script>\n```",
    "%s %d %(name)s %% {} {0} {name} {0.__class__} %n %",
    "\u202egnirts\u202c \u2066x\u2069 \u200f\u200b\ufeff\u00ad",
    "\u2028\u2029\x85\ufffe\ufdd0\U0010ffff\u0300",
    "\x00\x07\x1b[31mred\x1b[0m",
    "# a\n\n- b\n\n> c\n\n| d |\n|---|\n| e |\n\n---\n\n    f",
    "```\nopen",
    "</template></script></style>--><!--",
    "[a](term:[b](term:c)) [x](term:<script>) [](term:wafer) [z](term:)",
    "{{ 7*7 }}{% raw %}${7*7}#{7*7}",
    "=cmd|'/C calc'!A1",
    "]]>&lt;&#60;&#x3c;script&gt;&bogus;",
    "{" * 300 + "[" * 300 + "(" * 300 + "*" * 300,
    "W" * 2000,
    "word " * 2000,
    "💣" * 300,
    " ",
    "\u00a0",
    ".",
    "\\",
    "|",
    "`",
    "$",
    "..",
    "index",
)
RUNS: Final = re.compile(r"[\s\x00-\x1f]*(?:javascript|vbscript|data):", re.IGNORECASE)
ACTIVE: Final = frozenset(
    [
        "applet",
        "base",
        "embed",
        "form",
        "iframe",
        "img",
        "link",
        "math",
        "meta",
        "object",
        "script",
        "style",
        "svg",
        "video",
    ]
)


class _Reader(HTMLParser):
    """Collects what a browser would run, load or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if any(name.startswith("on") or RUNS.match(value) for name, value in given.items()):
            self.found.add(str((tag, given)))
        if tag in ACTIVE:
            self.found.add(str((tag, given.get("src"), given.get("http-equiv"), given.get("action"))))


def active(built: Built) -> dict[str, set[str]]:
    """Return what would run in each page."""
    found = {}
    for page in sorted(built.outdir.rglob("*.html")):
        reader = _Reader()
        reader.feed(page.read_text("utf-8"))
        found[page.relative_to(built.outdir).as_posix()] = reader.found
    return found


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All that can be translated."""
    project = Project(tmp_path_factory.mktemp("messages"))
    write_pages(project)
    return template(project)


@pytest.mark.parametrize("form", ["{attack}", "{message} before {attack} behind"])
def test_no_translation_runs_anything_or_stops_a_build(tmp_path: Path, messages: Catalog, form: str) -> None:
    """In the place of a name, a title, a word of the extension, a paragraph, a heading, an item or a cell."""
    project = Project(tmp_path)
    write_pages(project)
    before = project.build(language="de", build="before")
    said = [str(message.id) for message in messages if message.id]
    assert len(said) > len(ATTACKS)
    # No two of them have a common factor: each attack has its turn, and each time beside others
    told = {
        message: form.replace("{message}", message).replace("{attack}", ATTACKS[number * 5 % len(ATTACKS)])
        for number, message in enumerate(said)
    }
    translate(project, told, messages)
    built = {
        builder: project.build(builder, language="de", build=builder) for builder in ("html", "latex", "text")
    }
    harmless = active(before)
    new = {page: found - harmless[page] for page, found in active(built["html"]).items()}
    assert not any(new.values()), new
    assert new.keys() == harmless.keys()
    for each in built.values():
        assert [warning for warning in each.warnings if warning not in each.ours] == []
        for file in each.outdir.rglob("*.*"):
            if file.suffix in {".html", ".tex", ".txt", ".json", ".js"}:
                assert not FORBIDDEN.intersection(file.read_text("utf-8")), file.name
