"""The mapping file of an import: which column of an exported file becomes which field of which entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from requirements.amounts.money import Rates
from requirements.fault import fault
from requirements.fields import Flag, Id, Text, Word
from requirements.gate import Gate
from requirements.model import Model
from requirements.reading.cells.amounts import UNITS
from roadmap.importing.file_form import SheetForm

_DAYS = re.compile(r"([+-]?)\s*(\d{1,4})(?: ?(?:workdays?|working days?|工作日))?")


def as_list(value: Any) -> Any:
    """One text as a list of it."""
    return [value] if isinstance(value, str) else value


def _key(value: Any) -> Any:
    if isinstance(value, dict) and len(value) == 1 and "ref" in value:
        value = value["ref"]
    return [value] if isinstance(value, str) else value


def _of_column(value: Any) -> Any:
    return {"column": value} if isinstance(value, str | list) else value


def _unit(value: Any) -> Any:
    """How many of the currency's own unit a unit is."""
    if not isinstance(value, str):
        return value
    text = value.strip().casefold()
    known = UNITS | {f"{unit}元": count for unit, count in UNITS.items()}
    if text not in known and not re.fullmatch(r"10{0,9}", text):
        raise fault("unknown-unit", "expected the unit of a number without a unit: 1, 1000, k, 万, m or 亿")
    return known.get(text) or int(text)


def read_workdays(value: Any) -> Any:
    """A number of working days, such as `-60 workdays`."""
    if not isinstance(value, str):
        return value
    found = _DAYS.fullmatch(value.strip())
    if found is None:
        raise fault("unknown-form", "expected a number of working days, such as `-60 workdays`")
    return -int(found[2]) if found[1] == "-" else int(found[2])


class Target(Word):
    """What the rows of a file are."""

    DEALS = "deals"
    PROGRESS = "progress"
    LEAVE = "leave"
    HISTORY = "history"
    FEATURES = "features"
    CAPABILITIES = "capabilities"
    RELEASES = "releases"
    PEOPLE = "people"


class Currency(Model):
    """The column that holds the currency of each amount."""

    column: Text
    """Its heading."""


class FieldSource(Model):
    """Where the value of one field comes from, and how its cells are read."""

    column: Annotated[list[Text], BeforeValidator(as_list)] = Field(default=[])
    """The heading of the column. Of several the first that is not empty counts; lists take all of them."""
    always: Text | None = None
    """The same value for every row, where no column says it."""
    values: dict[Text, Text | None] = Field(default={})
    """What the texts of the column mean; nothing: such a cell is empty."""
    otherwise: Text = Field(default="finding", alias="else")
    """What a text means that `values` does not name: `finding` asks about it, `keep` takes it as it is, `empty` leaves
    it out; any other word is the value itself."""
    empty: Text | None = None
    """The value of a cell that is empty."""
    split: Text | None = None
    """The signs that part several needs in one cell. Default: the usual ones."""
    unit: Annotated[int | None, BeforeValidator(_unit)] = Field(default=None)
    """What a bare number counts: 1, k, 万, m or 亿. Default: what the heading says, else 1."""
    currency: Text | Currency | None = None
    """The currency of bare numbers, or the column that holds it. Default: the folder's."""
    percent: Flag = False
    """Bare numbers are percentages."""
    source: Gate | None = Field(default=None, alias="from")
    """The gate from which this one is counted, where no column says it."""
    add: Annotated[int, BeforeValidator(read_workdays)] = 0
    """Working days after that gate; before it, if negative: `-60 workdays`."""
    estimated: Flag = True
    """Whether a day that is counted from another gate is marked as estimated."""

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> FieldSource:
        if not self.column and self.always is None and self.source is None:
            raise fault("missing-field", "expected `column` or `always`; for a gate also `from`")
        return self


From = Annotated[FieldSource, BeforeValidator(_of_column)]


