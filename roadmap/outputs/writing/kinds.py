"""What a file may be written over: nothing, or a file of the same kind that roadmap wrote itself.

This is the one guard of all commands that write. Each kind of file carries a mark by which it is known again: a plan, a
timeline for programs and a report their `kind`, a page its generator, a table its columns, a calendar its PRODID.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import zipfile
from collections.abc import Callable
from contextvars import copy_context
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from requirements.errors import RoadmapError, system_reason
from requirements.language import _, languages, speak
from requirements.reading.tables.deal_table import IMPORTED
from roadmap.folder.baseline import BASELINE
from roadmap.folder.seal import PLAN_KIND
from roadmap.folder.texts.inputs import input_folder
from roadmap.folder.unfinished import EDIT_KIND
from roadmap.outputs.exchange.marks import EXPORTED, KEY_COLUMN
from roadmap.outputs.writing.descriptors import descriptor_of
from roadmap.plans.mark import AGENDA_KIND, CHANCES_KIND, LEDGER_KIND, REPORT_KIND

HEAD = 64 * 1024
"""Bytes in which pages, tables and calendars show their mark."""
LARGEST = 256 * 1024 * 1024
PRODUCT: Final = "designin-roadmap"
CALENDAR_MARK: Final = f"-//{PRODUCT}//roadmap//EN"
PAGE_MARK: Final = f'<meta name="generator" content="{PRODUCT}">'
TABLE_MARK: Final = frozenset({"deal", "gate", "gate_day", "ready_day"})
"""Columns of every table that roadmap writes, and of no table that it reads."""
CUSTOMER_TABLE_MARK: Final = frozenset({"requirement", "maturity", "state", "quarter"})
"""Columns of a table for a customer, in place of these."""
SWEEP_TABLE_MARK: Final = ("scenario", "seed", "value", "difference")
"""Columns of the table of a sweep, whose names are the same in every language."""
TIMELINE_KIND: Final = "roadmap-timeline"
POOL_KIND: Final = "roadmap-pool"
SITE_KIND: Final = "roadmap-site"
CHOICES_MARK: Final = "# Written by `roadmap respond`"
DOCUMENT_MARK: Final = f"%{PRODUCT}".encode()
"""A comment behind the end of a document (PDF)."""
SCHEMA_MARK: Final = "Written by `roadmap schema`."


class FileKind(StrEnum):
    """What is written. NEW is a file that must not be there yet, and so is MAPPING, which holds answers; no input of a
    folder is one. INPUT is a file that a folder reads, and only an edit writes it; EDIT is what such an edit is going
    to say, while it is written."""

    PLAN = "plan"
    PUBLISHED = "published"
    PAGE = "page"
    TABLE = "table"
    TIMELINE = "timeline"
    CALENDAR = "calendar"
    EXPORT = "export"
    WORKBOOK = "workbook"
    CHOICES = "choices"
    SLIDES = "slides"
    DOCUMENT = "document"
    SCHEMA = "schema"
    REPORT = "report"
    CHANCES = "chances"
    AGENDA = "agenda"
    LEDGER = "ledger"
    SITE = "site"
    IMPORTED = "imported"
    MAPPING = "mapping"
    POOL = "pool"
    INPUT = "input"
    SCENARIO = "scenario"
    EDIT = "edit"
    NEW = "new"

    @property
    def words(self) -> str:
        """The kind in words, with its article."""
        return {
            FileKind.PLAN: _("a plan"),
            FileKind.PUBLISHED: _("a plan"),
            FileKind.PAGE: _("a page"),
            FileKind.TABLE: _("a table"),
            FileKind.TIMELINE: _("a timeline for programs"),
            FileKind.CALENDAR: _("a calendar"),
            FileKind.EXPORT: _("an export"),
            FileKind.WORKBOOK: _("a workbook"),
            FileKind.CHOICES: _("a file of choices"),
            FileKind.SLIDES: _("a set of slides"),
            FileKind.DOCUMENT: _("a document"),
            FileKind.SCHEMA: _("a JSON Schema"),
            FileKind.REPORT: _("a report"),
            FileKind.CHANCES: _("a file of chances"),
            FileKind.AGENDA: _("a kept agenda"),
            FileKind.LEDGER: _("a ledger of promises"),
            FileKind.SITE: _("a site"),
            FileKind.IMPORTED: _("a table of deals"),
            FileKind.MAPPING: _("an empty mapping"),
            FileKind.POOL: _("a cache of plans"),
            FileKind.INPUT: _("an input file"),
            FileKind.SCENARIO: _("a scenario"),
            FileKind.EDIT: _("an unfinished edit"),
            FileKind.NEW: _("a file"),
        }[self]


class NotOurs(RoadmapError):
    """A file that would be overwritten is not of the kind that is written, or is reserved for something else."""


def refuse_foreign(path: Path, kind: FileKind) -> None:
    """Raise NotOurs, with one sentence, where a file of this kind must not be written to this path.

    What lies there must be empty or of this kind and written by roadmap, behind whatever links. `baseline.json` is for
    published plans alone, and what a folder reads as input is for imports alone. A device, a pipe and what is open
    already may always be written to. Raises RoadmapError where it cannot be known what lies there.
    """
    try:
        if descriptor_of(path) is not None:
            return
        target = Path(os.path.realpath(path))
        regular = _is_regular(target)
    except OSError as error:
        sentence = _("{file} cannot be written: {reason}.")
        raise RoadmapError(sentence.format(file=path, reason=system_reason(error))) from error
    if regular is False:
        if kind is FileKind.PUBLISHED:
            raise NotOurs(_("{file} is not a regular file, so no plan is published to it.").format(file=path))
        return
    if (_is_baseline(path) or _is_baseline(target)) != (kind is FileKind.PUBLISHED):
        raise NotOurs(_("{file} is reserved for published plans. Only `roadmap publish` writes it.").format(file=path))
    folder = input_folder(target)
    if kind is FileKind.INPUT:
        if folder is None or regular is None:
            raise NotOurs(_("{file} is not a file that a folder reads, so no edit is written to it.").format(file=path))
        return
    if folder is not None and kind not in (FileKind.NEW, FileKind.IMPORTED):
        sentence = _("{file} would be read as input of {folder}, so it was not written. Name another file.")
        raise NotOurs(sentence.format(file=path, folder=folder))
    if regular and not _is_own(target, kind):
        sentence = _("{file} exists and is not {kind} written by roadmap. It was not overwritten. Name another file.")
        raise NotOurs(sentence.format(file=path, kind=kind.words))


def _is_regular(target: Path) -> bool | None:
    """Whether a regular file is there; None if nothing is."""
    try:
        return stat.S_ISREG(target.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _is_baseline(target: Path) -> bool:
    """Whether this is the published plan of a folder, by its name in any case or as another name of the same file."""
    if target.name.casefold() == BASELINE:
        return True
    other = target.with_name(BASELINE)
    try:
        return target.samefile(other)
    except OSError:
        return False


def _is_own(target: Path, kind: FileKind) -> bool:
    try:
        with target.open("rb") as stream:
            head = stream.read(HEAD)
            if not head.strip():
                return kind is not FileKind.NEW
            if kind in _WHOLE:
                return _WHOLE[kind](head + stream.read(LARGEST))
            if kind in _NAMED:
                return _is_named(head, _NAMED[kind]) or _is_named_within(head + stream.read(LARGEST), _NAMED[kind])
            return kind in _SHOWN and _SHOWN[kind](head)
    except OSError:
        return False


def _is_named(head: bytes, name: tuple[str, str]) -> bool:
    """Whether a JSON object names its kind first, as those do that roadmap writes: large ones are known at once."""
    key, word = (re.escape(json.dumps(part).encode()) for part in name)
    return re.match(rb"\s*\{\s*" + key + rb"\s*:\s*" + word, head) is not None


def _is_named_within(content: bytes, name: tuple[str, str]) -> bool:
    """The same wherever it stands in the object."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and document.get(name[0]) == name[1]


