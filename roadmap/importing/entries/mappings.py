"""What a mapping says whose rows are features, capabilities, releases or people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, Field

from requirements.amounts.money import Rates
from requirements.fields import Id, Text, Word
from requirements.gate import Maturity
from requirements.model import Model
from roadmap.folder.texts.entities.entity_headings import CAPABILITIES, FEATURES, PEOPLE, RELEASES, WORK, EntityColumns
from roadmap.importing.mapping import FieldSource, From, Import, Owner, TimeUnit, as_list, read_workdays


class CapabilityFields(Model):
    """The fields of a capability and where each comes from."""

    id: From | None = None
    """Its id. Default: made from the key."""
    name: From
    """The name for readers."""
    kind: From
    """The family: serving, data_centre, operations, developer_tools, qualification, knowledge or model."""
    ready: From | None = None
    """The maturity that it has today: preview, ga or proven."""
    synonyms: From | None = None
    """Other names that customers use."""
    description: From | None = None
    """What a customer can do with it."""
    link: From | None = None
    """Where it stands in the other system."""


class ReleaseFields(Model):
    """The fields of a release and where each comes from."""

    id: From | None = None
    """Its id. Default: made from the key."""
    freeze: From | None = None
    """The day by whose end work must be verified. Default: counted back from the ship day, by `freeze_before_ship`."""
    ship: From
    """The day on which customers get it."""
    cost: From | None = None
    """What cutting it costs."""
    fixed: From | None = None
    """Whether it is cut in any case: `true` or `false`, 是."""
    link: From | None = None
    """Where it stands in the other system."""


class PersonFields(Model):
    """The fields of a person and where each comes from."""

    id: From | None = None
    """Their id. Default: made from the key."""
    name: From
    """Their name."""
    team: From
    """Their team, by id or by name."""
    skill: From | None = None
    """What they can do. Default: the team's skill."""
    skills: From | None = None
    """What else they can do, each with a proficiency: `qa: 50%; go: 80%`."""
    first: From | None = None
    """Their first day at work."""
    last: From | None = None
    """Their last day at work."""
    reserved: From | None = None
    """The share of their time that is reserved for support."""


class FeatureFields(Model):
    """The fields of a feature and where each comes from."""

    id: From | None = None
    """Its id. Default: made from the key."""
    name: From
    """The name for readers."""
    team: From
    """The team that is responsible, by id or by name."""
    provides: From
    """The capabilities that it provides, by id or by name, each with a maturity: `a: ga; b: preview`."""
    after: From | None = None
    """The features that it waits for, by id or by what the other system calls them."""
    variant: From | None = None
    """build, adapt or partner."""
    cost: From | None = None
    """What is paid once."""
    upkeep: From | None = None
    """What is paid to keep adapted open source up to date."""
    not_before: From | None = None
    """The first day on which work can begin."""
    public_name: From | None = None
    """What customers may read it is called."""
    description: From | None = None
    """A description."""
    link: From | None = None
    """Where it stands in the other system."""


class WorkFields(Model):
    """The fields of a work item and where each comes from."""

    phase: From
    """design, build, verify or enable."""
    name: From | None = None
    """A name for readers."""
    skill: From | None = None
    """The skill that the work needs."""
    skills: From | None = None
    """For work of several skills: the people of each, `compiler: 1; field: 1`."""
    effort: From | None = None
    """The work, in the unit of `times`: `3`, or `2 / 3 / 5`."""
    crew: From | None = None
    """The people who work on it at the same time: `1`, or `1 / 3`."""
    wait: From | None = None
    """The length of a wait on which nobody works."""
    not_before: From | None = None
    """The first day on which the work can begin."""
    link: From | None = None
    """Where it stands in the other system."""


class OnlyRows(Model):
    """The rows of a file that count."""

    column: Text
    """The heading of the column that says it."""
    values: Annotated[list[Text], BeforeValidator(as_list)] = Field(min_length=1)
    """The texts of the rows that count."""


