"""Spreads of gates that nobody states: learned from the history of deals, where a CRM's was imported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from requirements.funnel.spread import LONGEST, Spread
from roadmap.folder.project import Project
from roadmap.folder.texts.tables.history_table import HistoryLine
from roadmap.tracking.history.gate_moves import LearnedSpread, spreads_of
from roadmap.tracking.history.past import past_deals


@dataclass(frozen=True, slots=True)
class Taught:
    """A project whose segments have the spreads that history teaches, where they state none, and these spreads."""

    project: Project
    spreads: tuple[LearnedSpread, ...] = ()


def taught(project: Project, lines: Sequence[HistoryLine]) -> Taught:
    """The project with what its history teaches of gates. What a segment states itself stands; a history of too few
    deals teaches nothing."""
    found = tuple(
        spread
        for spread in spreads_of(project, None, past=past_deals(lines, project))
        if spread.suggested is not None and project.market.segments[spread.segment].gate_spread is None
    )
    if not found:
        return Taught(project)
    segments = dict(project.market.segments)
    for spread in found:
        segments[spread.segment] = segments[spread.segment].model_copy(update={"gate_spread": _spread(spread)})
    return Taught(replace(project, market=replace(project.market, segments=segments)), found)


def _spread(learned: LearnedSpread) -> Spread:
    earlier, later = (min(LONGEST, days) for days in learned.suggested or learned.stated)
    return Spread(earlier=earlier, later=later)
