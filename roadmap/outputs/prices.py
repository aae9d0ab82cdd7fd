"""The page of prices: one self-contained file, without a script and without a reference to anything outside it."""

from __future__ import annotations

from roadmap.outputs.html import render
from roadmap.views.answers.prices import PricesView


def render_prices(view: PricesView) -> str:
    """Write the page as HTML text. The same view gives the same text."""
    return render("prices.html", view)
