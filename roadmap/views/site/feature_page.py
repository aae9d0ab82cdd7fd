"""The page of a feature: when and by whom it is built, where it lands, what it waits for and who counts on it."""

from __future__ import annotations

from dataclasses import replace

from requirements.amounts.halves import number_of
from requirements.language import _, enumerated, follow_on
from roadmap.plans.document import FeatureLine, UnplannedLine
from roadmap.plans.engineering.people import HandOver
from roadmap.plans.engineering.work import WorkLine
from roadmap.views.chart.feature_chart import ChartView
from roadmap.views.chart.pauses import pause_words
from roadmap.views.formats import figure, short_table_day, table_day
from roadmap.views.horizons import horizon_badge, horizon_of_feature
from roadmap.views.reasons.causes import cause_text, sentence
from roadmap.views.reasons.repairs import repair_text
from roadmap.views.reasons.waits import going_on, late_words, skill_words
from roadmap.views.site.deal_page import NONE, release_cell
from roadmap.views.site.deal_rows import deal_table
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
from roadmap.views.words import feature_remark, maturity_word, phase_word, slack_badge, work_badge

MOST_ROWS = 90
"""Rows of the timeline on one page."""


def feature_page(feature: FeatureLine, register: Register, chart: ChartView) -> ThingPage:
    """All that the plan says of a feature; `chart` is the timeline, of which its own row is shown."""
    lookup = register.lookup
    deals = [lookup.deals[key] for key in feature.deals if key in lookup.deals and not lookup.deals[key].placeholder]
    waited = register.waiting.get(feature.id, [])
    facts = (
        ThingFact(_("Team"), (Cell(lookup.team(feature.team), ThingLink(Thing.TEAM, feature.team)),)),
        ThingFact(_("Release"), (release_cell(feature.release),)),
        ThingFact(_("Provides"), _provides(feature, register)),
        ThingFact(_("Verified"), (Cell(table_day(feature.verified)),)),
        ThingFact(_("Slack to freeze"), (Cell("", badge=slack_badge(feature.slack, safe=register.plan.safe_slack)),)),
        ThingFact(_("Cost"), (Cell(figure(feature.cost)),)),
        ThingFact(_("Waits for"), tuple(_feature_cell(line.feature, register) for line in feature.after)),
        ThingFact(_("Waited for by"), tuple(_feature_cell(line.id, register) for line in waited)),
    )
    tables = (_work(feature), _hand_overs(register.hand_overs.get(feature.id, [])), deal_table(deals, register))
    return ThingPage(
        link=ThingLink(Thing.FEATURE, feature.id),
        kind=_("Feature"),
        title=feature.name,
        subtitle=feature_remark(feature),
        badge=horizon_badge(
            horizon_of_feature(feature.deals, register.promised, to_come=feature.for_placeholders_only)
        ),
        facts=tuple(fact for fact in facts if fact.values),
        lines=(),
        tables=tuple(table for table in tables if table.rows),
        address=web_address(feature.link),
        chart=own_rows(chart, frozenset({feature.id})),
    )


def unplanned_page(feature: UnplannedLine, register: Register) -> ThingPage:
    """A feature that is not built, and why."""
    why = cause_text(feature.cause, register.lookup, currency=register.plan.currency)
    help_text = _("What would help: {repairs}").format(repairs=sentence(repair_text(feature.cause)))
    return ThingPage(
        link=ThingLink(Thing.FEATURE, feature.id),
        kind=_("Feature"),
        title=feature.name,
        subtitle=_("not in this plan"),
        badge=None,
        facts=(
            ThingFact(_("Team"), (Cell(register.lookup.team(feature.team), ThingLink(Thing.TEAM, feature.team)),)),
            ThingFact(_("Would provide"), _provides(feature, register)),
        ),
        lines=(follow_on(sentence(why), going_on(feature.goes_on)), help_text),
        tables=(),
    )


def own_rows(chart: ChartView, features: frozenset[str]) -> ChartView | None:
    """The timeline with the rows of some features only, of very many the first ones; None if it has none of them."""
    room, found = MOST_ROWS, []
    for group in chart.groups:
        rows = tuple(row for row in group.rows if row.feature in features)[:room]
        room -= len(rows)
        if rows:
            found.append(replace(group, rows=rows))
    return replace(chart, groups=tuple(found)) if found else None


def _provides(feature: FeatureLine | UnplannedLine, register: Register) -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{register.lookup.capability(key)} ({maturity_word(level)})", ThingLink(Thing.CAPABILITY, key))
        for key, level in feature.provides.items()
    )


def _feature_cell(key: str, register: Register) -> Cell:
    line = register.lookup.features.get(key)
    return Cell(line.name if line else key, ThingLink(Thing.FEATURE, key))


def _work(feature: FeatureLine) -> SiteTable:
    columns = (
        Column(_("Phase")),
        Column(_("Skill")),
        Column(_("Crew"), number=True),
        Column(_("Person-days"), number=True),
        Column(_("First day"), number=True),
        Column(_("Last day"), number=True),
        Column(_("Status")),
        Column(_("Assigned to")),
    )
    return SiteTable("work", _("Work"), columns, tuple(_item(item) for item in feature.work))


def _item(item: WorkLine) -> SiteRow:
    is_wait = item.wait is not None
    remarks = enumerated(filter(None, [pause_words(item.pauses), late_words(item)]))
    return SiteRow(
        (
            Cell(item.name or phase_word(item.phase)),
            Cell(skill_words(item)),
            Cell(NONE if is_wait else str(item.crew)),
            Cell(NONE if is_wait else str(number_of(item.effort))),
            Cell(short_table_day(item.first)),
            Cell(short_table_day(item.last)),
            Cell("", badge=work_badge(item.status)),
            Cell(enumerated(item.people) or NONE, note=remarks),
        )
    )


def _hand_overs(lines: list[HandOver]) -> SiteTable:
    columns = (Column(_("Day")), Column(_("Phase")), Column(_("Leaves")), Column(_("Joins")))
    rows = tuple(
        SiteRow(
            (
                Cell(short_table_day(line.day)),
                Cell(phase_word(line.phase)),
                Cell(enumerated(line.leaves) or NONE),
                Cell(enumerated(line.joins) or NONE),
            )
        )
        for line in lines
    )
    return SiteTable("hand-overs", _("Hand-overs"), columns, rows)
