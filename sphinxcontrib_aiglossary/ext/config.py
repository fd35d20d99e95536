"""The configuration values as Sphinx knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sphinxcontrib_aiglossary.config import VALUES, plain, settings, unknown

from .warnings_ import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinxcontrib_aiglossary.problems import Problem


def add_config_values(app: Sphinx) -> None:
    """Register every declared value.

    Few changes of them have documents read again: the state file of the output tells which ones change. Their types
    are checked by us, with a typed warning.
    """
    for value in VALUES:
        rebuild: Literal["", "env"] = "env" if value.shapes_reading else ""
        app.add_config_value(
            value.name, value.plain_default, rebuild, types=frozenset({Any}), description=value.help
        )


def check_config_values(_app: Sphinx, config: Config) -> None:
    """Say what is wrong with the values, and put plain ones in their place.

    Sphinx keeps them with the environment, and would break off where that is not possible: at a read-only mapping, at a
    class that ``conf.py`` defines.
    """
    chosen, problems = settings({value.name: config[value.name] for value in VALUES})
    for name, value in plain(chosen).items():
        setattr(config, name, value)
    report(problems)


def misspelt_values(config: Config) -> tuple[Problem, ...]:
    """Return the problems of names in ``conf.py`` that look like ours and are nobody's.

    Undocumented: Sphinx (8.2.3, 9.0.4) keeps what ``conf.py`` defines in this attribute, and says nothing of names that
    it does not know.
    """
    return unknown(name for name in sorted(getattr(config, "_raw_config", {})) if name not in config)
