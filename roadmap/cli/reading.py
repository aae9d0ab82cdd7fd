"""Reading an input folder for a command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Severity
from requirements.language import _
from roadmap.cli.findings import remark_findings
from roadmap.folder.load import Loaded, load_project
from roadmap.folder.project import Project
from roadmap.folder.revision import Revision


def load_folder(
    directory: Path, *, encoding: str | None, as_of: date | None, revision: Revision | None = None
) -> Loaded:
    """Read and check a folder, changed by a revision if there is one.

    Raises RoadmapError only where there is no roadmap.yaml to read.
    """
    if not (directory / "roadmap.yaml").exists():
        raise RoadmapError(
            _("there is no roadmap.yaml in {folder}. `roadmap init NEW-FOLDER` writes a folder to start from.").format(
                folder=directory
            )
        )
    return load_project(directory, encoding=encoding, as_of=as_of, revision=revision)


def read_project(directory: Path, *, encoding: str | None, as_of: date | None, quiet: bool) -> Project:
    """The project of a folder; warnings go to standard error. InputFault with all findings if there are errors.

    Hints are questions for whoever keeps the folder: `roadmap check` asks them.
    """
    loaded = load_folder(directory, encoding=encoding, as_of=as_of)
    if loaded.project is None:
        raise InputFault(list(loaded.findings))
    if not quiet:
        remark_findings(finding for finding in loaded.findings if finding.severity is not Severity.HINT)
    return loaded.project
