"""Deals read straight from a table: cells in the forms of people, named segments and capabilities, ids from `ref`."""

from __future__ import annotations

from pathlib import Path

from requirements.gate import Gate
from tests.folder.folders import VALID, load, told

FOLDER = VALID.replace("include: [more.yaml, deals.csv]", "include: [deals.csv]").partition("deals:\n")[0]
SHEET = """\
商机编号,商机名称,客户名称,行业,销售阶段,金额(万元),赢率,送测日期,导入(Design-in)日期,预计签,送测需求,导入需求,fields.地区
2026-001,One,海东,ISV,线索,73.0,30%,2026/5/28,2026/7/18,待定,api,"Python API；Triton backend、docs -20%",华东
2026-002,Two,宇石,isv,送测,297万,0.3,2026年6月27日,2026.8.8,,无,triton | api : ga,
2026-003,Three,天目,isv,商机,"¥3,680,000",30,20260526,13/Jul/26,,,,
"""


def test_a_sheet_is_read_as_its_author_writes_it(tmp_path: Path) -> None:
    sheet = SHEET.replace("预计签", "预计签约日期")
    project = load(tmp_path, {"roadmap.yaml": FOLDER, "deals.csv": sheet}).project
    assert project is not None
    one, two, three = project.market.deals.values()
    assert list(project.market.deals) == ["d-2026-001", "d-2026-002", "d-2026-003"]
    assert (one.ref, one.fields) == ("2026-001", {"地区": "华东"})
    assert [deal.value for deal in (one, two, three)] == [730, 2_970, 3_680]  # 73, 297 and 368 ten thousands
    assert [f"{deal.win_probability}" for deal in (one, two, three)] == ["3/10"] * 3
    assert [deal.segment for deal in (one, two, three)] == ["isv"] * 3
    assert [deal.stage.value for deal in (one, two, three)] == ["lead", "evaluation", "opportunity"]
    assert [day.isoformat() for day in one.gates.values()] == ["2026-05-28", "2026-07-18"]  # signing: 待定
    assert [day.isoformat() for day in three.gates.values()] == ["2026-05-26", "2026-07-13"]
    assert [need.any_of for need in one.needs[Gate.DESIGN_IN]] == [["api"], ["triton"], ["docs"]]
    assert [need.any_of for need in two.needs[Gate.DESIGN_IN]] == [["triton", "api"]]
    assert two.needs[Gate.EVALUATION] == []


def test_headings_that_are_unknown_are_told_with_the_few_that_are_close(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"roadmap.yaml": FOLDER, "deals.csv": SHEET})
    assert told(loaded)[0].endswith("unknown-field")
    assert loaded.findings[0].hint == "Did you mean 预计签约日期?"
    assert all(len(f"{finding} {finding.hint}") < 300 for finding in loaded.findings)


def test_days_of_two_meanings_are_asked_about_and_those_of_one_are_read(tmp_path: Path) -> None:
    head = "id,name,customer,segment,stage,value,design_in\n"
    rows = "D1,One,A,isv,lead,1,3/7/2026\nD2,Two,B,isv,lead,1,{day}\n"
    unclear = load(tmp_path / "1", {"roadmap.yaml": FOLDER, "deals.csv": head + rows.format(day="4/7/2026")})
    assert told(unclear) == ["deals.csv:2:21: ambiguous-day", "deals.csv:3:21: ambiguous-day"]
    clear = load(tmp_path / "2", {"roadmap.yaml": FOLDER, "deals.csv": head + rows.format(day="13/7/2026")}).project
    assert clear is not None
    assert clear.market.deals["D1"].gates[Gate.DESIGN_IN].isoformat() == "2026-07-03"
