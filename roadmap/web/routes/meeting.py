"""The meeting: its page, the gestures, and what is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.folder.project import Project
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.plans import FoundPlan
from roadmap.views.formats import money
from roadmap.views.lookup import Lookup, look_up
from roadmap.views.workbench.meeting import MeetingTableView, build_table, chosen_deal
from roadmap.web.answers import wants_json
from roadmap.web.bench import Bench, Workbench
from roadmap.web.gate.forms import Fields
from roadmap.web.meeting.gestures import Gesture, read_gesture, worded
from roadmap.web.meeting.panel import AnswerPanel, build_panel
from roadmap.web.meeting.table import MeetingDecision, MeetingTable

router = APIRouter()
LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class GestureChip:
    """A gesture as a chip: its number, its words, and what it brings after those before it."""

    number: int
    text: str
    price: str
    tone: str


@dataclass(frozen=True, slots=True)
class MeetingView:
    """All that a meeting shows."""

    name: str
    chips: tuple[GestureChip, ...]
    panel: AnswerPanel
    marks: dict[str, str]
    """What is different of a deal, by its id."""
    notes: tuple[str, ...]
    decisions: tuple[MeetingDecision, ...]
    can_undo: bool
    can_redo: bool


@router.get("/meeting", response_class=HTMLResponse, summary="The meetings")
def meetings(bench: Bench) -> str:
    """The page of all meetings."""
    return bench.shown.page("web/meetings.html", "/meeting", "/meeting.json", names=bench.meetings.names)


@router.get("/meeting.json", summary="The meetings, for programs")
def meetings_twin(bench: Bench) -> list[str]:
    """Their names."""
    return list(bench.meetings.names)


@router.post("/meeting", summary="Begin a meeting, or go to it: the field `name`")
def begin(request: Request, bench: Bench, fields: Fields) -> Response:
    """A meeting by its name."""
    name = fields.get("name", "").strip()
    bench.meetings.begin(name)
    return _done(request, f"/meeting/{name}")


@router.get("/meeting/{name}.json", summary="A meeting, for programs")
def meeting_twin(name: str, bench: Bench) -> MeetingView:
    """The twin of the page of a meeting."""
    return meeting_of(bench, _table(bench, name))[0]


@router.get("/meeting/{name}", response_class=HTMLResponse, summary="A meeting: the table, the gestures and the answer")
def meeting(name: str, bench: Bench, deal: str = "") -> str:
    """The page of a meeting; `deal` is the one that is looked at."""
    table = _table(bench, name)
    bench.room.warm()
    view, shown, _found, lookup = meeting_of(bench, table)
    chosen = chosen_deal(shown, lookup, deal) if deal else None
    address = f"/meeting/{name}"
    return bench.shown.page("web/meeting.html", address, f"{address}.json", meeting=view, table=shown, chosen=chosen)


@router.get("/meeting/{name}/minutes", response_class=HTMLResponse, summary="The minutes of a meeting, to print")
def minutes(name: str, bench: Bench) -> str:
    """What was decided, what it comes to, and whom to tell."""
    view, _shown, _found, _lookup = meeting_of(bench, _table(bench, name))
    address = f"/meeting/{name}"
    return bench.shown.page("web/minutes.html", f"{address}/minutes", f"{address}.json", meeting=view)


@router.post("/meeting/{name}/gestures", summary="Make a gesture: the field `gesture`, and those it needs")
def gesture(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """One of the gestures: gate, off, must, people, feature, need."""
    table, found = _table(bench, name), _plan(bench)
    table.make(read_gesture(fields, found.plan, look_up(found.plan)))
    return _asked(request, bench, table, fields)


@router.post("/meeting/{name}/gestures/{number}/remove", summary="Take one gesture back")
def remove(name: str, number: int, request: Request, bench: Bench, fields: Fields) -> Response:
    """One gesture by its number from 1."""
    table = _table(bench, name)
    table.remove(number)
    return _asked(request, bench, table, fields)


@router.post("/meeting/{name}/undo", summary="Take the last step back")
def undo(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """Go back one state."""
    table = _table(bench, name)
    table.undo()
    return _asked(request, bench, table, fields)


@router.post("/meeting/{name}/redo", summary="Make the step again that was taken back")
def redo(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """Go on one state."""
    table = _table(bench, name)
    table.redo()
    return _asked(request, bench, table, fields)


@router.post("/meeting/{name}/notes", summary="Write something down: the field `text`")
def note(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """A note."""
    table = _table(bench, name)
    table.note(_text(fields, "text"))
    return _told(request, bench, table, fields)


@router.post("/meeting/{name}/decisions", summary="Write a decision down: the fields `text` and `who`")
def decision(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """A decision."""
    table = _table(bench, name)
    table.decide(MeetingDecision(_text(fields, "text"), _text(fields, "who")))
    return _told(request, bench, table, fields)


def meeting_of(bench: Workbench, table: MeetingTable) -> tuple[MeetingView, MeetingTableView, FoundPlan, Lookup]:
    """What a meeting shows, its table, and the plan it is about. HTTPException 404 without a plan or while the folder
    has errors."""
    found, project = _plan(bench), _project(bench)
    plan, lookup, state = found.plan, look_up(found.plan), table.state
    known = bench.room.answer(table.name)
    if known is None and state.gestures:
        bench.room.ask(table.name, state.gestures)
        known = bench.room.answer(table.name)
    panel = build_panel(known, plan, lookup, chances_beside(found))
    chips = []
    for number, made in enumerate(state.gestures, start=1):
        price = bench.room.price(state.gestures, number)
        sign = "" if not price else "+" if price > 0 else "−"
        shown = "…" if price is None else sign + money(abs(price), plan.currency)
        tone = "quiet" if not price else "good" if price > 0 else "lost"
        chips.append(GestureChip(number, worded(made, plan, lookup), shown, tone))
    moved = {
        (made.fields["deal"], made.fields["gate"]): date.fromisoformat(made.fields["day"])
        for made in state.gestures
        if made.kind is Gesture.GATE
    }
    view = MeetingView(
        table.name, tuple(chips), panel, marks_of(panel), state.notes, state.decisions, table.can_undo, table.can_redo
    )
    return view, build_table(plan, lookup, project.calendar, moved), found, lookup


def marks_of(panel: AnswerPanel) -> dict[str, str]:
    """What is different of each deal, in a few words."""
    words = ((_("changed"), panel.changed), (_("gained"), panel.gained), (_("lost"), panel.lost))
    marks = {one.id: _("promise moves {days} d").format(days=one.days or "–") for one in panel.moved}
    return marks | {one.id: f"{word} {one.amount}" for word, deals in words for one in deals}


def _table(bench: Workbench, name: str) -> MeetingTable:
    table = bench.meetings.get(name)
    if table is None:
        raise HTTPException(404)
    return table


def _plan(bench: Workbench) -> FoundPlan:
    found = bench.folder.current().plan
    if found is None:
        raise HTTPException(409, _("A meeting needs a plan. Run `roadmap plan DIR` first."))
    return found


def _project(bench: Workbench) -> Project:
    project = bench.folder.checked().project
    if project is None:
        raise HTTPException(409, _("The folder has errors. A meeting goes on when they are mended."))
    return project


def _text(fields: Fields, name: str) -> str:
    text = fields.get(name, "").strip()
    if not text or len(text) > LONGEST_NOTE:
        raise UsageFault(_("Expected a text of at most {most} characters.").format(most=LONGEST_NOTE))
    return text


def _asked(request: Request, bench: Workbench, table: MeetingTable, fields: Fields) -> Response:
    """Ask what holds now comes to, and go back to the page."""
    bench.room.ask(table.name, table.state.gestures)
    return _told(request, bench, table, fields)


def _told(request: Request, bench: Workbench, table: MeetingTable, fields: Fields) -> Response:
    bench.events.publish("meeting", {"meeting": table.name})
    deal = fields.get("deal", "")
    known = {line.id for line in _plan(bench).plan.deals}
    return _done(request, f"/meeting/{table.name}" + (f"?deal={deal}#chosen" if deal in known else ""))


def _done(request: Request, address: str, **told: Any) -> Response:
    """What was asked for is done: on to a page, or for programs its address."""
    if wants_json(request):
        return JSONResponse({"address": address, **told})
    return RedirectResponse(address, 303)
