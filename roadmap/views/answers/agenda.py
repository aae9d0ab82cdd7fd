"""An agenda for people: what to ask whom, what it is worth to know, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from requirements.language import _, follow_on, in_clauses, labelled, language, ngettext
from roadmap.explaining.meeting.meeting_questions import Answered, MeetingQuestion
from roadmap.explaining.meeting.ranking import RankedBranch, RankedQuestion
from roadmap.plans.document import Plan
from roadmap.views.answers.priced_changes import signed
from roadmap.views.formats import long_day, money, percent
from roadmap.views.lookup import with_id
from roadmap.views.words import gate_word

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class AgendaBranch:
    """One answer: the word by which it is ticked, what it says, how likely it is, and what it brings to know it."""

    word: str
    text: str
    chance: str
    gain: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One question: its id, the sentence, who knows, how long it takes, what knowing is worth, and until when."""

    id: str
    sentence: str
    ask: str
    minutes: str
    gain: str
    before: str
    branches: tuple[AgendaBranch, ...]


@dataclass(frozen=True, slots=True)
class AgendaView:
    """An agenda for the internal audience: deals by id and name, no customers."""

    notice: str
    language: str
    name: str
    statement: str
    reading: str
    answered_by: dict[str, str]
    """The questions that are answered, with their answers in words, by the id of the question."""
    chosen: tuple[AgendaItem, ...]
    others: tuple[AgendaItem, ...]
    """Questions that are worth something and do not fit."""

    @property
    def answered(self) -> tuple[str, ...]:
        """The answers in words."""
        return tuple(self.answered_by.values())


def build_agenda(
    plan: Plan, ranked: Sequence[RankedQuestion], *, minutes: int, answered: Sequence[Answered], left: int
) -> AgendaView:
    """Make the view of an agenda."""
    chosen = [one for one in ranked if one.chosen]
    return AgendaView(
        notice=_("Internal. This page shows amounts of deals and promises to customers."),
        language=language().replace("_", "-"),
        name=plan.name,
        statement=_statement(chosen, minutes),
        reading=follow_on(
            _(
                "Each amount is the expected value of knowing the answer before planning: what the best plans for each "
                "answer are worth on average, less what the best single plan is worth. It is estimated by short "
                "searches. Amounts do not add up, because answers can matter for the same work."
            ),
            _left(left),
        ),
        answered_by={q.id: _tick(q, branch.word, branch.amount, plan) for q, branch in answered},
        chosen=tuple(_item(one, plan) for one in chosen),
        others=tuple(_item(one, plan) for one in ranked if one.gain and not one.chosen),
    )


def _statement(chosen: Sequence[RankedQuestion], minutes: int) -> str:
    if not chosen:
        return _("No question was found whose answer would change the plan.")
    used = sum(one.question.minutes for one in chosen)
    sentence = ngettext(
        "{count} question for {used} of {minutes} minutes.",
        "{count} questions for {used} of {minutes} minutes.",
        len(chosen),
    )
    return sentence.format(count=len(chosen), used=used, minutes=minutes)


def _left(left: int) -> str:
    if not left:
        return ""
    sentence = ngettext(
        "{count} further question was not planned; more time plans it.",
        "{count} further questions were not planned; more time plans them.",
        left,
    )
    return sentence.format(count=left)


def _item(one: RankedQuestion, plan: Plan) -> AgendaItem:
    question, currency = one.question, plan.currency
    return AgendaItem(
        id=question.id,
        sentence=question_text(question, plan),
        ask=_who(question),
        minutes=_("{count} min").format(count=question.minutes),
        gain=money(one.gain, currency),
        before="" if one.before is None else _("before {day}").format(day=long_day(one.before)),
        branches=tuple(_branch(question, branch, currency) for branch in one.branches),
    )


def _branch(question: MeetingQuestion, branch: RankedBranch, currency: str) -> AgendaBranch:
    text = branch_text(question, branch.word, branch.amount)
    return AgendaBranch(branch.word, text, percent(branch.chance), signed(branch.gain, currency))


def _tick(question: MeetingQuestion, word: str, amount: float, plan: Plan) -> str:
    return labelled(question_text(question, plan), branch_text(question, word, amount))


def question_text(question: MeetingQuestion, plan: Plan) -> str:
    """A question as it is asked."""
    lines = [*plan.features, *plan.unplanned] if question.kind == "effort" else plan.deals
    names = {line.id: line.name for line in lines}  # type: ignore[attr-defined]
    name = names.get(question.subject, question.subject)
    amounts = [abs(branch.amount) for branch in question.branches]
    return {
        "effort": _("How much work is {subject}: {first}, {second} or {last} person-days?"),
        "gate": _("When is the gate {gate} of {subject}: as stated, {first} working days earlier, or {last} later?"),
        "wait": _("Can {subject} decide {last} working days later?"),
        "need": _("Does {subject} need {wanted} by {gate}, or can it do without?"),
        "substitute": _("Does {subject} take {other} instead of {wanted} by {gate}?"),
        "win": _("Will {subject} be won?"),
        "wish": _("Is {wanted} by {gate} worth money to {subject}?"),
    }[question.kind].format(
        subject=with_id(name, question.subject),
        first=f"{amounts[0]:g}",
        second=f"{amounts[1]:g}",
        last=f"{amounts[-1]:g}",
        gate="" if question.gate is None else gate_word(question.gate),
        wanted=question.wanted,
        other=question.other,
    )


def branch_text(question: MeetingQuestion, word: str, amount: float) -> str:
    """What an answer says."""
    if question.kind == "effort":
        return _("{days} person-days").format(days=f"{amount:g}")
    if word in ("earlier", "later"):
        days = f"{abs(amount):g}"
        earlier, later = _("{days} working days earlier"), _("{days} working days later")
        return (earlier if word == "earlier" else later).format(days=days)
    return {
        "stated": _("as stated"),
        "no": _("no"),
        "yes": _("yes"),
        "needed": _("needs it"),
        "not_needed": _("does without"),
        "refused": _("no"),
        "taken": _("yes"),
        "won": _("won"),
        "lost": _("lost"),
        "nothing": _("no"),
        "matters": _("yes"),
    }[word]


def _who(question: MeetingQuestion) -> str:
    if question.kind == "effort":
        return _("the team {team}").format(team=question.owner)
    return question.owner or _("the owner of {deal}").format(deal=question.subject)


def agenda_markdown(view: AgendaView) -> str:
    """The agenda as Markdown, with a box to tick for each answer. Names stay text, whatever they hold."""
    return "\n".join(_markdown(view)) + "\n"


def _markdown(view: AgendaView) -> Iterator[str]:
    yield f"# {_plain(view.name)}"
    yield ""
    yield _plain(view.statement)
    for number, item in enumerate(view.chosen, start=1):
        yield ""
        yield f"## {number}. {_plain(item.sentence)}"
        yield ""
        yield _plain(in_clauses(item_facts(item)))
        yield ""
        for branch in item.branches:
            said = in_clauses((branch.text, branch.chance, branch.gain))
            yield f"- [ ] {_plain(said)} `{item.id}={branch.word}`"
    if view.others:
        yield ""
        yield f"**{_('Not in this meeting')}**"
        yield ""
        yield from (f"- {_plain(in_clauses((item.sentence, item.gain)))}" for item in view.others)
    yield ""
    yield _plain(view.reading)


def item_facts(item: AgendaItem) -> tuple[str, ...]:
    """What is known of a question, in clauses."""
    return (
        labelled(_("worth"), item.gain),
        labelled(_("ask"), item.ask),
        item.minutes,
        item.before,
    )


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
