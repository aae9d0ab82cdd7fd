"""Planning variants from one plan, so that what is compared is the change and not the luck of a search."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from roadmap.changes.scenarios.revise import Changes
from roadmap.changes.scenarios.scenario_plans import WhatIfVariant, better_of, plan_variants, tightened
from roadmap.changes.scenarios.side_by_side import lay_side_by_side
from roadmap.folder.load import load_project
from roadmap.folder.project import Project
from roadmap.planner import Options, Planned, Progress
from roadmap.planner.stored.replan import replan
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.problem import Problem
from roadmap.schedule import Proof, Schedule, Status, Stopped
from roadmap.solver.outcome import Bound, Incumbent, Outcome, Search
from roadmap.solver.process.inside import solve_inside
from tests.folder.folders import write
from tests.plan_files import plan_text
from tests.planner.test_restore import entities, stored
from tests.projects import deal, project
from tests.simulate.asking import change

QUICK = Options(seconds=5, workers=1)
FOLDER = """\
name: Two deals
start: 2026-01-05
horizon: 2026-03-27
segments:
  isv: {name: ISV, target: 1000, win_rate: 1/2, lead_rate: 1/2, lead_time: 0}
capabilities:
  api: {name: API, kind: serving}
  tool: {name: Tool, kind: developer_tools}
teams:
  core: {name: Core, skill: code, people: 1}
features:
  f: {name: F, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 15}]}
  g: {name: G, team: core, provides: {tool: ga}, work: [{phase: build, skill: code, effort: 15}]}
releases:
  R1: {freeze: 2026-02-04, ship: 2026-02-06}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: opportunity, value: 400, gates: {design_in: 2026-02-27},
     needs: {design_in: [api]}}
  e:
    {name: E, customer: C2, segment: isv, stage: opportunity, value: 200, gates: {design_in: 2026-02-27},
     needs: {design_in: [tool]}}
