"""Mappings of every kind, read from their files."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding
from requirements.language import _
from requirements.reading.nodes import Document, paths
from requirements.reading.typed import read_entry
from requirements.reading.yaml.yaml_reader import read_yaml_file
from roadmap.importing.entries.mappings import (
    CapabilityMapping,
    EntryMapping,
    FeatureMapping,
    PeopleMapping,
    ReleaseMapping,
)
from roadmap.importing.history.history_mapping import HistoryMapping
from roadmap.importing.mapping import Import, LeaveMapping, Mapping, ProgressMapping, Target

ASKED = "?"
"""What stands where a suggested mapping asks a question; nothing is imported before it is answered."""
AnyMapping = Mapping | ProgressMapping | LeaveMapping | HistoryMapping | EntryMapping
_MODELS: dict[object, type[Import]] = {
    Target.PROGRESS.value: ProgressMapping,
    Target.LEAVE.value: LeaveMapping,
    Target.HISTORY.value: HistoryMapping,
    Target.FEATURES.value: FeatureMapping,
    Target.CAPABILITIES.value: CapabilityMapping,
    Target.RELEASES.value: ReleaseMapping,
    Target.PEOPLE.value: PeopleMapping,
}


def read_mapping(content: bytes, file: str) -> tuple[AnyMapping | None, Document | None, list[Finding]]:
    """A mapping with the document it was read from, or None; and what is wrong with it. Questions are findings too."""
    document, findings = read_yaml_file(content, file, expected=", ".join(["from", *list(Mapping.model_fields)[1:]]))
    if document is None or findings:
        return None, document, findings
    if questions := list(_questions(document)):
        return None, document, questions
    model = _MODELS.get(document.root.get("into"), Mapping)
    mapping, findings = read_entry(model, document.root, document, path=())
    return mapping, document, findings  # type: ignore[return-value]


def _questions(document: Document) -> Iterator[Finding]:
    """A finding for each question of a suggested mapping that nobody has answered."""
    for path in paths(document.root):
        if path and document.states(path) and document.node(path) == ASKED:
            name = ".".join(str(step) for step in path if isinstance(step, str))
            message = _("the mapping has an open question here: the value of {name} is missing").format(name=name)
            yield Finding("import-question", document.place(path), message, _("Replace the ? with the answer."))
