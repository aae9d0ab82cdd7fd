"""Telling which confidence a plan was asked for and what it reaches, in the names of the plan document."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from roadmap.futures.confidence.padding import GATES, Padder, Padding
from roadmap.futures.confidence.reaching import fresh_seed
from roadmap.futures.confidence.weighing import Weighed
from roadmap.plans.revenue.confidence import BufferLine, ConfidencePart, RoomLine, SureDeal


def confidence_part(
    chosen: Weighed, without: Weighed, *, asked: float, seed: int, padder: Padder, padding: Padding | None
) -> ConfidencePart:
    """What the chosen plan reaches, beside the plan that did not ask for it; both were played in the same futures.

    `seed` is the one of the search; `padding` is the room that the chosen plan was given, None for no room.
    """
    return ConfidencePart(
        asked=asked,
        runs=chosen.block.kept.shape[1],
        seed=fresh_seed(seed),
        value_without=without.value,
        cost=without.value - chosen.value,
        assured=chosen.at_least(asked),
        assured_without=without.at_least(asked),
        expected=chosen.expected,
        expected_without=without.expected,
        reached_without=without.reached(asked),
        deals=list(_deals(chosen, without, asked)),
        room=[] if padding is None else list(_room(padder, padding)),
        buffers=[] if padding is None else list(_buffers(chosen, padding)),
    )


def _deals(chosen: Weighed, without: Weighed, asked: float) -> Iterator[SureDeal]:
    names, runs = chosen.game.present.indexed.names, chosen.block.kept.shape[1]
    for deal in sorted(chosen.rows):
        chance = chosen.chances[deal]
        before = without.chances.get(deal)
        yield SureDeal(
            deal=names.deals[deal],
            chance=round(chance, 4),
            error=round(float(np.sqrt(chance * (1 - chance) / runs)), 4),
            reached=chance >= asked,
            without=None if before is None else round(before, 4),
        )


def _room(padder: Padder, padding: Padding) -> Iterator[RoomLine]:
    for group, items in padder.groups.items():
        sure = padding.sure.get(group, 0.0)
        more = float(np.mean([padder.room(item, sure) for item in items]))
        if group != GATES and more > 0:
            phase, skill = group
            yield RoomLine(phase=phase, skill=skill, sure=round(sure, 3), more=round(more, 3))


def _buffers(chosen: Weighed, padding: Padding) -> Iterator[BufferLine]:
    names = chosen.game.present.indexed.names
    landing = {one.feature for one in chosen.game.network.landings}
    for feature, days in sorted(padding.buffers.items()):
        if feature in landing:
            yield BufferLine(feature=names.features[feature], days=days)
