"""Importing: a file becomes a table of the folder, a second time changes nothing, and what is different is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from requirements.gate import Gate
from roadmap.folder.load import load_project
from roadmap.importing.deals.imported_table import read_table_of
from roadmap.importing.deals.merging_deals import CellChange
from tests.importing.imports import HEAD, MAPPING, ROWS, Company


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path / "company")


def test_a_file_becomes_a_sorted_table_that_the_folder_reads(company: Company) -> None:
    imported = company.bring(HEAD + ROWS)
    assert (imported.added, imported.changes, imported.gone) == (("2026-001", "2026-002", "2026-003"), (), ())
    assert company.result.read_text(encoding="utf-8-sig").splitlines()[:2] == [
        "id,ref,name,customer,segment,stage,value,evaluation,signing,imported_from",
        "d-2026-001,2026-001,One,海东,isv,opportunity,1200,2026-03-05,2026-08-05,imports/crm.yaml",
    ]
    project = load_project(company.folder).project
    assert project is not None
    assert [deal.value for deal in project.market.deals.values()] == [1_200, 3_000, 3_680]
    assert imported.included
    assert imported.worth == ((0, 0), (3, 7_880))  # 1,200 + 3,000 + 3,680


def test_importing_twice_changes_nothing(company: Company) -> None:
    company.bring(HEAD + ROWS)
    before = (company.result.read_bytes(), company.result.stat().st_mtime_ns)
    again = company.bring(HEAD + ROWS)
    assert (again.added, again.changes, again.gone, again.written) == ((), (), (), False)
    assert (company.result.read_bytes(), company.result.stat().st_mtime_ns) == before


def test_the_order_of_rows_and_columns_and_the_encoding_do_not_matter(company: Company) -> None:
    company.bring(HEAD + ROWS)
    lines = (HEAD + ROWS).splitlines()
    moved = "\n".join(",".join(line.rsplit(",", 1)[::-1]) for line in [lines[0], *reversed(lines[1:3]), lines[3]])
    for content in (
        moved.encode(),
        moved.encode("gb18030"),
        moved.encode("utf-16"),
        moved.replace(",", "\t", 0).encode(),
    ):
        assert not company.bring(content).written
    assert not company.bring((HEAD + ROWS).replace('"¥3,680,000"', "368").replace(",", ";")).written
    assert not company.bring((HEAD + ROWS).replace('"¥3,680,000"', "368").replace(",", "\t")).written


def test_columns_that_are_not_mapped_are_stored_nowhere(company: Company) -> None:
    imported = company.bring(HEAD + ROWS)
    assert imported.dropped == ("导入需求", "备注")
    assert "secret" not in company.result.read_text(encoding="utf-8")


def test_other_columns_are_kept_where_the_mapping_says_so(tmp_path: Path) -> None:
    company = Company(tmp_path / "company", MAPPING + "drop_others: false\n")
    assert company.bring(HEAD + ROWS).dropped == ()
    project = load_project(company.folder).project
    assert project is not None
    assert project.market.deals["d-2026-003"].fields == {"备注": "secret"}


def test_what_is_different_is_told_with_old_and_new_values(company: Company) -> None:
    company.bring(HEAD + ROWS)
    later = (
        HEAD
        + ROWS.replace("商机,120", "送测,150").replace("2026.9.7", "2026-10-09")
        + "2026-004,Four,D,isv,线索,5万,,,,\n"
    )
    told = company.bring(later, dry_run=True)
    assert not told.written
    assert told.added == ("2026-004",)
    assert told.changes == (
        CellChange("2026-001", "stage", "opportunity", "evaluation"),
        CellChange("2026-001", "value", "1200", "1500"),
        CellChange("2026-002", "signing", "2026-09-07", "2026-10-09"),
    )
    assert told.worth == ((3, 7_880), (4, 8_230))  # 7,880 + 300 + 50
    assert company.bring(later).changes == told.changes


@pytest.mark.parametrize(
    ("gone", "stage", "warned"),
    [("finding", "opportunity", True), ("keep", "opportunity", False), ("mark_lost", "lost", False)],
)
def test_what_is_gone_from_the_file_is_told_kept_or_lost(tmp_path: Path, gone: str, stage: str, warned: bool) -> None:
    company = Company(tmp_path / "company", MAPPING + f"gone: {gone}\n")
    company.bring(HEAD + ROWS)
    fewer = HEAD + "".join(ROWS.splitlines(keepends=True)[1:])
    imported = company.bring(fewer)
    assert imported.gone == ("2026-001",)
    assert [finding.code for finding in imported.findings] == ["import-gone"] * warned
    project = load_project(company.folder).project
    assert project is not None
    assert project.market.deals["d-2026-001"].stage == stage
    again = company.bring(fewer)
    assert (again.written, again.gone) == (False, () if gone == "mark_lost" else ("2026-001",))


def test_fields_of_the_plan_are_whoever_edits_the_table(tmp_path: Path) -> None:
    company = Company(tmp_path / "company", MAPPING + "owner: {gates: plan}\n")
    company.bring(HEAD + ROWS)
    text = company.result.read_text(encoding="utf-8")
    edited = text.replace("2026-03-05", "2026-03-19").replace(",imported_from", ",lead_time,imported_from")
    edited = edited.replace(",imports/", ",15,imports/").replace("One", "Changed by hand")
    company.result.write_text(edited, encoding="utf-8")
    imported = company.bring(HEAD + ROWS.replace("商机,120", "送测,120"))
    assert imported.changes == (
        CellChange("2026-001", "name", "Changed by hand", "One"),  # the source's
        CellChange("2026-001", "stage", "opportunity", "evaluation"),
    )
    project = load_project(company.folder).project
    assert project is not None
    deal = project.market.deals["d-2026-001"]
    assert (deal.gates[Gate.EVALUATION].isoformat(), deal.lead_time) == ("2026-03-19", 15)


def test_days_that_no_column_holds_are_counted_and_marked_as_estimated(tmp_path: Path) -> None:
    derived = MAPPING.replace("signing: 签约日期}", "signing: 签约日期, design_in: {from: signing, add: -10 workdays}}")
    company = Company(tmp_path / "company", derived)
    company.bring(HEAD + ROWS)
    project = load_project(company.folder).project
    assert project is not None
    one, _two, three = project.market.deals.values()
    # 5 August 2026 is a Wednesday; ten working days before it is the Wednesday two weeks earlier
    assert (one.gates[Gate.DESIGN_IN].isoformat(), one.estimated) == ("2026-07-22", [Gate.DESIGN_IN])
    assert (dict(three.gates), three.estimated) == ({}, [])
    assert not company.bring(HEAD + ROWS).written


def test_an_estimated_day_never_passes_a_day_that_is_stated(tmp_path: Path) -> None:
    derived = MAPPING.replace("signing: 签约日期}", "signing: 签约日期, design_in: {from: signing, add: -60}}")
    company = Company(tmp_path / "company", derived)
    imported = company.bring(HEAD + "a,One,A,ISV,商机,1,2026/7/1,2026/8/5,,\n")
    assert [note for note in imported.notes if note.startswith("1 estimated day")] != []
    assert ",2026-07-01,2026-07-01,2026-08-05,design_in," in company.result.read_text(encoding="utf-8")


def test_rows_that_differ_in_their_needs_are_one_deal(tmp_path: Path) -> None:
    company = Company(tmp_path / "company", MAPPING + "  needs: {signing: 导入需求}\n")
    row = "2026-001,One,海东,ISV,商机,120,2026/3/5,2026/8/5,{need},\n"
    company.bring(HEAD + row.format(need="Python API") + row.format(need="文档 -20%") + row.format(need="api"))
    assert ",api; docs -20%," in company.result.read_text(encoding="utf-8")


def test_currencies_stand_in_a_column_and_take_rates(tmp_path: Path) -> None:
    mapping = MAPPING.replace("value: 金额(万元)", "value: {column: Amount, currency: {column: Amount Currency}}")
    company = Company(
        tmp_path / "company",
        mapping.replace("  gates: {evaluation: 送测日期, signing: 签约日期}\n", "") + "rates: {USD: 7.2}\n",
    )
    head = "编号,名称,客户,行业,阶段,Amount Currency,Amount\n"
    company.bring(head + 'a,One,A,isv,商机,USD,"125,000.00"\nb,Two,B,isv,商机,CNY,"1,125,000.00"\n')
    project = load_project(company.folder).project
    assert project is not None
    assert [deal.value for deal in project.market.deals.values()] == [900, 1_125]  # 125 x 7.2


def test_keys_of_several_columns_hold_no_name(tmp_path: Path) -> None:
    company = Company(tmp_path / "company", MAPPING.replace("key: 编号", "key: [客户, 名称]"))
    imported = company.bring(HEAD + ROWS)
    assert len(imported.added) == 3
    assert not any(name in "".join(imported.rows) for name in ("海东", "One"))
    assert not company.bring(HEAD + "".join(reversed(ROWS.splitlines(keepends=True)))).written


def test_ids_never_change_and_never_clash(tmp_path: Path) -> None:
    company = Company(tmp_path / "company")
    first = company.bring(HEAD + "ab1,One,A,isv,商机,1,,,,\n").rows["ab1"]
    rows = company.bring(HEAD + "AB1,Two,B,isv,商机,1,,,,\nab1,One,A,isv,商机,1,,,,\n").rows
    assert (first, rows["ab1"]) == ("ab1", "ab1")
    assert rows["AB1"].startswith("AB1-")
    assert load_project(company.folder).project is not None


def test_texts_that_a_spreadsheet_would_run_are_kept_as_texts(company: Company) -> None:
    company.bring(HEAD + '2026-001,"=HYPERLINK(1)",@A,isv,商机,1,,,,\n')
    assert "'=HYPERLINK(1),'@A" in company.result.read_text(encoding="utf-8")
    project = load_project(company.folder).project
    assert project is not None
    assert project.market.deals["d-2026-001"].name == "=HYPERLINK(1)"
    assert not company.bring(HEAD + '2026-001,"=HYPERLINK(1)",@A,isv,商机,1,,,,\n').written


def test_a_text_of_needs_that_the_mapping_names_is_one_need_although_it_holds_commas(tmp_path: Path) -> None:
    values = '  needs: {evaluation: {column: 导入需求, values: {"serving, our way; fast": "triton : ga"}}}\n'
    company = Company(tmp_path / "other", MAPPING + values)
    company.bring(HEAD + 'a,One,A,isv,商机,1,2026-03-05,,"serving, our way; fast",\n')
    project = load_project(company.folder).project
    assert project is not None
    (need,) = project.market.deals["a"].needs[Gate.EVALUATION]
    assert need.any_of == ["triton"]


def test_a_result_with_more_rows_than_a_folder_reads_is_known_again() -> None:
    rows = "".join(f"d{at},{at},imports/crm.yaml\n" for at in range(20_001))
    known, findings = read_table_of(f"id,ref,imported_from\n{rows}".encode(), "crm.csv", source="imports/crm.yaml")
    assert (len(known), findings) == (20_001, [])


def test_closed_deals_may_contradict_themselves_and_open_ones_are_told_what_to_do(tmp_path: Path) -> None:
    head = "编号,名称,客户,行业,阶段,金额(万元),送测日期,签约日期,需求\n"
    lost = "a,One,A,isv,丢单,120,2026/9/1,2026/3/2,Python API\n"  # planned for a test after it was lost; no design-in
    paid = "b,Two,B,isv,回款,80,2026/3/2,2026/9/1,\n"
    hollow = "c,Three,C,isv,线索,50,,,Python API\n"
    mapping = MAPPING.rstrip() + "\n  needs: {design_in: 需求}\n"
    company = Company(tmp_path / "company", mapping)
    assert [(one.place.line, one.code) for one in company.refused(head + hollow)] == [(2, "need-without-gate")]
    assert "add: -60 workdays" in company.refused(head + hollow)[0].hint
    imported = company.bring(head + lost + paid)
    assert imported.notes[-1].startswith("1 closed deal has days out of order")
    project = load_project(company.folder).project
    assert project is not None
    gates = {
        key: {gate.value: f"{day:%m-%d}" for gate, day in deal.gates.items()}
        for key, deal in project.market.deals.items()
    }
    assert gates == {"a": {"signing": "03-02"}, "b": {"evaluation": "03-02", "signing": "09-01"}}
