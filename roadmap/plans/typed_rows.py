"""Rows of one type, as a tuple that can become a data frame and looks well in a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from requirements.language import _, enumerated
from roadmap.errors import RoadmapError
from roadmap.plans.notebook import html_table

Row_co = TypeVar("Row_co", covariant=True)
Library = Literal["pandas", "polars"]


class TypedRows(tuple[Row_co, ...]):
    """Rows of one type, in their order: frozen dataclasses, or lines of a plan (`TypedRows(plan.deals)`)."""

    __slots__ = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields that a row has; nothing for a table without rows."""
        return tuple(_cells(self[0])) if self else ()

    def records(self) -> list[dict[str, Any]]:
        """The rows as plain values by the name of the field: members of enumerations are their values, what has fields
        of its own is a mapping, days stay days."""
        return [_cells(row) for row in self]

    def to_frame(self, library: Library | None = None) -> Any:
        """The rows as a data frame of pandas or polars: of the one that is asked for, else of the one that is
        installed, pandas first. RoadmapError where it is not installed."""
        wanted = [library] if library is not None else ["pandas", "polars"]
        found = next((name for name in wanted if find_spec(name) is not None), None)
        if found is None:
            raise RoadmapError(
                _("A data frame needs one of these packages: {names}. Install one.").format(names=enumerated(wanted))
            )
        frame = import_module(found).DataFrame
        if found == "polars":
            return frame(self.records(), infer_schema_length=None, strict=False)
        return frame.from_records(self.records(), columns=list(self.columns))

    def _repr_html_(self) -> str:
        rows = [tuple(cells.values()) for cells in self.records()]
        return html_table("", self.columns, rows)


def _cells(row: object) -> dict[str, Any]:
    """The fields of a row."""
    if isinstance(row, BaseModel):
        return {name: _plain(getattr(row, name)) for name in type(row).model_fields}
    if is_dataclass(row):
        return {field.name: _plain(getattr(row, field.name)) for field in fields(row)}
    return {"value": _plain(row)}


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, BaseModel) or (is_dataclass(value) and not isinstance(value, type)):
        return _cells(value)
    if isinstance(value, dict):
        return {_plain(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [_plain(one) for one in value]
    return value
