"""Tracking: how a quarter goes: planned, done, moved and learned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.errors import InputFault
from requirements.finding import in_order
from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.folder.baseline import BASELINE
from roadmap.folder.texts.tables.history_table import read_history
from roadmap.operations.folders.load import FolderSource, OnFindings, loaded_folder
from roadmap.operations.sources.called import deal_called
from roadmap.operations.sources.stored_plans import PlanSource, plan_of, present_plan_file
from roadmap.outputs.editions.edition_page import render_edition
from roadmap.outputs.sheets import render_tracking
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan
from roadmap.tracking import Learned, Tracked, learn, track_work
from roadmap.tracking.history.past import past_deals
from roadmap.tracking.ledger import read_ledger
from roadmap.tracking.promise_keeping import Crossed, Record, crossed_wires, record_of
from roadmap.tracking.scores import GroupScore, scores_of
from roadmap.views.editions.track_record import build_customer_record
from roadmap.views.quarterly.kept_promises import build_keeping
from roadmap.views.quarterly.quarter import Quarter, quarter_of, read_quarter
from roadmap.views.quarterly.tracking import TrackingView, build_tracking


@dataclass(frozen=True, slots=True)
class TrackedQuarter:
    """How a quarter goes: the work of the published plan (None: nothing is published), what finished work and decided
    deals say, and the same as people read it."""

    quarter: Quarter
    as_of: date
    work: Tracked | None
    learned: Learned
    view: TrackingView
    crossed: tuple[Crossed, ...] = ()
    """Promises that are no longer as sure as they were sold: a tripwire of each is crossed."""
    record: Record | None = None
    """How the promises of the ledger were kept; None where there is no ledger."""
    scores: tuple[GroupScore, ...] = ()
    """The same by team, phase, segment and quarter."""
    published: Plan | None = None
    """The published plan."""

    def page(self) -> str:
        """The quarter as one HTML page."""
        return render_tracking(self.view)

    def customer_page(self, deal: str) -> str:
        """How the promises to one deal were kept, as its customer may read it: nothing of others, no amount, no chance.

        UsageFault where nothing is published, or the published plan holds no such open deal.
        """
        if self.published is None:
            raise UsageFault(_("No plan is published, so nothing was promised: `roadmap publish PLAN.json`."))
        kept = () if self.record is None else self.record.kept
        return render_edition(
            build_customer_record(self.published, kept, deal=deal_called(self.published, deal), as_of=self.as_of)
        )


def track(
    folder: FolderSource,
    *,
    plan: PlanSource | None = None,
    quarter: str | None = None,
    as_of: date | None = None,
    encoding: str | None = None,
    on_findings: OnFindings | None = None,
) -> TrackedQuarter:
    """Say how a quarter goes: what the published plan has in it, what is done of that, which promises move, and what
    finished work and decided deals say about estimates and rates.

    `plan` is the present plan (None: the folder's plan.json, if it is there); `quarter` such as "2026Q2" (None: that of
    `as_of`). InputFault if the folder has errors; UsageFault for what is no quarter.
    """
    loaded = loaded_folder(folder, as_of=as_of, encoding=encoding, on_findings=on_findings)
    project, directory = loaded.project, loaded.directory
    chosen = quarter_of(project.as_of) if quarter is None else read_quarter(quarter)
    baseline = None if project.baseline is None else read_plan(directory / BASELINE)
    source = plan if plan is not None else present_plan_file(directory)
    present = None if source is None else plan_of(source)
    history = read_history(directory, encoding=encoding)
    if history.findings:
        raise InputFault(in_order(history.findings))
    learned = learn(project, baseline, past=past_deals(history.lines, project))
    work = None if baseline is None else track_work(project, baseline, first=chosen.first, last=chosen.last)
    lines, findings = read_ledger(directory)
    if findings:
        raise InputFault(findings)
    crossed, record = crossed_wires(lines, project), record_of(lines, project) if lines else None
    scores = () if record is None else scores_of(record.kept, project)
    keeping = None if record is None else build_keeping(project, crossed, record, scores)
    view = build_tracking(
        project, str(chosen), tracked=work, learned=learned, baseline=baseline, plan=present, keeping=keeping
    )
    return TrackedQuarter(chosen, project.as_of, work, learned, view, crossed, record, scores, baseline)
