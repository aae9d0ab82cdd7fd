"""`roadmap plan` where a plan is there already: what it begins with, keeps, says, and never loses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from roadmap.operations.searching.before import before_file, keep_before
from roadmap.planner import make_plan
from roadmap.planner.stored.replan import solve_quietly
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan, sealed
from roadmap.problem import Problem
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.outcome import Outcome, Search
from tests.cli.command import SMALL, answer, folder, run, small_plan
from tests.plan_files import plan_text

FOLDER = (
    SMALL
    + """\
capabilities: {api: {name: API, kind: serving}}
teams: {core: {name: Core, skill: code, people: 1}}
features:
  f: {name: F, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 5}]}
releases: {R1: {freeze: 2026-01-14, ship: 2026-01-16}, R2: {freeze: 2026-02-11, ship: 2026-02-13}}
deals:
  d: {name: D, customer: C, segment: isv, stage: evaluation, value: 200, gates: {design_in: 2026-02-27},
      needs: {design_in: [api]}}
"""
)
"""One feature of five days for one deal of 100 expected."""


def nothing(_problem: Problem, search: Search, **_unheard: Any) -> Outcome:
    """A search without any luck: it forgets what it began with."""
    return Outcome(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None), "made up")


def empty(problem: Problem, _search: Search, **_unheard: Any) -> Outcome:
    """A search that finds only the plan with nothing in it."""
    return Outcome(Schedule((None,) * len(problem.features)), Proof(Status.BEST_FOUND, Stopped.TIME, 0, 500), "made up")


def solving(monkeypatch: pytest.MonkeyPatch, solver: Callable[..., Outcome]) -> None:
    monkeypatch.setattr("roadmap.operations.planning.plan.make_plan", partial(make_plan, solver=solver))


@pytest.fixture
def planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with its best plan, which is not proved to be that."""
    where = folder(tmp_path / "p", FOLDER)
    solving(monkeypatch, solve_quietly)
    assert run("plan", where, "-q").exit_code == 0
    plan = read_plan(where / "plan.json")
    proof = plan.proof.model_copy(update={"status": Status.BEST_FOUND, "bound": 130, "gap": 0.3})
    (where / "plan.json").write_text(plan_text(plan.model_copy(update={"proof": proof})), encoding="utf-8")
    return where


