"""What management should know: the value and its causes, deals gained and lost, what moving promises costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from requirements.language import _, enumerated, in_clauses, ngettext
from roadmap.comparing.comparison import REST, SEARCH, Comparison, DealChange, ValuePart
from roadmap.comparing.pairs import Gain
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.views.comparison.compared_names import NamesOfBoth
from roadmap.views.comparison.input import InputRow, input_rows
from roadmap.views.formats import MINUS, figure, money, percent
from roadmap.views.words import Badge, deal_badge

MOST_NAMED = 5
"""Deals that a sentence names of many."""


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One amount in both plans, and how much more it is."""

    name: str
    before: str
    after: str
    more: str


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One part of the difference in value; `range` is the interval in which it lies, where it was planned again."""

    name: str
    more: str
    range: str


@dataclass(frozen=True, slots=True)
class DealChangeRow:
    """One deal that is gained, lost, or keeps another amount."""

    customer: str
    deal: str
    change: Badge
    before: str
    after: str
    more: str


@dataclass(frozen=True, slots=True)
class ManagementView:
    """The digest for management. Restricted: it holds customers and amounts."""

    statement: str
    points: tuple[str, ...]
    money: tuple[MoneyRow, ...]
    accounts: tuple[CauseRow, ...]
    causes: tuple[CauseRow, ...]
    causes_note: str
    causes_left: str
    """The groups of changes that were not looked at; empty where all were."""
    deals: tuple[DealChangeRow, ...]
    input: tuple[InputRow, ...]


def build_management(comparison: Comparison, before: Plan, after: Plan, names: NamesOfBoth) -> ManagementView:
    """What management should know."""
    deals = sorted(comparison.deals, key=lambda deal: (-abs(deal.kept.after - deal.kept.before), deal.deal))
    return ManagementView(
        statement=_statement(before, after),
        points=_points(comparison, before, after, names),
        money=tuple(
            MoneyRow(
                _line_name(line.line),
                figure(line.amount.before),
                figure(line.amount.after),
                _more(line.amount.after - line.amount.before),
            )
            for line in comparison.money
        ),
        accounts=tuple(_cause_row(cause, _account_names()) for cause in comparison.accounts),
        causes=tuple(_cause_row(cause, cause_names()) for cause in comparison.causes or ()),
        causes_note=_note(comparison),
        causes_left=_left(comparison),
        deals=tuple(_deal_row(deal, names) for deal in deals),
        input=input_rows(comparison.input, names, currency=after.currency),
    )


def _statement(before: Plan, after: Plan) -> str:
    gain = after.headline.value - before.headline.value
    worth = money(after.headline.value, after.currency)
    if not gain:
        return _("The plan is worth {value}, the same as before.").format(value=worth)
    sentence = (
        _("The plan is worth {value}, {gain} more than before.")
        if gain > 0
        else _("The plan is worth {value}, {gain} less than before.")
    )
    return sentence.format(value=worth, gain=money(abs(gain), after.currency))


def _secured(before: Plan, after: Plan) -> str:
    """How much of the target each plan secures; how much at all where one of them has no target."""
    was, now = before.headline, after.headline
    if not (was.target and now.target):
        sentence = _("The plan secures {new} of open deals. Before, it was {old}.")
        return sentence.format(new=money(now.secured, after.currency), old=money(was.secured, before.currency))
    sentence = _("The plan secures {new} of the target. Before, it was {old}.")
    return sentence.format(new=percent(now.secured, now.target), old=percent(was.secured, was.target))


def _points(comparison: Comparison, before: Plan, after: Plan, names: NamesOfBoth) -> tuple[str, ...]:
    lost = [deal for deal in comparison.deals if deal.is_lost]
    back = [deal for deal in comparison.deals if deal.is_won_back]
    points = [_secured(before, after)]
    points += _came_and_went(comparison, names)
    if lost:
        given_up = money(sum(deal.kept.before for deal in lost), before.currency)
        sentence = ngettext("{n} deal is given up: {amount}.", "{n} deals are given up: {amount}.", len(lost))
        points.append(sentence.format(n=len(lost), amount=given_up))
    if back:
        won = money(sum(deal.kept.after for deal in back), after.currency)
        sentence = ngettext("{n} deal is now served: {amount}.", "{n} deals are now served: {amount}.", len(back))
        points.append(sentence.format(n=len(back), amount=won))
    if comparison.broken:
        sentence = ngettext(
            "{n} promise moves to a later day or is withdrawn.",
            "{n} promises move to a later day or are withdrawn.",
            comparison.broken,
        )
        points.append(sentence.format(n=comparison.broken))
    if comparison.overtaken:
        sentence = ngettext(
            "{n} promise is unchanged but too late, because the customer moved its own date.",
            "{n} promises are unchanged but too late, because the customers moved their own dates.",
            comparison.overtaken,
        )
        points.append(sentence.format(n=comparison.overtaken))
    if after.headline.moved_promises:
        price = money(after.headline.moved_promises, after.currency)
        points.append(_("Moving published promises costs {amount}.").format(amount=price))
    return tuple(points)


def _came_and_went(comparison: Comparison, names: NamesOfBoth) -> Iterator[str]:
    """The deals that only one of the plans knows as open."""
    new = [names.deal(deal.deal) for deal in comparison.deals if deal.status.before is None]
    gone = [names.deal(deal.deal) for deal in comparison.deals if deal.status.after is None]
    if new:
        sentence = ngettext("{n} deal is new: {names}.", "{n} deals are new: {names}.", len(new))
        yield sentence.format(n=len(new), names=_first_of(new))
    if gone:
        sentence = ngettext(
            "{n} deal was closed or removed: {names}.", "{n} deals were closed or removed: {names}.", len(gone)
        )
        yield sentence.format(n=len(gone), names=_first_of(gone))


def _first_of(names: list[str]) -> str:
    """The first few of many names."""
    return enumerated(names, most=MOST_NAMED)


def _line_name(line: str) -> str:
    return {
        "target": _("Target"),
        "open_value": _("Open deals"),
        "open_expected": _("Expected value of open deals"),
        "secured": _("Secured"),
        "at_risk": _("At risk"),
        "late": _("Late"),
        "given_up": _("Given up"),
        "secured_value": _("Secured, contract value"),
        "at_risk_value": _("At risk, contract value"),
        "late_value": _("Late, contract value"),
        "given_up_value": _("Given up, contract value"),
        "placeholders_revenue": _("Deals to be found"),
        "placeholders_kept": _("Deals to be found, contract value"),
        "release_cost": _("Cost of releases"),
        "feature_cost": _("Cost of features"),
        "moved_promises": _("Price of moved promises"),
        "value": _("Value"),
    }[line]


def _account_names() -> dict[str, str]:
    return {
        "deals": _("Deals added or removed"),
        "worth": _("Deals whose own value changed"),
        "served": _("Deals served better or worse"),
        "placeholders": _("Deals still to be found"),
        "releases": _("Cost of releases"),
        "features": _("Cost of features"),
        "promises": _("Price of moved promises"),
    }


def cause_names() -> dict[str, str]:
    """What the groups of changes of the input are called."""
    return {
        "time": _("Time has passed: new date, finished and started work"),
        "work": _("Features and their effort"),
        "people": _("Teams and people"),
        "release_days": _("Releases"),
        "deals": _("Deals and segments"),
        "policy": _("Policy, pins and published promises"),
        SEARCH: _("Same input: one search found a better plan than the other"),
    }


def _cause_row(cause: ValuePart, names: dict[str, str]) -> CauseRow:
    name = _("Not examined, together") if cause.of == REST else names[cause.of]
    return CauseRow(name=name, more=_more(cause.gain.amount), range=_range(cause.gain))


def _left(comparison: Comparison) -> str:
    names = cause_names()
    groups = [names[group] for cause in comparison.causes or () for group in cause.groups]
    if not groups:
        return ""
    return _("The comparison was interrupted before it reached these groups: {groups}.").format(
        groups=in_clauses(groups)
    )


def _range(gain: Gain) -> str:
    if gain.least is None and gain.most is None:
        return ""
    if gain.least == gain.most:
        return _("proved")
    ends = ("…" if end is None else _more(end) for end in (gain.least, gain.most))
    return _("{least} to {most}").format(least=next(ends), most=next(ends))


def _note(comparison: Comparison) -> str:
    if comparison.causes is None:
        return _(
            "The effect of each input change is unknown. To measure it, name both input folders "
            "(--inputs DIR_A DIR_B): roadmap then plans again with one group of changes at a time."
        )
    return _(
        "roadmap planned again with one group of changes at a time, in this order. The range "
        "contains the true difference between the best possible plans."
    )


def _deal_row(deal: DealChange, names: NamesOfBoth) -> DealChangeRow:
    return DealChangeRow(
        customer=names.customer(deal.deal),
        deal=names.deal(deal.deal),
        change=_badge(deal),
        before="–" if deal.status.before is None else figure(deal.kept.before),
        after="–" if deal.status.after is None else figure(deal.kept.after),
        more=_more(deal.kept.after - deal.kept.before),
    )


def _badge(deal: DealChange) -> Badge:
    if deal.status.before is None:
        return _as_it_stands(Badge("+", _("New"), "good"), deal.status.after)
    if deal.status.after is None:
        return Badge(MINUS, _("Closed or removed"), "quiet")
    if deal.is_lost:
        return Badge("✕", _("Given up"), "lost")
    if deal.is_won_back:
        return _as_it_stands(Badge("●", _("Won back"), "good"), deal.status.after)
    if deal.status.differs and deal.status.after is not DealStatus.GIVEN_UP:
        return deal_badge(deal.status.after)
    return Badge("○", _("Same status"), "quiet")


def _as_it_stands(news: Badge, status: DealStatus | None) -> Badge:
    """Good news of a deal that is secured; of any other, how it stands is the news."""
    if status is None or status is DealStatus.SECURED:
        return news
    stands = deal_badge(status)
    return Badge(stands.symbol, _("{news}, {status}").format(news=news.word, status=stands.word), stands.tone)


def _more(amount: int) -> str:
    return f"+{figure(amount)}" if amount > 0 else figure(amount)
