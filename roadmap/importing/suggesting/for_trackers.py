"""Suggesting a mapping for a tracker's export: which columns say how far work is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from requirements.language import _
from roadmap.importing.lines.progress_lines import read_status
from roadmap.importing.sheets.headings import Headed, name_of
from roadmap.importing.suggesting.likely_columns import ASK, cells_under, field_of_words, first_of, questions_on_days
from roadmap.importing.suggesting.looks import quoted


@dataclass(frozen=True, slots=True)
class Tracker:
    """A tracker: the headings of its fields, the likeliest first, and what it counts work in (None: nobody knows)."""

    key: tuple[str, ...]
    status: tuple[str, ...]
    started: tuple[str, ...]
    done: tuple[str, ...]
    remaining: tuple[str, ...]
    spent: tuple[str, ...] = ()
    times: str | None = "days"
    signs: tuple[str, ...] = ()


TRACKERS = {
    "jira": Tracker(
        key=("Issue key", "问题关键字", "事务关键字", "工作项关键字"),
        status=("Status Category", "Status", "状态类别", "状态"),
        started=(
            "Custom field (Start date)",
            "Custom field (Actual start)",
            "Custom field (Target start)",
            "自定义字段 (Start date)",
            "自定义字段 (开始日期)",
            "自定义字段 (实际开始)",
        ),
        done=("Resolved", "已解决", "解决日期", "解决时间"),
        remaining=("Remaining Estimate", "剩余的估算", "剩余估算", "剩余预估"),
        spent=("Time Spent", "耗费时间", "花费时间", "已用时间"),
        times="seconds",
    ),
    "jira-json": Tracker(
        key=("key",),
        status=("status.statusCategory.key", "status"),
        started=("customfield_startdate",),
        done=("resolutiondate",),
        remaining=("timeestimate",),
        spent=("timespent",),
        times="seconds",
        signs=("summary", "issuetype"),
    ),
    "github-project": Tracker(
        key=("content.number",),
        status=("status",),
        started=("start date", "startDate", "start", "started"),
        done=("done", "completed", "finished", "closed"),
        remaining=("remaining", "estimate"),
        times=None,
        signs=("content.type",),
    ),
    "github": Tracker(
        key=("number",),
        status=("state",),
        started=("startedAt",),
        done=("closedAt", "closed_at"),
        remaining=("remaining",),
        signs=("title", "labels|milestone|createdAt|created_at"),
    ),
    "linear": Tracker(
        key=("ID",),
        status=("Status",),
        started=("Started",),
        done=("Completed",),
        remaining=("Estimate",),
        times=None,  # points, which each team counts in its own way
        signs=("Team", "Cycle Number"),
    ),
    "gitlab": Tracker(
        key=("Issue ID",),
        status=("State",),
        started=("Start Date",),
        done=("Closed At (UTC)", "Closed At"),
        remaining=(),
        spent=("Time Spent",),
        times="seconds",
        signs=("Time Estimate",),
    ),
    "azure": Tracker(
        key=("ID",),
        status=("State",),
        started=("Start Date", "Activated Date"),
        done=("Closed Date", "Resolved Date"),
        remaining=("Remaining Work",),
        spent=("Completed Work",),
        times="hours",
        signs=("Work Item Type",),
    ),
    "tapd": Tracker(
        key=("ID",),
        status=("状态",),
        started=("实际开始", "实际开始时间", "预计开始"),
        done=("完成时间", "实际结束"),
        remaining=("剩余工时",),
        spent=("完成工时",),
        times="hours",
        signs=("处理人", "标题"),
    ),
    "zentao": Tracker(
        key=("编号",),
        status=("任务状态",),
        started=("实际开始",),
        done=("实际完成",),
        remaining=("预计剩余",),
        spent=("总计消耗",),
        times="hours",
        signs=("任务名称", "预计剩余"),
    ),
    "asana": Tracker(
        key=("Task ID",),
        status=("Section/Column",),
        started=("Start Date",),
        done=("Completed At",),
        remaining=(),
        signs=("Name",),
    ),
    "tasks": Tracker(
        key=("任务编号", "任务ID", "编号", "Task ID", "Key"),
        status=("状态", "任务状态", "Status"),
        started=("开始日期", "开始时间", "实际开始", "Started", "Start date"),
        done=("完成日期", "完成时间", "实际完成", "Completed", "Done"),
        remaining=("剩余工时", "剩余工作量", "Remaining"),
        spent=("已用工时", "实际工时", "Spent"),
        times=None,
        signs=("任务名称|任务标题|任务|Task|Task name",),
    ),
}
"""The trackers by name; the first that fits is taken."""
WORDS = frozenset(
    name_of(text)
    for one in TRACKERS.values()
    for text in (*one.key, *one.status, *one.started, *one.done, *one.remaining, *one.spent)
)
"""Their headings, as they are looked up."""


def tracker_of(headed: Headed) -> tuple[str, Tracker] | None:
    """The tracker that exports these headings; None if it is no tracker's export."""
    for name, tracker in TRACKERS.items():
        signs = [sign.split("|") for sign in tracker.signs]
        if all(first_of(headed, texts) for texts in (tracker.key, tracker.status, *signs)):
            return name, tracker
    return None


def suggest_progress(headed: Headed, name: str, tracker: Tracker) -> Iterator[str]:
    """The lines of a mapping of progress, with a question where the file does not show what is meant."""
    yield "from:"
    yield f"  preset: {name}"
    yield from questions_on_days(
        text for field in ("started", "done") for text in cells_under(headed, getattr(tracker, field))
    )
    yield "into: progress"
    yield f"key: {quoted(first_of(headed, tracker.key) or '')}  # " + _("Work items state this key in `ref`.")
    if tracker.times or first_of(headed, (*tracker.remaining, *tracker.spent)):
        yield f"times: {tracker.times or ASK}  # " + _("The unit of work: seconds, minutes, hours or days.")
    yield "fields:"
    note = _("Write todo, running or done.")
    yield from field_of_words("status", headed, tracker.status, read=read_status, note=note)
    for field in ("started", "done", "remaining", "spent"):
        heading = first_of(headed, getattr(tracker, field))
        if heading is not None:
            yield f"  {field}: {quoted(heading)}"
        elif field != "spent":
            yield f"  # {field}: " + _("No column was recognised. Name the column, or state `always`.")
    yield "gone: finding  # " + _("For a line that is no longer in the file: finding reports it, keep keeps it.")
