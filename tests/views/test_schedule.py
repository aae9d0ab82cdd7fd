"""The schedule for other programs: links by kind, days that are worked, and nothing of the deals."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest

from roadmap.plans.document import FeatureLine
from roadmap.plans.engineering.waiting_for import AfterLine, OverlapLine
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.supply.dependency import WaitFor
from roadmap.supply.feature import Phase
from roadmap.views.schedule.crm_promises import build_promises
from roadmap.views.schedule.links import Link, LinkKind, links_between
from roadmap.views.schedule.tasks import build_schedule
from tests.sample_plan import feature, item, sample_plan

MARCH = [date(2026, 3, day) for day in range(1, 32)]


def work(phase: Phase, first: int, last: int) -> WorkLine:
    """A planned item from one day of March to another."""
    return item(phase, MARCH[first - 1], MARCH[last - 1], WorkStatus.PLANNED, "li-na", effort=5)


def line(key: str, *items: WorkLine, after: tuple[AfterLine, ...] = ()) -> FeatureLine:
    """A feature with these items."""
    return feature(key, key, {}, "R2", list(items)).model_copy(update={"after": list(after)})


def wait(kind: WaitFor, lag: int = 0) -> AfterLine:
    """A wait for feature `g`."""
    return AfterLine(feature="g", wait_for=kind, lag=lag)


G = line("g", work(Phase.DESIGN, 2, 3), work(Phase.VERIFY, 4, 6), work(Phase.ENABLE, 9, 10))
OWN = (work(Phase.DESIGN, 9, 10), work(Phase.BUILD, 11, 12))


@pytest.mark.parametrize(
    ("waits", "expected"),
    [
        (wait(WaitFor.FINISH, 1), Link("g/2", "f/1", LinkKind.FINISH_START, 1)),  # enablement is not waited for
        (wait(WaitFor.INTERFACE), Link("g/1", "f/2", LinkKind.FINISH_START)),  # design for all but the own design
        (wait(WaitFor.START, 2), Link("g/1", "f/1", LinkKind.START_START, 2)),
        (wait(WaitFor.END), Link("g/2", "f/2", LinkKind.FINISH_FINISH)),
    ],
)
def test_a_wait_for_a_feature_is_a_link_between_two_work_items(waits: AfterLine, expected: Link) -> None:
    links = list(links_between([G, line("f", *OWN, after=(waits,))]))
    assert [link for link in links if link.before[0] != link.after[0]] == [expected]


def test_work_waits_for_the_item_before_and_behind_an_overlap_for_both() -> None:
    beside = work(Phase.BUILD, 4, 6).model_copy(update={"overlap": OverlapLine(start=2, end=1)})
    made = line("f", work(Phase.DESIGN, 2, 5), beside, work(Phase.VERIFY, 9, 10))
    assert list(links_between([made])) == [
        Link("f/1", "f/2", LinkKind.START_START, 2),
        Link("f/1", "f/2", LinkKind.FINISH_FINISH, 1),
        Link("f/1", "f/3", LinkKind.FINISH_START),
        Link("f/2", "f/3", LinkKind.FINISH_START),
    ]


def test_what_happened_out_of_sequence_keeps_no_link() -> None:
    early = line("f", work(Phase.DESIGN, 2, 3), work(Phase.BUILD, 3, 12), after=(wait(WaitFor.FINISH),))
    assert [link for link in links_between([G, early]) if link.after.startswith("f")] == []


def test_worked_days_leave_out_weekends_and_days_off_and_count_weekends_that_are_worked() -> None:
    plan = sample_plan()
    year = plan.year.model_copy(update={"days_off": [date(2026, 3, 3)], "worked_weekends": [date(2026, 3, 7)]})
    view = build_schedule(plan.model_copy(update={"year": year}))
    # 2 to 8 March 2026: Monday, not Tuesday, Wednesday to Friday, Saturday is worked, Sunday is not.
    assert view.worked_days(date(2026, 3, 2), date(2026, 3, 8)) == 5


def test_the_schedule_is_that_of_the_plan_and_holds_nothing_of_its_deals() -> None:
    plan = sample_plan()
    view = build_schedule(plan)
    assert [feature.key for feature in view.features] == ["api", "triton", "k8s"]
    assert [release.key for release in view.releases] == ["R1", "R2", "R3"]  # R4 is not used
    told = str(asdict(view))
    for deal in plan.deals:
        assert deal.customer not in told
        assert deal.name not in told
        assert f"'{deal.id}'" not in told


def test_promises_go_back_by_ref_and_deals_without_one_are_named() -> None:
    plan = sample_plan()
    deals = [deal.model_copy(update={"ref": "006A"}) if deal.id == "acme" else deal for deal in plan.deals]
    view = build_promises(plan.model_copy(update={"deals": deals}))
    assert [(deal.ref, deal.deal) for deal in view.deals] == [("006A", "acme")]
    told = {gate: day for gate, day, _ in view.deals[0].days if day is not None}
    assert told == {promise.gate: promise.day for promise in deals[0].promises}
    assert set(view.without_ref) == {deal.id for deal in deals if not deal.placeholder} - {"acme"}
