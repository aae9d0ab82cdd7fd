"""Suggesting a mapping for leave: the columns of a personnel system, or the events of a calendar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from requirements.language import _, ngettext
from requirements.reading.cells.days import read_day
from requirements.reading.cells.doubt import Doubt, is_blank
from requirements.reading.cells.needs import CapabilityNames
from roadmap.importing.leave import person_in, read_approved
from roadmap.importing.sheets.headings import Headed, name_of
from roadmap.importing.suggesting.looks import quoted

_ASK = '"?"'
_MOST = 40
COLUMNS: dict[str, tuple[str, ...]] = {
    "key": ("UID", "审批编号", "单号", "请假单号", "编号", "Request ID", "Leave ID", "ID"),
    "person": ("申请人", "姓名", "员工姓名", "员工", "人员", "Employee Name", "Employee", "Person", "Name", "SUMMARY"),
    "first": ("开始日期", "开始时间", "请假开始时间", "Start Date", "Leave Start", "First day", "From", "DTSTART"),
    "last": ("结束日期", "结束时间", "请假结束时间", "End Date", "Leave End", "Last day", "To", "LAST DAY"),
    "half": ("半天", "时段", "Half day", "Half"),
    "approved": ("审批状态", "审批结果", "状态", "Approval Status", "Status"),
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
    return all(_first(headed, names) for names in (COLUMNS["person"], COLUMNS["first"], SIGNS))


def suggest_leave(headed: Headed, people: CapabilityNames) -> Iterator[str]:
    """The lines of a mapping of leave, with a question where the file does not show what is meant."""
    yield "from:"
    yield "  preset: leave"
    doubts = {
        doubt.code
        for field in ("first", "last")
        for text in _cells(headed, field)
        if isinstance(doubt := read_day(text), Doubt)
    }
    if "time-zone" in doubts:
        yield f"  zone: {_ASK}  # " + _("The time zone in which the days begin, such as Asia/Shanghai.")
    if "ambiguous-day" in doubts:
        yield f"  dates: {_ASK}  # " + _("Is it d/m/Y or m/d/Y? No day in the file decides it.")
    yield "into: leave"
    key = _first(headed, COLUMNS["key"])
    yield f"key: {quoted(key)}" if key else f"key: [{', '.join(quoted(_heading(headed, one)) for one in _KEYS)}]"
    yield "fields:"
    yield from _person(headed, people)
    for field in ("first", "last", "half"):
        if heading := _first(headed, COLUMNS[field]):
            yield f"  {field}: {quoted(heading)}"
    yield from _approved(headed)
    yield "gone: finding  # " + _("For a line that is no longer in the file: finding reports it, keep keeps it.")


_KEYS = ("person", "first")


def _person(headed: Headed, people: CapabilityNames) -> Iterator[str]:
    texts = Counter(_cells(headed, "person"))
    strangers = [text for text in texts if person_in(text, people) is None]
    note = ngettext(
        "{count} text names nobody of the folder.", "{count} texts name nobody of the folder.", len(strangers)
    )
    remark = "  # " + note.format(count=len(strangers)) if strangers else ""
    yield f"  person: {quoted(_heading(headed, 'person'))}{remark}"


def _approved(headed: Headed) -> Iterator[str]:
    heading = _first(headed, COLUMNS["approved"])
    if heading is None:
        return
    unknown = Counter(text for text in _cells(headed, "approved") if read_approved(text) is None)
    if not unknown:
        yield f"  approved: {quoted(heading)}"
        return
    yield "  approved:"
    yield f"    column: {quoted(heading)}"
    yield "    values:  # " + _("Write yes where the leave counts, and no where it does not.")
    for text, count in unknown.most_common(_MOST):
        rows = ngettext("in {count} row", "in {count} rows", count).format(count=count)
        yield f"      {quoted(text)}: {_ASK}  # {rows}"


def _first(headed: Headed, names: Sequence[str]) -> str | None:
    return next((name for name in names if headed.positions(name)), None)


def _heading(headed: Headed, field: str) -> str:
    return _first(headed, COLUMNS[field]) or field


def _cells(headed: Headed, field: str) -> list[str]:
    """The cells of the column of a field that are not blank."""
    at = next((at for text in COLUMNS[field] for at in headed.positions(text)), None)
    return [] if at is None else [row.cells[at] for row in headed.rows if not is_blank(row.cells[at])]
