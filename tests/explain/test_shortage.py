"""What is too little, in sentences whose days are days of the plan, whatever cannot be held."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import Any

import pytest

from roadmap.explaining.contradiction.held import ground_of
from roadmap.folder.project import Project
from roadmap.planner.causes.shortage import LandsLater, NotThen, Shortage, TooFewDays, TooFewPeople, shortage_of
from roadmap.views.answers.clashes import shortage_sentence
from tests.projects import capability, deal, feature, project

RELEASES = {
    "R1": {"freeze": "2026-01-14", "ship": "2026-01-16"},
    "R2": {"freeze": "2026-02-25", "ship": "2026-02-27"},
}
"""R1 freezes at the end of the 8th working day and ships on the 10th; R2 on the 38th and 40th."""


def made(**entities: Any) -> Project:
    return project(**({"releases": RELEASES, "capabilities": {"api": capability()}} | entities))


def told(asked: Project) -> tuple[Shortage | None, str]:
    ground = ground_of(asked)
    found = shortage_of(ground.problem(ground.held))
    return found, "" if found is None else shortage_sentence(ground, found)


def build(days: int, phase: str = "build", **fields: Any) -> dict[str, Any]:
    return {"phase": phase, "skill": "code", "effort": days} | fields


@pytest.mark.parametrize(
    ("work", "by", "said"),
    [
        # Two days of work, the first of them Monday 5 January.
        ([build(2)], "2026-01-05", "It ends on 2026-01-06 at the earliest, but it must be done by 2026-01-05."),
        ([build(3)], "2026-01-06", "It ends on 2026-01-07 at the earliest, but it must be done by 2026-01-06."),
        # All of the work counts: 2 + 3 days end on Friday.
        (
            [build(2), build(3, "verify")],
            "2026-01-05",
            "It ends on 2026-01-09 at the earliest, but it must be done by 2026-01-05.",
        ),
    ],
)
def test_work_that_must_be_done_too_early_names_the_day_it_can_end(work: list[Any], by: str, said: str) -> None:
    found, sentence = told(made(features={"a": feature(*work)}, pins=[{"feature": "a", "done_by": by}]))
    assert isinstance(found, TooFewDays)
    assert sentence.endswith(said)


def test_a_limit_on_a_day_off_before_the_first_day_of_work_is_no_day_before_the_plan() -> None:
    # The plan starts on a Saturday, which is the day by which two days of work must be done.
    pins = [{"feature": "a", "done_by": "2026-01-03"}]
    asked = made(features={"a": feature(build(2))}, pins=pins, header={"start": "2026-01-03"})
    said = "It ends on 2026-01-06 at the earliest, but it must be done before work starts."
    assert told(asked)[1].endswith(said)


def test_the_quickest_crew_counts_only_on_days_on_which_it_is_there() -> None:
    # 8 person-days: two people take 4 days from their first common day, 12 January, to the 15th; one takes 8, to the
    # 14th. The second one comes on 12 January.
    people = {
        "ann": {"name": "Ann", "team": "core"},
        "ben": {"name": "Ben", "team": "core", "first": "2026-01-12"},
    }
    teams = {"core": {"name": "Core", "skill": "code"}}
    work = build(8, crew=[1, 2])
    pins = [{"feature": "a", "done_by": "2026-01-13"}]
    head = {"policy": {"crew_loss": "0%"}}
    asked = made(features={"a": feature(work)}, pins=pins, people=people, teams=teams, header=head)
    assert "It ends on 2026-01-14 at the earliest" in told(asked)[1]


def test_a_start_against_what_comes_before_names_the_first_day_on_which_it_can_be() -> None:
    features = {"a": feature(build(4)), "b": feature(build(4), after=["a"])}
    found, sentence = told(made(features=features, pins=[{"feature": "b", "start": "2026-01-05"}]))
    assert found == NotThen(1, 1, 0, 4)
    assert sentence == "Work on feature b cannot start on 2026-01-05. The earliest possible day is 2026-01-09."


def test_a_start_from_which_work_does_not_end_within_the_plan_is_not_told_to_be_later() -> None:
    # The plan ends on Friday 27 March, and the work takes four days.
    pins = [{"feature": "a", "start": "2026-03-26"}]
    _found, sentence = told(made(features={"a": feature(build(4))}, pins=pins))
    assert sentence == "Work on feature a that starts on 2026-03-26 or later does not end before the plan ends."


def test_a_start_on_which_nobody_is_there_names_the_day_after_it_on_which_somebody_is() -> None:
    people = {"ann": {"name": "Ann", "team": "core", "first": "2026-01-12"}}
    teams = {"core": {"name": "Core", "skill": "code"}}
    pins = [{"feature": "a", "start": "2026-01-07"}]
    _found, sentence = told(made(features={"a": feature(build(4))}, pins=pins, people=people, teams=teams))
    assert sentence == "Work on feature a cannot start on 2026-01-07. The earliest possible day is 2026-01-12."


def test_a_feature_held_in_a_release_before_what_it_comes_after_names_both() -> None:
    # 9 days end after the freeze of R1, and what comes after lands no sooner.
    features = {"a": feature(build(9)), "b": feature(build(1), after=[{"feature": "a", "wait_for": "interface"}])}
    features["a"]["work"].insert(0, build(1, "design"))
    found, sentence = told(made(features=features, pins=[{"feature": "b", "release": "R1"}]))
    assert found == LandsLater(1, 0, 1, 0)
    assert sentence == (
        "Feature b cannot land before R2, because it depends on a, which cannot land earlier either. "
        "The last release in time is R1."
    )


def test_work_for_which_the_people_are_never_there_long_enough_says_so() -> None:
    people = {"ann": {"name": "Ann", "team": "core", "last": "2026-01-07"}}
    teams = {"core": {"name": "Core", "skill": "code"}}
    asked = made(
        features={"a": feature(build(5))}, pins=[{"feature": "a", "planned": True}], people=people, teams=teams
    )
    assert told(asked)[1] == (
        "Feature a cannot be finished before the plan ends: the people with the skill code "
        "are not available for long enough."
    )


WAITS = ("finish", "interface")


def drawn(chance: random.Random) -> Project:
    """Some features that wait for each other, up to three people who come, go and are away, and pins on them."""

    def day() -> str:
        return f"2026-{chance.randint(1, 3):02}-{chance.randint(1, 27):02}"

    features = {}
    for number in range(chance.randint(1, 4)):
        phases = chance.sample(["design", "build", "verify"], chance.randint(1, 3))
        work = [build(chance.randint(0, 9), phase) for phase in sorted(phases, key=["design", "build", "verify"].index)]
        features[f"f{number}"] = feature(
            *work,
            after=[
                {
                    "feature": f"f{other}",
                    "lag": chance.randint(0, 9),
                    "wait_for": chance.choice(["finish", "interface"]),
                }
                for other in range(number)
                if chance.random() < 0.4
            ],
        )
    people = {}
    for number in range(chance.randint(1, 3)):
        first, last = sorted((day(), day()))
        leave = [dict(zip(("first", "last"), sorted((day(), day())), strict=True))] if chance.random() < 0.5 else []
        span = {"first": first, "last": last} if chance.random() < 0.3 else {}
        people[f"p{number}"] = {"name": "P", "team": "core", "leave": leave} | span
    pins: list[dict[str, Any]] = [{"deal": "d", "served": True}] if chance.random() < 0.3 else []
    for key in features:
        if chance.random() < 0.7:
            what = chance.choice(["done_by", "start", "release", "planned"])
            value = {"release": chance.choice(["R1", "R2"]), "planned": True}.get(what, day())
            pins.append({"feature": key, what: value})
    asked = deal(gates={"design_in": day()}, needs={"design_in": ["api"]})
    teams = {"core": {"name": "Core", "skill": "code"}}
    return made(features=features, people=people, teams=teams, pins=pins, deals={"d": asked})


def test_no_sentence_names_a_day_outside_the_plan_or_days_that_end_before_they_begin() -> None:
    chance, kinds = random.Random(18), set()
    for _ in range(400):
        asked = drawn(chance)
        found, sentence = told(asked)
        kinds.add(type(found))
        days = [date.fromisoformat(text) for text in re.findall(r"\d{4}-\d{2}-\d{2}", sentence)]
        assert all(asked.as_of <= one <= asked.header.horizon for one in days), sentence
        if isinstance(found, TooFewPeople):
            assert found.first < found.end, sentence
        if isinstance(found, TooFewDays) and found.ends is not None:
            assert found.ends > found.end, sentence
    assert {type(None), TooFewPeople, TooFewDays, NotThen, LandsLater} <= kinds
