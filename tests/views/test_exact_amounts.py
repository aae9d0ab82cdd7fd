"""Values of deals are exact from the file to every output; sums say that they count thousands."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from requirements.amounts.money import in_units
from roadmap.comparing.changed_inputs import input_changes
from roadmap.comparing.sides import side_of
from roadmap.operations.telling.export import export
from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from roadmap.operations.telling.timeline import timeline
from roadmap.plans.document import Plan
from tests.folder.folders import load
from tests.sample_plan import sample_plan

SAID = "Sums and what deals keep are counted in thousands."
FOLDER = """\
name: Small
start: 2026-01-05
horizon: 2026-12-31
currency: CNY
rates: {USD: 7.2}
include: [deals.csv]
segments:
  isv: {name: ISV, target: 3000万, win_rate: 1/3, lead_rate: 60%}
deals:
"""
ENTRY = (
    "  a: {{name: A, customer: A, segment: isv, stage: opportunity, value: {value}, gates: {{signing: 2026-06-01}}}}\n"
)


def plan() -> Plan:
    """The sample plan with one deal of 1,234,567 and one of 450."""
    values = {0: Fraction(1_234_567, 1000), 1: Fraction(450, 1000)}
    deals = [
        deal.model_copy(update={"value": values.get(at, deal.value)}) for at, deal in enumerate(sample_plan().deals)
    ]
    return sample_plan().model_copy(update={"deals": deals})


def test_a_plan_file_gives_them_back() -> None:
    again = Plan.model_validate_json(plan().model_dump_json())
    assert [in_units(deal.value) for deal in again.deals[:2]] == [1_234_567, 450]
    assert json.loads(plan().model_dump_json())["deals"][0]["value"] == 1234.567  # thousands, as everywhere


def test_tables_and_workbooks_hold_them_in_thousands_with_decimals() -> None:
    first, second = (deal.id for deal in plan().deals[:2])
    found = timeline(plan())
    rows = csv.DictReader(io.StringIO(found.csv().removeprefix("\ufeff"), newline=""))
    assert {(row["deal"], row["value"]) for row in rows} >= {(first, "1234.567"), (second, "0.45")}
    told = {(gate["deal"], gate["value"]) for gate in json.loads(found.json())["gates"]}
    assert told >= {(first, 1234.567), (second, 0.45)}
    for content in (found.xlsx(), export(plan(), "workbook")):
        sheet = next(one for one in load_workbook(io.BytesIO(content)).worksheets if one["A1"].value in ("Id", "Deal"))
        at = [cell.value for cell in sheet[1]].index("Contract value (thousand CNY)")
        cells = [row[at] for row in sheet.iter_rows(min_row=2)]
        assert {cell.value for cell in cells} >= {1234.567, 0.45}
        assert {cell.number_format for cell in cells if isinstance(cell.value, float)} == {"#,##0.###"}


def test_pages_show_them_in_full_and_say_what_sums_count() -> None:
    whole, of_site = render(plan()), dict(site(plan()).files())
    page = str(of_site[f"deals/{plan().deals[0].id}.html"])
    for text in (whole, page):
        assert "1,234,567" in text
        assert SAID in text
    assert SAID not in render(sample_plan())


def test_a_comparison_tells_a_change_of_a_single_unit() -> None:
    deal = plan().deals[0]
    later = plan().model_copy(
        update={"deals": [deal.model_copy(update={"value": Fraction(1_234_568, 1000)}), *plan().deals[1:]]}
    )
    (change,) = input_changes(side_of(plan()), side_of(later))
    assert (change.values.before, change.values.after) == (1234.567, 1234.568)


@pytest.mark.parametrize(
    ("value", "units"),
    [
        ("450元", 450),
        ("1,234,567元", 1_234_567),
        ("$125k", 900_000),
        ("USD 99.99", 720),
        ("EUR 5", None),
        ("2400", 2_400_000),
    ],
)
def test_a_folder_reads_them_in_other_currencies_by_its_rates(tmp_path: Path, value: str, units: int | None) -> None:
    quoted = f"'{value}'" if "," in value else value
    text = FOLDER + ENTRY.format(value=quoted)
    table = f'id,name,customer,segment,stage,金额(元),signing\nb,B,B,ISV,商机,"{value}",2026-06-01\n'
    loaded = load(tmp_path, {"roadmap.yaml": text, "deals.csv": table})
    if units is None:
        assert [finding.code for finding in loaded.findings] == ["other-currency"] * 2
    else:
        assert loaded.project is not None
        assert in_units(loaded.project.market.deals["a"].value) == units