"""
"""One person has 23 days to the freeze: time for one feature of 15 days, and so for d (200 expected) or e (100)."""


def inside(
    problem: Problem, search: Search, *, observe: Callable[[Incumbent | Bound], None], stop: threading.Event
) -> Outcome:
    """The real search, in this process."""
    return solve_inside(problem, search, observe=observe, stop=stop)


def folder(path: Path, *options: str, text: str = FOLDER) -> Project:
    """The folder as it would be."""
    made = Changes(tuple(change(option) for option in options))
    loaded = load_project(write(path, {"roadmap.yaml": text}), revision=made if options else None)
    assert loaded.project is not None, [str(finding) for finding in loaded.findings]
    return loaded.project


def planned(*projects: Project, start: Plan | None = None, options: Options = QUICK) -> list[Planned]:
    """The plans of some variants."""
    variants = [WhatIfVariant(f"v{number}", (), made) for number, made in enumerate(projects)]
    return plan_variants(variants, options, start=start, tell=lambda *_: None, stop=threading.Event(), solver=inside)


def test_a_variant_is_planned_as_an_edited_folder_would_be(tmp_path: Path) -> None:
    options = Options(seconds=4, workers=1, reproducible=True)
    base, changed = planned(
        folder(tmp_path), folder(tmp_path, "deals.e.value=600", "people.+1:code@2026-01-19"), options=options
    )
    edited = FOLDER.replace("value: 200", "value: 600").replace(
        "people: 1}", "people: 1, hires: [{first: 2026-01-19, people: 1}]}"
    )
    _, by_hand = planned(folder(tmp_path), folder(tmp_path / "edited", text=edited), options=options)
    assert base.plan is not None
    assert changed.plan is not None
    assert by_hand.plan is not None
    one, other = (json.loads(plan_text(plan)) for plan in (changed.plan, by_hand.plan))
    for name in ("digest", "files"):
        assert one["made_from"].pop(name) != other["made_from"].pop(name)
    assert one.pop("verdict") != other.pop("verdict")
    assert json.dumps(one) == json.dumps(other)


def test_one_more_person_serves_the_other_deal_too(tmp_path: Path) -> None:
    found = planned(folder(tmp_path), folder(tmp_path, "people.+1:code"), folder(tmp_path, "-deals.d"))
    assert [one.proof for one in found] == [
        Proof(Status.OPTIMAL, Stopped.PROVED, value, value) for value in (200, 300, 100)
    ]


def test_side_by_side_says_who_is_won_and_lost_and_that_it_is_proved(tmp_path: Path) -> None:
    projects = folder(tmp_path), folder(tmp_path, "people.+1:code"), folder(tmp_path, "deals.e.value=900")
    plans = [one.plan for one in planned(*projects) if one.plan is not None]
    variants = [WhatIfVariant(name, (), made) for name, made in zip("abc", projects, strict=True)]
    base, more, dearer = lay_side_by_side(variants, plans, start_from=None, seconds=5).columns
    assert (base.difference, base.won, base.lost, base.moved) == (None, [], [], [])
    assert (more.won, more.lost) == (["e"], [])
    assert (dearer.won, dearer.lost) == (["e"], ["d"])
    assert more.difference is not None
    assert (more.difference.found, more.difference.least, more.difference.most, more.difference.verdict) == (
        100,
        100,
        100,
        "proved",
    )
    assert (base.coverage, more.coverage) == (0.2, 0.3)  # 200 and 300 of a target of 1000


def test_every_search_begins_from_the_base_plan() -> None:
    begun: list[Schedule | None] = []

    def solver(problem: Problem, search: Search, **options: object) -> Outcome:
        begun.append(search.start)
        return solve_inside(problem, search)

    variants = [WhatIfVariant("a", (), project(**entities())), WhatIfVariant("b", (), project(**entities()))]
    plan_variants(variants, QUICK, start=stored(), tell=lambda *_: None, stop=threading.Event(), solver=solver)
    assert len(begun) == 2
    assert None not in begun


def test_what_one_variant_finds_helps_the_folder_as_it_is() -> None:
    # the search for the folder as it is finds nothing of worth; the same plan of a variant is worth 150 here too
    made = project(**entities())

    def lazy(problem: Problem, search: Search, **_: object) -> Outcome:
        if search.start is None:
            proof = Proof(Status.BEST_FOUND, Stopped.TIME, 0, 400)
            return Outcome(Schedule((None,) * len(problem.features)), proof, "")
        return solve_inside(problem, replace(search, start=None))

    variants = [WhatIfVariant("a", (), made), WhatIfVariant("b", (), made), WhatIfVariant("c", (), made)]
    found = plan_variants(variants, QUICK, start=None, tell=lambda *_: None, stop=threading.Event(), solver=lazy)
    assert [one.proof.value for one in found] == [150, 150, 150]
    assert found[0].proof == Proof(Status.BEST_FOUND, Stopped.TIME, 150, 400)


def test_a_plan_that_reaches_the_bound_is_proved_by_that() -> None:
    made = project(**entities())
    own = Planned(None, Proof(Status.BEST_FOUND, Stopped.TIME, 100, 150))
    assert better_of(made, QUICK, own, stored()).proof == Proof(Status.OPTIMAL, Stopped.PROVED, 150, 150)


def test_a_plan_that_is_worth_no_more_is_not_taken() -> None:
    own = Planned(None, Proof(Status.BEST_FOUND, Stopped.TIME, 150, 400))
    assert better_of(project(**entities()), QUICK, own, stored()) is own


@pytest.mark.slow
def test_a_plan_that_does_not_hold_is_not_taken() -> None:
    made = project(**entities(pins=[{"feature": "f", "release": "R1"}], teams={"core": {"name": "C", "skill": "code"}}))
    own = Planned(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None))
    assert better_of(made, QUICK, own, stored()) is own


def test_a_plan_is_taken_where_the_search_found_none() -> None:
    own = Planned(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None))
    assert better_of(project(**entities()), QUICK, own, stored()).proof.value == 150


def test_contradicting_pins_give_a_variant_without_a_plan() -> None:
    pins = [{"feature": "f", "planned": True}, {"feature": "f", "planned": False}]
    found = planned(project(**entities()), project(**entities(pins=pins)))
    assert [one.proof.status for one in found] == [Status.OPTIMAL, Status.INFEASIBLE]
    assert planned(project(**entities(pins=pins)))[0].plan is None


def test_progress_is_told_with_the_number_of_the_variant() -> None:
    heard: list[tuple[int, Progress]] = []

    variants = [WhatIfVariant("a", (), project(**entities())), WhatIfVariant("b", (), project(**entities()))]
    plan_variants(
        variants,
        QUICK,
        start=None,
        tell=lambda number, progress: heard.append((number, progress)),
        stop=threading.Event(),
        solver=inside,
    )
    assert {number for number, _ in heard} == {0, 1}


@pytest.mark.parametrize(
    ("stored_bound", "same", "expected"),
    [
        (170, True, Proof(Status.BEST_FOUND, Stopped.TIME, 150, 170)),
        (150, True, Proof(Status.OPTIMAL, Stopped.PROVED, 150, 150)),
        (500, True, Proof(Status.BEST_FOUND, Stopped.TIME, 150, 400)),
        (140, True, Proof(Status.BEST_FOUND, Stopped.TIME, 150, 400)),  # below a known value: not believed
        (170, False, Proof(Status.BEST_FOUND, Stopped.TIME, 150, 400)),
        (None, True, Proof(Status.BEST_FOUND, Stopped.TIME, 150, 400)),
    ],
)
def test_the_bound_of_a_stored_plan_of_the_same_input_holds(
    stored_bound: int | None, same: bool, expected: Proof
) -> None:
    made = project(**entities())
    plan = replan(made, None, seconds=60).plan
    assert plan is not None
    own = Proof(Status.BEST_FOUND, Stopped.TIME, 150, 400)
    proof = plan.proof.model_copy(update={"bound": stored_bound})
    digest = plan.made_from.digest if same else "other"
    before = plan.model_copy(update={"proof": proof, "made_from": plan.made_from.model_copy(update={"digest": digest})})
    found = tightened(Planned(plan, own), before, made)
    assert found.proof == expected
    assert found.plan is not None
    assert found.plan == sealed(found.plan)
    assert tightened(Planned(plan, own), None, made).proof == own


def test_a_variant_may_have_other_deals() -> None:
    fewer = entities()
    fewer["deals"] = {"d": fewer["deals"]["d"], "z": deal(gates={"design_in": "2026-03-20"})}
    base, other = planned(project(**entities()), project(**fewer))
    assert base.plan is not None
    assert other.plan is not None
    variants = [WhatIfVariant("a", (), project(**entities())), WhatIfVariant("b", ("less",), project(**fewer))]
    column = lay_side_by_side(variants, [base.plan, other.plan], start_from="p.json", seconds=5).columns[1]
    assert (column.added, column.dropped, column.changes) == (["z"], ["e"], ["less"])
