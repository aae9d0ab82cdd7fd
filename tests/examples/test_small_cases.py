"""The small cases: the numbers of days are those that make their answers certain."""

from __future__ import annotations

from datetime import date

from requirements.amounts.halves import Halves
from requirements.gate import Gate
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.naming.staffing import staff_project
from roadmap.schedule import Status
from tests.examples.shipped import example
from tests.solver.searching import search_for


def days(project: Project, feature: str) -> list[tuple[str, Halves]]:
    return [(item.label, item.effort.likely) for item in project.engineering.features[feature].work]


def working_days_to(project: Project, day: date) -> int:
    return project.calendar.limit(day, project.as_of)


def gate(project: Project, deal: str) -> date:
    return project.market.deals[deal].gates[Gate.DESIGN_IN]


def test_two_deals_only_fit_when_bob_does_the_exporter() -> None:
    project = example("two-deals")
    assert days(project, "python-api") == [("alice", 5)]
    assert days(project, "dashboard-exporter-by-alice") == [("alice", 10), ("bob", 10)]
    assert days(project, "dashboard-exporter-by-bob") == [("bob", 10), ("bob", 10)]
    # The API takes Alice all of the first 5 days. By Alice, the exporter then ends on day 15 and the dashboard on 25.
    assert working_days_to(project, gate(project, "first-deal")) == 5
    # By Bob, the exporter ends on day 10 and the dashboard on day 20: the gate itself.
    assert working_days_to(project, gate(project, "second-deal")) == 20


def test_inversion_leaves_one_order_only() -> None:
    project = example("inversion")
    assert days(project, "hotfix") == [("bob", 1), ("alice", 2)]
    assert days(project, "long-work") == [("alice", 10)]
    # Long first: the fix runs on days 11 and 12, after its gate on day 5. Fix first: 1 + 2 + 10 = 13, the other gate.
    assert working_days_to(project, gate(project, "this-friday")) == 5
    assert working_days_to(project, gate(project, "later")) == 13


def test_the_contradiction_is_short_by_three_days() -> None:
    project = example("contradiction")
    pinned = [pin for pin in project.pins if pin.feature and pin.done_by]
    assert [pin.feature for pin in pinned] == ["python-api", "c-api"]
    # Two times 4 days of one person, 5 days each: 8 - 5 = 3 too many.
    assert sum(days(project, pin.feature)[0][1] for pin in pinned if pin.feature) == 8
    assert {working_days_to(project, pin.done_by) for pin in pinned if pin.done_by} == {5}
    assert len(project.engineering.people) == 1


def test_hands_together_meets_three_gates_on_the_very_day() -> None:
    project = example("hands-together")
    assert [working_days_to(project, gate(project, deal)) for deal in ("first", "second", "third")] == [7, 12, 17]
    # 9 person-days at 1 + 1/2 a day are six days of both; Ann misses one and makes it up: day 7. Ann and Flo then take
    # five days for 10 person-days, and the review five more of Ann: days 12 and 17.
    indexed = index_project(project)
    ending, schedule = search_for(indexed.problem)
    assert (ending.proof.status, ending.proof.value) == (Status.OPTIMAL, 3000)
    assert schedule is not None
    people = staff_project(project, indexed, schedule).people
    assert [set(people[item]) for item in range(2)] == [{"ann", "abe"}, {"ann", "flo"}]
    assert len(people[2]) == 1
