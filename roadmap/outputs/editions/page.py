"""An edition as one self-contained HTML page without a script."""

from __future__ import annotations

from roadmap.outputs.html import fingerprint, templates
from roadmap.views.editions.edition import EditionView

TEMPLATE, STYLE = "edition.html", "edition.css"


def render_edition(view: EditionView) -> str:
    """Write an edition as HTML text. The same view gives the same text."""
    environment = templates()
    known = {"view": view, "running": css_text(view.running)}
    style = environment.get_template(STYLE).render(**known)
    return environment.get_template(TEMPLATE).render(style_hash=fingerprint(style), **known)


def css_text(text: str) -> str:
    """Text as it can stand within quotes in a style sheet: all but plain letters, digits and blanks is escaped."""
    plain = (one if one.isascii() and (one.isalnum() or one == " ") else f"\\{ord(one):06x} " for one in text)
    return "".join(plain)
