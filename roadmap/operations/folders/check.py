"""Checking: every fault of a folder, all at once."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from requirements.errors import InputFault
from requirements.finding import Finding, Place, Severity, in_order
from requirements.language import _
from roadmap.folder.load import Loaded
from roadmap.folder.project import Project
from roadmap.indexing.people.staff import staff_of
from roadmap.operations.folders.load import read_folder, without_hopeless
from roadmap.operations.folders.probing import SECONDS, probe_findings
from roadmap.operations.planning.consenting import refused_moves
from roadmap.operations.sources.stored_plans import present_plan_file
from roadmap.plans.plan_file import read_plan
from roadmap.plans.typed_rows import TypedRows
from roadmap.policy.decisions import Consent


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: all findings in the order of their places, and how many files and entries of each section
    were read. `project` is what the folder says, without faults; None if there are errors."""

    findings: TypedRows[Finding]
    counts: Mapping[str, int]
    project: Project | None = None

    @property
    def errors(self) -> TypedRows[Finding]:
        """The findings that stop planning."""
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> TypedRows[Finding]:
        """The findings that do not stop planning, and are no mere hints."""
        return self._of(Severity.WARNING)

    def is_good(self, *, strict: bool = False) -> bool:
        """Whether the folder can be planned; `strict` counts warnings as errors."""
        return not self.errors and not (strict and self.warnings)

    def _repr_html_(self) -> str:
        return self.findings._repr_html_()

    def _of(self, severity: Severity) -> TypedRows[Finding]:
        return TypedRows(finding for finding in self.findings if finding.severity is severity)


def check(
    folder: Path | str,
    *,
    as_of: date | None = None,
    encoding: str | None = None,
    deep: bool = False,
    seconds: float = SECONDS,
    stop: threading.Event | None = None,
) -> Checked:
    """Find every fault of a folder. `deep` asks of each deal whether any plan serves it alone, for so many `seconds` in
    all, or until `stop` is set.

    Faults never raise. RoadmapError only where there is no roadmap.yaml to read.
    """
    checked = _checked(read_folder(Path(folder), encoding=encoding, as_of=as_of), Path(folder))
    if not deep or checked.project is None:
        return checked
    found = probe_findings(checked.project, seconds=seconds, stop=stop or threading.Event())
    return replace(checked, findings=TypedRows(in_order([*checked.findings, *found])))


def check_loaded(loaded: Loaded, folder: Path | str) -> Checked:
    """The same, shallowly, of a folder whose files were read already."""
    return _checked(without_hopeless(loaded), Path(folder))


def _checked(loaded: Loaded, folder: Path) -> Checked:
    """What was found in a folder that was read, and what only its project can tell."""
    findings, project = list(loaded.findings), loaded.project
    if project is not None:
        findings += [*_narrowing(project), *_moves_of_the_plan(project, folder)]
    return Checked(TypedRows(in_order(findings)), loaded.counts, project)


def _moves_of_the_plan(project: Project, directory: Path) -> list[Finding]:
    """A warning for each published promise that the plan in the folder moves without the consent that it asks for."""
    file = present_plan_file(directory)
    if file is None or project.baseline is None or project.header.policy.consent is not Consent.REQUIRED:
        return []
    try:
        plan = read_plan(file)
    except InputFault:  # whoever uses it is told
        return []
    return refused_moves(plan, project, name=file.name) if plan.made_from.digest == project.digest else []


def _narrowing(project: Project) -> list[Finding]:
    """A warning where people share so many skills that the planner takes some to know less, or work could stay with
    more crews than it looks at."""
    horizon = max(0, project.calendar.limit(project.header.horizon, project.as_of))
    if not staff_of(project, origin=project.as_of, horizon=horizon).narrowed:
        return []
    message = _(
        "people have too many skills in common, at too many different speeds, to examine every assignment; the plan "
        "assumes slightly fewer skills or speeds, or examines only some of the crews for work that cannot change "
        "hands"
    )
    hint = _(
        "Leave out skills that are rarely needed, state fewer different percentages, or let one person do work that "
        "cannot change hands."
    )
    return [Finding("skills-narrowed", Place("roadmap.yaml"), message, hint, Severity.WARNING)]
