"""What is built by whom, as sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.language import _, in_clauses
from roadmap.plans.document import FeatureLine, Plan, UnplannedLine
from roadmap.plans.engineering.moves import MoveLine
from roadmap.plans.engineering.people import SkillLine, TeamLine, WeekLoad
from roadmap.plans.engineering.work import WorkLine
from roadmap.views.books.sheet_columns import SheetColumn as Column
from roadmap.views.books.sheet_columns import sheet_of
from roadmap.views.editions.edition import EditionTable
from roadmap.views.lookup import Lookup
from roadmap.views.reasons.causes import cause_text
from roadmap.views.words import phase_word, variant_word, work_badge

OfWork = tuple[FeatureLine, int, WorkLine]
OfWeek = tuple[SkillLine, WeekLoad]


def feature_sheet(plan: Plan, look: Lookup) -> EditionTable:
    """A row for each feature that is built or has shipped."""
    columns: list[Column[FeatureLine]] = [
        Column(_("Id"), lambda line: line.id),
        Column(_("Feature"), lambda line: line.name),
        Column(_("Team"), lambda line: look.team(line.team)),
        Column(_("Variant"), lambda line: variant_word(line.variant)),
        Column(_("Provides"), lambda line: look.provides(line.provides)),
        Column(_("Release"), lambda line: line.release),
        Column(_("First day"), lambda line: min(work.first for work in line.work)),
        Column(_("Verified"), lambda line: line.verified),
        Column(_("Slack (working days)"), lambda line: line.slack),
        Column(_("Cost"), lambda line: line.cost),
        Column(_("Waits for"), lambda line: in_clauses(wait.feature for wait in line.after)),
        Column(_("Deals that count on it"), lambda line: in_clauses(line.deals)),
        Column(_("Reference"), lambda line: line.ref),
        Column(_("Link"), lambda line: line.link),
    ]
    return sheet_of("features", _("Features"), plan.features, columns)


def work_sheet(plan: Plan, look: Lookup) -> EditionTable:
    """A row for each work item of these features."""
    columns: list[Column[OfWork]] = [
        Column(_("Feature"), lambda part: part[0].id),
        Column(_("Number"), lambda part: part[1]),
        Column(_("Team"), lambda part: look.team(part[0].team)),
        Column(_("Phase"), lambda part: phase_word(part[2].phase)),
        Column(_("Work"), lambda part: part[2].name),
        Column(_("Skill"), lambda part: part[2].skill),
        Column(_("People at once"), lambda part: part[2].crew if part[2].people_by_skill else None),
        Column(_("Person-days"), lambda part: float(part[2].effort)),
        Column(_("First day"), lambda part: part[2].first),
        Column(_("Last day"), lambda part: part[2].last),
        Column(_("Standing"), lambda part: work_badge(part[2].status)),
        Column(_("Assigned to"), lambda part: in_clauses(part[2].people)),
        Column(_("Reference"), lambda part: part[2].ref),
        Column(_("Link"), lambda part: part[2].link),
    ]
    lines = [(line, number, work) for line in plan.features for number, work in enumerate(line.work, start=1)]
    return sheet_of("work", _("Work"), lines, columns)


def unplanned_sheet(plan: Plan, look: Lookup) -> EditionTable:
    """A row for each feature that is not built."""
    columns: list[Column[UnplannedLine]] = [
        Column(_("Id"), lambda line: line.id),
        Column(_("Feature"), lambda line: line.name),
        Column(_("Team"), lambda line: look.team(line.team)),
        Column(_("Provides"), lambda line: look.provides(line.provides)),
        Column(_("Why"), lambda line: cause_text(line.cause, look, currency=plan.currency)),
    ]
    return sheet_of("unplanned", _("Not planned"), plan.unplanned, columns)


def people_sheets(plan: Plan, look: Lookup) -> Iterator[EditionTable]:
    """Teams, the load of each skill week by week, and who is moved to a second line."""
    teams: list[Column[TeamLine]] = [
        Column(_("Id"), lambda line: line.id),
        Column(_("Team"), lambda line: line.name),
        Column(_("Skill"), lambda line: line.skill),
        Column(_("People"), lambda line: line.people),
    ]
    yield sheet_of("teams", _("Teams"), plan.teams, teams)
    weeks: list[Column[OfWeek]] = [
        Column(_("Skill"), lambda pair: pair[0].id),
        Column(_("Week from"), lambda pair: pair[1].monday),
        Column(_("Available (person-days)"), lambda pair: pair[1].available),
        Column(_("Planned (person-days)"), lambda pair: pair[1].used),
    ]
    yield sheet_of("load", _("Load"), [(skill, week) for skill in plan.skills for week in skill.weeks], weeks)
    moves: list[Column[MoveLine]] = [
        Column(_("Person"), lambda line: line.person),
        Column(_("Skill"), lambda line: line.skill),
        Column(_("First day"), lambda line: line.first),
        Column(_("Last day"), lambda line: line.last),
        Column(_("Agree by"), lambda line: line.agree),
        Column(_("Deals"), lambda line: in_clauses(map(look.customer, line.deals))),
    ]
    yield sheet_of("moves", _("Second lines"), plan.moves, moves)
