"""Minutes: what a planning meeting decided, what follows from it, and whom to tell."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements.errors import InputFault, RoadmapError
from roadmap.meeting.meeting import PlanningMeeting, require_meeting
from roadmap.meeting.state import MeetingState
from roadmap.operations.asked_limits import require_seconds
from roadmap.operations.folders.load import LoadedFolder, load
from roadmap.operations.meeting.keep import told_changes
from roadmap.operations.session.session_answers import AnswerStep, SessionAnswer
from roadmap.operations.session.session_questions import Opened, SessionQuestion
from roadmap.operations.session.trying import Workroom
from roadmap.operations.sources.stored_plans import PLAN_NAME
from roadmap.outputs.exchange.minutes import render_minutes, write_minutes
from roadmap.plans.plan_file import read_plan
from roadmap.views.answers.minutes import MeetingOutcome, MinutesSource, MinutesView, build_minutes

EFFORT = 3.0
"""CPU seconds of search for what follows from the changes, unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class MeetingMinutes:
    """The minutes of a meeting: as people read them, and what they rest on."""

    view: MinutesView
    answer: SessionAnswer | None

    def markdown(self) -> str:
        """The minutes as Markdown."""
        return write_minutes(self.view)

    def page(self) -> str:
        """The minutes as an HTML page."""
        return render_minutes(self.view)


def minutes(
    folder: Path | str,
    scenario: Path | str,
    *,
    answer: SessionAnswer | None = None,
    plan: Path | str | None = None,
    effort: float = EFFORT,
    day: date | None = None,
    as_of: date | None = None,
    encoding: str | None = None,
    stop: threading.Event | None = None,
) -> MeetingMinutes:
    """Write the minutes of a scenario, a file or the name of a meeting.

    `answer` is what a session answered last; None: it is asked now, beside `plan` (None: the folder's plan.json), with
    so many CPU seconds of search (0: the plan that is there, adjusted). Of a scenario that was kept only the answer is
    told that was given, because the folder has the changes already. InputFault with all that is wrong.
    """
    loaded = load(folder, as_of=as_of, encoding=encoding)
    meeting = PlanningMeeting(loaded.directory, require_meeting(loaded.directory, scenario))
    state = meeting.state()
    if state.findings:
        raise InputFault(list(state.findings))
    if answer is None and state.changes and state.kept is None:
        file = loaded.directory / PLAN_NAME if plan is None else Path(plan)
        if plan is not None or file.is_file():
            read_plan(file)  # a plan that was changed by hand is told
        answer = _asked(loaded, file, state, effort, stop or threading.Event())
    return MeetingMinutes(build_minutes(_source(loaded, state, answer, day or date.today())), answer)  # noqa: DTZ011


def _asked(
    loaded: LoadedFolder, plan: Path, state: MeetingState, effort: float, stop: threading.Event
) -> SessionAnswer:
    """The last answer to the changes of a meeting. InputFault where they cannot be made."""
    effort = effort and require_seconds(effort)
    room = Workroom(Opened(loaded.directory, plan, loaded.as_of, loaded.encoding), searches=bool(effort))
    question = SessionQuestion(0, state.changes, effort)
    try:
        with suppress(RoadmapError):  # the answer then says so itself
            room.open()
        *_before, last = room.answers(question, stop=stop, turn=lambda: not stop.is_set())
    finally:
        room.end()
    if last.step is AnswerStep.FAULTY and last.findings:
        raise InputFault(list(last.findings))
    return last


def _source(loaded: LoadedFolder, state: MeetingState, answer: SessionAnswer | None, day: date) -> MinutesSource:
    project = loaded.project
    deals = project.market.deals
    added = () if answer is None else (*answer.gained, *answer.lost, *answer.changed)
    return MinutesSource(
        name=state.name,
        plan=project.header.name,
        day=day,
        changes=told_changes(state),
        decisions=state.decisions,
        notes=state.notes,
        outcome=None if answer is None else _outcome(answer),
        kept=None if state.kept is None else date.fromisoformat(state.kept),
        names={one.deal: one.name for one in added} | {key: deal.name for key, deal in deals.items()},
        owners={key: deal.owner for key, deal in deals.items() if deal.owner is not None},
    )


def _outcome(answer: SessionAnswer) -> MeetingOutcome:
    return MeetingOutcome(
        currency=answer.currency,
        difference=answer.difference,
        proved=answer.step is AnswerStep.PROVED,
        gained=tuple(one.deal for one in answer.gained),
        lost=tuple(one.deal for one in answer.lost),
        moved=answer.moved,
        tell=answer.tell,
        reason=answer.reason,
    )
