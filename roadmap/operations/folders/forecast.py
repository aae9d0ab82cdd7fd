"""Forecasting: from the revenue target back to the pipeline it asks for, and what is in hand of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.errors import RoadmapError
from requirements.language import _
from roadmap.operations.folders.load import FolderSource, OnFindings, loaded_folder
from roadmap.operations.sources.plan_input import differing
from roadmap.operations.sources.stored_plans import PlanSource, plan_of
from roadmap.planner.lines.funnel_lines import covered_by, funnel_lines
from roadmap.plans.revenue.funnel import Funnel


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the targets of a folder ask for. Amounts are in thousands of `currency`.

    `outdated` says which files have changed since the plan was made that it is compared with, as clauses of a sentence;
    None where none has, or there is no plan.
    """

    name: str
    as_of: date
    currency: str
    funnel: Funnel
    outdated: str | None = None


def forecast(
    folder: FolderSource,
    *,
    plan: PlanSource | None = None,
    as_of: date | None = None,
    encoding: str | None = None,
    on_findings: OnFindings | None = None,
) -> Forecast:
    """Say what the revenue targets of a folder ask for; with a plan also what it covers, and which cash comes.

    InputFault if the folder has errors; RoadmapError for a plan that holds no forecast.
    """
    project = loaded_folder(folder, as_of=as_of, encoding=encoding, on_findings=on_findings).project
    header, funnel = project.header, funnel_lines(project, None)
    if plan is None:
        return Forecast(header.name, project.as_of, header.currency, funnel)
    known = plan_of(plan)
    if known.funnel is None:
        raise RoadmapError(_("the plan has no forecast, because an older version made it. Run `roadmap plan` again."))
    outdated = None if known.made_from.digest == project.digest else differing(known, project)
    return Forecast(header.name, project.as_of, header.currency, covered_by(funnel, known.funnel), outdated)
