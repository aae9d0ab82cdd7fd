"""The form of an entry: its fields with the help of the input reference, and what its file says of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from requirements.language import _, enumerated

MOST_FIELDS = 150


class FieldKind(StrEnum):
    """How a value is asked for."""

    TEXT = "text"
    DAY = "date"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FormField:
    """One value: its path within the entry, its name, what is said of it, how it is asked for, and what the file says
    (empty: nothing). An `is_owned` one comes from an import and is not edited here."""

    path: str
    name: str
    help: str
    kind: FieldKind
    value: str
    choices: tuple[str, ...] = ()
    is_owned: bool = False


@dataclass(frozen=True, slots=True)
class EntryForm:
    """The form of an entry: where it stands, its text and the hash of that, and its fields."""

    path: str
    title: str
    file: str
    line: int
    text: str
    hash: str
    fields: tuple[FormField, ...]
    owned: str
    """A remark on fields that come from an import; empty if there are none."""


def form_fields(schema: Mapping[str, Any], value: Any, owned: frozenset[str]) -> tuple[FormField, ...]:
    """The fields of an entry by the JSON Schema of its model: those that are one value, whether the file states them or
    not, and every single value that it states within others."""
    found = list(_fields(schema, schema.get("properties", {}), value if isinstance(value, dict) else {}, owned))
    return tuple(found[:MOST_FIELDS])


def owned_remark(owned: frozenset[str]) -> str:
    """A remark on the fields that come from an import."""
    if not owned:
        return ""
    return _("These fields come from an import and are changed where they come from: {names}.").format(
        names=enumerated(sorted(owned))
    )


def _fields(
    schema: Mapping[str, Any], properties: Mapping[str, Any], stated: Mapping[str, Any], owned: frozenset[str]
) -> Iterator[FormField]:
    for name, described in properties.items():
        part, kinds = stated.get(name), _resolved(described, schema)
        text = str(described.get("description", ""))
        by_key = _keys_of_days(kinds, schema)
        if by_key and not isinstance(part, list):
            held = part if isinstance(part, dict) else {}
            for key in by_key:
                yield FormField(
                    f"{name}.{key}", f"{name}.{key}", text, FieldKind.DAY, _shown(held.get(key)), is_owned=name in owned
                )
        elif isinstance(part, dict | list):
            yield from _within(part, name, text, is_owned=name in owned)
        elif (kind := _kind(kinds)) is not None:
            yield FormField(name, name, text, kind, _shown(part), _choices(kinds), is_owned=name in owned)


def _within(part: Any, path: str, text: str, *, is_owned: bool) -> Iterator[FormField]:
    """The single values inside a part that the file states; members of lists are numbered from 1."""
    pairs = part.items() if isinstance(part, dict) else enumerate(part, start=1)
    for key, inner in pairs:
        if isinstance(inner, dict | list):
            yield from _within(inner, f"{path}.{key}", text, is_owned=is_owned)
        else:
            yield FormField(f"{path}.{key}", f"{path}.{key}", text, FieldKind.TEXT, _shown(inner), is_owned=is_owned)
    if isinstance(part, list) and not any(isinstance(inner, dict | list) for inner in part):
        yield FormField(
            f"{path}.+", _("{path}, one more").format(path=path), text, FieldKind.TEXT, "", is_owned=is_owned
        )


def _resolved(described: Any, schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a value may be: the alternatives of its schema, each where it is defined."""
    if "$ref" in described:
        return _resolved(schema.get("$defs", {}).get(described["$ref"].rpartition("/")[2], {}), schema)
    return [one for part in described.get("anyOf", ()) for one in _resolved(part, schema)] or [described]


def _keys_of_days(kinds: list[Mapping[str, Any]], schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of a mapping of days by a few names, such as the gates; none for anything else."""
    for kind in kinds:
        inner = _resolved(kind.get("additionalProperties") or {}, schema) if kind.get("type") == "object" else []
        names = kind.get("propertyNames", {})
        if any(one.get("format") == "date" for one in inner) and names:
            return _choices(_resolved(names, schema))
    return ()


def _kind(kinds: list[Mapping[str, Any]]) -> FieldKind | None:
    """How a single value is asked for; None for what is no single value."""
    if _choices(kinds):
        return FieldKind.CHOICE
    types = {kind.get("type") for kind in kinds} - {"null"}
    if any(kind.get("format") == "date" for kind in kinds):
        return FieldKind.DAY
    if types <= {"integer", "number"} and types:
        return FieldKind.NUMBER
    return FieldKind.TEXT if types & {"string", "integer", "number"} else None


def _choices(kinds: list[Mapping[str, Any]]) -> tuple[str, ...]:
    found = [str(value) for kind in kinds for value in kind.get("enum", ())]
    return (*found, *(("true", "false") if any(kind.get("type") == "boolean" for kind in kinds) else ()))


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
