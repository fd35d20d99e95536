"""Evaluates what it depends on whether a place shows, each condition once in a build."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinxcontrib_aiglossary.ext.incremental.hashing import digest

from .conditions import GONE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinxcontrib_aiglossary.ext.collect.page_record import Page

    from .conditions import Condition
    from .probe import Probe

_WHOLE: Final = ("xml", "pseudoxml")
"""The formats in which every node is written."""


class Conditions:
    """Tells of each condition whether it holds in one build.

    Args:
        app: the application, with the builder of the build.
        pages: what each document says.
        starting: the documents with which the files of the builder start, where each is assembled of many.
    """

    def __init__(self, app: Sphinx, pages: Mapping[str, Page], starting: Sequence[str] = ()) -> None:
        self._app = app
        self._pages = pages
        self._starting = starting
        self._known: dict[Condition, bool] = {}
        self._left_out: dict[str, Collection[int]] = {}

    def __call__(self, condition: Condition) -> bool:
        """Tell whether a condition holds."""
        if condition not in self._known:
            self._known[condition] = self._evaluated(condition)
        return self._known[condition]

    @property
    def signature(self) -> object:
        """Stands for all on which the conditions of the project depend, besides documents and tags."""
        every = {condition for page in self._pages.values() for condition in page.conditions}
        told = [
            (*condition, self(condition))
            for condition in sorted(every)
            if condition.kind in {"ifconfig", "todo"}
        ]
        return told, self._circumstances if any(page.skeleton for page in self._pages.values()) else ""

    @cached_property
    def _circumstances(self) -> str:
        """Stands for what decides which nodes other extensions leave out: nobody asks them while it is the same."""
        app = self._app
        conf = Path(app.confdir) / "conf.py"
        return digest(
            conf.read_bytes() if conf.is_file() else b"",
            [(name, extension.version) for name, extension in sorted(app.extensions.items())],
            [(value.name, _text(value.value)) for value in app.config],
        )

    def _evaluated(self, condition: Condition) -> bool:
        if condition.kind == "only":
            return self._only(condition.value)
        if condition.kind == "ifconfig":
            return self._ifconfig(condition.value)
        if condition.kind == "todo":
            # The writers of the tree ask no visitor; without the extension there is no such node
            whole = self._app.builder.format in _WHOLE
            return whole or bool(getattr(self._app.config, "todo_include_todos", True))
        if condition == GONE:
            return False
        return int(condition.value) not in self._left_out_of(condition.docname)

    def _only(self, expression: str) -> bool:
        """Evaluate the expression of ``only``; what cannot be evaluated shows, and Sphinx says what is wrong with it."""
        try:
            return bool(self._app.tags.eval_condition(expression))
        except Exception:  # noqa: BLE001 - Jinja's parser raises whatever it likes; Sphinx catches the same
            return True

    def _ifconfig(self, expression: str) -> bool:
        """Evaluate the expression of ``ifconfig`` as Sphinx does, which shows an error where it cannot.

        Tried with Sphinx 8.2.3 and 9.0.4 (``process_ifconfig_nodes``).
        """
        config = self._app.config
        names: dict[str, Any] = {value.name: value.value for value in config}
        names.update(vars(config))
        names["builder"] = self._app.builder.name
        try:
            return bool(eval(expression, names))  # noqa: S307 - the author's own expression, which Sphinx evaluates, too
        except Exception:  # noqa: BLE001 - whatever it raises
            return False

    def _left_out_of(self, docname: str) -> Collection[int]:
        """Return which nodes of a document other extensions leave out."""
        if docname not in self._left_out:
            page = self._pages.get(docname)
            self._left_out[docname] = (
                self._probe.left_out(docname, page.skeleton) if page and page.skeleton else ()
            )
        return self._left_out[docname]

    @cached_property
    def _probe(self) -> Probe:
        # Imported late: most projects need no translator but that of their pages
        from .probe import Probe  # noqa: PLC0415 - see above

        skeletons = {docname: page.skeleton for docname, page in self._pages.items()}
        return Probe(self._app, skeletons, self._starting)


def _text(value: object) -> str:
    """Return a value of the configuration as text; what is no plain data stands in ``conf.py``."""
    try:
        return json.dumps(value, default=_plain, skipkeys=True)
    except (ValueError, RecursionError):  # it holds itself
        return ""


def _plain(value: object) -> list[str]:
    return sorted(map(str, value)) if isinstance(value, (set, frozenset)) else []
