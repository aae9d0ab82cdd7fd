"""What may be asked of an operation: the same limits by every door."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import TYPE_CHECKING

from requirements.language import _, enumerated
from roadmap.errors import UsageFault

if TYPE_CHECKING:  # options of commands that only read take no time to import the planner
    from roadmap.planner.options import Options

LONGEST_TIME = 7 * 24 * 3600.0
"""Seconds, a week."""
MOST_WORKERS = 64
"""Search strategies, or processes, at work at once."""
LARGEST_SEED = 2**31 - 1
LEAST_SURE, MOST_SURE = 0.5, 0.99
"""How sure a plan may be asked to be."""


def require_seconds(seconds: float) -> float:
    """The seconds; UsageFault for 0, less, NaN, and more than a week."""
    if not (math.isfinite(seconds) and 0 < seconds <= LONGEST_TIME):
        raise UsageFault(_("expected a number of seconds, more than 0 and at most a week, such as 30"))
    return seconds


def require_count(count: int, *, of: str) -> int:
    """A number of workers or processes; UsageFault for less than 1 and more than 64."""
    if not 1 <= count <= MOST_WORKERS:
        raise UsageFault(
            _("{name} is {count}; expected a number from 1 to {most}.").format(name=of, count=count, most=MOST_WORKERS)
        )
    return count


def require_confidence(confidence: float | None) -> float | None:
    """The confidence, if any is wanted; UsageFault for less than 50 % and more than 99 %."""
    if confidence is not None and not LEAST_SURE <= confidence <= MOST_SURE:
        sentence = _("confidence is {confidence}; expected a share of the futures from {least} to {most}, such as 0.8.")
        raise UsageFault(sentence.format(confidence=confidence, least=LEAST_SURE, most=MOST_SURE))
    return confidence


def require_options(options: Options) -> Options:
    """The options of a search; UsageFault where one of them is outside its limits."""
    require_seconds(options.seconds)
    if options.effort is not None:
        require_seconds(options.effort)
    require_confidence(options.confidence)
    require_count(options.workers, of="workers")
    if not 0 <= options.seed <= LARGEST_SEED:
        sentence = _("seed is {seed}; expected a number from 0 to {largest}.")
        raise UsageFault(sentence.format(seed=options.seed, largest=LARGEST_SEED))
    return options


def require_parts(asked: Collection[str], known: Collection[str], *, of: str) -> None:
    """UsageFault for parts that are not among those that are known."""
    unknown = [part for part in asked if part not in known]
    if unknown:
        sentence = _("{name} has no part {unknown}; its parts are {known}.")
        raise UsageFault(sentence.format(name=of, unknown=enumerated(unknown), known=enumerated(known)))
