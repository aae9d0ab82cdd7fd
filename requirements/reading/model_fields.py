"""Which fields are known at a path inside a model: to name them where another is given."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def fields_at(model: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    """The fields of the model that reads the part at this location; none where no model does."""
    kind: Any = model
    for step in location:
        kind = _part(_bare(kind), step)
    bare = _bare(kind)
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
