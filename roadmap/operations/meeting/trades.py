"""Trading: what others would have to give so that a deal that is given up is served, and who must agree."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.questions import Answer
from roadmap.explaining.asking.workers import PROCESSES
from roadmap.explaining.offers import Offers, ask_offers
from roadmap.explaining.present import Present
from roadmap.explaining.repairs import Repair
from roadmap.explaining.trading import Trade, open_to_trade, too_dear, tradable, trade_changes, trades_of
from roadmap.operations.folders.load import FolderSource
from roadmap.operations.hearing import unheard
from roadmap.operations.searching.answerers import AskingLimits, asking_through, limits_of
from roadmap.operations.sources.called import deal_called
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import FoundPlan, PlanSource, find_plan
from roadmap.outputs.sheets import render_trades
from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.typed_rows import TypedRows
from roadmap.views.answers.priced_changes import change_text
from roadmap.views.answers.trades import TradesView, build_trades, party_text

SECONDS = 30.0
"""Seconds for all trades, unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class TradedPlan:
    """The trades that would serve the deals that a plan gives up: `deals` were looked at, in this order, those that
    would bring most first; `without` are those of them for which none was found in the time given, and `left` the deals
    that more time would have looked at, too. `dear` is by deal what serves it and loses more than it can bring."""

    plan: Plan
    deals: tuple[str, ...]
    trades: TypedRows[Trade]
    without: tuple[str, ...]
    left: tuple[str, ...]
    dear: Mapping[str, tuple[Repair, ...]]
    view: TradesView

    def records(self) -> list[dict[str, Any]]:
        """The trades as plain values, each with its heading and in words who must agree."""
        return [
            {"text": change_text(trade.change), "agree": [party_text(one) for one in trade.parties]} | asdict(trade)
            for trade in self.trades
        ]

    def page(self) -> str:
        """The trades as one HTML page."""
        return render_trades(self.view)


@dataclass(frozen=True, slots=True)
class Trading:
    """How far it has come: changes that were tried, all of them, and the seconds left by the clock (None: seconds of
    processor time are counted)."""

    tried: int
    count: int
    left: float | None = None


def trades(
    plan: PlanSource,
    *,
    deal: str | None = None,
    folder: FolderSource | None = None,
    seconds: float = SECONDS,
    effort: float | None = None,
    processes: int = PROCESSES,
    cluster: str | None = None,
    on_progress: Callable[[Trading], None] = unheard,
    on_start: Callable[[], None] = unheard,
    stop: threading.Event | None = None,
) -> TradedPlan:
    """Find the smallest trades that would serve each deal that a plan gives up (or one `deal` alone), on the `folder`
    that it was made from (None: where it says that lies).

    Each trade is one change, planned again from the plan with the deal served: what is known after a short look first,
    then better plans for the most promising, for so many `seconds` in all, or so many of processor time (`effort`), in
    so many `processes` of this machine or on the workers of a dask `cluster`, or until `stop` is set. Where consent is
    required, trades may move promises, and say so. InputFault if the folder is not what the plan was made from, or the
    deal is not one that the plan gives up.
    """
    limits = limits_of(seconds, effort, processes, cluster, stop)
    found = find_plan(plan)
    kept = present_on(found, folder)
    present = open_to_trade(kept)
    offers = tradable(present) if deal is None else _offers(found, present, deal)
    on_start()
    asking = limits.asking(present)
    if any(offers.values()):
        with asking_through(asking, processes, cluster):
            ask_offers(asking, present, offers, heard=_telling(offers, limits, on_progress))
    asked = {change.served for change in asking.answers}
    deals = [key for key in offers if key in asked or key == deal]
    told = TypedRows(trades_of(present, deals, asking, keeps=present is not kept))
    without = tuple(key for key in deals if all(trade.deal != key for trade in told))
    left = tuple(key for key in offers if key not in deals)
    dear = too_dear(present, deals, asking)
    view = build_trades(found.plan, deals, list(told), dear=dear, left=len(left))
    return TradedPlan(found.plan, tuple(deals), told, without, left, dear, view)


def _offers(found: FoundPlan, present: Present, deal: str) -> dict[str, list[Change]]:
    """What might serve a deal that the plan gives up. InputFault for any other."""
    deal = deal_called(found.plan, deal)
    line = present.deals.get(deal)
    if line is None or line.status is not DealStatus.GIVEN_UP:
        message = _("the deal {deal} is not one that the plan gives up").format(deal=deal)
        hint = _("`roadmap explain PLAN.json {deal}` tells how a deal stands.").format(deal=deal)
        raise InputFault([Finding("not-in-plan", Place(found.name), message, hint)])
    return {deal: trade_changes(present, deal)}


def _telling(offers: Offers, limits: AskingLimits, on_progress: Callable[[Trading], None]) -> Callable[[Answer], None]:
    tried, count = set[Change](), sum(map(len, offers.values()))
    on_progress(Trading(0, count, limits.left()))

    def heard(answer: Answer) -> None:
        tried.add(answer.change)
        on_progress(Trading(len(tried - {Change()}), count, limits.left()))

    return heard
