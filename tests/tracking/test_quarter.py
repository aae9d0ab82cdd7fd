"""What the baseline planned for a quarter, and how it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from roadmap.folder.project import Project
from roadmap.outputs.sheets import render_tracking
from roadmap.plans.document import Plan
from roadmap.tracking import learn, track_work
from roadmap.tracking.quarter import ReleaseState, Tracked, WorkStanding
from roadmap.views.quarterly.tracking import TrackingView, build_tracking
from tests.compare.plans import R1, R2, a, b, plan
from tests.projects import capability, feature, project

BASELINE = plan()
"""f from 5 to 9 January in R1, g from 12 to 16 January in R2."""
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def folder(as_of: str, **entities: Any) -> Project:
    """The folder some days later."""
    made: dict[str, Any] = {
        "header": {"as_of": as_of},
        "capabilities": {"api": capability(), "smi": capability()},
        "features": {"f": feature(name="Feature <f>"), "g": feature(provides={"smi": "ga"})},
        "releases": {"R1": R1, "R2": R2},
        "deals": {"a": a(), "b": b()},
    }
    return project(**(made | entities))


def track(stated: Project, first: date = FIRST, last: date = LAST) -> Tracked:
    return track_work(stated, BASELINE, first=first, last=last)


def progress(**fields: Any) -> dict[str, Any]:
    return {"progress": {"f": {"items": {"build": {"started": "2026-01-05"} | fields}}}}


@pytest.mark.parametrize(
    ("as_of", "entities", "state", "late"),
    [
        ("2026-01-07", {}, WorkStanding.TO_COME, None),
        ("2026-01-12", {}, WorkStanding.OVERDUE, None),
        ("2026-01-09", progress(remaining=2), WorkStanding.RUNNING, None),
        ("2026-01-12", progress(remaining=2), WorkStanding.OVERDUE, None),
        ("2026-01-14", progress(done="2026-01-13"), WorkStanding.DONE, 4),
        ("2026-01-14", progress(done="2026-01-08"), WorkStanding.DONE, -1),
        ("2026-01-19", {"progress": {"f": {"shipped": "R1"}}}, WorkStanding.DONE, None),
        ("2026-01-07", {"features": {"g": feature(provides={"smi": "ga"})}}, WorkStanding.DROPPED, None),
        (
            "2026-01-07",
            {"features": {"f": feature({"phase": "verify", "skill": "code", "effort": 1}), "g": feature()}},
            WorkStanding.DROPPED,
            None,
        ),
    ],
)
def test_planned_work_stands_as_its_progress_says(
    as_of: str, entities: dict[str, Any], state: WorkStanding, late: int | None
) -> None:
    tracked = track(folder(as_of, **entities))
    work = next(work for work in tracked.work if work.feature == "f")
    assert (work.state, work.planned, work.days_late) == (state, date(2026, 1, 9), late)


def test_a_quarter_holds_what_runs_in_it_and_what_ships_in_it() -> None:
    stated = folder("2026-01-14", **progress(done="2026-01-09"))
    assert [work.feature for work in track(stated, last=date(2026, 1, 10)).work] == ["f"]
    assert track(stated, first=date(2026, 4, 1), last=date(2026, 6, 30)).work == ()
    assert track(stated).releases == (
        ReleaseState("R1", date(2026, 1, 16), features=1, done=1, unreported=()),
        ReleaseState("R2", date(2026, 1, 30), features=1, done=0, unreported=()),
    )
    assert track(stated).count(WorkStanding.DONE, WorkStanding.TO_COME) == 2
    shipped = folder("2026-01-19", progress={"f": {"shipped": "R1"}})
    assert track(shipped).releases[0].done == 1


def test_what_is_done_and_past_its_ship_day_must_be_reported_as_shipped() -> None:
    stated = folder("2026-01-19", **progress(done="2026-01-09"))
    assert track(stated).releases[0].unreported == ("f",)
    remark = view_of(stated).releases[0].remark
    assert remark == "1 finished feature is not reported as shipped. State `shipped: R1` under progress."


def test_items_of_one_phase_count_together() -> None:
    two = feature({"phase": "build", "skill": "code", "effort": 3}, {"phase": "build", "skill": "code", "effort": 2})
    before = plan((0, [0, 3]), (1, [5]), features={"f": two, "g": feature(provides={"smi": "ga"})})
    tracked = track_work(folder("2026-01-07"), before, first=FIRST, last=LAST)
    assert [(work.feature, work.planned) for work in tracked.work] == [
        ("f", date(2026, 1, 9)),
        ("g", date(2026, 1, 16)),
    ]


def view_of(stated: Project, *, baseline: Plan | None = BASELINE, now: Plan | None = None) -> TrackingView:
    tracked = None if baseline is None else track(stated)
    learned = learn(stated, baseline)
    return build_tracking(stated, "2026Q1", tracked=tracked, learned=learned, baseline=baseline, plan=now)


def test_the_page_says_what_was_planned_done_moved_and_learned() -> None:
    later = plan((1, [0]), (1, [5]))
    view = view_of(folder("2026-01-14", **progress(done="2026-01-13", spent=9)), now=later)
    assert view.statement == "1 of 2 planned work items are done, 0 are running, 0 were dropped."
    assert view.planned[0].remark.replace("\u00a0", " ") == "13 Jan 2026, 4 days late"
    assert view.moved is not None
    assert view.moved.lines[0].badge.word == "14 days later"
    assert [row.name for row in view.learned.estimates] == ["All work", "Build", "Skill code"]
    assert view.learned.estimates[0].advice == "Too few results: wait for more finished work."
    assert "too few" in view.learned.statement
    page = render_tracking(view)
    assert "Feature &lt;f&gt;" in page
    assert "<f>" not in page
    assert "<script" not in page
    assert "https://" not in page


def test_overdue_and_running_work_say_what_is_left() -> None:
    overdue = view_of(folder("2026-01-19"))
    assert [row.remark for row in overdue.planned] == ["Nothing is reported.", "Nothing is reported."]
    assert overdue.statement.endswith("2 should be done by today.")
    running = view_of(folder("2026-01-09", **progress(remaining=2)))
    assert running.planned[0].remark == "2 person-days left"
    early = view_of(folder("2026-01-14", **progress(done="2026-01-08")))
    assert early.planned[0].remark.endswith("1 day early")
    exact = view_of(folder("2026-01-14", **progress(done="2026-01-09")))
    assert exact.planned[0].remark.endswith("on time")


def test_without_a_baseline_or_a_plan_the_page_says_what_is_missing() -> None:
    nothing = view_of(folder("2026-01-14"), baseline=None)
    assert "roadmap publish" in nothing.statement
    assert (nothing.moved, nothing.moved_note) == (None, "Nothing was promised yet.")
    assert "nothing to learn from yet" in nothing.learned.statement
    unplanned = view_of(folder("2026-01-14"))
    assert "Plan the folder again" in unplanned.moved_note
    empty = build_tracking(
        folder("2026-01-14"),
        "2026Q2",
        tracked=track(folder("2026-01-14"), first=date(2026, 4, 1), last=date(2026, 6, 30)),
        learned=learn(folder("2026-01-14"), BASELINE),
        baseline=BASELINE,
        plan=None,
    )
    assert empty.statement == "The published plan has no work in this quarter."
    assert "What was planned" not in render_tracking(nothing)


def test_suggestions_say_how_sure_they_are() -> None:
    features = {f"f{n}": feature() for n in range(5)}
    finished = {"started": "2026-01-05", "done": "2026-01-09"}
    spent = {f"f{n}": {"items": {"build": finished | {"spent": took}}} for n, took in enumerate((9, 10, 11, 10, 10))}
    deals = {f"d{n}": a(stage="won" if n == 0 else "lost") for n in range(10)} | {"b": b()}
    view = view_of(folder("2026-01-14", features=features, progress=spent, deals=deals))
    assert "Some estimates or rates should change" in view.learned.statement
    row = view.learned.estimates[0]
    assert (row.badge.word, row.ratio, row.within) == ("Differs", "2.00", "0 of 5")
    assert row.advice.startswith("Multiply the likely estimate by 2.00. A range from 1.7")
    rate = view.learned.rates[0]
    assert (rate.rate, rate.seen, rate.stated) == ("Win rate", "1 of 10", "50%")
    assert rate.advice.startswith("State 30%")
    assert {step.after for step in view.learned.steps} >= {"Lost", "Won"}
    assert "Not known then" in {step.before for step in view.learned.steps}


def test_what_fits_is_kept() -> None:
    finished = {"started": "2026-01-05", "done": "2026-01-09"}
    spent = {f"f{n}": {"items": {"build": finished | {"spent": took}}} for n, took in enumerate((4, 5, 6, 5, 5))}
    features = {f"f{n}": feature() for n in range(5)}
    deals = {f"d{n}": a(stage="won" if n < 3 else "lost") for n in range(6)} | {"b": b()}
    view = view_of(folder("2026-01-14", features=features, progress=spent, deals=deals))
    assert "fit these results" in view.learned.statement
    assert view.learned.estimates[0].advice == "Keep the estimates."
    assert view.learned.rates[0].advice == "Keep the rate."
    few = {f"d{n}": a(stage="lost") for n in range(2)} | {"b": b()}
    lost = view_of(folder("2026-01-14", features=features, progress=spent, deals=few))
    assert lost.learned.rates[0].advice.startswith("Too few")
