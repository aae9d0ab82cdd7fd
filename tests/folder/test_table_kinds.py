"""Which kind of table a CSV file is, by its headings, however they are written; and rows of history and of progress."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from requirements.fields import Plain
from requirements.gate import Gate, Stage
from requirements.reading.nodes import Document
from roadmap.folder.load import collect_folder, load_project
from roadmap.folder.texts.reading import table_kind
from roadmap.folder.texts.tables.history_table import HistoryLine, read_history, read_history_table
from roadmap.folder.texts.tables.progress_table import read_progress_table
from tests.folder.folders import told, write

SIGNS = [
    ("features", ("provides",)),
    ("releases", ("freeze", "ship")),
    ("releases", ("封板日", "发布日")),
    ("capabilities", ("name", "kind")),
    ("people", ("name", "team")),
    ("people", ("姓名", "团队")),
    ("progress", ("feature", "phase")),
    ("progress", ("研发项", "环节")),
    ("progress", ("feature", "shipped")),
    ("history", ("deal", "day", "stage")),
    *(("history", ("商机编号", "变更日期", gate.value)) for gate in Gate),
    ("leave", ("person", "first")),
    ("leave", ("申请人", "开始日期")),
]


def kind_of(text: str) -> str:
    return table_kind(text.encode(), "t.csv", encoding=None)


@pytest.mark.parametrize(("kind", "signs"), SIGNS)
def test_a_table_is_known_by_its_headings_however_they_are_written(kind: str, signs: tuple[str, ...]) -> None:
    for header in (
        ",".join(signs),
        "\t".join(reversed(signs)),
        ", ".join(signs).upper(),
        ";".join(f'"{sign}"' for sign in ("x", *signs)),
        ",".join(f"{sign} (1)" for sign in signs),
        "\n\n" + ",".join(signs),
        'sep=;\n"' + '";"'.join(signs) + '"',
    ):
        assert kind_of(header) == kind, header
        assert kind_of(f"{header}\nid,customer,2026-01-05\n") == kind, header


@pytest.mark.parametrize(("kind", "signs"), SIGNS)
def test_a_table_that_lacks_one_of_its_headings_is_another(kind: str, signs: tuple[str, ...]) -> None:
    for lacking in signs:
        assert kind_of(",".join(sign for sign in ("id", *signs) if sign != lacking)) != kind


@pytest.mark.parametrize("customer", ["customer", "客户", "Customer"])
def test_a_table_with_customers_is_one_of_deals_and_so_is_what_names_nothing(customer: str) -> None:
    assert kind_of(f"id,name,{customer},team,kind,provides,freeze,ship") == "deals"
    assert [kind_of(text) for text in ("", "\n", "a,b", "sep=;")] == ["deals"] * 4


HISTORY = """\
deal,day,stage,evaluation,design_in,signing,acceptance,payment,segment,ref,imported_from
a,2025/7/1,线索,2026-01-05,2026年2月1日,2026-03-01,2026-04-01,2026-05-01,isv,R-1,crm
b,2025-07-02,,,,,,,,,
"""


def history(text: str) -> tuple[list[HistoryLine], list[tuple[str, str]]]:
    lines, findings = read_history_table(text.encode(), "history/h.csv")
    return lines, [(str(finding.place), finding.code) for finding in findings]


def test_a_line_of_history_holds_stage_gates_and_segment_and_any_of_them_may_be_missing() -> None:
    days = [date(2026, 1, 5), date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)]
    assert history(HISTORY) == (
        [
            HistoryLine("a", date(2025, 7, 1), Stage.LEAD, dict(zip(Gate, days, strict=True)), "isv"),
            HistoryLine("b", date(2025, 7, 2), None, {}, None),
        ],
        [],
    )


@pytest.mark.parametrize(
    ("text", "kept", "found"),
    [
        ("day,stage\n2025-07-01,won\n", 0, [("history/h.csv:1", "missing-field")]),
        ("deal,stage\na,won\n", 0, [("history/h.csv:1", "missing-field")]),
        ("deal,day,stage\n,,won\n", 0, [("history/h.csv:2", "missing-field")] * 2),
        ("deal,day,stage\na,,won\n", 0, [("history/h.csv:2", "missing-field")]),
        ("deal,day,stage\na,2025-02-30,won\n", 0, [("history/h.csv:2:3", "no-such-day")]),
        ("deal,day,signing\na,2025-07-01,3/4/2026\n", 1, [("history/h.csv:2:14", "ambiguous-day")]),
        ("deal,day,stage\na,2025-07-01,pilot\n", 1, [("history/h.csv:2:14", "unknown-word")]),
        ("deal,day,stage\n\na,x,won\nb,2025-07-01,won\n", 1, [("history/h.csv:3:3", "not-a-day")]),
        ("", 0, [("history/h.csv:1:1", "empty-file")]),
    ],
)
def test_a_fault_of_history_is_told_at_its_cell_and_takes_no_more_than_it_must(
    text: str, kept: int, found: list[tuple[str, str]]
) -> None:
    lines, findings = history(text)
    assert (len(lines), findings) == (kept, found)


def test_the_tables_of_a_folder_count_in_the_order_of_their_names_and_one_that_cannot_be_read_hides_no_other(
    tmp_path: Path,
) -> None:
    assert (read_history(tmp_path).lines, read_history(tmp_path).findings) == ([], [])
    folder = tmp_path / "history"
    folder.mkdir()
    for name in ("b.csv", "a.csv", "c.txt"):
        (folder / name).write_text(f"deal,day,stage\n{name},2025-07-01,won\n", encoding="utf-8")
    (folder / "aa.csv").mkdir()
    (folder / "ab.csv").write_text("deal,day,stage\nx,,won\n", encoding="utf-8")
    found = read_history(tmp_path)
    assert [line.deal for line in found.lines] == ["a.csv", "b.csv"]
    assert [(str(one.place), one.code, one.message) for one in found.findings] == [
        ("history/aa.csv", "unreadable", "the file cannot be read: this is a folder, not a file"),
        ("history/ab.csv:2", "missing-field", "the field day is missing"),
    ]
    (folder / "g.csv").write_bytes("商机,日期,阶段\n甲,2025-07-01,丢单\n".encode("gb18030"))
    assert read_history(tmp_path, encoding="gb18030").lines[-1].stage is Stage.LOST


PROGRESS = """\
研发项,阶段,名称,技能,开始,完成,剩余,投入人数,人员,已发布,ref,imported_from
f,设计,,,2026-01-05,2026-01-07,,,,,T-1,jira
f,build,"core, C",code,2026-01-08,,4,2,li-na; 王强、wu，zhao,R0,T-2,jira
f,开发,tools,code,2026-01-09,,1,,,,,
g,build,x,qa,,,,,,,,
h,,,,,,,,,R1,,
"""


def progress(text: str) -> tuple[Document, list[tuple[str, str]]]:
    document, findings = read_progress_table(text.encode(), "p.csv")
    assert document is not None
    return document, [(str(finding.place), finding.code) for finding in findings]


def test_rows_of_progress_are_items_by_phase_in_their_order_and_those_that_say_nothing_are_none() -> None:
    document, findings = progress(PROGRESS)
    assert findings == []
    assert document.root == {
        "progress": {
            "f": {
                "items": {
                    "design": [{"started": "2026-01-05", "done": "2026-01-07"}],
                    "build": [
                        {
                            "name": "core, C",
                            "skill": "code",
                            "started": "2026-01-08",
                            "remaining": "4",
                            "crew": "2",
                            "people": ["li-na", "王强", "wu", "zhao"],
                        },
                        {"name": "tools", "skill": "code", "started": "2026-01-09", "remaining": "1"},
                    ],
                },
                "shipped": "R0",
            },
            "g": {"items": {}},
            "h": {"items": {}, "shipped": "R1"},
        }
    }
    second = document.root["progress"]["f"]["items"]["build"][0]
    assert (isinstance(second["name"], Plain), isinstance(second["skill"], Plain)) == (False, True)  # a name is words


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("progress",), "p.csv:1:1"),
        (("progress", "f"), "p.csv:2:1"),
        (("progress", "f", "items", "build"), "p.csv:3:3"),
        (("progress", "f", "items", "build", 1), "p.csv:4:3"),
        (("progress", "f", "items", "build", 0, "skill"), "p.csv:3:19"),
        (("progress", "f", "items", "build", 0, "people", 3), "p.csv:3:40"),
        (("progress", "f", "shipped"), "p.csv:3:58"),
    ],
)
def test_every_part_of_progress_stands_at_its_cell(path: tuple[str | int, ...], place: str) -> None:
    document, _findings = progress(PROGRESS)
    assert str(document.place(path)) == place


@pytest.mark.parametrize(
    ("row", "code"),
    [(",build,2026-01-05,", ["missing-field"]), ("f,,2026-01-05,", ["missing-field"]), ("f,,,", []), ("f,,,R0", [])],
)
def test_a_row_of_progress_needs_a_feature_and_a_phase_where_it_says_something_of_work(
    row: str, code: list[str]
) -> None:
    assert progress(f"feature,phase,started,shipped\n{row}\n")[1] == [("p.csv:2", one) for one in code]


RARE = {
    "t/c.csv": "id,name,kind\napi,龍喆堃,serving\n",
    "t/r.csv": "id,freeze,ship,ref\nR1,2026-05-15,2026-05-29,龍喆堃\n",
    "t/p.csv": "id,name,team\nlin,龍喆堃,sdk\n",
    "t/f.csv": "id,name,team,provides,phase,skill,effort\nf,龍喆堃,sdk,龍喆堃: ga,build,sdk,5\n",
    "t/d.csv": "id,name,customer,segment,stage,value,design_in,needs_design_in\n"
    "d,龍喆堃,龍喆堃,龍喆堃,lead,5,2026-07-01,龍喆堃\n",
    "t/w.csv": "feature,phase,name,started,remaining\nf,build,,2026-01-06,4\n,,龍喆堃,,\n",
    "t/l.csv": "person,first,last,ref\n龍喆堃,2026-03-02,2026-03-04,龍喆堃\n",
    "history/h.csv": "deal,day,stage\n龍喆堃,2025-03-02,lead\n",
    "roadmap.yaml": """\
