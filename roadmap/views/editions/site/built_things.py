"""The pages of what is built, in the site of an edition: releases, features and teams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from requirements.language import _, bracketed, enumerated
from roadmap.views.editions.audiences.sales import day_cell
from roadmap.views.editions.edition import EditionCell, EditionTable, badge, text
from roadmap.views.editions.site.edition_register import EditionRegister, ToldColumn, told_facts, told_table
from roadmap.views.editions.site.things import EditionThing, Facts, deals_table
from roadmap.views.formats import figure, working_days
from roadmap.views.site.parts import Thing, ThingLink
from roadmap.views.words import maturity_word, phase_word, work_badge


def release_things(register: EditionRegister) -> Iterator[EditionThing]:
    """A page for each release: what lands in it and whom it completes."""
    facts = (
        ToldColumn(_("Freeze"), "ReleaseLine.freeze", lambda line: day_cell(line.freeze)),
        ToldColumn(_("Ships"), "ReleaseLine.ship", lambda line: day_cell(line.ship)),
        ToldColumn(_("Cost"), "ReleaseLine.cost", lambda line: text(figure(line.cost))),
    )
    served: dict[str, list[Any]] = {}
    for deal in register.deals if register.tells("DealLine.release") else ():
        served.setdefault(deal.release, []).append(deal)
    for line in register.releases:
        held = set(line.features) if register.tells("ReleaseLine.features") else set()
        yield EditionThing(
            link=ThingLink(Thing.RELEASE, line.id),
            kind=_("Release"),
            title=line.id,
            subtitle="",
            facts=told_facts(register, facts, line),
            lines=(),
            tables=(
                features_table(register, [one for one in register.features if one.id in held]),
                deals_table(register, tuple(served.get(line.id, []))),
            ),
            part=line,
        )


def releases_table(register: EditionRegister) -> EditionTable:
    """All releases, by the day they ship."""
    columns = (
        ToldColumn(_("Release"), "ReleaseLine.id", lambda line: register.cell(Thing.RELEASE, line.id)),
        ToldColumn(_("Freeze"), "ReleaseLine.freeze", lambda line: day_cell(line.freeze)),
        ToldColumn(_("Ships"), "ReleaseLine.ship", lambda line: day_cell(line.ship)),
        ToldColumn(_("Features"), "ReleaseLine.features", lambda line: text(str(len(line.features))), number=True),
    )
    parts = sorted(register.releases, key=lambda line: (line.ship, line.id))
    return told_table(register, "releases", heading=_("Releases"), columns=columns, parts=parts)


def features_table(register: EditionRegister, features: list[Any], *, rest: tuple[Any, ...] = ()) -> EditionTable:
    """Features that are built, by the day they are verified, and after them the rest, which is not."""
    features.sort(key=lambda line: (line.verified, line.id))
    columns = (
        ToldColumn(_("Feature"), "FeatureLine.id", lambda line: register.cell(Thing.FEATURE, line.id)),
        ToldColumn(_("Team"), "FeatureLine.team", lambda line: register.cell(Thing.TEAM, line.team)),
        ToldColumn(_("Release"), "FeatureLine.release", lambda line: register.cell(Thing.RELEASE, line.release)),
        ToldColumn(_("Verified"), "FeatureLine.verified", lambda line: day_cell(line.verified)),
        ToldColumn(
            _("Slack"), "FeatureLine.slack", lambda line: EditionCell(working_days(line.slack), line.slack), number=True
        ),
    )
    table = told_table(register, "features", heading=_("Features"), columns=columns, parts=features)
    return replace(table, rows=(*table.rows, *(_rest(line, register, len(table.columns)) for line in rest)))


def _rest(line: Any, register: EditionRegister, columns: int) -> tuple[EditionCell, ...]:
    name = replace(register.cell(Thing.FEATURE, line.id), remark=_("not in this plan"))
    return (name, register.cell(Thing.TEAM, line.team), *(text("–"),) * (columns - 2))


def feature_things(register: EditionRegister) -> Iterator[EditionThing]:
    """A page for each feature: those that are built, and those that are not."""
    facts = (
        ToldColumn(_("Team"), "FeatureLine.team", lambda line: register.cell(Thing.TEAM, line.team)),
        ToldColumn(_("Release"), "FeatureLine.release", lambda line: register.cell(Thing.RELEASE, line.release)),
        ToldColumn(_("Verified"), "FeatureLine.verified", lambda line: day_cell(line.verified)),
        ToldColumn(_("Slack to freeze"), "FeatureLine.slack", lambda line: text(working_days(line.slack))),
        ToldColumn(_("Cost"), "FeatureLine.cost", lambda line: text(figure(line.cost))),
    )
    waited: dict[str, list[str]] = {}
    for line in register.features:
        for one in line.after:
            waited.setdefault(one.feature, []).append(line.id)
    deals = {deal.id: deal for deal in register.deals}
    for line in register.features:
        linked_facts = (
            (_("Provides"), _provides(line, register)),
            (_("Waits for"), register.cells(Thing.FEATURE, [one.feature for one in line.after])),
            (_("Waited for by"), register.cells(Thing.FEATURE, waited.get(line.id, []))),
        )
        named = set(line.deals)
        counting = tuple(deal for key, deal in deals.items() if key in named)
        yield EditionThing(
            link=ThingLink(Thing.FEATURE, line.id),
            kind=_("Feature"),
            title=line.name,
            subtitle="",
            facts=(*told_facts(register, facts, line), *(fact for fact in linked_facts if fact[1])),
            lines=(),
            tables=(_work(line, register), deals_table(register, counting)),
            part=line,
        )
    yield from _left(register)


def _left(register: EditionRegister) -> Iterator[EditionThing]:
    for line in register.unplanned:
        facts: Facts = (
            (_("Team"), (register.cell(Thing.TEAM, line.team),)),
            (_("Would provide"), _provides(line, register)),
        )
        yield EditionThing(
            link=ThingLink(Thing.FEATURE, line.id),
            kind=_("Feature"),
            title=line.name,
            subtitle=_("not in this plan"),
            facts=facts,
            lines=(),
            tables=(),
            part=line,
        )


def _provides(line: Any, register: EditionRegister) -> tuple[EditionCell, ...]:
    names = register.names[Thing.CAPABILITY]
    return tuple(
        EditionCell(bracketed(names.get(key, key), maturity_word(level)), link=ThingLink(Thing.CAPABILITY, key))
        for key, level in line.provides.items()
    )


def _work(feature: Any, register: EditionRegister) -> EditionTable:
    columns = (
        ToldColumn(_("Phase"), "WorkLine.phase WorkLine.name", lambda item: text(item.name or phase_word(item.phase))),
        ToldColumn(_("Skill"), "WorkLine.skill", lambda item: text(item.skill or "–")),
        ToldColumn(_("First day"), "WorkLine.first", lambda item: day_cell(item.first)),
        ToldColumn(_("Last day"), "WorkLine.last", lambda item: day_cell(item.last)),
        ToldColumn(_("Person-days"), "WorkLine.effort", lambda item: text(f"{float(item.effort):g}"), number=True),
        ToldColumn(_("Status"), "WorkLine.status", lambda item: badge(work_badge(item.status))),
        ToldColumn(_("Assigned to"), "WorkLine.people", lambda item: text(enumerated(item.people) or "–")),
    )
    return told_table(register, "work", heading=_("Work"), columns=columns, parts=feature.work)


def team_things(register: EditionRegister) -> Iterator[EditionThing]:
    """A page for each team: what it builds."""
    facts = (
        ToldColumn(_("Skill"), "TeamLine.skill", lambda line: text(line.skill)),
        ToldColumn(_("People"), "TeamLine.people", lambda line: text(str(line.people))),
    )
    for line in register.teams:
        own = [one for one in register.features if one.team == line.id]
        left = [one for one in register.unplanned if one.team == line.id]
        columns = (ToldColumn(_("Feature"), "UnplannedLine.id", lambda one: register.cell(Thing.FEATURE, one.id)),)
        rest = told_table(register, "unplanned", heading=_("Not in this plan"), columns=columns, parts=left)
        yield EditionThing(
            link=ThingLink(Thing.TEAM, line.id),
            kind=_("Team"),
            title=line.name,
            subtitle="",
            facts=told_facts(register, facts, line),
            lines=(),
            tables=(features_table(register, own), rest),
            part=line,
        )
