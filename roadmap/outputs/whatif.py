"""The page of a what-if: one self-contained file, without a script and without a reference to anything outside it."""

from __future__ import annotations

from roadmap.outputs.html import STYLE, fingerprint, templates
from roadmap.views.whatif import WhatIfView


def render_whatif(view: WhatIfView) -> str:
    """Write the page as HTML text. The same view gives the same text."""
    environment = templates()
    style = environment.get_template(STYLE).render()
    return environment.get_template("whatif.html").render(view=view, style_hash=fingerprint(style))
