"""Moves to second lines as people read them: who, when, after which training, and why."""

from __future__ import annotations

from dataclasses import dataclass

from requirements.language import _, bracketed, enumerated, follow_on
from roadmap.plans.document import Plan
from roadmap.plans.engineering.moves import MoveLine
from roadmap.views.delivery.written_amounts import people
from roadmap.views.formats import long_day, long_span, percent, table_day, table_span
from roadmap.views.lookup import Lookup, look_up

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move."""

    person: str
    own: str
    skill: str
    """The second line, with the proficiency."""
    days: str
    agree: str
    """When it must be agreed, or that it was."""
    training: str
    reason: str
    person_days: str
    work: str
    """Customers and features; or that there is nothing to do."""


def move_rows(plan: Plan) -> tuple[MoveRow, ...]:
    """The moves of a plan that do something, or that were agreed, by first day."""
    lookup = look_up(plan)
    return tuple(_row(line, lookup) for line in plan.moves if is_wanted(line))


def is_wanted(line: MoveLine) -> bool:
    """Whether a move has work in this plan, or was agreed and stays; all others need not be agreed."""
    return line.agreed or bool(line.deals or line.features)


def _row(line: MoveLine, lookup: Lookup) -> MoveRow:
    return MoveRow(
        person=line.person,
        own=line.own,
        skill=bracketed(line.skill, percent(line.proficiency)),
        days=table_span(line.first, line.last),
        agree=_("agreed") if line.agreed else _("by {day}").format(day=table_day(line.agree)),
        training=_training(line, lookup),
        reason=move_reason(line),
        person_days=str(line.person_days),
        work=_work(line, lookup),
    )


def move_reason(line: MoveLine) -> str:
    """Why somebody is moved, in a sentence."""
    text = _("{skill} is short of {lacking} people in these weeks. {own} has {spare} people to spare.")
    return text.format(skill=line.skill, own=line.own, lacking=people(line.lacking), spare=people(line.spare))


def move_sentence(line: MoveLine) -> str:
    """A move in a line: who, where to, when, what must come before, and why; or that this plan does without it."""
    text = _("{person}: {own} → {skill}, {days}.")
    if line.agreed:
        agree = _("The move is agreed.")
    elif line.deals or line.features:
        agree = _("The move must be agreed by {day}.").format(day=long_day(line.agree))
    else:
        agree = _("This plan does not need the move.")
    days = long_span(line.first, line.last)
    move = text.format(person=line.person, own=line.own, skill=line.skill, days=days)
    return follow_on(move, agree, move_reason(line))


def _training(line: MoveLine, lookup: Lookup) -> str:
    name = lookup.features[line.training].name if line.training in lookup.features else line.training
    if line.trained is None:
        return _("{training}, completed earlier").format(training=name)
    text = _("{training}, available on {day}. In training from {away}.")
    return text.format(training=name, day=table_day(line.trained), away=table_day(line.away))


def _work(line: MoveLine, lookup: Lookup) -> str:
    names = list(dict.fromkeys(lookup.customer(deal) for deal in line.deals))
    names += [lookup.features[key].name if key in lookup.features else key for key in line.features]
    if len(names) > MOST_NAMED + 1:
        rest = len(names) - MOST_NAMED
        names = [*names[:MOST_NAMED], _("{n} more").format(n=rest)]
    return enumerated(names) or ("–" if line.agreed else _nothing())


def _nothing() -> str:
    return _("not needed in this plan")
