"""The ground that every part of the plan document stands on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from requirements.describing.schema import DescribedSchema
from requirements.model import RESTRICTED

PlanDay = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2110, 12, 31))]
"""A day of a plan: input reaches from 2000 to 2100, and nothing follows from it that lies farther away."""


class Part(BaseModel):
    """The ground of every part of the plan document: frozen, no unknown fields."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, hide_input_in_errors=True
    )

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        return ((name, value) for name, value in super().__repr_args__() if name not in RESTRICTED)

    @classmethod
    def model_json_schema(cls, *positional: Any, **named: Any) -> dict[str, Any]:
        """The JSON Schema of this part, every field with what it means."""
        return super().model_json_schema(*positional, **{"schema_generator": DescribedSchema, **named})
