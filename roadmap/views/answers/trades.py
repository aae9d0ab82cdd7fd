"""Trades for people: what is given, what is got, what that is worth on the whole, who must agree, what moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from requirements.language import _, bracketed, enumerated, follow_on, language, ngettext
from roadmap.explaining.repairs import Repair
from roadmap.explaining.trading import MovedCommitment, Party, Trade
from roadmap.plans.document import Plan
from roadmap.views.answers.explaining import too_dear_text
from roadmap.views.answers.priced_changes import amount_text, change_text, signed
from roadmap.views.formats import long_day, money
from roadmap.views.lookup import with_id


@dataclass(frozen=True, slots=True)
class TradeView:
    """One trade: its number on the page, the change, what the deal brings and others lose, the net amount, who must
    agree, which promises move, and the numbers of those it goes together with."""

    number: int
    change: str
    gives: str
    gets: str
    net: str
    agree: tuple[str, ...]
    moved: tuple[str, ...]
    together: str


@dataclass(frozen=True, slots=True)
class TradedDeal:
    """One deal that is given up, and the trades that would serve it, the one worth most first."""

    id: str
    heading: str
    brings: str
    trades: tuple[TradeView, ...]
    rest: str
    """How many ways to serve it lose more than it can bring, and the cheapest; or that no way was found at all."""


@dataclass(frozen=True, slots=True)
class TradesView:
    """All trades of a plan for the internal audience: deals by id and name, no customers."""

    notice: str
    language: str
    name: str
    statement: str
    reading: str
    deals: tuple[TradedDeal, ...]


def build_trades(
    plan: Plan,
    deals: Sequence[str],
    trades: Sequence[Trade],
    *,
    dear: Mapping[str, Sequence[Repair]],
    left: int = 0,
) -> TradesView:
    """Make the view of trades; their numbers are their places in the list, from 1. Of each deal there is what is too
    `dear` to be one. So many deals are `left`."""
    currency, lines = plan.currency, {line.id: line for line in plan.deals}
    numbered = list(enumerate(trades, start=1))
    served = sum(any(trade.deal == key for trade in trades) for key in deals)
    return TradesView(
        notice=_("Internal. This page shows amounts of deals and promises to customers."),
        language=language().replace("_", "-"),
        name=plan.name,
        statement=_statement(len(deals), served, left),
        reading=_(
            "Each trade serves the deal in time at its price. The net amount includes everything that others lose and "
            "the price of promises that move. Trades that go together change and cost different deals, people and "
            "features; they were not planned together."
        ),
        deals=tuple(
            TradedDeal(
                id=key,
                heading=with_id(lines[key].name, key),
                brings=money(lines[key].expected, currency),
                trades=tuple(_trade(number, trade, currency) for number, trade in numbered if trade.deal == key),
                rest=_rest(dear[key], currency, more=any(trade.deal == key for trade in trades)),
            )
            for key in deals
        ),
    )


def _statement(count: int, served: int, left: int) -> str:
    if not count:
        return _("The plan gives up no deal that a trade could serve.")
    sentence = ngettext(
        "A trade was found for {served} of {count} deal that is given up.",
        "Trades were found for {served} of {count} deals that are given up.",
        count,
    )
    told = sentence.format(served=served, count=count)
    if not left:
        return told
    more = ngettext(
        "{count} further deal was not looked at; more time or --deal does.",
        "{count} further deals were not looked at; more time or --deal does.",
        left,
    )
    return follow_on(told, more.format(count=left))


def _rest(dear: Sequence[Repair], currency: str, *, more: bool) -> str:
    if dear:
        return too_dear_text(dear, currency, more=more)
    return "" if more else _("No trade was found in the time given.")


def _trade(number: int, trade: Trade, currency: str) -> TradeView:
    return TradeView(
        number=number,
        change=change_text(trade.change),
        gives=_amounts(((deal, -amount) for deal, amount in trade.losers), currency),
        gets=_amounts(((trade.deal, trade.gain), *trade.winners), currency),
        net=amount_text(trade.difference, currency),
        agree=tuple(party_text(party) for party in trade.parties),
        moved=tuple(moved_text(one) for one in trade.moved),
        together=enumerated(str(other + 1) for other in trade.together),
    )


def _amounts(pairs: Iterable[tuple[str, int]], currency: str) -> str:
    return enumerated(bracketed(deal, signed(amount, currency)) for deal, amount in pairs)


def party_text(party: Party) -> str:
    """Who must agree."""
    if party.role == "customer":
        return _("the customer of {deal}").format(deal=party.id)
    if party.role == "team":
        return _("the head of the team {team}").format(team=party.name or party.id)
    if party.name:
        return _("{owner}, owner of {deal}").format(owner=party.name, deal=party.id)
    return _("the owner of {deal}").format(deal=party.id)


def moved_text(moved: MovedCommitment) -> str:
    """What becomes of a published promise."""
    day = long_day(moved.day)
    if moved.ready is None:
        sentence = _("the promise to {deal} for {day} is broken").format(deal=moved.deal, day=day)
    else:
        sentence = _("the promise to {deal} moves from {day} to {later}").format(
            deal=moved.deal, day=day, later=long_day(moved.ready)
        )
    return bracketed(sentence, _("a decision allows it") if moved.agreed else "")
