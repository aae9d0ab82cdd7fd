"""Beginning a folder from a file of deals: its files, the mapping, and the deals where nothing is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, Severity, in_order
from requirements.language import _
from requirements.reading.tables.deal_table import IMPORTED, REQUIRED
from requirements.reading.whole_file import content_of
from roadmap.cli.files.from_schedule import SOFTWARE, files_from_schedule, schedule_in
from roadmap.cli.files.from_sheet import files_from_sheet
from roadmap.cli.files.starting import start_for
from roadmap.folder.taking import Taken
from roadmap.importing.imported import Imported
from roadmap.importing.reading_export import read_for_suggestion, sheet_to_suggest, with_sheet_hint
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.sheets.sheet import LARGEST
from roadmap.importing.suggesting.company import CompanySeen, company_in
from roadmap.importing.suggesting.for_schedules import is_schedule
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.importing.suggest_mapping import SuggestedMapping, name_of_mapping, suggest_mapping
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind


@dataclass(frozen=True, slots=True)
class BegunFolder:
    """A folder that was begun from a file: what was written, the mapping, and the deals if they could be imported.

    `wrong` is what stopped the import; the folder and the mapping are there all the same.
    """

    files: list[Path]
    seen: CompanySeen
    mapping: SuggestedMapping
    imported: Imported | None
    start: date
    """The first day of the plan."""
    wrong: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class BegunSchedule:
    """A folder that was begun from a schedule: what was written, the mapping, and the features if they could be
    imported; `wrong` is what stopped that."""

    files: list[Path]
    mapping: Path
    imported: Imported | None
    is_ours: bool
    wrong: tuple[Finding, ...] = ()


def begin_schedule(
    directory: Path, source: Path, *, write: Callable[[Mapping[Path, str]], list[Path]], today: date
) -> BegunSchedule | None:
    """Write the files for a schedule, answer the questions of its mapping by guesses that the files name, and import
    its features. None, and nothing written, where the file is no schedule; InputFault where it cannot be read."""
    headed = _headed(source)
    if not is_schedule(headed):
        return None
    seen = schedule_in(headed)
    files = write(files_from_schedule(seen, name=name_of_mapping(source), today=today))
    mapping = suggest_mapping(source, folder=directory)
    answered = mapping.text.replace('maturity: "?"', "maturity: ga").replace('"?"', SOFTWARE)
    mapping.target.unlink()
    write_whole(mapping.target, answered, kind=FileKind.MAPPING)
    try:
        imported = import_file(mapping.target, source, folder=directory)
    except InputFault as fault:
        wrong = tuple(finding for finding in fault.findings if finding.severity is Severity.ERROR)
        return BegunSchedule(files, mapping.target, None, seen.is_ours, wrong)
    return BegunSchedule(files, mapping.target, imported, seen.is_ours)


def begin_folder(
    directory: Path,
    source: Path,
    *,
    taken_for: Callable[[tuple[str, ...]], Taken],
    write: Callable[[Mapping[Path, str]], list[Path]],
    today: date,
) -> BegunFolder:
    """Write the files for the deals of a file, suggest a mapping, and import them unless it asks a question; until then
    the table of deals holds none.

    InputFault, and nothing written, where the file is no table of deals.
    """
    headed = _headed(source)
    seen = company_in(headed)
    start = start_for(seen.days, today)
    files = write(files_from_sheet(seen, taken_for(seen.known), name=name_of_mapping(source), today=today))
    mapping = suggest_mapping(source, folder=directory)
    table = directory / "deals" / f"{mapping.target.stem}.csv"
    table.parent.mkdir(parents=True, exist_ok=True)
    write_whole(table, f"\ufeff{','.join((*REQUIRED, 'ref', IMPORTED))}\n", kind=FileKind.IMPORTED)
    if mapping.questions:
        return BegunFolder(files, seen, mapping, None, start)
    try:
        return BegunFolder(files, seen, mapping, import_file(mapping.target, source, folder=directory), start)
    except InputFault as fault:
        wrong = tuple(finding for finding in fault.findings if finding.severity is Severity.ERROR)
        return BegunFolder(files, seen, mapping, None, start, wrong)


def _headed(source: Path) -> Headed:
    """The table of a file; InputFault where it holds none."""
    content = content_of(source, LARGEST)
    headed, findings = read_for_suggestion(content, str(source), sheet_name=sheet_to_suggest(content, str(source)))
    if headed is None:
        hint = _("Save the sheet with the table as a file of its own.")
        raise InputFault(in_order(with_sheet_hint(findings, hint)))
    return headed
