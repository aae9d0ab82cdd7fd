"""Further pages than the roadmap itself: one self-contained file each, like it."""

from __future__ import annotations

from roadmap.outputs.html import render
from roadmap.views.answers.agenda import AgendaView
from roadmap.views.answers.sweep import SweepView
from roadmap.views.answers.trades import TradesView
from roadmap.views.comparison import ComparisonView
from roadmap.views.quarterly.tracking import TrackingView


def render_comparison(view: ComparisonView) -> str:
    """Write a comparison as an HTML page. The same view gives the same text."""
    return render("comparison.html", view)


def render_tracking(view: TrackingView) -> str:
    """Write the page of a quarter. The same view gives the same text."""
    return render("tracking.html", view)


def render_sweep(view: SweepView) -> str:
    """Write the page of a sweep. The same view gives the same text."""
    return render("sweep.html", view)


def render_trades(view: TradesView) -> str:
    """Write the page of trades. The same view gives the same text."""
    return render("trades.html", view)


def render_agenda(view: AgendaView) -> str:
    """Write the page of an agenda. The same view gives the same text."""
    return render("agenda.html", view)
