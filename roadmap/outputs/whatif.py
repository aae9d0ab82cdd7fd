"""The page of a what-if: one self-contained file, without a script and without a reference to anything outside it."""

from __future__ import annotations

from roadmap.outputs.html import render
from roadmap.views.answers.whatif import WhatIfView


def render_whatif(view: WhatIfView) -> str:
    """Write the page as HTML text. The same view gives the same text."""
    return render("whatif.html", view)
