"""What changed since the plan that its readers know: a few lines, the ones that matter most first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from requirements.language import _, ngettext
from roadmap.comparing.compared_plans import compare_plans
from roadmap.comparing.comparison import Comparison, DealChange, PromiseMove
from roadmap.plans.document import Plan
from roadmap.views.comparison.compared_names import NamesOfBoth, names_of
from roadmap.views.formats import figure, long_day, money, short_day
from roadmap.views.lookup import Lookup

MOST_CHANGES = 6
MOST_PROMISES = 2
WITHDRAWN = 10_000
"""Days for which a promise that is withdrawn counts when they are ranked."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: a sign and its tone, what changed, and whom to tell or how much it is."""

    symbol: str
    tone: str
    text: str
    remark: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What changed since an earlier plan, which the heading names."""

    heading: str
    lines: tuple[ChangeLine, ...]


def build_changes(plan: Plan, lookup: Lookup, before: Plan | None) -> ChangesView | None:
    """The changes that matter most; None without an earlier plan, or where nothing changed."""
    if before is None:
        return None
    comparison = compare_plans(before, plan)
    names = names_of(before, plan)
    lines = [
        *_secured(before, plan),
        *_promises(comparison, names, lookup),
        *_deals(comparison, names),
        *_found(before, plan),
        *_landings(comparison, plan, names, lookup),
    ]
    if not lines:
        return None
    is_later = before.as_of < plan.as_of  # two plans of one day are not told apart by it
    heading = (
        _("Since the plan of {day}").format(day=long_day(before.as_of)) if is_later else _("Since the earlier plan")
    )
    return ChangesView(heading, tuple(lines[:MOST_CHANGES]))


def _secured(before: Plan, plan: Plan) -> Iterator[ChangeLine]:
    more = plan.headline.secured - before.headline.secured
    if more:
        text = _("Secured is {new} instead of {old}.").format(
            new=money(plan.headline.secured, plan.currency), old=money(before.headline.secured, plan.currency)
        )
        yield ChangeLine("▲" if more > 0 else "▼", "good" if more > 0 else "lost", text, "")


def _promises(comparison: Comparison, names: NamesOfBoth, lookup: Lookup) -> Iterator[ChangeLine]:
    """Promises that become later or are withdrawn, one line a deal, and how many became earlier."""
    broken: dict[str, PromiseMove] = {}
    for move in comparison.promises:
        if move.is_broken and (move.deal not in broken or (move.days or 0) > (broken[move.deal].days or 0)):
            broken[move.deal] = move
    ranked = sorted(broken.items(), key=lambda pair: (-(pair[1].days or WITHDRAWN), pair[0]))
    for key, move in ranked[:MOST_PROMISES]:
        deal = lookup.deals.get(key)
        tell = _("tell: {owner}").format(owner=deal.owner) if deal is not None and deal.owner else ""
        yield ChangeLine("▼", "late", _moved(move, names.customer(key)), tell)
    more = len(ranked) - MOST_PROMISES
    if more > 0:
        text = ngettext(
            "The promises to {n} more customer become later or are withdrawn.",
            "The promises to {n} more customers become later or are withdrawn.",
            more,
        )
        yield ChangeLine("▼", "late", text.format(n=more), "")


def _moved(move: PromiseMove, customer: str) -> str:
    old, new = move.day.before, move.day.after
    if old is None or new is None:
        return _("A promise to {customer} is withdrawn.").format(customer=customer)
    return _("{customer} moves from {old} to {new}.").format(customer=customer, old=short_day(old), new=short_day(new))


def _deals(comparison: Comparison, names: NamesOfBoth) -> Iterator[ChangeLine]:
    """Deals gained and lost, the dearest of each by name."""
    lost = [deal for deal in comparison.deals if deal.is_lost]
    won = [deal for deal in comparison.deals if deal.is_won_back]
    if lost:
        dearest = max(lost, key=lambda deal: deal.kept.before)
        text = ngettext(
            "{n} customer is given up: {name}.", "{n} customers are given up, the dearest {name}.", len(lost)
        )
        yield _gain_or_loss("▼", "lost", text, lost, names.customer(dearest.deal))
    if won:
        dearest = max(won, key=lambda deal: deal.kept.after)
        text = ngettext(
            "{n} customer is now served: {name}.", "{n} customers are now served, the dearest {name}.", len(won)
        )
        yield _gain_or_loss("▲", "good", text, won, names.customer(dearest.deal))


def _gain_or_loss(symbol: str, tone: str, text: str, deals: list[DealChange], name: str) -> ChangeLine:
    amount = sum(max(deal.kept.before, deal.kept.after) for deal in deals)
    return ChangeLine(symbol, tone, text.format(n=len(deals), name=name), figure(amount))


def _found(before: Plan, plan: Plan) -> Iterator[ChangeLine]:
    known = {deal.id for deal in before.deals if not deal.placeholder}
    new = [deal for deal in plan.deals if not deal.placeholder and deal.id not in known]
    if new:
        text = ngettext("{n} deal is new.", "{n} deals are new.", len(new)).format(n=len(new))
        yield ChangeLine("+", "good", text, figure(sum(deal.expected for deal in new)))


def _landings(comparison: Comparison, plan: Plan, names: NamesOfBoth, lookup: Lookup) -> Iterator[ChangeLine]:
    """Features that land in another release, those on which the most deals count first."""
    ships = {line.id: line.ship for line in plan.releases}
    moved = [line for line in comparison.features if line.release.before and line.release.after]
    moved = [line for line in moved if line.release.differs and line.feature in lookup.features]
    moved.sort(key=lambda line: (-len(lookup.features[line.feature].deals), line.feature))
    for line in moved:
        old, new = line.release.before or "", line.release.after or ""
        later = ships.get(new, plan.horizon) > ships.get(old, plan.horizon)
        text = _("{feature} lands in {new} instead of {old}.").format(
            feature=names.feature(line.feature), new=new, old=old
        )
        count = len(lookup.features[line.feature].deals)
        remark = ngettext("{n} deal", "{n} deals", count).format(n=count)
        yield ChangeLine("▼" if later else "▲", "late" if later else "good", text, remark)
