"""JSON Schema of the input: what editors complete and check, short forms included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class InputSchema(GenerateJsonSchema):
    """The schema of input files: mappings by id take no keys that are no ids."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A mapping; one whose keys have a pattern is closed."""
        result = super().dict_schema(schema)
        if "patternProperties" in result:
            result["additionalProperties"] = False
        return result


@dataclass(frozen=True, slots=True, eq=False)
class Short:
    """Short forms of a field besides its full one, each as a JSON Schema; for `Annotated`."""

    forms: tuple[dict[str, Any], ...]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Any of the short forms, or the full one."""
        return {"anyOf": [*self.forms, handler(schema)]}


def short(*forms: dict[str, Any]) -> Short:
    """The mark of a field that may also be written in these forms."""
    return Short(forms)
