"""`roadmap forecast`: the funnel of a folder, what a plan covers of it, and output that fits a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from requirements.chinese import places
from roadmap.cli.terminal.text_columns import left, right, row
from tests.cli.command import answer, folder, run
from tests.plan_files import plan_text
from tests.sample_plan import sample_plan

TWO = """\
name: Forecast
start: 2026-01-05
horizon: 2026-12-31
segments:
  isv:
    name: 独立软件开发商，名字很长，长到一行放不下
    target: 3000万
    contracts: 15
    win_rate: 1/3
    lead_rate: 2/3
  large: {name: Large, target: 1.2亿, contracts: 2, win_rate: 1/2, lead_rate: 3/4}
deals:
  d: {name: D, customer: Secret, segment: isv, stage: opportunity, value: 200万, gates: {payment: 2026-11-02}}
  l: {name: L, customer: Hidden, segment: isv, stage: lead, value: 200万, gates: {payment: 2027-02-01}}
"""


def lines(*arguments: object) -> list[str]:
    """What a forecast prints, without blanks at the ends."""
    result = run("forecast", *arguments)
    assert result.exit_code == 0, result.output
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


def test_the_funnel_of_each_segment_and_of_all_is_printed(tmp_path: Path) -> None:
    printed = lines(folder(tmp_path / "f", TWO))
    # 30 / (1/3) / (2/3) = 135; one opportunity of 2 million, and one lead that becomes 2/3 of one: 45 - 1 - 2/3 = 43.3.
    assert "Target 30 M: 15 contracts of 2 M on average." in printed
    assert "Opportunities 45 90 M 1 2 M 44 88 M" in printed
    assert "Leads 67.5 135 M 2 4 M 65.5 131 M" in printed
    assert "In whole customers: 15 contracts, 45 opportunities, 68 leads (about 70)." in printed
    assert "Still to be found: 44 opportunities worth 86.7 M. 0.67 more come from leads." in printed
    assert printed[printed.index("All segments") + 3] == "Opportunities 49 330 M 1 2 M 48 328 M"


def test_caution_adds_a_column_and_doubles_the_pipeline(tmp_path: Path) -> None:
    printed = lines(folder(tmp_path / "f", TWO + "policy: {caution: 1/2}\n"))
    assert "at the rates with caution in hand missing" in printed
    assert "Opportunities 45 90 M 90 180 M 1 2 M 89 178 M" in printed
    assert "Win rate 1/3, multiplied by a caution of 50%. Lead rate 2/3." in printed


def test_without_a_plan_the_cash_that_is_due_is_told(tmp_path: Path) -> None:
    # 2 million x 1/3 in November; the other deal pays next year.
    printed = lines(folder(tmp_path / "f", TWO))
    assert printed[-1] == "Cash due in the period if every gate is met in time: CNY 667 k."


@pytest.mark.parametrize("caution", ["1", "1/3"])
def test_no_line_is_wider_than_a_terminal(tmp_path: Path, caution: str) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(plan_text(sample_plan()), encoding="utf-8")
    text = TWO + f"policy: {{caution: {caution}}}\n"
    result = run("forecast", folder(tmp_path / "f", text.replace("large:", "cloud:")), "--plan", plan)
    assert max(places(line) for line in result.stdout.splitlines()) <= 80


def planned(tmp_path: Path, **changes: Any) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(plan_text(sample_plan().model_copy(update=changes)), encoding="utf-8")
    return path


def test_a_plan_says_what_it_covers_and_which_cash_comes(tmp_path: Path) -> None:
    printed = lines(folder(tmp_path / "f", TWO), "--plan", planned(tmp_path))
    at = printed.index("Covered by plan target secured at risk late to find placeholders")
    # The folder's segment `isv` is in the plan, `large` is not.
    assert printed[at + 1].endswith("800 k 500 k 240 k 150 k 0 40 k")
    assert printed[at + 2] == "All segments 2 M 500 k 240 k 150 k 1.2 M 100 k"
    at = printed.index("Cash in period due arrives moves out given up placeholders")
    assert printed[at + 1].endswith("800 k 600 k 60 k 140 k 20 k")
    assert printed[at + 2].startswith("Large 0 – – –")
    assert printed[at + 3] == "All segments 1 M 700 k 60 k 240 k 50 k"


def test_a_plan_of_another_state_of_the_folder_is_remarked_on(tmp_path: Path) -> None:
    result = run("forecast", folder(tmp_path / "f", TWO), "--plan", planned(tmp_path))
    assert "the folder has changed since the plan was made" in result.stderr


def test_a_plan_without_a_forecast_is_refused(tmp_path: Path) -> None:
    result = run("forecast", folder(tmp_path / "f", TWO), "--plan", planned(tmp_path, funnel=None))
    assert result.exit_code == 3
    assert "Run `roadmap plan` again" in result.stderr


def test_one_segment_needs_no_total_and_no_size_no_counts(tmp_path: Path) -> None:
    text = "name: One\nstart: 2026-01-05\nhorizon: 2026-12-31\nsegments:\n"
    printed = lines(folder(tmp_path / "f", text + "  a: {name: A, target: 100, win_rate: 1/2, lead_rate: 1/2}\n"))
    assert "All segments" not in printed
    assert "Target 100 k. The deal size is not known." in printed
    assert "Leads – 400 k 0 0 – 400 k" in printed


def test_without_segments_there_is_nothing_to_forecast(tmp_path: Path) -> None:
    printed = lines(folder(tmp_path / "f", "name: None\nstart: 2026-01-05\nhorizon: 2026-12-31\n"))
    assert printed[printed.index("All segments") + 2] == "Contracts 0 0 0 0 0 0"


def test_json_holds_the_whole_forecast_exactly(tmp_path: Path) -> None:
    told = answer(run("forecast", folder(tmp_path / "f", TWO), "--json"))
    assert (told["name"], told["currency"], told["as_of"], told["plan"]) == ("Forecast", "CNY", "2026-01-05", None)
    leads = told["forecast"]["segments"][0]["steps"][2]
    assert leads["needed"] == {"exact": "135/2", "whole": 68, "about": 70, "amount": 135_000}
    assert told["forecast"]["segments"][0]["coverage"] is None
    plan = planned(tmp_path)
    told = answer(run("forecast", tmp_path / "f", "--plan", plan, "--json"))
    assert told["plan"] == str(plan)
    assert told["forecast"]["coverage"]["secured"] == 500


def test_customers_are_never_printed(tmp_path: Path) -> None:
    result = run("forecast", folder(tmp_path / "f", TWO), "--json")
    assert "Secret" not in json.dumps(json.loads(result.stdout), ensure_ascii=False)


def test_a_faulty_folder_ends_with_its_findings(tmp_path: Path) -> None:
    result = run("forecast", folder(tmp_path / "f", TWO.replace("1/3", "4/3")))
    assert result.exit_code == 3
    assert "out-of-range" in result.stderr


def test_wide_characters_take_two_places_and_what_is_too_long_is_cut() -> None:
    assert (places("ab"), places("软件"), places("e\u0301")) == (2, 4, 1)
    assert (left("软件", 6), left("软件商", 5)) == ("软件  ", "软件…")
    assert left("软件商", 4) == "软… "  # two places and the mark; half of a character cannot be shown
    assert right("7", 3) == "  7"
    assert row("A", ["1", ""], label_width=3, width=3) == "A    1"


def test_amounts_follow_the_convention_of_the_language(tmp_path: Path) -> None:
    printed = lines(folder(tmp_path / "f", TWO), "--lang", "zh_CN")
    assert any("1.35 亿" in line.replace("\u00a0", " ") for line in printed)
