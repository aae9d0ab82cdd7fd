"""The work of the plan as files that trackers import: Jira and Linear as tables, GitHub as a script.

A feature is an epic, a work item an issue below it. Each says its key in the plan, `feature/N`. What has a `ref` is in
the tracker already: Jira updates it by its key, Linear and GitHub are not asked to make it again.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from roadmap.outputs.exchange.csv_tables import write_table
from roadmap.outputs.exchange.marks import EXPORTED, KEY_COLUMN
from roadmap.plans.engineering.work import WorkStatus
from roadmap.views.schedule.tasks import ScheduledFeature, ScheduledItem, ScheduleView

SECONDS = 8 * 3600
"""A person-day, as Jira counts it."""
JIRA = (
    "Issue Type",
    "Issue Key",
    "Issue Id",
    "Parent Id",
    "Summary",
    "Description",
    "Fix Version",
    "Component",
    "Start Date",
    "Due Date",
    "Original Estimate",
    "Labels",
    KEY_COLUMN,
)
LINEAR = (
    "ID",
    "Team",
    "Title",
    "Description",
    "Status",
    "Estimate",
    "Assignee",
    "Labels",
    "Due Date",
    "Parent issue",
    KEY_COLUMN,
)
STATES = {WorkStatus.DONE: "Done", WorkStatus.STARTED: "In Progress", WorkStatus.PLANNED: "Todo"}


def write_jira(view: ScheduleView) -> str:
    """A table for Jira's import of CSV. Days are `yyyy-MM-dd`, estimates seconds; `Issue Id` and `Parent Id` hold the
    epics and their issues together."""
    return write_table(
        JIRA, (row for number, feature in enumerate(view.features, start=1) for row in _jira(number, feature))
    )


def _jira(number: int, feature: ScheduledFeature) -> Iterator[tuple[object, ...]]:
    epic = 1000 * number
    head: tuple[object, ...] = (
        "Epic",
        feature.ref,
        epic,
        None,
        feature.name,
        feature.provides,
        feature.release,
        feature.team,
    )
    yield (*head, feature.first, feature.last, None, "roadmap", feature.key)
    for place, item in enumerate(feature.items, start=1):
        text = _described(item)
        summary = f"{feature.name}: {item.name}"
        head = ("Task", item.ref, epic + place, epic, summary, text, feature.release, feature.team)
        yield (*head, item.first, item.last, round(item.effort * SECONDS), "roadmap", item.key)


def write_linear(view: ScheduleView) -> str:
    """A table in the columns of Linear's own export, which its importer reads."""
    return write_table(LINEAR, (row for feature in view.features for row in _linear(feature)))


def _linear(feature: ScheduledFeature) -> Iterator[tuple[object, ...]]:
    if feature.ref is None:
        status = STATES[WorkStatus.DONE if _is_done(feature) else WorkStatus.PLANNED]
        epic = (feature.key, feature.team, feature.name, feature.provides, status, None, None)
        yield (*epic, f"roadmap, {feature.release}", feature.last, None, feature.key)
    for item in feature.items:
        if item.ref is None:
            title = f"{feature.name}: {item.name}"
            row = (item.key, feature.team, title, _described(item), STATES[item.status], item.effort)
            yield (*row, None, f"roadmap, {feature.release}", item.last, feature.ref or feature.key, item.key)


def _is_done(feature: ScheduledFeature) -> bool:
    return all(item.status is WorkStatus.DONE for item in feature.items)


def write_github(view: ScheduleView) -> str:
    """A script of `gh` that makes a milestone for each release and an issue for each feature that is not done and has
    no ref, its work items as a list of tasks. It is to be read before it is run."""
    lines = [
        "#!/usr/bin/env bash",
        f"# {EXPORTED}: {' '.join(view.name.split())}, as of {view.as_of.isoformat()}.",
        "# Read it, then run it in a clone of the repository: it makes milestones and issues there.",
        "set -euo pipefail",
    ]
    wanted = [feature for feature in view.features if feature.ref is None and not _is_done(feature)]
    used = {feature.release for feature in wanted}
    for release in view.releases:
        if release.key in used:
            due = f"due_on={release.ship.isoformat()}T12:00:00Z"
            lines.append(
                f"gh api 'repos/{{owner}}/{{repo}}/milestones' -f {_word('title=' + release.key)} -f {_word(due)}"
                " --silent || true  # it may be there"
            )
    for feature in wanted:
        body = "\n".join([feature.provides, "", *map(_task, feature.items), "", f"roadmap: {feature.key}"])
        lines.append(
            f"gh issue create --title {_word(feature.name)} --milestone {_word(feature.release)} --body {_word(body)}"
        )
    return "\n".join(lines) + "\n"


def _task(item: ScheduledItem) -> str:
    mark = "x" if item.status is WorkStatus.DONE else " "
    return f"- [{mark}] {' '.join(item.name.split())}: {item.first.isoformat()} – {item.last.isoformat()}"


def _word(text: str) -> str:
    return shlex.quote("".join(sign for sign in text if sign.isprintable() or sign == "\n"))


def _described(item: ScheduledItem) -> str:
    return " · ".join(filter(None, (item.phase, item.skill, ", ".join(item.people), item.link)))
