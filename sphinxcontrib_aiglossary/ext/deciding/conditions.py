"""Evaluates what it depends on whether a place shows, each condition once in a build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

    from sphinxcontrib_aiglossary.ext.reading.conditions import Condition
    from sphinxcontrib_aiglossary.ext.reading.uses import Page


class Conditions:
    """Tells of each condition whether it holds in one build.

    Args:
        app: the application, with the builder of the build.
        pages: what each document says.
    """

    def __init__(self, app: Sphinx, pages: Mapping[str, Page]) -> None:
        self._app = app
        self._pages = pages
        self._known: dict[Condition, bool] = {}

    def __call__(self, condition: Condition) -> bool:
        """Tell whether a condition holds."""
        if condition not in self._known:
            self._known[condition] = self._evaluated(condition)
        return self._known[condition]

    @property
    def signature(self) -> object:
        """Stands for all on which the conditions of the project depend, besides documents and tags."""
        every = dict.fromkeys(condition for page in self._pages.values() for condition in page.conditions)
        return [(*condition, self(condition)) for condition in sorted(every) if condition.kind != "only"]

    def _evaluated(self, condition: Condition) -> bool:
        if condition.kind == "only":
            return self._only(condition.value)
        if condition.kind == "ifconfig":
            return self._ifconfig(condition.value)
        # Without the extension there is no such node
        return bool(getattr(self._app.config, "todo_include_todos", True))

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
