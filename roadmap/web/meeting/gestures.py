"""The five gestures of a meeting, from the fields of a form to a change of the folder."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requirements.fields import ID_PATTERN
from requirements.finding import Finding
from requirements.gate import Gate
from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.plan.document import Plan
from roadmap.simulate.scenarios.changes import FolderChange, read_drop, read_people, read_set
from roadmap.views.formats import table_day
from roadmap.views.lookup import Lookup
from roadmap.views.words import gate_word


class Gesture(StrEnum):
    """What people do at the table; switching a deal off and making it a must are two sides of one."""

    GATE = "gate"
    OFF = "off"
    MUST = "must"
    PEOPLE = "people"
    FEATURE = "feature"
    NEED = "need"


FIELDS = {
    Gesture.GATE: ("deal", "gate", "day"),
    Gesture.OFF: ("deal",),
    Gesture.MUST: ("deal",),
    Gesture.PEOPLE: ("count", "skill", "day"),
    Gesture.FEATURE: ("feature", "release"),
    Gesture.NEED: ("deal", "gate", "number", "capability"),
}
"""The fields of each gesture. A feature without a release is not built; a need without a capability is dropped."""
ABOUT = {
    Gesture.GATE: ("deal", "gate"),
    Gesture.OFF: ("deal",),
    Gesture.MUST: ("deal",),
    Gesture.PEOPLE: ("skill", "day"),
    Gesture.FEATURE: ("feature",),
    Gesture.NEED: ("deal", "gate", "number"),
}
"""What a gesture is about: a later one about the same takes the place of the earlier one."""
_ID = re.compile(ID_PATTERN)
MOST_PEOPLE = 99


@dataclass(frozen=True, slots=True)
class MadeGesture:
    """A gesture that was made: its fields, and the change of the folder that it is."""

    kind: Gesture
    fields: Mapping[str, str]
    change: FolderChange

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about. Switching a deal off and making it a must are about the same."""
        kind = Gesture.OFF if self.kind is Gesture.MUST else self.kind
        return (kind.value, *(self.fields[name] for name in ABOUT[self.kind]))


def read_gesture(form: Mapping[str, str], plan: Plan, lookup: Lookup) -> MadeGesture:
    """The gesture that a form asks for. UsageFault, with what was expected, for anything else."""
    try:
        kind = Gesture(form.get("gesture", ""))
    except ValueError:
        raise _wrong(_("a gesture"), ", ".join(Gesture)) from None
    fields = {name: form.get(name, "").strip() for name in FIELDS[kind]}
    _check(kind, fields, plan, lookup)
    change = _change(kind, fields, plan)
    if not isinstance(change, FolderChange):
        raise UsageFault("; ".join(map(str, change)))
    return MadeGesture(kind, fields, change)


def _check(kind: Gesture, fields: Mapping[str, str], plan: Plan, lookup: Lookup) -> None:
    if "deal" in fields and fields["deal"] not in {line.id for line in plan.deals if not line.placeholder}:
        raise _wrong(_("a deal of the plan"), fields["deal"])
    if "day" in fields and (fields["day"] or kind is Gesture.GATE) and not _is_day(fields["day"]):
        raise _wrong(_("a day such as 2026-07-01"), fields["day"])
    if "gate" in fields and fields["gate"] not in set(Gate):
        raise _wrong(_("a gate"), fields["gate"])
    features = {*lookup.features, *(line.id for line in plan.unplanned)}
    if "feature" in fields and fields["feature"] not in features:
        raise _wrong(_("a feature of the plan"), fields["feature"])
    if fields.get("release") and fields["release"] not in lookup.releases:
        raise _wrong(_("a release of the plan"), fields["release"])
    if fields.get("capability") and not _ID.fullmatch(fields["capability"]):
        raise _wrong(_("a capability"), fields["capability"])
    if "skill" in fields and fields["skill"] not in {line.id for line in plan.skills}:
        raise _wrong(_("a skill of the plan"), fields["skill"])
    if "count" in fields and not _is_count(fields["count"]):
        raise _wrong(_("a number of people"), fields["count"])


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_count(text: str) -> bool:
    return re.fullmatch(r"[+-]?[1-9]\d?", text, re.ASCII) is not None


def _wrong(expected: str, found: str) -> UsageFault:
    return UsageFault(_("Expected {expected}, not {found}.").format(expected=expected, found=found or "–"))


