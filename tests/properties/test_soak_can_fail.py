"""The soak itself: a fault that is put in on purpose is found, or the soak would be worth nothing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from benchmarks.soak import brute, more, relations
from benchmarks.soak.__main__ import main, soak
from benchmarks.soak.shuffling import renamed, shuffled
from benchmarks.soak.solving import answer
from roadmap.audit import broken_rules, value
from roadmap.schedule import Proof, Status, Stopped
from roadmap.solver.cpsat.rules import RULES, capacity, landing, precedence
from tests.solver.problems import random_problem, simple_problem


@pytest.mark.parametrize("rule", [precedence.add, capacity.add, landing.add])
def test_a_rule_missing_from_the_model_is_found(rule: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.solver.cpsat.full_model.RULES", tuple(known for known in RULES if known is not rule))
    monkeypatch.setattr("roadmap.solver.cpsat.full_model.add_energy", lambda *_model, **_grid: None)
    assert any(soak("mutations", 20, seed=seed).broken for seed in range(0, 400, 20))


def test_a_value_that_the_audit_does_not_count_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.soak.solving.value", lambda problem, schedule: value(problem, schedule) + 1)
    assert "the audit counts" in answer(simple_problem()).broken[0]


def test_a_schedule_that_breaks_a_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.soak.solving.broken_rules", lambda *_plan: ("broken",))
    assert answer(simple_problem()).broken[0] == "broken"


def test_a_wrong_optimum_is_found_by_trying_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    def modest(problem: object) -> object:
        found = answer(problem)  # type: ignore[arg-type]
        return replace(found, value=None if found.value is None else found.value - 1)

    monkeypatch.setattr(brute, "answer", modest)
    assert brute.check(0) != []


def test_relations_that_do_not_hold_are_told_apart() -> None:
    problem = simple_problem(days=(2, 2), horizon=4)  # one person, both deals fit: 20 less the release for 1
    before = answer(problem)
    assert before.value == 19
    greedy = replace(before, value=20)
    chance = random.Random(0)
    assert relations.one_more_person(problem, greedy, chance) == "20 before, 19 after"
    assert relations.without_presolve(problem, greedy, chance) is not None
    assert relations.scaled_values(problem, greedy, chance) is not None
    assert all(relation(problem, before, chance) is None for relation in relations.RELATIONS)


def test_another_order_is_the_same_problem_to_the_audit() -> None:
    problem, chance = random_problem(3), random.Random(3)
    other = renamed(shuffled(problem, chance), chance)
    assert other != problem
    assert sorted(map(sorted, (row for row in other.capacity))) == sorted(map(sorted, problem.capacity))
    plan = answer(other).schedule
    assert plan is not None
    assert broken_rules(other, plan) == ()


def test_an_exception_counts_as_broken_and_sets_the_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_problem: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr(brute, "answer", fail)
    monkeypatch.setattr("sys.argv", ["soak", "--brute", "2", "--seed", "5"])
    assert main() == 1
    assert '"broken": 2' in capsys.readouterr().out


def test_a_soak_ends_when_its_time_is_used_up() -> None:
    assert soak("portfolios", 10, seed=0, seconds=-1).cases == 0


def test_a_lag_that_is_not_kept_is_found_by_the_trial_of_every_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.indexing.work._after_begun", lambda item, *_wait: item)
    assert soak("trial", 30, seed=0).broken


def test_less_that_is_proved_of_more_is_told() -> None:
    whole = Proof(Status.OPTIMAL, Stopped.PROVED, 1010, 1010)
    assert more.wrong("a deal", whole, replace(whole, value=10, bound=10)) == [
        "a deal: 1010 before, and no more than 10 after"
    ]
    assert more.wrong("a deal", whole, Proof(Status.BEST_FOUND, Stopped.NARROWED, 10, 1009)) != []
    assert more.wrong("a deal", whole, Proof(Status.BEST_FOUND, Stopped.NARROWED, 10, 1010)) == []
    assert more.wrong("a deal", whole, Proof(Status.BEST_FOUND, Stopped.TIME, 10, None)) == []
    assert more.wrong("a deal", whole, replace(whole, value=2000, bound=2000)) == []
