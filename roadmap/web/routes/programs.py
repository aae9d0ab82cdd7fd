"""What pages load, and what programs read: the style sheet, the scripts, and the page of the API."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from roadmap.outputs.html import templates, templates_folder
from roadmap.outputs.site.pages import site_script
from roadmap.web.bench import Bench

router = APIRouter(include_in_schema=False)
SCRIPT = "text/javascript"


@router.get("/roadmap.css")
def style() -> Response:
    """The style sheet of all pages."""
    return Response(_style(), media_type="text/css")


@router.get("/site.js")
def search() -> Response:
    """The script of the lists and of the search."""
    return Response(site_script(), media_type=SCRIPT)


@router.get("/index.js")
def index(bench: Bench) -> Response:
    """What the search knows."""
    pages = bench.shown.plan_pages()
    return Response("window.roadmapIndex = [];\n" if pages is None else pages.index(), media_type=SCRIPT)


@router.get("/workbench.js")
def workbench() -> Response:
    """The script of the workbench."""
    return Response(_script("workbench.js"), media_type=SCRIPT)


@router.get("/meeting.js")
def meeting() -> Response:
    """The script of a meeting."""
    return Response(_script("meeting.js"), media_type=SCRIPT)


@router.get("/editor.js")
def editor() -> Response:
    """The script of the page on which a file is edited."""
    return Response(_script("editor.js"), media_type=SCRIPT)


@router.get("/codemirror.js")
def codemirror() -> Response:
    """The editor of that page, which is CodeMirror."""
    return Response(_script("vendor/codemirror.js"), media_type=SCRIPT)


@router.get("/api", response_class=HTMLResponse)
def api(request: Request, bench: Bench) -> str:
    """The addresses for programs, without a script from elsewhere."""
    schema: dict[str, Any] = request.app.openapi()
    rows = [
        (method.upper(), path, told.get("summary", ""))
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return bench.shown.page("web/api.html", "/api", "/api.json", rows=rows)


@lru_cache
def _style() -> str:
    environment = templates()
    names = ("page.css", "site/site.css", "web/web.css")
    return "".join(environment.get_template(name).render() for name in names)


@lru_cache
def _script(name: str) -> str:
    return (templates_folder() / "web" / name).read_text(encoding="utf-8")
