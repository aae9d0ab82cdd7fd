"""The page of chances: one self-contained file, without a script and without a reference to anything outside it."""

from __future__ import annotations

from roadmap.outputs.html import render
from roadmap.views.futures.chances_page import ChancesView


def render_chances(view: ChancesView) -> str:
    """Write the page as HTML text. The same view gives the same text."""
    return render("chances.html", view)
