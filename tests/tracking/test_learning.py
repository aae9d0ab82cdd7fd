"""Estimates and rates against what happened, and how sure that is."""

from __future__ import annotations

import math
from typing import Any

import pytest

from requirements.gate import Stage
from roadmap.supply.feature import Phase
from roadmap.tracking.estimates import Spent, spent_work
from roadmap.tracking.learned import learn
from roadmap.tracking.rates import StageStep, rates_of, steps_of
from roadmap.tracking.ratios import RatioVerdict, ratios_by
from tests.compare.plans import a, b, plan
from tests.projects import capability, deal, feature, project

BUILD = {"phase": "build", "skill": "code", "effort": [4, 5, 9]}
FINISHED = {"started": "2026-01-05", "done": "2026-01-09"}


def made(items: dict[str, Any], *work: dict[str, Any], **entities: Any) -> tuple[Spent, ...]:
    """What is spent on one feature of some work, with this progress by phase, as of the last day of January."""
    return spent_work(
        project(
            header={"as_of": "2026-01-30"},
            capabilities={"api": capability()},
            features={"f": feature(*(work or (BUILD,)))},
            progress={"f": {"items": items}},
            **entities,
        )
    )


def test_what_was_spent_is_what_was_stated() -> None:
    [piece] = made({"build": FINISHED | {"spent": 8}})
    assert piece == Spent("f", Phase.BUILD, "code", 4, 5, 9, actual=8, stated=True)
    assert piece.within


def test_without_a_statement_it_is_days_times_crew() -> None:
    [piece] = made({"build": FINISHED | {"crew": 2}})  # Monday to Friday, two people
    assert (piece.actual, piece.stated, piece.within) == (10, False, False)


def test_the_share_that_people_keep_for_support_is_no_work_on_features() -> None:
    teams = {"core": {"name": "Core", "skill": "code", "people": 1, "reserved": "20%"}}
    [piece] = made({"build": FINISHED}, teams=teams)  # five days, four of them at work on it
    assert piece.actual == 4


def test_each_work_item_of_a_phase_counts_alone() -> None:
    told = [FINISHED | {"skill": "code", "spent": 12}, FINISHED | {"skill": "docs", "spent": 3}]
    code, docs = made({"build": told}, BUILD, BUILD | {"skill": "docs"})
    assert (code.skill, code.likely, code.actual) == ("code", 5, 12)
    assert (docs.skill, docs.likely, docs.actual) == ("docs", 5, 3)


def test_running_work_and_milestones_teach_nothing() -> None:
    assert made({"build": {"started": "2026-01-05", "remaining": 3, "spent": 9}}) == ()
    assert made({"build": FINISHED}, {"phase": "build", "skill": "code", "effort": 0}) == ()
    assert made({"build": FINISHED | {"spent": 0}}) == ()


def piece(actual: int, likely: int = 10) -> Spent:
    return Spent("f", Phase.BUILD, "code", likely - 2, likely, likely + 4, actual, stated=True)


def test_a_ratio_is_the_geometric_mean_with_an_interval_of_students_t() -> None:
    [ratio] = ratios_by([piece(20), piece(10), piece(20), piece(40), piece(20)], lambda _: "all")
    # logs ln 2 x (1, 0, 1, 2, 1): mean ln 2, sample deviation ln 2 x sqrt(2/4); t(4) = 1.533
    error = 1.533 * math.log(2) * math.sqrt(2 / 4) / math.sqrt(5)
    assert ratio.ratio == 2
    assert (ratio.least, ratio.most) == (round(2 / math.exp(error), 4), round(2 * math.exp(error), 4))
    assert ratio.low is not None
    assert ratio.least is not None
    assert ratio.low < ratio.least
    assert (ratio.count, ratio.likely, ratio.actual, ratio.within) == (5, 50, 110, 1)
    assert ratio.verdict is RatioVerdict.DIFFERS


def test_few_pieces_of_work_suggest_nothing() -> None:
    [one] = ratios_by([piece(40)], lambda _: "all")
    assert (one.least, one.most, one.verdict) == (None, None, RatioVerdict.TOO_FEW)
    [four] = ratios_by([piece(40), piece(41), piece(40), piece(41)], lambda _: "all")
    assert four.least is not None
    assert (four.least > 1, four.verdict) == (True, RatioVerdict.TOO_FEW)


