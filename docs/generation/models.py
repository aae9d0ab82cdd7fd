"""Reference pages of pydantic models: every field with its type, its default and what it means."""

from __future__ import annotations

import ast
import inspect
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeGuard, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from docs.generation.types import SIMPLE, Named, annotation_of, in_words
from requirements import fields
from requirements.amounts import money
from requirements.describing.descriptions import descriptions
from requirements.fields import write_share
from requirements.funnel import spread
from roadmap.policy import editions


def model_pages(roots: list[type[BaseModel]], *, level: int = 2) -> str:
    """Sections for the models, those they hold, their sets of words and their field types, each once."""
    found: dict[str, Named] = {root.__name__: Named(root.__name__, root) for root in roots}
    models = [named.meaning for named in _walk(found)]
    sections = [_model_section(model, level=level) for model in models if _is_model(model)]
    words = [named.meaning for named in found.values() if _is_words(named.meaning)]
    kinds = [named.name for named in found.values() if not _is_model(named.meaning) and not _is_words(named.meaning)]
    if words:
        sections.append(_title("Words", level) + "\n\n".join(_words_section(word, level=level + 1) for word in words))
    if kinds:
        sections.append(_title("Field types", level) + _kinds_table(kinds, level=level + 1))
    return "\n\n".join(sections)


def _walk(found: dict[str, Named]) -> list[Named]:
    """All things reached from the given ones, breadth first; `found` grows by them."""
    order = list(found.values())
    for named in order:
        if not _is_model(named.meaning):
            continue
        for field in named.meaning.model_fields:
            for other in in_words(*annotation_of(named.meaning, field))[1]:
                if other.name not in found:
                    found[other.name] = other
                    order.append(other)
    return order


def _title(name: str, level: int) -> str:
    return f"{'#' * level} {name}\n\n"


def _model_section(model: type[BaseModel], *, level: int) -> str:
    rows = [_row(model, name, field) for name, field in model.model_fields.items()]
    head = "| key | type | default | meaning |\n| --- | --- | --- | --- |\n"
    return _title(model.__name__, level) + f"{_text(model)}\n\n" + head + "\n".join(rows)


def _row(model: type[BaseModel], name: str, field: FieldInfo) -> str:
    words, _ = in_words(*annotation_of(model, name))
    limits = _limits(field, bare=words == SIMPLE["int"])
    meaning = _one_line(descriptions(model).get(name, ""))
    cells = [f"`{field.alias or name}`", words + limits, _default(field), meaning]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _limits(field: FieldInfo, *, bare: bool) -> str:
    """The limits that a field states itself; those of a named type stand with the type."""
    limits = {type(item): item for item in field.metadata}
    least, most = limits.get(annotated_types.Ge), limits.get(annotated_types.Le)
    if bare and least is not None and most is not None:
        return f", {least.ge} to {most.le}"
    fewest = limits.get(annotated_types.MinLen)
    holds_several = get_origin(field.annotation) in (list, dict)
    return ", at least one" if holds_several and fewest is not None else ""


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**required**"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel) and not any(part.is_required() for part in type(value).model_fields.values()):
        return "its defaults"
    return "" if value is None or value in ({}, []) else f"`{plain(value)}`"


def plain(value: Any) -> str:  # noqa: PLR0911 - one return a case
    """A default as it would be written in a file."""
    match value:
        case bool():
            return str(value).lower()
        case StrEnum():
            return value.value
        case Fraction():
            return write_share(value)
        case BaseModel():
            return plain({name: getattr(value, name) for name in type(value).model_fields})
        case dict():
            kept = {key: item for key, item in value.items() if item not in (None, [], {})}
            return "{" + ", ".join(f"{plain(key)}: {plain(item)}" for key, item in kept.items()) + "}"
        case list():
            return "[" + ", ".join(plain(item) for item in value) + "]"
    return str(value)


def _is_model(meaning: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(meaning, type) and issubclass(meaning, BaseModel)


def _is_words(meaning: object) -> TypeGuard[type[StrEnum]]:
    return isinstance(meaning, type) and issubclass(meaning, StrEnum)


def _words_section(words: type[StrEnum], *, level: int) -> str:
    members = ", ".join(f"`{member.value}`" for member in words)
    return _title(words.__name__, level) + f"{_text(words)}\n\nOne of {members}."


def _kinds_table(kinds: list[str], *, level: int) -> str:
    described = _field_types()
    return "\n\n".join(_title(kind, level) + described[kind] for kind in kinds)


def _field_types() -> dict[str, str]:
    """The field types by name, each with the text that follows it where it is defined."""
    found = {}
    for module in (fields, money, spread, editions):
        for statement, text in pairwise(ast.parse(inspect.getsource(module)).body):
            match statement, text:
                case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(meaning))):
                    found[name] = _one_line(meaning)
    return found


def _text(thing: object) -> str:
    return inspect.cleandoc(inspect.getdoc(thing) or "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
