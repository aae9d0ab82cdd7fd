"""The timeline of the site: grouped in each way, and in parts where there are many rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from roadmap.plans.document import Plan
from roadmap.views.chart.feature_chart import ChartGroup, ChartView, build_chart
from roadmap.views.chart.grouping import Grouping, grouping_word
from roadmap.views.lookup import Lookup

ROWS_A_PART = 120


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One part of the timeline in one grouping; `others` are the groupings and `parts` the parts of this one, each as
    file, name and whether it is the one shown."""

    file: str
    chart: ChartView
    others: tuple[tuple[str, str, bool], ...]
    parts: tuple[tuple[str, str, bool], ...]


def timeline_pages(plan: Plan, lookup: Lookup) -> Iterator[TimelinePage]:
    """All pages of the timeline."""
    for grouping in Grouping:
        chart = build_chart(plan, lookup, by=grouping)
        found = list(_parts(chart.groups))
        others = tuple((_file(each), grouping_word(each), each is grouping) for each in Grouping)
        files = [_file(grouping, at) for at in range(len(found))]
        for at, groups in enumerate(found):
            parts = tuple((file, str(n + 1), n == at) for n, file in enumerate(files)) if len(files) > 1 else ()
            yield TimelinePage(files[at], replace(chart, groups=groups), others, parts)


def _file(grouping: Grouping, at: int = 0) -> str:
    name = "timeline" if grouping is Grouping.TEAM else f"timeline-by-{grouping.value}"
    return f"{name}-{at + 1}.html" if at else f"{name}.html"


def _parts(groups: tuple[ChartGroup, ...]) -> Iterator[tuple[ChartGroup, ...]]:
    """The groups in parts of so many rows; a group that does not fit goes on in the next part."""
    part: list[ChartGroup] = []
    room = ROWS_A_PART
    for group in groups:
        rows = group.rows
        while rows:
            part.append(replace(group, rows=rows[:room]))
            rows, room = rows[room:], room - len(part[-1].rows)
            if room <= 0:
                yield tuple(part)
                part, room = [], ROWS_A_PART
    if part or not groups:
        yield tuple(part)
