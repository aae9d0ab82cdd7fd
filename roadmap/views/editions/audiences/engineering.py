"""The edition for engineering: what lands where, who does what and when, and which gates wait for it. No money; deals
under names that only engineering knows them by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requirements.language import _, enumerated, ngettext
from roadmap.editions.imprint import Imprint, imprint_of
from roadmap.editions.lens import Lens
from roadmap.editions.seen import Seen, see
from roadmap.plans.deals import GateStatus
from roadmap.plans.document import Plan
from roadmap.views.chart.feature_chart import ChartView
from roadmap.views.editions.audiences.sales import day_cell, release_cell
from roadmap.views.editions.cover import edition_view
from roadmap.views.editions.edition import (
    EditionCell,
    EditionColumn,
    EditionTable,
    EditionView,
    badge,
    linked,
    text,
)
from roadmap.views.editions.site.edition_register import edition_register
from roadmap.views.editions.site.timelines import feature_chart
from roadmap.views.formats import percent, working_days
from roadmap.views.site.parts import Thing
from roadmap.views.words import gate_badge, gate_word, maturity_word, phase_word, work_badge

DRAWN_FEATURES = 120
"""Features that the picture of a page shows."""


def build_engineering(plan: Plan, lens: Lens) -> EditionView:
    """The edition of all work of a plan."""
    register = edition_register(see(plan, lens), lens, {})
    return _edition(register.plan, imprint_of(plan, lens), feature_chart(register, most=DRAWN_FEATURES))


def _edition(plan: Seen, imprint: Imprint, chart: ChartView | None) -> EditionView:
    count = len(plan.features)
    built = ngettext("{count} feature is built.", "{count} features are built.", count).format(count=count)
    return edition_view(
        imprint,
        name=plan.name,
        statement=built,
        chart=chart,
        tables=(
            _features(plan),
            _releases(plan),
            _work(plan),
            _gates(plan),
            _load(plan),
            _hand_overs(plan),
            _rest(plan),
        ),
    )


def _columns(*names: str, numbers: tuple[str, ...] = ()) -> tuple[EditionColumn, ...]:
    return tuple(EditionColumn(name, number=name in numbers) for name in names)


def _features(plan: Seen) -> EditionTable:
    capabilities = {line.id: line.name for line in plan.capabilities}
    teams = {line.id: line.name for line in plan.teams}
    rows = tuple(_feature(line, capabilities, teams) for line in plan.features)
    columns = _columns(
        *(_("Feature"), _("Team"), _("Provides"), _("Release"), _("Verified"), _("Slack"), _("Deals that count on it")),
        numbers=(_("Slack"),),
    )
    return EditionTable("features", _("Features"), "", columns, rows, _("Nothing is built."))


def _feature(line: Any, capabilities: Mapping[str, str], teams: Mapping[str, str]) -> tuple[EditionCell, ...]:
    provides = [f"{capabilities.get(key, key)} ({maturity_word(level)})" for key, level in line.provides.items()]
    return (
        linked(line.name, Thing.FEATURE, line.id),
        linked(teams.get(line.team, line.team), Thing.TEAM, line.team),
        text(enumerated(provides)),
        release_cell(line.release),
        day_cell(line.verified),
        EditionCell(working_days(line.slack), line.slack),
        text(enumerated(line.deals) or "–"),
    )


def _releases(plan: Seen) -> EditionTable:
    names = {line.id: line.name for line in plan.features}
    rows = tuple(
        (
            release_cell(line.id),
            day_cell(line.freeze),
            day_cell(line.ship),
            text(enumerated(names.get(key, key) for key in line.features) or "–"),
        )
        for line in plan.releases
        if line.used
    )
    return EditionTable(
        "releases", _("Releases"), "", _columns(_("Release"), _("Freeze"), _("Ships"), _("Features")), rows
    )


def _work(plan: Seen) -> EditionTable:
    rows = tuple(_item(feature, item) for feature in plan.features for item in feature.work)
    columns = _columns(
        *(
            _("Feature"),
            _("Work"),
            _("Skill"),
            _("Assigned to"),
            _("First day"),
            _("Last day"),
            _("Person-days"),
            _("State"),
        ),
        numbers=(_("Person-days"),),
    )
    return EditionTable("work", _("Work"), "", columns, rows, lead=1)


def _item(feature: Any, item: Any) -> tuple[EditionCell, ...]:
    effort = float(item.effort)
    return (
        linked(feature.name, Thing.FEATURE, feature.id),
        text(item.name or phase_word(item.phase)),
        text(item.skill or "–"),
        text(enumerated(item.people) or "–"),
        day_cell(item.first),
        day_cell(item.last),
        EditionCell(f"{effort:g}", effort),
        badge(work_badge(item.status)),
    )


def _gates(plan: Seen) -> EditionTable:
    """The gates that wait for a release, by day: under pseudonyms."""
    pairs = [(gate.day, deal.id, gate.gate.rank, gate) for deal in plan.deals for gate in _waiting(deal)]
    rows = tuple(
        (
            linked(deal, Thing.DEAL, deal),
            text(gate_word(gate.gate)),
            day_cell(day),
            release_cell(gate.release),
            day_cell(gate.ready),
            badge(gate_badge(gate.status)),
        )
        for day, deal, _rank, gate in sorted(pairs, key=lambda pair: pair[:3])
    )
    columns = _columns(_("Deal"), _("Gate"), _("Gate day"), _("Release"), _("Ready"), _("Standing"))
    note = _("The names of deals on this page are used only in this edition.")
    return EditionTable("gates", _("Gates that wait for releases"), note, columns, rows)


def _waiting(deal: Any) -> list[Any]:
    """The gates of a deal for which a release is promised."""
    return [gate for gate in deal.gates if gate.release and gate.status is not GateStatus.NOT_PROMISED]


def _load(plan: Seen) -> EditionTable:
    rows = []
    for line in plan.skills:
        on_hand, used = (sum(getattr(week, name) for week in line.weeks) for name in ("available", "used"))
        rows.append(
            (
                text(line.id),
                EditionCell(str(line.people), line.people),
                EditionCell(str(on_hand), on_hand),
                EditionCell(str(used), used),
                text(percent(used, on_hand)),
            )
        )
    names = (_("People"), _("Person-days on hand"), _("Person-days planned"), _("Load"))
    return EditionTable("load", _("Load"), "", _columns(_("Skill"), *names, numbers=names), tuple(rows))


def _hand_overs(plan: Seen) -> EditionTable:
    names = {line.id: line.name for line in plan.features}
    rows = tuple(
        (
            linked(names.get(line.feature, line.feature), Thing.FEATURE, line.feature),
            text(phase_word(line.phase)),
            day_cell(line.day),
            text(enumerated(line.leaves)),
            text(enumerated(line.joins)),
        )
        for line in plan.hand_overs
    )
    columns = _columns(_("Feature"), _("Work"), _("Day"), _("Leaves"), _("Joins"))
    return EditionTable("hand-overs", _("Hand-overs"), "", columns, rows)


def _rest(plan: Seen) -> EditionTable:
    teams = {line.id: line.name for line in plan.teams}
    rows = tuple(
        (linked(line.name, Thing.FEATURE, line.id), linked(teams.get(line.team, line.team), Thing.TEAM, line.team))
        for line in plan.unplanned
    )
    return EditionTable("unplanned", _("Not planned"), "", _columns(_("Feature"), _("Team")), rows)
