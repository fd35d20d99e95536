"""The words that build sentences: what stands beside a noun and makes no longer name of it."""

from __future__ import annotations

from typing import Final

_FUNCTION: Final = frozenset(
    """
    a an the this that these those each every either neither both all any some no none another other others such what
    which who whom whose whatever whichever whoever when whenever where wherever why how however
    i you he she it we they me him her us them my your his its our their mine yours hers ours theirs oneself myself
    yourself himself herself itself ourselves yourselves themselves one ones
    and or but nor so yet plus minus times versus vs than then because since while whereas although though unless
    until till if whether once lest otherwise instead else
    am is are was were be been being isn't aren't wasn't weren't
    have has had having haven't hasn't hadn't do does did doing done don't doesn't didn't
    can could may might must shall should will would cannot can't couldn't won't wouldn't shouldn't ought
    not never also too either even just only still already again almost always ever often seldom sometimes soon now here
    there today thus hence therefore moreover furthermore meanwhile nevertheless nonetheless altogether together apart
    alone aside away back forward forwards backward backwards ahead abroad anyway anywhere everywhere elsewhere somewhere
    perhaps maybe quite rather very much more most less least enough well better best worse worst far further
    e.g eg i.e ie etc cf aka et al resp
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of strings
)
"""Determiners, pronouns, conjunctions, auxiliary verbs, adverbs without an ending that tells them."""

_PREPOSITIONS: Final = frozenset(
    """
    as for about above across after against along alongside amid among amongst around at atop before behind below beneath beside
    besides between beyond by concerning despite down during except excluding following from given in including inside
    into like near of off on onto opposite out outside over past per regarding respecting round through throughout to
    toward towards under underneath unlike up upon via with within without
    """.split()  # noqa: SIM905 - likewise
)

_QUANTITIES: Final = frozenset(
    "single double triple dual multi multiple two three four five six seven eight nine ten".split()  # noqa: SIM905 - likewise
)

_VERBS: Final = frozenset(
    """
    accepts achieves acts adapts adds adjusts affects aims allows appears applies asks assigns assumes attempts avoids
    became become becomes began begins behaves belongs breaks brings came captures carries causes chooses collapses
    combines comes comprises computes concerns connects considers consists consumes contains continues contributes
    converges converts copies corresponds covers creates deals decides defaults defines degrades delivers demands denotes
    depends describes determines differs discards divides draws drops enables encodes ends ensures evolves exceeds
    executes exhibits exists expects explains explores exposes extends fails falls finds finishes fits follows forces
    forgets gains gave generalizes generates gets gives goes got grew grows guarantees handles happens helps hides holds
    identifies ignores implements implies improves includes increases indicates infers inherits introduces involves
    keeps kept knows lacks lasts learns leaves lets leads lies lives loads looks loses made maintains makes matches
    matters maximizes means meets minimizes needs needn't obtains occupies occurs offers omits operates outperforms owns
    performs permits picks plays points prefers prepares presents preserves prevents proceeds produces promises proves
    provides pulls pushes raises ran reaches reads realizes receives reduces refers reflects refuses relates relies
    remains removes repeats replaces represents requires resembles resides responds rests results retains returns rises
    runs said satisfies saw says scales seeks seems sees selects sends serves shares shines should shows shrinks sits
    solves spans speaks specifies spends spreads stands stays stems stores strives struggles suffers suffices suggests
    supports takes tells tends took transforms treats tries turns understands uses used varies wants waits went wins
    works writes yields
    applying belonging causing comprising consisting containing corresponding depending enabling giving having involving
    leading making meaning providing requiring resulting saying showing taking using
    """.split()  # noqa: SIM905 - likewise
)
"""Verbs that come behind a subject, and participles that begin a clause."""

_NOUNS: Final = frozenset(
    """
    ally anomaly assembly belly butterfly family fly july monopoly multiply poly reply supply
    bed breed embed feed need reed seed shed speed weed
    bible cable bubble constable crucible double ensemble executable preamble table timetable variable
    """.split()  # noqa: SIM905 - likewise
)
"""Nouns that end as adverbs, participles and adjectives do."""


def is_function_word(word: str) -> bool:
    """Tell whether a word belongs to a closed class: it is no part of a name, however it is cased."""
    return word.casefold() in _FUNCTION or is_preposition(word)


def is_preposition(word: str) -> bool:
    """Tell whether a word relates a noun to others, as no article does."""
    return word.casefold() in _PREPOSITIONS


def is_quantity(word: str) -> bool:
    """Tell whether a word says how many there are of the noun behind it."""
    return word.isdigit() or word.casefold() in _QUANTITIES


def is_apart(word: str) -> bool:
    """Tell whether a lower-case word behind a noun is a verb or an adverb, and no part of a longer name.

    >>> [word for word in "grows quickly than cache importers serving".split() if not is_apart(word)]
    ['cache', 'importers', 'serving']
    """
    return is_function_word(word) or word in _VERBS or (word.endswith("ly") and word not in _NOUNS)


def is_attribute(word: str) -> bool:
    """Tell whether a lower-case word is a participle or an adjective by its ending: it may begin a longer name.

    >>> is_attribute("quantized"), is_attribute("available"), is_attribute("speed")
    (True, True, False)
    """
    return word.endswith(("ed", "able", "ible")) and word not in _NOUNS
