"""Suggesting a mapping for a tracker's export: which columns say how far work is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from requirements.language import _, ngettext
from requirements.reading.cells.days import read_day
from requirements.reading.cells.doubt import Doubt, is_blank
from roadmap.importing.progress import read_status
from roadmap.importing.sheets.headings import Headed, name_of
from roadmap.importing.suggesting.looks import quoted

_ASK = '"?"'
_MOST = 40


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
        key=("Issue key",),
        status=("Status",),
        started=("Custom field (Start date)", "Custom field (Actual start)", "Custom field (Target start)"),
        done=("Resolved",),
        remaining=("Remaining Estimate",),
        spent=("Time Spent",),
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
        if all(_first(headed, texts) for texts in (tracker.key, tracker.status, *signs)):
            return name, tracker
    return None


def _first(headed: Headed, texts: Sequence[str]) -> str | None:
    return next((text for text in texts if headed.positions(text)), None)


def suggest_progress(headed: Headed, name: str, tracker: Tracker) -> Iterator[str]:
    """The lines of a mapping of progress, with a question where the file does not show what is meant."""
    yield "from:"
    yield f"  preset: {name}"
    days = [text for field in ("started", "done") for text in _cells(headed, getattr(tracker, field))]
    doubts = {doubt.code for text in days if isinstance(doubt := read_day(text), Doubt)}
    if "time-zone" in doubts:
        yield f"  zone: {_ASK}  # " + _("The time zone in which the days begin, such as Asia/Shanghai.")
    if "ambiguous-day" in doubts:
        yield f"  dates: {_ASK}  # " + _("Is it d/m/Y or m/d/Y? No day in the file decides it.")
    yield "into: progress"
    yield f"key: {quoted(_first(headed, tracker.key) or '')}  # " + _("Work items state this key in `ref`.")
    yield f"times: {tracker.times or _ASK}  # " + _("The unit of work: seconds, minutes, hours or days.")
    yield "fields:"
    yield from _status(headed, tracker)
    for field in ("started", "done", "remaining", "spent"):
        heading = _first(headed, getattr(tracker, field))
        if heading is not None:
            yield f"  {field}: {quoted(heading)}"
        elif field != "spent":
            yield f"  # {field}: " + _("No column was recognised. Name the column, or state `always`.")
    yield "gone: finding  # " + _("For a line that is no longer in the file: finding reports it, keep keeps it.")


def _status(headed: Headed, tracker: Tracker) -> Iterator[str]:
    heading = quoted(_first(headed, tracker.status) or "")
    counts = Counter(text for text in _cells(headed, tracker.status) if read_status(text) is None)
    if not counts:
        yield f"  status: {heading}"
        return
    yield "  status:"
    yield f"    column: {heading}"
    yield "    values:  # " + _("Write todo, running or done.")
    for text, count in counts.most_common(_MOST):
        rows = ngettext("in {count} row", "in {count} rows", count).format(count=count)
        yield f"      {quoted(text)}: {_ASK}  # {rows}"


def _cells(headed: Headed, headings: tuple[str, ...]) -> list[str]:
    """The cells of the first column of these that is there, without those that are blank."""
    at = next((at for text in headings for at in headed.positions(text)), None)
    return [] if at is None else [row.cells[at] for row in headed.rows if not is_blank(row.cells[at])]
