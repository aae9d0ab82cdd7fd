"""A proof is a proof: where people lose skills so that pools can be told, nothing is proved of less than the whole."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap.indexing import index_project
from roadmap.planner.stored.replan import replan
from roadmap.planner.widening import whole_bound, widened
from roadmap.schedule import Proof, Status, Stopped
from tests.projects import capability, deal, feature, project


def ring(*deals: tuple[str, int]) -> dict[str, Any]:
    """Ten people who know three skills each, in a ring; the first knows x as well. A deal of each value needs five days
    of work of each skill by Friday 9 January."""
    skills = [[f"s{(n + step) % 10}" for step in (0, 1, 3)] for n in range(10)]
    skills[0].append("x")
    train = {"freeze": "2026-01-09", "ship": "2026-01-09"}
    return {
        "teams": {"t": {"name": "T", "skill": "s0"}},
        "people": {
            f"p{n}": {"name": f"P{n}", "team": "t", "skills": dict.fromkeys(own, "100%")}
            for n, own in enumerate(skills)
        },
        "capabilities": {f"c-{skill}": capability() for skill, _ in deals} | {"all": capability()},
        "features": {
            f"f-{skill}": feature(
                {"phase": "build", "skill": skill, "effort": 5}, team="t", provides={f"c-{skill}": "ga"}
            )
            for skill in [f"s{n}" for n in range(10)] + ["x"]
            if any(skill == wanted for wanted, _ in deals)
        }
        | {
            "every": feature(
                *({"phase": "build", "skill": f"s{n}", "effort": 1} for n in range(10)),
                team="t",
                provides={"all": "ga"},
            )
        },
        "deals": {
            f"d-{skill}": deal(value=2 * value, gates={"design_in": "2026-01-09"}, needs={"design_in": [f"c-{skill}"]})
            for skill, value in deals
        },
        "releases": {"R1": train},
    }


@pytest.fixture
def few_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too few sets for the people of the ring."""
    monkeypatch.setattr("roadmap.indexing.people.pools.MOST_SETS", 40)


@pytest.mark.usefixtures("few_sets")
def test_the_only_one_who_knows_a_skill_keeps_it_and_the_deal_is_served() -> None:
    made = project(**ring(("x", 1000), ("s5", 10)))
    assert index_project(made).staff.narrowed
    found = replan(made, None, seconds=60)
    assert (found.proof.value, found.proof.status) == (1010, Status.OPTIMAL)


def test_what_is_proved_of_less_is_not_called_the_best() -> None:
    narrow = Proof(Status.OPTIMAL, Stopped.PROVED, 700, 700)
    assert widened(narrow, None) == narrow
    assert widened(narrow, 1000) == Proof(Status.BEST_FOUND, Stopped.NARROWED, 700, 1000)
    assert widened(narrow, 700) == narrow
    impossible = Proof(Status.INFEASIBLE, Stopped.PROVED, None, None)
    assert widened(impossible, 1000) == Proof(Status.NOTHING_FOUND, Stopped.NARROWED, None, 1000)


@pytest.mark.usefixtures("few_sets")
def test_the_bound_of_the_whole_covers_what_the_narrowed_problem_cannot_do() -> None:
    # Ten people, ten skills, five days of each: all eleven deals but one can be served, each is worth 10.
    made = project(**ring(*((f"s{n}", 10) for n in range(10)), ("x", 10)))
    indexed = index_project(made)
    assert indexed.staff.narrowed
    bound = whole_bound(made, indexed)
    found = replan(made, None, seconds=60)
    assert bound is not None
    assert found.proof.value is not None
    assert found.proof.value <= 100 <= bound
    assert found.proof.status is Status.BEST_FOUND
    assert found.proof.bound == bound


def test_a_problem_that_is_whole_has_no_other_bound() -> None:
    made = project(features={"f": feature()})
    assert whole_bound(made, index_project(made)) is None