@pytest.mark.parametrize("solver", [nothing, empty])
def test_a_worse_plan_or_none_leaves_the_file_as_it_is(
    solver: Callable[..., Outcome], planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (planned / "plan.json").read_bytes()
    solving(monkeypatch, solver)
    result = run("plan", planned, "-q", "--time", "15")
    assert result.exit_code == 0
    assert (planned / "plan.json").read_bytes() == before
    assert f"Kept {planned}/plan.json, worth CNY 100 k. No better plan was found in 15 s." in result.stdout
    assert "Written to" not in result.stdout
    began = answer(run("plan", planned, "-q", "--json"))["began_with"]
    assert (began["kept"], began["same_input"], began["value_now"], began["more"]) == (True, True, 100, 0)


def test_another_seed_time_or_file_is_no_other_input(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    solving(monkeypatch, empty)
    result = run("plan", planned, "-q", "--seed", "9", "--workers", "1", "-o", planned / "july.json")
    assert f"Kept {planned}/plan.json, worth CNY 100 k" in result.stdout
    assert read_plan(planned / "july.json") == read_plan(planned / "plan.json")


def test_another_day_says_what_the_plan_is_worth_now_and_keeps_the_one_before(
    planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # on 12 January nothing has been started, so R1 is missed; R2 is in time for the gate: still 100
    first = read_plan(planned / "plan.json")
    solving(monkeypatch, empty)
    result = run("plan", planned, "-q", "--as-of", "2026-01-12")
    assert (
        f"{planned}/plan.json was made for 5 Jan and was worth CNY 100 k. The part of it that still holds today is "
        "worth CNY 100 k. No better plan was found in 30 s.\n"
        f"The previous plan is kept in {planned}/plan.before.json.\n"
    ) in result.stdout
    again = read_plan(planned / "plan.json")
    assert (again.as_of, again.headline.value, again.features[0].release) == (date(2026, 1, 12), 100, "R2")
    assert read_plan(planned / "plan.before.json") == first
    run("plan", planned, "-q", "--as-of", "2026-01-12")  # twice on the same Monday
    assert read_plan(planned / "plan.before.json") == first


def test_what_deals_that_nobody_has_yet_make_less_of_it_is_told(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = read_plan(planned / "plan.json")
    more = plan.headline.model_copy(update={"placeholders_kept": 60})
    (planned / "plan.json").write_text(plan_text(plan.model_copy(update={"headline": more})), encoding="utf-8")
    solving(monkeypatch, empty)
    result = run("plan", planned, "-q", "--as-of", "2026-01-12")
    assert (
        "Deals that are still to be found were worth CNY 60 k of it and are now worth CNY 0, because fewer"
        in result.stdout
    )
    assert "still to be found" not in run("plan", planned, "-q", "--as-of", "2026-01-19").stdout


def test_the_published_plan_is_a_beginning_too(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("publish", planned / "plan.json")
    (planned / "plan.json").unlink()
    solving(monkeypatch, empty)
    result = run("plan", planned, "-q")
    assert f"{planned}/baseline.json was made for 5 Jan and was worth CNY 100 k" in result.stdout
    assert read_plan(planned / "plan.json").headline.value == 100


def test_a_reproducible_plan_depends_on_input_and_seed_and_replaces_nothing_better(
    planned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (planned / "plan.json").read_bytes()
    solving(monkeypatch, empty)
    result = run("plan", planned, "-q", "--reproducible")
    assert result.exit_code == 2
    assert (
        f"{planned}/plan.json holds a better plan of this input, worth CNY 100 k. The reproducible plan is worth "
        "CNY 0 and was not written."
    ) in result.stderr
    assert (planned / "plan.json").read_bytes() == before
    assert run("plan", planned, "-q", "--reproducible", "-o", planned / "other.json").exit_code == 0
    assert read_plan(planned / "other.json").headline.value == 0  # begun with nothing, whatever plans lie about


def test_a_file_that_no_plan_can_be_read_from_is_not_begun_with(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (planned / "plan.json").write_text('{"kind": "roadmap-plan", "schema_version": 0}', encoding="utf-8")
    solving(monkeypatch, solve_quietly)
    result = run("plan", planned)
    assert result.exit_code == 0
    assert "Kept" not in result.stdout
    assert "plan.json: warning: plan-schema: " in result.stderr  # it is written over


def dated(day: str, digest: str, name: str = "") -> Plan:
    """A plan of a day and an input."""
    plan = small_plan()
    made = plan.made_from.model_copy(update={"digest": digest})
    return sealed(plan.model_copy(update={"as_of": date.fromisoformat(day), "made_from": made, "name": name}))


MONDAYS = ("2026-03-02", "2026-03-09", "2026-03-16")


@pytest.mark.parametrize(
    ("kept", "there", "new", "then"),
    [
        (None, (MONDAYS[0], "a"), (MONDAYS[1], "a"), MONDAYS[0]),  # a week later
        (MONDAYS[0], (MONDAYS[1], "a"), (MONDAYS[1], "a"), MONDAYS[0]),  # a better plan of the same input
        (MONDAYS[0], (MONDAYS[1], "a"), (MONDAYS[1], "b"), MONDAYS[0]),  # a slip mended on the same Monday
        (MONDAYS[0], (MONDAYS[1], "a"), (MONDAYS[2], "b"), MONDAYS[1]),  # the next Monday
        (None, (MONDAYS[0], "a"), (MONDAYS[0], "b"), MONDAYS[0]),  # no earlier day: the last input
        (None, (MONDAYS[0], "a"), (MONDAYS[0], "a"), None),
        (MONDAYS[0], (MONDAYS[2], "a"), (MONDAYS[1], "a"), MONDAYS[0]),  # a look ahead that is given up
    ],
)
def test_the_plan_of_the_last_monday_is_kept(
    kept: str | None, there: tuple[str, str], new: tuple[str, str], then: str | None, tmp_path: Path
) -> None:
    target = tmp_path / "plan.json"
    if kept is not None:
        before_file(target).write_text(plan_text(dated(kept, "z")), encoding="utf-8")
    keep_before(target, dated(*there), dated(*new))
    found = read_plan(before_file(target)).as_of.isoformat() if before_file(target).exists() else None
    assert found == then