class EntryMapping(Import):
    """What every mapping says whose rows are entries of the folder."""

    only: OnlyRows | None = None
    """The rows that count, where the file holds others too. Default: all of them."""

    prefix: Id = "x"
    """What ids begin with that are made from references beginning with no letter."""
    owner: dict[Text, Owner] = Field(default={})
    """Who may change a field after the first import: `source`, the file, or `plan`, whoever edits the result."""
    rates: Rates = Field(default={})
    """What one of another currency is worth in the folder's."""

    @property
    def columns(self) -> EntityColumns:
        """The columns of the result."""
        raise NotImplementedError

    def further(self) -> Iterator[tuple[str, FieldSource, tuple[str | int, ...]]]:
        """The column by which rows are chosen."""
        if self.only is not None:
            yield "only", FieldSource(column=[self.only.column]), ("only",)


class CapabilityMapping(EntryMapping):
    """A mapping whose rows are capabilities."""

    prefix: Id = "c"
    """What ids begin with that are made from references beginning with no letter."""
    fields: CapabilityFields
    """Where each field comes from."""

    @property
    def columns(self) -> EntityColumns:
        """The columns of the result."""
        return CAPABILITIES


class ReleaseMapping(EntryMapping):
    """A mapping whose rows are releases."""

    prefix: Id = "R"
    """What ids begin with that are made from references beginning with no letter."""
    fields: ReleaseFields
    """Where each field comes from."""
    freeze_before_ship: Annotated[int | None, BeforeValidator(read_workdays)] = None
    """Working days from the freeze day to the ship day, for a row that states no freeze day."""

    @property
    def columns(self) -> EntityColumns:
        """The columns of the result."""
        return RELEASES


class PeopleMapping(EntryMapping):
    """A mapping whose rows are people."""

    prefix: Id = "p"
    """What ids begin with that are made from references beginning with no letter."""
    fields: PersonFields
    """Where each field comes from."""

    @property
    def columns(self) -> EntityColumns:
        """The columns of the result."""
        return PEOPLE


class RowLevel(Word):
    """What a row of a tracker is."""

    FEATURE = "feature"
    WORK = "work"
    SKIP = "skip"


class FeatureMapping(EntryMapping):
    """A mapping whose rows are features, or features with their work items below them."""

    prefix: Id = "f"
    """What ids begin with that are made from references beginning with no letter."""
    fields: FeatureFields
    """Where each field comes from."""
    maturity: Maturity | None = None
    """The maturity of capabilities for which no cell states one."""
    level: From | None = None
    """Whether a row is a `feature`, `work` of the feature that `parent` names, or to `skip`. Default: a row that names
    a parent is work, every other one a feature."""
    parent: Annotated[list[Text], BeforeValidator(as_list)] = Field(default=[])
    """The columns that hold the key of the feature to which a row of work belongs; the first that is filled counts."""
    items: WorkFields | None = None
    """Where the fields of a work item come from, in rows of work."""
    work: list[WorkFields] = Field(default=[])
    """Work items of every feature, from its own row. One whose effort is empty there is left out."""
    times: TimeUnit = TimeUnit.DAYS
    """What `effort` is counted in."""

    @property
    def columns(self) -> EntityColumns:
        """The columns of the result."""
        return FEATURES

    def further(self) -> Iterator[tuple[str, FieldSource, tuple[str | int, ...]]]:
        """The level and the parent of a row, and the fields of work items."""
        yield from super().further()
        if self.level is not None:
            yield "level", self.level, ("level",)
        if self.parent:
            yield "parent", FieldSource(column=self.parent), ("parent",)
        if self.items is not None:
            yield from _of_work(self.items, ("items",))
        for number, one in enumerate(self.work):
            yield from _of_work(one, ("work", number))


def _of_work(
    fields: WorkFields, path: tuple[str | int, ...]
) -> Iterator[tuple[str, FieldSource, tuple[str | int, ...]]]:
    for column, source in work_sources(fields):
        yield column, source, (*path, WORK[column])


def work_sources(fields: WorkFields) -> Iterator[tuple[str, FieldSource]]:
    """The columns of a work item in the table of features, each with its source."""
    for column, name in WORK.items():
        source = getattr(fields, name, None)
        if isinstance(source, FieldSource):
            yield column, source
