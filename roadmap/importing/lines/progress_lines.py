"""Progress from a tracker: issues become lines about the work items of the folder that name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from requirements.finding import Finding, Place
from requirements.language import _, enumerated, ngettext
from requirements.reading.cells.canonical import as_text
from requirements.reading.cells.doubt import Doubt, plain
from requirements.reading.cells.numbers import read_number
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.file_form import days_of
from roadmap.importing.lines.tracked import TrackedRows
from roadmap.importing.mapping import FieldSource, ProgressMapping
from roadmap.importing.picking import Picking, words_of
from roadmap.importing.row_references import refs_of
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.surroundings import TrackedItem

_WORDS = {
    "todo": "todo open opened backlog new reopened planned proposed unstarted "
    "待办 未开始 待处理 待开始 待开发 规划中 新建 打开 重新打开 开放",
    "running": "running active indeterminate inprogress started doing inreview review testing "
    "进行中 正在进行 正在处理 处理中 开发中 实现中 测试中 评审中 已暂停",
    "done": "done closed resolved completed complete finished 完成 已完成 已关闭 关闭 已解决 解决 已实现 已上线",
    "": "canceled cancelled removed 已取消 取消 已拒绝 已废弃",
}
_STATUSES = {word: status for status, words in _WORDS.items() for word in words.split()}
_NAMED = 5


def read_status(text: str) -> str | None:
    """todo, running or done; empty for work that was dropped; None where it is another tracker's word."""
    return _STATUSES.get(plain(text).casefold().replace(" ", "").replace("-", ""))


def convert_progress(
    headed: Headed, mapping: ProgressMapping, items: Mapping[str, TrackedItem], *, file: str
) -> TrackedRows:
    """The progress in a tracker's file on those work items that name its rows; work that has not begun has no line."""
    made = TrackedRows()
    rows, refs = [], []
    for row, ref in zip(headed.rows, refs_of(headed.rows, headed, mapping), strict=True):
        if isinstance(ref, Doubt) and ref.code == "missing-field":
            continue  # a draft that no work item can name
        if isinstance(ref, Doubt):
            made.findings.append(Finding(ref.code, Place(file, row.line), ref.message, ref.hint))
        elif ref in items:
            rows.append(row)
            refs.append(ref)
    reading = _Columns(headed, mapping, rows, file, made)
    for at, ref in enumerate(refs):
        line = reading.line(at, items[ref])
        if line is not None:
            made.rows[ref] = line | {"ref": (ref, rows[at].marks[0])}
    others = len(headed.rows) - len(rows)
    if others:
        note = ngettext(
            "{count} row names no work item of the folder.", "{count} rows name no work item of the folder.", others
        )
        made.notes.append(note.format(count=others))
    unseen = [ref for ref in items if ref not in refs]
    if unseen:
        named = enumerated(unseen, most=_NAMED)
        made.notes.append(_("The file does not contain these work items: {refs}.").format(refs=named))
    return made


class _Columns:
    """The columns of the rows that are looked at, each read as one."""

    def __init__(
        self, headed: Headed, mapping: ProgressMapping, rows: Sequence[Row], file: str, made: TrackedRows
    ) -> None:
        self._mapping, self._rows, self._file, self._made = mapping, rows, file, made
        fields, picking = mapping.fields, Picking(headed, rows, file, made.findings)
        self._status = picking.read(fields.status, self._statuses)
        self._days = {name: picking.read(getattr(fields, name), self._as_days) for name in ("started", "done")}
        self._efforts = {name: picking.read(getattr(fields, name), self._as_efforts) for name in ("remaining", "spent")}

    def line(self, at: int, item: TrackedItem) -> Cells | None:
        """What is told of one work item; None if it has not begun, or not enough is known."""
        status, mark = self._status[at], self._rows[at].marks[0]
        said = {"done": ("done", "started"), "running": ("started", "remaining")}.get(status or "", ())
        told = {name: column[at] or "" for name, column in (self._days | self._efforts).items()}
        told["started"] = told["started"] or (told["done"] if status == "done" else "")
        missing = next((name for name in said if not told[name]), None)
        if missing is not None:
            message = _("the status of this work is {status}, but {field} is missing").format(
                status=status, field=missing
            )
            hint = _("Name its column in the mapping, or state a value for empty cells: `empty` of {field}.").format(
                field=missing
            )
            if not any(one.place.line == self._rows[at].line for one in self._made.findings):
                self._made.findings.append(Finding("import-value", Place(self._file, *mark), message, hint))
            return None
        if not said:
            return None
        told["done" if status == "running" else "remaining"] = ""
        where = {"feature": item.feature, "phase": item.phase, "name": item.name, "skill": item.skill}
        return {name: (text, mark) for name, text in (where | told).items() if text}

    def _statuses(self, texts: Sequence[str], source: FieldSource) -> Iterator[str | Doubt | None]:
        hint = _("State under `values` of status whether this text means todo, running or done.")
        return words_of(texts, source, read=read_status, hint=hint)

    def _as_days(self, texts: Sequence[str], _source: FieldSource) -> list[str | Doubt]:
        return days_of(texts, self._mapping.form)

    def _as_efforts(self, texts: Sequence[str], _source: FieldSource) -> Iterator[str | Doubt]:
        """Person-days, to the half day; what is running has at least half a day left."""
        for text in texts:
            number = read_number(plain(text), self._mapping.form.numbers)
            if isinstance(number, Doubt):
                yield number
                continue
            halves = (number * 2 / self._mapping.times.per_day).quantize(Decimal(1), ROUND_HALF_UP)
            yield as_text(max(halves, Decimal(1)) / 2)
