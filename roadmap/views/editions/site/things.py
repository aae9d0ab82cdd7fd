"""The pages of things in the site of an edition: deals, releases, capabilities and sales owners. A fact or a column is
there for those who see all of the fields it is made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from requirements.amounts.halves import number_of
from requirements.language import _, either, enumerated, labelled, ngettext
from roadmap.editions.seen import Seen
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.views.editions.audiences.sales import day_cell
from roadmap.views.editions.edition import EditionCell, EditionTable, badge, text
from roadmap.views.editions.site.edition_register import EditionRegister, ToldColumn, told_facts, told_table
from roadmap.views.formats import exact_figure, figure, percent, working_days
from roadmap.views.site.deal_page import met_badge
from roadmap.views.site.parts import Thing, ThingLink
from roadmap.views.words import (
    deal_badge,
    gate_badge,
    gate_word,
    importance_word,
    kind_word,
    maturity_word,
    stage_word,
)

Facts = tuple[tuple[str, tuple[EditionCell, ...]], ...]
"""Names and values."""


@dataclass(frozen=True, slots=True)
class EditionThing:
    """The page of one thing for one audience."""

    link: ThingLink
    kind: str
    title: str
    subtitle: str
    facts: Facts
    lines: tuple[str, ...]
    tables: tuple[EditionTable, ...]
    part: Seen | None
    """The line of the plan as the audience sees it; None for what has no line of its own."""


def deal_things(register: EditionRegister) -> Iterator[EditionThing]:
    """A page for each deal."""
    facts = (
        ToldColumn(_("Standing"), "DealLine.status", lambda deal: badge(deal_badge(deal.status))),
        ToldColumn(_("Owner"), "DealLine.owner", lambda deal: register.cell(Thing.OWNER, deal.owner)),
        ToldColumn(_("Segment"), "DealLine.segment", lambda deal: text(register.segments[deal.segment])),
        ToldColumn(_("Stage"), "DealLine.stage", lambda deal: text(stage_word(deal.stage))),
        ToldColumn(_("Release"), "DealLine.release", lambda deal: register.cell(Thing.RELEASE, deal.release)),
        ToldColumn(_("Contract value"), "DealLine.value DealLine.win_probability", _worth),
        ToldColumn(_("Expected value"), "DealLine.expected", lambda deal: text(figure(deal.expected))),
        ToldColumn(_("Value kept"), "DealLine.kept", lambda deal: text(figure(deal.kept))),
    )
    for deal in register.deals:
        yield EditionThing(
            link=ThingLink(Thing.DEAL, deal.id),
            kind=_("Deal"),
            title=register.names[Thing.DEAL][deal.id],
            subtitle=deal.name if register.tells("DealLine.customer") else "",
            facts=(*told_facts(register, facts, deal), *_own_facts(deal, register)),
            lines=tuple(filter(None, (_situation(deal, register), register.why.get(deal.id, "")))),
            tables=(_gates(deal, register), _needs(deal, register)),
            part=deal,
        )


def _own_facts(deal: Any, register: EditionRegister) -> Facts:
    """What a deal says in fields of the company's own."""
    if not register.tells("DealLine.fields"):
        return ()
    return tuple((name, (text(value),)) for name, value in deal.fields.items() if value)


def _worth(deal: Any) -> EditionCell:
    return EditionCell(exact_figure(deal.value), number_of(deal.value), remark=percent(deal.win_probability))


def _situation(deal: Any, register: EditionRegister) -> str:
    return (deal.situation or "") if register.tells("DealLine.situation") else ""


def _gates(deal: Any, register: EditionRegister) -> EditionTable:
    """The gates of a deal, and what is promised for each."""
    promised = {promise.gate: promise for promise in deal.promises}

    def standing(line: Any) -> EditionCell:
        return badge(gate_badge(line.status if line.gate in promised else GateStatus.NOT_PROMISED))

    def slack(line: Any) -> EditionCell:
        is_told = line.gate in promised and line.slack is not None
        return EditionCell(working_days(line.slack), line.slack) if is_told else text("–")

    def release(line: Any) -> EditionCell:
        return register.cell(Thing.RELEASE, promised[line.gate].release if line.gate in promised else None)

    columns = (
        ToldColumn(_("Gate"), "GateLine.gate", lambda line: text(gate_word(line.gate))),
        ToldColumn(_("Gate day"), "GateLine.day", lambda line: day_cell(line.day)),
        ToldColumn(_("Standing"), "GateLine.status", standing),
        ToldColumn(
            _("Promise"),
            "Promise.day",
            lambda line: day_cell(promised[line.gate].day if line.gate in promised else None),
        ),
        ToldColumn(_("Release"), "Promise.release", release),
        ToldColumn(_("Slack"), "GateLine.slack", slack, number=True),
        ToldColumn(_("Still missing"), "GateLine.missing", lambda line: text(_missing(line.missing, register))),
    )
    return told_table(register, "gates", heading=_("Gates"), columns=columns, parts=deal.gates)


def _missing(missing: tuple[str, ...], register: EditionRegister) -> str:
    names = register.names[Thing.CAPABILITY]
    return enumerated(either(names.get(key, key) for key in ids.split(" | ")) for ids in missing) or "–"


