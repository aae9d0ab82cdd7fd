"""What the fields of a form come to: edits of an entry, or a new entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from requirements.errors import InputFault
from requirements.fields import Plain
from requirements.finding import Finding, Place
from requirements.language import _
from requirements.reading.yaml.yaml_reader import read_yaml
from roadmap.editing.edits import REMOVED, Edit
from roadmap.views.workbench.form import FieldKind, FormField

_BRACKETS = {FieldKind.LIST: "[{text}]", FieldKind.PAIRS: "{{{text}}}", FieldKind.PARTS: "[{text}]"}
_END = ".+"


def edits_of_form(path: str, fields: Iterable[FormField], sent: Mapping[str, str]) -> list[Edit]:
    """The edits that a form asks for: of the fields whose value is not the one that the page showed (`was.NAME`).

    What is taken out comes last and from the end: members of lists are counted, and those behind it move. InputFault
    where a value of several parts cannot be read.
    """
    edits, removed = list[Edit](), list[Edit]()
    for field in fields:
        new, was = sent.get(field.path, "").strip(), sent.get(f"was.{field.path}", field.value).strip()
        if field.path not in sent or new == was or field.is_owned:
            continue
        whole, value, match = f"{path}.{field.path}", value_of(new, field), sent.get("hash") or None
        if value is REMOVED:
            removed.insert(0, Edit(whole, REMOVED, if_match=match))
        elif not field.path.endswith(_END):
            edits.append(Edit(whole, value, if_match=match))
        elif isinstance(value, dict):
            edits += [Edit(f"{whole[: -len(_END)]}.{key}", part, if_match=match) for key, part in value.items()]
        else:
            edits += [Edit(whole, part, if_match=match) for part in (value if isinstance(value, list) else [value])]
    return edits + removed


def entry_of_form(fields: Iterable[FormField], sent: Mapping[str, str]) -> dict[str, Any]:
    """The new entry that a form states: its fields that are not empty. InputFault where one cannot be read."""
    entry: dict[str, Any] = {}
    for field in fields:
        text = sent.get(field.path, "").strip()
        if not text:
            continue
        *holders, last = field.path.split(".")
        held = entry
        for name in holders:
            held = held.setdefault(name, {})
        held[last] = value_of(text, field)
    return entry


def value_of(text: str, field: FormField) -> Any:
    """What the text in a field says. InputFault where a value of several parts cannot be read."""
    if not text:
        return REMOVED
    if field.kind in _BRACKETS:
        return _parts(text, field)
    return text if field.kind is FieldKind.TEXT and not _reads_as_number(text) else Plain(text)


def _parts(text: str, field: FormField) -> Any:
    """Values of several parts, written as in a file, or after each other with commas."""
    opened = text[0] in "[{" if field.kind is not FieldKind.PARTS else text[0] == "["
    is_block = "\n" in text or text.startswith("- ")
    if is_block or opened:
        written = "value:\n" + "\n".join(f"  {line}" for line in text.split("\n"))
    else:
        written = "value: " + _BRACKETS[field.kind].format(text=text)
    document, findings = read_yaml(written, field.path, expected="value")
    value = None if document is None or findings else document.root["value"]
    if isinstance(value, dict if field.kind is FieldKind.PAIRS else list) and value:
        return value
    message = _("this value could not be read. It is written like this: {example}")
    raise InputFault([Finding("edit-value", Place(field.path), message.format(example=field.example))])


def _reads_as_number(text: str) -> bool:
    return text.replace(".", "", 1).removeprefix("-").isdecimal()
