"""The load page: one self-contained file, like the roadmap."""

from __future__ import annotations

from roadmap.outputs.html import render
from roadmap.views.delivery.delivery_page import DeliveryView


def render_delivery(view: DeliveryView) -> str:
    """Write the load page as HTML text. The same view gives the same text."""
    return render("delivery.html", view)
