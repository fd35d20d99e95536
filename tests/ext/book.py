"""EPUBs, read back from the archive, and judged by EPUBCheck."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building import Built

XHTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
TYPE = "{http://www.idpf.org/2007/ops}type"
PACKAGE = "{http://www.idpf.org/2007/opf}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"

_DATES = re.compile(rb'<dc:date>[^<]*</dc:date>|<meta property="dcterms:modified">[^<]*</meta>')


def checker() -> list[str]:
    """The command of EPUBCheck; empty without one. Debian installs an archive that not every machine runs as it is."""
    path, java = shutil.which("epubcheck"), shutil.which("java")
    if path is None:
        return []
    with Path(path).open("rb") as file:
        archive = file.read(2) == b"PK"
    return ([java, "-jar", path] if java else []) if archive else [path]


needs_epubcheck = pytest.mark.skipif(not checker(), reason="EPUBCheck is not installed")


def words(element: ET.Element) -> str:
    """The text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True, kw_only=True)
class Book:
    """One EPUB file."""

    path: Path

    def page(self, name: str) -> ET.Element:
        """A page, parsed as XML."""
        return ET.fromstring(self.files()[name])  # noqa: S314 - we built it

    def files(self) -> dict[str, bytes]:
        """What is in the archive, apart from dates."""
        with ZipFile(self.path) as archive:
            return {name: _DATES.sub(b"", archive.read(name)) for name in archive.namelist()}

    def pages(self) -> Iterator[str]:
        """The names of all pages."""
        return (name for name in self.files() if name.endswith(".xhtml"))

    def complaints(self) -> list[str]:
        """What EPUBCheck has to say of it: nothing for a good book."""
        done = subprocess.run([*checker(), "-q", str(self.path)], capture_output=True, text=True, check=False)
        said = [
            line for line in (done.stdout + done.stderr).splitlines() if re.match(r"(FATAL|ERROR|WARN)", line)
        ]
        assert said or done.returncode == 0, done.stdout + done.stderr
        return said


def book_of(built: Built) -> Book:
    """The EPUB that a build has made."""
    (path,) = built.outdir.glob("*.epub")
    return Book(path=path)
