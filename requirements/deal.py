"""Deals: customer opportunities, the gates they pass and the capabilities they need by each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from requirements.amounts.money import ExactAmount
from requirements.describing.schema import short
from requirements.fault import fault
from requirements.fields import ID_PATTERN, Count, Day, Days, Id, Share, Text, WebAddress
from requirements.funnel.payment import WHOLE_PRICE, PaymentLine
from requirements.gate import Gate, Importance, Maturity, Stage
from requirements.language import _
from requirements.model import Model
from requirements.support import MOST_CASES, CaseProgress, SupportCase

_MATURITIES = frozenset(Maturity)
_ID = ID_PATTERN.strip("^$")
IDS = rf"{_ID}( *\| *{_ID})*"
"""The pattern of the alternatives in a short form."""
MATURITY_WORD = "(" + "|".join(Maturity) + ")"
"""The pattern of a maturity."""
WEIGHT = r"( +(nice|-\d+(\.\d+)?%))?"
"""The pattern of what a short form says about importance, which may be nothing."""
_WORD = re.compile(r"[|:]|[^\s|:]+")


class Need(Model):
    """One line of a deal: a capability, or several alternatives. Any one alternative is enough."""

    any_of: list[Id] = Field(min_length=1)
    """The capabilities that meet the need. Any one of them is enough; usually there is only one."""
    maturity: Maturity | None = None
    """The required maturity. Default: the policy's maturity for the gate."""
    importance: Importance = Importance.BREAKER
    """breaker: without it the deal is lost; challenge: the win probability drops; nice: wanted, worth nothing."""
    drop: Share = Fraction(0)
    """For a challenge: the share by which the win probability falls if the need is not met."""

    @model_validator(mode="after")
    def _drop_fits(self) -> Need:
        if (self.importance is Importance.CHALLENGE) != bool(self.drop):
            raise fault(
                "challenge-drop", ("the importance challenge and `drop` belong together: expected both or neither")
            )
        return self


def read_need(value: Any) -> Any:
    """Read the short form `triton-backend | kserve : ga`, or a mapping with `capability` for a single one.

    Grammar of the short form: ids separated by `|`, then optionally `:` and a maturity, then optionally `nice` or
    `-20%` (a challenge that drops the win probability by that share). In YAML the colon makes a mapping of one entry,
    `{triton-backend | kserve: ga}`, which is read the same way.
    """
    if isinstance(value, str):
        return _read_words(_WORD.findall(value))
    if not isinstance(value, dict):
        return value
    if "capability" in value and "any_of" not in value:
        rest = {key: item for key, item in value.items() if key != "capability"}
        return {"any_of": [value["capability"]], **rest}
    if len(value) == 1:
        key, item = next(iter(value.items()))
        if isinstance(item, str) and (item in _MATURITIES or not _is_field(key)):
            return _read_words(_WORD.findall(f"{key} : {item}"))
    if "any_of" not in value:
        raise fault("need-form", "expected a mapping with `capability`, or with `any_of` and a list")
    return value


def _is_field(key: str) -> bool:
    """Whether this is the name of a need's field, or nearly: a slip in `importance` is not a capability."""
    return bool(get_close_matches(key, [*Need.model_fields, "capability"], n=1, cutoff=0.8))


def _wrong_form() -> PydanticCustomError:
    return fault(
        "need-form",
        "expected {expected}",
        expected=_("a need such as `id`, `id | id`, `id : ga`, `id nice` or `id -20%`"),
    )


def _read_words(words: list[str]) -> dict[str, Any]:
    """The fields of a need from the words of its short form."""
    alternatives, position = words[:1], 1
    while words[position : position + 1] == ["|"]:
        alternatives += words[position + 1 : position + 2]
        position += 2
    if len(alternatives) != (position + 1) // 2 or "|" in alternatives or ":" in alternatives:
        raise _wrong_form()
    fields: dict[str, Any] = {"any_of": alternatives}
    if words[position : position + 1] == [":"]:
        fields["maturity"] = next(iter(words[position + 1 :]), "")
        position += 2
    match words[position:]:
        case []:
            pass
        case [Importance.NICE.value]:
            fields["importance"] = Importance.NICE
        case [drop] if drop.startswith("-") and drop.endswith("%"):
            fields |= {"importance": Importance.CHALLENGE, "drop": drop[1:]}
        case _:
            raise _wrong_form()
    return fields


def short_form(
    any_of: Sequence[str], maturity: Maturity | None, importance: Importance, drop: Fraction | float = 0
) -> str:
    """A need in the short form, which `read_need` reads; `drop` to a hundredth of a percent."""
    weight = {Importance.NICE: " nice", Importance.CHALLENGE: f" -{round(100 * float(drop), 2):g}%"}
    level = "" if maturity is None else f" : {maturity.value}"
    return " | ".join(any_of) + level + weight.get(importance, "")


def need_of_one_capability(kind: type[Need]) -> dict[str, Any]:
    """The JSON Schema of a need that names one `capability` instead of `any_of`."""
    full = kind.model_json_schema()
    capability = {"type": "string", "pattern": ID_PATTERN, "description": "The capability."}
    properties = {"capability": capability} | {key: part for key, part in full["properties"].items() if key != "any_of"}
    return full | {"properties": properties, "required": ["capability"], "title": f"{kind.__name__}OfOneCapability"}


