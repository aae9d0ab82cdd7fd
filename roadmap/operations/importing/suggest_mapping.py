"""Suggesting: a mapping for a file that another program exported, to be answered once and used every week."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from requirements.capability import Capability
from requirements.errors import InputFault, RoadmapError, system_reason
from requirements.finding import Finding, in_order
from requirements.language import _
from requirements.reading.whole_file import content_of
from roadmap.importing.mapping import Target
from roadmap.importing.reading_export import read_for_suggestion, sheet_to_suggest, with_sheet_hint
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.sheets.sheet import LARGEST
from roadmap.importing.suggesting.for_requirements import MatchText
from roadmap.importing.suggesting.mapping_text import suggest
from roadmap.importing.surroundings import folder_above, read_surroundings
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind
from roadmap.plans.document import CapabilityLine
from roadmap.responding.matching import NameIndex


@dataclass(frozen=True, slots=True)
class SuggestedMapping:
    """A mapping that was written: where, its text, and how many questions it asks."""

    target: Path
    text: str
    questions: int


def suggest_mapping(
    file: Path | str,
    *,
    folder: Path | str | None = None,
    output: Path | str | None = None,
    sheet: str | None = None,
    into: Target | str | None = None,
) -> SuggestedMapping:
    """Write a mapping for a file to `imports/NAME.yaml` of a folder (None: the nearest above the file), or to `output`.
    `sheet` says which sheet of a workbook is meant (None: the only one that holds a table), `into` what its rows are
    (None: what the file looks like).

    InputFault where the file is no table; RoadmapError where there is no folder, or a mapping of this name already.
    """
    file = Path(file)
    directory = folder_above(file) if folder is None else Path(folder)
    around = None if directory is None else read_surroundings(directory)
    if directory is None or around is None:
        raise RoadmapError(_("no folder above {file} has a roadmap.yaml: name the folder.").format(file=file))
    sheet, headed, findings = _table_in(file, sheet)
    suggested = suggest(
        headed,
        around,
        sheet_name=sheet,
        found=findings,
        into=None if into is None else Target(into),
        match=_matching(around.capabilities),
    )
    target = directory / "imports" / f"{name_of_mapping(file)}.yaml" if output is None else Path(output)
    if target.exists():
        sentence = _("the file {file} exists already, and its answers are not overwritten. Name another file.")
        raise RoadmapError(sentence.format(file=target))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = _("the folder {folder} cannot be created: {reason}.")
        raise RoadmapError(sentence.format(folder=target.parent, reason=system_reason(error))) from error
    write_whole(target, suggested.text, kind=FileKind.MAPPING)
    return SuggestedMapping(target, suggested.text, suggested.questions)


def _table_in(file: Path, sheet: str | None) -> tuple[str | None, Headed, list[Finding]]:
    """The sheet that is meant, its table, and what is worth knowing of it; InputFault where there is none."""
    content = content_of(file, LARGEST)
    sheet = sheet or sheet_to_suggest(content, str(file))
    headed, findings = read_for_suggestion(content, str(file), sheet_name=sheet)
    if headed is None:
        raise InputFault(in_order(with_sheet_hint(findings, _("Name the sheet with --sheet."))))
    return sheet, headed, findings


def _matching(capabilities: Mapping[str, Capability]) -> MatchText:
    """Which capability of the folder a sentence asks for, as `respond` matches it: sure by an id or a name alone."""
    lines = [
        CapabilityLine(id=key, name=one.name, synonyms=list(one.synonyms), kind=one.kind, ready=one.ready, lands={})
        for key, one in capabilities.items()
    ]
    names = NameIndex(lines)

    def match(text: str) -> tuple[str | None, tuple[str, ...]]:
        found = names.match(text)
        return found.capability, tuple(one.id for one in found.candidates)

    return match


def name_of_mapping(file: Path) -> str:
    """The name of the mapping for a file: without the number or the day by which each export is another file."""
    stem = re.sub(r"[ _.-]*\d{4,}.*$", "", file.stem)
    return stem or file.stem
