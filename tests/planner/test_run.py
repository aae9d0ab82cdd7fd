"""What planning does with what a search brings: audited, kept, refused, retried. The searches here are made up."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from requirements.errors import InputFault
from roadmap.errors import PlanRejected, SolverFailure
from roadmap.folder.project import Project
from roadmap.planner import Options, Planned, Progress, make_plan
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.problem import Problem
from roadmap.schedule import Placement, Proof, Schedule, Status, Stopped
from roadmap.solver.errors import ModelRefused, SolverDisagreement
from roadmap.solver.outcome import Bound, Incumbent, Outcome, Search
from roadmap.tuning import TUNING
from tests.planner.plans import TRAIN
from tests.projects import capability, deal, feature, project

NOTHING = Schedule((None,))
BUILT = Schedule((Placement(0, (0,), (0,)),))
BROKEN = Schedule((Placement(0, (7,), (0,)),))  # ends after the freeze


def folder(**more: Any) -> Project:
    """One feature of five days, one deal that earns 100 when it lands in R1."""
    return project(
        capabilities={"api": capability()},
        features={"f": feature()},
        releases={"R1": TRAIN},
        deals={"d": deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]})},
        **more,
    )


def run(solver: Callable[..., Outcome], made: Project | None = None) -> tuple[Planned, list[Plan], list[Progress]]:
    """The outcome, the plans that were saved and the progress that was heard."""
    saved: list[Plan] = []
    heard: list[Progress] = []
    planned = make_plan(
        made or folder(),
        Options(seconds=5),
        observe=heard.append,
        save=saved.append,
        stop=threading.Event(),
        solver=solver,
    )
    return planned, saved, heard


def outcome(schedule: Schedule | None, value: int | None, status: Status = Status.OPTIMAL) -> Outcome:
    return Outcome(schedule, Proof(status, Stopped.PROVED, value, value), "made up")


def searching(*news: Incumbent | Bound, then: Outcome) -> Callable[..., Outcome]:
    """A search that brings this news and ends so."""

    def solver(problem: Problem, search: Search, *, observe: Callable[[Any], None], stop: threading.Event) -> Outcome:
        for item in news:
            observe(item)
        return then

    return solver


def found(schedule: Schedule, value: int, bound: int | None = None) -> Incumbent:
    return Incumbent(schedule, value, bound, "decoder", 0.1)


def test_the_final_plan_is_saved_with_its_proof() -> None:
    planned, saved, _ = run(searching(then=outcome(BUILT, 100)))
    assert planned.plan is saved[-1]
    assert saved[-1] == sealed(saved[-1])
    assert (saved[-1].proof.status, saved[-1].proof.value, saved[-1].proof.gap) == (Status.OPTIMAL, 100, 0.0)


def test_a_better_plan_is_saved_soon_though_no_further_news_comes() -> None:
    saved: list[Plan] = []
    written = threading.Event()

    def save(plan: Plan) -> None:
        saved.append(plan)
        written.set()

    def solver(problem: Problem, search: Search, *, observe: Callable[[Any], None], stop: threading.Event) -> Outcome:
        observe(found(BUILT, 100, 130))
        assert written.wait(30)
        return outcome(BUILT, 100)

    make_plan(folder(), Options(), observe=lambda _: None, save=save, stop=threading.Event(), solver=solver)
    assert [(plan.proof.status, plan.proof.bound) for plan in saved] == [
        (Status.BEST_FOUND, 130),
        (Status.OPTIMAL, 100),
    ]


def test_a_better_plan_waits_longer_where_the_last_one_took_long_to_save(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    written = threading.Event()

    class Timer(threading.Timer):
        def __init__(self, interval: float, function: Callable[[], None]) -> None:
            pauses.append(interval)
            super().__init__(0.0, function)

    def save(plan: Plan) -> None:
        time.sleep(0.1)
        written.set()

    def solver(problem: Problem, search: Search, *, observe: Callable[[Any], None], stop: threading.Event) -> Outcome:
        observe(found(NOTHING, 0))
        assert written.wait(30)
        observe(found(BUILT, 100))
        return outcome(BUILT, 100)

    monkeypatch.setattr(threading, "Timer", Timer)
    make_plan(folder(), Options(), observe=lambda _: None, save=save, stop=threading.Event(), solver=solver)
    first, second = pauses
    assert first == TUNING.keeper_pause
    assert second >= TUNING.keeper_pauses * 0.1


def test_a_plan_that_is_soon_beaten_is_never_written_and_a_worse_one_not_heard() -> None:
    _, saved, heard = run(
        searching(found(NOTHING, 0), found(BUILT, 100, 130), found(NOTHING, 0), then=outcome(BUILT, 100))
    )
    assert [plan.proof.value for plan in saved] == [100]
    assert [progress.value for progress in heard] == [0, 100, 100]


def test_a_plan_that_cannot_be_written_ends_the_search_with_the_reason() -> None:
    tried = threading.Event()

    def save(plan: Plan) -> None:
        tried.set()
        raise OSError("the disk is full")

    def solver(problem: Problem, search: Search, *, observe: Callable[[Any], None], stop: threading.Event) -> Outcome:
        observe(found(BUILT, 100))
        assert tried.wait(30)
        while True:  # the reason is raised at one of the next news
            observe(found(NOTHING, 0))

    with pytest.raises(OSError, match="the disk is full"):
        make_plan(folder(), Options(), observe=lambda _: None, save=save, stop=threading.Event(), solver=solver)


def test_bounds_only_ever_fall() -> None:
    news: list[Incumbent | Bound] = [
        found(BUILT, 100, 150),
        Bound(120, "full model", 0.2),
        Bound(140, "full model", 0.3),
    ]
    _, _, heard = run(searching(*news, then=outcome(BUILT, 100)))
    assert [(progress.bound, progress.gap) for progress in heard] == [(150, 0.5), (120, 0.2), (120, 0.2)]


def test_no_plan_is_an_outcome_without_a_plan() -> None:
    planned, saved, _ = run(searching(then=outcome(None, None, Status.NOTHING_FOUND)))
    assert (planned.plan, planned.proof.status, saved) == (None, Status.NOTHING_FOUND, [])


def test_a_plan_the_audit_refuses_is_searched_again_without_presolve_and_never_saved() -> None:
    searches: list[Search] = []

    def solver(problem: Problem, search: Search, *, observe: Callable[[Any], None], stop: threading.Event) -> Outcome:
        searches.append(search)
        observe(found(BROKEN if search.presolve else BUILT, 100))
        return outcome(BUILT, 100)

    _, saved, _ = run(solver)
    assert [search.presolve for search in searches] == [True, False]
    # Built in slots 0 to 4, verified on Friday 9 January: three working days before the freeze, in every plan saved.
    assert {plan.features[0].slack for plan in saved} == {3}


def test_a_plan_refused_twice_ends_with_a_bundle_of_positions_only() -> None:
    with pytest.raises(PlanRejected) as caught:
        run(searching(found(BROKEN, 100), then=outcome(BUILT, 100)))
    bundle = json.loads(caught.value.bundle)
    assert bundle["broken"] == ["item 0 ends after 8, too late for release 0"]
    assert bundle["schedule"]["placements"][0]["starts"] == [7]
    assert "Deal" not in caught.value.bundle


def test_a_value_that_is_not_what_is_claimed_is_refused() -> None:
    with pytest.raises(PlanRejected) as caught:
        run(searching(then=outcome(BUILT, 101)))
    assert json.loads(caught.value.bundle)["broken"] == ["the schedule is worth 100, not the 101 that is claimed"]


def test_a_solver_that_breaks_its_word_leaves_the_best_plan_saved() -> None:
    saved: list[Plan] = []

    def solver(problem: Problem, search: Search, *, observe: Callable[[Any], None], stop: threading.Event) -> Outcome:
        observe(found(NOTHING, 0))
        observe(found(BUILT, 100))
        raise SolverDisagreement("solver disagreement")

    with pytest.raises(SolverFailure, match="solver disagreement"):
        make_plan(folder(), Options(), observe=lambda _: None, save=saved.append, stop=threading.Event(), solver=solver)
    assert saved[-1].proof.value == 100


def test_numbers_too_large_for_an_exact_plan_are_a_finding() -> None:
    def solver(problem: Problem, search: Search, *, observe: Callable[[Any], None], stop: threading.Event) -> Outcome:
        raise ModelRefused("sums beyond 2^53")

    with pytest.raises(InputFault) as caught:
        run(solver)
    assert caught.value.findings[0].code == "numbers-too-large"


def test_opposed_pins_need_no_search() -> None:
    pins = [{"feature": "f", "planned": True}, {"feature": "f", "planned": False}]
    planned, saved, _ = run(searching(then=outcome(BUILT, 100)), folder(pins=pins))
    assert (planned.plan, planned.proof.status, saved) == (None, Status.INFEASIBLE, [])


@pytest.mark.parametrize(
    ("asked", "by_work", "stated"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_plan_is_called_reproducible_only_if_the_work_alone_decided_it(
    *, asked: bool, by_work: bool, stated: bool
) -> None:
    saved: list[Plan] = []
    end = Outcome(BUILT, Proof(Status.OPTIMAL, Stopped.PROVED, 100, 100), "made up", by_work)
    options = Options(seconds=5, reproducible=asked)
    make_plan(
        folder(), options, observe=lambda _: None, save=saved.append, stop=threading.Event(),
        solver=searching(then=end),
    )  # fmt: skip
    assert [plan.made_from.reproducible for plan in saved] == [stated]


def test_a_search_that_is_tried_again_gets_all_of_its_work_where_it_is_to_be_reproducible() -> None:
    asked: list[float] = []

    def refused_once(_problem: Problem, search: Search, **_callbacks: Any) -> Outcome:
        asked.append(search.seconds)
        return outcome(BROKEN if len(asked) == 1 else BUILT, 100)

    options = Options(seconds=5, reproducible=True)
    make_plan(
        folder(), options, observe=lambda _: None, save=lambda _: None, stop=threading.Event(), solver=refused_once
    )
    assert asked == [5, 5]


def test_the_search_is_heard_while_a_plan_is_written() -> None:
    heard, written = threading.Event(), threading.Event()

    def save(_plan: Plan) -> None:
        written.set()
        assert heard.wait(60)  # what is written waits for what is found next

    def solver(_problem: Problem, _search: Search, *, observe: Callable[[object], None], **_more: object) -> Outcome:
        observe(Incumbent(BUILT, 100, None, "first", 0.1))
        assert written.wait(60)
        observe(Bound(150, "second", 0.2))
        heard.set()
        return outcome(BUILT, 100)

    planned = make_plan(
        folder(), Options(seconds=600), observe=lambda _: None, save=save, stop=threading.Event(), solver=solver
    )
    assert planned.plan is not None


def test_what_the_machine_gave_counts_the_preparation_and_the_search() -> None:
    planned, _, _ = run(lambda *_, **__: replace(outcome(BUILT, 100), processor=2.0))
    assert planned.used is not None
    assert planned.used.processor >= 2.0
    assert 0 < planned.used.clock <= planned.used.free  # a second of preparation is one of one core, of search of two
