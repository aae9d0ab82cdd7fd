"""What an imported file is, and how its cells are written where they do not show it themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BeforeValidator, Field

from requirements.fault import fault
from requirements.fields import Count, Flag, Text, Word
from requirements.model import Model
from requirements.reading.cells.canonical import Forms, days_as_text
from requirements.reading.cells.days import DayOrder, order_of
from requirements.reading.cells.doubt import Doubt
from requirements.reading.cells.numbers import Decimals


def _zone(value: Any) -> Any:
    try:
        return ZoneInfo(value) if isinstance(value, str) else value
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise fault("unknown-form", "expected the name of a time zone, such as Asia/Shanghai") from None


class Encoding(Word):
    """How a text file is encoded."""

    AUTO = "auto"
    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    GB18030 = "gb18030"


class MergedCells(Word):
    """What merged cells mean."""

    REFUSE = "refuse"
    FILL = "fill"


class Hidden(Word):
    """What hidden rows and columns mean."""

    READ = "read"
    SKIP = "skip"


class SheetForm(Model):
    """What the file is, and how its cells are written where they do not show it themselves."""

    preset: Text | None = None
    """The program that exports the file, as `roadmap import --suggest` knew it; a note for readers."""
    sheet: Text | None = None
    """The sheet of a workbook. Default: its only visible one."""
    encoding: Encoding = Encoding.AUTO
    """How a text file is encoded; auto finds it."""
    delimiter: Text | None = None
    """What separates the cells of a text file. If omitted, it is found. `tab` is one too."""
    headings: Count | None = None
    """The line of the headings, from 1. If omitted, it is found by the columns that the mapping names."""
    rows: Count | None = None
    """The most rows that are read. Default: 20,000."""
    dates: DayOrder | None = None
    """The order of days whose year comes last: d/m/Y or m/d/Y. Default: as the file shows it."""
    numbers: Decimals | None = None
    """How numbers are written: 1,234.5 or 1.234,5. Default: as the file shows it."""
    zone: Annotated[ZoneInfo | None, BeforeValidator(_zone)] = Field(default=None)
    """The time zone in which moments become days, such as Asia/Shanghai."""
    skip_footer: Flag = True
    """Leave out the lines below the last entry, such as totals and a copyright; they are named."""
    merged: MergedCells = MergedCells.REFUSE
    """What merged cells mean: `fill`, their value holds for each of their rows; else they are refused."""
    hidden: Hidden | None = None
    """What hidden rows and columns of a workbook mean: `read` or `skip`. If omitted, they are read, with a warning."""

    model_config = Model.model_config | {"arbitrary_types_allowed": True}


def days_of(texts: Sequence[str], form: SheetForm) -> list[str | Doubt]:
    """The days of a column, as files of a folder write them, by the form that the mapping states or the cells show."""
    return days_as_text(texts, Forms(order=form.dates or order_of(texts), zone=form.zone, looked=True))
