from __future__ import annotations

from roadmap.plans.document import Plan
from roadmap.plans.engineering.versions import Versions
from roadmap.views.lookup import look_up
from roadmap.views.market.versions_in_field import VersionsView, build_versions
from tests.sample_plan import empty_plan, sample_plan


def view(**changes: object) -> VersionsView:
    plan = sample_plan()
    return of(plan.model_copy(update={"versions": plan.versions.model_copy(update=changes)}))


def of(plan: Plan) -> VersionsView:
    return build_versions(plan, look_up(plan))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_most_versions_at_once_are_said_with_their_day() -> None:
    assert plain(view().statement) == "At most 1 version is in use at the same time, first on 2 Mar 2026."
    assert view(at_once=3).statement.startswith("At most 3 versions are")


def test_a_policy_has_a_clear_answer() -> None:
    held = view()
    assert held.badge is not None
    assert (held.policy, held.badge.word) == ("The policy allows 2.", "Met")
    broken = view(at_once=4, holds=False)
    assert broken.badge is not None
    assert (broken.policy, broken.badge.word) == ("The policy allows 2. That is 2 too many.", "Not met")
    silent = view(most=None, holds=None)
    assert (silent.policy, silent.badge) == ("", None)


def test_months_above_the_policy_have_a_sign() -> None:
    assert [cell.sign for cell in view().at_once] == [""] * 5
    assert [cell.sign for cell in view(most=0).at_once] == ["", "▲", "▲", "▲", "▲"]
    assert [cell.sign for cell in view(most=None).at_once] == [""] * 5


def test_customers_are_counted_by_version_and_month() -> None:
    # From February: Acme on the old version from March, with Beijing on R2 from May; nobody ever runs R3.
    rows = {row.release: [cell.customers for cell in row.cells] for row in view().rows}
    assert rows == {"Before the plan": ["–", "1", "1", "–", "–"], "R2": ["–", "–", "–", "2", "2"]}
    assert [cell.shade for cell in view().rows[1].cells] == ["0", "0", "0", "5", "5"]  # 2 of at most 2
    assert [plain(name) for name in view().months][:2] == ["Feb 2026", "Mar"]


def test_one_release_fewer_is_set_against_what_it_saves() -> None:
    (second, third) = view().fewer
    # saves 20, loses 520: 20 - 520 = -500
    assert (second.goes_to, plain(second.saved), plain(second.lost), plain(second.net)) == (
        "R3",
        "20 k",
        "520 k",
        "−500 k",
    )
    assert [plain(line) for line in second.losers] == [
        "Acme Vision: Design-in (Late), −250 k",
        "北京云鉴科技股份有限公司: Design-in (Late), −240 k",
        "Harbour Freight 港口: a challenge is not met, −30 k",
        "and 1 more deal",
    ]
    assert (third.remark, third.goes_to, third.net) == ("Held by a pin or by started work.", "–", "–")


def test_a_release_that_saves_more_than_it_loses_and_one_whose_content_goes_nowhere() -> None:
    plan = sample_plan()
    line = plan.versions.lines[1]
    assert line.without is not None
    kind = line.without.model_copy(update={"content_goes_to": None, "lost": 5, "deals": []})
    (row,) = view(lines=[line.model_copy(update={"without": kind})]).fewer
    assert (row.goes_to, plain(row.net), row.losers) == ("not built", "+15 k", ())
    (fixed,) = view(lines=[line.model_copy(update={"without": None})]).fewer
    assert (fixed.remark, fixed.saved) == ("Fixed: it is used whatever lands in it.", "–")


def test_every_served_deal_tells_what_it_runs() -> None:
    rows = [(row.customer, plain(row.stays), row.release, row.behind) for row in view().stays]
    assert rows == [
        ("Acme Vision", "Before the plan from 2 Mar → R2 from 8 May", "R2", "1"),
        ("北京云鉴科技股份有限公司", "R2 from 12 May", "R2", "1"),
        ("Harbour Freight 港口", "–", "–", "–"),
    ]


def test_customers_on_a_version_out_of_support_are_named() -> None:
    (sentence,) = view().stranded
    assert plain(sentence) == (
        "Support for R2 ends on 24 May 2026. These customers still use it after that day: "
        "Acme Vision, 北京云鉴科技股份有限公司."
    )


def test_a_plan_that_serves_nobody_has_nothing_in_the_field() -> None:
    nothing = of(empty_plan())
    assert (nothing.rows, nothing.fewer, nothing.stays, nothing.served) == ((), (), (), "0")
    assert nothing.statement == "No customer uses a version in this plan."
    assert Versions().holds is None


def test_ids_that_the_plan_does_not_hold_stand_for_themselves() -> None:
    plan = sample_plan().model_copy(update={"deals": [], "releases": []})
    assert of(plan).stays[0].customer == "acme"
    assert of(plan).fewer[0].ships == "–"
    assert of(plan).stranded[0].endswith("acme, beijing.")
    assert of(plan).fewer[0].losers[0].startswith("acme: ")
