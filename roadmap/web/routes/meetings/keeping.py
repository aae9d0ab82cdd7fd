"""Keeping a meeting: its changes become what the folder says, after everybody has seen the difference."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from requirements.errors import RoadmapError
from roadmap.operations.meeting.keep import KeptScenario, keep
from roadmap.web.answers import wants_json
from roadmap.web.bench import Bench
from roadmap.web.gate.forms import Fields
from roadmap.web.meeting.kept import keep_answer
from roadmap.web.meeting.view import last_answer
from roadmap.web.routes.meetings.meeting import meeting_named

router = APIRouter()
LONGEST_MESSAGE = 200


@router.get("/meeting/{name}/keep", response_class=HTMLResponse, summary="What keeping a meeting would change")
def preview(name: str, bench: Bench) -> str:
    """The difference, before anything is written."""
    meeting = meeting_named(bench, name)
    try:
        kept, why = keep(bench.settings.folder, meeting.path, dry_run=True, editor=bench.edits.editor), ""
    except RoadmapError as error:
        kept, why = None, str(error)
    return _page(bench, name, kept, why=why)


@router.post("/meeting/{name}/keep", summary="Keep a meeting: `commit` records it in git, `message` says what it is")
def kept(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """All changes are made in the files, or none; nothing is ever pushed."""
    meeting = meeting_named(bench, name)
    message = fields.get("message", "").strip()[:LONGEST_MESSAGE] or None
    folder, editor = bench.settings.folder, bench.edits.editor
    last = last_answer(meeting.state(), bench.room, name)
    made = bench.edited(lambda: keep(folder, meeting.path, commit="commit" in fields, message=message, editor=editor))
    if last is not None:
        keep_answer(meeting.path, last)
    number = bench.edits.keep(made.edits)
    if made.commit is not None:
        bench.edits.committed(made.edits.files)
    bench.events.publish("meeting", {"meeting": name})
    if wants_json(request):
        told = {"sentences": list(made.sentences), "files": list(made.edits.files), "commit": made.commit}
        return JSONResponse(told | {"number": number})
    return HTMLResponse(_page(bench, name, made, is_done=True))


def _page(bench: Bench, name: str, kept: KeptScenario | None, *, why: str = "", is_done: bool = False) -> str:
    address = f"/meeting/{name}"
    shown = {"name": name, "kept": kept, "why": why.split("\n") if why else [], "is_done": is_done}
    return bench.shown.page("web/keep.html", f"{address}/keep", f"{address}.json", **shown)
