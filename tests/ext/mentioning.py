"""Pages whose texts mention terms, and what builds make of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from building import Built, Project

ALL: Final[dict[str, Any]] = {"aiglossary_autolink": "all"}

REST: Final = """\
A galley
proof on *a platen*, the **composing stick**. A ``galley`` stays, as does `galley <https://example.org>`__.

- A winkelhaken, CS.

  > no quote here: forme

Galley
------

.. note:: Type-metal.

.. aiglossary-nolink::

   A dead galley.

   - A platen.
"""
MYST: Final = """\
A galley
proof on *a platen*, the **composing stick**. A `galley` stays, as does [galley](https://example.org).

- A winkelhaken, CS.

  \\> no quote here: forme

## Galley

```{note}
Type-metal.
```

```{aiglossary-nolink}
A dead galley.

- A platen.
```
"""

BY_HAND: Final = """\
Hand
====

.. glossary::

   imposing stone
   stone
      A table on which a forme is made ready; the imposing stone is flat.

   proof
      An everyday word.

   galley
      Ours. A galley, a galley proof.

   OSP
      Short.

   drying rack (DR)
      Its name is also found without what stands in brackets.
"""


def say(project: Project, text: str, page: str = "page.rst") -> None:
    """Write a page with a title."""
    project.write(page, f"# Page\n\n{text}\n" if page.endswith(".md") else f"Page\n====\n\n{text}\n")


def links(built: Built, page: str = "page.html") -> list[str]:
    """The texts of a page that link to a term, on one line each."""
    found = re.findall(
        r'href="[^"]*#term-[^"]*"><span class="xref std std-term">(.*?)</span>', built.html(page), re.DOTALL
    )
    return [" ".join(text.split()) for text in found]


def read(built: Built) -> set[str]:
    """The documents that a build has read."""
    return set(re.findall(r"reading sources\.\.\. \[ *\d+%\] (\S+)", built.status))


def written(built: Built) -> set[str]:
    """The documents that a build has written."""
    return set(re.findall(r"writing output\.\.\. \[ *\d+%\] (\S+)", built.status))


def texts(built: Built) -> dict[str, bytes]:
    """What a builder has written of the two pages, without times."""
    return {
        name: re.sub(rb"POT-Creation-Date.*", b"", data)
        for name, data in built.files().items()
        if name.startswith(("page.", "other.", "autolink.tex"))
    }
