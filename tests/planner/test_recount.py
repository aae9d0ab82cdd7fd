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
from roadmap.folder.project import Project
from roadmap.plan.causes import Cause, CauseKind
from roadmap.plan.document import Plan
from roadmap.plan.file import sealed
from roadmap.planner.recount import UNCOUNTED, UNPROMISED, what_differs
from roadmap.schedule import Status
from tests.planner.test_restore import entities, stored
from tests.projects import project

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
            if key not in UNPROMISED and not (not path and key in UNCOUNTED):
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


def test_what_a_search_found_out_about_a_deal_is_no_part_of_what_follows_from_the_work() -> None:
    plan = stored()
    told = plan.deals[0].model_copy(update={"causes": [Cause(kind=CauseKind.NO_PLAN)]})
    assert what_differs(plan.model_copy(update={"deals": [told, *plan.deals[1:]]}), project(**entities())) == ()
