"""What is not imported: each fault is told at its cell or its line of the mapping, and nothing is written."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from roadmap.errors import InputFault, RoadmapError
from roadmap.operations.importing.import_file import import_file
from tests.importing.imports import FOLDER, HEAD, MAPPING, ROWS, Company, told


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (("key: 编号", 'key: "?"'), "1: import-question"),
        (("value: 金额(万元)", 'value: {column: 金额(万元), unit: "?"}'), "7: import-question"),
        (("  name: 名称", "  name: 名字"), "3: import-column"),
        (("  stage: 阶段", "  stage: {column: 阶段, values: {商机: won}, otherwise: x}"), ""),
        (("value: 金额(万元)", "value: {column: 金额(万元), unit: dozen}"), "7: unknown-unit"),
        (("signing: 签约日期", "signing: {from: evaluation, add: 2 months}"), "8: unknown-form"),
        (("key: 编号", "from: {zone: Mars/Olympus}\nkey: 编号"), "1: unknown-form"),
        (("key: 编号", "to: ../deals.csv\nkey: 编号"), "1: import-result"),
        (("key: 编号", "to: roadmap.yaml\nkey: 编号"), "1: import-result"),
        (("  customer: 客户\n", ""), "2: missing-field"),
    ],
)
def test_faults_of_the_mapping_are_told_at_their_line(tmp_path: Path, change: tuple[str, str], finding: str) -> None:
    company = Company(tmp_path / "company", MAPPING.replace(*change))
    if finding:
        assert finding in told(company.refused(HEAD + ROWS))
    else:
        company.bring(HEAD + ROWS)


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        ("a,One,A,nobody,商机,1,,,,", "2: import-value"),
        ("a,One,A,isv,Prospecting,1,,,,", "2: import-value"),
        ("a,One,A,isv,商机,many,,,,", "2: not-a-number"),
        ("a,One,A,isv,商机,-5,,,,", "2: out-of-range"),
        ("a,One,A,isv,商机,1,3/1/2026,,,", "2: ambiguous-day"),
        ("a,One,A,isv,商机,1,45000,,,", "2: excel-serial"),
        ("a,One,A,isv,商机,1,1782777600000,,,", "2: time-zone"),
        ("a,One,A,isv,商机,1,2026-08-01,2026-07-01,,", "2: gate-order"),
        ("a,One,A,isv,商机,,,,,", "2: missing-field"),
        ("a,One,A,isv,商机,$5m,,,,", "2: other-currency"),
        (",One,A,isv,商机,1,,,,", "2: missing-field"),
        ("1.23457E+17,One,A,isv,商机,1,,,,", "2: import-rounded"),
        ("a,One,A,isv,商机,1,,,\na,,A,isv,商机,1,,,,", "2: csv-ragged"),
        ("a,One,A,isv,商机,1,,,,\na,Two,A,isv,商机,1,,,,", "3: duplicate-id"),
        ('a,"One,A,isv,商机,1,,,,', "2: csv-quote"),
    ],
)
def test_faults_of_a_row_are_told_at_its_line(tmp_path: Path, row: str, finding: str) -> None:
    company = Company(tmp_path / "company")
    assert finding in told(company.refused(HEAD + row + "\nz,Last,Z,isv,线索,1,,,,\n"))


def test_restricted_cells_are_never_repeated(tmp_path: Path) -> None:
    company = Company(tmp_path / "company")
    findings = company.refused(HEAD + "a,One,Kunlun Vision,nobody,商机,98765x,,,,\n")
    assert not any(word in f"{one} {one.hint}" for one in findings for word in ("Kunlun", "98765"))


def test_amounts_are_kept_to_the_unit_of_the_currency_and_the_rounding_of_sums_is_said(tmp_path: Path) -> None:
    company = Company(tmp_path / "company", MAPPING.replace("金额(万元)", "金额"))
    rows = "a,One,A,isv,商机,450,,,,\nb,Two,B,isv,商机,1234567.5,,,,\nc,Three,C,isv,商机,2000,,,,\n"
    imported = company.bring(HEAD.replace("(万元)", "") + rows)
    assert told(list(imported.findings)) == ["2: rounded-to-nothing"]  # 450 counts as 0 thousand
    first, *others = imported.notes
    assert first == "1 amount was rounded to the unit of the currency."
    assert [note.split(".")[0] for note in others] == ["2 amounts are not in whole thousands"]
    cells = {row["id"]: row["value"] for row in csv.DictReader(company.result.read_text("utf-8-sig").splitlines())}
    assert cells == {"a": "0.45", "b": "1234.568", "c": "2"}  # half a unit goes up
    assert imported.worth[1] == (3, 1237)  # 450 + 1,234,568 + 2,000


def test_a_unit_that_was_forgotten_is_asked_about(tmp_path: Path) -> None:
    company = Company(tmp_path / "company", MAPPING.replace("金额(万元)", "金额"))
    amounts = ("120万", "300万", "150", "90万", "200万", "250万")
    rows = "".join(f"{at},N,C{at},isv,商机,{amount},,,,\n" for at, amount in enumerate(amounts, start=1))
    imported = company.bring(HEAD.replace("(万元)", "") + rows)
    assert told(list(imported.findings)) == ["4: rounded-to-nothing"]
    again = company.bring(HEAD.replace("(万元)", "") + rows.replace(",150,", ",150000,"))
    assert told(list(again.findings)) == ["4: value-unlike"]  # 15万 among 90万 to 300万 is 13 times less than 200万


def test_rows_of_another_import_or_of_a_hand_are_not_overwritten(tmp_path: Path) -> None:
    company = Company(tmp_path / "company")
    company.bring(HEAD + ROWS)
    company.result.write_text(
        company.result.read_text(encoding="utf-8").replace("imports/crm.yaml", "imports/x.yaml", 1)
    )
    assert told(company.refused(HEAD + ROWS)) == ["2: import-foreign"]
    company.result.write_text("id,name\nD1,Mine\n")
    with pytest.raises(RoadmapError, match="not overwritten"):
        company.bring(HEAD + ROWS)


def test_what_the_plan_says_of_a_deal_that_is_gone_is_asked(tmp_path: Path) -> None:
    company = Company(tmp_path / "company")
    company.bring(HEAD + ROWS)
    assert told(list(company.bring(HEAD + ROWS[: ROWS.rindex("2026-003")]).findings)) == ["4: import-gone"]


def test_a_folder_with_faults_can_be_imported_into(tmp_path: Path) -> None:
    company = Company(tmp_path / "company", text=FOLDER + "features: {x: {name: Y}}\n")
    assert company.bring(HEAD + ROWS).written


def test_a_mapping_outside_every_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "e.csv").write_text(HEAD, encoding="utf-8")
    with pytest.raises(RoadmapError, match=r"roadmap\.yaml"):
        import_file(tmp_path / "m.yaml", tmp_path / "e.csv")


def test_files_that_are_not_there_are_findings(tmp_path: Path) -> None:
    company = Company(tmp_path / "company")
    with pytest.raises(InputFault):
        import_file(company.mapping, tmp_path / "none.csv")
