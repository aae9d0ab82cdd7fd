from __future__ import annotations

from datetime import date

from roadmap.plans.document import Plan
from roadmap.plans.engineering.waiting_for import AfterLine
from roadmap.supply.dependency import WaitFor
from roadmap.views.chart.feature_chart import ChartView, build_chart
from roadmap.views.chart.grouping import Grouping
from roadmap.views.lookup import look_up
from tests.sample_plan import empty_plan, sample_plan


def chart(plan: Plan) -> ChartView:
    return build_chart(plan, look_up(plan))


def test_today_is_the_day_of_the_plan() -> None:
    view = chart(sample_plan())
    assert view.today == "Today, 2\u00a0Feb"
    assert view.today_at == "17.68%"  # 32 of the 181 days from 1 January to 30 June


def test_only_releases_that_are_cut_have_a_flag() -> None:
    assert [flag.id for flag in chart(sample_plan()).flags] == ["R1", "R2", "R3"]


def test_releases_that_ship_together_are_labelled_one_below_the_other() -> None:
    plan = sample_plan()
    twins = [plan.releases[1], plan.releases[1].model_copy(update={"id": "R2b"})]
    view = chart(plan.model_copy(update={"releases": twins}))
    assert [int(flag.y) for flag in view.flags] == [62, 80]
    assert int(view.head_height) == int(chart(sample_plan()).head_height) + 18


def test_features_are_grouped_by_team_in_the_order_of_landing() -> None:
    groups = chart(sample_plan()).groups
    assert [(group.name, group.remark, [row.id for row in group.rows]) for group in groups] == [
        ("Serving", "4 people · 2 features", ["api", "triton"]),
        ("Tools 工具", "2 people · 1 feature", ["k8s"]),
    ]


def test_a_row_says_in_words_what_its_bars_show() -> None:
    row = chart(sample_plan()).groups[0].rows[1]
    assert (row.release, row.verified, row.slack.word) == ("R2", "8\u00a0Apr", "+2\u00a0d")
    assert row.days == "26\u00a0Jan – 23\u00a0Apr"
    assert [bar.shape for bar in row.bars] == ["design", "build", "verify", "enable"]
    assert row.bars[0].title == "Design, server: 26\u00a0Jan – 6\u00a0Feb (Started)"
    assert row.lands_title == "Lands in R2, shipped on 24\u00a0Apr\u00a02026"


def test_work_side_by_side_has_lanes_of_its_own() -> None:
    plan = sample_plan()
    days = [
        (date(2026, 2, 2), date(2026, 2, 13)),
        (date(2026, 2, 9), date(2026, 2, 20)),
        (date(2026, 2, 16), date(2026, 3, 6)),
    ]
    one = plan.features[0].work[0]
    work = [one.model_copy(update={"first": first, "last": last}) for first, last in days]
    side = plan.features[0].model_copy(update={"work": work})
    (group,) = chart(plan.model_copy(update={"features": [side]})).groups
    # 12 pixels in two lanes of 6: the second begins while the first goes on, the third when the first is over
    assert [(bar.y, bar.height) for bar in group.rows[0].bars] == [("-6", "6"), ("0", "6"), ("-6", "6")]
    alone = plan.features[0].model_copy(update={"work": work[::2]})
    (group,) = chart(plan.model_copy(update={"features": [alone]})).groups
    assert [(bar.y, bar.height) for bar in group.rows[0].bars] == [("-6", "12"), ("-6", "12")]


def test_finished_work_looks_finished_and_named_work_keeps_its_name() -> None:
    serving, tools = chart(sample_plan()).groups
    assert [bar.shape for bar in serving.rows[0].bars] == ["done"]
    assert tools.rows[0].bars[0].title.startswith("Write it in Go, server:")
    assert tools.rows[0].remark == "adapted open source"


def test_a_feature_without_work_or_release_still_has_its_row() -> None:
    plan = sample_plan()
    bare = plan.features[0].model_copy(update={"work": [], "release": "gone", "team": "gone"})
    view = chart(plan.model_copy(update={"features": [bare]}))
    (group,) = view.groups
    assert group.name == "gone"
    assert (group.rows[0].lands_at, group.rows[0].bars) == ("", ())


def test_an_empty_plan_has_an_empty_chart() -> None:
    view = chart(empty_plan())
    assert (view.groups, view.flags) == ((), ())
    assert [tick.label for tick in view.months] == ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]


def test_work_outside_the_plan_is_cut_at_its_edge() -> None:
    plan = sample_plan()
    early = plan.features[0].work[0].model_copy(update={"first": date(2025, 6, 1)})
    feature = plan.features[0].model_copy(update={"work": [early]})
    view = chart(plan.model_copy(update={"features": [feature]}))
    assert view.groups[0].rows[0].bars[0].left == "0.00%"


def test_days_to_spare_have_a_sign_and_are_drawn_up_to_the_freeze() -> None:
    row = chart(sample_plan()).groups[0].rows[1]  # two days, and five are safe
    assert (row.slack.symbol, row.slack.tone) == ("▲", "risk")
    assert row.reserve is not None
    assert float(row.reserve.from_at[:-1]) < float(row.reserve.to_at[:-1])
    plan = sample_plan()
    none = plan.features[1].model_copy(update={"slack": 0})
    (group,) = chart(plan.model_copy(update={"features": [none]})).groups
    assert (group.rows[0].slack.symbol, group.rows[0].reserve) == ("◆", None)


def test_a_row_tells_what_it_waits_for_and_what_rests_on_it() -> None:
    plan = sample_plan()
    after = AfterLine(feature=plan.features[0].id, wait_for=WaitFor.FINISH)
    waiting = plan.features[1].model_copy(update={"after": [after]})
    groups = chart(plan.model_copy(update={"features": [plan.features[0], waiting]})).groups
    row = next(row for group in groups for row in group.rows if row.id == waiting.id)
    assert [mark.title for mark in row.waits] == [f"after {plan.features[0].name}"]
    known = [deal for deal in plan.deals if deal.id in waiting.deals and not deal.placeholder]
    assert row.deals == str(len(known))


def test_the_timeline_can_be_grouped_in_other_ways() -> None:
    plan = sample_plan()
    names = {by: [group.name for group in build_chart(plan, look_up(plan), by=by).groups] for by in Grouping}
    assert names[Grouping.RELEASE] == [line.id for line in plan.releases if line.features]
    assert names[Grouping.CAPABILITY] == [
        line.name for line in plan.capabilities if any(line.id in feature.provides for feature in plan.features)
    ]
    assert names[Grouping.DEAL][0].startswith("Acme")


def test_a_second_row_of_a_feature_has_no_place_of_its_own() -> None:
    plan = sample_plan()
    rows = [row for group in build_chart(plan, look_up(plan), by=Grouping.DEAL).groups for row in group.rows]
    places = [row.id for row in rows if row.id]
    assert len(places) == len(set(places))
    assert {row.feature for row in rows} == set(places)


def test_work_weeks_stand_at_their_mondays() -> None:
    view = chart(sample_plan())  # 26 weeks: every second has a label
    assert [tick.label for tick in view.weeks][:3] == ["WW03", "WW05", "WW07"]
    assert view.weeks[0].at == "6.08%"  # 12 January: 11 of 181 days
