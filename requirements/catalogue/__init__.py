"""The shipped catalogue: what customers of an AI chip can need, the typical work behind it, and need profiles.

The YAML files beside this module are in the language of input folders, so that an entry can be copied as it stands.
Here they are text with positions, capabilities and profiles; what is engineering in them (features and teams) is typed
by `roadmap.folder.catalogue`, because this package knows none.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from requirements.capability import Capability
from requirements.funnel.profile import Profile
from requirements.reading.nodes import Document
from requirements.reading.typed import M, read_entry
from requirements.reading.yaml.yaml_reader import read_yaml_file

FOLDER = Path(__file__).parent
SHOWN = "<catalogue>/"
"""How places in the catalogue begin in messages, so that nobody looks for them in a folder."""


@cache
def catalogue_texts() -> dict[str, str]:
    """The files of the catalogue by name, in alphabetical order."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yaml"))}


@cache
def catalogue_documents() -> tuple[Document, ...]:
    """The files of the catalogue with the place of every part."""
    return tuple(_document(name, text) for name, text in catalogue_texts().items())


@cache
def catalogue_capabilities() -> dict[str, Capability]:
    """The capabilities of the catalogue by id, in the order of the files."""
    return {key: entry for key, (_document, entry) in catalogue_entries("capabilities", Capability).items()}


@cache
def catalogue_profiles() -> dict[str, Profile]:
    """The need profiles of the catalogue by id."""
    return {key: entry for key, (_document, entry) in catalogue_entries("profiles", Profile).items()}


def catalogue_entries(section: str, model: type[M]) -> dict[str, tuple[Document, M]]:
    """The entries of a section over all files by id, typed, each with the file that states it."""
    found: dict[str, tuple[Document, M]] = {}
    for document in catalogue_documents():
        for key, node in document.root.get(section, {}).items():
            entry, findings = read_entry(model, node, document, path=(section, key))
            if entry is None:
                raise ValueError(str(findings[0]))
            found[key] = (document, entry)
    return found


def _document(name: str, text: str) -> Document:
    document, findings = read_yaml_file(text.encode(), SHOWN + name, expected="capabilities")
    if document is None or findings:
        raise ValueError(str(findings))
    return document
