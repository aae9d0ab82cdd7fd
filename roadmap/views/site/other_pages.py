"""The pages of releases, teams, capabilities and sales owners."""

from __future__ import annotations

from collections.abc import Sequence

from requirements.language import _, enumerated, labelled, ngettext
from roadmap.plans.deals import DealLine, DealStatus, NeedLine
from roadmap.plans.document import CapabilityLine, FeatureLine, ReleaseLine, UnplannedLine
from roadmap.plans.engineering.people import TeamLine
from roadmap.views.chart.feature_chart import ChartView
from roadmap.views.formats import figure, short_table_day, table_day, working_days
from roadmap.views.horizons import horizon_badge, horizon_of_release
from roadmap.views.site.deal_page import NONE, met_badge, release_cell
from roadmap.views.site.deal_rows import MOST_ROWS, deal_table
from roadmap.views.site.feature_page import own_rows
from roadmap.views.site.parts import (
    Cell,
    Column,
    SiteRow,
    SiteTable,
    Thing,
    ThingFact,
    ThingLink,
    ThingPage,
    web_address,
)
from roadmap.views.site.site_register import Register
from roadmap.views.words import (
    feature_remark,
    gate_badge,
    gate_word,
    importance_word,
    kind_word,
    maturity_word,
    slack_badge,
)


def release_page(release: ReleaseLine, register: Register, chart: ChartView) -> ThingPage:
    """What lands in a release and who takes it."""
    features = [register.lookup.features[key] for key in release.features if key in register.lookup.features]
    served = register.by_release.get(release.id, [])
    words = {_("used"): release.used, _("fixed"): release.fixed, _("past"): release.past}
    return ThingPage(
        link=ThingLink(Thing.RELEASE, release.id),
        kind=_("Release"),
        title=release.id,
        subtitle=enumerated(word for word, holds in words.items() if holds) or _("not used"),
        badge=horizon_badge(horizon_of_release(release, register.plan, register.lookup)) if release.used else None,
        facts=(
            ThingFact(_("Freeze"), (Cell(table_day(release.freeze)),)),
            ThingFact(_("Ships"), (Cell(table_day(release.ship)),)),
            ThingFact(_("Cost"), (Cell(figure(release.cost)),)),
            ThingFact(_("Features"), (Cell(str(len(features))),)),
            ThingFact(_("Kept by the deals it completes"), (Cell(figure(sum(deal.kept for deal in served))),)),
        ),
        lines=(),
        tables=_filled(feature_table(features, register).without(_("Release")), deal_table(served, register)),
        address=web_address(release.link),
        chart=own_rows(chart, frozenset(release.features)),
    )


def team_page(team: TeamLine, register: Register, chart: ChartView) -> ThingPage:
    """What a team builds."""
    features = [line for line in register.plan.features if line.team == team.id]
    left = [line for line in register.plan.unplanned if line.team == team.id]
    return ThingPage(
        link=ThingLink(Thing.TEAM, team.id),
        kind=_("Team"),
        title=team.name,
        subtitle="",
        badge=None,
        facts=(
            ThingFact(_("People"), (Cell(str(team.people)),)),
            ThingFact(_("Skill"), (Cell(team.skill),)),
            ThingFact(_("Features"), (Cell(str(len(features))),)),
        ),
        lines=(),
        tables=_filled(feature_table(features, register).without(_("Team")), unplanned_table(left)),
        chart=own_rows(chart, frozenset(line.id for line in features)),
    )


def capability_page(capability: CapabilityLine, register: Register, chart: ChartView) -> ThingPage:
    """When a capability lands, what provides it, and who needs it."""
    providers = register.providers.get(capability.id, [])
    built = [line for line in providers if isinstance(line, FeatureLine)]
    left = [line for line in providers if isinstance(line, UnplannedLine)]
    lands = tuple(
        Cell(labelled(maturity_word(level), release), ThingLink(Thing.RELEASE, release))
        for level, release in capability.lands.items()
    )
    ready = maturity_word(capability.ready) if capability.ready else _("not there yet")
    return ThingPage(
        link=ThingLink(Thing.CAPABILITY, capability.id),
        kind=_("Capability"),
        title=capability.name,
        subtitle=kind_word(capability.kind),
        badge=None,
        facts=(
            ThingFact(_("Before the plan"), (Cell(ready),)),
            ThingFact(_("Lands"), lands or (Cell(_("not in this plan")),)),
        ),
        lines=(),
        tables=_filled(
            feature_table(built, register),
            unplanned_table(left),
            _needing(register.needing.get(capability.id, [])),
        ),
        address=web_address(capability.link),
        chart=own_rows(chart, frozenset(line.id for line in built)),
    )


