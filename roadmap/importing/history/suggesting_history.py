"""Suggesting a mapping for stage history: Salesforce's histories and reports, and sheets of who was where when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from requirements.gate import Gate
from requirements.language import _, enumerated, ngettext
from requirements.reading.cells.doubt import plain
from requirements.reading.cells.stages import read_stage
from requirements.reading.tables.deal_table import Known
from roadmap.importing.history.converting_history import read_what
from roadmap.importing.sheets.headings import Headed, name_of
from roadmap.importing.suggesting.likely_columns import ASK, MOST_VALUES, cells_under, first_of, questions_on_days
from roadmap.importing.suggesting.looks import quoted
from roadmap.importing.suggesting.presets import PRESETS

COLUMNS: dict[str, tuple[str, ...]] = {
    "key": ("Id", "ID", "History ID", "编号", "记录编号"),
    "deal": (
        "OpportunityId",
        "Opportunity ID",
        "Opportunity Number",
        "Deal ID",
        "商机编号",
        "Opportunity Name",
        "Deal Name",
        "商机名称",
        "Deal",
        "Opportunity",
        "商机",
    ),
    "day": (
        "CreatedDate",
        "Edit Date",
        "Last Modified Date",
        "Last Modified",
        "Changed on",
        "Change date",
        "Snapshot date",
        "变更时间",
        "变更日期",
        "修改时间",
        "操作时间",
        "Day",
        "Date",
        "日期",
    ),
    "what": ("Field", "Field / Event", "Field Name", "Property", "变更字段", "修改字段", "字段"),
    "old": ("OldValue", "Old Value", "Old", "变更前", "修改前", "原值", "旧值"),
    "new": ("NewValue", "New Value", "New", "变更后", "修改后", "新值"),
    "stage_before": ("From Stage", "原阶段", "变更前阶段"),
    "stage": ("StageName", "To Stage", "新阶段", "变更后阶段", "Stage", "商机阶段", "销售阶段", "阶段"),
    "segment": ("Segment", "Industry", "客户类别", "行业"),
}
"""The headings of each field, the likeliest first."""
GATES: dict[Gate, tuple[str, ...]] = {
    Gate.EVALUATION: ("Evaluation", "Evaluation date", "送测日期", "预计送测日期"),
    Gate.DESIGN_IN: ("Design-in", "Design-in date", "导入日期", "预计导入日期"),
    Gate.SIGNING: ("CloseDate", "Close Date", "Signing", "Signing date", "签约日期", "预计签约日期", "预计成交日期"),
    Gate.ACCEPTANCE: ("Acceptance", "Acceptance date", "验收日期", "预计验收日期"),
    Gate.PAYMENT: ("Payment", "Payment date", "回款日期", "预计回款日期"),
}
"""The headings of the days of gates."""
_SIGNS = (
    "OpportunityId",
    "Field / Event",
    "To Stage",
    *COLUMNS["what"][4:],
    *COLUMNS["new"][2:],
    *COLUMNS["stage"][2:4],
)
_CHANGED = COLUMNS["day"][1:11]
WORDS = frozenset(name_of(text) for texts in (*COLUMNS.values(), *GATES.values()) for text in texts)
"""Their headings, as they are looked up."""
_SALESFORCE = ("OpportunityId", "Field / Event", "To Stage")


def is_history(headed: Headed) -> bool:
    """Whether a file says of deals what they were on several days: a deal, a day, and what only a history has."""
    tells = first_of(headed, COLUMNS["stage"]) or (
        first_of(headed, COLUMNS["what"]) and first_of(headed, COLUMNS["new"])
    )
    has_both = first_of(headed, COLUMNS["deal"]) and first_of(headed, COLUMNS["day"])
    several = Counter(cells_under(headed, COLUMNS["deal"])).most_common(1)
    repeats = bool(several and several[0][1] > 1 and first_of(headed, _CHANGED))
    return bool(has_both and tells and (first_of(headed, _SIGNS) or repeats))


def suggest_history(headed: Headed, known: Known) -> Iterator[str]:
    """The lines of a mapping of history, with a question where the file does not show what is meant."""
    yield "from:"
    yield f"  preset: {'salesforce-history' if first_of(headed, _SALESFORCE) else 'history'}"
    yield from questions_on_days(_day_texts(headed))
    yield "into: history"
    yield f"key: {_key(headed)}"
    yield "fields:"
    for field in ("deal", "day"):
        heading = first_of(headed, COLUMNS[field])
        note = "  # " + _("No column was recognised. Name the column.")
        yield f"  {field}: {quoted(heading)}" if heading else f"  {field}: {ASK}{note}"
    if first_of(headed, COLUMNS["what"]) and first_of(headed, COLUMNS["new"]):
        yield from _changes(headed)
    else:
        yield from _states(headed)
    yield from _segment(headed, known)
    yield "gone: keep  # " + _("For a line that is no longer in the file: finding reports it, keep keeps it.")


def _key(headed: Headed) -> str:
    key = first_of(headed, COLUMNS["key"])
    if key is not None:
        return quoted(key)
    told = ("deal", "day", "what", "old", "new", "stage_before", "stage")
    parts = [heading for field in told if (heading := first_of(headed, COLUMNS[field]))]
    parts += [heading for names in GATES.values() if (heading := first_of(headed, names))]
    return f"[{', '.join(map(quoted, parts))}]" if parts else ASK


def _day_texts(headed: Headed) -> Iterator[str]:
    yield from cells_under(headed, COLUMNS["day"])
    for names in GATES.values():
        yield from cells_under(headed, names)


def _changes(headed: Headed) -> Iterator[str]:
    """The fields of a file whose rows say what changed."""
    what, new = COLUMNS["what"], COLUMNS["new"]
    others = Counter(text for text in cells_under(headed, what) if read_what(text) is None)
    named = enumerated((quoted(text) for text, _count in others.most_common(MOST_VALUES)), most=8)
    note = "  # " + _("Left out: {names}. Name a gate under `values` to read it.").format(names=named) if others else ""
    yield f"  what: {quoted(first_of(headed, what) or '')}{note}"
    if old := first_of(headed, COLUMNS["old"]):
        yield from _stages("old", old, _texts_of_stages(headed, COLUMNS["old"]))
    yield from _stages("new", first_of(headed, new) or "", _texts_of_stages(headed, new))


def _texts_of_stages(headed: Headed, names: tuple[str, ...]) -> list[str]:
    (what, *_rest), (at, *_others) = (
        headed.positions(first_of(headed, COLUMNS["what"]) or ""),
        headed.positions(first_of(headed, names) or ""),
    )
    return [row.cells[at] for row in headed.rows if read_what(row.cells[what]) == "stage" and row.cells[at]]


def _states(headed: Headed) -> Iterator[str]:
    """The fields of a file whose rows say what a deal was from a day on."""
    for field in ("stage_before", "stage"):
        if heading := first_of(headed, COLUMNS[field]):
            yield from _stages(field, heading, cells_under(headed, COLUMNS[field]))
    there = {gate: heading for gate, names in GATES.items() if (heading := first_of(headed, names))}
    if there:
        yield "  gates:"
        yield from (f"    {gate.value}: {quoted(heading)}" for gate, heading in there.items())


def _stages(field: str, heading: str, texts: list[str]) -> Iterator[str]:
    """A column of stages, with what each word means that is no stage everywhere."""
    usual = {plain(word).casefold(): stage for word, stage in PRESETS["salesforce-report"].stages.items()}
    unknown = Counter(text for text in texts if read_stage(text) is None)
    if not unknown:
        yield f"  {field}: {quoted(heading)}"
        return
    yield f"  {field}:"
    yield f"    column: {quoted(heading)}"
    yield "    values:"
    for text, count in unknown.most_common(MOST_VALUES):
        rows = ngettext("in {count} row", "in {count} rows", count).format(count=count)
        yield f"      {quoted(text)}: {usual.get(plain(text).casefold(), ASK)}  # {rows}"


def _segment(headed: Headed, known: Known) -> Iterator[str]:
    names = dict.fromkeys(known.segments.ids.values())
    note = _("The segments are {names}.").format(names=enumerated(names))
    if heading := first_of(headed, COLUMNS["segment"]):
        unknown = dict.fromkeys(
            text for text in cells_under(headed, COLUMNS["segment"]) if known.segments.find(text) is None
        )
        yield f"  segment:  # {note}" if unknown else f"  segment: {quoted(heading)}"
        if unknown:
            yield f"    column: {quoted(heading)}"
            yield "    values:"
            yield from (f"      {quoted(text)}: {ASK}" for text in list(unknown)[:MOST_VALUES])
    else:
        yield "  # segment: " + _("For deals that are not in the folder: name the column, or state `always`.")