def _is_table(head: bytes) -> bool:
    try:
        line = head.decode("utf-8-sig", "replace").splitlines()[0]
        columns = set(next(csv.reader([line])))
    except (csv.Error, StopIteration, IndexError):
        return False
    return any(columns >= mark for mark in _table_marks())


@lru_cache
def _table_marks() -> frozenset[frozenset[str]]:
    """The columns by which a table is known, in each language in which tables are written."""
    from roadmap.views.editions.timelines.timeline_words import column_words  # noqa: PLC0415 - words of columns, only where a table is there

    def spoken(language: str) -> list[frozenset[str]]:
        speak(language)
        words = column_words()
        return [frozenset(words[name] for name in mark) for mark in marks]

    marks = (TABLE_MARK, CUSTOMER_TABLE_MARK)
    return frozenset({*marks, frozenset(SWEEP_TABLE_MARK)}).union(
        *(copy_context().run(spoken, language) for language in languages())
    )


def _is_imported(head: bytes) -> bool:
    """Whether a table of deals says of its first row, and so of all, by which mapping it was imported."""
    try:
        rows = csv.reader(head.decode("utf-8-sig", "replace").splitlines())
        return next(rows)[-1] == IMPORTED
    except (csv.Error, StopIteration, IndexError):
        return False


