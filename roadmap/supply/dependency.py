"""Dependencies: what a feature waits for in another."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from requirements.describing.schema import short
from requirements.fields import ID_PATTERN, Days, Id, Word
from requirements.model import Model


class WaitFor(Word):
    """The event in another feature that a feature waits for: its interface (its design work), its finish (all work
    except `enable`) or its start. With end, the feature ends only after the other feature's finish."""

    INTERFACE = "interface"
    FINISH = "finish"
    START = "start"
    END = "end"


class Dependency(Model):
    """Another feature that this feature waits for. This feature cannot land before it."""

    feature: Id
    """The other feature."""
    wait_for: WaitFor = WaitFor.FINISH
    """interface: the work after this feature's design starts when the other feature's design is done; finish: all
    work starts when the other feature is verified; start: all work starts when the other feature has started; end:
    this feature can run in parallel, but is verified only after the other feature is verified."""
    lag: Days = 0
    """Working days of delay, from the end (or start) of the other feature to the start (or end) of this feature."""


def _read_dependency(value: Any) -> Any:
    return {"feature": value} if isinstance(value, str) else value


DependencyLine = Annotated[
    Dependency, BeforeValidator(_read_dependency), short({"type": "string", "pattern": ID_PATTERN})
]
