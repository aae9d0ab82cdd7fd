"""Tasks of a schedule, whatever program wrote it, as rows: which are features, which are work, what waits for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from requirements.finding import Finding, Place, Severity
from requirements.language import _, enumerated, ngettext
from requirements.reading.cells.canonical import as_text
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.sheets.sheet import Sheet

COLUMNS = (
    *("UID", "Level", "Parent", "Key", "Name", "Team", "Provides", "After", "Variant", "Not before", "Phase", "Skill"),
    *("Skills", "Work", "Duration", "Crew", "Wait", "Resources", "Percent complete", "Start", "Finish", "Ref", "Link"),
    "Title",
)
OWN = {
    "Roadmap Key": "Key",
    "Roadmap Team": "Team",
    "Roadmap Provides": "Provides",
    "Roadmap After": "After",
    "Roadmap Variant": "Variant",
    "Roadmap Phase": "Phase",
    "Roadmap Skill": "Skill",
    "Roadmap Skills": "Skills",
    "Roadmap Effort": "Work",
    "Roadmap Crew": "Crew",
    "Roadmap Wait": "Wait",
    "Roadmap Ref": "Ref",
    "Roadmap Name": "Title",
}
"""Fields that `roadmap export` adds to a schedule, by what they are called there, and their columns here."""
_MOST_NAMED = 10


class TaskLinkKind(StrEnum):
    """From which end of the one to which end of the other."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


@dataclass(frozen=True, slots=True)
class TaskLink:
    """What a task waits for: the other task, from which end to which, and working days in between."""

    before: str
    kind: TaskLinkKind
    lag: int = 0


@dataclass(slots=True)
class ScheduleTask:
    """One task of a schedule. Work and duration are days; None where nothing is stated. `own` holds the columns that
    our own export states."""

    uid: str
    name: str
    line: int
    parent: str = ""
    is_summary: bool = False
    is_milestone: bool = False
    work: Decimal | None = None
    duration: Decimal | None = None
    resources: list[str] = field(default_factory=list)
    links: list[TaskLink] = field(default_factory=list)
    not_before: date | None = None
    start: date | None = None
    finish: date | None = None
    percent: str = ""
    link: str = ""
    own: dict[str, str] = field(default_factory=dict)


def sheet_of_tasks(tasks: Sequence[ScheduleTask], file: str) -> tuple[Sheet, list[Finding]]:
    """A row for each task below a row of headings. A task with work below it and nothing deeper is a feature; a task
    alone, beside features, is a feature with work of its own; what stands above features is left out."""
    rows, findings = _Rows(tasks, file).run()
    head = Row(list(COLUMNS), [(1, at + 1) for at in range(len(COLUMNS))])
    return Sheet([head, *rows]), findings