def test_estimates_that_hold_fit() -> None:
    [ratio] = ratios_by([piece(9), piece(10), piece(11), piece(10), piece(10)], lambda _: "all")
    assert ratio.verdict is RatioVerdict.FITS


def test_many_pieces_use_the_normal_distribution_and_alike_ones_have_no_spread() -> None:
    [ratio] = ratios_by([piece(15)] * 40, lambda _: "all")
    assert (ratio.least, ratio.ratio, ratio.most) == (1.5, 1.5, 1.5)
    assert [r.of for r in ratios_by([piece(10), piece(10)], lambda p: p.phase.value)] == ["build"]


def market(*stages: str, **segment: Any) -> Any:
    """A market of one segment (win rate 1/2, lead rate 1/2) and a deal for each stage."""
    deals = {f"d{n}": deal(stage=stage) for n, stage in enumerate(stages)}
    return project(deals=deals, **segment).market


def test_the_win_rate_is_seen_in_deals_that_were_decided() -> None:
    won, lost = ["won", "delivery", "accepted", "paid"], ["lost"] * 4
    rate, _ = rates_of(market(*won, *lost, "opportunity", "lead"), {})
    assert (rate.rate, rate.stated, rate.decided, rate.good) == ("win_rate", 0.5, 8, 4)
    assert rate.least is not None
    assert rate.most is not None
    assert rate.least < 0.5 < rate.most
    assert (rate.verdict, rate.suggested) == (RatioVerdict.FITS, None)


def test_a_rate_that_does_not_hold_is_drawn_towards_what_was_seen() -> None:
    rate, _ = rates_of(market("won", *["lost"] * 9), {})
    assert rate.verdict is RatioVerdict.DIFFERS
    assert rate.suggested == 0.3  # (1 + 10 x 1/2) / (10 + 10)
    # Wilson at z = 1.2816: centre (0.1 + 0.0821) / 1.1642, half 1.2816 x sqrt(0.009 + 0.0041) / 1.1642
    assert rate.least == pytest.approx(0.0304, abs=0.0005)
    assert rate.most == pytest.approx(0.2825, abs=0.0005)


def test_few_decided_deals_suggest_nothing() -> None:
    rate, other = rates_of(market("lost", "lost", "lost", "lost"), {})
    assert (rate.decided, rate.verdict, rate.suggested) == (4, RatioVerdict.TOO_FEW, None)
    assert (other.decided, other.least, other.verdict) == (0, None, RatioVerdict.TOO_FEW)


def test_what_was_a_lead_speaks_for_or_against_the_lead_rate() -> None:
    stages = dict.fromkeys(("d0", "d1", "d2", "d3"), Stage.LEAD) | {"d4": Stage.OPPORTUNITY}
    win, lead = rates_of(market("lead", "lost", "opportunity", "won", "lost"), stages)
    assert (lead.decided, lead.good) == (3, 2)  # d0 is still a lead; d1 failed; d2 and d3 went on
    assert (win.decided, win.good) == (2, 1)  # d3 won, d4 lost


def test_steps_count_what_became_of_deals() -> None:
    steps = steps_of(market("lead", "opportunity", "lost"), {"d0": Stage.LEAD, "d1": Stage.LEAD})
    assert steps == (
        StageStep(None, Stage.LOST, 1),
        StageStep(Stage.LEAD, Stage.LEAD, 1),
        StageStep(Stage.LEAD, Stage.OPPORTUNITY, 1),
    )


def test_learning_needs_no_baseline() -> None:
    stated = project(
        deals={"a": a(stage="won"), "b": b(stage="lost")}, capabilities={"api": capability(), "smi": capability()}
    )
    alone = learn(stated, None)
    assert (alone.work, alone.overall, alone.steps) == ((), (), ())
    assert [rate.decided for rate in alone.rates] == [2, 0]
    known = learn(stated, plan())
    assert StageStep(Stage.OPPORTUNITY, Stage.WON, 1) in known.steps
