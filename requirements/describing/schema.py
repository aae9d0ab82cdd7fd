"""JSON Schemas: what editors complete and check, short forms of the input included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from requirements.describing.descriptions import descriptions


class DescribedSchema(GenerateJsonSchema):
    """A schema in which every field says what it means."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A model, the texts of its fields in its properties."""
        result = super().model_schema(schema)
        model: type[BaseModel] = schema["cls"]
        fields, properties = model.model_fields, result.get("properties", {})
        for name, meaning in descriptions(model).items():
            properties[fields[name].alias or name]["description"] = meaning
        return result


class InputSchema(DescribedSchema):
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


@dataclass(frozen=True, slots=True, eq=False)
class OneOrMany:
    """The mark of a list that may be written as its one member; for `Annotated`."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """One member, or the list."""
        many = handler(schema)
        return {"anyOf": [many["items"], many]}
