"""Following the links of a finished site: where each leads within the folder, and whether something is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@dataclass(kw_only=True)
class Anchors:
    """What a page offers to links, and where its own links lead."""

    ids: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects ids and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Anchors()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.found.ids[given["id"]] += 1
        if tag == "a" and "name" in given:
            self.found.ids[given["name"]] += 1
        self.found.links += [given[name] for name in ("href", "src") if name in given]


def read(page: Path) -> Anchors:
    """Return the ids and the links of a page."""
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.found


def faults(site: Path) -> list[str]:
    """Return what is wrong in the pages of a folder, sorted: links within it that lead nowhere, ids given twice."""
    known = cache(lambda name: read(site / name))
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert pages
    found = {fault for page in pages for fault in _of_page(site, page, known(page), known)}
    return sorted(found)


def _of_page(site: Path, page: str, anchors: Anchors, known: Callable[[str], Anchors]) -> Iterator[str]:
    yield from (f"{page}: id {name} stands {times} times" for name, times in anchors.ids.items() if times > 1)
    for link in anchors.links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        name = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
        if (site / name).is_dir():
            name = normpath(join(name, "index.html"))
        if not (site / name).is_file():
            yield f"{page}: {link} leads to no file"
        elif name.endswith(".html") and parts.fragment and unquote(parts.fragment) not in known(name).ids:
            yield f"{page}: {link} leads to no id"