def owner_page(owner: str, register: Register) -> ThingPage:
    """The deals of somebody in sales, and their gates by day."""
    deals = register.by_owner.get(owner, [])
    return ThingPage(
        link=ThingLink(Thing.OWNER, owner),
        kind=_("Owner"),
        title=owner,
        subtitle=ngettext("{n} deal", "{n} deals", len(deals)).format(n=len(deals)),
        badge=None,
        facts=(
            ThingFact(_("Expected value"), (Cell(figure(sum(deal.expected for deal in deals))),)),
            ThingFact(_("Value kept"), (Cell(figure(sum(deal.kept for deal in deals))),)),
        ),
        lines=(),
        tables=_filled(deal_table(deals, register).without(_("Owner")), _gates(deals, register)),
    )


def _filled(*tables: SiteTable) -> tuple[SiteTable, ...]:
    return tuple(table for table in tables if table.rows)


def feature_table(features: Sequence[FeatureLine], register: Register) -> SiteTable:
    """Features that are built, by the day they are verified."""
    columns = (
        Column(_("Feature")),
        Column(_("Team")),
        Column(_("Release")),
        Column(_("Verified"), number=True),
        Column(_("Slack to freeze"), number=True),
        Column(_("Deals"), number=True),
        Column(_("Value kept"), number=True),
    )
    rows = tuple(_feature(line, register) for line in sorted(features, key=lambda line: (line.verified, line.id)))
    return SiteTable("features", _("Features"), columns, rows)


def _feature(line: FeatureLine, register: Register) -> SiteRow:
    deals = [register.lookup.deals[key] for key in line.deals if key in register.lookup.deals]
    known = [deal for deal in deals if not deal.placeholder]
    return SiteRow(
        (
            Cell(line.name, ThingLink(Thing.FEATURE, line.id), note=feature_remark(line)),
            Cell(register.lookup.team(line.team), ThingLink(Thing.TEAM, line.team)),
            release_cell(line.release),
            Cell(table_day(line.verified)),
            Cell("", badge=slack_badge(line.slack, safe=register.plan.safe_slack)),
            Cell(str(len(known))),
            Cell(figure(sum(deal.kept for deal in known))),
        )
    )


def unplanned_table(features: Sequence[UnplannedLine]) -> SiteTable:
    """Features that are not built."""
    rows = tuple(SiteRow((Cell(line.name, ThingLink(Thing.FEATURE, line.id)),)) for line in features)
    return SiteTable("unplanned", _("Not in this plan"), (Column(_("Feature")),), rows)


def _needing(pairs: Sequence[tuple[DealLine, NeedLine]]) -> SiteTable:
    columns = (
        Column(_("Customer")),
        Column(_("Maturity")),
        Column(_("By")),
        Column(_("Gate day"), number=True),
        Column(_("Importance")),
        Column(_("In time")),
        Column(_("Expected value"), number=True),
    )
    ranked = sorted(pairs, key=lambda pair: (-pair[0].expected, pair[0].id, pair[1].gate.rank))
    rows = tuple(_need(deal, need) for deal, need in ranked[:MOST_ROWS])
    return SiteTable("needed", _("Needed by"), columns, rows)


def _need(deal: DealLine, need: NeedLine) -> SiteRow:
    day = next((line.day for line in deal.gates if line.gate is need.gate), None)
    return SiteRow(
        (
            Cell(deal.customer, ThingLink(Thing.DEAL, deal.id), note=deal.name),
            Cell(maturity_word(need.maturity)),
            Cell(gate_word(need.gate)),
            Cell(short_table_day(day) if day else NONE),
            Cell(importance_word(need.importance)),
            Cell("", badge=met_badge(need, given_up=deal.status is DealStatus.GIVEN_UP)),
            Cell(figure(deal.expected)),
        )
    )


def _gates(deals: Sequence[DealLine], register: Register) -> SiteTable:
    """The gates ahead, by day."""
    columns = (
        Column(_("Gate day")),
        Column(_("Customer")),
        Column(_("Gate")),
        Column(_("Status")),
        Column(_("Slack"), number=True),
        Column(_("Release")),
    )
    ahead = [(line, deal) for deal in deals for line in deal.gates if line.day >= register.plan.as_of]
    ahead.sort(key=lambda pair: (pair[0].day, pair[1].id, pair[0].gate.rank))
    rows = tuple(
        SiteRow(
            (
                Cell(table_day(line.day)),
                Cell(deal.customer, ThingLink(Thing.DEAL, deal.id)),
                Cell(gate_word(line.gate)),
                Cell("", badge=gate_badge(line.status)),
                Cell(NONE if line.slack is None else working_days(line.slack)),
                release_cell(line.release),
            )
        )
        for line, deal in ahead[:MOST_ROWS]
    )
    return SiteTable("gates", _("Gates ahead"), columns, rows)
