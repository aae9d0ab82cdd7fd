"""The meeting: its page, the gestures, and what is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from requirements.language import _
from roadmap.editing.edits import EditConflict, RefusedEdits
from roadmap.errors import UsageFault
from roadmap.folder.project import Project
from roadmap.meeting.meeting import MeetingAnswer, PlanningMeeting
from roadmap.meeting.state import MeetingState
from roadmap.operations.sources.stored_plans import FoundPlan
from roadmap.plans.document import Plan
from roadmap.views.lookup import Lookup, given_up, look_up
from roadmap.views.workbench.meeting import MeetingTableView, build_table, chosen_deal
from roadmap.web.answers import NoPlanYet, wants_json
from roadmap.web.bench import Bench, Workbench
from roadmap.web.gate.forms import Fields
from roadmap.web.meeting.gestures import read_gesture
from roadmap.web.meeting.scenario_words import moved_gate
from roadmap.web.meeting.view import MeetingView, build_meeting, question_of

router = APIRouter()
LONGEST_NOTE = 2_000


@router.get("/meeting", response_class=HTMLResponse, summary="The meetings")
def meetings(bench: Bench) -> str:
    """The page of all meetings."""
    return bench.shown.page("web/meetings.html", "/meeting", "/meeting.json", names=bench.meetings.names())


@router.get("/meeting.json", summary="The meetings, for programs")
def meetings_twin(bench: Bench) -> list[str]:
    """Their names."""
    return list(bench.meetings.names())


@router.post("/meeting", summary="Go to a meeting: the field `name`")
def begin(request: Request, bench: Bench, fields: Fields) -> Response:
    """A meeting by its name, in which blanks become dashes; its file is written with its first line."""
    return _done(request, f"/meeting/{meeting_asked(bench, fields.get('name', ''))}")


@router.get("/meeting/{name}.json", summary="A meeting, for programs")
def meeting_twin(name: str, bench: Bench) -> MeetingView:
    """The twin of the page of a meeting."""
    plan = plan_of(bench).plan
    return view_of(bench, name, meeting_named(bench, name).state(), plan, look_up(plan))


@router.get("/meeting/{name}", response_class=HTMLResponse, summary="A meeting: the table, the gestures and the answer")
def meeting(name: str, bench: Bench, deal: str = "") -> str:
    """The page of a meeting; `deal` is the one that is looked at."""
    state, found = meeting_named(bench, name).state(), plan_of(bench)
    lookup = look_up(found.plan)
    if not bench.settings.read_only:
        bench.room.warm()
    view = view_of(bench, name, state, found.plan, lookup)
    table = _table(bench, state, found, lookup)
    chosen = chosen_deal(table, lookup, deal) if deal else None
    address = f"/meeting/{name}"
    shown = {"meeting": view, "table": table, "chosen": chosen, "traded": {line.id for line in given_up(found.plan)}}
    return bench.shown.page("web/meeting.html", address, f"{address}.json", **shown)


@router.get("/meeting/{name}/minutes", response_class=HTMLResponse, summary="The minutes of a meeting, to print")
def minutes(name: str, bench: Bench) -> str:
    """What was decided, what it comes to, and whom to tell."""
    view, address = meeting_twin(name, bench), f"/meeting/{name}"
    return bench.shown.page("web/minutes.html", f"{address}/minutes", f"{address}.json", meeting=view)


@router.post("/meeting/{name}/gestures", summary="Make a gesture: the field `gesture`, and those it needs")
def gesture(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """One of the gestures: gate, off, must, people, feature, need."""
    table, found = meeting_named(bench, name), plan_of(bench)
    made = read_gesture(fields, found.plan, look_up(found.plan))
    return _told(request, bench, name, table.make(made), fields)


@router.post("/meeting/{name}/lines/{line}/remove", summary="Take a line out: a gesture, a note or a decision")
def remove(name: str, line: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """One line by its id."""
    return _told(request, bench, name, meeting_named(bench, name).remove(line), fields)


@router.post("/meeting/{name}/undo", summary="Take the last step back")
def undo(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """Whoever made it, in whatever browser."""
    return _told(request, bench, name, meeting_named(bench, name).undo(), fields)


@router.post("/meeting/{name}/redo", summary="Make the step again that was taken back")
def redo(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """The last that was taken back."""
    return _told(request, bench, name, meeting_named(bench, name).redo(), fields)


@router.post("/meeting/{name}/notes", summary="Write something down: the field `text`")
def note(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """A note."""
    table = meeting_named(bench, name)
    return _told(request, bench, name, table.note(_text(fields, "text"), day=day_of(bench)), fields)


@router.post("/meeting/{name}/decisions", summary="Write a decision down: the fields `text` and `who`")
def decision(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """A decision, by whom, and why if that is said."""
    table, because = meeting_named(bench, name), fields.get("because", "").strip()[:LONGEST_NOTE] or None
    made = table.decide(_text(fields, "text"), who=_text(fields, "who"), day=day_of(bench), because=because)
    return _told(request, bench, name, made, fields)


@router.post("/meeting/{name}/lines/{line}/correct", summary="Say a note or a decision in other words")
def correct(name: str, line: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """The fields `text`, and of a decision `who` and `because`."""
    said: dict[str, str | None] = {"text": _text(fields, "text")}
    if line.startswith("decisions-"):
        because = fields.get("because", "").strip()[:LONGEST_NOTE] or None
        said = {"what": said["text"], "who": _text(fields, "who"), "because": because}
    return _told(request, bench, name, meeting_named(bench, name).correct(line, said), fields)


def meeting_named(bench: Workbench, name: str) -> PlanningMeeting:
    """A meeting by its name. HTTPException 404 for what is no name of one."""
    found = bench.meetings.get(name)
    if found is None:
        raise HTTPException(404)
    return found


def meeting_asked(bench: Workbench, name: str) -> str:
    """A name that somebody typed, with dashes for blanks. UsageFault for what is no name of a meeting."""
    found = "-".join(name.split())
    if bench.meetings.get(found) is None:
        raise UsageFault(_("Expected a name of letters, digits, dashes and underscores, such as q3-planning."))
    return found


def view_of(
    bench: Workbench, name: str, state: MeetingState, plan: Plan, lookup: Lookup, *, behind: bool = False
) -> MeetingView:
    """What a meeting shows; `behind` other meetings, if its answer is still to be found."""
    view = build_meeting(name, state, plan, lookup, bench.shown.chances(), bench.room, behind=behind)
    return replace(view, notice=_notice(bench, plan))


def _notice(bench: Workbench, plan: Plan) -> str:
    """What everybody at the table should know of the folder: that it has errors, or is not what the plan was made
    from."""
    bench.folder.last_project()  # so that the table stands where the next look finds errors
    project = bench.folder.checked().project
    if project is None:
        return _("The folder has errors. A meeting goes on when they are mended.")
    if project.digest == plan.made_from.digest:
        return ""
    return _("The folder has changed since the plan was made. Answers are about the folder as it is now.")


def plan_of(bench: Workbench) -> FoundPlan:
    """The plan of the folder. NoPlanYet where there is none."""
    found = bench.folder.current().plan
    if found is None:
        raise NoPlanYet
    return found


def _table(bench: Workbench, state: MeetingState, found: FoundPlan, lookup: Lookup) -> MeetingTableView:
    project = bench.folder.last_project()
    if project is None:
        raise HTTPException(409, _("The folder has errors. A meeting goes on when they are mended."))
    moves = [moved for change in state.changes if (moved := moved_gate(change)) is not None]
    return build_table(found.plan, lookup, project.calendar, {(deal, gate): day for deal, gate, day in moves})


def project_of(bench: Workbench) -> Project:
    """What the folder says. HTTPException 409 while it has errors."""
    project = bench.folder.checked().project
    if project is None:
        raise HTTPException(409, _("The folder has errors. A meeting goes on when they are mended."))
    return project


def day_of(bench: Workbench) -> date:
    """The day of a meeting: that of the folder, as everything else."""
    project = bench.folder.checked().project
    return plan_of(bench).plan.as_of if project is None else project.as_of


def _text(fields: Fields, name: str) -> str:
    text = fields.get(name, "").strip()
    if not text or len(text) > LONGEST_NOTE:
        raise UsageFault(_("Expected a text of at most {most} characters.").format(most=LONGEST_NOTE))
    return text


def _told(request: Request, bench: Workbench, name: str, answer: MeetingAnswer, fields: Fields) -> Response:
    return told_change(request, bench, name, answer, fields.get("deal", ""))


def told_change(request: Request, bench: Workbench, name: str, answer: MeetingAnswer, deal: str) -> Response:
    """What came of a change: everybody is told, it is asked what holds now, and it goes on to the page, where `deal` is
    looked at, if it is one."""
    if isinstance(answer, RefusedEdits):
        raise UsageFault("\n".join(map(str, answer.findings)))
    if isinstance(answer, EditConflict):
        raise HTTPException(409, _("Somebody else changed this line in the meantime. Look at it again."))
    bench.room.ask(name, question_of(answer.state))
    bench.events.publish("meeting", {"meeting": name})
    known = {line.id for line in plan_of(bench).plan.deals}
    return _done(request, f"/meeting/{name}" + (f"?deal={deal}#chosen" if deal in known else ""))


def _done(request: Request, address: str, **told: Any) -> Response:
    """What was asked for is done: on to a page, or for programs its address."""
    if wants_json(request):
        return JSONResponse({"address": address, **told})
    return RedirectResponse(address, 303)
