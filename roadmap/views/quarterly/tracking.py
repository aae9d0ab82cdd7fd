"""This quarter: planned, done, moved, learned. No amounts of money; customers only where a promise to them moves."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from requirements.amounts.halves import number_of
from requirements.language import _, follow_on, language, ngettext
from roadmap.comparing import compare_plans
from roadmap.folder.project import Project
from roadmap.plans.document import Plan
from roadmap.tracking import Learned, Tracked
from roadmap.tracking.quarter import ReleaseState, WorkStanding, WorkState
from roadmap.views.comparison.compared_names import names_of
from roadmap.views.comparison.sales_digest import SalesView, build_sales
from roadmap.views.formats import long_day, table_day
from roadmap.views.quarterly.kept_promises import KeepingView
from roadmap.views.quarterly.learning import LearningView, build_learning
from roadmap.views.words import Badge, phase_word


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One piece of work of the quarter and how it stands."""

    feature: str
    work: str
    skill: str
    planned: str
    badge: Badge
    remark: str


@dataclass(frozen=True, slots=True)
class ShipRow:
    """One release of the quarter."""

    release: str
    ship: str
    features: int
    done: int
    remark: str


@dataclass(frozen=True, slots=True)
class TrackingView:
    """The page of a quarter. `moved` is None where there is no plan to compare the baseline with."""

    notice: str
    language: str
    name: str
    quarter: str
    as_of: str
    statement: str
    planned: tuple[PlannedRow, ...]
    releases: tuple[ShipRow, ...]
    moved: SalesView | None
    moved_note: str
    learned: LearningView
    keeping: KeepingView | None
    """None where there is no ledger of promises."""
    made_from: tuple[tuple[str, str], ...]


def build_tracking(
    project: Project,
    quarter: str,
    *,
    tracked: Tracked | None,
    learned: Learned,
    baseline: Plan | None,
    plan: Plan | None,
    keeping: KeepingView | None = None,
) -> TrackingView:
    """Make the page; without a baseline nothing is known of what was planned."""
    names = {key: feature.name for key, feature in project.engineering.features.items()}
    moved = None
    if baseline is not None and plan is not None:
        comparison = compare_plans(baseline, plan)
        moved = build_sales(comparison, baseline, plan, names_of(baseline, plan))
    return TrackingView(
        notice=_("Internal. This page contains customer names but no amounts."),
        language=language().replace("_", "-"),
        name=project.header.name,
        quarter=quarter,
        as_of=long_day(project.as_of),
        statement=_statement(tracked),
        planned=() if tracked is None else tuple(_planned_row(work, names) for work in tracked.work),
        releases=() if tracked is None else tuple(_ship_row(release) for release in tracked.releases),
        moved=moved,
        moved_note=_moved_note(baseline, plan),
        learned=build_learning(learned, project),
        keeping=keeping,
        made_from=((_("Input"), project.digest[:12]),),
    )


def _statement(tracked: Tracked | None) -> str:
    if tracked is None:
        return _(
            "No plan is published yet, so there is nothing to compare with. `roadmap publish "
            "PLAN.json` publishes a plan."
        )
    if not tracked.work:
        return _("The published plan has no work in this quarter.")
    overdue = tracked.count(WorkStanding.OVERDUE)
    said = ngettext(
        "{done} of {n} planned work item is done, {running} is running, {dropped} was dropped.",
        "{done} of {n} planned work items are done, {running} are running, {dropped} were dropped.",
        len(tracked.work),
    ).format(
        n=len(tracked.work),
        done=tracked.count(WorkStanding.DONE),
        running=tracked.count(WorkStanding.RUNNING),
        dropped=tracked.count(WorkStanding.DROPPED),
    )
    late = ngettext("{n} should be done by today.", "{n} should be done by today.", overdue).format(n=overdue)
    return follow_on(said, late if overdue else "")


def _moved_note(baseline: Plan | None, plan: Plan | None) -> str:
    if baseline is None:
        return _("Nothing was promised yet.")
    if plan is None:
        return _("Plan the folder again to see which promises move: `roadmap plan DIR`.")
    return _("The plan of {day} is compared with the published plan of {before}.").format(
        day=long_day(plan.as_of), before=long_day(baseline.as_of)
    )


def _ship_row(release: ReleaseState) -> ShipRow:
    missing = len(release.unreported)
    remark = ngettext(
        "{n} finished feature is not reported as shipped. State `shipped: {release}` under progress.",
        "{n} finished features are not reported as shipped. State `shipped: {release}` under progress.",
        missing,
    ).format(n=missing, release=release.release)
    return ShipRow(release.release, table_day(release.ship), release.features, release.done, remark if missing else "")


def _planned_row(work: WorkState, names: dict[str, str]) -> PlannedRow:
    return PlannedRow(
        feature=names.get(work.feature, work.feature),
        work=phase_word(work.phase),
        skill=work.skill,
        planned=table_day(work.planned),
        badge=_badge(work),
        remark=_remark(work),
    )


def _badge(work: WorkState) -> Badge:
    return {
        WorkStanding.DONE: Badge("✓", _("Done"), "good"),
        WorkStanding.RUNNING: Badge("▶", _("Running"), "accent"),
        WorkStanding.OVERDUE: Badge("◆", _("Overdue"), "late"),
        WorkStanding.TO_COME: Badge("○", _("Planned"), "quiet"),
        WorkStanding.DROPPED: Badge("✕", _("Dropped"), "lost"),
    }[work.state]


def _remark(work: WorkState) -> str:
    if work.done is not None and work.days_late:
        days = abs(work.days_late)
        if work.days_late > 0:
            text = ngettext("{done}, {n} day late", "{done}, {n} days late", days)
        else:
            text = ngettext("{done}, {n} day early", "{done}, {n} days early", days)
        return text.format(done=table_day(work.done), n=days)
    if work.done is not None:
        return _("{done}, on time").format(done=table_day(work.done))
    if work.remaining is not None:
        left = ngettext("{n} person-day left", "{n} person-days left", ceil(work.remaining))
        return left.format(n=number_of(work.remaining))
    return _("Nothing is reported.") if work.state is WorkStanding.OVERDUE else ""
