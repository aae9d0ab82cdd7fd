"""Obstacles that lie in the world leave one thing out: the rest is planned, exit 0; `--strict` refuses."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from roadmap.cli.text.summary import summary_lines
from roadmap.planner import make_plan
from roadmap.plans.causes import CauseKind
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan
from roadmap.solver.process.inside import solve_inside
from roadmap.views.roadmap.head.left_out import left_out_lines
from tests.cli.command import SMALL, answer, folder, run
from tests.cli.test_contradictions import judged_here

PAIR = (
    SMALL
    + """\
capabilities:
  one: {name: One, kind: serving}
  two: {name: Two, kind: serving}
deals:
  d1:
    {name: D1, customer: C, segment: isv, stage: lead, value: 200,
     gates: {design_in: 2026-03-27}, needs: {design_in: [one]}}
  d2:
    {name: D2, customer: K, segment: isv, stage: lead, value: 200,
     gates: {design_in: 2026-03-27}, needs: {design_in: [two]}}
teams:
  core: {name: Core, skill: code, people: 1}
releases:
  R1: {freeze: 2026-01-30, ship: 2026-02-02}
features:
  f1: {name: F1, team: core, provides: {one: ga}, work: [{phase: build, skill: code, effort: 5}]}
"""
)
"""One person builds f1 in the first week; what f2 takes, and what is pinned, is added by each test."""


@pytest.fixture(autouse=True)
def _solver_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.operations.planning.plan.make_plan", partial(make_plan, solver=solve_inside))
    judged_here(monkeypatch)


def planned(where: Path) -> Plan:
    done = run("plan", where, "--time", "10", "--workers", "1")
    assert done.exit_code == 0, done.stderr
    return read_plan(where / "plan.json")


def f2(skill: str, crew: int = 1) -> str:
    work = f"[{{phase: build, skill: {skill}, effort: 2, crew: {crew}}}]"
    return f"  f2: {{name: F2, team: core, provides: {{two: ga}}, work: {work}}}\n"


@pytest.mark.parametrize(
    ("extra", "code", "place"),
    [
        (f2("go"), "skill-nobody", "roadmap.yaml:22:80"),
        (f2("code", crew=2), "crew-too-large", "roadmap.yaml:22:103"),
    ],
)
def test_a_feature_that_nobody_can_staff_is_left_out_and_the_rest_is_planned(
    tmp_path: Path, extra: str, code: str, place: str
) -> None:
    where = folder(tmp_path / "p", PAIR + extra)
    plan = planned(where)
    assert [line.id for line in plan.features] == ["f1"]
    assert [(deal.id, deal.status.value) for deal in plan.deals] == [("d1", "secured"), ("d2", "given_up")]
    assert f"{place}: warning: {code}: " in run("check", where).stdout
    assert run("check", where).exit_code == 0
    refused = run("plan", where, "--strict")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert f"{place}: {code}: " in refused.stderr


def test_support_that_nobody_can_give_leaves_its_deals_out(tmp_path: Path) -> None:
    case = "[{name: port, work: [{phase: migration, skill: fae, effort: 2, gate: design_in, spread: 5}]}]"
    text = PAIR.replace("value: 200,", f"value: 200, support: {case},", 1)
    plan = planned(folder(tmp_path / "p", text + f2("code")))
    assert [(deal.id, deal.status.value) for deal in plan.deals] == [("d1", "given_up"), ("d2", "secured")]


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        # Five days of work begin on Monday 5 January.
        ("{feature: f1, done_by: 2026-01-06}", "It ends on 2026-01-09 at the earliest"),
        ("{feature: f1, start: 2026-03-28}", "its day or release is in the past, or after the end of the plan"),
        ("{feature: f2, planned: true}", "feature f2 needs the skill go, and nobody has it, now or later"),
        ("{deal: d2, served: true}", "deal d2 needs f2 in a release that ships in time, which is not possible"),
    ],
)
def test_a_pin_that_cannot_hold_holds_nothing_and_the_rest_is_planned(tmp_path: Path, pin: str, said: str) -> None:
    where = folder(tmp_path / "p", PAIR + f2("go") + f"pins: [{pin}]\n")
    plan = planned(where)
    assert [(deal.id, deal.status.value) for deal in plan.deals] == [("d1", "secured"), ("d2", "given_up")]
    assert plan.pins[0].cause is not None
    assert plan.pins[0].place == "roadmap.yaml:23:8"
    found = [one for one in answer(run("check", where, "--json"))["findings"] if one["code"] == "pin-cannot-hold"]
    assert len(found) == 1
    assert said in found[0]["message"]
    assert run("check", where, "--strict").exit_code == 3
    first = left_out_lines(plan)[0]
    assert first.startswith("Pin `")
    assert said in first
    assert summary_lines(plan)[0] == first


@pytest.mark.parametrize(
    ("pin", "repair"),
    [
        ("{feature: f1, done_by: 2026-01-06}", "Allow 2026-01-09, or reduce the work."),
        ("{feature: f1, release: R0}", "Allow it to land in R1 or later."),
        ("{feature: f1, start: 2026-02-23}", "Allow an earlier start, or reduce the work."),
    ],
)
def test_a_pin_that_cannot_hold_is_told_with_what_could(tmp_path: Path, pin: str, repair: str) -> None:
    # A release more, that freezes after two days; the last one freezes on 30 January.
    text = PAIR.replace("releases:\n", "releases:\n  R0: {freeze: 2026-01-06, ship: 2026-01-07}\n")
    plan = planned(folder(tmp_path / "p", text + f"pins: [{pin}]\n"))
    assert left_out_lines(plan)[0].endswith(repair)


def test_a_pin_that_facts_have_overtaken_is_told_as_left_out(tmp_path: Path) -> None:
    plan = planned(folder(tmp_path / "p", PAIR + "pins: [{feature: f1, start: 2025-12-01}]\n"))
    assert left_out_lines(plan)[0].startswith(
        "Pin `feature f1: start 2025-12-01` (roadmap.yaml:22:8) is left out: facts have overtaken it: "
    )


def test_a_pin_of_an_end_that_running_work_misses_is_told_with_the_day_on_which_it_ends(tmp_path: Path) -> None:
    # Three days are left on Wednesday 7 January: they end on Friday 9.
    told = "progress: {f1: {items: {build: {started: 2026-01-05, remaining: 3}}}}\n"
    text = "as_of: 2026-01-07\n" + PAIR + told
    plan = planned(folder(tmp_path / "p", text + "pins: [{feature: f1, done_by: 2026-01-08}]\n"))
    assert left_out_lines(plan)[0].endswith(
        "has started and will end on 2026-01-09, but it must be done by 2026-01-08. "
        "Allow 2026-01-09, or reduce the work."
    )
    kept = planned(folder(tmp_path / "q", text + "pins: [{feature: f1, done_by: 2026-01-09}]\n"))
    assert [pin.cause for pin in kept.pins] == [None]


@pytest.mark.parametrize(
    ("told", "pin"),
    [
        (
            "progress: {f1: {items: {build: {started: 2026-01-05, done: 2026-01-07}}}}",
            "{feature: f1, done_by: 2026-01-06}",
        ),
        ("", "{deal: d1, served: true}"),
    ],
)
def test_what_happened_in_another_way_than_a_pin_says_is_told_as_left_out(tmp_path: Path, told: str, pin: str) -> None:
    text = "as_of: 2026-01-08\n" + (PAIR if told else PAIR.replace("stage: lead", "stage: lost", 1))
    plan = planned(folder(tmp_path / "p", f"{text}{told}\npins: [{pin}]\n"))
    assert left_out_lines(plan)[0].startswith("Pin `")
    assert "is left out: facts have overtaken it: " in left_out_lines(plan)[0]


def test_a_pin_that_cannot_hold_is_refused_strictly_with_its_ways_out(tmp_path: Path) -> None:
    where = folder(tmp_path / "p", PAIR + "pins: [{feature: f1, done_by: 2026-01-06}]\n")
    refused = run("plan", where, "--strict")
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "It ends on 2026-01-09 at the earliest, but it must be done by 2026-01-06" in refused.stderr
    assert (
        "change the pin: feature f1 is done by 2026-01-09: the best plan is then worth CNY 50 k"
        in refused.stderr.replace("\u00a0", " ")
    )


CROWDED = (
    SMALL
    + """\
