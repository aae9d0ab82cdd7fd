"""The pages of trades: the deals that are given up, what would serve each, and a yes that is recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from requirements.language import _, enumerated, language
from roadmap.explaining.trading import Trade, together_with
from roadmap.operations.beside.asking_beside import BesideAsking, BesideState
from roadmap.operations.beside.messages import ToldFailure, ToldTrades, TradesAsked
from roadmap.plans.deals import DealLine
from roadmap.plans.document import Plan
from roadmap.policy.decisions import promise_path
from roadmap.views.answers.priced_changes import amount_text
from roadmap.views.answers.trades import TradedDeal, TradeView, build_trades
from roadmap.views.formats import money
from roadmap.views.lookup import given_up
from roadmap.views.words import Badge
from roadmap.web.settings import ServeSettings

EFFORT = 20.0
"""Seconds of processor time for the trades of one deal."""


@dataclass(frozen=True, slots=True)
class OfferedTrade:
    """A trade, its key, by which a meeting tries it, and what a yes to it would record: paths as decisions name them,
    with a space between."""

    trade: TradeView
    key: str
    records: str


@dataclass(frozen=True, slots=True)
class GivenUpDeal:
    """A deal that is given up: who it is, what it would bring, how far the search for trades is, and what the best one
    is worth on the whole (empty: none is known)."""

    id: str
    customer: str
    brings: str
    state: Badge
    best: str


@dataclass(frozen=True, slots=True)
class TradesPage:
    """The trades of one deal as the workbench shows them. `deal` is None until something is known."""

    id: str
    customer: str
    brings: str
    state: Badge
    is_counting: bool
    deal: TradedDeal | None
    offers: tuple[OfferedTrade, ...]
    why: tuple[str, ...]


class TradeDesk:
    """The trades of one folder, looked for beside and kept as long as the plan is the same."""

    def __init__(self, settings: ServeSettings, beside: BesideAsking) -> None:
        self._settings, self._beside = settings, beside

    def deals(self, plan: Plan, *, asks: bool) -> tuple[GivenUpDeal, ...]:
        """The deals that are given up; with `asks` trades are looked for that serve them, one after another."""
        found = []
        for line in given_up(plan):
            state = self._beside.look(_digest(plan), self._asked(line.id), behind=True) if asks else None
            told = self._beside.known(_digest(plan), self._asked(line.id)) if state is None else state.answer
            trades = told.trades if isinstance(told, ToldTrades) else ()
            badge = _badge(state or BesideState(told), len(trades)) if state or told else Badge("·", "–", "quiet")
            best = max(trades, key=lambda one: one.difference.found, default=None)
            found.append(
                GivenUpDeal(
                    line.id, line.customer or line.name, money(line.expected, plan.currency), badge,
                    "" if best is None else amount_text(best.difference, plan.currency),
                )
            )  # fmt: skip
        return tuple(found)

    def page(self, plan: Plan, line: DealLine) -> TradesPage:
        """What is known of the trades for a deal; what is not is looked for from now on."""
        state = self._beside.look(_digest(plan), self._asked(line.id))
        told = state.answer
        trades = told.trades if isinstance(told, ToldTrades) else ()
        view = self._view(plan, line, told) if isinstance(told, ToldTrades) else None
        return TradesPage(
            id=line.id,
            customer=line.customer or line.name,
            brings=money(line.expected, plan.currency),
            state=_badge(state, len(trades)),
            is_counting=told is None,
            deal=view,
            offers=tuple(map(_offer, () if view is None else view.trades, trades)),
            why=told.sentences if isinstance(told, ToldFailure) else (),
        )

    def _view(self, plan: Plan, line: DealLine, told: ToldTrades) -> TradedDeal:
        """The trades of a deal, each with those of other deals that it goes together with."""
        built = build_trades(plan, [line.id], told.trades, dear={line.id: (), **told.dear}).deals[0]
        others = list(self._others(plan, line.id))
        pairs = zip(built.trades, told.trades, strict=True)
        return replace(built, trades=tuple(_with_others(view, trade, others) for view, trade in pairs))

    def _others(self, plan: Plan, deal: str) -> Iterator[tuple[str, Trade]]:
        """The trades that are known of other deals, by what they are called."""
        for line in given_up(plan):
            told = self._beside.known(_digest(plan), self._asked(line.id))
            if line.id != deal and isinstance(told, ToldTrades):
                yield from ((f"{line.id} {number}", one) for number, one in enumerate(told.trades, start=1))

    def trade(self, plan: Plan, deal: str, key: str) -> Trade | None:
        """A trade that is known of a deal, by its key; None if there is none."""
        told = self._beside.known(_digest(plan), self._asked(deal))
        trades = told.trades if isinstance(told, ToldTrades) else ()
        return next((one for one in trades if trade_key(one) == key), None)

    def _asked(self, deal: str) -> TradesAsked:
        settings = self._settings
        return TradesAsked(settings.plan, settings.folder, deal, EFFORT, language())


def _digest(plan: Plan) -> str:
    return "" if plan.verdict is None else plan.verdict.digest


def _with_others(view: TradeView, trade: Trade, others: Sequence[tuple[str, Trade]]) -> TradeView:
    numbers = together_with(trade, [one for _name, one in others])
    return replace(view, together=enumerated(others[number][0] for number in numbers))


def _offer(view: TradeView, trade: Trade) -> OfferedTrade:
    return OfferedTrade(view, trade_key(trade), " ".join(decided(trade)))


def trade_key(trade: Trade) -> str:
    """By what a trade is known again: what it changes, and for which deal."""
    return hashlib.sha256(repr((trade.deal, trade.change)).encode()).hexdigest()[:12]


def decided(trade: Trade) -> Iterator[str]:
    """What a yes to a trade decides, as decisions name it: the promises that may move, and what is changed."""
    yield from (promise_path(one.deal, one.day) for one in trade.moved if not one.agreed)
    change = trade.change
    teams = [party.id for party in trade.parties if party.role == "team"]
    if change.kind == "person" and teams:
        yield f"teams.{teams[0]}.people"
        return
    section = "features" if change.kind == "variant" else "deals"
    part = {"gate": ".gates", "drop_need": ".needs", "substitute": ".needs"}.get(change.kind, "")
    yield f"{section}.{change.subject or trade.deal}{part}"


def _badge(state: BesideState, count: int) -> Badge:
    if isinstance(state.answer, ToldFailure):
        return Badge("✕", _("no answer"), "lost")
    if state.answer is not None:
        return Badge("●", _("looked at"), "good") if count else Badge("○", _("no trade found"), "quiet")
    if state.is_waiting:
        return Badge("…", _("waits for its turn"), "quiet")
    if state.progress is None or not state.progress.count:
        return Badge("◔", _("the plan is read"), "quiet")
    sentence = _("{done} of {count} changes tried")
    return Badge("◑", sentence.format(done=state.progress.done, count=state.progress.count), "quiet")
