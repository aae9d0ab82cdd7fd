"""The edition for a customer: its own deal by public names and quarters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from requirements.gate import Gate
from requirements.language import _, either, enumerated
from roadmap.editions.imprint import Imprint, imprint_of
from roadmap.editions.lens import Lens
from roadmap.editions.need_answers import AnswerState, answers_of
from roadmap.editions.seen import Seen, see, shown
from roadmap.plans.document import Plan
from roadmap.views.editions.cover import edition_view, quarter_word
from roadmap.views.editions.edition import (
    EditionCell,
    EditionColumn,
    EditionLane,
    EditionTable,
    EditionView,
    badge,
    linked,
)
from roadmap.views.site.parts import Thing
from roadmap.views.words import Badge, gate_word, maturity_word

TOLD_GATES = (Gate.EVALUATION, Gate.DESIGN_IN, Gate.ACCEPTANCE)
"""The gates that are the customer's own; when it signs and pays is nothing for us to tell it."""


def build_customer(plan: Plan, lens: Lens) -> EditionView:
    """The edition of the one deal that a customer's lens shows."""
    deal = next(line for line in plan.deals if line.id in lens.deals)
    answers = shown(answers_of(plan, deal), lens)
    return _edition(see(plan, lens), answers, imprint_of(plan, lens))


def _edition(plan: Seen, answers: tuple[Any, ...], imprint: Imprint) -> EditionView:
    names = {line.id: line.name for line in plan.capabilities}
    deal = plan.deals[0]
    return edition_view(
        imprint,
        name=_("Roadmap for {customer}").format(customer=deal.customer),
        statement="",
        lanes=_lanes(answers, names),
        tables=(needs_table(answers, names), _gates(deal)),
    )


def item_of(answer: Any, names: Mapping[str, str]) -> str:
    """What a customer reads that it asked for: the public name of what brings it, else the capability."""
    if answer.public_names:
        return enumerated(answer.public_names)
    keys = answer.any_of if answer.capability is None else (answer.capability,)
    return either(names.get(key, key) for key in keys)


def answer_badge(state: AnswerState) -> Badge:
    """How far a need is met, as customers read it."""
    return {
        AnswerState.AVAILABLE: Badge("●", _("Available now"), "good"),
        AnswerState.PROMISED: Badge("○", _("Planned"), "accent"),
        AnswerState.PLANNED: Badge("○", _("Planned, date to be agreed"), "accent"),
        AnswerState.PARTLY: Badge("◐", _("Partly available"), "risk"),
        AnswerState.OPEN: Badge("–", _("Not planned at present"), "quiet"),
        AnswerState.UNSTATED: Badge("?", _("To be agreed"), "quiet"),
    }[state]


def when_of(answer: Any) -> str:
    """When a customer gets it: the quarter that is promised, now, or nothing."""
    return quarter_word(answer.day) if answer.state is AnswerState.PROMISED else ""


def _lanes(answers: tuple[Any, ...], names: Mapping[str, str]) -> tuple[EditionLane, ...]:
    """What is there and what comes in which quarter, each name once and in the order of the alphabet."""
    there = {item_of(one, names) for one in answers if one.state is AnswerState.AVAILABLE}
    told = [one for one in answers if one.state in (AnswerState.AVAILABLE, AnswerState.PROMISED)]
    forms = Counter(item for item, _maturity in {(item_of(one, names), one.maturity) for one in told})
    coming: dict[tuple[str, str], set[str]] = {}
    for one in answers:
        if one.state is AnswerState.PROMISED:
            item = item_of(one, names)
            finished = _("{name} ({maturity})").format(name=item, maturity=maturity_word(one.maturity))
            coming.setdefault((one.day, one.release), set()).add(finished if forms[item] > 1 else item)
    lanes = [EditionLane(_("Available now"), "", tuple(sorted(there)))] if there else []
    for (quarter, release), items in sorted(coming.items()):
        remark = _("in release {release}").format(release=release)
        lanes.append(EditionLane(quarter_word(quarter), remark, tuple(sorted(items))))
    return tuple(lanes)


def needs_table(answers: tuple[Any, ...], names: Mapping[str, str]) -> EditionTable:
    """What was asked for and how far it is met, each line once."""
    rows = {_row(one, names): None for one in sorted(answers, key=lambda one: (one.gate.rank, item_of(one, names)))}
    columns = (_("Requirement"), _("As"), _("Needed for"), _("Standing"), _("When"), _("Release"))
    return EditionTable(
        key="needs",
        heading=_("What you asked for"),
        note="",
        columns=tuple(map(EditionColumn, columns)),
        rows=tuple(rows),
        empty=_("No requirement is on record yet."),
    )


def _row(one: Any, names: Mapping[str, str]) -> tuple[EditionCell, ...]:
    now = "" if one.now is None else _("{maturity} available now").format(maturity=maturity_word(one.now))
    return (
        linked(item_of(one, names), Thing.CAPABILITY, item_of(one, names)),
        EditionCell(maturity_word(one.maturity)),
        EditionCell(gate_word(one.gate) if one.gate in TOLD_GATES else "–"),
        badge(answer_badge(one.state), now),
        EditionCell(when_of(one) or "–"),
        linked(one.release or "–", Thing.RELEASE, one.release),
    )


def _gates(deal: Any) -> EditionTable:
    rows = [
        (
            EditionCell(gate_word(one.gate)),
            EditionCell(quarter_word(one.day)),
            linked(one.release, Thing.RELEASE, one.release),
        )
        for one in deal.promises
        if one.gate in TOLD_GATES and one.release is not None
    ]
    columns = (_("Milestone"), _("When"), _("Release"))
    return EditionTable("gates", _("Your milestones"), "", tuple(map(EditionColumn, columns)), tuple(rows))
