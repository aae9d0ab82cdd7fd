from __future__ import annotations

import pytest

from roadmap.plans.document import Plan
from roadmap.views.lookup import look_up
from roadmap.views.quarterly.commitments import QuarterView, build_quarter
from roadmap.views.quarterly.quarter import QuarterFault
from tests.sample_plan import empty_plan, sample_plan


def quarter(plan: Plan, text: str | None) -> QuarterView:
    return build_quarter(plan, look_up(plan), text)


def test_the_coming_quarter_says_why_it_was_chosen() -> None:
    view = quarter(sample_plan(), None)
    assert view.name == "Q2\N{NO-BREAK SPACE}2026"
    assert view.chosen == "This quarter follows the date of the plan, 2\u00a0Feb."
    assert quarter(sample_plan(), "2026Q1").chosen == "This quarter was requested."


def test_the_quarter_under_way_says_so_in_its_first_month() -> None:
    early = sample_plan()
    early = early.model_copy(update={"as_of": early.start})
    assert quarter(early, None).chosen == "The date of the plan, 5\u00a0Jan, is in this quarter."


def test_the_summary_counts_releases_features_and_gates() -> None:
    # R2 and R3 ship in the second quarter with one feature each; of five gates two are promised in time
    assert quarter(sample_plan(), "2026Q2").summary == (
        "2 releases ship. 2 features land. 2 of 5 gates due are promised on time."
    )
    assert quarter(sample_plan(), "2026Q1").summary == (
        "1 release ships. 1 feature lands. 1 of 1 gate due is promised on time."
    )


def test_a_release_that_is_not_used_does_not_ship() -> None:
    assert [release.id for release in quarter(sample_plan(), "2026Q2").releases] == ["R2", "R3"]


def test_each_team_sees_what_lands_and_what_it_works_on_for_later() -> None:
    first = quarter(sample_plan(), "2026Q1").teams
    assert [(team.name, [one.name for one in team.lands], [one.name for one in team.continues]) for team in first] == [
        ("Serving", ["Python API"], ["Triton backend"])  # Triton is built from January to April
    ]
    second = quarter(sample_plan(), "2026Q2").teams
    assert [(team.name, [one.release for one in team.lands]) for team in second] == [
        ("Serving", ["R2"]),
        ("Tools 工具", ["R3"]),
    ]


def test_gates_are_grouped_by_what_is_promised_for_them() -> None:
    groups = quarter(sample_plan(), "2026Q2").groups
    assert [(group.gates, [row.deal for row in group.rows]) for group in groups] == [
        ("2", ["beijing", "acme"]),  # by day: 12 May, 29 May
        ("1", ["harbour"]),
        ("2", ["delta", "delta"]),
    ]
    late, (evaluation, acceptance) = groups[1].rows[0], groups[2].rows
    assert (late.promise, late.missing, late.slack) == ("3\u00a0Jul", "K8s device plugin", "−10\u00a0d")
    # the evaluation alone would be met, but nothing is promised to a deal that is not served
    assert (evaluation.badge.word, evaluation.promise, evaluation.slack) == ("Not promised", "–", "–")
    assert (acceptance.badge.word, acceptance.missing, acceptance.slack) == ("Not promised", "KServe or SMI", "–")


def test_an_empty_plan_commits_to_nothing() -> None:
    view = quarter(empty_plan(), None)
    assert view.summary == "0 releases ship. 0 features land. No gate is due."
    assert (view.releases, view.teams, view.groups) == ((), (), ())


def test_a_quarter_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(QuarterFault):
        quarter(sample_plan(), "next")
