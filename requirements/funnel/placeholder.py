"""Placeholders: deals that do not exist yet, for what the forecast still has to find.

For every segment that names a profile there are as many as opportunities are to be found, each worth an average deal,
with the gates of the profile before and after a day in one of the months in which the segment closes, and with needs
that the segment's customers have as often as the profile says. They are opportunities at the segment's win rate.

The same input gives the same placeholders. They are drawn one after another, and each depends only on those before it:
when a deal is found the last placeholder goes and all others stay as they were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from math import floor

from requirements.deal import Deal, Need
from requirements.fields import LARGEST_AMOUNT
from requirements.funnel.forecast import SegmentFunnel, forecast
from requirements.funnel.profile import Profile
from requirements.funnel.season import weight
from requirements.funnel.segment import Segment
from requirements.gate import Gate, Stage
from requirements.market import Market, Placeholder
from requirements.support import MOST_CASES, SupportCase

MOST = 60
"""The most placeholders of a segment if nothing else is said."""
NOBODY = "–"
"""The customer of a placeholder."""

Add = Callable[[date, int], date]
"""Counts working days: the day so many working days after a day, before it if negative; 0 gives a day off the last
working day before it."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part of one month in which placeholders can close, both days included, and its part of the whole."""

    first: date
    last: date
    share: Fraction


def with_placeholders(market: Market, add: Add, *, first: date, last: date, most: int = MOST) -> Market:
    """The market with the deals that are still to be found and can close from `first` to `last`, both included.

    A segment brings at most so many; where more are to be found, each stands for several customers and brings the value
    and the support cases of all of them.

    A deal is met at `first` at the earliest, so none closes before its profile's working days to the signature have
    gone by. A segment brings none where it names no profile, where nothing says how large its deals are, or where it
    closes nothing in the days that are left.
    """
    if not most or all(segment.profile is None for segment in market.segments.values()):
        return market
    found: dict[str, Placeholder] = {}
    taken = set(market.deals)
    for funnel in forecast(market):
        segment = market.segments[funnel.segment]
        if segment.profile is None or not funnel.average:
            continue
        profile = market.profiles[segment.profile]
        stretches = _stretches(segment, _earliest(profile, first, add), last)
        for number, placeholder in enumerate(_draw(funnel, market, stretches, add, most=most), start=1):
            key = _free_id(funnel.segment, number, taken)
            found[key] = placeholder
            taken.add(key)
    return replace(market, placeholders=found)


def closing_gate(profile: Profile) -> Gate | None:
    """The gate at which a deal of this profile closes: signing, or else the last one before it; None without gates."""
    gates = [gate for gate in profile.pace if gate.rank <= Gate.SIGNING.rank]
    return max(gates or profile.pace, key=lambda gate: gate.rank, default=None)


def _earliest(profile: Profile, first: date, add: Add) -> date:
    """The first day on which a deal that is met on `first` can close."""
    gate = closing_gate(profile)
    return first if gate is None else add(first, profile.pace[gate])


def _stretches(segment: Segment, first: date, last: date) -> list[_Stretch]:
    """The months from `first` to `last` in which the segment closes, those at the ends counted by their days."""
    months: list[tuple[date, date, Fraction]] = []
    begin = first
    while begin <= last:
        following = (begin.replace(day=1) + timedelta(days=31)).replace(day=1)
        end = min(last, following - timedelta(days=1))
        part = Fraction((end - begin).days + 1, (following - begin.replace(day=1)).days)
        months.append((begin, end, weight(segment.closes, begin) * part))
        begin = following
    whole = sum((part for _begin, _end, part in months), Fraction(0))
    return [_Stretch(begin, end, part / whole) for begin, end, part in months if part]


def _draw(
    funnel: SegmentFunnel, market: Market, stretches: list[_Stretch], add: Add, *, most: int
) -> Iterator[Placeholder]:
    """The placeholders of a segment in their order."""
    segment = market.segments[funnel.segment]
    profile = market.profiles[segment.profile or ""]
    missing, closing = funnel.to_find.whole or 0, closing_gate(profile)
    if not missing or not stretches or closing is None or funnel.average is None:
        return
    each = -(-missing // most)
    days, needs = _closing_days(stretches), _needs(funnel.segment, profile)
    for number in range(1, -(-missing // each) + 1):
        stands_for = min(each, missing - each * (number - 1))
        day = _working_day(next(days), add)
        deal = Deal(
            name=f"{segment.name[:1900]} {number:02d}",
            customer=NOBODY,
            segment=funnel.segment,
            stage=Stage.OPPORTUNITY,
            value=min(round(funnel.average * stands_for), LARGEST_AMOUNT),
            gates={gate: add(day, profile.pace[gate] - profile.pace[closing]) for gate in Gate if gate in profile.pace},
            needs=next(needs),
            support=_cases(segment, stands_for),
        )
        yield Placeholder(deal, stands_for)


def _cases(segment: Segment, customers: int) -> list[SupportCase] | None:
    """The support cases of so many customers; None for one, who brings what the segment says."""
    if customers == 1:
        return None
    return [kind.model_copy(update={"count": min(MOST_CASES, kind.count * customers)}) for kind in segment.support]


def _closing_days(stretches: list[_Stretch]) -> Iterator[date]:
    """One day after another: each in the month that is furthest behind its share, spread evenly within the month."""
    taken = [0] * len(stretches)
    for number in count(1):
        behind = [number * stretch.share - so_far for stretch, so_far in zip(stretches, taken, strict=True)]
        chosen = behind.index(max(behind))
        taken[chosen] += 1
        stretch = stretches[chosen]
        length = (stretch.last - stretch.first).days + 1
        yield stretch.first + timedelta(days=floor(_spread(taken[chosen]) * length))


def _spread(number: int) -> Fraction:
    """The van der Corput sequence in base 2: 1/2, 1/4, 3/4, 1/8, ...; any beginning of it fills [0, 1) evenly."""
    return Fraction(int(f"{number:b}"[::-1], 2), 1 << number.bit_length())


def _working_day(day: date, add: Add) -> date:
    """This day, or the last working day of its month before it, or the next one if its month has none before it."""
    before = add(day, 0)
    return before if before.month == day.month else add(before, 1)


def _needs(segment: str, profile: Profile) -> Iterator[dict[Gate, list[Need]]]:
    """The needs of one placeholder after another.

    Of the first n placeholders, each need is drawn by n x its frequency of them, to within one. Which of them it is
    looks random and is not: it follows from a hash of segment, number and capabilities, so that not all are alike and
    the needs for one capability at several gates go together.
    """
    lines = list(profile.lines())
    drawn = [0] * len(lines)
    for number in count(1):
        needs: dict[Gate, list[Need]] = {}
        for at, (gate, line) in enumerate(lines):
            due = number * line.frequency - drawn[at]
            if due >= 1 or (due > 0 and _chance(segment, number, line) < due):
                drawn[at] += 1
                needs.setdefault(gate, []).append(line.as_need())
        yield needs


def _chance(segment: str, number: int, line: Need) -> Fraction:
    """A fixed number in [0, 1) for a segment, a placeholder and a set of alternatives."""
    text = f"{segment} {number} {' | '.join(line.any_of)}"
    return Fraction(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"), 1 << 64)


def _free_id(segment: str, number: int, taken: set[str]) -> str:
    """An id such as isv-placeholder-07 that nothing has yet and that is no longer than ids may be."""
    key = f"{segment[:40]}-placeholder-{number:02d}"
    while key in taken:
        key += "x"
    return key
