"""Loading: from a folder of text to a project without faults, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from requirements.finding import Finding, Place, Severity, in_order
from requirements.market import Market
from requirements.reading.decode import decode
from requirements.reading.nodes import Document
from requirements.reading.yaml_reader import read_yaml
from roadmap.calendar import Calendar, build_calendar
from roadmap.folder.collect import HEADER_KEYS, SECTIONS, collect_entries, collect_header
from roadmap.folder.collected import Collected, Places
from roadmap.folder.documents import Header
from roadmap.folder.files import ROADMAP, FileSet, shown
from roadmap.folder.project import Project
from roadmap.folder.releases import order_releases
from roadmap.supply.engineering import Engineering


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gave.

    The project, or None exactly when a finding is an error; all findings in order of their places; and how many files
    and entries of each section were read.
    """

    project: Project | None
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]


def load_project(directory: Path, *, encoding: str | None = None, as_of: date | None = None) -> Loaded:
    """Read and check an input folder. Faults of the input never raise; they are all in the findings.

    `encoding` may be "gb18030" to read files that are not UTF-8; `as_of` wins over the day that roadmap.yaml states.
    """
    files = FileSet(directory)
    roadmap = _read_roadmap(files, encoding)
    if roadmap is None:
        return Loaded(None, tuple(in_order(files.findings)), {"files": len(files.contents)})
    collected = Collected(roadmap)
    collect_header(collected, as_of=as_of)
    for document in [roadmap, *_included(files, roadmap, encoding)]:
        collect_entries(collected, document)
    project = _put_together(collected, files)
    findings = tuple(in_order([*files.findings, *collected.findings]))
    blocked = any(finding.severity is Severity.ERROR for finding in findings)
    return Loaded(None if blocked else project, findings, _counts(collected, files))


def _read_roadmap(files: FileSet, encoding: str | None) -> Document | None:
    content = files.read(files.root / ROADMAP, Place(ROADMAP))
    return None if content is None else _read_document(files, ROADMAP, encoding=encoding)


def _read_document(files: FileSet, name: str, *, encoding: str | None) -> Document | None:
    text, findings = decode(files.contents[name], shown(name), encoding=encoding)
    files.findings += findings
    if text is None:
        return None
    expected = ", ".join((*HEADER_KEYS, *SECTIONS) if name == ROADMAP else SECTIONS)
    document, findings = read_yaml(text, shown(name), expected=expected)
    files.findings += findings
    return document


def _included(files: FileSet, roadmap: Document, encoding: str | None) -> list[Document]:
    """The documents that roadmap.yaml includes, in the order of its patterns and of their names."""
    patterns = roadmap.root.get("include")
    names: list[str] = []
    for position, pattern in enumerate(patterns if isinstance(patterns, list) else []):
        if isinstance(pattern, str):
            names += files.include(str(pattern), roadmap.place(("include", position)))
    documents = [_read_document(files, name, encoding=encoding) for name in names]
    return [document for document in documents if document is not None]


def _put_together(collected: Collected, files: FileSet) -> Project | None:
    header = collected.header
    calendar = _calendar(header) if header is not None else None
    if header is None or calendar is None:
        return None
    releases = order_releases(collected, calendar)
    engineering = Engineering(
        features=collected.features,
        teams=collected.teams,
        people=collected.people,
        releases=releases,
        progress=collected.progress,
    )
    return Project(
        header=header,
        market=Market(segments=collected.segments, capabilities=collected.capabilities, deals=collected.deals),
        engineering=engineering,
        pins=tuple(collected.pins.values()),
        calendar=calendar,
        digest=files.digest(),
        places=Places(collected.roadmap, collected.declared),
    )


def _calendar(header: Header) -> Calendar | None:
    choice = header.calendar
    return build_calendar(
        header.start,
        header.horizon,
        country=choice.country,
        days_off=choice.days_off,
        working_days=choice.working_days,
    )


def _counts(collected: Collected, files: FileSet) -> dict[str, int]:
    counts = {"files": len(files.contents)}
    return counts | {section: len(entries) for section, entries in collected.declared.items()}
