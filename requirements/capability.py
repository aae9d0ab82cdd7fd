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
    """The name for readers."""
    synonyms: list[Text] = Field(default=[])
    """Other names that customers use, in any language. Requirements, imports and deal tables may use these names."""
    kind: Kind
    """The family of the capability."""
    description: Text | None = None
    """What a customer can do with the capability."""
    ready: Maturity | None = None
    """The maturity that the capability has before the plan starts. If omitted, it does not exist yet."""
    typical: dict[Gate, Maturity] = Field(default={})
    """The gates by which customers typically need it, each with the typical maturity. This is information only; no
    plan depends on it."""
    ref: Text | None = None
    """What another system calls it, such as a number in a tracker; any text."""
    link: WebAddress | None = None
    """Where it stands there, as a web address."""
