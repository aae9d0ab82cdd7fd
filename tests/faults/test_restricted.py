"""Restricted values: customer, value and win probability are never repeated in a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.test_limits import COLUMNS, SEGMENT, TABLE
from tests.folder.folders import HEADER, load

CANARIES = ("Kunlun-Canary", "98765", "0.77777")


@pytest.mark.parametrize("change", ["segment: isv>", "value: 9", "gates: {signing: x}", "stage: laed", "customer: [X]"])
def test_restricted_values_are_never_repeated(tmp_path: Path, change: str) -> None:
    customer, value, share = CANARIES
    deal = {
        "name": "N",
        "customer": f'"{customer}\\u202e"' if change.startswith("customer") else customer,
        "segment": "isv",
        "stage": "lead",
        "value": f"-{value}",
        "win_probability": f"1{share}",
        "gates": "{signing: 2026-07-01}",
    }
    field, _colon, text = change.partition(": ")
    if field != "customer":
        deal[field] = text
    lines = "".join(f"    {key}: {text}\n" for key, text in deal.items())
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + SEGMENT + "deals:\n  D1:\n" + lines})
    assert loaded.findings
    for finding in loaded.findings:
        said = f"{finding} {finding.hint}"
        assert not any(canary in said for canary in CANARIES), said


def test_restricted_values_of_tables_are_never_repeated(tmp_path: Path) -> None:
    customer, value, share = CANARIES
    rows = [
        f"D1,N,{customer},isv,lead,{value}x,{share}x,2026-07-01",  # neither is a number
        f'D2,N,{customer.lower()},isv,lead,"{value[:2]},{value[2:]}",{share},2026-07-01,more',  # a cell too many
    ]
    header = COLUMNS.replace("design_in", "win_probability,design_in")
    loaded = load(tmp_path, {"roadmap.yaml": TABLE, "deals.csv": header + "\n".join(rows) + "\n"})
    assert [finding.code for finding in loaded.findings] == ["not-a-number", "not-a-number", "csv-ragged"]
    said = "\n".join(f"{finding} {finding.hint}" for finding in loaded.findings).lower()
    assert not any(canary.lower() in said for canary in CANARIES)


def test_two_spellings_of_a_customer_are_reported_without_either(tmp_path: Path) -> None:
    names = [CANARIES[0], CANARIES[0].upper()]
    rows = "".join(f"D{number},N,{name},isv,lead,1,2026-07-01\n" for number, name in enumerate(names))
    [finding] = load(tmp_path, {"roadmap.yaml": TABLE, "deals.csv": COLUMNS + rows}).findings
    assert finding.code == "customer-spelling"
    assert CANARIES[0].lower() not in f"{finding} {finding.hint}".lower()