class Fields(Model):
    """The fields of a deal and where each comes from."""

    name: From | None = None
    """The name of the deal."""
    customer: From | None = None
    """Who buys."""
    segment: From | None = None
    """The kind of customer, by id or by name."""
    stage: From | None = None
    """Where the deal is in the funnel."""
    value: From | None = None
    """What the contract is worth."""
    win_probability: From | None = None
    """The chance to win."""
    owner: From | None = None
    """The person in sales."""
    situation: From | None = None
    """The situation in one line."""
    lead_time: From | None = None
    """Working days to take a release into use."""
    recognised: From | None = None
    """The share that counts as revenue in the period."""
    cases: From | None = None
    """How many support cases it brings."""
    link: From | None = None
    """Where the deal stands in the other system."""
    not_needed: From | None = None
    """Capabilities that the customer does not need."""
    gates: dict[Gate, From] = Field(default={})
    """The days, by gate."""
    needs: dict[Gate, From] = Field(default={})
    """The needs, by gate."""
    fields: dict[Text, From] = Field(default={})
    """Fields of your own, carried along."""


class Owner(Word):
    """Who may change a field after the first import."""

    SOURCE = "source"
    PLAN = "plan"


class Gone(Word):
    """What becomes of a deal that is no longer in the file."""

    MARK_LOST = "mark_lost"
    KEEP = "keep"
    FINDING = "finding"


class TimeUnit(Word):
    """What trackers count work in; a person-day has eight hours."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"

    @property
    def per_day(self) -> int:
        """How many of it a person-day has."""
        return {TimeUnit.SECONDS: 28_800, TimeUnit.MINUTES: 480, TimeUnit.HOURS: 8, TimeUnit.DAYS: 1}[self]


class ProgressFields(Model):
    """What the columns of a tracker say of work items, which are found by their `ref`."""

    status: From
    """Whether work is `todo`, `running` or `done`."""
    started: From | None = None
    """The day work began; done work without one began on the day it was done."""
    done: From | None = None
    """The day it was done."""
    remaining: From | None = None
    """The work that is left of what is running."""
    spent: From | None = None
    """The work that went into it so far."""


class LeaveFields(Model):
    """What the columns of a personnel system or a calendar say of days away."""

    person: From
    """Who is away: an id, a name, or a text that holds one name."""
    first: From
    """The first day away."""
    last: From | None = None
    """The last day away, included. Default: the first."""
    first_part: From | None = None
    """The half of the first day from which on somebody is away: 上午 or 下午, am or pm. Default: the whole day."""
    last_part: From | None = None
    """The half of the last day until the end of which somebody is away. Default: the whole day."""
    half: From | None = None
    """Whether it is half of each day: `true` or `false`, 半天."""
    approved: From | None = None
    """Whether it counts: `yes` or `no`. Default: every row counts."""


class Import(Model):
    """What every mapping file says: `imports/NAME.yaml` in a folder."""

    form: SheetForm = Field(default=SheetForm(), alias="from")
    """What the file is."""
    into: Target = Target.DEALS
    """What its rows are."""
    to: Text | None = None
    """The file of the folder that is written, as a relative path. Default: NAME.csv in a folder named as `into`."""
    key: Annotated[list[Text], BeforeValidator(_key)] = Field(min_length=1)
    """The column by which a row is known again, or several that together are never the same twice."""
    drop_others: Flag = True
    """Whether columns that are not named here are left out; false: they are kept under `fields`."""
    gone: Gone = Gone.FINDING
    """What becomes of what is no longer in the file."""

    def further(self) -> Iterator[tuple[str, FieldSource, tuple[str | int, ...]]]:
        """Sources that stand beside `fields`: a column of the result, its source, and its path in the mapping."""
        yield from ()


class Mapping(Import):
    """A mapping whose rows are deals."""

    prefix: Id = "d"
    """What ids begin with that are made from references beginning with no letter."""
    fields: Fields
    """Where each field comes from."""
    rates: Rates = Field(default={})
    """What one of another currency is worth in the folder's. Default: as roadmap.yaml states it."""
    owner: dict[Text, Owner] = Field(default={})
    """Who may change a field after the first import: `source`, the file, or `plan`, whoever edits the result. `gates`
    and `needs` stand for all of them. What is not named is the source's."""


class ProgressMapping(Import):
    """A mapping whose rows are work items of a tracker."""

    times: TimeUnit = TimeUnit.DAYS
    """What `remaining` and `spent` are counted in."""
    fields: ProgressFields
    """Where each field comes from."""


class LeaveMapping(Import):
    """A mapping whose rows are days away."""

    fields: LeaveFields
    """Where each field comes from."""
