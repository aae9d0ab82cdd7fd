"""Support cases as input: what a piece may be, and which cases a deal brings."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from requirements.deal import Deal
from requirements.funnel.segment import Segment
from requirements.gate import Gate
from requirements.market import Market
from requirements.reading.tables.deal_table import read_deal_table
from requirements.support import CaseWork, SupportCase


def work(**fields: Any) -> dict[str, Any]:
    """Four person-days of FAE within the 10 days before the evaluation."""
    return {"phase": "evaluation", "gate": "evaluation", "skill": "fae", "effort": 4, "spread": 10} | fields


def case(*pieces: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Three industry cases of these pieces, or of one."""
    return {"name": "Industry case", "count": 3, "work": list(pieces) or [work()]} | fields


def deal(**fields: Any) -> Deal:
    """A deal of the segment `isv` with an evaluation."""
    start = {"name": "D", "customer": "C", "segment": "isv", "stage": "opportunity", "value": 1}
    return Deal.model_validate(start | {"gates": {"evaluation": "2026-06-01"}} | fields)


def market(*kinds: dict[str, Any]) -> Market:
    """A market of the segment `isv` with a template of these kinds."""
    segment = {"name": "ISV", "target": 1, "win_rate": "1/3", "lead_rate": "2/3", "support": list(kinds)}
    return Market(segments={"isv": Segment.model_validate(segment)}, capabilities={}, deals={})


def code(model: type[Any], value: object) -> str:
    """The code of the fault that a value has, or the empty text."""
    try:
        model.model_validate(value)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return ""


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({}, ""),
        ({"effort": 10}, ""),  # 10 days within 10
        ({"effort": 11}, "case-spread"),
        ({"effort": 20, "crew": 2}, ""),  # 20 / 2 = 10 days
        ({"effort": 21, "crew": 2}, "case-spread"),  # 10.5, so 11 days
        ({"effort": 0}, "case-effort"),
        ({"effort": -1}, "out-of-range"),
        ({"spread": 0}, "case-spread"),
    ],
)
def test_a_piece_takes_person_days_that_its_spread_holds(fields: dict[str, Any], fault: str) -> None:
    assert code(CaseWork, work(**fields)) == fault


def test_a_kind_has_at_most_fifty_cases_and_at_least_one_piece() -> None:
    assert code(SupportCase, case(count=50)) == ""
    assert code(SupportCase, case(count=51)) == "case-count"
    assert code(SupportCase, {"name": "Nothing", "work": []}) == "too_short"
    assert SupportCase.model_validate(case(count=0)).count == 0


def test_a_deal_brings_its_segments_cases() -> None:
    kinds = market(case(), case(name="Server test", count=1)).support(deal())
    assert [(kind.name, kind.count) for kind in kinds] == [("Industry case", 3), ("Server test", 1)]


def test_a_deal_states_another_number_of_its_segments_cases() -> None:
    assert [kind.count for kind in market(case(), case(count=1)).support(deal(cases=2))] == [2, 2]
    assert [kind.count for kind in market(case()).support(deal(cases=0))] == [0]
    assert market().support(deal(cases=5)) == ()


def test_a_deal_states_cases_of_its_own() -> None:
    own = deal(support=[case(work(effort=7), count=1)])
    kinds = market(case()).support(own)
    assert [(kind.count, kind.work[0].effort, kind.work[0].gate) for kind in kinds] == [(1, 7, Gate.EVALUATION)]
    assert market(case()).support(deal(support=[])) == ()


def test_a_deals_own_cases_name_gates_that_it_has() -> None:
    with pytest.raises(ValidationError, match="case-gate"):
        deal(support=[case(work(gate="acceptance"))])
    with pytest.raises(ValidationError, match="not both"):
        deal(support=[case()], cases=1)


@pytest.mark.parametrize("heading", ["cases", "案例数"])
def test_a_table_of_deals_states_the_number_of_cases(heading: str) -> None:
    table = f"id,name,customer,segment,stage,value,{heading}\na,A,C,isv,lead,1,2\nb,B,D,isv,lead,1,\n"
    document, findings = read_deal_table(table.encode(), "deals.csv")
    assert findings == []
    assert document is not None
    read = {key: dict(node) for key, node in document.root["deals"].items()}
    assert (read["a"]["cases"], "cases" in read["b"]) == ("2", False)


def test_a_table_of_deals_cannot_hold_cases_of_their_own() -> None:
    table = "id,name,customer,segment,stage,value,support\na,A,C,isv,lead,1,x\n"
    _, findings = read_deal_table(table.encode(), "deals.csv")
    assert [finding.code for finding in findings] == ["unknown-field"]
