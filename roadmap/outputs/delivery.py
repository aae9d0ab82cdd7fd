"""The load page: one self-contained file, like the roadmap."""

from __future__ import annotations

from roadmap.outputs.html import STYLE, fingerprint, templates
from roadmap.views.delivery.page import DeliveryView


def render_delivery(view: DeliveryView) -> str:
    """Write the load page as HTML text. The same view gives the same text."""
    environment = templates()
    style = environment.get_template(STYLE).render()
    return environment.get_template("delivery.html").render(view=view, style_hash=fingerprint(style))
