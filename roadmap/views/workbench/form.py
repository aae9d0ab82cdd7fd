"""The form of an entry: its fields with the help of the input reference, and what its file says of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from requirements.language import _, enumerated, translated
from roadmap.changes.scenarios.changes import shown

MOST_FIELDS = 200
_NAMED = {
    "segment": "segments",
    "team": "teams",
    "profile": "profiles",
    "needs": "capabilities",
    "not_needed": "capabilities",
    "after": "features",
}
"""The sections whose ids a field of this name holds."""
_EXAMPLES = {
    "needs": "python-api, profiler -20%, triton-backend | kserve: ga",
    "provides": "triton-backend: ga",
    "work": "- {phase: build, skill: compiler, effort: [10, 15, 30]}",
    "skills": "compiler: 50%",
    "leave": "- {first: 2026-05-04, last: 2026-05-08}",
    "hires": "- {first: 2026-05-04, people: 2}",
}
"""How values of several parts are written, by the names of their fields; those of others follow from the schema."""


class FieldKind(StrEnum):
    """How a value is asked for: `LIST` are values after each other, `PAIRS` keys with values, `PARTS` members as a file
    writes them."""

    TEXT = "text"
    DAY = "date"
    NUMBER = "number"
    CHOICE = "choice"
    LIST = "list"
    PAIRS = "pairs"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class FormField:
    """One value: its path within the entry, its name, what is said of it, how it is asked for, and what the file says
    (empty: nothing). An `is_owned` one comes from an import and is not edited here. `example` shows how a value is
    written; `known` names the section whose ids are meant."""

    path: str
    name: str
    help: str
    kind: FieldKind
    value: str
    choices: tuple[str, ...] = ()
    is_owned: bool = False
    is_required: bool = False
    example: str = ""
    known: str = ""


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
    """The fields of an entry by the JSON Schema of its model: all that may be stated, whether the file states it or
    not, and every single value that it states within others. Required fields come first."""
    found = list(_fields(schema, schema.get("properties", {}), value if isinstance(value, dict) else {}, owned))
    ordered = sorted(found, key=lambda one: not one.is_required)
    return tuple(
        replace(one, kind=_asked(one), known=_known(one), example=_example(one)) for one in ordered[:MOST_FIELDS]
    )


def owned_remark(owned: frozenset[str]) -> str:
    """A remark on the fields that come from an import."""
    if not owned:
        return ""
    return _("These fields come from an import and are changed where they come from: {names}.").format(
        names=enumerated(sorted(owned))
    )


def in_one_line(description: str) -> str:
    """A description of a field without its line ends."""
    return " ".join(description.split())


def _help(described: Mapping[str, Any]) -> str:
    """What is said of a field, in the language in force."""
    text = in_one_line(str(described.get("description", "")))
    return text and translated(text)


def _asked(field: FormField) -> FieldKind:
    """How a value is asked for: a day that is none as a text, because a browser's field for days would be empty, and
    saving the form would take out what nobody touched."""
    if field.kind is FieldKind.DAY and field.value:
        try:
            is_shown = date.fromisoformat(field.value).isoformat() == field.value
        except ValueError:
            is_shown = False
        return FieldKind.DAY if is_shown else FieldKind.TEXT
    return field.kind


def _known(field: FormField) -> str:
    """The section whose ids a value names; empty where it names none."""
    parts = [part for part in field.path.split(".") if not (part.isdecimal() or part == "+")]
    if field.kind not in (FieldKind.TEXT, FieldKind.LIST):
        return ""
    return _NAMED.get(parts[-1]) or _NAMED.get(parts[0], "")


def _example(field: FormField) -> str:
    return field.example and _EXAMPLES.get(field.path.partition(".")[0], field.example)


def _fields(
    schema: Mapping[str, Any], properties: Mapping[str, Any], stated: Mapping[str, Any], owned: frozenset[str]
) -> Iterator[FormField]:
    for name, described in properties.items():
        part, kinds = stated.get(name), _resolved(described, schema)
        shared = FormField(
            name, name, _help(described), FieldKind.TEXT, "",
            is_owned=name in owned, is_required=name in schema.get("required", ()),
        )  # fmt: skip
        if (by_key := _keys(kinds, schema)) and not isinstance(part, list):
            yield from _by_key(kinds, schema, part if isinstance(part, dict) else {}, by_key, shared)
        elif isinstance(part, dict | list):
            yield from _within(part, _parts_example(kinds, schema), shared)
        elif (kind := _kind(kinds)) is not None:
            yield replace(shared, kind=kind, value=_shown(part), choices=_choices(kinds))
        elif (many := _many(kinds)) is not None:
            yield replace(shared, kind=many, example=_parts_example(kinds, schema))


def _by_key(
    kinds: list[Mapping[str, Any]],
    schema: Mapping[str, Any],
    held: Mapping[str, Any],
    keys: tuple[str, ...],
    shared: FormField,
) -> Iterator[FormField]:
    """The fields of a mapping by a few names, such as the gates: days, or values after each other."""
    inner = [one for kind in kinds for one in _resolved(kind.get("additionalProperties") or {}, schema)]
    kind = _kind(inner) or _many(inner)
    for key in keys:
        named = replace(shared, path=f"{shared.path}.{key}", name=f"{shared.path}.{key}", is_required=False)
        part = held.get(key)
        if isinstance(part, dict | list):
            yield from _within(part, _parts_example(inner, schema), named)
        elif kind is not None:
            example = _parts_example(inner, schema) if kind in _MANY else ""
            yield replace(named, kind=kind, value=_shown(part), choices=_choices(inner), example=example)


def _within(part: Any, example: str, shared: FormField) -> Iterator[FormField]:
    """The single values inside a part that the file states, and one more; members of lists are numbered from 1."""
    pairs = part.items() if isinstance(part, dict) else enumerate(part, start=1)
    for key, inner in pairs:
        one = replace(shared, path=f"{shared.path}.{key}", name=f"{shared.path}.{key}", is_required=False)
        if isinstance(inner, dict | list):
            yield from _within(inner, "", one)
        else:
            yield replace(one, value=_shown(inner))
    held = [type(inner) for inner in (part.values() if isinstance(part, dict) else part)]
    if isinstance(part, list) and list not in held:
        kind = FieldKind.PARTS if dict in held else FieldKind.TEXT
        yield _more(replace(shared, kind=kind, example=example if dict in held else ""))
    elif isinstance(part, dict) and example and not {dict, list} & set(held):
        yield _more(replace(shared, kind=FieldKind.PAIRS, example=example))


def _more(shared: FormField) -> FormField:
    name = _("{path}, one more").format(path=shared.path)
    return replace(shared, path=f"{shared.path}.+", name=name, is_required=False)


def _resolved(described: Any, schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a value may be: the alternatives of its schema, each where it is defined."""
    if "$ref" in described:
        return _resolved(schema.get("$defs", {}).get(described["$ref"].rpartition("/")[2], {}), schema)
    return [one for part in described.get("anyOf", ()) for one in _resolved(part, schema)] or [described]


