"""A plan that somebody changed, seal and all, does not say what follows from its own work; others do."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from benchmarks.soak.as_planned import read
from benchmarks.soak.folders import random_folder
from benchmarks.soak.late import first_plan_of
from roadmap.audit import value
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.build import build_plan
from roadmap.planner.options import Options
from roadmap.planner.stored.recount import UNCOUNTED, what_differs
from roadmap.plans.causes import Cause, CauseKind
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.schedule import Placement, Proof, Schedule, Status, Stopped
from roadmap.solver.construct.delaying import delayed
from tests.planner.plans import plan_of
from tests.planner.test_restore import entities, stored
from tests.projects import feature, project

EXAMPLES = Path(__file__).parents[2] / "examples"
CHANGES = 12
"""Changes that are tried of each plan."""


def made(seed: int, folder: Path) -> tuple[Plan, Project]:
    """The first plan of a random company."""
    (folder / "roadmap.yaml").write_text(json.dumps(random_folder(seed)), encoding="utf-8")
    asked = replace(read(folder), moves=())
    plan = first_plan_of(asked)
    assert plan is not None
    return plan, asked


@pytest.mark.parametrize("seed", range(3_000_000, 3_000_008))
def test_a_plan_says_what_follows_from_its_work_and_with_any_one_value_changed_it_does_not(
    seed: int, tmp_path: Path
) -> None:
    plan, asked = made(seed, tmp_path)
    assert what_differs(plan, asked) == ()
    chance, tried = random.Random(seed), 0
    places = list(leaves(json.loads(plan.model_dump_json())))
    while tried < CHANGES:
        document = json.loads(plan.model_dump_json())
        path = chance.choice(places)
        change(document, path)
        try:
            changed = sealed(Plan.model_validate_json(json.dumps(document)))
        except ValidationError:
            continue
        tried += 1
        assert what_differs(changed, asked) != (), path


@pytest.mark.parametrize(
    "name",
    [
        "boards",
        "first-plan",
        "hands-together",
        "inversion",
        "two-deals",
        pytest.param("chip-stack", marks=pytest.mark.slow),
    ],
)
def test_a_first_plan_of_each_shipped_example_says_what_follows_from_its_work(name: str) -> None:
    asked = replace(read(EXAMPLES / name), moves=())
    plan = first_plan_of(asked)
    assert plan is not None
    assert what_differs(plan, asked) == ()


def leaves(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values of a document that follow from its work."""
    if isinstance(part, dict):
        for key, inner in part.items():
            if path or key not in UNCOUNTED:
                yield from leaves(inner, (*path, key))
    elif isinstance(part, list):
        for position, inner in enumerate(part):
            yield from leaves(inner, (*path, position))
    elif isinstance(part, (bool, int, str)):
        yield path


def is_day(value: str) -> bool:
    return len(value) == 10 and value[4] == value[7] == "-"


def change(document: Any, path: tuple[Any, ...]) -> None:
    for key in path[:-1]:
        document = document[key]
    value = document[path[-1]]
    if isinstance(value, bool):
        document[path[-1]] = not value
    elif isinstance(value, int):
        document[path[-1]] = value + 1
    elif not is_day(value):
        document[path[-1]] = value + "x"
    else:
        document[path[-1]] = (date.fromisoformat(value) + timedelta(days=1)).isoformat()


def test_the_places_that_differ_are_named() -> None:
    plan = stored()
    deals = [plan.deals[0].model_copy(update={"kept": plan.deals[0].kept + 1}), *plan.deals[1:]]
    assert what_differs(plan, project(**entities())) == ()
    assert what_differs(plan.model_copy(update={"deals": deals}), project(**entities())) == ("deals[0].kept",)


@pytest.mark.parametrize(
    ("claim", "place"),
    [
        ({"value": 151}, "proof.value"),
        ({"bound": 149}, "proof.bound"),
        ({"gap": 0.5}, "proof.gap"),
        ({"status": Status.OPTIMAL}, "proof.status"),
    ],
)
def test_a_proof_that_cannot_be_of_this_value_is_named(claim: dict[str, Any], place: str) -> None:
    plan = stored()
    proof = plan.proof.model_copy(update=claim)
    assert place in what_differs(plan.model_copy(update={"proof": proof}), project(**entities()))


def test_work_that_breaks_a_rule_is_refused_whatever_else_was_made_to_fit() -> None:
    # two features of one person at once
    plan = stored()
    (first, second) = plan.features
    work = [second.work[0].model_copy(update={"first": first.work[0].first, "last": date(2026, 1, 12)})]
    both = [first, second.model_copy(update={"work": work})]
    assert what_differs(plan.model_copy(update={"features": both}), project(**entities())) == ("features", "support")


def of_one_deal(*placed: tuple[int, list[int]] | None, **more: Any) -> tuple[Plan, Project]:
    """A plan of two features, and the folder that it is of: one deal in time, one that is given up where `g` is not."""
    made = entities(**more)
    return plan_of(*placed, **made), project(**made)


