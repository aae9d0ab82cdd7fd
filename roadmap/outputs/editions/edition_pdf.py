"""An edition as a PDF document, from its own page: page numbers, running foot, no heading parted from its table."""

from __future__ import annotations

import logging
from typing import Final

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.outputs.editions.paper import PAPER, RELAXED, on_paper
from roadmap.outputs.writing.kinds import DOCUMENT_MARK

SHEETS: Final = {"portrait": "@page { size: A4 portrait }", "landscape": "@page { size: A4 landscape }"}
IDENTIFIER: Final = b"designin-roadmap"
"""The identifier of each document; a random one would make two of the same plan differ."""


def write_document(page: str, *, orientation: str = "portrait") -> bytes:
    """A page as PDF on A4. Nothing is fetched: the page holds all it needs. UsageFault where WeasyPrint is not
    installed, or for an orientation that there is not."""
    if orientation not in SHEETS:
        raise UsageFault(_("The orientation is portrait or landscape."))
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - an extra
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except (ImportError, OSError):  # OSError: a library of the system that it needs is missing
        raise UsageFault(_("Documents need WeasyPrint: pip install 'designin-roadmap[pdf]'.")) from None
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    drawn, within = on_paper(page), URLFetcher(allowed_protocols={"data"}, allow_redirects=False)

    def made_with(relaxed: str) -> bytes:
        sheets = [CSS(string=style) for style in (SHEETS[orientation], PAPER, relaxed)]
        content: bytes = HTML(string=drawn, url_fetcher=within).write_pdf(stylesheets=sheets, pdf_identifier=IDENTIFIER)
        return content

    for relaxed in ("", *RELAXED[:-1]):
        try:
            return _marked(made_with(relaxed))
        except AssertionError:  # how WeasyPrint says that it finds no place to end a sheet
            continue
    return _marked(made_with(RELAXED[-1]))


def _marked(content: bytes) -> bytes:
    """A document with the mark by which it is known as ours."""
    return content.rstrip() + b"\n" + DOCUMENT_MARK + b"\n"
