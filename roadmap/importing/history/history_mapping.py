"""The mapping of stage history: which column says which deal was where on which day."""

from __future__ import annotations

from pydantic import Field, model_validator

from requirements.fault import fault
from requirements.gate import Gate
from requirements.model import Model
from roadmap.importing.mapping import From, Gone, Import


class HistoryFields(Model):
    """What the columns of a history say. Either each row holds the stage and the gates as they were from a day on, or
    it says which one of them changed (`what`), and to what (`new`)."""

    deal: From
    """The deal: its id, its reference in the CRM, or its name."""
    day: From
    """The day from which on it was so."""
    stage: From | None = None
    """The stage then."""
    stage_before: From | None = None
    """The stage before."""
    gates: dict[Gate, From] = Field(default={})
    """The days of gates as they were stated then."""
    what: From | None = None
    """What changed: `stage`, or a gate; every other text is another field, whose rows are left out."""
    new: From | None = None
    """What it became: a stage or a day."""
    old: From | None = None
    """What it was before."""
    segment: From | None = None
    """The kind of customer, for deals that are not in the folder; without it their rows are left out."""

    @model_validator(mode="after")
    def _says_something(self) -> HistoryFields:
        if (self.what is None) != (self.new is None):
            raise fault("missing-field", "`what` and `new` belong together: expected both or neither")
        if self.what is None and self.stage is None and not self.gates:
            raise fault("missing-field", "expected `stage` or `gates`, or `what` with `new`")
        return self


class HistoryMapping(Import):
    """A mapping whose rows are what deals said of themselves on days that are past."""

    gone: Gone = Gone.KEEP
    """What becomes of rows that are no longer in the file. CRMs keep the history of a year or two, so they stay."""
    fields: HistoryFields
    """Where each field comes from."""
