"""The ground of every input model, and the fields of deals that are restricted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from requirements.describing.schema import InputSchema

RESTRICTED = frozenset({"customer", "value", "win_probability", "expected", "kept"})
"""Fields of deals that never stand in a message, a log or what Python prints of an object."""


class Model(BaseModel):
    """The ground of every input model: strict, frozen, no unknown fields, no input echoed in errors."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        str_strip_whitespace=True,
        allow_inf_nan=False,
        validate_default=True,
        hide_input_in_errors=True,
        populate_by_name=True,
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        return ((name, value) for name, value in super().__repr_args__() if name not in RESTRICTED)

    @classmethod
    def model_json_schema(cls, *positional: Any, **named: Any) -> dict[str, Any]:
        """The JSON Schema of what a file may hold; see `requirements.describing.schema`."""
        return super().model_json_schema(*positional, **{"schema_generator": InputSchema, **named})
