"""The text of a mapping for a file, from its headings and what is below them; where it is unsure, a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from requirements.fields import is_web_address
from requirements.finding import Finding
from requirements.language import _, enumerated, ngettext
from requirements.reading.cells.amounts import read_amounts, unit_of_heading
from requirements.reading.cells.days import order_of, read_day
from requirements.reading.cells.doubt import Doubt
from requirements.reading.cells.needs import read_need_text, split_needs
from requirements.reading.cells.numbers import Decimals
from requirements.reading.cells.stages import read_stage
from requirements.reading.tables.deal_table import GATES, NEEDS, Known
from roadmap.importing.history.suggesting_history import is_history, suggest_history
from roadmap.importing.mapping import Target
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.suggesting.for_entries import entries_in, suggest_entries
from roadmap.importing.suggesting.for_leave import is_leave, suggest_leave
from roadmap.importing.suggesting.for_requirements import MatchText, is_requirements, suggest_requirements, unmatched
from roadmap.importing.suggesting.for_trackers import suggest_progress, tracker_of
from roadmap.importing.suggesting.looks import Looked, chosen, other_columns, quoted
from roadmap.importing.suggesting.presets import preset_of, stage_of
from roadmap.importing.suggesting.quantities import blank_of, empty_of, gate_fields, plain_field, value_field
from roadmap.importing.surroundings import Surroundings

ASK = '"?"'
_MERGED = "workbook-merged"
MOST_VALUES = 60
_SIGNS = {"customer", "segment", "stage", "value"}
"""Fields of which every table of deals holds one."""


@dataclass(slots=True)
class Suggested:
    """A mapping as text, and how many questions it asks."""

    text: str
    questions: int


def suggest(
    headed: Headed,
    around: Surroundings,
    *,
    sheet_name: str | None,
    found: list[Finding],
    into: Target | None = None,
    match: MatchText = unmatched,
) -> Suggested:
    """The text of a mapping for a table. `around` is the folder that it goes into, `sheet_name` the sheet of a workbook
    that was asked for, `found` what is worth knowing of the file, and `into` what its rows are; None: what it looks
    like. `match` says which capability a sentence asks for."""
    lines = [
        "# " + _("Written by `roadmap import --suggest`. Replace each ? with an answer, and correct wrong lines."),
        "# " + _("Then run `roadmap import MAPPING FILE --dry-run` to see the result."),
        *(f"# {finding.message}" for finding in found if finding.code != _MERGED),
    ]
    if is_requirements(headed) and into in (None, Target.CAPABILITIES, Target.DEALS):
        lines += suggest_requirements(headed, into or Target.CAPABILITIES, around.known, match)
    else:
        looks = Target.HISTORY if is_history(headed) else entries_in(headed)
        lines += _lines(headed, around, sheet_name, into or looks)
    if "from:" in lines and any(finding.code == _MERGED for finding in found):
        note = _("Some cells are merged. fill: the value holds for each of their rows; refuse: tell where they are.")
        lines.insert(lines.index("from:") + 1, f"  merged: {ASK}  # {note}")
    text = "\n".join(lines) + "\n"
    return Suggested(text, sum(line.partition("#")[0].count(ASK) for line in lines))


def _lines(headed: Headed, around: Surroundings, sheet_name: str | None, into: Target | None) -> Iterator[str]:
    if into is Target.HISTORY:
        return suggest_history(headed, around.known)
    tracker = tracker_of(headed)
    if into is Target.LEAVE or (into is None and is_leave(headed)):
        return suggest_leave(headed, around.people)
    if into in (None, Target.PROGRESS) and tracker is not None:
        return suggest_progress(headed, *tracker)
    if into in (None, Target.DEALS, Target.PROGRESS):
        return _of_deals(headed, around.known, sheet_name)
    return suggest_entries(headed, into, teams=around.teams, names=around.known.capabilities)


def _of_deals(headed: Headed, known: Known, sheet_name: str | None) -> Iterator[str]:
    name, preset = preset_of([*headed.headings, *headed.lower])
    sheet = Looked(headed, preset, known, chosen(headed))
    if not _SIGNS & sheet.positions.keys():
        note = _(
            "The file does not look like deals. If its rows are something else, run the command again with --into."
        )
        yield f"# {note}"
    yield from _form(sheet, name, sheet_name)
    yield "into: deals"
    yield f"key: {_key(sheet)}"
    yield "fields:"
    yield from (f"  {line}" for line in _fields(sheet))
    yield from _rates(sheet)
    yield "drop_others: true"
    yield from (f"# {line}" for line in other_columns(sheet))
    yield "gone: finding  # " + _(
        "For a deal that is no longer in the file: finding reports it, mark_lost marks it as lost, keep keeps it."
    )


def _rates(sheet: Looked) -> Iterator[str]:
    """A question for each currency whose rate the folder does not state."""
    unknown = [code for code in sheet.currencies() if code != sheet.known.currency and code not in sheet.known.rates]
    if unknown:
        note = _("State what one of this currency is worth in {currency}, such as 7.1.")
        yield "rates:  # " + note.format(currency=sheet.known.currency)
        yield from (f"  {code}: {ASK}" for code in unknown)


def _form(sheet: Looked, name: str, sheet_name: str | None) -> Iterator[str]:
    """What the file is; with questions where its cells can be read in two ways."""
    yield "from:"
    yield f"  preset: {name}"
    if sheet_name is not None:
        yield f"  sheet: {quoted(sheet_name)}"
    days = [text for gate in GATES if gate in sheet.positions for text in sheet.cells(gate)]
    order = order_of(days)
    doubts = {doubt.code for text in days if isinstance(doubt := read_day(text, order=order), Doubt)}
    if "ambiguous-day" in doubts:
        yield f"  dates: {ASK}  # " + _("Is it d/m/Y or m/d/Y? No day in the file decides it.")
    if "time-zone" in doubts:
        zone = sheet.preset.zone
        yield f"  zone: {zone or ASK}  # " + _("The time zone in which the days begin, such as Asia/Shanghai.")
    if "value" in sheet.positions and _has_two_readings(sheet):
        yield f"  numbers: {ASK}  # " + _('Is it "1,234.5" or "1.234,5"? No amount in the file decides it.')


def _has_two_readings(sheet: Looked) -> bool:
    heading = sheet.heading("value")
    usual = Decimals.POINT if any("\u4e00" <= sign <= "\u9fff" for sign in heading) else None
    found = read_amounts(sheet.cells("value"), unit=unit_of_heading(heading)[0] or 1, usual=usual)
    plain_doubts = [one for one in read_amounts(sheet.cells("value"), usual=usual) if isinstance(one, Doubt)]
    return any(isinstance(one, Doubt) for one in found) and any(one.code == "ambiguous-number" for one in plain_doubts)


def _key(sheet: Looked) -> str:
    if "ref" in sheet.positions:
        return f"{{ref: {quoted(sheet.heading('ref'))}}}"
    if "name" not in sheet.positions:
        return ASK  # a customer alone has several deals
    both = [sheet.heading(column) for column in ("customer", "name") if column in sheet.positions]
    return f"[{', '.join(map(quoted, both))}]"


def _fields(sheet: Looked) -> Iterator[str]:
    """The lines of all fields, those that every deal must have first."""
    yield from plain_field(sheet, "name")
    yield from plain_field(sheet, "customer")
    yield from _segment(sheet)
    yield from _words(sheet, "stage", _stage_values(sheet))
    yield from value_field(sheet)
    for column in ("win_probability", "owner", "link"):
        if column in sheet.positions and (column != "link" or all(map(is_web_address, sheet.cells(column)))):
            yield f"{column}: {quoted(sheet.heading(column))}"
    yield from gate_fields(sheet)
    yield from _needs(sheet)


def _segment(sheet: Looked) -> Iterator[str]:
    segments = dict.fromkeys(sheet.known.segments.ids.values())
    if "segment" not in sheet.positions:
        always = next(iter(segments)) if len(segments) == 1 else ASK
        yield f"segment: {{always: {always}}}  # " + _("The segments are {names}.").format(names=enumerated(segments))
        return
    values = {text: None for text in _distinct(sheet.cells("segment")) if sheet.known.segments.find(text) is None}
    yield from _words(sheet, "segment", values, note=_("The segments are {names}.").format(names=enumerated(segments)))


def _stage_values(sheet: Looked) -> dict[str, str | None]:
    """What each word of the file means that is no stage everywhere; None: nobody knows."""
    if "stage" not in sheet.positions:
        return {}
    return {text: stage_of(text, sheet.preset) for text in _distinct(sheet.cells("stage")) if read_stage(text) is None}


def _distinct(cells: Iterable[str]) -> list[str]:
    """Different texts, the most frequent first."""
    return [text for text, _count in Counter(cells).most_common(MOST_VALUES)]


def _words(sheet: Looked, column: str, values: Mapping[str, str | None], note: str = "") -> Iterator[str]:
    if column not in sheet.positions or (not values and not empty_of(sheet, column)):
        yield from plain_field(sheet, column)
        return
    yield f"{column}:" + (f"  # {note}" if note else "")
    yield f"  column: {quoted(sheet.heading(column))}"
    if empty_of(sheet, column):
        yield f"  empty: {ASK}  # " + blank_of(sheet, column)
    if values:
        counts = Counter(sheet.cells(column))
        yield "  values:"
        for text, meaning in values.items():
            rows = ngettext("in {count} row", "in {count} rows", counts[text]).format(count=counts[text])
            yield f"    {quoted(text)}: {meaning or ASK}  # {rows}"


def _needs(sheet: Looked) -> Iterator[str]:
    there = [column for column in NEEDS if column in sheet.positions]
    if not there:
        return
    yield "needs:"
    for column in there:
        heading, gate = quoted(sheet.heading(column)), column.removeprefix("needs_")
        unknown = _unknown_needs(sheet, column)
        if not unknown:
            yield f"  {gate}: {heading}"
            continue
        yield f"  {gate}:"
        yield f"    column: {heading}"
        yield "    values:  # " + _("Write the ids of capabilities. Leave the value empty if the text is not a need.")
        for text in unknown:
            yield f"      {quoted(text)}: {ASK}"


def _unknown_needs(sheet: Looked, column: str) -> list[str]:
    parts = Counter(part for cell in sheet.cells(column) for part in split_needs(cell))
    names = [
        part
        for part, _count in parts.most_common()
        if isinstance(read_need_text(part, sheet.known.capabilities), Doubt)
    ]
    return names[:MOST_VALUES]
