"""The plan in figures: what it secures, what it does not, and how good it is known to be."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, follow_on
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.revenue.money import Headline, PlanProof, SegmentLine
from roadmap.schedule import Status, Stopped
from roadmap.views.formats import figure, money, percent
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.roadmap.head.cards import Card, build_cards
from roadmap.views.words import Badge, deal_badge


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a bar: where it begins and how wide it is, in percent of the bar, and its tone."""

    left: str
    width: str
    tone: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The open deals of one status: how many, their expected value, what is kept of it and what is given up."""

    badge: Badge
    deals: str
    expected: str
    kept: str
    lost: str


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment, or all of them: its target and what the plan does for it, in revenue of the period; `reach` is
    secured of target, `secured_value` the contract value of what is secured."""

    name: str
    deals: str
    target: str
    expected: str
    secured: str
    secured_value: str
    at_risk: str
    late: str
    given_up: str
    reach: str
    bar: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class HeadlineView:
    """The plan in figures: cards, the open deals by status, and the segments."""

    statement: str
    cards: tuple[Card, ...]
    statuses: tuple[StatusRow, ...]
    total: StatusRow
    segments: tuple[SegmentRow, ...]
    segments_total: SegmentRow


def build_headline(plan: Plan) -> HeadlineView:
    """Say what the plan is worth."""
    head = plan.headline
    scale = max(head.target, sum(_standing(head)), 1)
    segments = [_segment_row(line, line.target) for line in plan.segments]
    return HeadlineView(
        statement=_statement(plan),
        cards=build_cards(plan),
        statuses=tuple(_status_row(in_hand(plan), status) for status in DealStatus),
        total=_total_row(in_hand(plan)),
        segments=tuple(segments),
        segments_total=_segment_row(_all_segments(plan), scale),
    )


def _statement(plan: Plan) -> str:
    head = plan.headline
    if not plan.deals:
        return _("There are no open deals. There is nothing to secure and nothing to build.")
    amounts = {
        "secured": money(head.secured, plan.currency),
        "target": money(head.target, plan.currency),
        "share": percent(head.secured, head.target),
        "at_risk": money(head.at_risk, plan.currency),
        "late": money(head.late, plan.currency),
        "given_up": money(head.given_up, plan.currency),
    }
    if head.target:
        text = _(
            "This plan secures {secured}, {share} of the {target} target. {at_risk} is at risk, "
            "{late} is late and {given_up} is given up."
        )
    else:
        text = _("This plan secures {secured}. {at_risk} is at risk, {late} is late and {given_up} is given up.")
    return follow_on(text.format(**amounts), *_to_come(plan))


def _to_come(plan: Plan) -> list[str]:
    """What deals that nobody has yet would add; nothing where none are planned for."""
    if not plan.headline.placeholders:
        return []
    amount = money(plan.headline.placeholders_revenue, plan.currency)
    return [_("Deals still to be found would add {amount}.").format(amount=amount)]


def proof_sentence(proof: PlanProof, currency: str) -> str:
    """Bound and gap in plain words: what no plan can exceed, how far this one is from it, and why the search ended."""
    value = money(proof.value, currency)
    if proof.status is Status.OPTIMAL:
        return _("The plan is worth {value} after costs. It is proved that no plan can be worth more.").format(
            value=value
        )
    ended = {
        Stopped.PROVED: _("The search is complete."),
        Stopped.TIME: _("The search ended at the time limit."),
        Stopped.NARROWED: _(
            "People share more skills than the search can distinguish, so some people were planned "
            "without one of their skills."
        ),
        Stopped.WORK: _("The search ended after the set amount of work."),
        Stopped.INTERRUPTED: _("The search was interrupted."),
        Stopped.CRASHED: _("The search failed. The best plan found before is kept."),
    }[proof.stopped]
    if proof.bound is None or proof.gap is None:
        text = _("The plan is worth {value} after costs. It is not known how much better a plan could be.")
        return follow_on(text.format(value=value), ended)
    text = _("The plan is worth {value} after costs. No plan can be worth more than {bound}, which is {gap} more.")
    return follow_on(text.format(value=value, bound=money(proof.bound, currency), gap=percent(proof.gap)), ended)


def _standing(line: Headline | SegmentLine) -> tuple[int, int, int, int]:
    """Revenue that is secured, at risk, late and given up."""
    return line.secured, line.at_risk, line.late, line.given_up


def _place(amount: int, scale: int) -> str:
    return f"{100 * min(amount, scale) / scale:.2f}%"


def _slices(*amounts: int, scale: int) -> tuple[Slice, ...]:
    """The amounts side by side (secured, at risk, late, given up), as parts of a bar as long as `scale`."""
    slices, left = [], 0
    for amount, tone in zip(amounts, ("good", "risk", "late", "lost"), strict=True):
        if amount > 0:
            slices.append(Slice(_place(left, scale), _place(amount, scale), tone))
            left += amount
    return tuple(slices)


def _status_row(deals: list[DealLine], status: DealStatus) -> StatusRow:
    return _sum([deal for deal in deals if deal.status is status], deal_badge(status))


def _total_row(deals: list[DealLine]) -> StatusRow:
    return _sum(deals, Badge("", _("All open deals"), "plain"))


def _sum(deals: list[DealLine], badge: Badge) -> StatusRow:
    expected, kept = sum(deal.expected for deal in deals), sum(deal.kept for deal in deals)
    return StatusRow(badge, str(len(deals)), figure(expected), figure(kept), figure(expected - kept))


def missing_of(deal: DealLine, lookup: Lookup) -> tuple[str, ...]:
    """What a deal misses at any gate, by name, each set of alternatives once, the earliest gate first."""
    first: dict[frozenset[str], str] = {}
    for line in deal.gates:
        for ids in line.missing:
            first.setdefault(frozenset(ids.split(" | ")), lookup.missing(ids))
    return tuple(first.values())


def _segment_row(line: SegmentLine, scale: int) -> SegmentRow:
    return SegmentRow(
        name=line.name,
        deals=str(line.deals),
        target=figure(line.target),
        expected=figure(line.open_expected),
        secured=figure(line.secured),
        secured_value=figure(line.secured_value),
        at_risk=figure(line.at_risk),
        late=figure(line.late),
        given_up=figure(line.given_up),
        reach=percent(line.secured, line.target),
        bar=_slices(*_standing(line), scale=max(scale, sum(_standing(line)), 1)),
    )


def _all_segments(plan: Plan) -> SegmentLine:
    shared = Headline.model_fields.keys() & SegmentLine.model_fields.keys()
    amounts = {field: getattr(plan.headline, field) for field in shared}
    return SegmentLine(id="all", name=_("All segments"), deals=len(in_hand(plan)), **amounts)
