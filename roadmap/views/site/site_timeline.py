"""The timeline of the site: grouped in each way, and in parts where there are many rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from roadmap.editions.seen import Seen
from roadmap.plans.document import Plan
from roadmap.views.chart.feature_chart import ChartView, build_chart
from roadmap.views.chart.grouping import Grouping, grouping_word
from roadmap.views.chart.told import EVERYTHING, ChartTold
from roadmap.views.lookup import Lookup

ROWS_A_PART = 120


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """One part of the timeline in one grouping; `others` are the groupings and `parts` the parts of this one, each as
    file, name and whether it is the one shown. `chart` is one of features, or of gates."""

    file: str
    chart: Any
    others: tuple[tuple[str, str, bool], ...]
    parts: tuple[tuple[str, str, bool], ...]


def timeline_pages(plan: Plan | Seen, lookup: Lookup, told: ChartTold = EVERYTHING) -> Iterator[TimelinePage]:
    """All pages of the timeline of features."""
    charts: Mapping[str, ChartView] = {
        grouping.value: build_chart(plan, lookup, by=grouping, told=told) for grouping in Grouping
    }
    return in_parts(charts, {grouping.value: grouping_word(grouping) for grouping in Grouping})


def in_parts(charts: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[TimelinePage]:
    """The pages of a timeline that is grouped in several ways, the first of them the usual one; `names` are what the
    groupings are called."""
    usual = next(iter(charts))
    for grouping, chart in charts.items():
        found = list(_parts(chart.groups))
        others = tuple((_file(each, usual), name, each == grouping) for each, name in names.items())
        files = [_file(grouping, usual, at) for at in range(len(found))]
        for at, groups in enumerate(found):
            parts = tuple((file, str(n + 1), n == at) for n, file in enumerate(files)) if len(files) > 1 else ()
            yield TimelinePage(files[at], replace(chart, groups=groups), others, parts)


def _file(grouping: str, usual: str, at: int = 0) -> str:
    name = "timeline" if grouping == usual else f"timeline-by-{grouping}"
    return f"{name}-{at + 1}.html" if at else f"{name}.html"


def _parts(groups: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The groups in parts of so many rows; a group that does not fit goes on in the next part."""
    part: list[Any] = []
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
