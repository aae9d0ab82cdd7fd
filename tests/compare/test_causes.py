"""Which changes of the input cause how much: the parts add up, and turning round turns every sign."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

from roadmap.comparing import difference_causes as module
from roadmap.comparing.comparison import CAUSES, ValuePart
from roadmap.comparing.difference_causes import NoPlanError, causes, plan_apart
from roadmap.comparing.pairs import Gain
from roadmap.errors import PlanRejected
from roadmap.folder.project import Project
from roadmap.planner.options import Planned
from roadmap.planner.stored.replan import replan
from roadmap.plans.document import Plan
from roadmap.schedule import Proof, Status, Stopped
from tests.compare.plans import R1, R2, a, b
from tests.projects import capability, feature, project

BASE: dict[str, Any] = {
    "capabilities": {"api": capability(), "smi": capability()},
    "features": {"f": feature(), "g": feature(provides={"smi": "ga"})},
    "releases": {"R1": R1, "R2": R2},
    "deals": {"a": a(), "b": b()},
}


def made(**entities: Any) -> tuple[Project, Plan]:
    """A project and its best plan; the digest differs with what it says."""
    stated = replace(project(**(BASE | entities)), digest=str(sorted(map(str, entities.items()))))
    planned = replan(stated, None, seconds=60)
    assert planned.plan is not None
    assert planned.plan.proof.status is Status.OPTIMAL
    return stated, planned.plan


def test_one_group_that_changed_causes_all_of_it_without_planning_again() -> None:
    def never(*_: object, **__: object) -> Planned:
        raise AssertionError

    before, after = made(), made(deals={"a": a(value=1000), "b": b()})
    assert causes(before, after, seconds=1, plan_again=never) == (ValuePart("deals", Gain(-500, -500, -500)),)


def test_each_group_brings_its_part_and_the_parts_add_up() -> None:
    long = feature({"phase": "build", "skill": "code", "effort": 40}, provides={"smi": "ga"})
    before = made()
    after = made(
        header={"as_of": "2026-01-08"},  # three days are gone: R1 has five left for f
        features={"f": feature(), "g": long},  # 40 days are too many for R2: b is lost, 100
        deals={"a": a(value=1600), "b": b()},  # a is worth 200 less
    )
    found = causes(before, after, seconds=10)
    assert [cause.of for cause in found] == ["time", "work", "deals"]
    gains = {cause.of: cause.gain.amount for cause in found}
    assert gains == {"time": 0, "work": -100, "deals": -200}
    assert sum(gains.values()) == after[1].proof.value - before[1].proof.value
    assert all(cause.gain.least == cause.gain.amount == cause.gain.most for cause in found)


def test_turning_round_turns_every_sign() -> None:
    before = made()
    after = made(deals={"a": a(value=1000), "b": b()}, releases={"R1": R1 | {"cost": 30}, "R2": R2})
    there, back = causes(before, after, seconds=10), causes(after, before, seconds=10)
    assert there == tuple(ValuePart(cause.of, cause.gain.turned()) for cause in back)
    assert [cause.of for cause in there] == ["release_days", "deals"]


def test_every_group_can_be_exchanged_for_one_that_knows_other_things() -> None:
    other = {
        "header": {"as_of": "2026-01-06", "policy": {"safe_slack": 3}},
        "capabilities": {"new": capability()},
        "features": {"h": feature(provides={"new": "ga"}, team="serving")},
        "teams": {"serving": {"name": "S", "skill": "code", "people": 2}},
        "people": {"li": {"name": "Li", "team": "serving"}},
        "segments": {"cloud": {"name": "C", "target": 1, "win_rate": "1/2", "lead_rate": "1/2"}},
        "releases": {"T1": R1, "T2": R2},
        "deals": {"c": a(segment="cloud", needs={"design_in": ["new"]})},
        "pins": [{"feature": "h", "planned": True}],
        "progress": {"h": {"items": {"build": {"started": "2026-01-05", "remaining": 4}}}},
    }
    before, after = made(), made(**other)
    found = causes(before, after, seconds=5)
    assert [cause.of for cause in found] == [name for name in CAUSES if name != "search"]
    assert sum(cause.gain.amount for cause in found) == after[1].proof.value - before[1].proof.value


def test_the_same_input_leaves_only_the_search() -> None:
    stated, best = made()
    worse = best.model_copy(update={"proof": best.proof.model_copy(update={"value": 7, "bound": None})})
    found = causes((stated, worse), (stated, best), seconds=1)
    assert (found[0].of, found[0].gain.amount) == ("search", best.proof.value - 7)
    assert causes((stated, best), (stated, best), seconds=1) == ()


def test_no_plan_with_some_of_the_changes_is_an_error_that_names_them() -> None:
    def nothing(*_: object, **__: object) -> Planned:
        return Planned(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None))

    before, after = made(), made(deals={"a": a(value=1000)}, releases={"R1": R1, "R2": R2 | {"cost": 1}})
    with pytest.raises(NoPlanError) as failed:
        causes(before, after, seconds=1, plan_again=nothing)
    assert failed.value.groups == ("release_days",)


def test_causes_found_before_an_interruption_are_kept_and_the_rest_is_named() -> None:
    before = made()
    after = made(
        header={"as_of": "2026-01-08"}, releases={"R1": R1 | {"cost": 30}, "R2": R2}, deals={"a": a(value=1600)}
    )
    whole = causes(before, after, seconds=10)
    assert [cause.of for cause in whole] == ["time", "release_days", "deals"]
    for kept in (0, 1):
        stop = threading.Event()
        asked: list[int] = []

        def again(
            *known: Any, stop: threading.Event, kept: int = kept, asked: list[int] = asked, **more: Any
        ) -> Planned:
            asked.append(1)
            planned = replan(*known, **more)
            if len(asked) > kept:
                stop.set()
            return planned

        found = causes(before, after, seconds=10, stop=stop, plan_again=again)
        assert found[:-1] == whole[:kept]
        assert (found[-1].of, found[-1].groups) == ("rest", tuple(cause.of for cause in whole[kept:]))
        assert found[-1].gain.amount == sum(cause.gain.amount for cause in whole[kept:])
        there = [replace(cause, gain=cause.gain.turned()) for cause in found]
        asked.clear()
        stop.clear()
        assert list(causes(after, before, seconds=10, stop=stop, plan_again=again)) == there


def test_what_a_search_missed_at_an_end_is_not_laid_on_the_changes() -> None:
    before, after = made(), made(deals={"a": a(value=1600), "b": b()})  # a is worth 200 less
    for end, missed in ((0, 90), (1, -90)):
        ends = [before, after]
        stated, best = ends[end]
        worse = best.proof.model_copy(update={"value": best.proof.value - 90, "status": Status.BEST_FOUND})
        ends[end] = stated, best.model_copy(update={"proof": worse})
        found = causes(ends[0], ends[1], seconds=60, plan_again=replan)
        assert found == (ValuePart("deals", Gain(-200, -200, -200)), ValuePart("search", Gain(missed)))
        turned = causes(ends[1], ends[0], seconds=10, plan_again=replan)
        assert turned == tuple(replace(cause, gain=cause.gain.turned()) for cause in found)


def test_where_planning_an_end_again_finds_no_more_it_stays() -> None:
    before, after = made(), made(deals={"a": a(value=1600), "b": b()})
    known = after[1].model_copy(update={"proof": after[1].proof.model_copy(update={"bound": None})})

    def nothing(*_: object, **__: object) -> Planned:
        return Planned(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None))

    found = causes(before, (after[0], known), seconds=1, plan_again=nothing)
    assert [(cause.of, cause.gain.amount) for cause in found] == [("deals", -200)]


@pytest.mark.parametrize("moves_hold", [True, False])
def test_the_moves_of_the_plan_before_are_kept_where_they_still_hold(
    moves_hold: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stated, best = made()
    asked: list[object] = []

    def plan(project: Project, *_: object, **__: object) -> Planned:
        asked.append(project.moves)
        if project.moves is not None and not moves_hold:
            raise PlanRejected("no", bundle="")
        return Planned(best, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None))

    monkeypatch.setattr(module, "make_plan", plan)
    assert plan_apart(stated, best, seconds=1, stop=threading.Event()).plan is best
    assert asked == ([()] if moves_hold else [(), None])  # the plan has none; None: they are to be chosen
