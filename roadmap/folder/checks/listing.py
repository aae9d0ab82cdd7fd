"""Listing ids in a sentence, so that many of them stay one line."""

from __future__ import annotations

from collections.abc import Iterable

from requirements.language import _, enumerated

NAMED = 5
"""Ids that are named; of the rest only the number is told."""


def listed(names: Iterable[str]) -> str:
    """The ids, each once: "a", "a, b" or "a, b, c, d, e and 12 more"."""
    once = list(dict.fromkeys(names))
    if len(once) <= NAMED + 1:
        return enumerated(once)
    return _("{names} and {count} more").format(names=enumerated(once[:NAMED]), count=len(once) - NAMED)
