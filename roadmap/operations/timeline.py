"""The timeline: what sales needs to know, per deal and gate, as a table, JSON or a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roadmap.operations.sources.earlier import plans_before
from roadmap.operations.sources.plans import PlanSource, find_plan
from roadmap.outputs.feed import Feed, feed_of, read_feed, write_ics
from roadmap.outputs.timeline import write_csv, write_json
from roadmap.plan.document import Plan
from roadmap.plan.file import read_plan
from roadmap.plan.rows import TypedRows
from roadmap.views.sales_timeline import TimelineGate, TimelineView, build_timeline

CALENDAR = b"BEGIN:VCALENDAR"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The timeline of a plan, a row for each deal and gate; `before` are the plans its readers may have a calendar of,
    the earliest first."""

    view: TimelineView
    before: tuple[Plan, ...] = ()

    @property
    def gates(self) -> TypedRows[TimelineGate]:
        """The rows, in the order in which they are written."""
        return TypedRows(self.view.gates)

    def csv(self) -> str:
        """The rows as a table for a spreadsheet; cells that a spreadsheet would run are made harmless."""
        return write_csv(self.view)

    def json(self) -> str:
        """The rows for programs."""
        return write_json(self.view)

    def ics(self, since: Feed | Path | str | None = None) -> bytes:
        """The gates as a calendar that follows the one its readers have: events that moved are marked as newer, and
        what is gone is cancelled.

        `since` is that calendar, or the plan it was written from; None: what the plans before say.
        """
        if since is None:
            return write_ics(self.view, self._feed())
        return write_ics(self.view, since if isinstance(since, Feed) else _read(Path(since)))

    def _repr_html_(self) -> str:
        return self.gates._repr_html_()

    def _feed(self) -> Feed | None:
        """The feed that readers have, by the plans before; None where there is none."""
        feed = None
        for earlier in self.before:
            feed = _feed_of_plan(earlier, feed)
        return feed


def timeline(plan: PlanSource) -> Timeline:
    """Say for every deal and gate how the deal stands and why, the day that may be promised, the slack, and what is
    still missing. Values are in thousands of the currency. It is for colleagues, not for customers."""
    found = find_plan(plan)
    before = [] if found.file is None else plans_before(found.plan, found.file)
    return Timeline(build_timeline(found.plan), tuple(sorted(before, key=lambda one: one.as_of)))


def _read(file: Path) -> Feed:
    """A feed, or what the feed of a plan says."""
    with file.open("rb") as stream:
        is_calendar = stream.read(len(CALENDAR)).upper() == CALENDAR
    return read_feed(file) if is_calendar else _feed_of_plan(read_plan(file), None)


def _feed_of_plan(plan: Plan, before: Feed | None) -> Feed:
    return feed_of(write_ics(build_timeline(plan), before), name=plan.name)
