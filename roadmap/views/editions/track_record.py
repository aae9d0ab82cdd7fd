"""The track record for a customer: how the promises to its deal were kept, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from requirements.gate import Gate
from requirements.language import _, ngettext
from roadmap.editions.imprint import imprint_of
from roadmap.editions.lens import Lens, lens_for
from roadmap.editions.seen import shown
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.tracking.promise_keeping import Kept
from roadmap.views.editions.audiences.customer import TOLD_GATES
from roadmap.views.editions.cover import edition_view, quarter_word
from roadmap.views.editions.edition import EditionCell, EditionColumn, EditionTable, EditionView, badge
from roadmap.views.words import Badge, gate_word


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """A promise to a deal whose day is past: whether it held, and how many working days ahead a later day was told
    (None: none was)."""

    deal: str
    gate: Gate
    release: str
    day: date
    held: bool
    announced: int | None


def build_customer_record(plan: Plan, kept: Sequence[Kept], *, deal: str, as_of: date) -> EditionView:
    """The track record of the promises to one open deal of a plan, for its customer, as of a day.

    UsageFault where the plan holds no such deal.
    """
    lens = lens_for(plan, Audience.CUSTOMER, deal=deal)
    customer = next(line.customer for line in plan.deals if line.id == deal)
    promises = _told(kept, lens)
    return edition_view(
        replace(imprint_of(plan, lens), as_of=as_of, expires=None),
        name=_("Promises to {customer}").format(customer=customer),
        statement=_statement(promises),
        tables=(_table(promises),),
    )


def _told(kept: Sequence[Kept], lens: Lens) -> list[Any]:
    """The promises that a customer's lens shows, the last first."""
    found = [
        KeptPromise(line.deal, line.gate, line.release, line.day, one.held, one.announced)
        for one in sorted(kept, key=lambda one: (one.promise.day, one.promise.gate.rank), reverse=True)
        if (line := one.promise).gate in TOLD_GATES
    ]
    return list(shown(found, lens))


def _statement(promises: Sequence[Any]) -> str:
    if not promises:
        return _("The day of no promise is past yet.")
    held = sum(one.held for one in promises)
    said = ngettext("{held} of {count} promise held.", "{held} of {count} promises held.", len(promises))
    return said.format(held=held, count=len(promises))


def _table(promises: Sequence[Any]) -> EditionTable:
    columns = (_("Milestone"), _("Promised for"), _("Release"), _("Kept"), _("Announced"))
    return EditionTable(
        key="record",
        heading=_("What we promised, and what came of it"),
        note="",
        columns=tuple(map(EditionColumn, columns)),
        rows=tuple(_row(one) for one in promises),
        empty=_("The day of no promise is past yet."),
    )


def _row(one: Any) -> tuple[EditionCell, ...]:
    mark = Badge("✓", _("Kept"), "good") if one.held else Badge("✗", _("Not kept"), "late")
    ahead = ngettext("{count} working day ahead", "{count} working days ahead", one.announced or 0)
    told = "" if one.held else _("not announced") if one.announced is None else ahead.format(count=one.announced)
    return (
        EditionCell(gate_word(one.gate)),
        EditionCell(quarter_word(one.day)),
        EditionCell(one.release),
        badge(mark),
        EditionCell(told or "–"),
    )
