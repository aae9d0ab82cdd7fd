"""Documents: the page of a plan as PDF."""

from __future__ import annotations

from typing import Any

from roadmap.operations.sources.stored_plans import PlanSource
from roadmap.operations.telling.render import render
from roadmap.outputs.editions.edition_pdf import write_document


def document(plan: PlanSource, *, orientation: str = "portrait", **asked: Any) -> bytes:
    """Turn a plan into a PDF document on A4, `portrait` or `landscape`: the page that `render` makes, with the same
    parameters, for any audience. UsageFault where WeasyPrint, the extra `pdf`, is not installed."""
    return write_document(render(plan, **asked), orientation=orientation)
