"""Changes to what a folder says, each with its place: a value set, a part dropped or added, more or fewer people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from requirements.fields import Plain
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.model import RESTRICTED
from requirements.reading.characters import find_forbidden
from requirements.reading.nodes import ListNode, MappingNode, Mark, MarkElsewhere
from requirements.reading.yaml.yaml_reader import read_yaml

PEOPLE = re.compile(r"people\.([+-])(\d{1,4}):([^\s@][^@]{0,63}?)(?:@(\S+))?")
"""More or fewer people of a skill, or of the team with this id or name, from a day on or from the start."""
"""Fields whose values are not shown."""
_NOWHERE: Mark = (0, 0)


class ChangeKind(StrEnum):
    """What a change does."""

    SET = "set"
    DROP = "drop"
    ADD = "add"
    PEOPLE = "people"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class FolderChange:
    """One change and where it stands: `file` is a scenario, or the option of the command line.

    `path` says what is changed; `value` is the node that is put there (SET), a pin (PIN), or whole entries by section
    (ADD). The marks are those of path and value.
    """

    kind: ChangeKind
    path: str
    value: Any
    file: str
    key: Mark = _NOWHERE
    mark: Mark = _NOWHERE

    @property
    def place(self) -> Place:
        """Where the change stands."""
        return Place(self.file, *self.key)


def read_set(option: str) -> FolderChange | list[Finding]:
    """The change that `--set PATH=VALUE` or `--set people.+2:compiler@2026-04-01` asks for, or what is wrong."""
    path, equals, text = (part.strip() for part in option.partition("="))
    if not equals and PEOPLE.fullmatch(path):
        return read_people(path, file=f"--set {path}")
    if not equals or not path:
        message = _("expected PATH=VALUE, or people.+N:SKILL@DAY")
        hint = _("Examples are deals.D07.gates.design_in=2026-09-01 and people.+2:compiler@2026-04-01.")
        return [Finding("set-form", Place("--set"), message, hint)]
    file = f"--set {path}"
    wrong = find_forbidden(text, file)
    if wrong:
        return wrong
    if text[:1] in ("{", "[", '"', "'"):
        document, findings = read_yaml(f"value: {text}", file, expected="value")
        if document is None or findings:
            return findings
        return FolderChange(ChangeKind.SET, path, elsewhere(document.root["value"], file, mark=_NOWHERE), file)
    return FolderChange(ChangeKind.SET, path, Plain(text) if text else None, file)


def read_drop(option: str) -> FolderChange:
    """The change that `--drop PATH` asks for."""
    return FolderChange(ChangeKind.DROP, option.strip(), None, f"--drop {option.strip()}")


def read_people(text: str, *, file: str, mark: Mark = _NOWHERE) -> FolderChange | list[Finding]:
    """The change that `people.+2:compiler@2026-04-01` asks for, with or without `people.`; or what is wrong with it."""
    written = text.strip() if text.strip().startswith("people.") else f"people.{text.strip()}"
    match = PEOPLE.fullmatch(written)
    if match is None or int(match[2]) == 0 or (match[4] is not None and _day(match[4]) is None):
        message = _(
            "expected a number of people of a skill to add or remove from a day on: +N:SKILL@DAY or -N:SKILL@DAY"
        )
        return [Finding("set-form", Place(file, *mark), message, _("An example is people.+2:compiler@2026-04-01."))]
    return FolderChange(ChangeKind.PEOPLE, written, None, file, mark, mark)


@dataclass(frozen=True, slots=True)
class Headcount:
    """More (or, below zero, fewer) people of a skill, from a day on; None: from the start."""

    count: int
    skill: str
    day: date | None


def headcount(change: FolderChange) -> Headcount:
    """What a change of people asks for."""
    match = PEOPLE.fullmatch(change.path)
    if match is None:
        raise ValueError(change.path)
    return Headcount(int(match[1] + match[2]), match[3], None if match[4] is None else _day(match[4]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    except ValueError:
        return None


def described(change: FolderChange) -> str:
    """A change as it is shown beside its result; values of restricted fields are left out."""
    if change.kind is ChangeKind.DROP:
        return _("without {path}").format(path=change.path)
    if change.kind is ChangeKind.ADD:
        entries = (f"{section}.{key}" for section, part in change.value.items() for key in _entries(part))
        return _("with {entries}").format(entries=", ".join(entries))
    if change.kind is ChangeKind.PEOPLE:
        return change.path
    if change.kind is ChangeKind.PIN:
        return _described_pin(change.value)
    if change.path.rpartition(".")[2] in RESTRICTED or isinstance(change.value, dict):
        return _("{path} changed").format(path=change.path)
    return f"{change.path} = {shown(change.value)}"


def _described_pin(pin: Mapping[str, Any]) -> str:
    """A pin in words."""
    if pin.get("deal") is not None:
        text = _("{deal} must be served") if pin.get("served") == "true" else _("{deal} is given up")
        return text.format(deal=pin["deal"])
    feature = pin.get("feature")
    if pin.get("release") is not None:
        return _("{feature} lands in {release}").format(feature=feature, release=pin["release"])
    if pin.get("planned") is not None:
        text = _("{feature} is built") if pin["planned"] == "true" else _("{feature} is not built")
        return text.format(feature=feature)
    return shown(dict(pin))


def _entries(part: object) -> list[str]:
    if isinstance(part, list):
        return [str(number + 1) for number in range(len(part))]
    return list(part) if isinstance(part, dict) else []


def shown(node: object) -> str:
    """A node in one line."""
    if isinstance(node, list):
        return "[" + ", ".join(shown(part) for part in node) + "]"
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {shown(part)}" for key, part in node.items()) + "}"
    return "" if node is None else str(node)


def elsewhere(node: Any, file: str, *, mark: Mark | None = None) -> Any:
    """A copy of a node whose parts say that they stand in another file, all of them at `mark` if one is given."""
    if isinstance(node, MappingNode):
        mapping = MappingNode()
        for key, part in node.items():
            mapping[key] = elsewhere(part, file, mark=mark)
            ours, value = node.marks[key]
            mapping.marks[key] = (MarkElsewhere(mark or ours, file), MarkElsewhere(mark or value, file))
        return mapping
    if isinstance(node, ListNode):
        members = ListNode()
        members.extend(elsewhere(part, file, mark=mark) for part in node)
        members.marks.extend(MarkElsewhere(mark or ours, file) for ours in node.marks)
        return members
    return node
