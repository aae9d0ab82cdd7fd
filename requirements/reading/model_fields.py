"""Which fields are known at a path inside a model: to name them where another is given."""

from __future__ import annotations

from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def fields_at(model: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    """The fields of the model that reads the part at this location; none where no model does."""
    bare = _kind_at(model, location)
    return list(bare.model_fields) if isinstance(bare, type) and issubclass(bare, BaseModel) else []


def _bare(kind: Any) -> Any:
    """The type without its annotations and without "or None"."""
    while True:
        origin = get_origin(kind)
        if origin is Annotated:
            kind = get_args(kind)[0]
        elif origin in (Union, UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            return kind


def _part(kind: Any, step: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(step))
        return field.annotation if field else None
    arguments = get_args(kind)
    return arguments[-1] if arguments else None


def keys_at(model: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    """The keys that the part at this location may have: fields, or the words of a closed list; none where any id may
    stand or where it has no keys."""
    kind = _kind_at(model, location)
    if get_origin(kind) is dict:
        words = _bare(get_args(kind)[0])
        return [str(word) for word in words] if isinstance(words, type) and issubclass(words, Enum) else []
    return fields_at(model, location)


def shape_at(model: type[BaseModel], location: tuple[Any, ...]) -> type:
    """What the part at this location is: `dict` for what has keys, `list` for what has members, `str` for one value."""
    kind = _kind_at(model, location)
    if get_origin(kind) in (dict, list):
        return dict if get_origin(kind) is dict else list
    return dict if isinstance(kind, type) and issubclass(kind, BaseModel) else str


def _kind_at(model: type[BaseModel], location: tuple[Any, ...]) -> Any:
    kind: Any = model
    for step in location:
        kind = _part(_bare(kind), step)
    return _bare(kind)
