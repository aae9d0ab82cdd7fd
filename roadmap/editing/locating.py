"""Where an edit goes: the file and the place that its path leads to, and the home of an entry that is not there yet.

A new entry goes to the file that holds the most entries like it: deals of the same segment, features and people of the
same team, capabilities of the same kind; else to the file that holds the most of its section; else to a table of such
entries that has none yet; else to roadmap.yaml, a decision to decisions.yaml where that is there. A table gets the
columns that its new row needs, if its cells can hold the values. Tables that an import writes take none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

from requirements.catalogue import catalogue_capabilities, catalogue_profiles
from requirements.finding import Place
from requirements.language import _
from requirements.reading.nodes import Document, ListNode, MappingNode
from roadmap.changes.scenarios.paths import Seeker, Spot, UnknownPathError
from roadmap.editing.edits import REMOVED, Edit, EditStopped, Located, RefusedEdits, refusal
from roadmap.editing.entries import part_of
from roadmap.editing.folder_texts import FolderTexts
from roadmap.editing.splicing.splices import StepKind, TextStep
from roadmap.folder.catalogue import catalogue_features, catalogue_teams
from roadmap.folder.texts.collected import BY_ID, LISTED
from roadmap.folder.texts.files import DECISIONS, ROADMAP
from roadmap.folder.texts.reading import is_table

_ALIKE = {"deals": "segment", "features": "team", "people": "team", "capabilities": "kind"}
"""By which field entries of a section are alike."""


def locate(texts: FolderTexts, edit: Edit) -> Located:
    """The file and the place of an edit; the end of the edit where its path leads nowhere."""
    _refuse_unmerged(texts)
    if not texts.documents:
        raise EditStopped(RefusedEdits(tuple(texts.findings)))
    documents, spot = _seek(texts, edit)
    section = str(spot.location[0])
    is_new = not spot.stated and len(spot.location) == 2 and section in (BY_ID | LISTED)
    name = home_of(texts, section, edit.value) if is_new else _file_of(documents, spot)
    location = spot.location
    if is_new and section in LISTED:
        part = texts.documents[name].root.get(section)
        location = (section, len(part) if isinstance(part, ListNode) else 0)
    return Located(name, location, spot.stated)


def _seek(texts: FolderTexts, edit: Edit) -> tuple[Mapping[str, Document], Spot]:
    """The spot of an edit, and the documents in which it lies: copies where the path leads to what is not there yet."""
    place = Place(edit.path)
    with suppress(UnknownPathError):
        spot = Seeker(edit.path, place).find(list(texts.documents.values()))
        if spot.stated:
            return texts.documents, spot
    documents = _changeable(texts.documents, edit.path)
    seeker = Seeker(edit.path, place, creates=edit.value is not REMOVED, adds=isinstance(edit.value, dict))
    try:
        return documents, seeker.find(list(documents.values()))
    except UnknownPathError as error:
        _refuse_catalogue(texts, edit.path)
        raise EditStopped(RefusedEdits((error.finding, *texts.findings))) from None


def _changeable(documents: Mapping[str, Document], path: str) -> dict[str, Document]:
    """Copies of documents that may be changed at a path: of the section that it names the entry that its next words
    are, or all entries where it is none of them; the rest is shared."""
    section, _dot, rest = path.partition(".")
    entries = [part for one in documents.values() if isinstance(part := one.root.get(section), MappingNode)]
    named = {key for part in entries for key in part if f"{rest}.".startswith(f"{key}.")} if section in BY_ID else set()
    changeable = {}
    for name, one in documents.items():
        root = _with_copies(one.root, {section})
        part = one.root.get(section)
        if named and isinstance(part, MappingNode):
            root[section] = _with_copies(part, named)
        changeable[name] = Document(one.file, root)
    return changeable


def _with_copies(node: MappingNode, keys: Collection[str]) -> MappingNode:
    """A mapping that may be changed, with copies of some of its parts; the others are shared."""
    mapping = MappingNode()
    mapping.update((key, copied(part) if key in keys else part) for key, part in node.items())
    mapping.marks.update(node.marks)
    return mapping


def copied(node: Any) -> Any:
    """A node that may be changed without changing the other."""
    if isinstance(node, MappingNode):
        mapping = MappingNode()
        mapping.update((key, copied(part)) for key, part in node.items())
        mapping.marks.update(node.marks)
        return mapping
    if isinstance(node, ListNode):
        members = ListNode()
        members.extend(copied(part) for part in node)
        members.marks.extend(node.marks)
        return members
    return node


def _refuse_unmerged(texts: FolderTexts) -> None:
    """No file of a folder is edited while a merge waits for somebody to choose."""
    unmerged = tuple(one for one in texts.findings if one.code == "merge-conflict")
    if unmerged:
        raise EditStopped(RefusedEdits(unmerged))


def _refuse_catalogue(texts: FolderTexts, path: str) -> None:
    """Entries that the folder takes from the catalogue are in no file of it."""
    shipped = {
        "capabilities": catalogue_capabilities,
        "profiles": catalogue_profiles,
        "features": catalogue_features,
        "teams": catalogue_teams,
    }
    section, _dot, rest = path.partition(".")
    stated = {key for document in texts.documents.values() for key in document.root.get(section) or ()}
    catalogue: Any = shipped[section]() if section in shipped else ()
    known = [key for key in catalogue if key not in stated]
    if any(rest == key or rest.startswith(f"{key}.") for key in known):
        message = _("no file of the folder states this entry: it comes from the catalogue")
        hint = _("Write an entry with this id in the folder: it replaces the one of the catalogue.")
        raise refusal("edit-catalogue", Place(path), message, hint)


def _file_of(documents: Mapping[str, Document], spot: Spot) -> str:
    """The file in which the holder of a spot stands."""
    for name, document in documents.items():
        if _holds(document, spot):
            return name
    return ROADMAP


def _holds(document: Document, spot: Spot) -> bool:
    node: Any = document.root
    for step in spot.location[:-1]:
        if isinstance(node, MappingNode) and step in node:
            node = node[str(step)]
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return False
    return node is spot.holder


def home_of(texts: FolderTexts, section: str, value: object) -> str:
    """The file that a new entry goes to (see above)."""
    homes = sorted(_homes(texts, section, value), key=lambda home: home[:2], reverse=True)
    if homes:
        return homes[0][2]
    return DECISIONS if section == "decisions" and DECISIONS in texts.documents else ROADMAP


def _homes(texts: FolderTexts, section: str, value: object) -> Iterator[tuple[int, int, str]]:
    """The files that may take a new entry: how many entries are like it, how many there are, and the name."""
    alike = _ALIKE.get(section)
    wanted = value.get(alike) if isinstance(value, dict) and alike is not None else None
    for name, document in texts.documents.items():
        part = document.root.get(section)
        entries = list(part.values() if isinstance(part, MappingNode) else part if isinstance(part, ListNode) else ())
        if not (entries or is_table(name)) or not _takes(texts, name, section, value):
            continue
        like = sum(isinstance(one, dict) and wanted is not None and one.get(alike) == wanted for one in entries)
        yield like, len(entries), name


def _takes(texts: FolderTexts, name: str, section: str, value: object) -> bool:
    """Whether a file can hold a new entry."""
    if not is_table(name):
        return True
    table = texts.table(name)
    if table.is_imported or table.section != section:
        return False
    try:
        table.splices(TextStep(StepKind.PUT, (section, "new" if section in BY_ID else len(table.table.rows)), value))
    except EditStopped:
        return False
    return True


def value_at(texts: FolderTexts, found: Located) -> Any:
    """What a place says by now; None if nothing stands there."""
    return part_of(texts.documents[found.file].root, found.location) if found.stated else None
