"""An edition as a PDF document, from its own page: page numbers, running foot, no heading parted from its table."""

from __future__ import annotations

import logging
from typing import Final

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.outputs.kinds import DOCUMENT_MARK

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
    sheet, within = CSS(string=SHEETS[orientation]), URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    made: bytes = HTML(string=page, url_fetcher=within).write_pdf(stylesheets=[sheet], pdf_identifier=IDENTIFIER)
    return made.rstrip() + b"\n" + DOCUMENT_MARK + b"\n"
