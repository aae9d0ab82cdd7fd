"""Collecting: each file's entries are typed one by one, so that one faulty entry hides no other."""

from __future__ import annotations

from datetime import date
from typing import Any

from requirements.finding import Finding
from requirements.language import _, enumerated
from requirements.reading.did_you_mean import did_you_mean
from requirements.reading.nodes import FAULTY, Document, ListNode, MappingNode
from requirements.reading.typed import MOST_FAULTS, check_id, read_entry
from roadmap.folder.texts.collected import BY_ID, LISTED, Collected
from roadmap.folder.texts.currency import in_own_currency
from roadmap.folder.texts.documents import Entities, Header, RoadmapFile
from roadmap.supply.people import Leave

HEADER_KEYS = tuple(Header.model_fields)
SECTIONS = tuple(Entities.model_fields)
MOST_ENTRIES = {"deals": 10_000, "features": 3_000, "releases": 1_000, "cadences": 100, "segments": 1_000}
"""The most entries of a section over all files; 5,000 of the others."""


def collect_header(collected: Collected, *, as_of: date | None) -> None:
    """Type the header of `roadmap.yaml`; a day given as `as_of` wins over the one that is stated."""
    document = collected.roadmap
    stated: dict[str, Any] = {key: document.root[key] for key in HEADER_KEYS if key in document.root}
    if as_of is not None:
        stated["as_of"] = as_of
    collected.header, findings = read_entry(Header, stated, document, path=())
    collected.findings += findings


def collect_entries(collected: Collected, document: Document) -> None:
    """Type the entries of one file and add them to those of the files before it."""
    known = RoadmapFile.model_fields if document is collected.roadmap else Entities.model_fields
    for key, node in document.root.items():
        if key in BY_ID:
            _collect_section(collected, document, section=key, node=node)
        elif key in LISTED:
            _collect_list(collected, document, section=key, node=node)
        elif key not in known:
            few = len(collected.findings) < MOST_FAULTS  # a suggestion takes time
            collected.find(_unknown_key(key, document, tuple(known), hinted=few))


def grant_leave(collected: Collected) -> None:
    """Add the leave that stands apart to the people it is of; who is not stated is told by the check of references."""
    away: dict[str, list[Leave]] = {}
    for line in collected.leave.values():
        if line.person in collected.people:
            away.setdefault(line.person, []).append(Leave(first=line.first, last=line.last, half=line.half))
    for key, leave in away.items():
        person = collected.people[key]
        collected.people[key] = person.model_copy(update={"leave": [*person.leave, *leave]})


def _unknown_key(key: str, document: Document, known: tuple[str, ...], *, hinted: bool) -> Finding:
    place = document.place((key,), key=True)
    if key in HEADER_KEYS:
        message = _("{key} can be stated only in roadmap.yaml").format(key=key)
        return Finding("header-elsewhere", place, message, _("Move the key to roadmap.yaml."))
    message = _("no field of this name exists here; the known fields are {known}").format(known=enumerated(known))
    return Finding("unknown-field", place, message, did_you_mean(key, known) if hinted else "")


def _collect_section(collected: Collected, document: Document, *, section: str, node: Any) -> None:
    if not isinstance(node, MappingNode):
        _refuse_section(collected, document, section, node, _("expected a mapping of ids to entries"), "not-a-mapping")
        return
    declared = collected.declared[section]
    if _too_many(collected, document, section, len(node)):
        return
    typed: dict[str, Any] = getattr(collected, section)
    for entry, value in node.items():
        path = (section, entry)
        if entry in declared:
            collected.find(_duplicate(collected, document, section, entry))
            continue
        declared[entry] = (document, path)
        wrong_id = check_id(entry, document, path=path)
        model, findings = _read(collected, document, value, path)
        if wrong_id is not None:
            findings.insert(0, wrong_id)
        collected.findings += findings
        if model is not None and not findings:
            typed[entry] = model


def _read(collected: Collected, document: Document, value: Any, path: tuple[str, str]) -> tuple[Any, list[Finding]]:
    """One entry, or None and why not."""
    if path[0] == "deals":
        value, foreign = in_own_currency(value, collected.roadmap, document, path)
        if foreign:
            return None, foreign
    return read_entry(BY_ID[path[0]], value, document, path=path)


def _collect_list(collected: Collected, document: Document, *, section: str, node: Any) -> None:
    if not isinstance(node, ListNode):
        _refuse_section(collected, document, section, node, _("expected a list"), "not-a-list")
        return
    declared = collected.declared[section]
    if _too_many(collected, document, section, len(node)):
        return
    for position, value in enumerate(node):
        path = (section, position)
        number = len(declared)
        declared[number] = (document, path)
        model, findings = read_entry(LISTED[section], value, document, path=path)
        collected.findings += findings
        if model is not None:
            getattr(collected, section)[number] = model


def _too_many(collected: Collected, document: Document, section: str, more: int) -> bool:
    """Whether a section would hold more entries than any company plans with; noted if so."""
    limit = MOST_ENTRIES.get(section, 5_000)
    if len(collected.declared[section]) + more <= limit:
        return False
    collected.unread = True
    message = _("{section} has more than {limit} entries, which is too large to plan").format(
        limit=limit, section=section
    )
    place = document.place((section,))
    collected.find(Finding("too-large", place, message, _("Split the plan by business unit.")))
    return True


def _refuse_section(
    collected: Collected, document: Document, section: str, node: object, message: str, code: str
) -> None:
    """A section that is empty is fine; one of another shape is not."""
    if node is None:
        return
    collected.unread = True
    if node is not FAULTY:
        collected.find(Finding(code, document.place((section,)), message))


def _duplicate(collected: Collected, document: Document, section: str, entry: str) -> Finding:
    first = collected.place(section, entry, key=True)
    message = _("the id {id} is used twice; its first place is {place}").format(id=entry[:64], place=first)
    return Finding("duplicate-id", document.place((section, entry), key=True), message, related=(first,))
