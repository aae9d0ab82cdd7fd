"""Trades for people, in lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.language import _, enumerated, labelled
from roadmap.views.answers.trades import TradesView, TradeView


def trades_text(view: TradesView) -> Iterator[str]:
    """Each deal that is given up, then its trades."""
    yield labelled(view.name, view.statement)
    for deal in view.deals:
        yield ""
        yield _("{deal}: served in time, it brings {amount}.").format(deal=deal.heading, amount=deal.brings)
        for trade in deal.trades:
            yield from _trade(trade)
        if deal.rest:
            yield f"  {deal.rest}"


def _trade(trade: TradeView) -> Iterator[str]:
    yield f"  {trade.number}. {trade.change}"
    told = {
        _("net"): trade.net,
        _("gets"): trade.gets,
        _("gives"): trade.gives,
        _("must agree"): enumerated(trade.agree),
        _("promises"): enumerated(trade.moved),
        _("goes with"): trade.together,
    }
    yield from (f"     {labelled(label, text)}" for label, text in told.items() if text)
