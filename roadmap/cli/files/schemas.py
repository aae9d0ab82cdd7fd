"""The JSON Schemas of the input files and of the plan, generated from their models."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode

from roadmap.changes.scenarios.scenario import ScenarioFile
from roadmap.folder.texts.documents import Entities, RoadmapFile
from roadmap.outputs.writing.kinds import SCHEMA_MARK
from roadmap.plans.document import Plan

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = ("roadmap", "entities", "scenario", "plan")
_MODELS: dict[str, type[BaseModel]] = {
    "roadmap": RoadmapFile,
    "entities": Entities,
    "scenario": ScenarioFile,
    "plan": Plan,
}


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema of `roadmap.yaml`, of other input files ("entities"), of a scenario, or of PLAN.json ("plan")."""
    mode: JsonSchemaMode = "serialization" if kind == "plan" else "validation"
    return {"$comment": SCHEMA_MARK, "$schema": DIALECT, **_MODELS[kind].model_json_schema(mode=mode)}


def schema_text(kind: str) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
