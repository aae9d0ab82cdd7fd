"""The timeline for each audience: the columns it may see, of the deals it may see."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from requirements.language import _, follow_on
from requirements.reading.did_you_mean import did_you_mean
from roadmap.editions.lens import Lens, lens_for
from roadmap.editions.need_answers import answers_of
from roadmap.editions.secrecy import Treatment
from roadmap.editions.seen import see, shown
from roadmap.errors import UsageFault
from roadmap.futures.chances import Chances
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.editions.audiences.customer import TOLD_GATES, item_of
from roadmap.views.own_fields import has_fields, require_fields
from roadmap.views.sales_timeline import COLUMNS, OWN, TimelineGate, TimelineView, build_timeline, compared

BLANK = {"name": "", "customer": "", "segment": "", "currency": "", "value": 0}
"""What stands in a column that is not told, where it cannot be empty."""
WITH_SEGMENTS = (Audience.INTERNAL, Audience.EXECUTIVE, Audience.SALES)


@dataclass(frozen=True, slots=True)
class TimelineAsked:
    """For whom a timeline is, and of which deals and releases; None: of all."""

    audience: Audience | str = Audience.INTERNAL
    deal: str | None = None
    owner: str | None = None
    segment: str | None = None
    """By id or name."""
    release: str | None = None
    where: tuple[tuple[str, str], ...] = ()
    """Fields of the company's own, each with the value that deals must have there."""


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One requirement of a customer, as its edition tells it."""

    requirement: str
    maturity: str
    gate: str | None
    state: str
    available_now: str | None
    """How finished it is today, where that is less than asked."""
    quarter: str | None
    """The quarter that is promised, such as 2026Q2."""
    release: str | None


CUSTOMER_COLUMNS = tuple(field.name for field in fields(CustomerLine))


@dataclass(frozen=True, slots=True)
class CustomerTimeline:
    """What a customer may be told of its requirements."""

    audience: Audience
    name: str
    """Its own name."""
    as_of: date
    lines: tuple[CustomerLine, ...]
    columns: tuple[str, ...] = CUSTOMER_COLUMNS

    @property
    def rows(self) -> tuple[CustomerLine, ...]:
        """What exporters write, a line each."""
        return self.lines


def timeline_for(
    plan: Plan, asked: TimelineAsked, *, before: Plan | None = None, chances: Chances | None = None
) -> TimelineView | CustomerTimeline:
    """The timeline of a plan for an audience, with what moved since an earlier plan, and how sure its gates are where
    it was simulated.

    UsageFault for an audience, deal, owner, segment or release that is not there, and for what does not go together.
    """
    lens = lens_for(plan, asked.audience, deal=asked.deal, owner=asked.owner)
    _agrees(plan, lens, asked)
    if lens.audience is Audience.CUSTOMER:
        return _customer(plan, lens)
    view = build_timeline(plan, chances)
    if before is not None:
        view = compared(view, build_timeline(before))
    return through(narrowed(view, plan, asked), lens)


def narrowed(view: TimelineView, plan: Plan, asked: TimelineAsked) -> TimelineView:
    """Only the gates of the deals and releases that were asked for."""
    names = {line.id: line.name for line in plan.segments}
    segment = names.get(asked.segment or "", asked.segment)
    wanted = {"deal": asked.deal, "owner": asked.owner, "segment": segment, "release": asked.release}
    stated = {name: value for name, value in wanted.items() if value is not None}
    gates = (gate for gate in view.gates if all(getattr(gate, name) == value for name, value in stated.items()))
    return replace(view, gates=tuple(gate for gate in gates if has_fields(gate.fields, asked.where)))


def through(view: TimelineView, lens: Lens) -> TimelineView:
    """A timeline through a lens: columns that are not told are blank, deals have the names that the audience knows,
    and the order follows from what it sees."""
    told = {name: lens.treatment(TimelineGate.__name__, name) for name in COLUMNS}
    renamed = told["deal"] is Treatment.PSEUDONYM
    columns = tuple(name for name in COLUMNS if told[name] is not None and not (renamed and name == "name"))
    hidden: dict[str, Any] = {name: BLANK.get(name) for name in COLUMNS if name not in columns}
    if lens.treatment(TimelineGate.__name__, "fields") is None:
        hidden["fields"] = {}
    else:
        columns += tuple(name for name in view.columns if name.startswith(OWN))
    gates = [replace(gate, **hidden, **(_pseudonym(gate, lens) if renamed else {})) for gate in view.gates]
    if lens.audience not in (Audience.INTERNAL, Audience.EXECUTIVE):
        gates.sort(key=lambda gate: (gate.gate_day, gate.customer, gate.deal, gate.gate.rank))
    return replace(view, audience=lens.audience, gates=tuple(gates), columns=columns)


def _pseudonym(gate: TimelineGate, lens: Lens) -> dict[str, Any]:
    deal = lens.name_of(gate.deal)
    return {"deal": deal, "key": f"{deal}/{gate.gate}"}


def _agrees(plan: Plan, lens: Lens, asked: TimelineAsked) -> None:
    if asked.segment is not None and lens.audience not in WITH_SEGMENTS:
        raise UsageFault(_("This audience does not see segments: leave out --segment."))
    if asked.where:
        if lens.treatment(DealLine.__name__, "fields") is None:
            raise UsageFault(_("This audience does not see fields of your own: leave out --where."))
        require_fields(plan, asked.where)
    if asked.release is not None and lens.audience is Audience.CUSTOMER:
        raise UsageFault(_("A customer's timeline covers its whole deal: leave out --release."))
    known = [*(line.id for line in plan.segments), *(line.name for line in plan.segments)]
    if asked.segment is not None and asked.segment not in known:
        sentence = _("The plan has no segment {name}.").format(name=asked.segment)
        raise UsageFault(follow_on(sentence, did_you_mean(asked.segment, known) or ""))
    releases = [line.id for line in plan.releases]
    if asked.release is not None and asked.release not in releases:
        sentence = _("The plan has no release {name}.").format(name=asked.release)
        raise UsageFault(follow_on(sentence, did_you_mean(asked.release, releases) or ""))


def _customer(plan: Plan, lens: Lens) -> CustomerTimeline:
    deal = next(line for line in plan.deals if line.id in lens.deals)
    seen, answers = see(plan, lens), shown(answers_of(plan, deal), lens)
    names = {line.id: line.name for line in seen.capabilities}
    lines = {_line(one, names): None for one in sorted(answers, key=lambda one: (one.gate.rank, item_of(one, names)))}
    return CustomerTimeline(lens.audience, seen.deals[0].customer, seen.as_of, tuple(lines))


def _line(answer: Any, names: dict[str, str]) -> CustomerLine:
    return CustomerLine(
        requirement=item_of(answer, names),
        maturity=answer.maturity.value,
        gate=answer.gate.value if answer.gate in TOLD_GATES else None,
        state=answer.state.value,
        available_now=None if answer.now is None else answer.now.value,
        quarter=answer.day,
        release=answer.release,
    )
