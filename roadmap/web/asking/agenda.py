"""The page of an agenda: its questions, the answers that are ticked, and how far the ranking is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from requirements.language import _, language
from roadmap.errors import UsageFault
from roadmap.explaining.meeting.ranking import chosen_within
from roadmap.operations.beside.asking_beside import BesideAsking, BesideState
from roadmap.operations.beside.messages import AgendaAsked, ToldAgenda, ToldFailure
from roadmap.operations.meeting.agenda import LONGEST_MEETING
from roadmap.operations.meeting.kept_agenda import agenda_file, read_kept_agenda
from roadmap.plans.document import Plan
from roadmap.views.answers.agenda import AgendaView, build_agenda
from roadmap.views.words import Badge
from roadmap.web.settings import ServeSettings

EFFORT = 60.0
"""Seconds of processor time for one ranking."""
MOST_ANSWERS, LONGEST_ANSWER = 40, 300
Ticks = tuple[tuple[str, str], ...]
"""The answers that are ticked, by the ids of their questions, in the order of the address."""


@dataclass(frozen=True, slots=True)
class TickedAnswer:
    """An answer that is ticked, as `roadmap agenda --answer` takes it: what it says, and the address without it."""

    tick: str
    text: str
    without: str


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """An agenda as the workbench shows it. `agenda` is None until something is known; while it `is_counting` it is the
    one from before the last tick, without the question that is answered now."""

    state: Badge
    is_counting: bool
    minutes: int
    agenda: AgendaView | None
    ticked: tuple[TickedAnswer, ...]
    ticks: dict[str, str]
    """The address by which each answer is ticked, by its question and word as `roadmap agenda --answer` takes it."""
    why: tuple[str, ...]


def read_ticks(answers: Sequence[str]) -> Ticks:
    """The answers of an address. UsageFault for what is none."""
    if len(answers) > MOST_ANSWERS or any(len(one) > LONGEST_ANSWER for one in answers):
        raise UsageFault(_("At most {most} answers are ticked at once.").format(most=MOST_ANSWERS))
    found: dict[str, str] = {}
    for line in answers:
        question, equals, word = line.rpartition("=")
        if not equals or not question or not word:
            raise UsageFault(_("expected Q=ANSWER such as win:D07=won, and found {line}").format(line=line))
        found[question] = word
    return tuple(found.items())


def require_minutes(minutes: int) -> int:
    """The length of a meeting. UsageFault for one that is none."""
    if not 1 <= minutes <= LONGEST_MEETING:
        sentence = _("expected a number of minutes from 1 to {most}, such as 60")
        raise UsageFault(sentence.format(most=LONGEST_MEETING))
    return minutes


def agenda_address(minutes: int, ticks: Ticks) -> str:
    """Where an agenda is shown."""
    return "/agenda?" + urlencode([("minutes", str(minutes)), *(("answer", f"{q}={word}") for q, word in ticks)])


class Agendas:
    """The agendas of one folder, each ranked beside and kept as long as the plan is the same."""

    def __init__(self, settings: ServeSettings, beside: BesideAsking) -> None:
        self._settings, self._beside = settings, beside
        self._read: tuple[object, ToldAgenda | None] = (None, None)

    def page(self, plan: Plan, minutes: int, ticks: Ticks) -> AgendaPage:
        """What is known of an agenda; what is not is being counted from now on."""
        digest = "" if plan.verdict is None else plan.verdict.digest
        kept = self._kept(plan, ticks)
        state = self._beside.look(digest, self._asked(ticks)) if kept is None else BesideState(kept)
        told, why = state.answer, state.answer.sentences if isinstance(state.answer, ToldFailure) else ()
        known = told if isinstance(told, ToldAgenda) else self._before(plan, digest, ticks)
        view = None if known is None or why else _view(known, plan, minutes, ticks)
        items = () if view is None else view.chosen + view.others
        return AgendaPage(
            state=_badge(state),
            is_counting=told is None,
            minutes=minutes,
            agenda=view,
            ticked=tuple(_ticked(minutes, ticks, view)),
            ticks={
                f"{item.id}={branch.word}": agenda_address(minutes, (*ticks, (item.id, branch.word)))
                for item in items
                for branch in item.branches
            },
            why=why,
        )

    def _asked(self, ticks: Ticks) -> AgendaAsked:
        settings = self._settings
        return AgendaAsked(settings.plan, settings.folder, tuple(sorted(ticks)), EFFORT, language())

    def _kept(self, plan: Plan, ticks: Ticks) -> ToldAgenda | None:
        """The agenda that lies beside the plan, if it is about this plan and these answers; read where it changed."""
        file = agenda_file(self._settings.plan)
        try:
            seen = file.stat()
        except OSError:
            return None
        key = seen.st_mtime_ns, seen.st_size, plan.verdict
        if self._read[0] != key:
            self._read = key, read_kept_agenda(file, plan)
        found = self._read[1]
        answered = () if found is None else ((question.id, branch.word) for question, branch in found.answered)
        return found if found is not None and sorted(answered) == sorted(ticks) else None

    def _before(self, plan: Plan, digest: str, ticks: Ticks) -> ToldAgenda | None:
        """The agenda from before as few ticks as possible."""
        for count in reversed(range(len(ticks))):
            found = self._kept(plan, ticks[:count]) or self._beside.known(digest, self._asked(ticks[:count]))
            if isinstance(found, ToldAgenda):
                return found
        return None


def _view(known: ToldAgenda, plan: Plan, minutes: int, ticks: Ticks) -> AgendaView:
    words = dict(ticks)
    asked = [one.question for one in known.questions if one.question.id in words]
    fresh = [(question, branch) for question in asked if (branch := question.branch(words[question.id])) is not None]
    left = [one for one in known.questions if one.question.id not in words]
    ranked = chosen_within(left, minutes=minutes)
    return build_agenda(plan, ranked, minutes=minutes, answered=(*known.answered, *fresh), left=known.left)


def _ticked(minutes: int, ticks: Ticks, view: AgendaView | None) -> Iterator[TickedAnswer]:
    """The answers in words, as far as the words are known."""
    words = {} if view is None else view.answered_by
    for question, word in ticks:
        rest = tuple(one for one in ticks if one[0] != question)
        tick = f"{question}={word}"
        yield TickedAnswer(tick, words.get(question, tick), agenda_address(minutes, rest))


def _badge(state: BesideState) -> Badge:
    if isinstance(state.answer, ToldFailure):
        return Badge("✕", _("no agenda"), "lost")
    if state.answer is not None:
        return Badge("●", _("ranked"), "good")
    if state.is_waiting:
        return Badge("…", _("waits for its turn"), "quiet")
    if state.progress is None or not state.progress.count:
        return Badge("◔", _("the plan is read"), "quiet")
    sentence = _("{done} of {count} questions planned")
    return Badge("◑", sentence.format(done=state.progress.done, count=state.progress.count), "quiet")
