"""The agenda of a meeting: the questions whose answers would change the plan most."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from requirements.language import _, enumerated, follow_on
from requirements.reading.did_you_mean import did_you_mean
from roadmap.errors import UsageFault
from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.workers import PROCESSES
from roadmap.explaining.meeting.branching import BranchTable
from roadmap.explaining.meeting.meeting_questions import Answered, MeetingQuestion, with_answers
from roadmap.explaining.meeting.raising import raise_questions
from roadmap.explaining.meeting.ranking import RankedQuestion, fitted
from roadmap.explaining.present import Present, present_of
from roadmap.operations.beside.messages import ToldAgenda
from roadmap.operations.folders.load import FolderSource
from roadmap.operations.hearing import unheard
from roadmap.operations.meeting.kept_agenda import keep_agenda
from roadmap.operations.searching.answerers import AskingLimits, asking_through, limits_of
from roadmap.operations.searching.branching import BranchRounds
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import PlanSource, find_plan
from roadmap.outputs.sheets import render_agenda
from roadmap.planner.stored.carrying import carry
from roadmap.plans.document import Plan
from roadmap.plans.typed_rows import TypedRows
from roadmap.tuning import TUNING
from roadmap.views.answers.agenda import AgendaView, agenda_markdown, build_agenda, question_text

SECONDS, MINUTES = 60.0, 60
"""Seconds for planning all answers, and minutes of the meeting, unless the caller says otherwise."""
LONGEST_MEETING = 24 * 60


@dataclass(frozen=True, slots=True)
class MeetingAgenda:
    """The questions of a meeting: `questions` were planned, the one whose answer is worth most first; those that fit
    into the minutes say so. `ticked` are those that are answered, with their answers; so many others are `left` that
    more time would have planned. Amounts are in thousands of the currency."""

    plan: Plan
    minutes: int
    questions: TypedRows[RankedQuestion]
    ticked: tuple[Answered, ...]
    left: int
    view: AgendaView

    @property
    def answered(self) -> tuple[tuple[str, str], ...]:
        """The ids of the questions that are answered, with the words of their answers."""
        return tuple((question.id, branch.word) for question, branch in self.ticked)

    def records(self) -> list[dict[str, Any]]:
        """The questions as plain values, each with its sentence."""
        return [{"text": question_text(one.question, self.plan), **asdict(one)} for one in self.questions]

    @property
    def told(self) -> ToldAgenda:
        """What was found, without a page and a plan."""
        return ToldAgenda(tuple(self.questions), self.ticked, self.left)

    def save(self, plan_file: Path | str) -> Path:
        """Keep the agenda beside its plan, where the workbench shows it; returns the file. RoadmapError where something
        else lies there."""
        return keep_agenda(self.told, self.plan, plan_file)

    def page(self) -> str:
        """The agenda as one HTML page."""
        return render_agenda(self.view)

    def markdown(self) -> str:
        """The agenda as Markdown, for a wiki or a mail."""
        return agenda_markdown(self.view)


@dataclass(frozen=True, slots=True)
class Preparing:
    """How far it has come: questions whose answers were planned, all that were raised, and the seconds left by the
    clock (None: seconds of processor time are counted)."""

    planned: int
    raised: int
    left: float | None = None


def agenda(
    plan: PlanSource,
    *,
    minutes: int = MINUTES,
    answers: Mapping[str, str] | None = None,
    folder: FolderSource | None = None,
    seconds: float = SECONDS,
    effort: float | None = None,
    processes: int = PROCESSES,
    cluster: str | None = None,
    on_progress: Callable[[Preparing], None] = unheard,
    on_start: Callable[[], None] = unheard,
    stop: threading.Event | None = None,
) -> MeetingAgenda:
    """Rank the questions about a plan's input by what it is worth to know their answers, and choose those that fit into
    so many `minutes`, on the `folder` that the plan was made from (None: where it says that lies).

    `answers` are answers that are known, by the id of the question: the rest is ranked for the input as they say it is.
    The answers of each question are planned from the present plan by paired searches, for so many `seconds` in all, or
    so many of processor time (`effort`), in so many `processes` of this machine or on the workers of a dask `cluster`,
    or until `stop` is set. UsageFault for an answer to no question; InputFault if the folder is not what the plan was
    made from.
    """
    limits = limits_of(seconds, effort, processes, cluster, stop)
    if not 1 <= minutes <= LONGEST_MEETING:
        sentence = _("expected a number of minutes from 1 to {most}, such as 60")
        raise UsageFault(sentence.format(most=LONGEST_MEETING))
    found = find_plan(plan)
    present = present_on(found, folder)
    answered = _answered(raise_questions(present), answers or {})
    if answered:
        present = present_of(found.plan, with_answers(present.project, answered))
    known = {question.id for question, _branch in answered}
    raised = [question for question in raise_questions(present) if question.id not in known]
    on_start()
    tables = _planned(present, raised, limits, on_progress)
    ranked = fitted(tables, minutes=minutes)
    left = len(raised) - len(ranked)
    view = build_agenda(found.plan, ranked, minutes=minutes, answered=answered, left=left)
    return MeetingAgenda(found.plan, minutes, TypedRows(ranked), tuple(answered), left, view)


def _answered(questions: list[MeetingQuestion], answers: Mapping[str, str]) -> list[Answered]:
    """The questions that are answered, with their answers. UsageFault for what is neither."""
    by_id = {question.id: question for question in questions}
    found: list[Answered] = []
    for key, word in answers.items():
        question = by_id.get(key)
        if question is None:
            sentence = _("there is no question {id} about this plan.").format(id=key)
            raise UsageFault(follow_on(sentence, did_you_mean(key, by_id)))
        branch = question.branch(word)
        if branch is None:
            known = enumerated(one.word for one in question.branches)
            sentence = _("{word} is no answer to {id}; its answers are {known}.")
            raise UsageFault(sentence.format(word=word, id=key, known=known))
        found.append((question, branch))
    return found


def _planned(
    present: Present, questions: list[MeetingQuestion], limits: AskingLimits, on_progress: Callable[[Preparing], None]
) -> list[BranchTable]:
    """The answers of as many questions as the time allows, those planned again that are worth most."""
    asking = limits.asking(present)
    if not questions:
        return []
    with asking_through(asking, limits.processes, limits.cluster, waits=True) as pool:
        if asking.unsure:
            asking.ask([Change()] * limits.processes, seconds=TUNING.agenda_base_share * max(0.0, asking.left()))
        best = present.schedule if asking.base is None or asking.base.value < present.value else asking.base.schedule
        rounds = BranchRounds(pool, present, carry(present.indexed, best), at_once=limits.processes)
        on_progress(Preparing(0, len(questions), limits.left()))
        rounds.through(
            questions, asking=asking,
            heard=lambda: on_progress(Preparing(len(rounds.tables), len(questions), limits.left())),
        )  # fmt: skip
    return list(rounds.tables.values())
