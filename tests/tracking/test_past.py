"""What the history of deals says: spreads of gates, chances from a stage on, and where deals are lost."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from requirements.gate import Gate, Stage
from roadmap.cli.text.learned import learned_lines
from roadmap.folder.texts.tables.history_table import HistoryLine
from roadmap.tracking.history.gate_moves import spreads_of
from roadmap.tracking.history.past import PastDeal, past_deals, weekdays_between
from roadmap.tracking.history.past_rates import lost_at, reached_stages
from roadmap.tracking.learned import learn
from tests.compare.plans import a
from tests.projects import capability, project

SIGNING = Gate.SIGNING
HERE = project(deals={"here": a()}, capabilities={"api": capability(), "smi": capability()})
"""A folder of one open deal, whose segment is `isv`, as of 5 January 2026."""


def line(
    deal: str, day: str, stage: Stage | None = None, signing: str | None = None, segment: str = "isv"
) -> HistoryLine:
    gates = {} if signing is None else {SIGNING: date.fromisoformat(signing)}
    return HistoryLine(deal, date.fromisoformat(day), stage, gates, segment)


def lived(number: int, *steps: tuple[str, Stage | None, str | None]) -> list[HistoryLine]:
    """The lines of a number of deals that all went through the same steps: day, stage, day of the signature."""
    return [line(f"d{deal}", day, stage, signing) for deal in range(number) for day, stage, signing in steps]


def past(*lines: HistoryLine) -> dict[str, PastDeal]:
    return {deal.key: deal for deal in past_deals(lines, HERE)}


def test_a_deal_moved_by_the_days_from_what_was_stated_first_to_what_was_stated_last() -> None:
    # Monday 3 March 2025 to Monday 17 March are ten working days, whichever way it went in between.
    found = past(
        line("x", "2025-01-01", Stage.EVALUATION, "2025-03-03"),
        line("x", "2025-02-01", None, "2025-06-02"),
        line("x", "2025-03-17", Stage.WON, "2025-03-17"),
    )["x"]
    assert (found.move, found.won, found.lost_at, found.here) == (10, True, None, False)


@pytest.mark.parametrize(
    ("lines", "move"),
    [
        ([line("x", "2025-01-01", Stage.DESIGN_IN, "2027-03-01")], None),  # still ahead
        ([line("x", "2025-01-01", Stage.DESIGN_IN, "2025-03-03")], 0),  # past without a move
        ([line("x", "2025-01-01", None, "2025-03-03"), line("x", "2025-02-03", Stage.LOST, "2025-02-03")], None),
        ([line("x", "2025-01-01", Stage.PAID)], None),  # no day was ever stated
    ],
    ids=["ahead", "unmoved", "lost", "without-a-day"],
)
def test_gates_count_once_they_are_behind_and_their_deal_was_not_lost(lines: list[HistoryLine], move: float) -> None:
    assert past(*lines)["x"].move == move


def test_a_deal_of_nobody_needs_a_segment_of_the_folder() -> None:
    assert past(HistoryLine("x", date(2025, 1, 1), Stage.WON, {})) == {}
    assert past(line("x", "2025-01-01", Stage.WON, segment="nothing like it")) == {}
    assert past(line("here", "2025-01-01", Stage.LEAD, segment=""))["here"].here


def test_the_spread_that_is_learned_is_the_one_that_the_moves_were_drawn_from() -> None:
    # 400 signatures that move with one in ten beyond 5 days earlier and 30 days later. The policy's 10 and 10 days
    # count as ten deals of 400.
    rng, lines = random.Random(7), []
    for number in range(400):
        drawn = rng.gauss(0, 1)
        move = round((5 if drawn < 0 else 30) * drawn / 1.2816)
        first = date(2024, 1, 1) + timedelta(days=number)
        weeks, rest = divmod(abs(move), 5)
        days = (7 * weeks + rest) * (1 if move >= 0 else -1)
        lines += [HistoryLine(f"d{number}", first, None, {SIGNING: first}, "isv")]
        lines += [HistoryLine(f"d{number}", first + timedelta(days=1), None, {SIGNING: first + timedelta(days)}, "isv")]
    (found,) = spreads_of(HERE, None, past=past_deals(lines, HERE))
    assert found.suggested is not None
    assert (found.deals, found.past) == (400, 400)
    assert abs(found.suggested[0] - 5) <= 1
    assert abs(found.suggested[1] - 30) <= 3


def test_few_deals_move_little() -> None:
    lines = lived(5, ("2025-01-01", None, "2025-03-03"), ("2025-02-01", None, "2025-03-17"))
    (found,) = spreads_of(HERE, None, past=past_deals(lines, HERE))
    # Five deals moved by ten days, which is what the policy says of one in ten: (5 x 10² + 5 x 7.8²) / 10, rooted.
    assert found.suggested == (10, round(1.28155 * ((5 * 100 + 5 * (10 / 1.28155) ** 2) / 10) ** 0.5))


def test_chances_are_those_of_the_decided_deals_that_came_to_a_stage() -> None:
    lines = [line(f"w{n}", "2025-01-01", Stage.DESIGN_IN) for n in range(6)]
    lines += [line(f"w{n}", "2025-02-01", Stage.WON if n < 4 else Stage.LOST) for n in range(6)]
    lines += [
        line("open", "2025-01-01", Stage.DESIGN_IN),
        line("l", "2025-01-01", Stage.LEAD),
        line("l", "2025-02-01", Stage.LOST),
    ]
    found = {(one.segment, one.stage): (one.won, one.decided) for one in reached_stages(past_deals(lines, HERE))}
    assert found == {("isv", Stage.DESIGN_IN): (4, 6), ("isv", Stage.LEAD): (0, 1)}


def test_where_deals_are_lost_is_shared_between_what_is_stated_and_what_was_seen() -> None:
    before = [Stage.LEAD] * 2 + [Stage.EVALUATION] * 8 + [Stage.DESIGN_IN] * 10
    lines = [part for n, stage in enumerate(before)
             for part in (line(f"d{n}", "2025-01-01", stage), line(f"d{n}", "2025-02-01", Stage.LOST))]  # fmt: skip
    stated = {Gate.EVALUATION: Fraction(4, 10), Gate.DESIGN_IN: Fraction(5, 10), Gate.SIGNING: Fraction(1, 10)}
    found = lost_at(past_deals(lines, HERE), stated)
    assert found is not None
    assert (found.deals, found.counts) == (20, {Gate.EVALUATION: 10, Gate.DESIGN_IN: 10})
    # (10 + 10 x 0.4) / 30 = 47 %; the ten behind the evaluation are shared 5 : 1: (10 x 5/6 + 5) / 30 = 44 %, 9 %.
    assert found.suggested == {Gate.EVALUATION: 47, Gate.DESIGN_IN: 44, Gate.SIGNING: 9}
    assert lost_at(past_deals(lines[:8], HERE), stated) is None


def test_learned_lines_are_yaml_that_can_be_accepted() -> None:
    lines = lived(6, ("2025-01-01", Stage.LEAD, "2025-03-03"), ("2025-02-01", Stage.LOST, None))
    told = list(learned_lines(learn(HERE, None, past=past_deals(lines, HERE))))
    assert told[:4] == [
        "# The stage history tells where 6 deals were lost.",
        "policy:",
        "  uncertainty:",
        "    lost_at: {evaluation: 63%, design_in: 31%, signing: 6%}",  # (6 + 4) / 16; 5 / 16; 1 / 16
    ]
    assert told[4] == "# segments: {isv: {lead_rate: 31%}}"  # (0 + 10 x 1/2) / 16
    assert told[5] == "# isv: of 6 decided deals that came to lead, 0 were won (0% to 21%)."


def test_deals_that_are_gone_from_the_folder_count_for_its_rates() -> None:
    lines = lived(9, ("2025-01-01", Stage.EVALUATION, None), ("2025-02-01", Stage.WON, None))
    rates = {rate.rate: (rate.good, rate.decided) for rate in learn(HERE, None, past=past_deals(lines, HERE)).rates}
    assert rates == {"win_rate": (9, 9), "lead_rate": (0, 0)}


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-01-02", "2026-01-05", 1),
        ("2026-01-05", "2026-01-19", 10),
        ("2026-01-19", "2026-01-05", -10),
        ("2026-01-03", "2026-01-04", 0),
    ],
)
def test_weekdays_are_counted_without_a_calendar(first: str, last: str, days: int) -> None:
    assert weekdays_between(date.fromisoformat(first), date.fromisoformat(last)) == days
