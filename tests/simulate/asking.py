"""Asking what-ifs of the small folder: the project that comes of options and scenario files, or the findings."""

from __future__ import annotations

from pathlib import Path

from requirements.finding import Finding, Severity
from roadmap.changes.scenarios.changes import FolderChange, read_drop, read_people, read_set
from roadmap.changes.scenarios.revise import Changes
from roadmap.folder.load import Loaded, load_project
from roadmap.folder.project import Project
from tests.folder.folders import SMALL, write


def change(option: str) -> FolderChange:
    """The change of `PATH=VALUE`, of `-PATH` (drop) or of `people.+N:SKILL@DAY`."""
    read = read_drop(option[1:]) if option.startswith("-") else read_set(option)
    assert isinstance(read, FolderChange)
    return read


def people(text: str) -> FolderChange:
    """The change of people that a scenario asks for."""
    read = read_people(text, file="s.yaml", mark=(3, 5))
    assert isinstance(read, FolderChange)
    return read


def asked(folder: Path, *options: str, files: dict[str, str | bytes] | None = None) -> Loaded:
    """The folder as it would be."""
    made = Changes(tuple(change(option) for option in options))
    return load_project(write(folder, files or SMALL), revision=made)


def project(folder: Path, *options: str, files: dict[str, str | bytes] | None = None) -> Project:
    """The project as it would be; it has no faults."""
    loaded = asked(folder, *options, files=files)
    assert loaded.project is not None, [str(finding) for finding in loaded.findings]
    return loaded.project


def errors(folder: Path, *options: str, files: dict[str, str | bytes] | None = None) -> list[Finding]:
    """The errors that the changes lead to."""
    found = asked(folder, *options, files=files).findings
    return [finding for finding in found if finding.severity is Severity.ERROR]


def only_error(folder: Path, *options: str, files: dict[str, str | bytes] | None = None) -> Finding:
    """The one error that the changes lead to."""
    (found,) = errors(folder, *options, files=files)
    return found
