"""The stream of events of a page."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from requirements.language import _
from roadmap.web.bench import Bench

router = APIRouter()


@router.get("/events", response_class=StreamingResponse, summary="What changes, as server-sent events")
async def follow(request: Request, bench: Bench) -> StreamingResponse:
    """Events from now on, or from behind the one that `Last-Event-ID` names: `files`, `findings`, `plan`, `answer`."""
    if bench.events.is_full:
        raise HTTPException(503, _("Too many pages are open."))
    greeting = await run_in_threadpool(bench.greeting)
    last = request.headers.get("last-event-id", request.query_params.get("last", ""))
    return StreamingResponse(bench.events.follow(last, greeting), media_type="text/event-stream")
