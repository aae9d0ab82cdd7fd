"""`roadmap load`: the people that support cases take."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import answer, run, small_plan
from tests.plan_files import plan_text
from tests.sample_year import whole_year


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(plan_text(whole_year()), encoding="utf-8")
    return path


def test_peaks_scenarios_rules_and_gaps_are_told(plan_file: Path) -> None:
    told = run("load", plan_file)
    assert told.exit_code == 0
    lines = told.stdout.splitlines()
    # 4 cases of the sample plan, and one of Beijing and one of Harbour in July and September
    assert lines[0].startswith(
        "The plan has 4 open deals. Open deals bring 6 support cases. Without planning, May takes"
    )
    assert [line for line in lines if line.startswith(("Every deal won", "Served by the plan"))]
    assert [line.partition(":")[0] for line in lines if line.startswith(("Met", "Not met"))] == [
        "Met",
        "Not met",
        "Not met",
    ]
    assert "  Harbour Freight 港口: signing on 20 Nov" in lines
    peaks = [line for line in lines if line.startswith("Peak: ")]
    assert [line.split(",")[0] for line in peaks] == ["Peak: All skills", "Peak: ae", "Peak: fae"]
    assert all(" the average) if every deal is won. Most person-days: " in line for line in peaks)
    assert lines[-1] == "Uncovered: fae, 8 Jun 2026 – 14 Jun 2026: 2 person-days, short by at most 0.4 people"
    assert not plan_file.with_name("load.html").exists()


def test_the_page_is_written_where_it_is_told(plan_file: Path, tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    told = run("load", plan_file, "-o", page)
    assert told.stderr == f"Wrote {page}.\n"
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("load", plan_file, "-o", "-").stdout == page.read_text(encoding="utf-8")


def test_programs_get_numbers_and_ids(plan_file: Path, tmp_path: Path) -> None:
    told = answer(run("load", plan_file, "--json", "-o", tmp_path / "x.html"))
    assert (told["file"], told["customers"], told["cases"]) == (str(tmp_path / "x.html"), 4, 6)
    (outlook,) = [one for one in told["outlooks"] if (one["placing"], one["scenario"]) == ("planned", "everything")]
    assert [gap["skill"] for gap in outlook["uncovered"]] == ["fae"]
    assert [(rule["rule"], rule["holds"]) for rule in told["rules"]] == [
        ("signature", True),
        ("acceptance", False),
        ("season", False),
    ]
    assert [one["person"] for one in told["second_lines"]] == ["fae-2"]
    assert answer(run("load", plan_file, "--json"))["file"] is None


def test_the_page_and_the_answer_for_programs_do_not_share_standard_output(plan_file: Path) -> None:
    refused = run("load", plan_file, "--json", "-o", "-")
    assert refused.exit_code == 2


def test_the_plan_is_not_overwritten_by_its_page(plan_file: Path) -> None:
    before = plan_file.read_bytes()
    assert run("load", plan_file, "-o", plan_file).exit_code == 2
    assert plan_file.read_bytes() == before


def test_a_plan_without_cases_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(plan_text(small_plan()), encoding="utf-8")
    told = run("load", path)
    assert told.exit_code == 0
    assert told.stdout == "The plan has 1 open deal. Open deals bring 0 support cases.\n"


def test_a_file_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("{}", encoding="utf-8")
    assert run("load", path).exit_code == 3
