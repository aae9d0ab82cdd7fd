"""The digests of a comparison: what each audience is told, and what its page cannot hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from requirements.gate import Maturity
from roadmap.comparing import compare_plans
from roadmap.comparing.comparison import CAUSES, ValuePart
from roadmap.comparing.pairs import DifferenceKind, Gain, Pair, PlanChange
from roadmap.outputs.sheets import render_comparison
from roadmap.plans.document import Plan
from roadmap.views.comparison import ComparisonView, Readers, build_comparison
from roadmap.views.comparison.compared_names import names_of, why
from roadmap.views.comparison.management_digest import cause_names
from tests.compare.plans import R1, R2, a, b, plan
from tests.outputs.reading_html import read_html
from tests.projects import feature

SECRET = {"customer": "Acme <Corp>", "owner": "Zhao & Co"}
BASE = plan(deals={"a": a(**SECRET), "b": b(customer="Beijing")})


def view_of(after: Plan, audience: Readers = Readers.ALL, before: Plan = BASE) -> ComparisonView:
    return build_comparison(compare_plans(before, after), before, after, audience=audience)


def later(**entities: Any) -> Plan:
    """The same with `api` in R2, two weeks later."""
    return plan((1, [0]), (1, [5]), **({"deals": {"a": a(**SECRET), "b": b(customer="Beijing")}} | entities))


def test_engineering_is_told_its_next_four_weeks() -> None:
    view = view_of(later())
    assert view.engineering is not None
    assert [row.release for row in view.engineering.releases] == ["R1", "R2"]
    one, two = view.engineering.releases
    assert (one.ships, one.less, two.more) == ("No longer used", ("Feature",), ("Feature",))
    assert view.engineering.work == ()  # the work is done on the same days
    moved = view_of(
        plan((0, [2]), (1, [45]), releases={"R1": R1, "R2": R2 | {"freeze": "2026-03-18", "ship": "2026-03-20"}})
    )
    assert moved.engineering is not None
    assert [(row.badge.word, row.feature) for row in moved.engineering.work] == [
        ("Moved", "Feature"),
        ("No longer in these weeks", "Feature"),
    ]
    back = view_of(BASE, before=plan((0, [0]), None))
    assert back.engineering is not None
    assert [(row.badge.word, row.before) for row in back.engineering.work] == [("New in these weeks", "not planned")]


def test_what_began_as_planned_is_no_difference_and_what_is_done_is_left_out() -> None:
    started = {"f": {"items": {"build": {"started": "2026-01-05", "remaining": 5}}}}
    view = view_of(plan((0, []), (1, [5]), progress=started), before=plan())
    assert view.engineering is not None
    assert view.engineering.work == ()
    done = {"f": {"items": {"build": {"started": "2026-01-05", "done": "2026-01-05"}}}}
    gone = view_of(plan((0, []), (1, [5]), progress=done), before=plan())
    assert gone.engineering is not None
    assert gone.engineering.work == ()


@pytest.mark.parametrize(
    ("releases", "said"),
    [
        ({"R1": R1, "R2": R2 | {"ship": "2026-02-06"}}, "Ships on 6 Feb 2026 instead of 30 Jan 2026"),
        ({"R1": R1 | {"cost": 11}, "R2": R2}, None),
    ],
)
def test_a_release_that_ships_later_says_so(releases: dict[str, Any], said: str | None) -> None:
    view = view_of(plan(releases=releases), before=plan())
    assert view.engineering is not None
    rows = [row.ships.replace("\u00a0", " ") for row in view.engineering.releases]
    assert rows == ([said] if said else [])


def test_a_release_that_came_or_went_says_so() -> None:
    before, after = (
        plan((0, [0]), (0, [3]), features=quick(), releases={"R1": R1}),
        plan((0, [0]), (1, [3]), features=quick()),
    )
    came, gone = view_of(after, before=before).engineering, view_of(before, before=after).engineering
    assert came is not None
    assert gone is not None
    assert [row.ships.replace("\u00a0", " ") for row in came.releases] == [
        "Ships on 16 Jan 2026",
        "Newly used, ships on 30 Jan 2026",
    ]
    assert [row.ships for row in gone.releases][1] == "No longer used"


def quick() -> dict[str, Any]:
    work = {"phase": "build", "skill": "code", "effort": 3}
    return {"f": feature(work), "g": feature(work, provides={"smi": "ga"})}


def test_management_is_told_the_value_and_what_it_consists_of() -> None:
    lost = plan(None, (1, [5]), deals={"a": a(**SECRET), "b": b(customer="Beijing")})
    view = view_of(lost).management
    assert view is not None
    assert view.statement.replace("\u00a0", " ") == "The plan is worth CNY 90 k, CNY 990 k less than before."
    assert any("1 deal is given up" in point for point in view.points)
    assert view.accounts[0].name == "Deals served better or worse"
    assert view.deals[0].change.word == "Given up"
    back = view_of(BASE, before=lost).management
    assert back is not None
    assert "more than before" in back.statement
    assert back.deals[0].change.word == "Won back"
    same = view_of(plan(pins=[{"feature": "f", "planned": True}]), before=plan()).management
    assert same is not None
    assert "as before" in same.statement
    assert same.deals == ()


def test_deals_that_came_went_or_stand_otherwise_have_a_badge() -> None:
    other = plan(deals={"b": b(value=300), "c": b(name="C")})
    view = view_of(other, before=plan()).management
    assert view is not None
    assert {row.deal: row.change.word for row in view.deals} == {
        "A": "Closed or removed",
        "B": "Same status",
        "C": "New",
    }
    risky = plan((1, [0]), (1, [5]), header={"policy": {"safe_slack": 60}})
    badges = view_of(risky, before=plan()).management
    assert badges is not None
    assert {row.change.word for row in badges.deals} == {"At risk"}


def test_causes_that_were_planned_again_are_shown_with_their_range() -> None:
    after = later()
    proved, found = ValuePart("deals", Gain(-10, -10, -10)), ValuePart("search", Gain(7, None, 9))
    comparison = replace(compare_plans(BASE, after), causes=(proved, found))
    view = build_comparison(comparison, BASE, after, audience=Readers.MANAGEMENT)
    assert view.management is not None
    assert [row.range for row in view.management.causes] == ["proved", "… to +9\u00a0k"]
    assert "planned again" in view.management.causes_note
    unknown = replace(comparison, causes=(ValuePart("time", Gain(1)),))
    rows = build_comparison(unknown, BASE, after, audience=Readers.ALL).management
    assert rows is not None
    assert rows.causes[0].range == ""
    assert set(cause_names()) == set(CAUSES)


def test_every_kind_of_reason_is_a_sentence() -> None:
    names = names_of(BASE, BASE)
    day, later_day = date(2026, 1, 5), date(2026, 1, 6)
    said = [
        why(PlanChange(kind, subject, Pair(old, new)), names).replace("\u00a0", " ")
        for kind, subject, old, new in [
            (DifferenceKind.NEED, "a/api", None, Maturity.GA),
            (DifferenceKind.NEED, "a/api | smi", Maturity.GA, None),
            (DifferenceKind.NEED, "a/api", Maturity.PREVIEW, Maturity.GA),
            (DifferenceKind.PROVIDER, "api", None, "f"),
            (DifferenceKind.PROVIDER, "api", "f", None),
            (DifferenceKind.PROVIDER, "api", "f", "x"),
            (DifferenceKind.LANDING, "f", None, "R1"),
            (DifferenceKind.LANDING, "f", "R1", None),
            (DifferenceKind.EFFORT, "f", 5, 7),
            (DifferenceKind.BEGIN, "f", day, later_day),
            (DifferenceKind.END, "f", day, later_day),
            (DifferenceKind.SHIP, "R1", day, later_day),
            (DifferenceKind.LEAD_TIME, "a", 5, 7),
        ]
    ]
    assert said == [
        "The customer now needs Capability (GA).",
        "The customer no longer needs Capability or Capability.",
        "The customer needs Capability as GA instead of preview.",
        "Capability is now built, as Feature.",
        "Capability is no longer built.",
        "Capability comes from x instead of Feature.",
        "Feature is now built and lands in R1.",
        "Feature is no longer built.",
        "Feature takes 7 person-days instead of 5.",
        "Work on Feature begins on 6 Jan 2026 instead of 5 Jan 2026.",
        "The work on Feature is verified on 6 Jan 2026 instead of 5 Jan 2026.",
        "R1 ships on 6 Jan 2026 instead of 5 Jan 2026.",
        "The customer takes a release into use in 7 calendar days instead of 5.",
    ]


def test_what_is_different_in_the_input_is_in_words() -> None:
    changed = plan(
        (1, [0]),
        (1, [5]),
        header={"as_of": "2026-01-06", "policy": {"safe_slack": 9}},
        deals={
            "a": a(stage="evaluation", win_probability="1/4", value=1600, gates={"design_in": "2026-03-20"}),
            "b": b(needs={"design_in": ["smi nice", "api"]}),
        },
        features={"f": feature(cost=5), "g": feature(provides={"smi": "ga"})},
        releases={"R1": R1, "R2": R2 | {"freeze": "2026-01-27"}, "R3": R2 | {"ship": "2026-03-13"}},
        pins=[{"feature": "f", "planned": True}],
        teams={"core": {"name": "Core", "skill": "code", "people": 2}},
        segments={"isv": {"name": "I", "target": 9, "win_rate": "1/2", "lead_rate": "1/2", "lead_time": 0}},
    )
    view = view_of(changed, before=plan()).management
    assert view is not None
    rows = {row.what: (row.before, row.after.replace("\u00a0", " ")) for row in view.input}
    assert rows["A: win probability"] == ("50%", "25%")
    assert rows["A: value"][1] == "CNY 1.6 M"
    assert rows["A: stage"] == ("Opportunity", "Evaluation")
    assert rows["A: date of Design-in"][1] == "20 Mar 2026"
    assert rows["B: need Capability by Design-in"][0] == "–" or "ga" in rows["B: need Capability by Design-in"][0]
    assert rows["Today"][1] == "6 Jan 2026"
    assert rows["Release R3"] == ("–", "yes")
    assert rows["core, code: people"] == ("1", "2")
    assert rows["Feature: cost"][1] == "CNY 5 k"


@pytest.mark.parametrize("audience", [Readers.SALES, Readers.ENGINEERING])
def test_a_digest_holds_nothing_that_is_not_for_its_audience(audience: Readers) -> None:
    secret = {"value": 77_777_000, "win_probability": "77.7%", "customer": "Acme Secret"}
    before = plan(deals={"a": a(**secret), "b": b(customer="Beijing")})
    after = plan((1, [0]), None, deals={"a": a(**secret), "b": b(customer="Beijing")})
    view = view_of(after, audience, before)
    assert view.management is None
    page = render_comparison(view)
    for text in (page, repr(view)):
        assert "77" not in text.replace(view.made_from[0][1], "")
        assert ("Acme Secret" in text) == (audience is Readers.SALES)
        assert "60.4" not in text  # 77,777 x 77.7 %


def test_pages_are_escaped_and_self_contained() -> None:
    page = render_comparison(view_of(later()))
    assert "Acme &lt;Corp&gt;" in page
    assert "<Corp>" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "<script" not in page
    assert "Content-Security-Policy" in page
    read_html(page)


def test_nothing_changed_is_said() -> None:
    page = render_comparison(view_of(BASE))
    assert "Nothing changed. Both plans say the same." in page
    assert "Messages to customers" not in page


def test_without_a_target_management_is_told_what_is_secured_and_no_share() -> None:
    def secured(target: int) -> str:
        head = later().headline.model_copy(update={"target": target, "secured": 300})
        view = view_of(later().model_copy(update={"headline": head})).management
        assert view is not None
        return view.points[0].replace("\u00a0", " ")

    # The plan before secures 1,100 of 1,000 thousand.
    assert secured(1000) == "The plan secures 30% of the target. Before, it was 110%."
    assert secured(0) == "The plan secures CNY 300 k of open deals. Before, it was CNY 1.1 M."
