"""Stage history: what Salesforce and other programs export becomes lines that are learned from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from requirements.errors import InputFault
from requirements.gate import Gate, Stage
from roadmap.folder.load import load_project
from roadmap.folder.texts.tables.history_table import read_history
from roadmap.operations.importing.import_file import import_file
from roadmap.operations.importing.suggest_mapping import suggest_mapping
from tests.cli.command import SMALL

DEALS = """deals:
  harbour: {name: Harbour cranes, customer: North, segment: isv, stage: design_in, value: 10, ref: 006q000000HddohAAB,
    gates: {signing: 2026-03-20}}
"""
FIELD_HISTORY = """"Id","OpportunityId","Field","OldValue","NewValue","CreatedDate"
"017q000000000a1AAA","006q000000HddohAAB","created","","","2025-06-01T20:00:00.000Z"
"017q000000000a2AAA","006q000000HddohAAB","StageName","Prospecting","Needs Analysis","2025-07-01T20:00:00.000Z"
"017q000000000a3AAA","006q000000HddohAAB","CloseDate","2025-12-31","2026-03-20","2025-08-01T02:00:00.000Z"
"017q000000000a4AAA","006q000000HddohAAB","Amount","1","2","2025-08-01T02:00:00.000Z"
"017q000000000a7AAA","006q000000HddxxAAB","StageName","Negotiation/Review","Closed Lost","2026-02-14T02:00:00.000Z"
"""
HISTORY = """Id,OpportunityId,StageName,Amount,CloseDate,CreatedDate
008000000000001AAA,006q000000HddohAAB,Prospecting,1,2025-12-31,2025-06-01T02:00:00.000Z
008000000000002AAA,006q000000HddohAAB,Needs Analysis,1,2026-03-20,2025-08-01T02:00:00.000Z
"""
REPORT = """"Opportunity Name","From Stage","To Stage","Close Date","Last Modified","Industry"
"Harbour cranes","Prospecting","Needs Analysis","3/20/2026","8/14/2025","ISV"
"Old deal","Negotiation/Review","Closed Won","1/31/2025","1/30/2025","ISV"
"Harbour cranes","","Prospecting","12/31/2025","6/15/2025","ISV"
"Grand Totals (3 records)"
"""
CHINESE = """商机名称,变更字段,变更前,变更后,变更时间
Harbour cranes,商机阶段,线索,商机,2025-08-01 10:00
Harbour cranes,预计成交日期,2025-12-31,2026-03-20,2025-09-01 10:00
Harbour cranes,负责人,张三,李四,2025-09-01 10:00
"""


def folder(tmp_path: Path) -> Path:
    path = tmp_path / "my plan"
    path.mkdir()
    (path / "roadmap.yaml").write_text(SMALL + DEALS, encoding="utf-8")
    return path


def brought(tmp_path: Path, text: str, answers: dict[str, str] | None = None) -> tuple[Path, Path, Path]:
    """A folder with the history of a file, by the mapping that was suggested for it; the folder, mapping and file."""
    path, file = folder(tmp_path), tmp_path / "history.csv"
    file.write_text(text, encoding="utf-8")
    mapping = suggest_mapping(file, folder=path).target
    for question, answer in (answers or {}).items():
        mapping.write_text(mapping.read_text(encoding="utf-8").replace(question, answer), encoding="utf-8")
    import_file(mapping, file)
    return path, mapping, file


def told(path: Path) -> list[tuple[str, str, str | None, str | None]]:
    """Deal, day, stage and day of the signature of each line."""
    read = read_history(path)
    assert read.findings == []
    return [
        (line.deal, str(line.day), line.stage, str(line.gates.get(Gate.SIGNING)) if line.gates else None)
        for line in read.lines
    ]


ZONE = {'zone: "?"': "zone: Asia/Shanghai"}


def test_a_field_history_says_what_was_before_and_after_each_change(tmp_path: Path) -> None:
    path, _mapping, _file = brought(tmp_path, FIELD_HISTORY, ZONE)
    # 20:00 in London on 1 July is 2 July in Shanghai. The row about an amount and the deal that nobody knows are left
    # out.
    assert told(path) == [
        ("harbour", "2025-07-02", Stage.LEAD, None),
        ("harbour", "2025-07-02", Stage.OPPORTUNITY, None),
        ("harbour", "2025-08-01", None, "2025-12-31"),
        ("harbour", "2025-08-01", None, "2026-03-20"),
    ]


@pytest.mark.parametrize(
    ("text", "answers", "deals", "first", "last"),
    [
        (HISTORY, ZONE, {"harbour"}, ("2025-06-01", Stage.LEAD), ("2025-08-01", Stage.OPPORTUNITY)),
        (REPORT, {}, {"harbour", "Old deal"}, ("2025-06-15", Stage.LEAD), ("2025-08-14", Stage.OPPORTUNITY)),
        (CHINESE, {}, {"harbour"}, ("2025-08-01", Stage.LEAD), ("2025-08-01", Stage.OPPORTUNITY)),
    ],
    ids=["snapshots", "report", "chinese"],
)
def test_every_shape_tells_the_same_of_a_deal(
    tmp_path: Path,
    text: str,
    answers: dict[str, str],
    deals: set[str],
    first: tuple[str, Stage],
    last: tuple[str, Stage],
) -> None:
    path, mapping, file = brought(tmp_path, text, answers)
    lines = told(path)
    harbour = [line for line in lines if line[0] == "harbour"]
    stages = [(day, stage) for _deal, day, stage, _signing in harbour if stage is not None]
    signings = [signing for *_others, signing in harbour if signing is not None]
    assert {deal for deal, *_others in lines} == deals
    assert (stages[0], stages[-1]) == (first, last)
    assert (signings[0], signings[-1]) == ("2025-12-31", "2026-03-20")
    again = import_file(mapping, file)
    assert (again.written, again.included, again.added) == (False, True, ())


def test_rows_that_a_later_export_no_longer_has_stay_in_their_order(tmp_path: Path) -> None:
    path, mapping, file = brought(tmp_path, HISTORY, ZONE)
    head, _first, second = HISTORY.splitlines()
    third = second.replace("002AAA", "003AAA").replace("Needs Analysis", "Prospecting").replace("2025-08", "2025-07")
    file.write_text("\n".join([head, third, second]) + "\n", encoding="utf-8")
    imported = import_file(mapping, file)
    assert (len(imported.added), len(imported.gone), imported.findings) == (1, 1, ())
    assert [day for _deal, day, *_others in told(path)] == ["2025-06-01", "2025-07-01", "2025-08-01"]


def test_history_is_no_input_of_a_plan_even_where_it_is_included(tmp_path: Path) -> None:
    path, _mapping, _file = brought(tmp_path, HISTORY, ZONE)
    text = (path / "roadmap.yaml").read_text(encoding="utf-8")
    before = load_project(path)
    (path / "roadmap.yaml").write_text(text.replace("name: Small", "name: Small\ninclude: [history/*.csv]"))
    after = load_project(path)
    assert before.findings == after.findings
    assert before.project is not None
    assert after.project is not None
    assert before.project.market == after.project.market


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_written(tmp_path: Path) -> None:
    path, file = folder(tmp_path), tmp_path / "history.csv"
    file.write_text(
        "Id,Deal,Changed on,Stage\n1,harbour,2025-02-30,Pilot\n2,,2025-03-01,lead\n3,harbour,2025-04-01,won\n"
    )
    mapping = path / "imports" / "h.yaml"
    mapping.parent.mkdir()
    mapping.write_text("into: history\nkey: Id\nfields: {deal: Deal, day: Changed on, stage: Stage}\n")
    with pytest.raises(InputFault) as caught:
        import_file(mapping, file)
    found = [(finding.place.line, finding.code) for finding in caught.value.findings]
    assert found == [(2, "no-such-day"), (2, "import-value"), (3, "missing-field")]
    assert not (path / "history").exists()
    mapping.write_text("into: history\nto: deals/h.csv\nkey: Id\nfields: {deal: Deal, day: Changed on, stage: Stage}\n")
    with pytest.raises(InputFault) as caught:
        import_file(mapping, file)
    assert [finding.code for finding in caught.value.findings] == ["import-result"]


def test_a_table_that_was_written_by_hand_is_read_with_its_faults(tmp_path: Path) -> None:
    (tmp_path / "history").mkdir()
    (tmp_path / "history" / "a.csv").write_text(
        "商机,日期,阶段,签约\n甲,2025/7/1,线索,2026年3月1日\n乙,2025-07-01,no stage,\n,2025-07-01,赢单,\n"
        "丙,3/4/2025,赢单,\n",
        encoding="utf-8",
    )
    read = read_history(tmp_path)
    assert read.lines[0].gates == {Gate.SIGNING: date(2026, 3, 1)}
    found = [(str(finding.place), finding.code) for finding in read.findings]
    assert sorted(found) == [
        ("history/a.csv:3:14", "unknown-word"),
        ("history/a.csv:4", "missing-field"),
        ("history/a.csv:5:3", "ambiguous-day"),
    ]


@pytest.mark.parametrize(
    "fields",
    ["{deal: D, day: T}", "{deal: D, day: T, what: F}", "{deal: D, day: T, new: N, stage: S}", "{day: T, stage: S}"],
)
def test_a_mapping_must_say_what_there_is_to_learn(tmp_path: Path, fields: str) -> None:
    path, file = folder(tmp_path), tmp_path / "history.csv"
    file.write_text("D,T,F,N,S\nharbour,2025-07-01,Stage,won,won\n")
    mapping = path / "h.yaml"
    mapping.write_text(f"into: history\nkey: D\nfields: {fields}\n")
    with pytest.raises(InputFault) as caught:
        import_file(mapping, file, folder=path)
    assert {finding.code for finding in caught.value.findings} == {"missing-field"}
