"""Rows of tables: one cell changes, in its own form, encoding, quotes and line end; rows that an import owns stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import REMOVED, Edit
from roadmap.folder.load import load_project
from tests.editing.folders import TABLE, changed_lines, company, made, refused

WINDOWS = TABLE.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (WINDOWS.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + WINDOWS.encode(), "utf-8"),
        (WINDOWS.encode("gb18030"), "gb18030"),
        (b"\xff\xfe" + WINDOWS.encode("utf-16-le"), "utf-16-le"),
        (TABLE.replace(",", ";").replace("蓝门; ", "蓝门, ").encode(), "utf-8"),
        (TABLE.rstrip("\n").encode(), "utf-8"),
    ],
    ids=["plain", "crlf", "mark", "gb18030", "utf16", "semicolon", "no-end"],
)
def test_a_day_changes_and_no_other_byte(tmp_path: Path, content: bytes, encoding: str) -> None:
    company(tmp_path, deals_csv=content)
    made(tmp_path, Edit("deals.plane.gates.design_in", "2026-08-15"))
    old, new = "2026/7/31".encode(encoding), "2026-08-15".encode(encoding)
    assert (tmp_path / "deals.csv").read_bytes() == content.replace(old, new)


@pytest.mark.parametrize(
    ("path", "value", "row"),
    [
        ("value", 4500, 'door,蓝门,"蓝门, 上海",isv,lead,450,2026-06-30,api,'),  # in the unit of its column
        ("value", "500万", 'door,蓝门,"蓝门, 上海",isv,lead,500万,2026-06-30,api,'),
        ("customer", "红门", 'door,蓝门,"红门",isv,lead,300,2026-06-30,api,'),
        ("name", 'A "b", c', 'door,"A ""b"", c","蓝门, 上海",isv,lead,300,2026-06-30,api,'),
        ("name", "=1+1", 'door,\'=1+1,"蓝门, 上海",isv,lead,300,2026-06-30,api,'),  # no formula in a spreadsheet
        ("stage", "opportunity", 'door,蓝门,"蓝门, 上海",isv,opportunity,300,2026-06-30,api,'),
        ("needs.design_in.1", "api : preview", 'door,蓝门,"蓝门, 上海",isv,lead,300,2026-06-30,api : preview,'),
        ("needs.design_in.api", "api nice", 'door,蓝门,"蓝门, 上海",isv,lead,300,2026-06-30,api nice,'),
        ("gates.signing", "2026-07-15", 'door,蓝门,"蓝门, 上海",isv,lead,300,2026-06-30,api,2026-07-15'),
    ],
)
def test_a_cell_is_written_in_the_form_of_its_column(tmp_path: Path, path: str, value: object, row: str) -> None:
    answer = made(company(tmp_path), Edit(f"deals.door.{path}", value))
    assert changed_lines(answer.diff)[1] == f"+{row}"
    assert (tmp_path / "deals.csv").read_text().splitlines()[2:] == TABLE.splitlines()[2:]


def test_a_field_that_is_taken_out_leaves_an_empty_cell_and_a_deal_its_row(tmp_path: Path) -> None:
    company(tmp_path)
    made(tmp_path, Edit("deals.plane.gates.signing", REMOVED))
    assert (tmp_path / "deals.csv").read_text() == TABLE.replace(",2026-08-31", ",")
    made(tmp_path, Edit("deals.door", REMOVED))
    assert (tmp_path / "deals.csv").read_text().splitlines()[1].startswith("plane,")


def test_what_no_column_can_say_is_refused_with_advice(tmp_path: Path) -> None:
    company(tmp_path)
    assert refused(tmp_path, Edit("deals.door.support", [])) == ["deals.csv:1: edit-table"]


def test_a_column_that_the_table_lacks_is_added_behind_the_others(tmp_path: Path) -> None:
    company(tmp_path)
    made(tmp_path, Edit("deals.door.lead_time", 20), Edit("deals.door.fields.Region", "North, West"))
    head, door, *others = (tmp_path / "deals.csv").read_text().splitlines()
    assert head == TABLE.splitlines()[0] + ",导入周期,fields.Region"
    assert door == TABLE.splitlines()[1] + ',20,"North, West"'
    assert others == [f"{row},," for row in TABLE.splitlines()[2:]]
    loaded = load_project(tmp_path).project
    assert loaded is not None
    assert loaded.market.deals["door"].fields == {"Region": "North, West"}


def test_a_new_row_brings_the_columns_that_it_needs(tmp_path: Path) -> None:
    table = "id,name,customer,segment,stage,value,design_in\ndoor,D,D,isv,lead,300,2026-06-30"  # no line end
    company(tmp_path, deals_csv=table)
    new = {"name": "N", "customer": "N", "segment": "isv", "stage": "lead", "value": 1, "lead_time": 5,
           "gates": {"design_in": "2026-09-01"}}  # fmt: skip
    made(tmp_path, Edit("deals.door.owner", "李娜"))
    assert made(tmp_path, Edit("deals.new", new)).files == ("deals.csv",)
    assert (tmp_path / "deals.csv").read_text().splitlines() == [
        "id,name,customer,segment,stage,value,design_in,owner,lead_time",
        "door,D,D,isv,lead,300,2026-06-30,李娜,",
        "new,N,N,isv,lead,1,2026-09-01,,5",
    ]


def test_what_is_wrong_with_a_value_is_told_as_by_check(tmp_path: Path) -> None:
    company(tmp_path)
    assert refused(tmp_path, Edit("deals.door.gates.design_in", "soon")) == ["deals.csv:2:31: not-a-day"]
    assert refused(tmp_path, Edit("deals.door.stage", "led")) == ["deals.csv:2:22: unknown-word"]


def test_a_row_of_leave_and_a_cell_of_progress_change(tmp_path: Path) -> None:
    leave = "person,first,last\nlin,2026-03-02,2026-03-06\nlin,2026-04-06,2026-04-06\n"
    progress = "feature,phase,started,remaining\napi,build,2026-01-05,10\n"
    company(tmp_path, leave_csv=leave, progress_csv=progress)
    roadmap = tmp_path / "roadmap.yaml"
    roadmap.write_text(roadmap.read_text().replace("deals.csv]", "deals.csv, leave.csv, progress.csv]"))
    made(tmp_path, Edit("leave.2.last", "2026-04-10"), Edit("progress.api.items.build.1.remaining", 12))
    assert (tmp_path / "leave.csv").read_text() == leave.replace("06,2026-04-06\n", "06,2026-04-10\n")
    assert (tmp_path / "progress.csv").read_text() == progress.replace(",10\n", ",12\n")
    made(tmp_path, Edit("leave.+", {"person": "lin", "first": "2026-05-06", "last": "2026-05-06"}))
    assert (tmp_path / "leave.csv").read_text().endswith("\nlin,2026-05-06,2026-05-06\n")
    assert refused(tmp_path, Edit("progress.api.items.build", REMOVED)) == ["progress.csv:1: edit-table"]


IMPORTED = """\
id,ref,name,customer,segment,stage,value,design_in,owner,imported_from
x,1,X,C,isv,lead,100,2026-06-30,Li,crm.yaml
"""
MAPPING = """\
from: {preset: salesforce-report}
into: deals
key: {ref: No}
fields:
  name: Name
  customer: Customer
  owner: Owner
  segment: Kind
  stage: Stage
  gates: {design_in: Day}
