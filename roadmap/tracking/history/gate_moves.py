"""How far gates moved, in a CRM's history or since the published plan, by segment, as a spread to accept.

To each side the spread is estimated from the squares of the moves to it. The stated spread counts as `BELIEVED` deals,
so that a few moves change little (an empirical Bayes estimate of a variance, Morris 1983).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from requirements.deal import Deal, gates_ahead
from requirements.gate import Gate, Stage
from roadmap.folder.project import Project
from roadmap.plans.document import Plan
from roadmap.tracking.history.past import PastDeal

BELIEVED = 10
"""Deals that the stated spread counts as."""
FEWEST = 5
"""Deals below which nothing is suggested."""
TENTH = 1.2815515655446004
"""Standard deviations beyond which one in ten lies."""


@dataclass(frozen=True, slots=True)
class LearnedSpread:
    """What the deals of a segment say: of how many the history tells (`past`) or the gates of the published plan are
    still ahead, how many of all these moved, the spread that is stated, and the one that is suggested (None: too few
    deals). All spreads are working days to each side that one gate in ten exceeds."""

    segment: str
    deals: int
    moved: int
    stated: tuple[int, int]
    suggested: tuple[int, int] | None
    past: int = 0


def spreads_of(project: Project, baseline: Plan | None, *, past: Sequence[PastDeal] = ()) -> tuple[LearnedSpread, ...]:
    """The spreads of all segments with a deal whose gates can be compared, in the order of the file.

    All gates of a deal move together, so a deal counts once: by the mean of its gates that are behind, as the history
    (`past`) tells; else of those of the published plan that are still ahead. Gates whose day nobody named are left out.
    """
    moves: dict[str, list[float]] = {}
    told = {deal.key: deal for deal in past if deal.move is not None}
    for deal in told.values():
        moves.setdefault(deal.segment, []).append(deal.move or 0.0)
    counts = {segment: len(found) for segment, found in moves.items()}
    for key, move in () if baseline is None else _moves(project, baseline):
        if key not in told:
            moves.setdefault(project.market.deals[key].segment, []).append(move)
    return tuple(
        _learned(key, moves[key], project, past=counts.get(key, 0)) for key in project.market.segments if key in moves
    )


def _moves(project: Project, baseline: Plan) -> Iterator[tuple[str, float]]:
    """By how many working days the gates of each deal moved, later ones positive."""
    for line in baseline.deals:
        deal = project.market.deals.get(line.id)
        if deal is None or line.placeholder or deal.stage is Stage.LOST:
            continue
        then = {gate.gate: gate.day for gate in line.gates}
        both = [gate for gate in _named(deal) if gate in then]
        if both:
            calendar = project.calendar
            yield line.id, sum(calendar.days_between(then[gate], deal.gates[gate]) for gate in both) / len(both)


def _named(deal: Deal) -> Iterator[Gate]:
    return (gate for gate in gates_ahead(deal) if gate not in deal.estimated)


def _learned(key: str, moves: Sequence[float], project: Project, *, past: int) -> LearnedSpread:
    spread = project.market.segments[key].gate_spread or project.header.policy.uncertainty.gates
    suggested = None
    if len(moves) >= FEWEST:
        suggested = (_side([-move for move in moves], spread.earlier), _side(moves, spread.later))
    return LearnedSpread(
        segment=key,
        deals=len(moves),
        moved=sum(move != 0 for move in moves),
        stated=(spread.earlier, spread.later),
        suggested=suggested,
        past=past,
    )


def _side(moves: Sequence[float], stated: int) -> int:
    """The working days to the side of the positive moves that one gate in ten exceeds; what did not move counts half to
    each side."""
    count = sum(1.0 if move > 0 else 0.5 if move == 0 else 0.0 for move in moves)
    squares = sum(move**2 for move in moves if move > 0)
    believed = BELIEVED / 2
    variance = (squares + believed * (stated / TENTH) ** 2) / (count + believed)
    return round(TENTH * math.sqrt(variance))
