"""What the history of deals says, as people read it: gates that moved, and how many deals were won from a stage on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from requirements.gate import Gate, Stage
from requirements.language import _, enumerated, ngettext
from roadmap.tracking import Learned
from roadmap.tracking.history.gate_moves import LearnedSpread
from roadmap.tracking.history.past_rates import LostAt, ReachedStage
from roadmap.views.formats import percent
from roadmap.views.words import gate_word, stage_word


@dataclass(frozen=True, slots=True)
class MovedGatesRow:
    """How far the gates of a segment moved."""

    segment: str
    deals: str
    moved: str
    stated: str
    suggested: str


@dataclass(frozen=True, slots=True)
class ReachedRow:
    """How many deals of a segment were won that came to a stage."""

    segment: str
    stage: str
    won: str
    share: str
    range: str


@dataclass(frozen=True, slots=True)
class PastView:
    """Tables of the history of deals; empty where nothing is known. `lost` is a sentence, empty where too few are."""

    moved: tuple[MovedGatesRow, ...]
    reached: tuple[ReachedRow, ...]
    lost: str


def build_past(learned: Learned, segments: Mapping[str, str]) -> PastView:
    """The tables in the order of what was learned; `segments` are names by id."""
    return PastView(
        moved=tuple(_moved(spread, segments) for spread in learned.spreads),
        reached=tuple(_reached(found, segments) for found in learned.reached),
        lost="" if learned.lost_at is None else _lost(learned.lost_at),
    )


def _moved(found: LearnedSpread, segments: Mapping[str, str]) -> MovedGatesRow:
    return MovedGatesRow(
        segment=segments.get(found.segment, found.segment),
        deals=str(found.deals),
        moved=str(found.moved),
        stated=_spread(found.stated),
        suggested=_("Too few deals") if found.suggested is None else _spread(found.suggested),
    )


def _spread(days: tuple[int, int]) -> str:
    return _("{earlier} to {later} days").format(earlier=f"−{days[0]}", later=f"+{days[1]}")


def _reached(found: ReachedStage, segments: Mapping[str, str]) -> ReachedRow:
    return ReachedRow(
        segment=segments.get(found.segment, found.segment),
        stage=stage_word(Stage(found.stage)),
        won=_("{good} of {decided}").format(good=found.won, decided=found.decided),
        share=percent(found.won, found.decided),
        range=f"{percent(found.least)} – {percent(found.most)}",
    )


def _lost(found: LostAt) -> str:
    shares = enumerated(f"{gate_word(Gate(gate))} {share}%" for gate, share in found.suggested.items())
    text = ngettext(
        "The stage history tells where {count} deal was lost. Suggested shares of lost deals: {shares}.",
        "The stage history tells where {count} deals were lost. Suggested shares of lost deals: {shares}.",
        found.deals,
    )
    return text.format(count=found.deals, shares=shares)