def _change(kind: Gesture, fields: Mapping[str, str], plan: Plan) -> FolderChange | list[Finding]:
    deal = f"deals.{fields.get('deal')}"
    if kind is Gesture.GATE:
        made = read_set(f"{deal}.gates.{fields['gate']}={fields['day']}")
    elif kind is Gesture.OFF:
        made = read_drop(deal)
    elif kind is Gesture.PEOPLE:
        count = f"{int(fields['count']):+d}"
        day = f"@{fields['day']}" if fields["day"] else ""
        made = read_people(f"{count}:{fields['skill']}{day}", file="people")
    elif kind is Gesture.NEED:
        made = _need(deal, fields, plan)
    else:
        made = read_set(f"pins.+={json.dumps(_pin(kind, fields))}")
    return made


def _pin(kind: Gesture, fields: Mapping[str, str]) -> dict[str, object]:
    if kind is Gesture.MUST:
        return {"deal": fields["deal"], "served": True}
    if fields["release"]:
        return {"feature": fields["feature"], "release": fields["release"]}
    return {"feature": fields["feature"], "planned": False}


def _need(deal: str, fields: Mapping[str, str], plan: Plan) -> FolderChange | list[Finding]:
    """A need that is dropped, or that another capability alone is to meet, as finished and as important as before."""
    line = next(line for line in plan.deals if line.id == fields["deal"])
    needs = [need for need in line.needs if need.gate.value == fields["gate"]]
    number = fields["number"]
    if not number.isdecimal() or not 0 < int(number) <= len(needs):
        raise _wrong(_("the number of a need"), number)
    path = f"{deal}.needs.{fields['gate']}.{int(number)}"
    if not fields["capability"]:
        return read_drop(path)
    need = needs[int(number) - 1]
    value: dict[str, object] = {
        "any_of": [fields["capability"]], "maturity": need.maturity.value, "importance": need.importance.value
    }  # fmt: skip
    return read_set(f"{path}={json.dumps(value | ({'drop': need.drop} if need.drop else {}))}")


def worded(made: MadeGesture, plan: Plan, lookup: Lookup) -> str:
    """A gesture as its chip says it, in the language in force."""
    fields = made.fields
    deal = lookup.customer(fields["deal"]) if "deal" in fields else ""
    if made.kind is Gesture.GATE:
        gate = gate_word(Gate(fields["gate"]))
        return _("{deal}: {gate} on {day}").format(deal=deal, gate=gate, day=_shown_day(fields["day"]))
    if made.kind is Gesture.OFF:
        return _("without {path}").format(path=deal)
    if made.kind is Gesture.MUST:
        return _("{deal} must be served").format(deal=deal)
    if made.kind is Gesture.PEOPLE:
        return _worded_people(fields)
    return _worded_feature(fields, lookup) if made.kind is Gesture.FEATURE else _worded_need(fields, deal, plan, lookup)


def _shown_day(text: str) -> str:
    return table_day(date.fromisoformat(text))


def _worded_people(fields: Mapping[str, str]) -> str:
    count = f"{int(fields['count']):+d}".replace("-", "−")
    if not fields["day"]:
        return _("{count} people for {skill}").format(count=count, skill=fields["skill"])
    sentence = _("{count} people for {skill} from {day}")
    return sentence.format(count=count, skill=fields["skill"], day=_shown_day(fields["day"]))


def _worded_feature(fields: Mapping[str, str], lookup: Lookup) -> str:
    line = lookup.features.get(fields["feature"])
    name = line.name if line is not None else fields["feature"]
    if not fields["release"]:
        return _("{feature} is not built").format(feature=name)
    return _("{feature} in {release}").format(feature=name, release=fields["release"])


def _worded_need(fields: Mapping[str, str], deal: str, plan: Plan, lookup: Lookup) -> str:
    line = next((line for line in plan.deals if line.id == fields["deal"]), None)
    needs = [] if line is None else [need for need in line.needs if need.gate.value == fields["gate"]]
    at = int(fields["number"]) - 1
    old = lookup.missing(" | ".join(needs[at].any_of)) if at < len(needs) else fields["number"]
    if not fields["capability"]:
        return _("{deal} does without {capability}").format(deal=deal, capability=old)
    new = lookup.capability(fields["capability"])
    return _("{deal} takes {new} instead of {old}").format(deal=deal, new=new, old=old)
