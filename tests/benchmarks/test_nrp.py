"""The Next Release Problem read from its format, and solved by the product's engine."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from benchmarks.nrp import Selection, as_problem, main, read_selection
from roadmap.audit import broken_rules, value
from roadmap.schedule import Placement, Schedule

TEXT = """\
2
2
3 4
1
5
1
1 3
2
10 1 3
7 1 2
"""
"""Two levels of requirements, costs 3 and 4, then 5; the third requires the first; two customers."""
SMALL = Selection(costs=(3, 4, 5), requires=((0, 2),), customers=((10, (2,)), (7, (1,))))


def test_the_format_is_read() -> None:
    assert read_selection(TEXT) == SMALL


@pytest.mark.parametrize(("ratio", "budget"), [(0.3, 4), (0.5, 6), (0.7, 8), (0.375, 5)])
def test_the_budget_is_a_share_of_all_costs_rounded_half_up(ratio: float, budget: int) -> None:
    assert SMALL.budget(ratio) == budget  # of 12: 3.6, 6, 8.4, 4.5


def test_what_a_requirement_requires_is_built_too() -> None:
    problem = as_problem(SMALL, 8)  # the first customer needs 5 + 3, the second 4
    here = Placement(0, (0,), (0,))
    assert broken_rules(problem, Schedule((None, None, here))) != ()
    assert broken_rules(problem, Schedule((here, None, here))) == ()
    assert value(problem, Schedule((here, None, here))) == 10
    assert broken_rules(problem, Schedule((here, here, here))) != ()


def _printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    monkeypatch.setattr("sys.argv", ["nrp", *arguments])
    main()
    return capsys.readouterr().out.splitlines()


def test_one_file_is_solved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="ascii")
    (line,) = _printed(capsys, monkeypatch, str(tmp_path / "a.txt"), "--ratio", "0.5", "--seconds", "30")
    answer = json.loads(line)  # a budget of 6 is enough for the second customer only
    assert (answer["value"], answer["bound"], answer["proven"]) == (7, 7, True)


def test_all_rows_are_compared_with_the_best_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="ascii")
    (tmp_path / "best_known.csv").write_text(
        "file,ratio,budget,best_known_profit,proven\na.txt,0.7,8,8,no\n", encoding="ascii"
    )
    _printed(capsys, monkeypatch, str(tmp_path), "--all", "--seconds", "30", "--csv", str(tmp_path / "out.csv"))
    (row,) = csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines())
    assert (row["value"], row["proven"], row["below_best"]) == ("10", "True", "-25.000 %")
