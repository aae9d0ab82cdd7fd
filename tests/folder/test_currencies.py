"""Values of deals in other currencies, in a file of entries and in a table alike, by the rates of roadmap.yaml."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from roadmap.folder.load import Loaded
from tests.folder.folders import load, told

ROADMAP = """\
name: X
start: 2026-01-05
horizon: 2026-12-31
rates: {USD: 7.1, EUR: 8}
segments: {isv: {name: ISV, target: 1, win_rate: 1/3, lead_rate: 1/2}}
"""
DEAL = (
    "deals: {{d: {{name: D, customer: C, segment: isv, stage: lead, value: {}, gates: {{design_in: 2026-07-01}}}}}}\n"
)
TABLE = "id,name,customer,segment,stage,value,design_in\nd,D,C,isv,lead,{},2026-07-01\n"


def stated(folder: Path, value: str) -> Loaded:
    """A folder whose deal stands in roadmap.yaml."""
    return load(folder, {"roadmap.yaml": ROADMAP + DEAL.format(value)})


def tabled(folder: Path, value: str) -> Loaded:
    """A folder whose deal stands in a table."""
    return load(folder, {"roadmap.yaml": f"{ROADMAP}include: [d.csv]\n", "d.csv": TABLE.format(value)})


@pytest.mark.parametrize("read", [stated, tabled])
@pytest.mark.parametrize(
    ("written", "thousands"),
    [("USD 5k", Fraction(71, 2)), ("€1.2m", 9_600), ("5k", 5), ("120", 120)],  # 5,000 x 7.1 = 35,500
)
def test_a_value_in_another_currency_is_one_in_the_folders(
    read: Callable[[Path, str], Loaded], written: str, thousands: Fraction, tmp_path: Path
) -> None:
    loaded = read(tmp_path, written)
    assert loaded.project is not None, loaded.findings
    assert loaded.project.market.deals["d"].value == thousands


def test_an_amount_with_a_currency_and_no_unit_is_in_its_own_unit(tmp_path: Path) -> None:
    loaded = stated(tmp_path, "CNY 300")
    assert loaded.project is not None, loaded.findings
    assert loaded.project.market.deals["d"].value == Fraction(3, 10)


@pytest.mark.parametrize("read", [stated, tabled])
def test_a_value_in_a_currency_without_a_rate_is_told_once(read: Callable[[Path, str], Loaded], tmp_path: Path) -> None:
    assert [code.rpartition(" ")[2] for code in told(read(tmp_path, "GBP 5k"))] == ["other-currency"]