def test_that_no_plan_serves_a_deal_alone_is_believed_where_the_deal_is_given_up() -> None:
    plan, asked = of_one_deal((0, [1]), None)
    given_up = [deal.model_copy(update={"causes": [Cause(kind=CauseKind.ALONE)]}) for deal in plan.deals[1:]]
    claimed = plan.model_copy(update={"deals": [plan.deals[0], *given_up]})
    assert plan.deals[1].causes != given_up[0].causes
    assert [line.cause.kind for line in plan.unplanned] != [CauseKind.NOT_SERVED]
    # then the feature is not built because its only deal is not served
    unplanned = [plan.unplanned[0].model_copy(update={"cause": Cause(kind=CauseKind.NOT_SERVED, deals=["e"])})]
    assert what_differs(claimed, asked) == ("unplanned[0].cause.kind", "unplanned[0].cause.deals")
    assert what_differs(claimed.model_copy(update={"unplanned": unplanned}), asked) == ()
    served = plan.deals[0].model_copy(update={"causes": [Cause(kind=CauseKind.ALONE)]})
    assert what_differs(plan.model_copy(update={"deals": [served, plan.deals[1]]}), asked) == ("deals[0].causes",)


def test_that_the_search_found_no_way_may_stand_in_a_plan_that_is_the_best() -> None:
    plan, asked = of_one_deal((0, [1]), None)
    assert [cause.kind for cause in plan.deals[1].causes] == [CauseKind.NOT_FOUND]
    worth = plan.proof.value
    best = plan.model_copy(
        update={"proof": plan.proof.model_copy(update={"status": Status.OPTIMAL, "bound": worth, "gap": 0.0})}
    )
    assert what_differs(best, asked) == ()
    causes = [Cause(kind=CauseKind.NOT_WORTH_IT)]
    claimed = plan.model_copy(update={"deals": [plan.deals[0], plan.deals[1].model_copy(update={"causes": causes})]})
    assert "deals[1].causes[0].kind" in what_differs(claimed, asked)


ANN = {"name": "Ann", "team": "core"}
PASSED_ON = {
    "teams": {"core": {"name": "Core", "skill": "code"}},
    "people": {"ann": ANN | {"last": "2026-01-06"}, "bob": ANN | {"first": "2026-01-07"}},
    "features": {"f": feature({"phase": "build", "skill": "code", "effort": 4}), "g": feature(provides={"tool": "ga"})},
}


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"people": ["eve", "bob"], "stints": [("eve", 5, 6), ("bob", 7, 8)]}, ("people",)),  # nobody of that name
        ({"people": ["bob"], "stints": []}, ("people",)),  # is not there on the first days
        ({"people": ["ann", "bob"], "stints": [("ann", 5, 5), ("bob", 7, 8)]}, ("people",)),  # nobody on the sixth
        ({"people": ["ann"]}, ("features[0].work[0].people",)),  # and who goes on with it?
        ({"pauses": [{"first": "2026-01-07", "last": "2026-01-07", "people": ["bob"], "whole": True}]}, None),
    ],
)
def test_people_who_could_not_do_the_work_are_refused(told: dict[str, Any], wrong: tuple[str, ...] | None) -> None:
    plan, asked = of_one_deal((0, [0]), None, **PASSED_ON)
    assert what_differs(plan, asked) == ()
    document = json.loads(plan.model_dump_json())
    work = document["features"][0]["work"][0]
    assert [(s["person"], s["first"], s["last"]) for s in work["stints"]] == [
        ("ann", "2026-01-05", "2026-01-06"),
        ("bob", "2026-01-07", "2026-01-08"),
    ]
    if "stints" in told:
        told["stints"] = [
            {"person": who, "skill": "code", "group": 1, "first": f"2026-01-0{first}", "last": f"2026-01-0{last}"}
            for who, first, last in told["stints"]
        ]
    work.update(told)
    differs = what_differs(Plan.model_validate_json(json.dumps(document)), asked)
    assert differs if wrong is None else differs == wrong


def test_a_milestone_that_prefers_to_be_late_is_where_it_was() -> None:
    # nothing waits for it: it is reached on the last day up to the freeze of 14 January, not on the first day
    late = feature({"phase": "build", "skill": "code", "effort": 0, "prefer": "late"})
    made = entities(features={"f": late, "g": feature(provides={"tool": "ga"})})
    asked = project(**made)
    indexed = index_project(asked)
    schedule = delayed(indexed.problem, Schedule((Placement(0, (0,), (0,)), None)))
    proof = Proof(Status.BEST_FOUND, Stopped.TIME, value(indexed.problem, schedule), None)
    plan = build_plan(asked, indexed, schedule, proof=proof, options=Options(), solver="0")
    assert plan.features[0].work[0].last > date(2026, 1, 5)
    assert what_differs(plan, asked) == ()
