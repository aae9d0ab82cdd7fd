"""PLAN.json: the plan as text, and back."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from requirements.errors import InputFault
from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.plan.document import SCHEMA_VERSION, Plan

LARGEST = 256 * 1024 * 1024


def plan_text(plan: Plan) -> str:
    """The plan as JSON, indented by two, keys in the order of the models, ending in a newline; the same plan gives the
    same text."""
    return plan.model_dump_json(indent=2) + "\n"


def read_plan(path: Path) -> Plan:
    """The plan in a file. InputFault with one finding per fault (at most 20) when it is missing or not a plan."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputFault([_finding(path, "plan-unreadable", _("The file is too large to be a plan."))])
        content = path.read_bytes()
    except OSError as error:
        raise InputFault(
            [_finding(path, "plan-unreadable", _("The plan cannot be read: {why}.").format(why=error.strerror))]
        ) from None
    try:
        return Plan.model_validate_json(content)
    except ValidationError as error:
        raise InputFault([_fault(path, error)]) from None


def _fault(path: Path, error: ValidationError) -> Finding:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    if where == "schema_version":
        message = _("The plan is of another schema; this version reads schema {version}.").format(
            version=SCHEMA_VERSION
        )
        return _finding(path, "plan-schema", message)
    message = _("This is not a plan: {where}: {what}.").format(where=where or "file", what=first["msg"])
    return _finding(path, "plan-invalid", message)


def _finding(path: Path, code: str, message: str) -> Finding:
    return Finding(
        code=code,
        place=Place(path.name),
        message=message,
        hint=_("`roadmap plan DIR -o PLAN.json` writes a plan."),
    )
