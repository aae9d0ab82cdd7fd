"""`roadmap simulate`: the chances of a small plan as text, as JSON and as a page, and the file beside the plan."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap.views.formats import FIRM
from tests.cli.command import answer, run
from tests.cli.rivals_folder import RIVALS, rivals_folder

POLICY = "policy: {uncertainty: {gates: 0 days, sick_days: 0, effort: {less: 0%, more: 0%}}}\n"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rivals_folder(tmp_path_factory.mktemp("rivals"), RIVALS + POLICY)


def test_the_chances_are_told_in_twenty_futures(plan: Path) -> None:
    told = run("simulate", plan, "--runs", "2000", "-q")
    assert told.exit_code == 0
    # e, worth 400, is in time and won in half of the futures; the target is 300. d comes with R2, after its gate.
    assert told.stdout.replace(FIRM, " ").splitlines() == [
        "In 10 of 20 futures, the deals in hand reach the target of CNY 300 k.",
        "In 16 of 20 futures, revenue is at least CNY 0.",
        "Played 2,000 times.",
        "",
        "Gates with the most money at risk:",
        "  D, Design-in, 16 Jan 2026",
        "    ●●●●●●●●●●●●●●●●●●●●  In 20 of 20 futures it is late.",
        "    Planned: R2. Promise: R2. A, Build: 20 of 20",
        "1 more gate is in time in nearly all futures.",
    ]
    assert json.loads(plan.with_name("plan.chances.json").read_text(encoding="utf-8"))["runs"] == 2000


def test_of_few_runs_it_is_said_how_far_off_chances_may_be(plan: Path) -> None:
    told = [run("simulate", plan, "--runs", str(runs), "-q").stdout for runs in (1, 100, 400)]
    few = "So few runs can make a chance wrong by {points} points."
    assert "Played once. " + few.format(points=100) in told[0]
    assert "Played 100 times. " + few.format(points=10) in told[1]  # two times 0.5 / 10
    assert "Played 400 times.\n" in told[2]


def test_the_same_seed_gives_the_same_file(plan: Path) -> None:
    contents = []
    for seed in ("4", "4", "5"):
        assert run("simulate", plan, "--runs", "100", "--seed", seed, "-q").exit_code == 0
        contents.append(plan.with_name("plan.chances.json").read_bytes())
    assert contents[0] == contents[1] != contents[2]


def test_the_page_shows_each_picture_with_its_table(plan: Path, tmp_path: Path) -> None:
    told = run("simulate", plan, "--runs", "100", "-q", "-o", tmp_path / "page.html", "--json")
    assert answer(told)["runs"] == 100
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count('class="late"') == 20  # the dots of d; e is as good as sure
    assert "<polyline" in page
    assert "In 20 of 20 futures it is late." in page
    assert "No uncertainty costs days or money." in page
    assert "<script" not in page


def test_the_page_speaks_chinese(plan: Path, tmp_path: Path) -> None:
    told = run("simulate", plan, "--runs", "100", "-q", "-o", tmp_path / "page.html", ROADMAP_LANG="zh_CN")
    assert told.exit_code == 0
    assert "20 次里有 20 次逾期。" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_page_of_the_plan_shows_its_chances_and_never_those_of_another_state(tmp_path: Path, plan: Path) -> None:
    for name in ("plan.json", "roadmap.yaml"):
        (tmp_path / name).write_bytes(plan.with_name(name).read_bytes())
    page = tmp_path / "roadmap.html"
    assert run("render", tmp_path).exit_code == 0
    assert 'id="how-sure"' not in page.read_text(encoding="utf-8")
    assert run("simulate", tmp_path, "--runs", "100", "-q").exit_code == 0
    assert run("render", tmp_path).exit_code == 0
    assert "In 20 of 20 futures it is late." in page.read_text(encoding="utf-8")
    chances = tmp_path / "plan.chances.json"
    other = json.loads(chances.read_text(encoding="utf-8")) | {"plan": "0" * 64}
    chances.write_text(json.dumps(other), encoding="utf-8")
    assert run("render", tmp_path).exit_code == 0
    shown = page.read_text(encoding="utf-8")
    assert "The plan has changed since it was simulated." in shown
    assert "futures it is late" not in shown


def test_what_lies_beside_the_plan_and_is_not_ours_is_kept(tmp_path: Path, plan: Path) -> None:
    for name in ("plan.json", "roadmap.yaml"):
        (tmp_path / name).write_bytes(plan.with_name(name).read_bytes())
    (tmp_path / "plan.chances.json").write_text('{"kind": "else"}', encoding="utf-8")
    told = run("simulate", tmp_path, "--runs", "10", "-q")
    assert told.exit_code == 2
    assert "plan.chances.json exists and is not a file of chances" in told.stderr
    assert (tmp_path / "plan.chances.json").read_text(encoding="utf-8") == '{"kind": "else"}'


@pytest.mark.parametrize("runs", ["0", "-1", "1000001", "many"])
def test_a_number_of_runs_that_cannot_be_played_is_refused(plan: Path, runs: str) -> None:
    assert run("simulate", plan, "--runs", runs).exit_code == 2


def test_explaining_a_deal_says_how_sure_its_gates_are_once_the_plan_is_simulated(tmp_path: Path, plan: Path) -> None:
    for name in ("plan.json", "roadmap.yaml"):
        (tmp_path / name).write_bytes(plan.with_name(name).read_bytes())
    assert "futures" not in run("explain", tmp_path, "d", "--time", "1").stdout
    assert run("simulate", tmp_path, "--runs", "100", "-q").exit_code == 0
    told = run("explain", tmp_path, "d", "--time", "1").stdout
    assert "Design-in: in 20 of 20 futures it is late. Promise: R2." in told
    assert "Most often it waits for A, Build: 20 of 20." in told