owner: {gates: plan}
"""


def test_what_an_import_owns_is_refused_and_what_the_plan_owns_is_edited(tmp_path: Path) -> None:
    company(tmp_path, deals_csv=IMPORTED, crm_yaml=MAPPING)
    assert refused(tmp_path, Edit("deals.x.name", "Y")) == ["deals.csv:2: edit-imported"]
    assert refused(tmp_path, Edit("deals.x", REMOVED)) == ["deals.csv:2: edit-imported"]
    owned = FolderEditor(tmp_path).entry("deals.x").owned
    assert owned >= {"name", "owner", "ref"}
    assert not owned & {"gates.design_in", "value", "*"}
    made(tmp_path, Edit("deals.x.gates.design_in", "2026-07-15"))
    made(tmp_path, Edit("deals.x.value", 200))  # the mapping does not fill it
    new = {"name": "N", "customer": "N", "segment": "isv", "stage": "lead", "value": 1,
           "gates": {"design_in": "2026-09-01"}}  # fmt: skip
    assert made(tmp_path, Edit("deals.new", new)).files == ("market.yaml",)
    (tmp_path / "crm.yaml").unlink()
    assert FolderEditor(tmp_path).entry("deals.x").owned == {"*"}
    assert refused(tmp_path, Edit("deals.x.value", 300)) == ["deals.csv:2: edit-imported"]  # nobody knows what it fills


def test_the_entry_of_a_row_is_the_row(tmp_path: Path) -> None:
    entry = FolderEditor(company(tmp_path)).entry("deals.door.name")
    assert (entry.file, entry.line, entry.text) == (
        "deals.csv",
        2,
        'door,蓝门,"蓝门, 上海",isv,lead,300,2026-06-30,api,',
    )


def test_tables_of_features_people_and_releases_change_cell_by_cell(tmp_path: Path) -> None:
    tables = {
        "features_csv": "id,name,team,provides,phase,skill,effort\n"
        "api,API,sdk,api: ga,build,sdk,20\napi,,,,verify,sdk,5\n",
        "people_csv": "id,name,team,skills\nlin,Lin,sdk,\n",
        "releases_csv": "id,freeze,ship\nR1,2026-05-29,2026-06-12\n",
    }
    header = "name: C\nstart: 2026-01-05\nhorizon: 2026-12-31\ninclude: [market.yaml, '*.csv']\n"
    company(tmp_path, **tables, roadmap_yaml=header + "teams:\n  sdk: {name: SDK, skill: sdk, people: 1}\n")
    made(
        tmp_path,
        Edit("features.api.provides.api", "proven"),
        Edit("features.api.work.verify.effort", [4, 5, 8]),
        Edit("people.lin.skills", {"qa": "50%"}),
        Edit("people.wu", {"name": "Wu", "team": "sdk"}),
        Edit("releases.R1.ship", "2026-06-19"),
    )
    assert (tmp_path / "features.csv").read_text() == (
        tables["features_csv"].replace("api: ga", "api: proven").replace("sdk,5", "sdk,4 / 5 / 8")
    )
    assert (tmp_path / "people.csv").read_text() == "id,name,team,skills\nlin,Lin,sdk,qa: 50%\nwu,Wu,sdk,\n"
    assert (tmp_path / "releases.csv").read_text() == "id,freeze,ship\nR1,2026-05-29,2026-06-19\n"
    assert refused(tmp_path, Edit("features.api.work.+", {"phase": "enable", "skill": "sdk", "effort": 1})) == [
        "features.csv:1: edit-table"
    ]


def test_a_table_without_rows_takes_its_first(tmp_path: Path) -> None:
    """The market's deals stand in a YAML file; in a folder without any, a table with a header alone is their home."""
    header = "id,name,customer,segment,stage,value,design_in,needs_design_in\n"
    text = "name: X\nstart: 2026-01-05\nhorizon: 2026-06-26\ninclude: [d.csv]\nsegments:\n"
    text += "  isv: {name: I, target: 3, win_rate: 1/2, lead_rate: 1/2}\n"
    (tmp_path / "roadmap.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "d.csv").write_text(header, encoding="utf-8")
    deal = {"name": "D", "customer": "K", "segment": "isv", "stage": "lead", "value": 30}
    made(tmp_path, Edit("deals.d", {**deal, "gates": {"design_in": "2026-02-02"}}))
    assert (tmp_path / "d.csv").read_text() == header + "d,D,K,isv,lead,30,2026-02-02,\n"
    made(tmp_path, Edit("deals.d", REMOVED))
    assert (tmp_path / "d.csv").read_text() == header
