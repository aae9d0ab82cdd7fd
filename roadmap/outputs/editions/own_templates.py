"""Editions by templates of the user's own, which override blocks of ours. They are rendered in a process of their own
that knows plain values, reads nothing but templates, and has limits of time, memory and size."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _, language
from roadmap.outputs.editions.page import TEMPLATE, css_text, style_of
from roadmap.outputs.editions.sandbox import LARGEST_PAGE, LARGEST_TEMPLATE, MEMORY, SECONDS
from roadmap.outputs.html import fingerprint
from roadmap.outputs.kinds import PAGE_MARK
from roadmap.views.editions.edition import EditionView

STYLE_FILE: Final = "style.css"
"""A style sheet of the user's own, added to ours."""

_NOT_IN_STYLES: Final = ("<", "@import", "url(", "{{", "{%", "{#")


def render_own(view: EditionView, folder: Path) -> str:
    """An edition by the template `edition.html` of a folder, and its `style.css` where there is one. InputFault where a
    template cannot be used; it names file, line and reason."""
    extra = _style(folder)
    if not (folder / TEMPLATE).is_file() and not extra:
        raise _fault("template-file", TEMPLATE, 0, "missing")
    style = style_of(view, extra)
    request = {
        "folder": str(folder),
        "template": TEMPLATE,
        "language": language(),
        "view": plain_view(view),
        "running": css_text(view.running),
        "style_hash": fingerprint(style),
    }
    page = _answered(request)
    if PAGE_MARK not in page or f"sha256-{fingerprint(style)}" not in page or "<style>" + style not in page:
        raise _fault("template-head", TEMPLATE, 0, "")
    return page


def plain_view(view: EditionView) -> dict[str, Any]:
    """An edition as templates get it: names and plain values, documented in docs/templates.md."""
    told = asdict(view)
    told["slices"] = view.slices
    for table, own in zip(told["tables"], view.tables, strict=True):
        table["spans"] = own.spans
    return told


def _style(folder: Path) -> str:
    file = folder / STYLE_FILE
    if not file.is_file():
        return ""
    if file.stat().st_size > LARGEST_TEMPLATE:
        raise _fault("template-limits", STYLE_FILE, 0, "template")
    text = file.read_text(encoding="utf-8")
    if any(sign in text for sign in _NOT_IN_STYLES):
        raise _fault("template-style", STYLE_FILE, 0, "")
    return text.removesuffix("\n")


def _answered(request: dict[str, Any]) -> str:
    """What the process says; the fault where it refused, was too slow or died of its limits."""
    command = [sys.executable, "-m", "roadmap.outputs.editions.sandbox"]
    asked = json.dumps(request, default=_day)
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, input=asked, capture_output=True, text=True, timeout=6 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _fault("template-limits", TEMPLATE, 0, "time") from None
    if done.returncode:
        raise _fault("template-limits", TEMPLATE, 0, "time" if done.returncode < 0 else "memory")
    told = json.loads(done.stdout)
    if "page" not in told:
        raise _fault(told["code"], told["file"], told["line"], told["why"])
    return str(told["page"])


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _fault(code: str, file: str, line: int, why: str) -> InputFault:
    limits = {
        "time": _("the template takes more than {seconds} seconds").format(seconds=SECONDS),
        "memory": _("the template takes more than {size} MiB of memory").format(size=MEMORY >> 20),
        "size": _("the page is longer than {size} million characters").format(size=LARGEST_PAGE // 1_000_000),
        "template": _("the file is longer than {size} KiB").format(size=LARGEST_TEMPLATE // 1024),
    }
    messages = {
        "template-limits": limits.get(why, why),
        "template-file": _("there is no such template in the folder"),
        "template-syntax": _("the template cannot be read: {why}").format(why=why),
        "template-unsafe": _("the template reaches for what templates may not: {why}").format(why=why),
        "template-name": _("the template names what is not there: {why}").format(why=why),
        "template-failed": _("the template fails: {why}").format(why=why),
        "template-head": _("the template does not extend {name}").format(name="roadmap/edition.html"),
        "template-style": _("the style sheet reaches outside of the page"),
    }
    hints = {
        "template-head": _("Begin it with {extends}.").format(extends='{% extends "roadmap/edition.html" %}'),
        "template-file": _("Name a folder that holds edition.html or style.css."),
        "template-style": _("Leave out url(), @import, markup and the signs of Jinja2."),
    }
    return InputFault([Finding(code, Place(file, line), messages[code], hints.get(code, ""))])
