"""The agenda of a meeting: what to ask, ranked beside; an answer is ticked by its address."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse

from roadmap.operations.meeting.agenda import MINUTES
from roadmap.web.asking.agenda import AgendaPage, agenda_address, read_ticks, require_minutes
from roadmap.web.bench import Bench, Workbench
from roadmap.web.routes.meetings.meeting import plan_of

router = APIRouter()
Answers = Annotated[list[str], Query()]


@router.get("/agenda", response_class=HTMLResponse, summary="The agenda of a meeting; `answer` ticks an answer")
def agenda(bench: Bench, minutes: int = MINUTES, answer: Answers = []) -> str:  # noqa: B006 - never changed
    """The page; it never waits for the ranking."""
    told = agenda_of(bench, minutes, answer)
    address = agenda_address(minutes, read_ticks(answer))
    twin = address.replace("/agenda?", "/agenda.json?")
    return bench.shown.page("web/agenda.html", "/agenda", twin, told=told)


@router.get("/agenda.json", summary="The agenda of a meeting, for programs; ask again while `is_counting`")
def agenda_twin(bench: Bench, minutes: int = MINUTES, answer: Answers = []) -> AgendaPage:  # noqa: B006 - never changed
    """Its twin."""
    return agenda_of(bench, minutes, answer)


def agenda_of(bench: Workbench, minutes: int, answers: list[str]) -> AgendaPage:
    """What is known of an agenda. UsageFault for answers and minutes that are none."""
    return bench.agendas.page(plan_of(bench).plan, require_minutes(minutes), read_ticks(answers))
