"""The HTML roadmap: one self-contained file, without a script and without a reference to anything outside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from requirements.language import (
    bracketed,
    comma,
    enumerated,
    follow_on,
    in_clauses,
    is_chinese,
    labelled,
    translations,
)
from roadmap.outputs.tongues import with_chinese_marked
from roadmap.views.addresses import Addresses, PageAddresses
from roadmap.views.roadmap.roadmap_page import PageView
from roadmap.views.roadmap.sections import SectionLink

STYLE = "page.css"


def templates_folder() -> Path:
    """Where the templates are: inside the installed package, or beside it in a checkout."""
    inside = Path(__file__).parent.parent / "templates"
    return inside if inside.is_dir() else inside.parent.parent / "templates"


def templates() -> Environment:
    """The templates in the language in force. Everything is escaped; a name that is not there is an error."""
    environment = Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return dressed(environment)


def dressed(environment: Environment) -> Environment:
    """An environment with the language in force, and with what our templates count on."""
    environment.install_gettext_translations(translations())  # type: ignore[attr-defined]
    environment.filters |= {"enumerated": enumerated, "in_clauses": in_clauses, "bracketed": bracketed}
    environment.globals |= {"labelled": labelled, "follow_on": follow_on, "comma": comma}
    return environment


class TemplateSource(Protocol):
    """Where templates come from: ours, or those of the user's own."""

    def get_template(self, name: str) -> Any:
        """A template by its name; its `render` takes what the template knows by name."""
        ...


def render_page(view: PageView, *, source: TemplateSource | None = None, extra: str = "") -> str:
    """Write a page as HTML text. The same view gives the same text."""
    return render("page.html", view, to=view.addresses, sections=view.sections, source=source, extra=extra)


def render(
    template: str,
    view: object,
    *,
    to: Addresses | None = None,
    sections: Sequence[SectionLink] = (),
    source: TemplateSource | None = None,
    extra: str = "",
) -> str:
    """Write a view by one of the templates that extend `sheet.html`; `to` says where its links lead, and `sections` are
    those of its navigation. `source` has the templates (None: ours are taken), `extra` is added to the style sheet."""
    source = source or templates()
    style = source.get_template(STYLE).render() + extra
    page = source.get_template(template).render(
        view=view, to=to or PageAddresses(), sections=sections, style_hash=fingerprint(style)
    )
    return page if is_chinese() else with_chinese_marked(page)


def fingerprint(style: str) -> str:
    """The hash by which a Content-Security-Policy admits a style sheet, as base64 of SHA-256."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
