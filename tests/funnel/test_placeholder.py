"""Placeholders: as many as are missing, in the months that close, with needs as often as the profile says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from requirements.deal import Deal
from requirements.funnel.forecast import forecast
from requirements.funnel.placeholder import MOST, closing_gate, with_placeholders
from requirements.funnel.profile import Profile
from requirements.funnel.segment import Segment
from requirements.gate import Gate, Importance, Maturity, Stage
from requirements.market import Market, Placeholder
from roadmap.calendar import build_calendar

START, END = date(2026, 1, 5), date(2026, 12, 31)
WEEKDAYS = build_calendar(date(2025, 1, 1), date(2027, 12, 31))
NEEDS = {"evaluation": ["api @ 1/2", "smi"], "design_in": ["triton | kserve : ga -20% @ 1/3", "api @ 1/2"]}


def profile(**fields: Any) -> Profile:
    """Ten working days to the evaluation, twenty to design-in, thirty to signing, forty to acceptance."""
    pace = {"evaluation": 10, "design_in": 20, "signing": 30, "acceptance": 40}
    return Profile.model_validate({"name": "P", "needs": NEEDS, "pace": pace} | fields)


def market(to_find: int, in_hand: Iterable[str] = (), *, needs: Profile | None = None, **fields: Any) -> Market:
    """A market whose segment needs so many opportunities of 10 each; win rate 1/2, lead rate 1/2."""
    segment = {
        "name": "Vendors",
        "target": 5 * to_find,  # 5 x n / (1/2) = 10 x n
        "average_deal": 10,
        "win_rate": "1/2",
        "lead_rate": "1/2",
        "profile": "p",
    }
    deal = {"name": "D", "customer": "C", "segment": "isv", "value": 10, "gates": {}}
    return Market(
        segments={"isv": Segment.model_validate(segment | fields)},
        capabilities={},
        deals={f"d{n}": Deal.model_validate(deal | {"stage": stage}) for n, stage in enumerate(in_hand)},
        profiles={"p": needs or profile()},
    )


def drawn(of: Market, *, first: date = START, last: date = END) -> dict[str, Placeholder]:
    return dict(with_placeholders(of, WEEKDAYS.add, first=first, last=last).placeholders)


def test_there_are_as_many_as_opportunities_are_missing() -> None:
    # 8 needed, 3 in hand, 3 leads x 1/2 = 1.5: 3.5 are missing, 4 whole ones.
    found = drawn(market(8, ["opportunity", "evaluation", "won", "lead", "lead", "lead"]))
    assert list(found) == [f"isv-placeholder-{n:02d}" for n in (1, 2, 3, 4)]
    assert {placeholder.stands_for for placeholder in found.values()} == {1}


def test_a_placeholder_is_an_opportunity_worth_an_average_deal() -> None:
    deal = drawn(market(1))["isv-placeholder-01"].deal
    assert (deal.segment, deal.stage, deal.value, deal.win_probability) == ("isv", Stage.OPPORTUNITY, 10, None)
    assert (deal.name, deal.customer, deal.owner) == ("Vendors 01", "–", None)


def test_it_enters_the_market_at_the_win_rate_that_is_believed() -> None:
    whole = with_placeholders(market(1, caution="1/2"), WEEKDAYS.add, first=START, last=END)
    deal = whole.open_deals()["isv-placeholder-01"]
    assert whole.win_probability(deal) == Fraction(1, 4)  # 1/2 x 1/2
    assert "isv-placeholder-01" not in whole.deals


def test_what_is_in_hand_and_what_is_to_be_found_add_up_to_the_target() -> None:
    # 10 needed for a target of 50: 4 opportunities x 10 x 1/2 = 20, 2 leads x 10 x 1/4 = 5, 5 to find x 10 x 1/2 = 25.
    whole = with_placeholders(market(10, ["opportunity"] * 4 + ["lead"] * 2), WEEKDAYS.add, first=START, last=END)
    assert len(whole.placeholders) == 5
    assert sum(deal.value * whole.win_probability(deal) for deal in whole.open_deals().values()) == 20 + 5 + 25


def test_gates_stand_at_the_distances_of_the_profile() -> None:
    for placeholder in drawn(market(9)).values():
        gates = placeholder.deal.gates
        assert list(gates) == [Gate.EVALUATION, Gate.DESIGN_IN, Gate.SIGNING, Gate.ACCEPTANCE]
        days = list(gates.values())
        assert [WEEKDAYS.days_between(days[n], days[n + 1]) for n in range(3)] == [10, 10, 10]
        assert all(WEEKDAYS.is_working(day) for day in days)


def test_nobody_signs_sooner_than_a_deal_takes() -> None:
    # Met on Monday 5 January at the earliest, and 30 working days to signing: Monday 16 February.
    signings = [p.deal.gates[Gate.SIGNING] for p in drawn(market(200, closes={"jan": 1, "feb": 1})).values()]
    assert min(signings) >= date(2026, 2, 16)
    assert {day.month for day in signings} == {2}


def test_they_close_in_the_months_in_which_the_segment_closes() -> None:
    # Weights 1 : 2 : 1 of 12 deals: 3, 6 and 3. December is closed.
    found = drawn(market(12, closes={"mar": 1, "apr": 2, "may": 1, "dec": 0}))
    assert Counter(p.deal.gates[Gate.SIGNING].month for p in found.values()) == {3: 3, 4: 6, 5: 3}


def test_they_are_spread_within_a_month() -> None:
    found = drawn(market(4, closes=["jun"]))
    # June has 30 days: 1/2, 1/4, 3/4 and 1/8 of it are the 16th, the 8th, the 23rd and the 4th; all are working days.
    assert [p.deal.gates[Gate.SIGNING].day for p in found.values()] == [16, 8, 23, 4]


def test_a_month_that_has_begun_counts_by_the_days_that_are_left() -> None:
    # 30 working days after 4 May is 15 June: 16 of 30 days of June are left, all of July: 8 : 15 of 23.
    found = drawn(market(23, closes=["jun", "jul"]), first=date(2026, 5, 4))
    assert Counter(p.deal.gates[Gate.SIGNING].month for p in found.values()) == {6: 8, 7: 15}


def test_a_day_off_at_the_beginning_of_a_month_moves_on_and_not_into_the_month_before() -> None:
    # 1 February to 8 February 2026 begins on a Sunday; 2 to 6 February off: the first working day is Monday 9.
    calendar = build_calendar(date(2025, 1, 1), date(2027, 1, 1), days_off=[date(2026, 2, n) for n in range(2, 9)])
    instant = profile(needs={}, pace={"signing": 0})
    asked = market(3, closes=["feb"], needs=instant)
    found = with_placeholders(asked, calendar.add, first=date(2026, 2, 1), last=date(2026, 2, 8)).placeholders
    assert {p.deal.gates[Gate.SIGNING] for p in found.values()} == {date(2026, 2, 9)}


def test_without_a_profile_a_size_a_target_or_time_there_are_none() -> None:
    assert drawn(market(5, profile=None)) == {}
    assert drawn(market(5, average_deal=None)) == {}
    assert drawn(market(0)) == {}
    assert drawn(market(5), first=date(2026, 12, 1)) == {}  # 30 working days from 1 December is next year
    assert drawn(market(5, closes=["jan"])) == {}
    assert drawn(market(5, needs=profile(needs={}, pace={}))) == {}


def test_a_deal_without_a_signing_gate_closes_at_its_last_gate() -> None:
    assert closing_gate(profile(needs={}, pace={"evaluation": 3, "design_in": 5})) is Gate.DESIGN_IN
    assert closing_gate(profile(needs={}, pace={"acceptance": 3, "payment": 5})) is Gate.PAYMENT
    assert closing_gate(profile(needs={}, pace={})) is None


def test_a_need_is_taken_over_as_the_profile_states_it() -> None:
    [need] = next(
        p.deal.needs[Gate.DESIGN_IN]
        for p in drawn(market(9, needs=profile(needs={"design_in": ["triton | kserve : ga -20% @ 1/3"]}))).values()
        if p.deal.needs
    )
    assert need.any_of == ["triton", "kserve"]
    assert (need.maturity, need.importance, need.drop) == (Maturity.GA, Importance.CHALLENGE, Fraction(1, 5))


def test_needs_are_as_frequent_as_the_profile_says_and_not_all_deals_are_alike() -> None:
    found = list(drawn(market(30)).values())
    by_gate = Counter((gate, need.any_of[0]) for p in found for gate, needs in p.deal.needs.items() for need in needs)
    assert by_gate == {
        (Gate.EVALUATION, "api"): 15,  # 30 x 1/2
        (Gate.EVALUATION, "smi"): 30,
        (Gate.DESIGN_IN, "triton"): 10,  # 30 x 1/3
        (Gate.DESIGN_IN, "api"): 15,
    }
    kinds = {tuple(need.any_of[0] for needs in p.deal.needs.values() for need in needs) for p in found}
    assert len(kinds) == 4  # with and without api, with and without triton


def test_what_is_needed_at_two_gates_alike_is_needed_at_both_or_at_neither() -> None:
    for placeholder in drawn(market(40)).values():
        names = {gate: {need.any_of[0] for need in needs} for gate, needs in placeholder.deal.needs.items()}
        assert ("api" in names.get(Gate.EVALUATION, set())) == ("api" in names.get(Gate.DESIGN_IN, set()))


def test_a_deal_that_is_found_takes_the_last_placeholder_and_leaves_the_others() -> None:
    before, after = drawn(market(20)), drawn(market(20, ["opportunity"]))
    assert len(before) == 20
    assert list(before.items())[:-1] == list(after.items())


def test_two_leads_that_are_found_take_one_placeholder() -> None:
    assert len(drawn(market(20, ["lead"]))) == 20  # 19.5
    assert len(drawn(market(20, ["lead", "lead"]))) == 19


def test_many_are_grouped_and_still_stand_for_all() -> None:
    found = list(drawn(market(2 * MOST + 1)).values())
    assert len(found) == 41  # 121 / 3 = 40.3
    assert [placeholder.stands_for for placeholder in found] == [3] * 40 + [1]
    assert [placeholder.deal.value for placeholder in found] == [30] * 40 + [10]


def test_a_placeholder_for_several_brings_the_support_cases_of_all_of_them() -> None:
    work = {"phase": "evaluation", "gate": "evaluation", "skill": "fae", "effort": 1, "spread": 5}
    asked = market(5, support=[{"name": "Case", "count": 3, "work": [work]}])
    whole = with_placeholders(asked, WEEKDAYS.add, first=START, last=END, most=3)
    # 5 / 3 = 1.67: two customers each, six cases; the last one stands for one, who brings three.
    counts = [whole.support(placeholder.deal)[0].count for placeholder in whole.placeholders.values()]
    assert counts == [6, 6, 3]


def test_none_are_wanted_where_none_are_allowed() -> None:
    assert with_placeholders(market(5), WEEKDAYS.add, first=START, last=END, most=0).placeholders == {}


def test_an_id_that_is_taken_is_not_given_again() -> None:
    asked = market(2, ["lost"])
    taken = {"isv-placeholder-01": asked.deals["d0"]}
    whole = with_placeholders(
        Market(asked.segments, {}, taken, profiles=asked.profiles), WEEKDAYS.add, first=START, last=END
    )
    assert list(whole.placeholders) == ["isv-placeholder-01x", "isv-placeholder-02"]


FREQUENCIES = st.lists(st.fractions(0, 1, max_denominator=12), min_size=1, max_size=5)


@settings(max_examples=40)
@given(FREQUENCIES, st.integers(1, 60), st.integers(0, 20), st.integers(0, 20))
def test_sums_and_frequencies_hold_for_any_profile(often: list[Fraction], needed: int, found: int, leads: int) -> None:
    needs = profile(needs={"evaluation": [f"need{n} @ {share}" for n, share in enumerate(often)]})
    asked = market(needed, ["opportunity"] * found + ["lead"] * leads, needs=needs)
    [funnel] = forecast(asked)
    placeholders = list(drawn(asked).values())
    assert sum(placeholder.stands_for for placeholder in placeholders) == funnel.to_find.whole
    for number, share in enumerate(often):
        names = [{need.any_of[0] for needs in p.deal.needs.values() for need in needs} for p in placeholders]
        for some in range(len(names) + 1):
            assert abs(sum(f"need{number}" in each for each in names[:some]) - some * share) < 1


@settings(max_examples=20)
@given(st.integers(1, 40), st.integers(1, 40))
def test_a_higher_target_only_adds_placeholders(one: int, other: int) -> None:
    fewer, more = (list(drawn(market(n)).items()) for n in sorted((one, other)))
    assert more[: len(fewer)] == fewer
