"""The schedule as diagrams in text, for wikis and merge requests: Mermaid's Gantt chart and its timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from requirements.language import _
from roadmap.outputs.exchange.marks import EXPORTED
from roadmap.plans.engineering.work import WorkStatus
from roadmap.views.quarterly.quarter import quarter_of
from roadmap.views.schedule.tasks import ScheduledFeature, ScheduleView

STATES = {WorkStatus.DONE: "done, ", WorkStatus.STARTED: "active, ", WorkStatus.PLANNED: ""}
_SPECIAL = re.compile(r"[;:#%{}<>\"`\\]|\s+")


def write_gantt(view: ScheduleView) -> str:
    """A section for each release with a bar for each feature, and the release's ship day as a milestone."""
    lines = [
        f"%% {EXPORTED}",
        "gantt",
        f"    title {_text(view.name)}",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %Y-%m-%d",
        "    excludes weekends",
    ]
    by_release = {release.key: release for release in view.releases}
    for key in dict.fromkeys([feature.release for feature in view.features] + list(by_release)):
        lines.append(f"    section {_text(key)}")
        lines += [_bar(number, feature) for number, feature in enumerate(view.features) if feature.release == key]
        if key in by_release:
            shipped = by_release[key].ship.isoformat()
            lines.append(f"    {_text(_('ships'))} :milestone, {shipped}, 0d")
    return "\n".join(lines) + "\n"


def _bar(number: int, feature: ScheduledFeature) -> str:
    statuses = {item.status for item in feature.items}
    status = statuses.pop() if len(statuses) == 1 else WorkStatus.STARTED
    end = feature.last + timedelta(days=1)
    return f"    {_text(feature.name)} :{STATES[status]}f{number}, {feature.first.isoformat()}, {end.isoformat()}"


def write_timeline(view: ScheduleView) -> str:
    """A section for each quarter with its releases and what lands in them."""
    return "\n".join([f"%% {EXPORTED}", "timeline", f"    title {_text(view.name)}", *_periods(view)]) + "\n"


def _periods(view: ScheduleView) -> Iterator[str]:
    names = {feature.key: feature.name for feature in view.features}
    quarter = None
    for release in view.releases:
        if (now := quarter_of(release.ship)) != quarter:
            quarter = now
            yield f"    section {quarter.year}Q{quarter.number}"
        landed = [_text(names[key]) for key in release.features if key in names]
        yield f"        {_text(release.key)} : " + " : ".join(landed or [_text(_("nothing lands"))])


def _text(text: str) -> str:
    """Text without the signs that Mermaid would read."""
    return _SPECIAL.sub(" ", text).strip() or "-"
