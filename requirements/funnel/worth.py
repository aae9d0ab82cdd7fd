"""Values that are unlike those of their kind: most often a unit was forgotten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Protocol

from requirements.amounts.money import Thousands

UNLIKE = 10
"""By which factor a value differs from the middle one of its segment before it is worth a question."""
FEWEST = 5
"""Other deals of a segment from which on there is a middle one."""


class Worth(Protocol):
    """What of a deal is looked at."""

    @property
    def segment(self) -> str:
        """The kind of customer."""

    @property
    def value(self) -> Thousands:
        """Thousands."""


def counts_as_nothing(value: Thousands) -> bool:
    """Whether an amount is so small that in whole thousands it is 0, although it is more."""
    return bool(value) and not round(value)


def unlike_values(deals: Mapping[str, Worth]) -> dict[str, bool]:
    """The deals whose value is at least ten times smaller or larger than the middle one of their segment, and whether
    it is larger. Deals that count as nothing are left out, and segments with fewer than five others."""
    by_segment: dict[str, dict[str, Thousands]] = defaultdict(dict)
    for key, deal in deals.items():
        if round(deal.value):
            by_segment[deal.segment][key] = deal.value
    unlike: dict[str, bool] = {}
    for values in by_segment.values():
        if len(values) <= FEWEST:
            continue
        middle = sorted(values.values())[len(values) // 2]
        unlike |= {
            key: value > middle for key, value in values.items() if value * UNLIKE <= middle or value >= middle * UNLIKE
        }
    return unlike
