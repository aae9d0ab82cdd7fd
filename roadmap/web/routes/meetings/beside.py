"""Two meetings side by side."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse

from roadmap.views.lookup import look_up
from roadmap.web.bench import Bench, Workbench
from roadmap.web.meeting.two_meetings import MeetingsBeside, lay_beside
from roadmap.web.routes.meetings.meeting import meeting_named, plan_of, view_of

router = APIRouter()


@router.get("/meeting/{name}/beside", response_class=HTMLResponse, summary="A meeting beside another one: `other`")
def beside(name: str, bench: Bench, other: str = "") -> str:
    """The page; without another one those that there are."""
    known = [one for one in bench.meetings.names() if one != name]
    laid = beside_of(bench, name, other) if other else None
    address = f"/meeting/{name}/beside"
    twin = f"{address}.json?other={other}" if other else f"/meeting/{name}.json"
    shown = {"name": meeting_named(bench, name).path.stem, "other": other, "names": known, "laid": laid}
    return bench.shown.page("web/beside-meetings.html", address, twin, **shown)


@router.get("/meeting/{name}/beside.json", summary="Two meetings side by side, for programs")
def beside_twin(name: str, bench: Bench, other: str) -> MeetingsBeside:
    """The twin."""
    return beside_of(bench, name, other)


def beside_of(bench: Workbench, name: str, other: str) -> MeetingsBeside:
    """Two meetings. HTTPException 404 for one that is not there."""
    if other not in bench.meetings.names():
        raise HTTPException(404)
    plan = plan_of(bench).plan
    lookup = look_up(plan)
    first, second = (meeting_named(bench, one).state() for one in (name, other))
    return lay_beside(
        (view_of(bench, name, first, plan, lookup), first),
        (view_of(bench, other, second, plan, lookup, behind=True), second),
        lookup,
    )