name: 龍喆堃
start: 2026-01-05
horizon: 2026-12-31
as_of: 2026-02-02
include: [t/*.csv]
segments: {isv: {name: 龍喆堃, target: 1, win_rate: 1/3, lead_rate: 1/2}}
teams: {sdk: {name: 龍喆堃, skill: sdk, people: 2}}
""",
}
"""A folder whose names are too rare for Chinese that is recognised by itself."""


def test_every_file_of_a_folder_is_read_in_the_encoding_that_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {name: text.encode("gb18030") for name, text in RARE.items()})
    loaded = load_project(tmp_path, encoding="gb18030")
    assert told(loaded) == ["t/w.csv:3: missing-field"]
    (tmp_path / "t" / "w.csv").write_bytes(RARE["t/w.csv"].encode("gb18030").partition(b"\n,,")[0] + b"\n")
    loaded = load_project(tmp_path, encoding="gb18030")
    assert (told(loaded), loaded.project is not None) == ([], True)
    assert loaded.project is not None
    engineering, deal = loaded.project.engineering, loaded.project.market.deals["d"]
    assert (deal.segment, [need.any_of for needs in deal.needs.values() for need in needs]) == ("isv", [["api"]])
    assert (list(engineering.features["f"].provides), list(engineering.progress)) == (["api"], ["f"])
    assert [leave.first for leave in engineering.people["lin"].leave] == [date(2026, 3, 2)]
    assert [line.deal for line in read_history(tmp_path, encoding="gb18030").lines] == ["龍喆堃"]
    collected = collect_folder(tmp_path, encoding="gb18030")
    assert collected is not None
    assert collected.teams["sdk"].name == "龍喆堃"


@pytest.mark.parametrize("name", [name for name in RARE if not name.startswith("history")])
def test_a_file_in_another_encoding_is_told_where_nobody_asked_for_it(name: str, tmp_path: Path) -> None:
    write(tmp_path, {one: text.encode("gb18030" if one == name else "utf-8") for one, text in RARE.items()})
    assert [finding.code for finding in load_project(tmp_path).findings if finding.place.file == name] == ["encoding"]
