"""The comparison: both sides plan the same instance, the maker values them, and the table says so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks import table
from benchmarks.compare import Cell, Sides, compare, main, read_known, summaries

MAKER = """
import json, sys
if sys.argv[1] == "generate":
    work = [{"phase": "build", "skill": "s", "modes": [[1, 2]]}, {"phase": "enable", "skill": "s", "modes": [[1, 1]]}]
    print(json.dumps({
        "horizon": 10, "skills": {"s": [[0, 1]]}, "releases": [{"freeze": 8, "ship": 9, "cost": 1}],
        "capabilities": [{"id": "c", "after": [], "work": work}],
        "deals": [{"id": "d", "value": 50, "probability": 1000, "gate": 9, "grace": 0, "late_factor": 600,
                   "needs": [["c"]]}],
    }))
else:
    schedule = json.load(open(sys.argv[3]))["capabilities"]
    if "broken" in schedule:
        sys.exit("broken: no such capability")
    print(f"value {49.0 if schedule else 0.0}")
"""
BASELINE = "import json; print(json.dumps({'capabilities': {%s}}))"


@pytest.fixture
def sides(tmp_path: Path) -> Sides:
    (tmp_path / "maker.py").write_text(MAKER, encoding="utf-8")
    (tmp_path / "baseline.py").write_text(BASELINE % "'c': {}", encoding="utf-8")
    return Sides(tmp_path / "maker.py", tmp_path / "baseline.py")


def test_both_plans_are_valued_by_the_maker(sides: Sides) -> None:
    row = compare(Cell("s", 1.2, 1, 10, 1), sides)
    assert (row["value"], row["baseline"], row["ratio"], row["faults"]) == (49.0, 49.0, 1.0, "")
    assert (row["bound"], row["gap"], row["status"]) == (49, 0.0, "optimal")


def test_a_schedule_that_breaks_a_rule_is_worth_nothing_and_told(sides: Sides) -> None:
    sides.baseline.write_text(BASELINE % "'broken': {}", encoding="utf-8")
    row = compare(Cell("s", 1.2, 2, 10, 1), sides)
    assert (row["baseline"], row["ratio"], row["faults"]) == (0.0, None, "broken: no such capability")


def test_the_command_adds_rows_to_its_table(
    sides: Sides, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    scripts = ["--baseline", str(sides.baseline), "--instance-maker", str(sides.maker)]
    monkeypatch.setattr("sys.argv", ["compare", *scripts, "--seeds", "1", "--seconds", "9", "--csv", str(out)])
    main()
    main()
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["value"] for row in rows] == ["49.0", "49.0"]
    assert '"value / baseline": {"min": 1.0' in capsys.readouterr().out


def test_what_the_baseline_is_known_to_reach_is_not_run_again(
    sides: Sides, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.csv"
    scripts = ["--baseline", str(sides.baseline), "--instance-maker", str(sides.maker)]
    monkeypatch.setattr("sys.argv", ["compare", *scripts, "--seeds", "1", "--seconds", "9", "--csv", str(out)])
    main()
    sides.baseline.write_text("raise SystemExit(1)", encoding="utf-8")
    again = compare(Cell("s", 1.2, 1, 9.0, 8), Sides(sides.maker, sides.baseline, read_known(out)))
    assert (again["baseline"], again["ratio"], again["ceiling"]) == (49.0, 1.0, 1.0)


ROWS = [
    {"size": "s", "load": 1.2, "seconds": 60, "ratio": ratio, "gap": 0.1, "first_plan": None, "baseline": 1}
    for ratio in (1.0, 1.1, 1.5)
]


def test_a_summary_has_the_least_the_median_and_the_mean() -> None:
    (summary,) = summaries(ROWS)
    assert summary["seeds"] == 3
    assert summary["value / baseline"] == {"min": 1.0, "median": 1.1, "mean": 1.2, "max": 1.5}
    assert "first plan, s" not in summary


def test_tables_are_written_between_their_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "one.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text("x\n<!-- one -->\nold\n<!-- end -->\n<!-- two -->\nkept\n<!-- end -->\n", encoding="utf-8")
    monkeypatch.setattr(table, "PAGE", page)
    monkeypatch.setattr(table, "RESULTS", tmp_path)
    table.main()
    expected = "x\n<!-- one -->\n| a | b |\n| --- | --- |\n| 1 | 2 |\n<!-- end -->\n<!-- two -->\nkept\n<!-- end -->\n"
    assert page.read_text(encoding="utf-8") == expected


def test_a_comparison_is_shown_as_one_line_for_each_cell() -> None:
    lines = table.as_table(ROWS).splitlines()
    assert lines[2].startswith("| s | 1.2 | 60.0 | 3 | 1.000 / 1.100 / 1.200 |  | 0.100 / 0.100 / 0.100 |")
