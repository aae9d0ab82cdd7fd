"""Entries: what one person edits at a time. A deal, a person, a pin, or one field of roadmap.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from requirements.reading.nodes import FAULTY, Document, ListNode
from roadmap.folder.texts.collected import BY_ID, LISTED

Location = tuple[str | int, ...]


def entry_of(location: Location) -> Location:
    """The place of the entry that a place belongs to."""
    return location[:2] if location[0] in BY_ID or location[0] in LISTED else location[:1]


def is_in_map(file: str, place: Location) -> bool:
    """Whether an entry is a row of a table, whose cells may be written in another form than they are read."""
    return file.lower().endswith(".csv") and place[0] in (BY_ID | LISTED)


def part_of(root: Any, place: Location) -> Any:
    """The part at a place; None if it is not there."""
    for step in place:
        is_there = step in root if isinstance(root, dict) else isinstance(root, list) and _is_member(root, step)
        if not is_there:
            return None
        root = root[step]
    return None if root is FAULTY else root


def _is_member(members: list[Any], step: str | int) -> bool:
    return isinstance(step, int) and step < len(members)


def digest_of(text: str) -> str:
    """The hash of an entry: the same exactly as long as nobody changes a character of it."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def shown_path(documents: Mapping[str, Document], file: str, place: Location) -> str:
    """The path of a place as people write it: members of a list are numbered from 1 over all files."""
    if place[0] in LISTED and len(place) > 1:
        before = 0
        for name, document in documents.items():
            if name == file:
                break
            part = document.root.get(str(place[0]))
            before += len(part) if isinstance(part, ListNode) else 0
        place = (place[0], int(place[1]) + before, *place[2:])
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in place)