def _is_scenario(content: bytes) -> bool:
    """Whether a text states what scenario files state, and nothing else; people write these, too."""
    from requirements.reading.yaml.yaml_reader import read_yaml_file  # noqa: PLC0415 - only where a scenario is written
    from roadmap.changes.scenarios.scenario import ScenarioFile  # noqa: PLC0415

    document, _findings = read_yaml_file(content, "", expected="")
    return document is not None and set(document.root) <= set(ScenarioFile.model_fields)


def _is_archive(content: bytes) -> bool:
    """Whether the parts of a workbook or of slides say by a property of their own that roadmap made them."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [name for name in archive.namelist() if name in _MARKED_PARTS]
            texts = [archive.open(name).read(HEAD) for name in parts]
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
    return any(PRODUCT.encode() in text for text in texts)


_MARKED_PARTS = ("docProps/custom.xml", "docProps/core.xml")


def _is_calendar(head: bytes) -> bool:
    lines = [line.rstrip(b"\r") for line in head.split(b"\n")]
    return lines[0] == b"BEGIN:VCALENDAR" and f"PRODID:{CALENDAR_MARK}".encode() in lines


def _is_export(head: bytes) -> bool:
    """Whether a text for another program says that it was exported, in its first lines or by a column of its own."""
    lines = head.decode("utf-8-sig", "replace").splitlines()[:12]
    return any(EXPORTED in line for line in lines) or (bool(lines) and KEY_COLUMN in lines[0].split(","))


_NAMED: dict[FileKind, tuple[str, str]] = {
    FileKind.PLAN: ("kind", PLAN_KIND),
    FileKind.PUBLISHED: ("kind", PLAN_KIND),
    FileKind.TIMELINE: ("kind", TIMELINE_KIND),
    FileKind.REPORT: ("kind", REPORT_KIND),
    FileKind.CHANCES: ("kind", CHANCES_KIND),
    FileKind.AGENDA: ("kind", AGENDA_KIND),
    FileKind.POOL: ("kind", POOL_KIND),
    FileKind.SITE: ("kind", SITE_KIND),
    FileKind.EDIT: ("kind", EDIT_KIND),
    FileKind.SCHEMA: ("$comment", SCHEMA_MARK),
}
"""What JSON says of itself, by kind: a key of the object and its value."""
_WHOLE: dict[FileKind, Callable[[bytes], bool]] = {
    FileKind.WORKBOOK: _is_archive,
    FileKind.SLIDES: _is_archive,
    FileKind.SCENARIO: _is_scenario,
    FileKind.DOCUMENT: lambda content: content.startswith(b"%PDF") and content.rstrip().endswith(DOCUMENT_MARK),
}
"""By what files are known whose mark may stand anywhere in them."""
_SHOWN: dict[FileKind, Callable[[bytes], bool]] = {
    FileKind.PAGE: lambda head: PAGE_MARK.encode() in head,
    FileKind.LEDGER: lambda head: _is_named(head, ("kind", LEDGER_KIND)),
    FileKind.TABLE: _is_table,
    FileKind.IMPORTED: _is_imported,
    FileKind.CALENDAR: _is_calendar,
    FileKind.CHOICES: lambda head: head.startswith(CHOICES_MARK.encode()),
    FileKind.EXPORT: _is_export,
}
"""By what the beginning of other files is known."""
