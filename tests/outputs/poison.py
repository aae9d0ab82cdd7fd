"""A plan with something nasty in every text that a person could have written."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from typing import Any

from requirements.capability import Kind
from requirements.funnel.forecast import Step
from requirements.gate import Gate, Importance, Maturity, Stage
from requirements.support import CasePhase
from roadmap.folder.seal import CHECKER, PLAN_KIND
from roadmap.plans.causes import CauseKind
from roadmap.plans.deals import DealStatus, GateStatus
from roadmap.plans.document import Plan
from roadmap.plans.engineering.models import ModelState, ShareStatus
from roadmap.plans.engineering.work import WorkStatus
from roadmap.schedule import Status, Stopped
from roadmap.supply.feature import Phase, Variant

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></style></svg><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<b>]]>",
]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d+(/\d+|%)?")
_LITERALS = {
    PLAN_KIND,
    CHECKER,
    "CNY",
    "firm",
    "tight",
    "late",
}
_ENUMS: tuple[type[StrEnum], ...] = (Gate, Importance, Maturity, Stage, Kind, Phase, Variant, Step, Status, Stopped)
_STATUSES: tuple[type[StrEnum], ...] = (
    GateStatus,
    DealStatus,
    WorkStatus,
    ShareStatus,
    ModelState,
    CasePhase,
    CauseKind,
)
_WORDS = _LITERALS | {member.value for words in _ENUMS + _STATUSES for member in words}


def poisoned(plan: Plan, payload: str) -> Plan:
    """The plan with the payload before every text that is no day, number or word of the format; ids still agree."""
    return Plan.model_validate_json(json.dumps(_poison(plan.model_dump(mode="json"), payload)))


def _poison(value: Any, payload: str) -> Any:
    if isinstance(value, dict):
        return {payload + key if _free(value) else key: _poison(item, payload) for key, item in value.items()}
    if isinstance(value, list):
        return [_poison(item, payload) for item in value]
    if isinstance(value, str) and value not in _WORDS and not (_DAY.fullmatch(value) or _NUMBER.fullmatch(value)):
        return " | ".join(payload + part for part in value.split(" | "))
    return value


def _free(mapping: dict[str, Any]) -> bool:
    """Whether the keys are ids (what a feature provides) and not names of fields or maturities."""
    return bool(mapping) and all(isinstance(item, str) and item in set(Maturity) for item in mapping.values())