def _keys(kinds: list[Mapping[str, Any]], schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of a mapping by a few names, such as the gates; none for anything else."""
    for kind in kinds:
        if kind.get("type") == "object" and kind.get("additionalProperties") and kind.get("propertyNames"):
            return _choices(_resolved(kind["propertyNames"], schema))
    return ()


def _many(kinds: list[Mapping[str, Any]]) -> FieldKind | None:
    """How a value of several parts is asked for; None for what is no such value."""
    for kind in kinds:
        if kind.get("type") == "object":
            return FieldKind.PAIRS
        if kind.get("type") == "array":
            items = kind.get("items") or {}
            return FieldKind.PARTS if "$ref" in items else FieldKind.LIST
    return None


def _parts_example(kinds: list[Mapping[str, Any]], schema: Mapping[str, Any]) -> str:
    """How a value of several parts is written, by what its parts require."""
    many, kind = _many(kinds), next((one for one in kinds if one.get("type") in ("object", "array")), {})
    if many is FieldKind.PARTS:
        required = _resolved(kind.get("items") or {}, schema)[0].get("required", ())
        return f"- {shown(dict.fromkeys(required, '…'))}"
    if many is FieldKind.PAIRS:
        shapes = [*kind.get("patternProperties", {}).values(), kind.get("additionalProperties") or {}]
        words = _choices([one for shape in shapes for one in _resolved(shape, schema)])
        return shown({"…": words[min(1, len(words) - 1)] if words else "…"})
    return "…, …" if many is FieldKind.LIST else ""


_MANY = frozenset({FieldKind.LIST, FieldKind.PAIRS, FieldKind.PARTS})


def _kind(kinds: list[Mapping[str, Any]]) -> FieldKind | None:
    """How a single value is asked for; None for what is no single value."""
    if _choices(kinds):
        return FieldKind.CHOICE
    stated = [kind.get("type") for kind in kinds]
    types = {word for one in stated for word in (one if isinstance(one, list) else [one])} - {"null"}
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
