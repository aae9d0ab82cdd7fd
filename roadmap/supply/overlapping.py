"""Work that overlaps the work before it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from requirements.describing.schema import short
from requirements.fields import LARGEST_EFFORT, Days
from requirements.model import Model


class Overlap(Model):
    """The distance between a work item and the work item before it that it overlaps."""

    start: Days = 0
    """The minimum number of working days from the start of the earlier work item to the start of this one."""
    end: Days | None = None
    """The minimum number of working days from the end of the earlier work item to the end of this one. If omitted,
    this one can end first."""


def _read_overlap(value: Any) -> Any:
    return value if isinstance(value, dict | Overlap) else {"start": value}


OverlapDays = Annotated[
    Overlap, BeforeValidator(_read_overlap), short({"minimum": 0, "maximum": LARGEST_EFFORT, "type": "integer"})
]