class _Rows:
    def __init__(self, tasks: Sequence[ScheduleTask], file: str) -> None:
        self._tasks, self._file = tasks, file
        self._by_uid = {task.uid: task for task in tasks}
        self._parents = {task.parent for task in tasks if task.parent}
        self._mixed = {task.parent for task in tasks if task.uid in self._parents or task.is_summary}
        self._last = {task.parent: task.uid for task in tasks}
        self._features = {task.uid for task in tasks if self._is_feature(task)}
        self._lost: dict[str, list[int]] = {}

    def run(self) -> tuple[list[Row], list[Finding]]:
        """The rows, and a warning for each kind of link that features cannot say."""
        waits = self._waits()
        rows = [self._row(task, waits.get(task.uid, ())) for task in self._tasks]
        return rows, list(self._warnings())

    def _is_feature(self, task: ScheduleTask) -> bool:
        """Whether a task has work below it and nothing deeper; or is a task alone, beside features."""
        if task.uid in self._parents or task.is_summary:
            return task.uid in self._parents and task.uid not in self._mixed
        return not task.is_milestone and (task.parent not in self._by_uid or task.parent in self._mixed)

    def _level(self, task: ScheduleTask) -> str:
        if task.uid in self._features:
            return "feature"
        if task.parent in self._features:
            return "work"
        return "milestone" if task.is_milestone else "skip"

    def _feature_of(self, uid: str) -> str:
        task = self._by_uid.get(uid)
        if task is None or uid in self._features:
            return uid
        return task.parent if task.parent in self._features else ""

    def _waits(self) -> dict[str, list[str]]:
        """What features wait for in others, in the short form. A link between two items of a feature is its order."""
        found: dict[str, list[str]] = {}
        for task in self._tasks:
            mine = self._feature_of(task.uid)
            for link in task.links:
                other = self._feature_of(link.before)
                if link.before not in self._by_uid or not other or not mine:
                    self._lose("outside", task)
                elif other != mine:
                    self._wait(found, task, link, (mine, other))
                elif link.kind is not TaskLinkKind.FINISH_START or link.lag:
                    self._lose("within", task)
        return found

    def _wait(self, found: dict[str, list[str]], task: ScheduleTask, link: TaskLink, pair: tuple[str, str]) -> None:
        mine, other = pair
        words = {
            TaskLinkKind.FINISH_START: "",
            TaskLinkKind.START_START: ": start",
            TaskLinkKind.FINISH_FINISH: ": end",
        }
        if link.kind not in words:
            self._lose("start-finish", task)
            return
        if link.kind is TaskLinkKind.FINISH_START and not self._is_last(link.before):
            self._lose("midway", task)
        if link.lag < 0:
            self._lose("lead", task)
        wait = f"{other}{words[link.kind]}" + (f" + {link.lag}" if link.lag > 0 else "")
        if wait not in found.setdefault(mine, []):
            found[mine].append(wait)

    def _is_last(self, uid: str) -> bool:
        """Whether a task is a feature itself or the last item of one."""
        return uid in self._features or self._last[self._by_uid[uid].parent] == uid

    def _lose(self, why: str, task: ScheduleTask) -> None:
        if not task.own and not self._by_uid.get(task.parent, task).own:  # our own export says it in a field
            self._lost.setdefault(why, []).append(task.line)

    def _warnings(self) -> Iterator[Finding]:
        said = {
            "outside": _("links to tasks that are not read are left out"),
            "within": _("items of a feature run one after another: other links between them are left out"),
            "start-finish": _("links from a start to a finish are left out"),
            "midway": _("a feature waits for all of another one, although the file links to an item in its middle"),
            "lead": _("negative lags are read as no lag"),
        }
        for why, lines in self._lost.items():
            named = enumerated(map(str, dict.fromkeys(lines)), most=_MOST_NAMED)
            hint = ngettext("See line {lines}.", "See lines {lines}.", len(set(lines))).format(lines=named)
            yield Finding("schedule-left-out", Place(self._file, lines[0]), said[why], hint, Severity.WARNING)

    def _uid(self, uid: str) -> str:
        """By what a task is known again: in our own export its reference, or else its key."""
        task = self._by_uid.get(uid)
        return uid if task is None else task.own.get("Ref") or task.own.get("Key") or uid

    def _row(self, task: ScheduleTask, waits: Sequence[str]) -> Row:
        level = self._level(task)
        has_work = level == "work" or (level == "feature" and task.uid not in self._parents)
        cells: Mapping[str, str] = {
            "UID": self._uid(task.uid),
            "Level": level,
            "Parent": self._uid(task.parent) if level == "work" else "",
            "Name": task.name,
            "After": "; ".join(waits),
            "Not before": _day(task.not_before),
            "Work": _days(task.work) if has_work else "",
            "Duration": _days(task.duration) if has_work else "",
            "Resources": "; ".join(dict.fromkeys(task.resources)) if has_work else "",
            "Percent complete": task.percent,
            "Start": _day(task.start),
            "Finish": _day(task.finish),
            "Link": task.link,
        } | {column: text for column, text in task.own.items() if text}
        return Row([cells.get(column, "") for column in COLUMNS], [(task.line, at + 1) for at in range(len(COLUMNS))])


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _days(days: Decimal | None) -> str:
    return "" if days is None else as_text(days)


def day_of(text: str) -> date | None:
    """The day of a moment as schedules write it (2026-05-04T08:00:00); None for anything else."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
