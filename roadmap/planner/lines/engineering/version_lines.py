"""Versions in the field: who runs which release from when to when, and what each release that is used is worth."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import accumulate

from requirements.gate import Gate, Importance, Stage
from roadmap.planner.draft import Draft
from roadmap.planner.one_fewer import without
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import ReleaseLine
from roadmap.plans.engineering.versions import FieldLine, Stay, VersionLine, VersionMonth, Versions, VersionUse, Without
from roadmap.policy.versions import Take

EARLY = frozenset({Stage.LEAD, Stage.OPPORTUNITY})
"""Stages in which a customer runs nothing of ours yet."""
DAY = timedelta(days=1)


Held = dict[str | None, list[tuple[date, date]]]


def versions(draft: Draft, deals: list[DealLine], releases: list[ReleaseLine]) -> Versions:
    """The field as the plan leaves it. `deals` and `releases` are the lines of the plan.

    Placeholders run nothing: nobody has them yet.
    """
    policy = draft.project.header.policy.versions
    ahead = [line for line in releases if line.used and not line.past]
    customers = [deal for deal in deals if deal.status is not DealStatus.GIVEN_UP and not deal.placeholder]
    field = [_field_line(deal, draft, ahead) for deal in customers]
    by_id = {deal.id: deal for deal in deals}
    stays = [(line.deal, stay) for line in field for stay in line.stays]
    held = _held(stays)
    peak = max(_moments(stays), key=lambda day: (_at_once(held, day), -day.toordinal()), default=None)
    at_once = 0 if peak is None else _at_once(held, peak)
    first = [None] if any(stay.release is None for _, stay in stays) else []
    return Versions(
        most=policy.most,
        at_once=at_once,
        peak=peak,
        holds=None if policy.most is None else at_once <= policy.most,
        lines=[
            _line(line, draft, field, None if line is None or line.fixed else without(line, draft, ahead, by_id))
            for line in (*first, *ahead)
        ],
        deals=field,
        months=_months(draft, stays, [*first, *(line.id for line in ahead)]),
    )


def _field_line(deal: DealLine, draft: Draft, ahead: list[ReleaseLine]) -> FieldLine:
    stays = _stays(deal, draft, ahead)
    last = stays[-1].release if stays else None
    ids = [line.id for line in ahead if line.ship <= draft.project.header.horizon]
    behind = len(ids) - (ids.index(last) + 1 if last in ids else 0) if stays else 0
    return FieldLine(deal=deal.id, stays=stays, behind=behind)


def _stays(deal: DealLine, draft: Draft, ahead: list[ReleaseLine]) -> list[Stay]:
    """What a served deal runs, in the order of time."""
    moves = _moves(deal, draft, ahead)
    horizon = draft.project.header.horizon
    within = [move for move in moves if move[0] <= horizon]
    ends = [move[0] - DAY for move in within[1:]] + [horizon][: len(within)]
    return [
        Stay(release=release, first=first, last=last, gate=gate)
        for (first, release, gate), last in zip(within, ends, strict=True)
    ]


def _moves(deal: DealLine, draft: Draft, ahead: list[ReleaseLine]) -> list[tuple[date, str | None, Gate | None]]:
    """The days on which a deal takes a release into use, each with the gate it is taken for."""
    as_of, order = draft.project.as_of, [None, *(line.id for line in ahead)]
    moves: list[tuple[date, str | None, Gate | None]] = []
    if deal.stage not in EARLY:
        moves.append((as_of, None, None))
    for line in deal.gates:
        ready, needed = _needed(deal, line.gate, as_of, order)
        day = ready if moves else max(line.day, ready, as_of)
        taken = max(needed, _taken(deal, day, draft, ahead), key=order.index)
        if not moves or order.index(taken) > order.index(moves[-1][1]):
            moves.append((max(day, moves[-1][0]) if moves else day, taken, line.gate))
    return [move for at, move in enumerate(moves) if at + 1 == len(moves) or moves[at + 1][0] > move[0]]


def _needed(deal: DealLine, gate: Gate, as_of: date, order: list[str | None]) -> tuple[date, str | None]:
    """What a gate needs, with all that earlier gates need: the day it is ready and the release that brings it."""
    counted = [
        (need.ready, need.release)
        for need in deal.needs
        if need.gate.rank <= gate.rank
        and need.ready
        and need.release in order
        and (need.met or need.importance is Importance.BREAKER)
    ]
    return max(counted, key=lambda pair: (pair[0], order.index(pair[1])), default=(as_of, None))


def _taken(deal: DealLine, day: date, draft: Draft, ahead: list[ReleaseLine]) -> str | None:
    """The newest release that the customer can use on a day; None if there is none, or if it takes what it needs."""
    if draft.project.header.policy.versions.take is Take.PROMISED:
        return None
    market, add = draft.project.market, draft.project.calendar.add
    lead = market.lead_time(market.deals[deal.id])
    return next((line.id for line in reversed(ahead) if add(line.ship, lead) <= day), None)


def _moments(stays: Iterable[tuple[str, Stay]]) -> list[date]:
    return sorted({stay.first for _, stay in stays})


def _held(stays: Iterable[tuple[str, Stay]]) -> Held:
    """The stretches of days in which anybody runs a release, by release, in order and apart."""
    held: Held = {}
    for _, stay in sorted(stays, key=lambda pair: pair[1].first):
        mine = held.setdefault(stay.release, [])
        if mine and stay.first <= mine[-1][1]:
            mine[-1] = (mine[-1][0], max(mine[-1][1], stay.last))
        else:
            mine.append((stay.first, stay.last))
    return held


def _at_once(held: Held, day: date) -> int:
    """How many releases are run on a day."""
    return sum(any(first <= day <= last for first, last in mine) for mine in held.values())


def _most(stays: list[tuple[str, Stay]]) -> int:
    """How many stays there are at once, at most."""
    changes = Counter(stay.first for _, stay in stays)
    changes.subtract(stay.last + DAY for _, stay in stays)
    return max(accumulate(changes[day] for day in sorted(changes)), default=0)


def _line(release: ReleaseLine | None, draft: Draft, field: list[FieldLine], fewer: Without | None) -> VersionLine:
    key = None if release is None else release.id
    own = [(line.deal, stay) for line in field for stay in line.stays if stay.release == key]
    until = None if release is None else _supported_until(release, draft)
    return VersionLine(
        release=key,
        cost=0 if release is None else release.cost,
        first=min((stay.first for _, stay in own), default=None),
        last=max((stay.last for _, stay in own), default=None),
        supported_until=until,
        most=_most(own),
        serves=[line.deal for line in field if line.stays and line.stays[-1].release == key],
        stranded=[] if until is None else [deal for deal, stay in own if stay.last > until],
        without=fewer,
    )


def _supported_until(release: ReleaseLine, draft: Draft) -> date | None:
    """The last day of support: so many months after the ship day."""
    months = draft.project.header.policy.versions.support_months
    if months is None:
        return None
    years, month = divmod(release.ship.month - 1 + months, 12)
    year = release.ship.year + years
    return date(year, month + 1, min(release.ship.day, calendar.monthrange(year, month + 1)[1]))


def _months(draft: Draft, stays: list[tuple[str, Stay]], order: list[str | None]) -> list[VersionMonth]:
    day, horizon, found = draft.project.as_of, draft.project.header.horizon, []
    moments, held = _moments(stays), _held(stays)
    while day <= horizon:
        last = min(day.replace(day=calendar.monthrange(day.year, day.month)[1]), horizon)
        inside = [day, *(moment for moment in moments if day < moment <= last)]
        counts = {
            release: sum(s.release == release and s.first <= last <= s.last for _, s in stays) for release in order
        }
        found.append(
            VersionMonth(
                month=day.replace(day=1),
                at_once=max(_at_once(held, moment) for moment in inside),
                uses=[VersionUse(release=release, deals=deals) for release, deals in counts.items() if deals],
            )
        )
        day = last + DAY
    return found
