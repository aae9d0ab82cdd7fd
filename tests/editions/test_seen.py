from __future__ import annotations

from datetime import date

import pytest

from roadmap.editions.lens import lens_for
from roadmap.editions.seen import Withheld, see
from roadmap.errors import UsageFault
from roadmap.policy.editions import Audience
from tests.editions.canaries import base_plan
from tests.sample_plan import sample_plan


def test_a_field_that_an_audience_may_not_see_is_not_there() -> None:
    plan = see(base_plan(), lens_for(base_plan(), "sales"))
    assert plan.deals[0].customer == "Acme Vision"
    for name in ("value", "win_probability", "expected", "kept", "causes", "situation"):
        with pytest.raises(Withheld):
            getattr(plan.deals[0], name)
    with pytest.raises(Withheld):
        _ = plan.made_from
    with pytest.raises(Withheld):
        _ = plan.model_dump


def test_a_customer_sees_one_deal_its_own_capabilities_and_quarters_for_days() -> None:
    plan = see(base_plan(), lens_for(base_plan(), "customer", deal="acme"))
    assert [deal.customer for deal in plan.deals] == ["Acme Vision"]
    assert {line.id for line in plan.capabilities} == {"python-api", "triton", "kserve"}
    assert [line.ship for line in plan.releases] == ["2026Q2"]  # R2 ships on 24 April
    assert [one.day for one in plan.deals[0].promises] == ["2026Q1", "2026Q2"]
    assert plan.features == plan.segments == plan.teams == ()


def test_deals_have_other_names_for_each_audience_and_key_and_keep_them_from_plan_to_plan() -> None:
    plan = base_plan()
    later = plan.model_copy(
        update={"as_of": date(2026, 3, 2), "made_from": plan.made_from.model_copy(update={"seed": 9})}
    )
    other_key = plan.model_copy(update={"branding": plan.branding.model_copy(update={"pseudonym_key": "other"})})
    names = [
        lens_for(plan, "engineering").pseudonym("acme"),
        lens_for(plan, "sales").pseudonym("acme"),
        lens_for(plan, "sales", owner="Zhao Min").pseudonym("acme"),
        lens_for(other_key, "engineering").pseudonym("acme"),
        lens_for(sample_plan(), "engineering").pseudonym("acme"),
    ]
    assert len(set(names)) == len(names)
    assert lens_for(later, "engineering").pseudonym("acme") == names[0]


def test_an_owner_sees_own_deals_and_others_under_pseudonyms() -> None:
    plan = base_plan()
    lens = lens_for(plan, "sales", owner="Zhao Min")
    seen = see(plan, lens)
    own = {deal.id for deal in plan.deals if deal.owner == "Zhao Min"}
    assert {deal.id for deal in seen.deals} == own == {"acme"}
    named = {deal for line in seen.releases for deal in line.deals}
    assert named & {deal.id for deal in plan.deals} == own
    assert lens.pseudonym("beijing") in named


def test_pseudonymous_deals_stand_in_the_order_of_their_pseudonyms() -> None:
    deals = see(base_plan(), lens_for(base_plan(), "engineering")).deals
    assert [deal.id for deal in deals] == sorted(deal.id for deal in deals)
    assert len(deals) == 4


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"audience": "press"}, "There is no audience press. There are: internal, executive"),
        ({"audience": "customer"}, "name it with --deal ID"),
        ({"audience": "customer", "deal": "acmee"}, "The plan holds no open deal acmee."),
        ({"audience": "customer", "deal": "acme", "owner": "Zhao Min"}, "no --owner"),
        ({"audience": "sales", "owner": "Nobody"}, "Nobody of the name Nobody owns an open deal."),
        ({"audience": "sales", "deal": "delta", "owner": "Zhao Min"}, "The deal delta is not one of Zhao Min."),
        ({"audience": "executive", "deal": "acme"}, "leave out --deal and --owner"),
    ],
)
def test_what_is_not_there_or_does_not_go_together_is_a_usage_fault(asked: dict[str, str], said: str) -> None:
    with pytest.raises(UsageFault) as fault:
        lens_for(base_plan(), asked.pop("audience"), **asked)
    assert said in str(fault.value)


def test_the_internal_audience_sees_the_plan_as_it_is() -> None:
    plan = base_plan()
    seen = see(plan, lens_for(plan, Audience.INTERNAL))
    assert [deal.value for deal in seen.deals] == [deal.value for deal in plan.deals]
    assert seen.made_from.digest == plan.made_from.digest
