"""Notices: what moved since an earlier plan, for each sales owner, in sentences and as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from requirements.language import _, labelled, ngettext
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.editions.timelines.audience_timeline import TimelineAsked, timeline_for
from roadmap.views.formats import long_day
from roadmap.views.lookup import in_hand
from roadmap.views.sales_timeline import PromiseChange, TimelineGate, TimelineView
from roadmap.views.words import gate_word

_TOLD = (PromiseChange.LATER, PromiseChange.WITHDRAWN, PromiseChange.EARLIER, PromiseChange.PROMISED, PromiseChange.NEW)
"""What is told, the gravest first."""


@dataclass(frozen=True, slots=True)
class PromiseNotice:
    """What became of the promise for one gate: a word, both days, and a sentence."""

    key: str
    deal: str
    customer: str
    gate: str
    change: str
    before_day: date | None
    day: date | None
    days: int | None
    """Calendar days by which it moved; negative where it became earlier."""
    sentence: str


@dataclass(frozen=True, slots=True)
class OwnerNotice:
    """What moved for one sales owner; without an owner, for all of them."""

    owner: str | None
    heading: str
    promises: tuple[PromiseNotice, ...]


def build_notices(plan: Plan, before: Plan) -> list[OwnerNotice]:
    """What moved since an earlier plan: for all deals first, then for each owner of open deals, by name; nothing for
    whom nothing moved.

    It holds what the edition for sales may hold: customers, gates, promised days. No amounts, no probabilities.
    """
    owners = sorted({deal.owner for deal in in_hand(plan) if deal.owner})
    notices = [_notice(plan, before, owner) for owner in (None, *owners)]
    return [notice for notice in notices if notice.promises]


def _notice(plan: Plan, before: Plan, owner: str | None) -> OwnerNotice:
    view = timeline_for(plan, TimelineAsked(Audience.SALES, owner=owner), before=before)
    gates = view.gates if isinstance(view, TimelineView) else ()
    moved = [gate for gate in gates if _is_told(gate)]
    moved.sort(key=lambda gate: (_TOLD.index(PromiseChange(gate.change or "")), -(gate.moved_days or 0), gate.key))
    count = len(moved)
    said = ngettext(
        "{count} promised day changed since the plan of {day}",
        "{count} promised days changed since the plan of {day}",
        count,
    )
    heading = labelled(plan.name, said.format(count=count, day=long_day(before.as_of)))
    return OwnerNotice(owner, heading, tuple(map(_of_gate, moved)))


def _is_told(gate: TimelineGate) -> bool:
    if gate.change is None or PromiseChange(gate.change) not in _TOLD:
        return False
    return PromiseChange(gate.change) is not PromiseChange.NEW or gate.promised_day is not None


def _of_gate(gate: TimelineGate) -> PromiseNotice:
    return PromiseNotice(
        key=gate.key,
        deal=gate.deal,
        customer=gate.customer,
        gate=gate.gate.value,
        change=gate.change or "",
        before_day=gate.before_day,
        day=gate.promised_day,
        days=gate.moved_days,
        sentence=_sentence(gate),
    )


def _sentence(gate: TimelineGate) -> str:
    change = PromiseChange(gate.change or "")
    days = abs(gate.moved_days or 0)
    words = {
        PromiseChange.LATER: ngettext(
            "{customer}, {gate}: {day} instead of {before}, {days} day later",
            "{customer}, {gate}: {day} instead of {before}, {days} days later",
            days,
        ),
        PromiseChange.EARLIER: ngettext(
            "{customer}, {gate}: {day} instead of {before}, {days} day earlier",
            "{customer}, {gate}: {day} instead of {before}, {days} days earlier",
            days,
        ),
        PromiseChange.WITHDRAWN: _("{customer}, {gate}: {before} is no longer promised"),
        PromiseChange.PROMISED: _("{customer}, {gate}: {day} can be promised now"),
        PromiseChange.NEW: _("{customer}, {gate}: {day} can be promised now"),
    }
    return words[change].format(
        customer=gate.customer,
        gate=gate_word(gate.gate),
        day="" if gate.promised_day is None else long_day(gate.promised_day),
        before="" if gate.before_day is None else long_day(gate.before_day),
        days=days,
    )


def lines_of(notice: OwnerNotice, most: int) -> Iterator[str]:
    """The lines of a message: the heading, so many promises, and how many more there are."""
    yield notice.heading
    yield from (f"· {one.sentence}" for one in notice.promises[:most])
    if len(notice.promises) > most:
        yield _("and {count} more").format(count=len(notice.promises) - most)