capabilities: {x: {name: X, kind: serving}, y: {name: Y, kind: serving}, z: {name: Z, kind: serving}}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: lead, value: 200,
     gates: {design_in: 2026-01-16}, needs: {design_in: [x, y, z]}}
teams: {core: {name: Core, skill: code, people: 2}}
releases: {R1: {freeze: 2026-01-14, ship: 2026-01-16}}
features:
  x: {name: X, team: core, provides: {x: ga}, work: [{phase: build, skill: code, effort: 6, crew: 2}]}
  y: {name: Y, team: core, provides: {y: ga}, work: [{phase: build, skill: code, effort: 6}]}
  z: {name: Z, team: core, provides: {z: ga}, work: [{phase: build, skill: code, effort: 4}]}
policy: {crew_loss: 0%}
pins: [{deal: d, served: true}]
"""
)
"""Two people have 16 person-days in the eight days before the freeze, and the work takes 16: three days of both, six
days of one and four of one. But whether the three days come first or last, six days of one do not fit beside them."""


def test_a_pin_that_only_a_search_shows_to_be_impossible_is_left_out_too(tmp_path: Path) -> None:
    where = folder(tmp_path / "p", CROWDED)
    plan = planned(where)
    assert [line.cause.kind for line in plan.pins if line.cause] == [CauseKind.NO_PLAN]
    assert [cause.kind for cause in plan.deals[0].causes] in ([CauseKind.NO_PLAN], [CauseKind.ALONE])
    assert left_out_lines(plan)[0].startswith("Pin `deal d: served true` (roadmap.yaml:")
    assert run("plan", where, "--strict", "--time", "10").exit_code == 4


def test_pins_that_contradict_each_other_are_faults_of_the_text(tmp_path: Path) -> None:
    pins = "pins: [{feature: f1, start: 2026-01-05}, {feature: f1, start: 2026-01-06}]\n"
    assert run("plan", folder(tmp_path / "p", PAIR + pins)).exit_code == 4


def test_the_other_pins_hold(tmp_path: Path) -> None:
    pins = "pins: [{feature: f1, done_by: 2026-01-06}, {feature: f1, start: 2026-01-12}]\n"
    plan = planned(folder(tmp_path / "p", PAIR + pins))
    assert [None if line.cause is None else line.cause.kind for line in plan.pins] == [CauseKind.TOO_LATE, None]
    assert plan.features[0].work[0].first.isoformat() == "2026-01-12"
