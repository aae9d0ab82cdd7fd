"""Answers of the workbench: pages, twins, and what went wrong."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from requirements.language import _
from roadmap.web.bench import bench_of

TWIN_TYPE = "application/json"


class TextAnswer(Response):
    """A text that is JSON already."""

    media_type = TWIN_TYPE


def wants_json(request: Request) -> bool:
    """Whether whoever asks is a program: by the address, by what it accepts, or by what it sends: no form of a page is
    sent as JSON or by PUT."""
    accepted = request.headers.get("accept", "")
    sent = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "PUT" or (request.method == "POST" and sent == TWIN_TYPE):
        return True
    return request.url.path.endswith(".json") or (TWIN_TYPE in accepted and "text/html" not in accepted)


async def page_of_error(request: Request, status: int, sentence: str) -> Response:
    """What went wrong, as a page for people and as JSON for programs."""
    if wants_json(request):
        return JSONResponse({"error": sentence}, status)
    title = _("Nothing found") if status == 404 else _("This did not work")
    shown, lines = bench_of(request).shown, sentence.split("\n")
    page = await run_in_threadpool(shown.page, "web/message.html", request.url.path, title=title, lines=lines)
    return HTMLResponse(page, status)


def match_of(request: Request) -> str | None:
    """The hash that `If-Match` names; None where it names none, or any (`*`)."""
    stated = request.headers.get("if-match", "").strip().removeprefix("W/").strip('" ')
    return None if stated in ("", "*") else stated
