"""Fields of a company's own: deals chosen by what they say there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from requirements.language import _, enumerated, follow_on, labelled
from requirements.reading.did_you_mean import did_you_mean
from roadmap.errors import UsageFault
from roadmap.plans.document import Plan
from roadmap.views.lookup import in_hand

MOST_VALUES = 40
"""Values of a field among which readers can choose; a field with more of them is a text, and no choice."""

Wanted = tuple[tuple[str, str], ...]
"""Names of fields, each with the value that deals must have there; all of them count."""


def read_where(stated: Iterable[str]) -> Wanted:
    """The fields of texts such as `Region=North`. UsageFault for another form."""
    pairs = [text.partition("=") for text in stated]
    for name, sign, _value in pairs:
        if not sign or not name.strip():
            raise UsageFault(_("Write --where as NAME=VALUE, such as --where Region=North."))
    return tuple((name.strip(), value.strip()) for name, _sign, value in pairs)


def has_fields(fields: Mapping[str, str], wanted: Wanted) -> bool:
    """Whether a deal says in its fields what is wanted, in whatever case; an empty value means that it says nothing."""
    return all(fields.get(name, "").strip().casefold() == value.casefold() for name, value in wanted)


def require_fields(plan: Plan, wanted: Wanted) -> None:
    """UsageFault where no deal of the plan has a field of one of these names."""
    known = sorted({name for deal in in_hand(plan) for name in deal.fields})
    for name, _value in wanted:
        if name not in known:
            sentence = _("No deal has the field {name}.").format(name=name)
            listed = _("The fields are {names}.").format(names=enumerated(known)) if known else ""
            raise UsageFault(follow_on(sentence, did_you_mean(name, known) or listed))


def with_fields(plan: Plan, wanted: Wanted) -> Plan:
    """The plan with those of its deals alone that say what is wanted; for tables and pages of deals, where no sums are
    told but those of the plan."""
    if not wanted:
        return plan
    require_fields(plan, wanted)
    return plan.model_copy(update={"deals": [deal for deal in plan.deals if has_fields(deal.fields, wanted)]})


def marked_fields(stated: Iterable[Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Marks for the values of each field among which there is a choice, by name and value in their order; values that
    differ in their case alone have one mark. No name of the plan appears in a mark."""
    values: dict[str, set[str]] = {}
    for fields in stated:
        for name, value in fields.items():
            if value.strip():
                values.setdefault(name, set()).add(value)
    found: dict[str, dict[str, str]] = {}
    for name in sorted(values):
        folded = sorted({value.strip().casefold() for value in values[name]})
        if 1 < len(folded) <= MOST_VALUES:
            marks = {value: f"f{len(found)}-{at}" for at, value in enumerate(folded)}
            found[name] = {value: marks[value.strip().casefold()] for value in sorted(values[name])}
    return found


def told_where(wanted: Wanted) -> str:
    """What is wanted, in words: "Region: North"; empty where nothing is."""
    return enumerated(labelled(name, value or _("not stated")) for name, value in wanted)
