"""The timeline: what sales needs to know, per deal and gate, as a table, a workbook, JSON or a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.operations.sources.called import deal_called
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.earlier import plans_before
from roadmap.operations.sources.stored_plans import PlanSource, find_plan, plan_of
from roadmap.outputs.editions.workbook import write_workbook
from roadmap.outputs.feed import Feed, feed_of, read_feed, write_ics
from roadmap.outputs.timeline import write_csv, write_json
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan
from roadmap.plans.typed_rows import TypedRows
from roadmap.policy.editions import Audience
from roadmap.views.editions.timelines.audience_timeline import (
    CustomerLine,
    CustomerTimeline,
    TimelineAsked,
    timeline_for,
)
from roadmap.views.editions.timelines.timeline_sheets import timeline_book
from roadmap.views.sales_timeline import TimelineGate, TimelineView

CALENDAR = b"BEGIN:VCALENDAR"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timeline of a plan for one audience, a row for each deal and gate, or for each requirement of a customer;
    `before` are the plans its readers may have a calendar of, the earliest first."""

    plan: Plan
    view: TimelineView | CustomerTimeline
    asked: TimelineAsked
    before: tuple[Plan, ...] = ()

    @property
    def gates(self) -> TypedRows[TimelineGate]:
        """The rows, in the order in which they are written; none for a customer, which sees no days."""
        return TypedRows(self.view.gates if isinstance(self.view, TimelineView) else ())

    @property
    def requirements(self) -> TypedRows[CustomerLine]:
        """A customer's requirements; none for the other audiences."""
        return TypedRows(self.view.lines if isinstance(self.view, CustomerTimeline) else ())

    def csv(self) -> str:
        """The rows as a table for a spreadsheet; cells that a spreadsheet would run are made harmless."""
        return write_csv(self.view)

    def json(self) -> str:
        """The rows for programs."""
        return write_json(self.view)

    def xlsx(self) -> bytes:
        """The rows as a workbook: a sheet of all, one for each segment and one for each owner, with typed cells."""
        return write_workbook(timeline_book(self.plan, self.view, self.asked))

    def ics(self, since: Feed | Path | str | None = None) -> bytes:
        """The gates as a calendar that follows the one its readers have: events that moved are marked as newer, and
        what is gone is cancelled.

        `since` is that calendar, or the plan it was written from; None: what the plans before say. UsageFault for a
        customer, which is promised quarters and no days.
        """
        if isinstance(self.view, CustomerTimeline):
            raise UsageFault(_("A customer is promised quarters, and a calendar needs days: choose another format."))
        if since is None:
            return write_ics(self.view, self._feed())
        return write_ics(self.view, since if isinstance(since, Feed) else self._read(Path(since)))

    def _repr_html_(self) -> str:
        return (self.gates or self.requirements)._repr_html_()

    def _feed(self) -> Feed | None:
        """The feed that readers have, by the plans before; None where there is none."""
        feed = None
        for earlier in self.before:
            feed = self._feed_of_plan(earlier, feed)
        return feed

    def _read(self, file: Path) -> Feed:
        """A feed, or what the feed of a plan says."""
        return read_feed(file) if is_calendar(file) else self._feed_of_plan(read_plan(file), None)

    def _feed_of_plan(self, plan: Plan, before: Feed | None) -> Feed:
        try:
            view = timeline_for(plan, self.asked)
        except UsageFault:  # the deal, owner or release was not there yet
            return before or Feed({})
        if isinstance(view, CustomerTimeline):
            return before or Feed({})
        return feed_of(write_ics(view, before), name=plan.name)


def timeline(
    plan: PlanSource,
    *,
    audience: Audience | str = Audience.INTERNAL,
    deal: str | None = None,
    owner: str | None = None,
    segment: str | None = None,
    release: str | None = None,
    where: Mapping[str, str] | None = None,
    since: PlanSource | None = None,
) -> Timeline:
    """Say for every deal and gate how the deal stands and why, the day that may be promised, the slack, and what is
    still missing. Values are in thousands of the currency.

    Only of one deal, sales owner, segment (by id or name) or release, where one is named, and of deals that say in
    their own fields what `where` wants ({"Region": "North"}); `since` is an earlier plan, and marks what moved. Every
    audience but the internal one gets the columns that it may see, a customer its requirements. UsageFault for what is
    not there or does not go together.
    """
    found = find_plan(plan)
    called = None if deal is None else deal_called(found.plan, deal)
    asked = TimelineAsked(audience, called, owner, segment, release, tuple((where or {}).items()))
    before = [] if found.file is None else plans_before(found.plan, found.file)
    view = timeline_for(
        found.plan, asked, before=None if since is None else plan_of(since), chances=chances_beside(found)
    )
    return Timeline(found.plan, view, asked, tuple(sorted(before, key=lambda one: one.as_of)))


def is_calendar(file: Path) -> bool:
    """Whether a regular file is a calendar, and no plan."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as stream:
            return stream.read(len(CALENDAR)).upper() == CALENDAR
    except OSError:
        return False
