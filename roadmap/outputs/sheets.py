"""Further pages than the roadmap itself: one self-contained file each, like it."""

from __future__ import annotations

from roadmap.outputs.html import STYLE, fingerprint, templates
from roadmap.views.comparison import ComparisonView
from roadmap.views.tracking import TrackingView


def render_comparison(view: ComparisonView) -> str:
    """Write a comparison as an HTML page. The same view gives the same text."""
    return _render("comparison.html", view)


def render_tracking(view: TrackingView) -> str:
    """Write the page of a quarter. The same view gives the same text."""
    return _render("tracking.html", view)


def _render(template: str, view: object) -> str:
    environment = templates()
    style = environment.get_template(STYLE).render()
    return environment.get_template(template).render(view=view, style_hash=fingerprint(style))
