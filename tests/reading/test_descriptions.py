"""What fields mean is read from the source, and only when a schema is asked for."""

from __future__ import annotations

from pydantic import BaseModel

from requirements.describing.descriptions import descriptions
from requirements.describing.schema import DescribedSchema


class Ground(BaseModel):
    """A model that others inherit."""

    first: int
    """How many
    come first."""
    bare: int


class Further(Ground):
    """A model with a field of its own, and another text for one that it inherits."""

    held: Ground
    """What it holds."""
    first: int
    """Something else."""


def test_the_text_after_a_field_says_what_it_means() -> None:
    assert descriptions(Ground) == {"first": "How many\ncome first."}
    assert descriptions(Further) == {"first": "Something else.", "held": "What it holds."}


def test_a_schema_holds_the_texts_of_all_models_in_it() -> None:
    schema = Further.model_json_schema(schema_generator=DescribedSchema)
    assert schema["properties"]["held"] == {"$ref": "#/$defs/Ground", "description": "What it holds."}
    assert schema["properties"]["first"]["description"] == "Something else."
    ground = schema["$defs"]["Ground"]["properties"]
    assert (ground["first"]["description"], "description" in ground["bare"]) == ("How many\ncome first.", False)
