"""People who are moved in the problem: at home, in training, in the second line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.people.moved import at_home, in_line, lines_of, stretches
from roadmap.indexing.people.training import training_items
from roadmap.supply.second_line import Move
from tests.projects import feature, project

LINE = {"skill": "fae", "proficiency": "60%", "training": "course"}
TEAMS: dict[str, Any] = {
    "apps": {"name": "AE", "skill": "ae", "people": 2, "second_lines": [LINE]},
    "field": {"name": "FAE", "skill": "fae", "people": 1},
}
COURSE = feature(
    {"phase": "build", "skill": "fae", "effort": 2}, {"phase": "enable", "skill": "fae", "effort": 3}, team="field"
)
RELEASES = {"R1": {"freeze": "2026-02-20", "ship": "2026-02-27"}}
CAPABILITIES = {"api": {"name": "A", "kind": "knowledge"}}


def made(**entities: Any) -> Project:
    return project(
        **(
            {"teams": TEAMS, "features": {"course": COURSE}, "releases": RELEASES, "capabilities": CAPABILITIES}
            | entities
        )
    )


def moved(made_of: Project, *, person: str = "apps-1") -> Project:
    """The same with a move: training from slot 10 (Monday 19 January), FAE from slot 15 to Friday 20 February."""
    move = Move(
        person=person,
        own="ae",
        line=lines_of(made_of, person)[0],
        away=date(2026, 1, 19),
        first=date(2026, 1, 26),
        last=date(2026, 2, 20),
        lacking=100,
        spare=100,
    )
    return replace(made_of, moves=(move,))


def row(indexed: Indexed, skill: str) -> tuple[int, ...]:
    return indexed.staff.capacity[skill]


def test_somebody_who_is_moved_counts_in_the_second_skill_and_not_in_their_own() -> None:
    indexed = index_project(moved(made()))
    # Two AE, one from slot 10 to 35; one FAE, two from slot 15 to 35, of whom one at 60 %; 60 slots in all.
    assert row(indexed, "ae") == (2,) * 10 + (1,) * 25 + (2,) * 25
    assert row(indexed, "fae") == (1,) * 15 + (2,) * 20 + (1,) * 25
    assert indexed.staff.speeds["fae"] == (Fraction(1), Fraction(3, 5))


def test_without_moves_everybody_is_at_their_own_work() -> None:
    indexed = index_project(made())
    assert (set(row(indexed, "ae")), set(row(indexed, "fae"))) == ({2}, {1})


def test_the_training_is_planned_and_done_before_the_first_day_away() -> None:
    problem = index_project(moved(made())).problem
    assert problem.features[0].planned is True
    assert [item.latest for item in problem.items] == [60, 10]
    plain = index_project(made()).problem
    assert (plain.features[0].planned, [item.latest for item in plain.items]) == (None, [60, 60])


def test_a_training_that_is_pinned_out_stays_out() -> None:
    problem = index_project(moved(made(pins=[{"feature": "course", "planned": False}]))).problem
    assert problem.features[0].planned is False


def test_a_training_that_was_done_or_has_shipped_asks_for_nothing() -> None:
    done = {"started": "2025-12-08", "done": "2025-12-19"}
    header = {"as_of": "2026-01-12"}
    in_hand = made(progress={"course": {"items": {"build": done, "enable": done}}}, header=header)
    shipped = made(
        progress={"course": {"shipped": "R0"}},
        releases={"R0": {"freeze": "2026-01-05", "ship": "2026-01-07"}},
        header=header,
    )
    for each in (in_hand, shipped):
        indexed = index_project(each)
        assert training_items(indexed.problem, indexed.names, each, "course") is None
    under_way = index_project(made())
    assert training_items(under_way.problem, under_way.names, made(), "course") == (1,)


def test_a_move_that_is_over_or_beyond_the_plan_changes_nothing() -> None:
    late = moved(made(header={"as_of": "2026-02-23"}))
    assert set(row(index_project(late), "ae")) == {2}
    under_way = moved(made(header={"as_of": "2026-02-16"}))
    # One week of the move is left.
    assert row(index_project(under_way), "ae")[:6] == (1, 1, 1, 1, 1, 2)
    assert index_project(under_way).problem.features[0].planned is None


def test_stretches_end_with_the_plan() -> None:
    (stretch,) = stretches(moved(made()).moves or (), made().calendar, origin=date(2026, 1, 5), horizon=20)
    assert (stretch.away, stretch.first, stretch.end) == (10, 15, 20)
    assert at_home(((0, 12), (14, 40)), [stretch]) == ((0, 10), (20, 40))
    assert in_line(((0, 12), (14, 17), (18, 40)), stretch) == ((15, 17), (18, 20))


def test_a_person_has_their_own_second_lines_or_those_of_the_team() -> None:
    own = {"skill": "qa", "proficiency": "50%", "training": "course"}
    people = {
        "ann": {"name": "Ann", "team": "apps"},
        "bob": {"name": "Bob", "team": "apps", "second_lines": [own]},
        "cat": {"name": "Cat", "team": "apps", "skills": {"ae": "100%", "fae": "80%"}},
    }
    folder = made(people=people)
    found = {key: [line.skill for line in lines_of(folder, key)] for key in ("apps-1", *people)}
    # Cat does the work of an FAE any day and is not moved for it.
    assert found == {"apps-1": ["fae"], "ann": ["fae"], "bob": ["qa"], "cat": []}
