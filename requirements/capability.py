"""Capabilities: what customers can need, whoever builds it."""

from __future__ import annotations

from pydantic import Field

from requirements.fields import Text, WebAddress, Word
from requirements.gate import Gate, Maturity
from requirements.model import Model


class Kind(Word):
    """The family a capability belongs to."""

    SERVING = "serving"
    DATA_CENTRE = "data_centre"
    OPERATIONS = "operations"
    DEVELOPER_TOOLS = "developer_tools"
    QUALIFICATION = "qualification"
    KNOWLEDGE = "knowledge"
    MODEL = "model"


class Capability(Model):
    """Something customers can need, such as a Triton backend, a profiler or a named model."""

    name: Text
    """What people call it."""
    kind: Kind
    """The family it belongs to."""
    description: Text | None = None
    """What a customer can do once it is there."""
    ready: Maturity | None = None
    """The maturity it already has before the plan starts; left out when it has none yet."""
    typical: dict[Gate, Maturity] = Field(default={})
    """By which gates customers typically need it, and how finished. A reminder; no plan depends on it."""
    ref: Text | None = None
    """What another system calls it, such as a number in a tracker; any text."""
    link: WebAddress | None = None
    """Where it stands there, as a web address."""