NeedLine = Annotated[
    Need,
    BeforeValidator(read_need),
    short(
        {
            "type": "string",
            "pattern": f"^ *{IDS}( *: *{MATURITY_WORD})?{WEIGHT} *$",
            "description": "Short form: ids, maturity, weight.",
        },
        {
            "type": "object",
            "patternProperties": {f"^{IDS}$": {"type": "string", "pattern": f"^{MATURITY_WORD}{WEIGHT}$"}},
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
            "description": "The same short form without quotes, which YAML reads as a mapping of one entry.",
        },
        need_of_one_capability(Need),
    ),
]


class Deal(Model):
    """A customer opportunity at any stage of the funnel."""

    name: Text
    """The name of the deal."""
    customer: Text
    """The customer. Restricted: never shown in a message."""
    segment: Id
    """The kind of customer."""
    stage: Stage
    """The position of the deal in the funnel. Lost and paid deals stay on record and are not planned."""
    value: ExactAmount
    """The contract value, in thousands, to the currency's own unit. Restricted."""
    win_probability: Share | None = None
    """The probability of winning the deal if every need is met in time. Default: the segment's rates. Restricted."""
    gates: dict[Gate, Day]
    """The days by which the deal needs capabilities, in the order of the funnel."""
    needs: dict[Gate, list[NeedLine]] = Field(default={})
    """The needs of the deal by each gate."""
    not_needed: list[Id] = Field(default=[])
    """Capabilities that the customer was asked about and does not need. The check does not ask for them again."""
    lead_time: Days | None = None
    """Working days that this customer needs to take a release into use. Default: the segment's."""
    recognised: Share | None = None
    """The share of the value that counts as revenue in the planning period. Default: the segment's."""
    payments: Annotated[dict[Gate, PaymentLine], WHOLE_PRICE] | None = None
    """The payments of this customer, by gate. Default: the segment's."""
    situation: Text | None = None
    """The customer's situation in one line."""
    owner: Text | None = None
    """The person in sales who is responsible for the deal."""
    cases: Count | None = None
    """The number of support cases of each kind of its segment. Default: the segment's number."""
    support: list[SupportCase] | None = None
    """The deal's own support cases, instead of the segment's."""
    support_progress: list[CaseProgress] = Field(default=[])
    """The progress of its support cases. If two lines describe the same work, the first line counts."""
    estimated: list[Gate] = Field(default=[])
    """Gates whose day is an estimate, computed from another gate. The customer should be asked for the day."""
    ref: Text | None = None
    """The reference of the deal in another system, such as its number in a CRM. Any text is allowed."""
    link: WebAddress | None = None
    """The web address of the deal in another system."""
    fields: dict[Text, Text] = Field(default={})
    """Your own additional fields, by name. Nothing depends on them."""

    @model_validator(mode="after")
    def _gates_in_order(self) -> Deal:
        gates = [gate for gate in Gate if gate in self.gates]
        for earlier, later in pairwise(gates):
            if self.gates[earlier] > self.gates[later]:
                raise fault(
                    "gate-order",
                    "the gate {later} must not be before the gate {earlier}",
                    at=("gates", later.value),
                    earlier=earlier.value,
                    later=later.value,
                )
        return self

    @model_validator(mode="after")
    def _needs_have_gates(self) -> Deal:
        for gate, needs in self.needs.items():
            if needs and gate not in self.gates:
                raise fault(
                    "need-without-gate",
                    "needs are listed for the gate {gate}, but `gates` gives no day for it",
                    at=("needs", gate.value),
                    gate=gate.value,
                )
        return self

    @model_validator(mode="after")
    def _cases_are_clear(self) -> Deal:
        if self.cases is not None and self.support is not None:
            raise fault("cases-twice", "expected `cases` or `support`, not both", at=("cases",))
        if self.cases is not None and self.cases > MOST_CASES:
            raise fault(
                "case-count", "expected at most {most} support cases of one kind", at=("cases",), most=str(MOST_CASES)
            )
        for case, kind in enumerate(self.support or ()):
            for piece, work in enumerate(kind.work):
                if work.gate not in self.gates:
                    at = ("support", case, "work", piece, "gate")
                    raise fault(
                        "case-gate",
                        "this work belongs to the gate {gate}, but `gates` gives no day for it",
                        at=at,
                        gate=work.gate.value,
                    )
        return self

    @model_validator(mode="after")
    def _needs_what_it_does_not_decline(self) -> Deal:
        alone = {need.any_of[0] for needs in self.needs.values() for need in needs if len(need.any_of) == 1}
        for position, name in enumerate(self.not_needed):
            if name in alone:
                raise fault(
                    "need-declined",
                    "{capability} is listed under `not_needed`, but the deal also has a need for it",
                    at=("not_needed", position),
                    capability=name,
                )
        return self

    @model_validator(mode="after")
    def _drops_leave_something(self) -> Deal:
        drops = [need.drop for needs in self.needs.values() for need in needs if need.drop]
        if sum(drops) > 1:
            raise fault("drops-too-large", "the drops of all challenges add up to more than 100%", at=("needs",))
        return self


_PASSED = {
    Stage.DESIGN_IN: 1,
    Stage.WON: 3,
    Stage.DELIVERY: 3,
    Stage.ACCEPTED: 4,
    Stage.PAID: 5,
}


def gates_ahead(deal: Deal) -> tuple[Gate, ...]:
    """The gates with a day that the deal's stage has not passed yet, in the order of the funnel."""
    return tuple(gate for gate in list(Gate)[_PASSED.get(deal.stage, 0) :] if gate in deal.gates)
