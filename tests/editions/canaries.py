"""A plan in which every text, amount and day can be known again wherever it appears, and plans that differ from it in
what an audience may not see."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from requirements.gate import Gate
from roadmap.editions.classified import known_fields
from roadmap.editions.secrecy import Knowledge
from roadmap.plans.baseline import PromiseLine
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience, Branding
from tests.sample_moves import moves
from tests.sample_plan import sample_plan

_SAME = {
    **dict.fromkeys(("deal", "deals", "serves", "stranded"), "deal"),
    **dict.fromkeys(("feature", "features", "after", "training"), "feature"),
    **dict.fromkeys(("release", "content_goes_to", "earliest", "latest"), "release"),
    **dict.fromkeys(("capability", "any_of", "missing"), "capability"),
    **dict.fromkeys(("skill", "own"), "skill"),
    **dict.fromkeys(("person", "people", "leaves", "joins"), "person"),
    **dict.fromkeys(("team",), "team"),
    **dict.fromkeys(("segment",), "segment"),
}
"""Fields that hold names of the same things, by the kind of thing."""
_IDS = {
    "DealLine": "deal",
    "FeatureLine": "feature",
    "UnplannedLine": "feature",
    "ReleaseLine": "release",
    "CapabilityLine": "capability",
    "SkillLine": "skill",
    "TeamLine": "team",
    "SegmentLine": "segment",
    "SegmentFunnelLine": "segment",
    "WorkerLine": "person",
}
_KEPT = {("Plan", "kind"), ("Plan", "currency"), ("Promise", "confidence"), ("Verdict", "checker")}
_KEPT |= {("SegmentFunnelLine", name) for name in ("win_rate", "lead_rate", "caution", "from_leads")}
_KEPT |= {("QuantityLine", "exact"), ("Branding", "colour"), ("Branding", "logo")}
_DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
LOGO = f"data:image/png;base64,{_DOT}"
"""A picture of one dot."""
MONEY_FROM = 100_100_000
MONEY_STEP = 100_000


def base_plan() -> Plan:
    """The sample plan with promises that were published, people who move, public names and legal texts."""
    plan = sample_plan()
    promise = PromiseLine(
        deal="acme",
        gates=[Gate.DESIGN_IN],
        day=date(2026, 4, 29),
        release="R2",
        ready=date(2026, 5, 8),
        weeks=2,
        price=30,
        most=90,
    )
    features = [line.model_copy(update={"public_name": f"Public {line.id}"}) for line in plan.features]
    legal = {audience: {"en": f"Law for {audience}."} for audience in Audience}
    branding = Branding.model_validate(
        {"company": "Chips Ltd", "legal": legal, "pseudonym_key": "secret", "colour": "#a01020", "logo": LOGO}
    )
    changes = {"promises": [promise], "features": features, "branding": branding, "moves": moves()}
    return plan.model_copy(update=changes)


class Marked:
    """The plan with marks, and the mark of each thing by its kind and its first name."""

    def __init__(self) -> None:
        self.marks: dict[tuple[str, str], str] = {}
        self.where: dict[str, set[tuple[str, str]]] = {}
        self.amounts = 0
        self.plan: Plan = Plan.model_validate_json(json.dumps(self._part(base_plan())))

    def text(self, kind: str, value: str) -> str:
        """The mark of a text."""
        return self.marks.setdefault((kind, value), f"zq{len(self.marks):04d}kx")

    def _part(self, part: BaseModel) -> dict[str, Any]:
        owner = type(part).__name__
        return {name: self._value(getattr(part, name), owner, name) for name in type(part).model_fields}

    def _value(self, value: Any, owner: str, name: str) -> Any:
        if isinstance(value, BaseModel):
            return self._part(value)
        if isinstance(value, list):
            return [self._value(item, owner, name) for item in value]
        if isinstance(value, dict):
            return {self._key(key, owner, name): self._value(item, owner, name) for key, item in value.items()}
        return self._leaf(value, owner, name)

    def _leaf(self, value: Any, owner: str, name: str) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, str) and (owner, name) not in _KEPT:
            return " | ".join(self._mark(one, owner, name) for one in value.split(" | "))
        if type(value) is int and known_fields(owner).get(name) is Knowledge.MONEY:
            self.amounts += 1
            return MONEY_FROM + MONEY_STEP * self.amounts
        return float(value) if isinstance(value, Fraction) else value

    def _key(self, key: Any, owner: str, name: str) -> str:
        if isinstance(key, Enum):
            return str(key.value)
        kind = "capability" if name == "provides" else name
        return self.text(kind, key) if owner != "Branding" else key

    def _mark(self, value: str, owner: str, name: str) -> str:
        kind = _IDS.get(owner, f"{owner}.id") if name == "id" else _SAME.get(name, f"{owner}.{name}")
        kind = "release" if name == "lands" else kind
        mark = self.text(kind, value)
        self.where.setdefault(mark, set()).add((owner, name))
        return mark


def leaves(part: Any) -> Iterator[Any]:
    """Every text and number below a part."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from leaves(getattr(part, name))
    elif isinstance(part, dict):
        for key, item in part.items():
            yield from leaves(key)
            yield from leaves(item)
    elif isinstance(part, list | tuple):
        for item in part:
            yield from leaves(item)
    else:
        yield part


def altered(plan: Plan, hidden: Callable[[str, str], bool]) -> Plan:
    """The plan with another value in every field that is hidden: other texts, numbers, days, words and lengths."""
    other: Plan = _altered(plan, hidden)
    return other


def _altered(part: Any, hidden: Callable[[str, str], bool]) -> Any:
    if isinstance(part, list):
        return [_altered(item, hidden) for item in part]
    if not isinstance(part, BaseModel):
        return part
    owner, changes = type(part).__name__, {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        changes[name] = _other(value) if hidden(owner, name) else _altered(value, hidden)
    return part.model_copy(update=changes)


def _other(value: Any) -> Any:
    if isinstance(value, list | dict):
        return type(value)(list(value.items() if isinstance(value, dict) else value)[1:])
    if isinstance(value, Enum):
        members = list(type(value))
        return members[(members.index(value) + 1) % len(members)]
    if isinstance(value, str):
        return f"{value}-other"
    return _other_number(value)


def _other_number(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value + timedelta(days=40)
    return value * 3 + 7 if isinstance(value, int | float) else value
