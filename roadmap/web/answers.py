"""Answers of the workbench: pages, twins, and what went wrong."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from requirements.language import _
from roadmap.web.bench import Workbench, bench_of

TWIN_TYPE = "application/json"


class NoPlanYet(Exception):
    """An address needs the plan of the folder, and there is none that can be used."""


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


async def page_without_plan(request: Request) -> Response:
    """What is said where a plan is needed and there is none: to people who only look that it will be shown here, which
    is no fault; to programs, and to who wants to change something, that it is needed."""
    if request.method != "GET" or wants_json(request):
        return await page_of_error(request, 409, _("A meeting needs a plan. Run `roadmap plan DIR` first."))
    return HTMLResponse(await run_in_threadpool(no_plan_page, bench_of(request), request.url.path))


def no_plan_page(bench: Workbench, address: str) -> str:
    """The page at an address that shows something of the plan as soon as there is one."""
    hint = _("Run `roadmap plan {folder}`. This page shows the plan as soon as it is there.")
    lines = [*map(str, bench.folder.plan_findings()), hint.format(folder=bench.settings.folder.name)]
    return bench.shown.page("web/message.html", address, title=_("There is no plan yet"), lines=lines)


def match_of(request: Request) -> str | None:
    """The hash that `If-Match` names; None where it names none, or any (`*`)."""
    stated = request.headers.get("if-match", "").strip().removeprefix("W/").strip('" ')
    return None if stated in ("", "*") else stated
