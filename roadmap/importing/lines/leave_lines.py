"""Days away from a personnel system or a calendar: rows become lines of leave of the people of the folder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from requirements.finding import Finding, Place
from requirements.language import _, enumerated, ngettext
from requirements.reading.cells.canonical import Forms, days_as_text
from requirements.reading.cells.days import order_of
from requirements.reading.cells.doubt import Doubt, plain
from requirements.reading.cells.needs import CapabilityNames
from roadmap.importing.lines.tracked import TrackedRows
from roadmap.importing.mapping import FieldSource, LeaveMapping
from roadmap.importing.picking import Picking, words_of
from roadmap.importing.row_references import refs_of
from roadmap.importing.sheets.headings import Headed

_APPROVED = {
    "yes": "yes true 1 approved confirmed accepted done 已通过 通过 已批准 批准 同意 已同意 审批通过 审批同意 是",
    "no": "no false 0 rejected declined cancelled canceled pending requested draft withdrawn "
    "已拒绝 拒绝 不同意 已驳回 驳回 未通过 已撤销 "
    "已撤回 审批中 待审批 取消 否",
}
_HALF = {
    "true": "true yes half halfday 0.5 am pm 半天 上午 下午 是",
    "false": "false no full fullday 1 allday 全天 整天 否",
}
_PART = re.compile(r"(?:^|(?<=[\d日号])) ?(上午|下午|[AaPp][Mm])$")
"""A part of a day alone or behind a day, without the time of a clock."""
_NAMED = 5
"""Names of people that are told."""
_YES = {word: meaning for meaning, words in _APPROVED.items() for word in words.split()}
_PARTS = {word: meaning for meaning, words in _HALF.items() for word in words.split()}


def read_approved(text: str) -> str | None:
    """`yes` or `no`; None where it is another system's word."""
    return _YES.get(_word(text))


def _half(text: str) -> str | None:
    return _PARTS.get(_word(text))


def _word(text: str) -> str:
    return plain(text).casefold().replace(" ", "").replace("-", "")


def person_in(text: str, people: CapabilityNames) -> str | None:
    """Who is meant: by id or name, or by the only name in the text; None where that is nobody or several."""
    exact = people.find(text)
    if exact is not None:
        return exact
    within = plain(text).casefold()
    found = {key for name, key in people.ids.items() if len(name) > 1 and name in within.replace(" ", "")}
    return found.pop() if len(found) == 1 else None


def convert_leave(headed: Headed, mapping: LeaveMapping, people: CapabilityNames, *, file: str) -> TrackedRows:
    """The days away in a file, by reference. Who is not in the folder is counted and left out; so is what is not
    approved."""
    made = TrackedRows()
    picking, fields = Picking(headed, headed.rows, file, made.findings), mapping.fields
    hints = _("State under `values` whether this text means yes or no."), _("State under `values`: true or false.")
    approved = picking.read(fields.approved, lambda texts, at: words_of(texts, at, read=read_approved, hint=hints[0]))
    who = picking.read(fields.person, lambda texts, at: _people(texts, at, people))
    half = picking.read(fields.half, lambda texts, at: words_of(texts, at, read=_half, hint=hints[1]))
    first, last = (picking.read(source, _Days(mapping)) for source in (fields.first, fields.last))
    parts = (fields.first_part or fields.first, fields.last_part or fields.last)
    begins, ends = (picking.read(source, _part_of_day) for source in parts)
    strangers, refused, cut = Counter[str](), 0, 0
    names = picking.read(fields.person, lambda texts, _at: texts)
    for at, ref in enumerate(refs_of(headed.rows, headed, mapping)):
        row, person = headed.rows[at], who[at]
        if isinstance(ref, Doubt):
            made.findings.append(Finding(ref.code, Place(file, row.line), ref.message, ref.hint))
        elif approved[at] == "no":
            refused += 1
        elif person is None:
            strangers[names[at] or ""] += 1
        elif first[at]:
            until, is_half = last[at] or first[at], half[at]
            if begins[at] and begins[at] == (ends[at] or begins[at]) and until == first[at]:
                is_half = is_half or "true"
            elif "pm" in str(begins[at]) or "am" in str(ends[at]):
                cut += 1
            cells = {"person": person, "first": first[at], "last": until, "half": is_half, "ref": ref}
            made.rows[ref] = {name: (text, row.marks[0]) for name, text in cells.items() if text and text != "false"}
    made.notes += _told(strangers, refused, cut)
    return made


def _part_of_day(texts: Sequence[str], _source: FieldSource) -> list[str | None]:
    """`am` or `pm` where a day says no more than this of its time."""
    found = [_PART.search(plain(text)) for text in texts]
    return [None if one is None else {"上午": "am", "下午": "pm"}.get(one[1], one[1].lower()) for one in found]


def _told(strangers: Counter[str], refused: int, cut: int) -> Iterator[str]:
    if count := strangers.total():
        note = ngettext("{count} row names nobody of the folder.", "{count} rows name nobody of the folder.", count)
        yield note.format(count=count)
    if unknown := [name for name, _count in strangers.most_common() if name]:
        named = enumerated(unknown, most=_NAMED)
        hint = _(
            "Not in the folder: {names}. Name them under `people`, or say under `values` of `person` who is meant."
        )
        yield hint.format(names=named)
    if refused:
        note = ngettext("{count} row is not approved.", "{count} rows are not approved.", refused)
        yield note.format(count=refused)
    if cut:
        note = ngettext(
            "{count} row begins or ends with half a day. It counts as a whole day.",
            "{count} rows begin or end with half a day. It counts as a whole day.",
            cut,
        )
        yield note.format(count=cut)


def _people(texts: Sequence[str], source: FieldSource, people: CapabilityNames) -> Iterator[str | None]:
    named = {plain(key).casefold(): value for key, value in source.values.items()}
    for text in texts:
        yield named.get(plain(text).casefold()) or person_in(text, people)


class _Days:
    """Reads a column of days in the forms of the mapping."""

    def __init__(self, mapping: LeaveMapping) -> None:
        self._form = mapping.form

    def __call__(self, texts: Sequence[str], _source: FieldSource) -> list[str | Doubt]:
        form, texts = self._form, [_PART.sub("", plain(text)) for text in texts]
        return days_as_text(texts, Forms(order=form.dates or order_of(texts), zone=form.zone, looked=True))
