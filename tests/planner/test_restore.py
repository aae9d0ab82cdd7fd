"""From a stored plan to the schedule that the next search begins with."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.audit import broken_rules, value
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.options import Options
from roadmap.planner.stored.restore import nearest_mode, restore, wishes_of
from roadmap.plans.document import Plan
from roadmap.problem import Item, Mode
from roadmap.schedule import NOWHERE, Placement, Proof, Schedule, Status, Stopped
from roadmap.solver.construct.restart import Wish
from tests.plan_files import plan_text
from tests.planner.plans import TRAIN, plan_of
from tests.projects import SEGMENT, capability, deal, feature, project

LATE = {"freeze": "2026-03-04", "ship": "2026-03-06"}
BUILD = {"phase": "build", "skill": "code", "effort": 3}


def entities(**more: Any) -> dict[str, Any]:
    """Two features of three and five days in two releases, a deal of 100 for the one and of 50 for the other."""
    return {
        "capabilities": {"api": capability(), "tool": capability()},
        "features": {"f": feature(BUILD), "g": feature(provides={"tool": "ga"})},
        "releases": {"R1": TRAIN, "R2": LATE},
        "deals": {
            "d": deal(gates={"design_in": "2026-02-27"}, needs={"design_in": ["api"]}),
            "e": deal(value=100, gates={"design_in": "2026-03-20"}, needs={"design_in": ["tool"]}),
        },
    } | more


def stored(**more: Any) -> Plan:
    """The plan that was stored: f in slots 1 to 3 for R1, g in slots 10 to 14 for R2."""
    return Plan.model_validate_json(plan_text(plan_of((0, [1]), (1, [10]), **entities(**more))))


def restored(plan: Plan, made: Project) -> dict[str, Placement | None]:
    """The placements by feature; the schedule breaks no rule."""
    indexed = index_project(made)
    schedule = restore(plan, made, indexed)
    assert schedule is not None
    assert broken_rules(indexed.problem, schedule) == ()
    return dict(zip(indexed.names.features, schedule.placements, strict=True))


def test_the_same_project_gives_the_schedule_that_was_stored() -> None:
    assert restored(stored(), project(**entities())) == {"f": Placement(0, (1,), (0,)), "g": Placement(1, (10,), (0,))}


def test_a_feature_that_is_gone_is_left_out() -> None:
    features = {"g": feature(provides={"tool": "ga"}), "h": feature()}
    made = project(**entities(features=features))
    placed = restored(stored(), made)
    assert placed["g"] == Placement(1, (10,), (0,))
    assert placed["h"] == Placement(0, (0,), (0,))  # served anew: it provides what d needs


def test_a_later_today_moves_what_was_to_begin_before_it() -> None:
    # on Monday 12 January, slot 5 of the plan is slot 0: f was to run in slots 1 to 3 and has not been started
    made = project(**entities(header={"as_of": "2026-01-12"}))
    assert restored(stored(), made) == {"f": Placement(0, (0,), (0,)), "g": Placement(1, (5,), (0,))}


def test_a_feature_whose_work_is_done_or_running_keeps_its_landing() -> None:
    work = [{"phase": "design", "skill": "code", "effort": 2}, BUILD]
    features = {"f": feature(*work), "g": feature(provides={"tool": "ga"})}
    plan = Plan.model_validate_json(plan_text(plan_of((0, [1, 3]), (1, [10]), **entities(features=features))))
    progress = {
        "f": {
            "items": {
                "design": {"started": "2026-01-06", "done": "2026-01-07"},
                "build": {"started": "2026-01-08", "remaining": 2},
            }
        }
    }
    made = project(**entities(features=features, progress=progress, header={"as_of": "2026-01-12"}))
    assert restored(plan, made)["f"] == Placement(0, (), ())


def test_work_that_is_not_what_it_was_goes_as_early_as_it_fits() -> None:
    features = {
        "f": feature({"phase": "design", "skill": "code", "effort": 1}, BUILD),
        "g": feature(provides={"tool": "ga"}),
    }
    made = project(**entities(features=features))
    assert wishes_of(stored(), made, index_project(made))[0] == Wish(0, (None, None), (None, None))
    assert restored(stored(), made)["f"] == Placement(0, (0, 1), (0, 0))


def test_a_release_that_is_gone_is_replaced_by_the_first_that_holds_the_work() -> None:
    deals = {"d": deal(gates={"design_in": "2026-03-09"}, needs={"design_in": ["api"]})}
    made = project(**entities(releases={"R2": LATE}, deals=deals))
    assert restored(stored(), made)["f"] == Placement(0, (1,), (0,))


def test_a_milestone_is_reached_as_soon_as_the_work_before_it() -> None:
    work = [BUILD, {"phase": "verify", "skill": "code", "effort": 0}]
    features = {"f": feature(*work), "g": feature(provides={"tool": "ga"})}
    plan = plan_of((0, [1, 4]), (1, [10]), **entities(features=features))
    assert restored(plan, project(**entities(features=features)))["f"] == Placement(0, (1, 4), (0, 0))


@pytest.mark.slow
def test_nothing_is_restored_where_pins_do_not_fit() -> None:
    made = project(**entities(pins=[{"feature": "f", "release": "R1"}], teams={"core": {"name": "C", "skill": "code"}}))
    assert restore(stored(), made, index_project(made)) is None


def test_the_mode_with_the_nearest_crew_is_taken_and_of_two_the_smaller() -> None:
    item = Item(0, tuple(Mode(((0, crew),), 9 - crew) for crew in (1, 3, 4)), True, 0, 10)
    assert [nearest_mode(item, crew, 1) for crew in (1, 2, 3, 9)] == [0, 1, 1, 2]
    assert nearest_mode(Item(0, (), True, 0, 10), 1, 1) is None
    # of two crews of two for three days the one that takes one of those in pool 1 instead of two
    alike = tuple(Mode(((0, 2), (1, fast)), 3) for fast in (2, 1))
    assert nearest_mode(Item(0, alike, True, 0, 10), 2, 3) == 1


def test_a_schedule_is_restored_with_the_larger_crew_it_had() -> None:
    features = {"f": feature({**BUILD, "effort": 6, "crew": [1, 3]}), "g": feature(provides={"tool": "ga"})}
    teams = {"core": {"name": "Core", "skill": "code", "people": 3}}
    made = project(**entities(features=features, teams=teams))
    indexed = index_project(made)
    schedule = Schedule((Placement(0, (1,), (1,)), Placement(1, (10,), (0,))))
    assert broken_rules(indexed.problem, schedule) == ()
    plan = plan_of((0, [1]), (1, [10]), **entities(features=features, teams=teams))
    line = plan.features[0].work[0].model_copy(update={"crew": 2})
    changed = plan.features[0].model_copy(update={"work": [line]})
    plan = plan.model_copy(update={"features": [changed, *plan.features[1:]]})
    assert restored(plan, made)["f"] == Placement(0, (1,), (1,))


WORKS = [
    {"phase": "evaluation", "gate": "evaluation", "skill": "fae", "effort": 3, "spread": 10},
    {"phase": "evaluation", "gate": "evaluation", "skill": "fae", "effort": 2, "spread": 10},
]


def supported(works: list[dict[str, Any]], **more: Any) -> Project:
    """One deal that needs nothing but brings a case of these works, by its evaluation on Friday 2026-01-23."""
    return project(
        segments={"isv": SEGMENT | {"support": [{"name": "Case", "work": works}]}},
        deals={"d": deal(gates={"evaluation": "2026-01-23"})},
        teams={"fae": {"name": "Field", "skill": "fae", "people": 2}},
        releases={"R1": TRAIN},
        **more,
    )


def stored_support(*starts: int) -> Plan:
    """The plan with the two pieces of work at these starts, or with the deal not served."""
    made = supported(WORKS)
    indexed = index_project(made)
    schedule = Schedule((Placement(NOWHERE, starts, (0, 0)) if starts else None,))
    assert broken_rules(indexed.problem, schedule) == ()
    worth = value(indexed.problem, schedule)
    proof = Proof(Status.BEST_FOUND, Stopped.TIME, worth, worth)
    return build_plan(made, indexed, schedule, proof=proof, options=Options(), solver="0")


def test_support_work_goes_back_to_its_days() -> None:
    made = supported(WORKS)
    indexed = index_project(made)
    assert restore(stored_support(8, 6), made, indexed) == Schedule((Placement(NOWHERE, (8, 6), (0, 0)),))


def test_support_work_of_a_deal_that_was_not_served_is_not_wished_for() -> None:
    made = supported(WORKS)
    indexed = index_project(made)
    assert wishes_of(stored_support(), made, indexed) == (None,)


def test_support_work_that_is_new_goes_as_early_as_it_fits() -> None:
    made = supported([*WORKS, WORKS[1] | {"phase": "migration"}])
    indexed = index_project(made)
    assert wishes_of(stored_support(8, 6), made, indexed) == (Wish(None, (8, 6, None), (0, 0, None)),)
    schedule = restore(stored_support(8, 6), made, indexed)
    assert schedule is not None
    assert schedule.placements[0] is not None
    assert schedule.placements[0].starts[:2] == (8, 6)
