"""What a field's annotation says, in words, with links to the things it names."""

from __future__ import annotations

import ast
import inspect
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, get_args, get_origin

from pydantic import BaseModel

SIMPLE = {
    "str": "text",
    "int": "whole number",
    "float": "number",
    "bool": "true or false",
    "date": "day (ISO, such as 2026-07-01)",
    "PlanDay": "day (ISO, such as 2026-07-01)",
    "Any": "what stands there in the folder",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that an annotation names: a model, a set of words, or a field type such as Day."""

    name: str
    meaning: object


def anchor(name: str) -> str:
    """The link target of a model, a set of words or a field type."""
    return name.lower().replace(" ", "-")


def annotation_of(model: type[BaseModel], field: str) -> tuple[ast.expr, str]:
    """A field's annotation as it is written, and the module that gives its names a meaning."""
    for owner in model.__mro__:
        written = inspect.get_annotations(owner).get(field)
        if isinstance(written, str):
            return ast.parse(written, mode="eval").body, owner.__module__
    raise LookupError(f"{model.__name__}.{field}")


def in_words(node: ast.expr, module: str) -> tuple[str, list[Named]]:  # noqa: PLR0911 - one return a case
    """The annotation in words (Markdown), and the things it names."""
    match node:
        case ast.BinOp(left=left, right=ast.Constant(value=None)):
            return in_words(left, module)
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[inner, *_])):
            return in_words(inner, module)
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, value])):
            keys, first = in_words(key, module)
            values, second = in_words(value, module)
            return f"mapping of {keys} to {values}", first + second
        case ast.Subscript(value=ast.Name(id="list"), slice=inner):
            words, named = in_words(inner, module)
            return f"list of {words}", named
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inner):
            return _choices(inner), []
        case ast.Name(id=name) if name in SIMPLE:
            return SIMPLE[name], []
        case ast.Name(id=name):
            named_thing = _resolve(name, module)
            return f"[{named_thing.name}](#{anchor(named_thing.name)})", [named_thing]
    raise ValueError(ast.unparse(node))


def _choices(inner: ast.expr) -> str:
    choices = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    return " or ".join(f"`{ast.literal_eval(choice)}`" for choice in choices)


def _resolve(name: str, module: str) -> Named:
    """The thing of that name; an alias that adds a short form to a model stands for the model."""
    meaning = getattr(sys.modules[module], name)
    if get_origin(meaning) is Annotated:
        inner = get_args(meaning)[0]
        if isinstance(inner, type) and issubclass(inner, BaseModel | StrEnum):
            return Named(inner.__name__, inner)
    return Named(name, meaning)
