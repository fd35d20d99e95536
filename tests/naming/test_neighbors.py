"""Names that go on in the words beside them, told by how English builds compounds."""

from __future__ import annotations

import pytest

from sphinxcontrib_aiglossary.naming.mentions import Mentions
from sphinxcontrib_aiglossary.naming.mentions.neighbors import is_in_compound

NAMES = ["dew point", "sun gear", "Halcyon", "KPX", "cross-drying", "gauges", "loss curve"]
FOUND = Mentions.of((name, name) for name in NAMES)


def _alone(text: str) -> list[str]:
    """The names that stand for themselves in a text."""
    return [
        mention.text for mention in FOUND.find(text) if not is_in_compound(text, mention.start, mention.end)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The dew point is low.",
        "A dew point and a\nsun gear, each of them.",
        "The sun gear turns slowly, the dew point rises.",
        "A KPX (see below), a KPX: one; “KPX”.",
        "Measure the dew point.",
        "the dew point's drift",
        "Gauges show the dew point quickly",
        "the dew point measured at noon",
        "a dew point available from the mill",
        "a loss curve that falls",
        "The KPX has no part. The KPX does. With KPX you can.",
        "The dew point 12 is high.",
        "the mill’s sun gear",
        "a dew point “table”",
        "With Halcyon, then Halcyon. See Halcyon in the table",
        "The Halcyon runs",
        "A large KPX",
        "a single dew point, two loss curves",
        "a dew point measured with care, an available dew point usable even",
    ],
)
def test_a_name_that_stands_alone_is_one(text: str) -> None:
    """Beside verbs, adverbs, participles, function words, values and punctuation, over the end of a line."""
    assert len(_alone(text)) == sum(1 for _ in FOUND.find(text)) > 0


@pytest.mark.parametrize(
    "text",
    [
        "A dew point sensor drifts.",
        "sun gear tooth count",
        "The KPX driver.",
        "dew-point-based control",
        "a KPX-driven pump",
        "cross-drying chamber",
        "multi-KPX racks",
        "Halcyon 4 is new",
        "Halcyon Labs sells it",
        "the Ferrand Halcyon",
        "Ferrand Halcyon sells it",
        "dew point\nsensors",
        "a KPX variable, a KPX feed, a KPX assembly",
        "a KPX serving unit",
        "a KPX driven pump, a KPX compatible pump",
        "with single loss curve plots, for two loss curve",
    ],
)
def test_a_name_within_a_longer_one_is_none(text: str) -> None:
    """With a noun, a number of a version, a capitalized word or a hyphenated one beside it."""
    assert _alone(text) == []


def test_what_stands_behind_a_plural_is_no_part_of_it() -> None:
    """Nouns modify in the singular; a capital or a hyphen still tells a name. `loss` is no plural."""
    assert _alone("Many gauges need oil.") == ["gauges"]
    assert _alone("Many Gauges United, gauges-only, a loss curve fit") == []
