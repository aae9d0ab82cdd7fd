"""Prices: each against a plan made from scratch, each within its interval, and none of a sign that cannot be."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from requirements.gate import Gate
from roadmap.calendar import build_calendar
from roadmap.explaining.asking.change import Change, team_of
from roadmap.explaining.asking.questions import Answer, Question, answer_here
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.present import Present, present_of
from roadmap.explaining.pricing import (
    Price,
    ask_prices,
    next_quarter,
    prices_of,
    promise_changes,
    release_changes,
    skill_changes,
    slip_changes,
)
from roadmap.folder.baseline import Baseline
from roadmap.planner.stored.replan import Difference, replan
from roadmap.views.answers.priced_changes import amount_text, change_text
from roadmap.views.answers.subjects import baseline_line, price_lines
from tests.explain.executors import Here
from tests.explain.rivals import TRAINS, present, rivals, wants
from tests.planner.published import published
from tests.projects import project

FIRST = date(2026, 1, 5)
LONG = 20.0


def alone(**changes: Any) -> Present:
    """The rivals without the feature that is bought: the best plan serves e in time and d late, for 250."""
    features = {key: part for key, part in rivals()["features"].items() if key != "bought"}
    return present(features=features, **changes)


def asked(plan: Present, changes: list[Change], *, seconds: float = LONG) -> Asking:
    asking = Asking(Here(), plan, deadline=time.monotonic() + 60, stop=threading.Event())
    asking.ask([Change(), *changes], seconds=seconds)
    return asking


def price(change: Change) -> Price:
    plan = alone()
    (found,) = prices_of(plan, [change], asked(plan, [change]))
    return found


def worth(**changes: Any) -> int:
    """What the best plan of the folder is worth, made from nothing."""
    features = {key: part for key, part in rivals()["features"].items() if key != "bought"}
    plan = replan(project(**(rivals(features=features) | changes)), None, seconds=LONG).plan
    assert plan is not None
    assert plan.proof.value == plan.proof.bound
    return plan.headline.value


def test_one_more_person_is_worth_the_deal_that_is_late_without_them() -> None:
    # 250 with one person: e in time, d late. 300 with two.
    found = price(Change("person", "code", day=FIRST))
    assert found.difference == Difference(50, 50, 50)
    assert found.winners == (("d", 50),)
    hired = {"one": {"name": "one", "team": "core", "skill": "code", "first": "2026-01-05"}}
    assert worth(people=hired) - worth() == 50


def test_a_person_who_comes_too_late_is_worth_nothing() -> None:
    # R1 freezes on 14 January: five days of work that begin on the 9th or later do not make it.
    assert price(Change("person", "code", day=date(2026, 1, 9))).difference == Difference(0, 0, 0)


def test_a_slip_costs_what_it_makes_late() -> None:
    # b begins in slot 0 in the plan. Ten days later it misses R1, so that a takes its place: 100 + 100 = 200.
    # Forty days later it misses R2 too (20 slots and 6 days of work are fewer): only d is left, 100.
    found = {days: price(Change("slip", "b", amount=days)).difference for days in (10, 20, 40)}
    assert found[10] == Difference(-50, -50, -50)
    assert found[20] == found[40] == Difference(-150, -150, -150)
    assert price(Change("slip", "b", amount=10)).losers == (("e", 100),)


def test_a_release_less_costs_what_it_served() -> None:
    # Without R2 d is not served: 200. Without R1 both are late: 150.
    assert price(Change("no_release", "R2")).difference == Difference(-50, -50, -50)
    assert worth(releases={"R1": TRAINS["R1"]}) - worth() == -50
    assert price(Change("no_release", "R1")).difference == Difference(-100, -100, -100)
    assert worth(releases={"R2": TRAINS["R2"]}) - worth() == -100


def test_without_a_solver_a_price_has_the_bound_of_the_plan_for_its_interval() -> None:
    plan = alone()
    asking = asked(plan, changes := [Change("slip", "b", amount=10), Change("person", "code", day=FIRST)], seconds=0.2)
    slip, person = prices_of(plan, changes, asking)
    # The plan is worth 250 and its bound is 260. The slip's best plan is worth at least 200, and no more than 200: b
    # cannot make R1 after it, so that e keeps 100 at most, as d does.
    assert slip.difference == Difference(-50, -60, -50)
    # With one more person no deal can be worth more than all of it, 300.
    assert person.difference == Difference(50, 40, 50)


def test_the_true_price_lies_within_the_interval_that_a_short_search_gives() -> None:
    # What is true is found from nothing, and proved: 250 as it is; 300 with one more, 200 without R2, 150 without R1.
    hired = {"one": {"name": "one", "team": "core", "skill": "code", "first": "2026-01-05"}}
    truths = {
        Change("person", "code", day=FIRST): worth(people=hired) - worth(),
        Change("no_release", "R2"): worth(releases={"R1": TRAINS["R1"]}) - worth(),
        Change("no_release", "R1"): worth(releases={"R2": TRAINS["R2"]}) - worth(),
    }
    plan = alone()
    short = prices_of(plan, list(truths), asked(plan, list(truths), seconds=0.2))
    assert [found.difference is not None and found.difference.proved for found in short] == [False] * 3
    for found, truth in zip(short, truths.values(), strict=True):
        assert found.difference is not None
        assert found.difference.least is not None
        assert found.difference.most is not None
        assert found.difference.least <= truth <= found.difference.most


def test_a_shorter_slip_costs_no_more_than_a_longer_one() -> None:
    plan = alone()
    asking = asked(plan, [])
    short, long = Change("slip", "b", amount=10), Change("slip", "b", amount=20)
    asking.answers |= {short: Answer(short, None, 120, None, {}), long: Answer(long, None, 150, None, {})}
    assert [p.difference and p.difference.found for p in prices_of(plan, [short, long], asking)] == [-100, -100]


def test_what_cannot_be_gained_or_lost_is_cut_off() -> None:
    plan = alone()
    asking = asked(plan, [])
    person, release = Change("person", "code", day=FIRST), Change("no_release", "R1")
    asking.answers |= {person: Answer(person, None, 240, None, {}), release: Answer(release, None, 255, None, {})}
    more, less = prices_of(plan, [person, release], asking)
    # A worse plan with more people is a bad search, and so is a better one with a release less.
    assert (more.difference, less.difference) == (Difference(0, 0, None), Difference(0, 0, 0))


def test_what_was_not_asked_and_what_has_no_plan_are_told_apart() -> None:
    plan = alone()
    asking = asked(plan, [])
    no_plan = Change("no_release", "R1")
    asking.answers[no_plan] = Answer(no_plan, None, None, None, {})
    found = prices_of(plan, [no_plan, Change("no_release", "R2")], asking)
    assert [(p.difference, p.asked) for p in found] == [(None, True), (None, False)]
    assert price_lines(found, "CNY") == [
        "R1 is not used: the search found no plan with this change",
        "R2 is not used: not priced in the time given",
    ]


def test_a_release_that_something_is_pinned_to_is_not_priced_and_a_pin_to_a_later_one_holds_without_it() -> None:
    plan = alone(pins=[{"feature": "a", "release": "R2"}])
    assert release_changes(plan) == [Change("no_release", "R1")]
    kept = answer_here(plan, Question(Change("no_release", "R1"), LONG))
    assert kept.value == 150


def test_everything_that_can_be_priced_is_asked_about() -> None:
    plan = alone()
    assert skill_changes(plan) == [
        Change("people", day=FIRST),
        *(Change("person", skill, day=FIRST) for skill in ("buying", "code")),
    ]
    assert release_changes(plan) == [Change("no_release", "R1"), Change("no_release", "R2")]
    assert promise_changes(plan) == []
    # e, for which b is built, keeps more than d; four weeks come first.
    assert [(change.subject, change.amount) for change in slip_changes(plan)] == [
        (key, days) for days in (20, 10, 40) for key in ("b", "a")
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-01-05", "2026-04-01"), ("2026-03-31", "2026-04-01"), ("2026-10-01", "2027-01-04"), ("2026-12-28", None)],
)
def test_the_next_quarter_begins_on_its_first_working_day(as_of: str, expected: str | None) -> None:
    horizon = "2027-01-29" if expected else "2026-12-31"
    made = replace(
        project(header={"start": as_of, "horizon": horizon}),
        calendar=build_calendar(date(2026, 1, 1), date(2027, 12, 31), days_off=[date(2027, 1, 1)]),
    )
    plan = alone()
    later = plan.plan.model_copy(update={"as_of": date.fromisoformat(as_of), "horizon": date.fromisoformat(horizon)})
    wide = Present(later, made, plan.indexed, plan.schedule)
    assert [str(day) for day in next_quarter(wide)] == ([expected] if expected else [])


def test_rounds_go_on_until_all_is_proved() -> None:
    plan = alone()
    asking = Asking(Here(), plan, deadline=time.monotonic() + 60, stop=threading.Event())
    heard: list[Change] = []
    ask_prices(asking, changes := skill_changes(plan), processes=2, heard=lambda answer: heard.append(answer.change))
    assert {price.difference for price in prices_of(plan, changes, asking)} == {
        Difference(0, 0, 0),
        Difference(50, 50, 50),
    }
    assert heard.count(changes[0]) == 2  # shortly first, then to the end


def test_a_stop_keeps_what_is_known() -> None:
    plan, stop = alone(), threading.Event()
    asking = Asking(Here(), plan, deadline=time.monotonic() + 60, stop=stop)
    stop.set()
    ask_prices(asking, changes := skill_changes(plan), processes=2)
    assert [price.asked for price in prices_of(plan, changes, asking)] == [False] * 3


def test_one_more_person_joins_the_team_of_the_skill() -> None:
    teams = {
        "mixed": {"name": "M", "skill": "code", "people": 1, "skills": {"test": "50%"}},
        "core": {"name": "C", "skill": "docs", "people": 0},
    }
    people = {"ann": {"name": "Ann", "team": "core", "skill": "sales"}}
    made = project(teams=teams, people=people)
    assert [team_of(made, skill) for skill in ("code", "docs", "sales", "test", "none")] == [
        "mixed",
        "core",
        "core",
        "mixed",
        None,
    ]


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (Difference(1200, 1200, 1200), "+CNY 1.2 M (proved)"),
        (Difference(-300, -400, -100), "-CNY 300 k found (not proved; -CNY 400 k to -CNY 100 k)"),
        (Difference(0, None, None), "CNY 0 found (not proved)"),
        (Difference(5, 0, None), "+CNY 5 k found (not proved; at least CNY 0)"),
        (Difference(-5, None, 0), "-CNY 5 k found (not proved; at most CNY 0)"),
    ],
)
def test_a_price_says_what_was_found_and_what_is_proved(difference: Difference, said: str) -> None:
    assert amount_text(difference, "CNY").replace("\u00a0", " ").replace("\u2212", "-") == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(), "no change, only a longer search"),
        (Change("person", "code"), "one more person of code"),
        (Change("slip", "b", amount=20), "b starts 4 weeks later than possible"),
        (Change("no_promise", "d"), "the promise to d is dropped"),
        (Change("drop_need", "d", need=(Gate.SIGNING, 0), wanted="api"), "d does without api by Signing"),
        (
            Change("substitute", "d", need=(Gate.SIGNING, 0), other="c", wanted="api"),
            "d accepts c instead of api by Signing",
        ),
    ],
)
def test_a_change_has_a_heading(change: Change, said: str) -> None:
    assert change_text(change) == said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((250, 250, 250), "The plan is worth CNY 250 k. No plan is worth more."),
        ((250, 250, 260), "The plan is worth CNY 250 k. No plan is worth more than CNY 260 k."),
        ((250, 250, None), "The plan is worth CNY 250 k."),
        ((250, 270, None), "A longer search found a plan worth CNY 270 k. All prices are compared with that plan."),
    ],
)
def test_what_prices_are_compared_with_is_told(numbers: tuple[int, int, int | None], said: str) -> None:
    assert baseline_line(*numbers, "CNY").replace("\u00a0", " ").endswith(said)


def test_a_promise_costs_what_the_plan_could_earn_without_it() -> None:
    # e was promised R1, and d is now worth more: 600 x 1/2 against 400 x 1/2. Moving the promise by 11 working days, or
    # three started weeks, costs 6 % of 200, which is 12: a in time and b late earn 300 + 100 - 12 = 388; the other way
    # round they earn 150 + 200 = 350. So the promise is moved, and without it the plan would be worth 400.
    features = {key: part for key, part in rivals()["features"].items() if key != "bought"}
    deals = {"d": wants("api", value=600), "e": wants("c", value=400)}
    stated = rivals(features=features, deals=deals)
    baseline = Baseline("1" * 64, FIRST, (published(key="e", promised="c"),))
    made = replace(project(**stated), baseline=baseline)
    found = replan(made, None, seconds=LONG).plan
    assert found is not None
    assert found.headline.value == 388
    plan = present_of(found, made)
    changes = promise_changes(plan)
    assert changes == [Change("no_promise", "e")]
    (price_of_it,) = prices_of(plan, changes, asked(plan, changes))
    assert price_of_it.difference == Difference(12, 12, 12)
    # Breaking it would cost 10 % of 200, so that no plan is worth more than 20 more without it: known without a search.
    (unasked,) = prices_of(plan, changes, asked(plan, []))
    assert unasked.difference == Difference(0, 0, 20)
