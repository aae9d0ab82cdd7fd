from __future__ import annotations

import dataclasses

from roadmap.plans.document import Plan
from roadmap.views.lookup import look_up
from roadmap.views.roadmap.release_contents import build_contents
from roadmap.views.roadmap.roadmap_page import build_page
from roadmap.views.roadmap.workload import build_load
from roadmap.views.sales_timeline import build_timeline
from tests.sample_plan import empty_plan, sample_plan, skills


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_load_of_a_month_is_the_sum_of_the_weeks_whose_thursday_it_holds() -> None:
    view = build_load(sample_plan().model_copy(update={"skills": skills()}))
    assert view.months == ("Jan\N{NO-BREAK SPACE}2026", "Feb")
    server = view.rows[0]
    # January: weeks of 5 and 26 January, 25 of 100; February: weeks of 2 and 23 February, 100 of 100
    assert [(plain(cell.share), cell.days, cell.shade, cell.sign) for cell in server.cells] == [
        ("25%", "25/100", "1", ""),
        ("100%", "100/100", "5", "▲"),
    ]
    # Whole: 125 of 200 = 62.5%, half to even
    assert (plain(server.whole.share), server.whole.days) == ("62%", "125/200")


def test_a_month_without_people_is_a_dash_and_work_without_people_a_warning() -> None:
    plan = sample_plan().model_copy(update={"skills": skills()})
    idle = build_load(plan).rows[1]
    assert [(cell.share, cell.days, cell.sign) for cell in idle.cells] == [("–", "nobody", ""), ("–", "nobody", "")]
    week = plan.skills[1].weeks[0].model_copy(update={"used": 3})
    skill = plan.skills[1].model_copy(update={"weeks": [week]})
    (row,) = build_load(plan.model_copy(update={"skills": [skill]})).rows
    assert (row.cells[0].days, row.cells[0].sign) == ("3", "▲")


def test_a_year_is_named_at_the_first_month_and_at_each_january() -> None:
    plan = sample_plan()
    week = plan.skills[0].weeks[0]
    weeks = [
        week.model_copy(update={"monday": day}) for day in (plan.start.replace(month=12), plan.start.replace(2027))
    ]
    skill = plan.skills[0].model_copy(update={"weeks": weeks})
    assert build_load(plan.model_copy(update={"skills": [skill]})).months == (
        "Dec\N{NO-BREAK SPACE}2026",
        "Jan\N{NO-BREAK SPACE}2027",
    )


def test_a_release_lists_what_lands_and_who_needs_it() -> None:
    plan = sample_plan()
    view = build_contents(plan, look_up(plan))
    r1, r2, _r3 = view.releases
    assert view.unused == "R4"
    assert r1.remarks == ("past", "fixed")
    assert [(row.name, row.provides, row.deals) for row in r2.rows] == [("Triton backend", "Triton backend (GA)", "2")]
    assert (r2.needed_by, [deal.id for deal in r2.deals]) == ("2 deals need this release", ["acme", "beijing"])


def test_each_unplanned_feature_says_why() -> None:
    plan = sample_plan()
    reasons = [row.reason for row in build_contents(plan, look_up(plan)).unplanned]
    assert reasons == [
        "No open deal needs its capabilities.",
        "The search found no better plan with it (not proved).",
        "Another feature provides the same capability.",
        "The pin `feature old: planned false` prevents it (roadmap.yaml:9:3).",
    ]


def test_work_hand_overs_and_pins_are_listed() -> None:
    plan = sample_plan()
    view = build_contents(plan, look_up(plan))
    assert (len(view.work), view.items) == (7, "7")
    assert [row.feature for row in view.work if row.feature] == [
        "Python API",
        "Triton backend",
        "K8s device plugin 设备插件",
    ]
    assert [plain(line) for line in view.hand_overs] == ["2 Mar, Triton backend (Build): li-na to wang-qiang"]
    assert view.pins == ("k8s lands in R3 (agreed with Delta)", "R1 is cut")


def test_a_hand_over_of_an_unknown_feature_keeps_its_id() -> None:
    plan = sample_plan()
    change = plan.hand_overs[0].model_copy(update={"feature": "gone", "leaves": [], "joins": []})
    view = build_contents(plan.model_copy(update={"hand_overs": [change]}), look_up(plan))
    assert plain(view.hand_overs[0]) == "2 Mar, gone (Build): – to –"


def test_the_page_says_for_whom_it_is_and_from_what_it_was_made() -> None:
    view = build_page(sample_plan(), quarter=None)
    assert view.audience == "internal"
    assert "customer names, contract values" in view.notice
    assert dict(view.made_from) == {
        "Input": "abababababab",
        "roadmap": "0.1.0",
        "Solver": "9.15",
        "Seed": "7",
        "Threads": "8",
        "Time limit": "30 s",
        "Reproducible": "yes",
    }
    assert "2027 are provisional" in view.provisional
    assert build_page(empty_plan(), quarter=None).provisional == ""


def test_the_page_holds_text_and_tuples_of_text_only() -> None:
    def leaves(value: object) -> set[type]:
        if dataclasses.is_dataclass(value):
            fields = (getattr(value, field.name) for field in dataclasses.fields(value))
            return set[type]().union(*(leaves(field) for field in fields))
        if isinstance(value, tuple):
            return set[type]().union(*(leaves(item) for item in value))
        return {type(value)}

    assert leaves(build_page(sample_plan(), quarter=None)) == {str, bool, type(None)}


def test_views_are_values() -> None:
    plan = Plan.model_validate_json(sample_plan().model_dump_json())
    assert build_page(plan, quarter=None) == build_page(sample_plan(), quarter=None)
    assert build_timeline(plan) == build_timeline(sample_plan())


def test_the_timeline_lists_every_gate_by_day() -> None:
    view = build_timeline(sample_plan())
    assert [(gate.gate_day.isoformat(), gate.deal, gate.gate.value) for gate in view.gates] == [
        ("2026-03-02", "acme", "evaluation"),
        ("2026-04-01", "delta", "evaluation"),
        ("2026-05-12", "beijing", "design_in"),
        ("2026-05-29", "acme", "design_in"),
        ("2026-06-15", "delta", "acceptance"),
        ("2026-06-19", "harbour", "design_in"),
    ]
    assert [gate.confidence for gate in view.gates] == ["firm", None, "tight", "firm", None, "late"]
    assert view.gates[4].missing == ("KServe or SMI",)


def test_the_timeline_has_no_field_for_chances_to_win() -> None:
    names = {field.name for field in dataclasses.fields(build_timeline(sample_plan()).gates[0])}
    assert names & {"win_probability", "expected", "kept"} == set()
