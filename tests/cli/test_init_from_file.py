"""`roadmap init --from`: a file of deals and nothing else becomes a folder that passes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from roadmap.cli.files.starting import start_for
from roadmap.operations.folders.load import load
from tests.cli.command import run

HEAD = "商机编号,商机名称,客户名称,行业,销售阶段,金额(万元),预计导入日期,预计签约日期,导入需求\n"
OPEN = [
    "A-1,盒子,海东安防,安防,商机,300,2026/5/28,2026/8/5,Python API；固件升级",
    "A-2,相机,天目视讯,安防,送测,1.2亿,2026年6月27日,2026/9/7,python-api -20%；固件升级：正式",
    "A-3,车灯,明日车载,车载,线索,80,2026-06-01,2026-09-24,固件-升级 | Python API",
]
CLOSED = [f"W-{n},旧单,客户{n},安防,{'赢单' if n < 3 else '丢单'},50,2026/2/2,2026/3/2," for n in range(9)]


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.cli.commands.starting.init.today", lambda: date(2026, 1, 7))


def begun(tmp_path: Path, *rows: str, encoding: str = "utf-8-sig", head: str = HEAD) -> Path:
    file = tmp_path / "商机 2026.csv"
    file.write_bytes((head + "\n".join(rows) + "\n").encode(encoding))
    return file


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_sheet_becomes_a_folder_that_passes_with_its_deals(tmp_path: Path, encoding: str) -> None:
    made = run("init", tmp_path / "p", "--from", begun(tmp_path, *OPEN, encoding=encoding))
    assert made.exit_code == 0, made.output
    checked = load(tmp_path / "p")
    project = checked.project
    assert project is not None
    assert {deal.customer for deal in project.market.deals.values()} == {"海东安防", "天目视讯", "明日车载"}
    # 300 万元 and 1.2 亿 are in thousands of yuan 3,000 and 120,000.
    assert sorted(deal.value for deal in project.market.deals.values()) == [800, 3_000, 120_000]
    assert {segment.name for segment in project.market.segments.values()} == {"安防", "车载"}
    assert project.header.start == date(2026, 1, 12)


def test_needs_are_those_of_the_catalogue_and_the_others_get_work_to_be_estimated(tmp_path: Path) -> None:
    told = json.loads(run("init", tmp_path / "p", "--from", begun(tmp_path, *OPEN), "--json").stdout)
    assert told["capabilities"] == ["python-api"]
    assert len(told["unknown"]) == 1  # 固件升级 and 固件-升级 are one
    project = load(tmp_path / "p").project
    assert project is not None
    provided = {key for feature in project.engineering.features.values() for key in feature.provides}
    assert {"python-api", *told["unknown"]} <= provided


def test_what_the_catalogue_calls_by_a_synonym_is_known_and_names_alike_are_asked_about(tmp_path: Path) -> None:
    rows = [
        f"{row}；{more}"
        for row, more in zip(OPEN, ["Python 接口；视频流水线", "ota；OTA 升级", "安全启动"], strict=True)
    ]
    made = run("init", tmp_path / "p", "--from", begun(tmp_path, *rows))
    assert "python-api, video-pipeline" in made.stdout
    assert "market.yaml: perhaps the same: ota and OTA 升级. To join two" in made.stdout
    market = tmp_path / "p" / "market.yaml"
    joined = [line for line in market.read_text("utf-8").splitlines() if not line.startswith("  ota: ")]
    text = "\n".join(joined).replace("{name: OTA 升级,", "{name: OTA 升级, synonyms: [ota],")
    market.write_text(text + "\n", encoding="utf-8")
    own = tmp_path / "p" / "own.yaml"
    before, _, after = own.read_text("utf-8").partition("  build-ota:\n")
    own.write_text(before + after[after.index("\n  build-") + 1 :], encoding="utf-8")
    mapping = next((tmp_path / "p" / "imports").iterdir())
    assert run("import", mapping, tmp_path / "商机 2026.csv").exit_code == 0
    project = load(tmp_path / "p").project
    assert project is not None
    needed = {
        key
        for deal in project.market.deals.values()
        for needs in deal.needs.values()
        for need in needs
        for key in need.any_of
    }
    assert [key for key in needed if key.startswith("ota")] == [next(key for key in needed if key.startswith("ota-"))]


def test_rates_are_taken_from_how_deals_ended_where_there_are_enough(tmp_path: Path) -> None:
    assert run("init", tmp_path / "p", "--from", begun(tmp_path, *OPEN, *CLOSED)).exit_code == 0
    project = load(tmp_path / "p").project
    assert project is not None
    rates = {segment.name: segment.win_rate for segment in project.market.segments.values()}
    assert rates["安防"] * 9 == 3  # three of nine that ended were won
    assert rates["车载"] * 2 == 1  # nobody knows: the guess


def test_a_question_leaves_the_deals_out_and_says_what_to_answer(tmp_path: Path) -> None:
    head = HEAD.replace("金额(万元)", "金额")
    made = run(
        "init", tmp_path / "p", "--from", begun(tmp_path, *(row.replace("1.2亿", "120") for row in OPEN), head=head)
    )
    assert made.exit_code == 0
    assert "answer each ?" in made.stdout
    assert "roadmap import" in made.stdout
    loaded = load(tmp_path / "p")
    assert loaded.project is not None  # the folder passes, with a table of no deals that the import fills
    assert loaded.project.market.deals == {}
    mapping = next((tmp_path / "p" / "imports").iterdir())
    mapping.write_text(mapping.read_text(encoding="utf-8").replace('unit: "?"', "unit: 万"), encoding="utf-8")
    assert run("import", mapping, tmp_path / "商机 2026.csv").exit_code == 0
    project = load(tmp_path / "p").project
    assert project is not None
    assert sorted(deal.value for deal in project.market.deals.values()) == [800, 1_200, 3_000]


def test_a_sheet_that_says_no_needs_becomes_a_folder_that_passes(tmp_path: Path) -> None:
    head, rows = HEAD.replace(",导入需求", ""), [",".join(row.split(",")[:8]) for row in OPEN]
    made = run("init", tmp_path / "p", "--from", begun(tmp_path, *rows, head=head))
    assert made.exit_code == 0, made.output
    assert "what the deals need" in made.stdout
    project = load(tmp_path / "p").project
    assert project is not None
    assert len(project.market.deals) == 3
    assert project.engineering.teams["software"].people == 4


@pytest.mark.parametrize("content", ["", "no table at all\n", "a,b\n1,2\n"])
def test_what_is_no_table_of_deals_writes_nothing(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.csv"
    file.write_text(content, encoding="utf-8")
    made = run("init", tmp_path / "p", "--from", file)
    assert made.exit_code in (2, 3)
    assert not (tmp_path / "p").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "mine.txt").write_text("mine")
    assert run("init", tmp_path / "p", "--from", begun(tmp_path, *OPEN)).exit_code == 2
    assert [path.name for path in (tmp_path / "p").iterdir()] == ["mine.txt"]
    assert run("init", tmp_path / "q", "--from", begun(tmp_path, *OPEN), "--example", "first-plan").exit_code == 2


def test_a_plan_whose_gates_are_all_past_starts_in_their_year() -> None:
    past = (date(2025, 6, 2), date(2025, 9, 1))
    assert start_for(past, date(2026, 1, 7)) == date(2025, 1, 6)  # the first Monday of 2025
    ahead = (date(2025, 6, 2), date(2026, 9, 1))
    assert start_for(ahead, date(2026, 1, 7)) == date(2026, 1, 12)
