"""Suggesting a mapping for leave: the columns of a personnel system, or the events of a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from requirements.language import _, ngettext
from requirements.reading.cells.needs import CapabilityNames
from roadmap.importing.lines.leave_lines import person_in, read_approved
from roadmap.importing.sheets.headings import Headed, name_of
from roadmap.importing.suggesting.likely_columns import cells_under, field_of_words, first_of, questions_on_days
from roadmap.importing.suggesting.looks import quoted

COLUMNS: dict[str, tuple[str, ...]] = {
    "key": ("UID", "审批编号", "单号", "请假单号", "编号", "Request ID", "Leave ID", "ID"),
    "person": (
        "申请人",
        "发起人姓名",
        "发起人",
        "请假人",
        "姓名",
        "员工姓名",
        "员工",
        "人员",
        "Employee Name",
        "Employee",
        "Person",
        "Name",
        "SUMMARY",
    ),
    "first": ("开始日期", "开始时间", "请假开始时间", "Start Date", "Leave Start", "First day", "From", "DTSTART"),
    "last": ("结束日期", "结束时间", "请假结束时间", "End Date", "Leave End", "Last day", "To", "LAST DAY"),
    "first_part": ("开始时段", "起始时段", "开始上下午", "Start half", "Start period"),
    "last_part": ("结束时段", "终止时段", "结束上下午", "End half", "End period"),
    "half": ("半天", "时段", "Half day", "Half", "HALF"),
    "approved": ("审批结果", "审批状态", "状态", "Approval Status", "Status"),
}
"""The headings of each field, the likeliest first."""
SIGNS = (
    "请假类型",
    "假期类型",
    "休假类型",
    "请假时长",
    "时长",
    "Leave Type",
    "Absence Type",
    "Time Off Type",
    "DTSTART",
)
"""One of these stands in every file of leave, and in none of deals or work."""
WORDS = frozenset(name_of(text) for texts in (*COLUMNS.values(), SIGNS) for text in texts)
"""Their headings, as they are looked up."""


def is_leave(headed: Headed) -> bool:
    """Whether a file holds days away: a person and a first day, and what only leave has."""
    return all(first_of(headed, names) for names in (COLUMNS["person"], COLUMNS["first"], SIGNS))


def suggest_leave(headed: Headed, people: CapabilityNames) -> Iterator[str]:
    """The lines of a mapping of leave, with a question where the file does not show what is meant."""
    yield "from:"
    yield "  preset: leave"
    yield from questions_on_days(text for field in ("first", "last") for text in cells_under(headed, COLUMNS[field]))
    yield "into: leave"
    key = first_of(headed, COLUMNS["key"])
    yield f"key: {quoted(key)}" if key else f"key: [{', '.join(quoted(_heading(headed, one)) for one in _KEYS)}]"
    yield "fields:"
    yield from _person(headed, people)
    for field in ("first", "last", "first_part", "last_part", "half"):
        if heading := first_of(headed, COLUMNS[field]):
            yield f"  {field}: {quoted(heading)}"
    if first_of(headed, COLUMNS["approved"]):
        note = _("Write yes where the leave counts, and no where it does not.")
        yield from field_of_words("approved", headed, COLUMNS["approved"], read=read_approved, note=note)
    yield "gone: finding  # " + _("For a line that is no longer in the file: finding reports it, keep keeps it.")


_KEYS = ("person", "first")


def _person(headed: Headed, people: CapabilityNames) -> Iterator[str]:
    texts = Counter(cells_under(headed, COLUMNS["person"]))
    strangers = [text for text in texts if person_in(text, people) is None]
    note = ngettext(
        "{count} text names nobody of the folder.", "{count} texts name nobody of the folder.", len(strangers)
    )
    remark = "  # " + note.format(count=len(strangers)) if strangers else ""
    yield f"  person: {quoted(_heading(headed, 'person'))}{remark}"


def _heading(headed: Headed, field: str) -> str:
    return first_of(headed, COLUMNS[field]) or field
