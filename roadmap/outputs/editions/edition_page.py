"""An edition as one self-contained HTML page without a script."""

from __future__ import annotations

from requirements.language import is_chinese
from roadmap.outputs.html import fingerprint, templates
from roadmap.outputs.tongues import with_chinese_marked
from roadmap.views.addresses import PageAddresses
from roadmap.views.editions.edition import EditionView

TEMPLATE, STYLE = "edition.html", "edition.css"


def render_edition(view: EditionView) -> str:
    """Write an edition as HTML text. The same view gives the same text."""
    template, running = templates().get_template(TEMPLATE), css_text(view.running)
    page = template.render(view=view, running=running, to=PageAddresses(), style_hash=fingerprint(style_of(view)))
    return page if is_chinese() else with_chinese_marked(page)


def style_of(view: EditionView, extra: str = "") -> str:
    """The style sheet of an edition; `extra` is added to it."""
    style = templates().get_template(STYLE)
    return style.render(view=view, running=css_text(view.running)) + extra


def css_text(text: str) -> str:
    """Text as it can stand within quotes in a style sheet: all but plain letters, digits and blanks is escaped."""
    plain = (one if one.isascii() and (one.isalnum() or one == " ") else f"\\{ord(one):06x} " for one in text)
    return "".join(plain)
