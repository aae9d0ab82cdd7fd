"""What a meeting shows: its lines as chips, the answer, what is different of each deal, and what was written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from requirements.language import _
from roadmap.changes.scenarios.scenario import ScenarioDecision, ScenarioNote
from roadmap.futures.chances import Chances
from roadmap.meeting.state import MeetingState
from roadmap.plans.document import Plan
from roadmap.views.formats import money, table_day
from roadmap.views.lookup import Lookup
from roadmap.views.workbench.findings import FindingRow, finding_rows
from roadmap.web.meeting.kept import KeptAnswer, kept_answer
from roadmap.web.meeting.meeting_room import KnownAnswer, MeetingRoom, TableQuestion
from roadmap.web.meeting.panel import AnswerPanel, build_panel
from roadmap.web.meeting.scenario_words import chip_words


@dataclass(frozen=True, slots=True)
class GestureChip:
    """A line of the scenario as a chip: its id (empty for a line of the scenario that this one begins from), its words,
    and what it brings on top of all others."""

    id: str
    text: str
    price: str
    tone: str


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """A decision or a note as a line: what, and who and when; its id, and its parts as they are corrected (a note has
    no `by` and no `because`)."""

    text: str
    who: str
    id: str
    words: str
    by: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """All that a meeting shows."""

    name: str
    title: str
    chips: tuple[GestureChip, ...]
    panel: AnswerPanel
    marks: dict[str, str]
    """What is different of a deal, by its id."""
    notes: tuple[WrittenDown, ...]
    decisions: tuple[WrittenDown, ...]
    findings: tuple[FindingRow, ...]
    can_undo: bool
    can_redo: bool
    kept: str
    """Since when the folder has the changes; empty before that."""
    notice: str = ""
    """What everybody should know of the folder and the plan; mostly empty."""


def question_of(state: MeetingState) -> TableQuestion:
    """What is asked about a meeting; nothing where its file has faults, or the folder has its changes already."""
    if state.findings or state.kept is not None:
        return TableQuestion((), {})
    return TableQuestion(state.changes, {line.id: state.without(line.id) for line in state.lines if line.id})


def build_meeting(
    name: str,
    state: MeetingState,
    plan: Plan,
    lookup: Lookup,
    chances: Chances | None,
    room: MeetingRoom,
    *,
    behind: bool = False,
) -> MeetingView:
    """Make what a meeting shows. What it comes to is asked for, if it was not; `behind` what is asked already."""
    room.ask(name, question_of(state), behind=behind)
    known = room.answer(name)
    question = question_of(state) if known is None else known.question
    kept = None if state.kept is None else kept_answer(state.file, {line.id for line in state.lines if line.id})
    if kept is not None:
        known = KnownAnswer(question, kept.answer, is_waiting=False)
    panel = build_panel(known if question.changes or kept else None, plan, lookup, chances)
    return MeetingView(
        name=name,
        title=state.name,
        chips=_chips(state, _priced(state, question, room, kept), plan.currency, lookup),
        panel=panel,
        marks=_marks(panel),
        notes=tuple(map(_note, state.notes, _ids(state, "notes"))),
        decisions=tuple(map(_decision, state.decisions, _ids(state, "decisions"))),
        findings=finding_rows(state.findings),
        can_undo=state.can_undo,
        can_redo=state.can_redo,
        kept=state.kept or "",
    )


def last_answer(state: MeetingState, room: MeetingRoom, name: str) -> KeptAnswer | None:
    """What a meeting comes to as it is now, to be told after it was kept; None where that is not known."""
    known = room.answer(name, state.changes)
    if known is None or known.answer is None:
        return None
    lines = [line.id for line in state.lines if line.id in known.question.without]
    return KeptAnswer(known.answer, {line: room.price(known.question, line) for line in lines})


Prices = Mapping[str, tuple[int | None, bool]]
"""What each line brings, by its id, and whether that may still come."""


def _priced(state: MeetingState, question: TableQuestion, room: MeetingRoom, kept: KeptAnswer | None) -> Prices:
    if kept is not None:
        return {line: (price, False) for line, price in kept.prices.items()}
    lines = [line.id for line in state.lines if line.id in question.without]
    return {line: (room.price(question, line), room.is_pricing(question, line)) for line in lines}


def _chips(state: MeetingState, prices: Prices, currency: str, lookup: Lookup) -> tuple[GestureChip, ...]:
    chips = []
    for line in state.lines:
        price, pending = prices.get(line.id, (None, False))
        sign = "" if not price else "+" if price > 0 else "−"
        shown = ("…" if pending else "–") if price is None else sign + money(abs(price), currency)
        tone = "quiet" if not price else "good" if price > 0 else "lost"
        text = line.sentence if line.change is None else chip_words(line.change, lookup)
        chips.append(GestureChip(line.id, text, shown, tone))
    return tuple(chips)


def _marks(panel: AnswerPanel) -> dict[str, str]:
    """What is different of each deal, in a few words."""
    words = ((_("earns differently"), panel.changed), (_("gained"), panel.gained), (_("given up"), panel.lost))
    marks = {one.id: _("promise moves {days} d").format(days=one.days or "–") for one in panel.moved}
    return marks | {one.id: f"{word} {one.amount}" for word, deals in words for one in deals}


def _ids(state: MeetingState, section: str) -> Iterator[str]:
    """The ids of the notes or decisions, in their order."""
    return (line.id for line in state.remarks if line.place[0] == section)


def _note(note: ScenarioNote, key: str) -> WrittenDown:
    return WrittenDown(note.text, _said(note.who, note.day), key, note.text)


def _decision(one: ScenarioDecision, key: str) -> WrittenDown:
    text = one.what if one.because is None else f"{one.what} · {one.because}"
    return WrittenDown(text, _said(one.who, one.day), key, one.what, one.who, one.because or "")


def _said(who: str | None, day: date | None) -> str:
    return " · ".join(filter(None, [who or "", "" if day is None else table_day(day)]))
