"""The headline: what the plan secures, what it does not, and how good it is known to be."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.gate import Importance
from requirements.language import _, ngettext
from roadmap.plan.deals import DealLine, DealStatus
from roadmap.plan.document import Plan
from roadmap.plan.money import Headline, PlanProof, SegmentLine
from roadmap.schedule import Status, Stopped
from roadmap.views.formats import figure, money, percent
from roadmap.views.lookup import Lookup, in_hand
from roadmap.views.scale import anchor
from roadmap.views.words import Badge, deal_badge

WORST_DEALS = 5
BAR_LABEL_WIDTH = 2.2
"""Width of one character of the bar's label in percent of the bar on a phone."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a bar: where it begins and how wide it is, in percent of the bar, and its tone."""

    left: str
    width: str
    tone: str


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its name and a remark."""

    name: str
    amount: str
    remark: str
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
class WorstDeal:
    """A deal of which the plan gives up much: who it is, how much, and what is missing."""

    id: str
    customer: str
    badge: Badge
    lost: str
    missing: str


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
    """The first screen of the page."""

    statement: str
    proof: str
    cards: tuple[Card, ...]
    bar: tuple[Slice, ...]
    target_at: str
    """Where the target stands on the bar, in percent."""
    target_anchor: str
    target_label: str
    statuses: tuple[StatusRow, ...]
    total: StatusRow
    worst: tuple[WorstDeal, ...]
    segments: tuple[SegmentRow, ...]
    segments_total: SegmentRow


def build_headline(plan: Plan, lookup: Lookup) -> HeadlineView:
    """Say what the plan is worth."""
    head = plan.headline
    scale = max(head.target, sum(_standing(head)), 1)
    label = _("Target {amount}").format(amount=figure(head.target))
    segments = [_segment_row(line, line.target) for line in plan.segments]
    return HeadlineView(
        statement=_statement(plan),
        proof=proof_sentence(plan.proof, plan.currency),
        cards=_cards(plan),
        bar=_slices(*_standing(head), scale=scale),
        target_at=_place(head.target, scale),
        target_anchor=anchor(100 * head.target / scale, label, each=BAR_LABEL_WIDTH),
        target_label=label,
        statuses=tuple(_status_row(in_hand(plan), status) for status in DealStatus),
        total=_total_row(in_hand(plan)),
        worst=_worst(plan, lookup),
        segments=tuple(segments),
        segments_total=_segment_row(_all_segments(plan), scale),
    )


def _statement(plan: Plan) -> str:
    head = plan.headline
    if not plan.deals:
        return _("There are no open deals, so there is nothing to secure and nothing to build.")
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
            "This plan secures {secured}, {share} of the {target} target. "
            "{at_risk} more is at risk, {late} is late; {given_up} is given up."
        )
    else:
        text = _("This plan secures {secured}. {at_risk} more is at risk, {late} is late; {given_up} is given up.")
    return " ".join([text.format(**amounts), *_to_come(plan)])


def _to_come(plan: Plan) -> list[str]:
    """What deals that nobody has yet would add; nothing where none are planned for."""
    if not plan.headline.placeholders:
        return []
    amount = money(plan.headline.placeholders_kept, plan.currency)
    return [_("Deals that are still to be found would add {amount}.").format(amount=amount)]


def proof_sentence(proof: PlanProof, currency: str) -> str:
    """Bound and gap in plain words: what no plan can exceed, how far this one is from it, and why the search ended."""
    value = money(proof.value, currency)
    if proof.status is Status.OPTIMAL:
        return _("Net of its costs the plan is worth {value}. No plan can be worth more: that is proved.").format(
            value=value
        )
    ended = {
        Stopped.PROVED: _("The search is complete."),
        Stopped.TIME: _("The search ended because its time was up."),
        Stopped.NARROWED: _(
            "People share more skills than the search can tell apart, so that some were planned without one of theirs."
        ),
        Stopped.WORK: _("The search ended after the agreed amount of work."),
        Stopped.INTERRUPTED: _("The search was interrupted."),
        Stopped.CRASHED: _("The search broke off; the best plan it had found was kept."),
    }[proof.stopped]
    if proof.bound is None or proof.gap is None:
        return _(
            "Net of its costs the plan is worth {value}. How much better a plan could be is not known. {ended}"
        ).format(value=value, ended=ended)
    text = _(
        "Net of its costs the plan is worth {value}. "
        "No plan can be worth more than {bound}, {gap} above this one. {ended}"
    )
    return text.format(value=value, bound=money(proof.bound, currency), gap=percent(proof.gap), ended=ended)


def _cards(plan: Plan) -> tuple[Card, ...]:
    head, currency = plan.headline, plan.currency
    count = len(in_hand(plan))
    costs = _("after {amount} for releases and features").format(amount=figure(head.release_cost + head.feature_cost))
    if head.moved_promises:
        costs = _("{costs}, and {price} for moved promises").format(costs=costs, price=figure(head.moved_promises))
    return (
        Card(_("Target"), money(head.target, currency), _("revenue wanted"), "plain"),
        *_standing_cards(plan),
        Card(
            _("Open deals"),
            money(head.open_expected, currency),
            ngettext("expected, of {value} in {count} deal", "expected, of {value} in {count} deals", count).format(
                value=figure(head.open_value), count=count
            ),
            "plain",
        ),
        *_to_come_card(plan),
        Card(_("Plan value"), money(head.value, currency), costs, "plain"),
    )


def _standing_cards(plan: Plan) -> tuple[Card, ...]:
    """What is secured, at risk, late and given up: revenue of the period, and the contract value beside it."""
    head = plan.headline
    cards = (
        (_("Secured"), head.secured, _of(head.secured, head.target), head.secured_value, "good"),
        (_("At risk"), head.at_risk, _("little slack"), head.at_risk_value, "risk"),
        (_("Late"), head.late, _("after its gate"), head.late_value, "late"),
        (_("Given up"), head.given_up, _("not served, late, or a challenge not met"), head.given_up_value, "lost"),
    )
    text = _("{remark}; contract value {value}")
    return tuple(
        Card(name, money(amount, plan.currency), text.format(remark=remark, value=figure(value)), tone)
        for name, amount, remark, value, tone in cards
    )


def _standing(line: Headline | SegmentLine) -> tuple[int, int, int, int]:
    """Revenue that is secured, at risk, late and given up."""
    return line.secured, line.at_risk, line.late, line.given_up


def _to_come_card(plan: Plan) -> tuple[Card, ...]:
    head = plan.headline
    if not head.placeholders:
        return ()
    text = ngettext("{n} deal that nobody has yet", "{n} deals that nobody has yet", head.placeholders)
    amount = money(head.placeholders_kept, plan.currency)
    return (Card(_("Placeholders"), amount, text.format(n=head.placeholders), "to-come"),)


def _of(part: int, target: int) -> str:
    return _("{share} of the target").format(share=percent(part, target)) if target else _("no target is set")


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


def _worst(plan: Plan, lookup: Lookup) -> tuple[WorstDeal, ...]:
    losing = sorted(
        (deal for deal in in_hand(plan) if deal.expected > deal.kept), key=lambda d: (d.kept - d.expected, d.id)
    )
    return tuple(
        WorstDeal(
            deal.id,
            deal.customer,
            deal_badge(deal.status),
            figure(deal.expected - deal.kept),
            "; ".join(missing_of(deal, lookup) or _unmet_challenges(deal, lookup)),
        )
        for deal in losing[:WORST_DEALS]
    )


def missing_of(deal: DealLine, lookup: Lookup) -> tuple[str, ...]:
    """What a deal misses at any gate, by name, each set of alternatives once, the earliest gate first."""
    first: dict[frozenset[str], str] = {}
    for line in deal.gates:
        for ids in line.missing:
            first.setdefault(frozenset(ids.split(" | ")), lookup.missing(ids))
    return tuple(first.values())


def _unmet_challenges(deal: DealLine, lookup: Lookup) -> tuple[str, ...]:
    challenges = [need for need in deal.needs if need.importance is Importance.CHALLENGE and not need.met]
    names = dict.fromkeys(lookup.missing(" | ".join(need.any_of)) for need in challenges)
    return tuple(_("challenge: {need}").format(need=name) for name in names)


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
