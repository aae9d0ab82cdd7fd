"""A first quote, without a search: the new deal inserted beside everything in the present plan, and put before it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from requirements.deal import gates_ahead
from requirements.gate import Gate
from roadmap.audit import broken_rules
from roadmap.changes.present import PresentWithDeal, Wanted, kept_deals, pinned
from roadmap.changes.quoting.quote import GateQuote, Quote
from roadmap.changes.quoting.taken_deal import begun, impossible, taken_by
from roadmap.schedule import NOWHERE, Schedule
from roadmap.solver.construct.admission import Admission, kept


def first_quote(present: PresentWithDeal, *, plan: str, until: float | None = None) -> Quote:
    """The first answer, in a second or two: the deal inserted beside everything else, and put before it.

    What needs no more than time to be better is left as it is from the moment `until` of the monotonic clock on.
    """
    return with_taken(present, *first_gates(present, plan=plan), until=until)


def first_gates(present: PresentWithDeal, *, plan: str) -> tuple[Quote, Admission]:
    """The part of the first answer that is there soonest: by when each gate can be promised beside everything else;
    whether the deal can be taken as it is wished is left open."""
    gates = gates_ahead(present.stated)
    wanted = {gate: present.wanted(gate) for gate in gates}
    asked = [features for needs in (*wanted.values(), present.cases) for features in needs]
    admission = Admission(present.out, present.schedule, asked)
    lines = [_first_gate(present, gate, wanted[gate], admission) for gate in gates]
    quote = Quote(
        deal=present.deal,
        name=present.stated.name,
        currency=present.project.header.currency,
        plan=plan,
        keeps="promises" if present.indexed.promises else "deals",
        kept=len(kept_deals(present)),
        gates=lines,
        cases=_cases(present, lines, admission),
        taken=impossible("open"),
        seconds=0,
    )
    return quote, admission


def with_taken(present: PresentWithDeal, quote: Quote, admission: Admission, *, until: float | None) -> Quote:
    """The quote with what it costs to take the deal as it is wished, as far as that is seen without a search."""
    gates, schedule = gates_ahead(present.stated), None
    if cannot_be(present, present.wanted(gates[-1]) if gates else (), admission):
        taken = impossible("no")
    else:
        schedule = begun(present, until)
        taken = impossible("open") if schedule is None else taken_by(present, schedule, bound=None)
    lines = quote.gates if schedule is None else [sooner_by(present, line, schedule) for line in quote.gates]
    return quote.model_copy(update={"gates": lines, "taken": taken, "cases": _cases(present, lines, admission)})


def _cases(
    present: PresentWithDeal, lines: list[GateQuote], admission: Admission
) -> Literal["none", "fit", "open", "never"]:
    if not present.cases:
        return "none"
    if any(line.earliest is not None for line in lines) or admission.earliest(present.cases) is not None:
        return "fit"
    return "never" if _never(present, admission) else "open"


def _never(present: PresentWithDeal, admission: Admission) -> bool:
    """Whether the deal's support cases cannot be done at all, even by people who do nothing else."""
    return bool(present.cases) and admission.not_before(present.cases) == len(present.out.releases)


def _first_gate(present: PresentWithDeal, gate: Gate, wanted: Wanted, admission: Admission) -> GateQuote:
    never = _never(present, admission)
    if not wanted:
        fits = not present.cases or admission.earliest(present.cases) is not None
        day = today(present)
        return gate_quote(present, gate, None, day if fits else None, not_before=None if never else day)
    first, last = admission.not_before(wanted), len(present.out.releases)
    found = admission.earliest((*wanted, *present.cases))
    return gate_quote(
        present,
        gate,
        None if found is None else found.release,
        None if found is None else present.day(found.release),
        not_before=None if never or first == last else present.day(first),
    )


def today(present: PresentWithDeal) -> date:
    """The day on which what is there already can be promised."""
    return present.project.calendar.next_working(present.project.as_of) or present.project.as_of


def gate_quote(
    present: PresentWithDeal, gate: Gate, release: int | None, earliest: date | None, *, not_before: date | None
) -> GateQuote:
    """One gate of the answer: earliest by a release (None: nothing is waited for) on a day (None: not found)."""
    wished, calendar, origin = present.stated.gates[gate], present.project.calendar, present.indexed.names.origin
    return GateQuote(
        gate=gate,
        wished=wished,
        earliest=earliest,
        release=None if release is None else present.indexed.names.releases[release],
        not_before=not_before,
        slack=None if earliest is None else calendar.limit(wished, origin) - calendar.limit(earliest, origin),
    )


def cannot_be(present: PresentWithDeal, wanted: Wanted, admission: Admission) -> bool:
    """Whether some need cannot be met by its wished day, or its cases not done, though everybody worked for it
    alone."""
    releases = present.out.releases
    levels = pinned(present).deals[present.position].levels
    limits = {demand.features: demand.latest for level in levels for demand in level.demands}
    firsts = ((admission.not_before([features]), features) for features in wanted)
    late = any(first == len(releases) or releases[first].ship > limits[features] for first, features in firsts)
    return late or _never(present, admission)


def sooner_by(present: PresentWithDeal, line: GateQuote, schedule: Schedule) -> GateQuote:
    """The gate as a schedule has it, where that is sooner and harms nothing that is to be kept."""
    landings = [None if placement is None else placement.release for placement in schedule.placements]
    wanted = (*present.wanted(line.gate), *present.cases)
    there = [min((r for f in features if (r := landings[f]) is not None), default=None) for features in wanted]
    if None in there or broken_rules(kept(present.out, present.schedule, kept_deals(present)), schedule):
        return line
    release = max((release for release in there if release is not None), default=NOWHERE)
    day = today(present) if release == NOWHERE else present.day(release)
    if line.earliest is not None and line.earliest <= day:
        return line
    return gate_quote(present, line.gate, None if release == NOWHERE else release, day, not_before=line.not_before)
