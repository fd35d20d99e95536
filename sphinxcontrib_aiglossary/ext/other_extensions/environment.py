"""What other extensions keep in the environment, while they are asked about pages before the first one is resolved.

Their handlers expect that everything is read and saved. Some then finish their data for good: sphinx-needs seals it, so that
an environment saved later could not be read into again. What a handler changes when we call it is therefore put back
before the environment is saved, and before the first page is resolved: then the handler changes it again, with all that
it has to say.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, Final

from sphinx.environment import BuildEnvironment

from .handlers import module_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPHINX: Final = frozenset(
    {*BuildEnvironment.__init__.__code__.co_names, *BuildEnvironment.setup.__code__.co_names, "_app", "app"}
)
"""The attributes that Sphinx itself gives an environment."""
_OWN: Final = ("sphinx.domains.", "sphinxcontrib_aiglossary.")


class ForeignData:
    """Keeps the data of other extensions in an environment as it was."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self._kept: dict[str, bytes] | None = None

    def keep(self) -> None:
        """Keep the data before a handler is called; does nothing until it is put back."""
        if self._kept is None:
            self._kept = dict(self._packed())

    def put_back(self) -> None:
        """Put back what was changed; what was not stays the very object that it is."""
        if self._kept is None:
            return
        now = dict(self._packed())
        for name in now.keys() - self._kept.keys():
            if hasattr(self._env, name):
                delattr(self._env, name)
        for name, data in self._kept.items():
            if now.get(name) != data:
                self._set(name, pickle.loads(data))  # noqa: S301 - made above
        self._kept = None

    def _packed(self) -> Iterator[tuple[str, bytes]]:
        """Yield the data of others by name: attributes of the environment, and what domains keep."""
        for name, value in vars(self._env).items():
            if name not in _SPHINX and (data := _pack(value)):
                yield name, data
        for domain in self._env.domains.sorted():
            if not f"{module_of(type(domain))}.".startswith(_OWN) and (data := _pack(domain.data)):
                yield f"{domain.name}:", data

    def _set(self, name: str, value: Any) -> None:
        if name.endswith(":"):
            data = self._env.get_domain(name[:-1]).data
            data.clear()
            data.update(value)
        else:
            setattr(self._env, name, value)


def keep_foreign_data(env: BuildEnvironment) -> None:
    """Keep what other extensions keep, if no page is resolved yet; to be called before their handlers."""
    # Asked by name: the domain imports those that call this
    data = getattr(env.get_domain("aiglossary"), "foreign_data", None)
    if isinstance(data, ForeignData):
        data.keep()


def _pack(value: object) -> bytes:
    try:
        return pickle.dumps(value)
    except Exception:  # noqa: BLE001 - what cannot be saved needs not be put back
        return b""
