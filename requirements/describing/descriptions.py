"""What the fields of a model mean: the texts that follow them in the source.

Pydantic would read them whenever a model is made, which every command would wait for; only schemas and documentation
ask for them.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


@cache
def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """What each field of a model means, by its name; fields that the model inherits from others included. A field
    without a text is left out."""
    found: dict[str, str] = {}
    for ancestor in reversed(model.__mro__):
        if issubclass(ancestor, BaseModel) and ancestor is not BaseModel:
            found |= _stated(ancestor)
    return {name: found[name] for name in model.model_fields if name in found}


def _stated(model: type[BaseModel]) -> dict[str, str]:
    """The texts in the body of one class, each after the field it belongs to."""
    (statement,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    found = {}
    for field, text in pairwise(statement.body if isinstance(statement, ast.ClassDef) else ()):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(meaning))):
                found[name] = inspect.cleandoc(meaning)
    return found
