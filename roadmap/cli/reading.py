"""Reading an input folder for a command."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding, Place, Severity, in_order, obstacle, strictly
from requirements.language import _
from roadmap.cli.terminal.findings import remark_findings
from roadmap.folder.load import Loaded, load_project
from roadmap.folder.project import Project
from roadmap.folder.texts.revision import Revision
from roadmap.plan.causes import Cause
from roadmap.planner.causes.hopeless import hopeless_pins
from roadmap.views.causes import cause_text, repair_text, sentence


def load_folder(
    directory: Path, *, encoding: str | None, as_of: date | None, revision: Revision | None = None, strict: bool = False
) -> Loaded:
    """Read and check a folder, changed by a revision if there is one. Pins that cannot hold, whatever else is planned,
    are findings, and hold nothing; with `strict` they hold, and every obstacle is an error.

    Raises RoadmapError only where there is no roadmap.yaml to read.
    """
    if not (directory / "roadmap.yaml").exists():
        raise RoadmapError(
            _("there is no roadmap.yaml in {folder}. `roadmap init NEW-FOLDER` writes a folder to start from.").format(
                folder=directory
            )
        )
    loaded = load_project(directory, encoding=encoding, as_of=as_of, revision=revision)
    if strict:
        findings = strictly(loaded.findings)
        faulty = any(finding.severity is Severity.ERROR for finding in findings)
        return replace(loaded, findings=tuple(findings), project=None if faulty else loaded.project)
    return loaded if loaded.project is None else _without_hopeless(loaded, loaded.project)


def _without_hopeless(loaded: Loaded, project: Project) -> Loaded:
    """The same without the pins that cannot hold, and a finding for each."""
    causes = hopeless_pins(project)
    found = [_hopeless(project.places.get(("pins", n), Place("roadmap.yaml")), cause) for n, cause in causes.items()]
    findings = tuple(in_order([*loaded.findings, *found]))
    return replace(loaded, project=replace(project, void=frozenset(causes)), findings=findings)


def _hopeless(place: Place, cause: Cause) -> Finding:
    message = _("this pin cannot hold, and the plan is made without it: {cause}").format(cause=cause_text(cause))
    return obstacle("pin-cannot-hold", place, message, sentence(repair_text(cause)))


def read_project(
    directory: Path, *, encoding: str | None, as_of: date | None, quiet: bool, strict: bool = False
) -> Project:
    """The project of a folder; warnings go to standard error. InputFault with all findings if there are errors.

    Hints are questions for whoever keeps the folder: `roadmap check` asks them.
    """
    loaded = load_folder(directory, encoding=encoding, as_of=as_of, strict=strict)
    if loaded.project is None:
        raise InputFault(list(loaded.findings))
    if not quiet:
        remark_findings(finding for finding in loaded.findings if finding.severity is not Severity.HINT)
    return loaded.project
