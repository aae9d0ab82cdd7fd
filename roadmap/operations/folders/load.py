"""Loading: an input folder read and checked, ready for any other operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding, Place, Severity, in_order, obstacle, strictly
from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.folder.load import Loaded, load_project
from roadmap.folder.project import Project
from roadmap.folder.texts.revision import Revision
from roadmap.operations.planning.consenting import cannot_hold
from roadmap.planner.causes.consent import hopeless_promises
from roadmap.planner.causes.hopeless import hopeless_pins
from roadmap.plans.causes import Cause
from roadmap.views.reasons.causes import cause_text, sentence
from roadmap.views.reasons.repairs import repair_text

OnFindings = Callable[[Sequence[Finding]], None]
"""Hears the warnings of a folder that can be planned all the same."""


@dataclass(frozen=True, slots=True)
class LoadedFolder:
    """An input folder that has no errors: where it lies, what it says, and what is worth knowing about it.

    `findings` are its warnings and hints in the order of their places; `counts` how many files and entries of each
    section were read. `encoding` and `as_of` are how it was asked to be read.
    """

    directory: Path
    project: Project
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    encoding: str | None = None
    as_of: date | None = None

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that are no mere hints."""
        return tuple(finding for finding in self.findings if finding.severity is not Severity.HINT)

    def revised(self, revision: Revision) -> LoadedFolder:
        """The same folder with some of what its files say changed. InputFault if it then has errors."""
        return load(self.directory, as_of=self.as_of, encoding=self.encoding, revision=revision)


FolderSource = LoadedFolder | Path | str
"""A folder that has been loaded, or where one lies."""


def load(
    folder: Path | str,
    *,
    as_of: date | None = None,
    encoding: str | None = None,
    strict: bool = False,
    revision: Revision | None = None,
) -> LoadedFolder:
    """Read and check an input folder.

    `as_of` is today, as far as the plan is concerned, and wins over what roadmap.yaml states; `encoding` may be
    "gb18030" for files that are not UTF-8; `strict` refuses what would otherwise be left out of a plan. InputFault with
    all findings if there are errors; RoadmapError where there is no roadmap.yaml.
    """
    directory = Path(folder)
    loaded = read_folder(directory, encoding=encoding, as_of=as_of, revision=revision, strict=strict)
    if loaded.project is None:
        raise InputFault(list(loaded.findings))
    return LoadedFolder(directory, loaded.project, loaded.findings, loaded.counts, encoding, as_of)


def loaded_folder(
    source: FolderSource,
    *,
    as_of: date | None = None,
    encoding: str | None = None,
    strict: bool = False,
    on_findings: OnFindings | None = None,
) -> LoadedFolder:
    """A folder, read now if it has not been. `on_findings` hears its warnings; hints are for `check` to ask.

    UsageFault where a folder that has been read already is to be read in another way.
    """
    if isinstance(source, LoadedFolder) and (as_of is not None or encoding is not None or strict):
        raise UsageFault(_("the folder is loaded already: give as_of, encoding and strict to the call that loads it."))
    found = source if isinstance(source, LoadedFolder) else load(source, as_of=as_of, encoding=encoding, strict=strict)
    if on_findings is not None:
        on_findings(found.warnings)
    return found


def read_folder(
    directory: Path,
    *,
    encoding: str | None = None,
    as_of: date | None = None,
    revision: Revision | None = None,
    strict: bool = False,
) -> Loaded:
    """Read and check a folder, changed by a revision if there is one, with all that is wrong with it. Pins and promises
    that cannot hold, whatever else is planned, are findings, and hold nothing; with `strict` they hold, and every
    obstacle is an error.

    Raises RoadmapError only where there is no roadmap.yaml to read.
    """
    if not (directory / "roadmap.yaml").exists():
        raise RoadmapError(
            _(
                "the folder {folder} has no roadmap.yaml. `roadmap init NEW-FOLDER` creates a folder to start from."
            ).format(folder=directory)
        )
    loaded = load_project(directory, encoding=encoding, as_of=as_of, revision=revision)
    if strict:
        findings = strictly(loaded.findings)
        faulty = any(finding.severity is Severity.ERROR for finding in findings)
        return replace(loaded, findings=tuple(findings), project=None if faulty else loaded.project)
    return without_hopeless(loaded)


def without_hopeless(loaded: Loaded) -> Loaded:
    """The same without the pins and the promises that cannot hold, and a finding for each."""
    project = loaded.project
    if project is None:
        return loaded
    causes, promises = hopeless_pins(project), hopeless_promises(project)
    found = [_hopeless(project.places.get(("pins", n), Place("roadmap.yaml")), cause) for n, cause in causes.items()]
    found += [cannot_hold(published, project) for published in promises]
    findings = tuple(in_order([*loaded.findings, *found]))
    freed = frozenset((published.deal, published.day) for published in promises)
    return replace(loaded, project=replace(project, void=frozenset(causes), freed=freed), findings=findings)


def _hopeless(place: Place, cause: Cause) -> Finding:
    message = _("no plan can hold this pin, so the plan ignores it: {cause}").format(cause=cause_text(cause))
    return obstacle("pin-cannot-hold", place, message, sentence(repair_text(cause)))
