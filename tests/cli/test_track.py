from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.cli.command import answer, run
from tests.cli.test_publish import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a published plan: `f` from 5 to 9 January, and progress from a tracker."""
    made = tmp_path / "plan"
    made.mkdir()
    (made / "roadmap.yaml").write_text(FOLDER + 'include: ["*.csv"]\n', encoding="utf-8")
    (made / "progress.csv").write_text("feature,phase,started,done,spent\nf,build,,,\n", encoding="utf-8")
    assert run("plan", made, "--quiet", "--time", "30", "--workers", "1").exit_code == 0
    assert run("publish", made / "plan.json").exit_code == 0
    (made / "progress.csv").write_text(
        "feature,phase,started,done,spent\nf,build,2026-01-05,2026-01-12,6\n", encoding="utf-8"
    )
    return made


def test_a_quarter_is_told_in_four_parts(folder: Path) -> None:
    done = run("track", folder, "--as-of", "2026-01-14")
    assert done.exit_code == 0, done.stderr
    said = done.stdout.replace("\u00a0", " ")
    for line in (
        "2026Q1, as of 14 Jan 2026",
        "✓ Done: Feature, Build, 9 Jan 2026 (12 Jan 2026, 3 days late)",
        "R1 ships on 16 Jan 2026: 1 of 1 features are done",
        "All promises are unchanged",
        "All work: 1.20 (–), 1: Too few results",
    ):
        assert line in said


def test_json_and_page_hold_the_same(folder: Path) -> None:
    told = answer(run("track", folder, "--as-of", "2026-01-14", "--json", "-o", folder / "quarter.html"))
    assert told["planned"]["work"][0]["state"] == "done"
    assert told["learned"]["work"][0]["actual"] == 6
    assert told["moved"]["lines"] == []
    assert "planned, done, moved, learned" in (folder / "quarter.html").read_text(encoding="utf-8")
    assert run("track", folder, "--as-of", "2026-01-14", "-o", "-").stdout.startswith("<!doctype html>")


def test_without_a_published_plan_it_says_so(folder: Path) -> None:
    (folder / "baseline.json").unlink()
    (folder / "plan.json").unlink()
    told = answer(run("track", folder, "--as-of", "2026-01-14", "--json"))
    assert (told["planned"], told["moved"]) == (None, None)
    assert "roadmap publish" in run("track", folder, "--as-of", "2026-01-14").stdout


def test_another_quarter_and_another_plan_can_be_named(folder: Path) -> None:
    (folder / "plan.json").rename(folder / "other.json")
    assert "Plan the folder again" in run("track", folder, "--as-of", "2026-01-14").stdout
    done = run("track", folder, "--as-of", "2026-01-14", "--quarter", "2026Q3", "--plan", folder / "other.json")
    assert "no work in this quarter" in done.stdout
    assert "All promises are unchanged" in done.stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--quarter", "spring", "--as-of", "2026-01-14"), 2),
        (("--json", "-o", "-"), 2),
        (("--as-of", "2026-01-07"), 3),
    ],
)
def test_what_makes_no_sense_is_refused(folder: Path, options: tuple[str, ...], code: int) -> None:
    before = sorted(folder.iterdir())
    done = run("track", folder, *options)  # on 7 January the progress lies ahead
    assert done.exit_code == code
    assert sorted(folder.iterdir()) == before


def test_moves_rates_and_what_is_not_reported_are_printed_too(folder: Path) -> None:
    text = (folder / "roadmap.yaml").read_text(encoding="utf-8")
    won = "  w: {name: W, customer: W, segment: isv, stage: won, value: 9, gates: {acceptance: 2026-03-27}}\n"
    head, deals, rest = text.partition("deals:\n")
    (folder / "roadmap.yaml").write_text(head + deals + won + rest, encoding="utf-8")
    assert run("plan", folder, "--quiet", "--time", "30", "--as-of", "2026-01-19").exit_code == 0
    said = run("track", folder, "--as-of", "2026-01-19").stdout
    assert "1 finished feature is not reported as shipped. State `shipped: R1` under progress." in said
    assert "C, D, Design-in: ◆ 14 days later" in said  # R1 has shipped without it: it lands in R2
    assert "ISV, Win rate: 50" in said
    assert "1 of 1" in said


def test_what_was_learned_is_printed_as_lines_for_the_policy(tmp_path: Path) -> None:
    text = FINISHED.format(items=", ".join("{started: 2026-01-05, done: 2026-01-09, spent: 8}" for _ in range(1)))
    (tmp_path / "roadmap.yaml").write_text(text, encoding="utf-8")
    told = run("track", tmp_path, "--learn")
    assert told.exit_code == 0
    # one item of 5 days took 8: ln 1.6 = 0.470 once and the policy's middle, 0.1234, ten times: 0.1549, 1.17
    assert told.stdout.splitlines()[:3] == [
        "# 1 work item took 1.17 times its likely effort (1.12 to 1.22).", "policy:", "  uncertainty:",
    ]  # fmt: skip
    learned = yaml.safe_load(told.stdout)["policy"]["uncertainty"]["effort"]
    assert {name: isinstance(part, str) and part.endswith("%") for name, part in learned.items()} == {
        "less": True, "more": True,
    }  # fmt: skip


def test_without_finished_work_there_is_nothing_to_learn(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(FINISHED.format(items="").replace("{build: []}", "{}"), encoding="utf-8")
    assert run("track", tmp_path, "--learn").stdout == "# No work is finished yet, so there is nothing to learn from.\n"


FINISHED = """\
name: Finished
start: 2026-01-05
as_of: 2026-02-02
horizon: 2026-03-27
segments:
  isv: {{name: ISV, target: 200, win_rate: 1/2, lead_rate: 1/2, lead_time: 0}}
capabilities:
  api: {{name: API, kind: serving}}
teams:
  core: {{name: Core, skill: code, people: 1}}
features:
  f: {{name: Feature, team: core, provides: {{api: ga}}, work: [{{phase: build, skill: code, effort: 5}}]}}
releases:
  R2: {{freeze: 2026-02-18, ship: 2026-02-20}}
progress:
  f: {{items: {{build: [{items}]}}}}
"""
