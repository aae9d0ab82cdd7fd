"""An edition as one self-contained HTML page without a script."""

from __future__ import annotations

from requirements.language import is_chinese
from roadmap.outputs.html import fingerprint, templates
from roadmap.outputs.tongues import with_chinese_marked
from roadmap.views.editions.edition import EditionView

TEMPLATE, STYLE = "edition.html", "edition.css"


def render_edition(view: EditionView) -> str:
    """Write an edition as HTML text. The same view gives the same text."""
    environment = templates()
    known = {"view": view, "running": css_text(view.running)}
    style = environment.get_template(STYLE).render(**known)
    page = environment.get_template(TEMPLATE).render(style_hash=fingerprint(style), **known)
    return page if is_chinese() else with_chinese_marked(page)


def css_text(text: str) -> str:
    """Text as it can stand within quotes in a style sheet: all but plain letters, digits and blanks is escaped."""
    plain = (one if one.isascii() and (one.isalnum() or one == " ") else f"\\{ord(one):06x} " for one in text)
    return "".join(plain)
