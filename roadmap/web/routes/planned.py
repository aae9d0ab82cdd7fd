"""The pages of the plan, those of the site, and their twins: whatever address is none of the workbench's own."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse, Response

from requirements.language import _
from roadmap.outputs.site.twins import PARTS
from roadmap.views.site.site_contents import LISTS
from roadmap.web.addresses import SUMMARY, TWIN
from roadmap.web.answers import TextAnswer, no_plan_page
from roadmap.web.bench import Bench

router = APIRouter()
EMPTY = frozenset({*PARTS, *LISTS})
"""Sections that are not there where a plan has nothing to tell in them."""
ALWAYS = frozenset({SUMMARY, "find"})
"""Sections that every plan has."""


@router.get("/{name:path}", summary="A page of the plan, such as /roadmap, /deals or /deals/ID, or its twin in JSON")
def page(name: str, bench: Bench) -> Response:
    """The page at an address; a name that ends in `.json` is the twin of the page without that ending."""
    text = bench.shown.plan_page(name)
    if text is not None:
        return TextAnswer(text) if name.endswith(TWIN) else HTMLResponse(text)
    if bench.shown.plan_pages() is None and not name.endswith(TWIN):
        is_known = name in EMPTY or name in ALWAYS
        return HTMLResponse(no_plan_page(bench, f"/{name}"), 200 if is_known else 404)
    if name in EMPTY:
        title, line = _("Nothing to show yet"), _("The plan has nothing to tell here.")
        return HTMLResponse(bench.shown.page("web/message.html", "/roadmap", title=title, lines=[line]))
    raise HTTPException(404)
