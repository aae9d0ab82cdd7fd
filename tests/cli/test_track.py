from __future__ import annotations

from pathlib import Path

import pytest

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
