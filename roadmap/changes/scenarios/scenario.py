"""Scenario files: what would be different, in a file of its own; a scenario may begin from another one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from requirements.fields import Day, Text
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.model import Model
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.limits import LARGEST_FILE
from requirements.reading.nodes import Document, MappingNode
from requirements.reading.typed import read_entry
from requirements.reading.whole_file import Unreadable, read_whole
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.changes.scenarios.changes import ChangeKind, FolderChange, read_people
from roadmap.folder.texts.files import shown
from roadmap.folder.unfinished import as_finished
from roadmap.policy.pins import Pin

MOST_BASES = 50
"""Scenarios that build on one another."""


class ScenarioNote(Model):
    """What somebody said, for the minutes."""

    text: Text
    """The words."""
    about: Text | None = None
    """The path of what it is about, such as deals.D07."""
    who: Text | None = None
    """Who said it."""
    day: Day | None = None
    """The day."""


class ScenarioDecision(Model):
    """What was decided, for the minutes."""

    what: Text
    """What was decided, in a sentence."""
    who: Text
    """Who decided it."""
    day: Day
    """The day of the decision."""
    because: Text | None = None
    """The reason."""
    about: Text | None = None
    """The path of what it is about, such as deals.D07.gates.design_in."""


class ScenarioFile(Model):
    """A scenario file. Its changes are made in this order: base, drop, add, people, pins, set."""

    name: Text | None = None
    """The name for readers. Default: the name of the file."""
    base: Text | None = None
    """Another scenario file whose changes are made first. The path begins at the folder of this file."""
    drop: list[Text] = []
    """Paths of entries to leave out, such as deals.D09."""
    add: dict[str, Any] = {}
    """Whole entries to add, by section and id, written as in a file of the folder."""
    people: list[Text] = []
    """People to add or remove, such as +2:compiler@2026-04-01."""
    pins: list[Pin] = []
    """Pins to add, written as in a file of the folder. Each takes the place of what the folder pins of the same deal or
    feature."""
    set: dict[str, Any] = Field(default={})
    """New values by path, such as deals.D07.gates.design_in: 2026-09-01."""
    notes: list[ScenarioNote] = []
    """What was said."""
    decisions: list[ScenarioDecision] = []
    """What was decided."""
    kept: Day | None = None
    """The day on which `roadmap keep` made the changes in the folder. The scenario then changes nothing more."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named set of changes, in the order in which they are made."""

    name: str
    changes: tuple[FolderChange, ...]


def read_scenario(path: Path, *, encoding: str | None = None) -> tuple[Scenario | None, list[Finding]]:
    """The scenario of a file, the changes of those it begins from first; or what is wrong with it or with them."""
    findings: list[Finding] = []
    name, changes = _read(path, (), encoding, findings)
    return (None if findings else Scenario(name, tuple(changes))), findings


def _read(
    path: Path, above: tuple[tuple[Path, Place], ...], encoding: str | None, findings: list[Finding]
) -> tuple[str, list[FolderChange]]:
    document = _document(path, above[-1][1] if above else Place(shown(path.name)), encoding, findings)
    if document is None:
        return path.stem, []
    typed, wrong = read_entry(ScenarioFile, document.root, document, path=())
    findings += wrong
    if typed is None:
        return path.stem, []
    if typed.kept is not None:
        findings.append(_kept(document))
    before = _base(typed, path, document, above, encoding, findings)
    return typed.name or path.stem, [*before, *stated_changes(typed, document, findings)]


def _addition(section: str, document: Document) -> FolderChange:
    """The entries of one section that a scenario adds."""
    added = document.root["add"]
    alone = MappingNode()
    alone[section], alone.marks[section] = added[section], added.marks[section]
    return FolderChange(ChangeKind.ADD, "add", alone, document.file, *added.marks[section])


def _kept(document: Document) -> Finding:
    """The finding for a scenario whose changes the folder has already."""
    message = _("this scenario was kept on {day}, so the folder has its changes already")
    hint = _("Delete the line `kept` to make the changes once more, or begin another scenario.")
    day = document.root["kept"]
    return Finding("scenario-kept", document.place(("kept",)), message.format(day=day), hint)


def _document(path: Path, place: Place, encoding: str | None, findings: list[Finding]) -> Document | None:
    try:
        content = as_finished(path, read_whole(path, largest=LARGEST_FILE))
    except Unreadable as why:
        message = _("the scenario {file} cannot be read: {why}").format(file=shown(path.name), why=why)
        hint = did_you_mean(path.name, _beside(path)) or _(
            "Check the file name. Paths begin at the folder of this file."
        )
        findings.append(Finding("scenario-unreadable", place, message, hint))
        return None
    expected = ", ".join(ScenarioFile.model_fields)
    document, wrong = read_yaml_file(content, shown(path.name), expected=expected, encoding=encoding)
    findings += wrong
    return document


def _beside(path: Path) -> list[str]:
    """The files of a folder that may have been meant."""
    try:
        return sorted(other.name for other in path.parent.iterdir() if other.suffix in (".yaml", ".yml"))
    except OSError:
        return []


def _base(
    typed: ScenarioFile,
    path: Path,
    document: Document,
    above: tuple[tuple[Path, Place], ...],
    encoding: str | None,
    findings: list[Finding],
) -> list[FolderChange]:
    """The changes of the scenario that this one begins from."""
    if typed.base is None:
        return []
    place = document.place(("base",))
    chain = (*above, (path.resolve(), place))
    base = path.parent / typed.base
    if base.resolve() in [known for known, _place in chain] or len(chain) > MOST_BASES:
        files = " -> ".join([shown(known.name) for known, _place in chain] + [shown(base.name)])
        message = _("scenarios use each other as `base` in a cycle: {files}").format(files=files)
        related = tuple(other for _known, other in above)
        findings.append(
            Finding("scenario-cycle", place, message, _("Delete one of these `base` lines."), related=related)
        )
        return []
    return _read(base, chain, encoding, findings)[1]


def stated_changes(typed: ScenarioFile, document: Document, findings: list[Finding]) -> list[FolderChange]:
    """The changes that a scenario file states itself, one for each of its lines, in their order; what is wrong with one
    is added to the findings."""
    changes = []
    for position, path in enumerate(typed.drop):
        mark = document.root["drop"].marks[position]
        changes.append(FolderChange(ChangeKind.DROP, path, None, document.file, mark, mark))
    changes += [_addition(section, document) for section in typed.add]
    for position, text in enumerate(typed.people):
        read = read_people(text, file=document.file, mark=document.root["people"].marks[position])
        if isinstance(read, FolderChange):
            changes.append(read)
        else:
            findings += read
    for position, pin in enumerate(document.root.get("pins") or ()):
        mark = document.root["pins"].marks[position]
        subject = pin.get("deal") or pin.get("feature") or "+"
        changes.append(FolderChange(ChangeKind.PIN, f"pins.{subject}", pin, document.file, mark, mark))
    for path in typed.set:
        key, mark = document.root["set"].marks[path]
        changes.append(FolderChange(ChangeKind.SET, path, document.root["set"][path], document.file, key, mark))
    return changes
