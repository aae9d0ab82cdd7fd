"""Building the plan document from a schedule that the audit has accepted."""

from __future__ import annotations

from typing import Any

from requirements.gate import Importance
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.planner.causes.deals import deal_causes
from roadmap.planner.causes.features import feature_causes
from roadmap.planner.causes.hopeless import pin_lines
from roadmap.planner.causes.obstacles import Obstacles
from roadmap.planner.draft import Draft
from roadmap.planner.lines.deal_lines import deal_lines
from roadmap.planner.lines.engineering.feature_lines import feature_lines, unplanned_lines
from roadmap.planner.lines.engineering.model_lines import target_models
from roadmap.planner.lines.engineering.move_lines import move_lines
from roadmap.planner.lines.engineering.supply_lines import (
    capability_lines,
    hand_over_lines,
    release_lines,
    skill_lines,
    team_lines,
)
from roadmap.planner.lines.engineering.version_lines import versions
from roadmap.planner.lines.funnel_lines import coverage_of, funnel_lines
from roadmap.planner.lines.money_lines import headline, proof_line, segment_lines, without_owed
from roadmap.planner.lines.promise_lines import promise_lines
from roadmap.planner.lines.support_lines import case_lines
from roadmap.planner.lines.year_lines import working_year
from roadmap.planner.naming.staffing import Staffing, staff_project
from roadmap.planner.options import Options
from roadmap.plans.deals import DealLine, DealStatus
from roadmap.plans.document import MadeFrom, Plan, UnplannedLine
from roadmap.schedule import Proof, Schedule, Status
from roadmap.version import __version__


def build_plan(
    project: Project,
    indexed: Indexed,
    schedule: Schedule,
    *,
    proof: Proof,
    options: Options,
    solver: str,
    staffing: Staffing | None = None,
    obstacles: Obstacles | None = None,
) -> Plan:
    """A valid schedule in names and dates, with the `proof` of its problem and the `solver` version that found it;
    `obstacles` are those of this project and problem, for whoever makes several plans of it."""
    draft = Draft(project, indexed, schedule)
    staffing = staffing or staff_project(project, indexed, schedule)
    deals, unplanned = _with_causes(draft, obstacles or Obstacles(project, indexed), proof)
    deals_by_feature = _deals_by_feature(draft, deals)
    features = feature_lines(draft, staffing, deals_by_feature)
    releases = release_lines(draft, deals_by_feature)
    support = case_lines(draft, staffing)
    return Plan(
        **_header(project),
        made_from=_made_from(project, options, solver),
        proof=proof_line(without_owed(proof, indexed.owed)),
        **_money(draft, deals),
        deals=deals,
        capabilities=capability_lines(draft),
        features=features,
        unplanned=unplanned,
        releases=releases,
        teams=team_lines(draft),
        skills=skill_lines(draft, staffing),
        hand_overs=hand_over_lines(draft, staffing),
        support=support,
        moves=move_lines(draft, staffing),
        promises=promise_lines(draft, deals),
        versions=versions(draft, deals, releases),
        target_models=target_models(draft, features, deals, support),
        year=working_year(draft),
    )


def _with_causes(draft: Draft, obstacles: Obstacles, proof: Proof) -> tuple[list[DealLine], list[UnplannedLine]]:
    """The deals, with why they are late or given up, and the features that are not built, with why not."""
    proved = proof.status is Status.OPTIMAL
    causes = deal_causes(draft, obstacles, proved=proved)
    return deal_lines(draft, causes), unplanned_lines(draft, feature_causes(draft, obstacles, causes, proved=proved))


def _money(draft: Draft, deals: list[DealLine]) -> dict[str, Any]:
    """The forecast, and what the headline and the segments say of it: the same numbers."""
    funnel = funnel_lines(draft.project, deals)
    return {
        "headline": headline(draft, deals, coverage_of(funnel)),
        "segments": segment_lines(draft, deals, funnel),
        "funnel": funnel,
    }


def _header(project: Project) -> dict[str, Any]:
    """What the plan takes over from the folder as it is."""
    header = project.header
    return {
        "name": header.name,
        "start": header.start,
        "as_of": project.as_of,
        "horizon": header.horizon,
        "currency": header.currency,
        "provisional_years": list(project.calendar.provisional),
        "pins": pin_lines(project),
        "safe_slack": header.policy.safe_slack,
        "language": header.policy.language,
        "branding": header.policy.branding,
    }


def _made_from(project: Project, options: Options, solver: str) -> MadeFrom:
    return MadeFrom(
        digest=project.digest,
        files=dict(project.files),
        product=__version__,
        solver=solver,
        folder=options.folder,
        seed=options.seed,
        workers=options.workers,
        time=options.working,
        effort=options.effort,
        reproducible=options.reproducible,
        baseline=None if project.baseline is None else project.baseline.digest,
    )


def _deals_by_feature(draft: Draft, deals: list[DealLine]) -> dict[str, list[str]]:
    """The served deals that count on each feature: through a breaker, a met challenge, or what those come after."""
    found: dict[str, list[str]] = {}
    for deal in deals:
        if deal.status is DealStatus.GIVEN_UP:
            continue
        used = [n for n in deal.needs if n.importance is Importance.BREAKER or n.met]
        for feature in sorted({key for need in used if need.feature for key in draft.foundation(need.feature)}):
            found.setdefault(feature, []).append(deal.id)
    return found