def _needs(deal: Any, register: EditionRegister) -> EditionTable:
    def asked(need: Any) -> EditionCell:
        cells = register.cells(Thing.CAPABILITY, need.any_of)
        return EditionCell(either(cell.text for cell in cells), link=cells[0].link)

    columns = (
        ToldColumn(_("Capability"), "NeedLine.any_of", asked),
        ToldColumn(_("Maturity"), "NeedLine.maturity", lambda need: text(maturity_word(need.maturity))),
        ToldColumn(_("By"), "NeedLine.gate", lambda need: text(gate_word(need.gate))),
        ToldColumn(_("Importance"), "NeedLine.importance", lambda need: text(importance_word(need.importance))),
        ToldColumn(_("In time"), "NeedLine.met NeedLine.ready", lambda need: _met(need, deal, register)),
        ToldColumn(_("Ready"), "NeedLine.ready", lambda need: day_cell(need.ready)),
        ToldColumn(_("Feature"), "NeedLine.feature", lambda need: register.cell(Thing.FEATURE, need.feature)),
        ToldColumn(_("Release"), "NeedLine.release", lambda need: register.cell(Thing.RELEASE, need.release)),
    )
    return told_table(register, "needs", heading=_("Needs"), columns=columns, parts=deal.needs)


def _met(need: Any, deal: Any, register: EditionRegister) -> EditionCell:
    given_up = register.tells("DealLine.status") and deal.status is DealStatus.GIVEN_UP
    return badge(met_badge(need, given_up=given_up))


def deal_columns(register: EditionRegister) -> tuple[ToldColumn, ...]:
    """The columns of a table of deals."""
    name = _("Customer") if register.tells("DealLine.customer") else _("Deal")
    return (
        ToldColumn(name, "DealLine.id", lambda deal: register.cell(Thing.DEAL, deal.id)),
        ToldColumn(_("Deal"), "DealLine.name DealLine.customer", lambda deal: text(deal.name)),
        ToldColumn(_("Standing"), "DealLine.status", lambda deal: badge(deal_badge(deal.status))),
        ToldColumn(_("Stage"), "DealLine.stage", lambda deal: text(stage_word(deal.stage))),
        ToldColumn(_("Owner"), "DealLine.owner", lambda deal: register.cell(Thing.OWNER, deal.owner)),
        ToldColumn(_("Release"), "DealLine.release", lambda deal: register.cell(Thing.RELEASE, deal.release)),
        ToldColumn(_("Expected value"), "DealLine.expected", lambda deal: text(figure(deal.expected)), number=True),
        ToldColumn(_("Value kept"), "DealLine.kept", lambda deal: text(figure(deal.kept)), number=True),
    )


def deals_table(register: EditionRegister, deals: tuple[Any, ...]) -> EditionTable:
    """Deals, in the order in which the audience knows them."""
    return told_table(register, "deals", heading=_("Deals"), columns=deal_columns(register), parts=deals)


def capability_things(register: EditionRegister) -> Iterator[EditionThing]:
    """A page for each capability: what is there, what provides it, and who needs it."""
    for line in register.capabilities:
        facts: list[tuple[str, tuple[EditionCell, ...]]] = [
            (_("Available today as"), (text(maturity_word(line.ready) if line.ready else "–"),))
        ]
        if register.tells("CapabilityLine.lands"):
            landing = (
                EditionCell(labelled(maturity_word(level), release), link=ThingLink(Thing.RELEASE, release))
                for level, release in line.lands.items()
            )
            facts.append((_("Lands"), tuple(landing) or (text(_("not in this plan")),)))
        yield EditionThing(
            link=ThingLink(Thing.CAPABILITY, line.id),
            kind=_("Capability"),
            title=line.name,
            subtitle=kind_word(line.kind),
            facts=tuple(facts),
            lines=(),
            tables=(_providers(line.id, register), _needed(register.needing.get(line.id, []), register)),
            part=line,
        )


def _providers(capability: str, register: EditionRegister) -> EditionTable:
    built = [line for line in register.features if capability in line.provides]
    columns = (
        ToldColumn(_("Feature"), "FeatureLine.id", lambda line: register.cell(Thing.FEATURE, line.id)),
        ToldColumn(_("Team"), "FeatureLine.team", lambda line: register.cell(Thing.TEAM, line.team)),
        ToldColumn(_("Release"), "FeatureLine.release", lambda line: register.cell(Thing.RELEASE, line.release)),
        ToldColumn(_("Verified"), "FeatureLine.verified", lambda line: day_cell(line.verified)),
    )
    return told_table(register, "features", heading=_("Provided by"), columns=columns, parts=built)


def _needed(pairs: list[tuple[Any, Any]], register: EditionRegister) -> EditionTable:
    columns = (
        ToldColumn(_("Deal"), "DealLine.id", lambda pair: register.cell(Thing.DEAL, pair[0].id)),
        ToldColumn(_("Maturity"), "NeedLine.maturity", lambda pair: text(maturity_word(pair[1].maturity))),
        ToldColumn(_("By"), "NeedLine.gate", lambda pair: text(gate_word(pair[1].gate))),
        ToldColumn(_("In time"), "NeedLine.met NeedLine.ready", lambda pair: _met(pair[1], pair[0], register)),
        ToldColumn(_("Ready"), "NeedLine.ready", lambda pair: day_cell(pair[1].ready)),
    )
    return told_table(register, "needed", heading=_("Needed by"), columns=columns, parts=pairs)


def owner_things(register: EditionRegister) -> Iterator[EditionThing]:
    """A page for each sales owner whose deals the audience sees."""
    for owner, deals in register.by_owner.items():
        count = ngettext("{n} deal", "{n} deals", len(deals)).format(n=len(deals))
        yield EditionThing(
            link=ThingLink(Thing.OWNER, owner),
            kind=_("Owner"),
            title=owner,
            subtitle=count,
            facts=(),
            lines=(),
            tables=(deals_table(register, tuple(deals)),),
            part=None,
        )
