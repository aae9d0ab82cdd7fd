"""Dependencies: what a feature waits for in another."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from requirements.describing.schema import short
from requirements.fields import ID_PATTERN, Days, Id, Word
from requirements.model import Model


class WaitFor(Word):
    """What a feature waits for in another: its interface (its design items), its finish (all but `enable`), its start;
    or it ends only after the other's finish."""

    INTERFACE = "interface"
    FINISH = "finish"
    START = "start"
    END = "end"


class Dependency(Model):
    """Another feature that this one waits for and cannot land before."""

    feature: Id
    """The other feature."""
    wait_for: WaitFor = WaitFor.FINISH
    """interface: work after this feature's design starts once the other's design is done; finish: all work starts
    once the other is verified; start: all work starts once the other has started; end: it may run beside the other, and
    its own work is verified once the other is."""
    lag: Days = 0
    """Working days to wait in between: from the end, or the start, of the other to the start, or the end, of this."""


def _read_dependency(value: Any) -> Any:
    return {"feature": value} if isinstance(value, str) else value


DependencyLine = Annotated[
    Dependency, BeforeValidator(_read_dependency), short({"type": "string", "pattern": ID_PATTERN})
]
