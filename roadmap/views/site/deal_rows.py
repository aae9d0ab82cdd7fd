"""Deals as rows of a table of the site, with the marks by which they are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from requirements.language import _, ngettext
from roadmap.plans.deals import DealLine
from roadmap.views.formats import figure, table_day
from roadmap.views.site.parts import Cell, Column, FilterChoice, SiteFilter, SiteRow, SiteTable, Thing, ThingLink
from roadmap.views.site.site_register import Register
from roadmap.views.words import deal_badge, gate_word, stage_word

MOST_ROWS = 220
"""Deals that one table names; of more the dearest."""


def deal_table(deals: Sequence[DealLine], register: Register) -> SiteTable:
    """Deals, the dearest first."""
    ranked = sorted(deals, key=lambda deal: (-deal.expected, deal.id))
    more = len(ranked) - MOST_ROWS
    note = ngettext("{n} more is in the list of deals.", "{n} more are in the list of deals.", more).format(n=more)
    rows = tuple(deal_row(deal, register) for deal in ranked[:MOST_ROWS])
    return SiteTable("deals", _("Deals"), columns(), rows, note if more > 0 else "")


def columns() -> tuple[Column, ...]:
    """The heads of a table of deals."""
    return (
        Column(_("Customer")),
        Column(_("Status")),
        Column(_("Stage")),
        Column(_("Owner")),
        Column(_("Next gate")),
        Column(_("Gate day"), number=True),
        Column(_("Release")),
        Column(_("Expected value"), number=True),
        Column(_("Value kept"), number=True),
    )


def deal_row(deal: DealLine, register: Register) -> SiteRow:
    """One deal."""
    ahead = [line for line in deal.gates if line.day >= register.plan.as_of]
    gate = min(ahead, key=lambda line: line.day, default=None)
    return SiteRow(
        (
            Cell(deal.customer, ThingLink(Thing.DEAL, deal.id), note=deal.name),
            Cell("", badge=deal_badge(deal.status)),
            Cell(stage_word(deal.stage)),
            Cell(deal.owner or "–", ThingLink(Thing.OWNER, deal.owner) if deal.owner else None),
            Cell(gate_word(gate.gate) if gate else "–"),
            Cell(table_day(gate.day) if gate else "–"),
            Cell(deal.release or "–", ThingLink(Thing.RELEASE, deal.release) if deal.release else None),
            Cell(figure(deal.expected)),
            Cell(figure(deal.kept)),
        ),
        marks(deal, register),
    )


def marks(deal: DealLine, register: Register) -> str:
    """What a deal can be found by: the marks of its owner, segment, status, teams, quarters and own fields."""
    by = register.marks
    found = [by["owner"].get(deal.owner or "", ""), by["segment"].get(deal.segment, ""), f"t-{deal.status.value}"]
    found += [by["team"].get(key, "") for key in sorted(register.teams.get(deal.id, ()))]
    found += [f"q{quarter}" for quarter in sorted(register.quarters[deal.id])]
    found += [of.get(deal.fields.get(name, ""), "") for name, of in register.own_fields.items()]
    return " ".join(filter(None, found))


def filters(register: Register) -> tuple[SiteFilter, ...]:
    """The lists from which readers choose: owner, segment, status, team, quarter and fields of the company's own; those
    with a choice to make."""
    plan, by = register.plan, register.marks
    quarters = sorted({quarter for found in register.quarters.values() for quarter in found})
    statuses = sorted({deal.status for deal in register.deals})
    names = {line.id: line.name for line in plan.segments} | {line.id: line.name for line in plan.teams}
    found = (
        ("owner", _("Owner"), [(mark, name) for name, mark in by["owner"].items()]),
        ("segment", _("Segment"), [(mark, names[key]) for key, mark in by["segment"].items()]),
        ("status", _("Status"), [(f"t-{status.value}", deal_badge(status).word) for status in statuses]),
        ("team", _("Team"), [(mark, names[key]) for key, mark in by["team"].items()]),
        ("quarter", _("Quarter of a gate"), [(f"q{name}", name) for name in quarters]),
        *own_choices(register.own_fields),
    )
    return tuple(
        SiteFilter(key, name, tuple(FilterChoice(mark, word) for mark, word in choices))
        for key, name, choices in found
        if len(choices) > 1
    )


def own_choices(marked: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The lists of fields of the company's own: an id, the name of the field, and its marks and values."""
    found = []
    for at, (name, of) in enumerate(marked.items()):
        choices: dict[str, str] = {}
        for value, mark in of.items():
            choices.setdefault(mark, value)
        found.append((f"f{at}", name, list(choices.items())))
    return found
