"""Scores: how promises were kept, by team, phase, segment and quarter, with what so few of them can say.

Shares are drawn towards the share of all promises, which counts as `BELIEVED` promises more (beta-binomial shrinkage,
Morris 1983), and stand with the interval of Wilson (1927), in which the true share lies in nine of ten cases.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from roadmap.folder.project import Project
from roadmap.tracking.promise_keeping import Kept, brier_of

BELIEVED = 4
"""Promises that the share of all counts as."""
NINE_OF_TEN = 1.6449
"""Standard deviations to each side that hold nine of ten."""

By = Literal["team", "phase", "segment", "quarter"]


@dataclass(frozen=True, slots=True)
class GroupScore:
    """The promises of one group whose day is past: how many were given and held, and the mean chance at which they were
    given (None: none stated one). `share` is how many hold, drawn towards all; the true share lies in [`least`,
    `most`]. The Brier score, with its standard error, is of those whose chance was stated."""

    by: By
    id: str
    given: int
    held: int
    stated: float | None
    share: float
    least: float
    most: float
    brier: float | None
    error: float | None


def scores_of(kept: Sequence[Kept], project: Project) -> tuple[GroupScore, ...]:
    """The scores of all groups: teams, phases and segments by their names, quarters in their order.

    A promise counts for each team that builds what it needs, and for each phase of the work that decides it, as its
    tripwires say.
    """
    if not kept:
        return ()
    everywhere = sum(one.held for one in kept) / len(kept)
    groups: dict[tuple[By, str], list[Kept]] = {}
    for one in kept:
        for group in dict.fromkeys(_groups(one, project)):
            groups.setdefault(group, []).append(one)
    order: tuple[By, ...] = ("team", "phase", "segment", "quarter")
    return tuple(
        _score(*group, groups[group], everywhere) for group in sorted(groups, key=lambda g: (order.index(g[0]), g[1]))
    )


def _groups(one: Kept, project: Project) -> Iterator[tuple[By, str]]:
    line, features = one.promise, project.engineering.features
    for key in line.features:
        if key in features:
            yield "team", features[key].team
    for wire in line.tripwires:
        yield "phase", wire.phase.value
    deal = project.market.deals.get(line.deal)
    if deal is not None:
        yield "segment", deal.segment
    yield "quarter", f"{line.day.year}Q{(line.day.month + 2) // 3}"


def _score(by: By, key: str, kept: Sequence[Kept], everywhere: float) -> GroupScore:
    held = sum(one.held for one in kept)
    count = len(kept) + BELIEVED
    share = (held + BELIEVED * everywhere) / count
    least, most = wilson(share, count)
    stated = [one.promise.chance for one in kept if one.promise.chance is not None]
    brier, error = brier_of(kept)
    return GroupScore(
        by=by,
        id=key,
        given=len(kept),
        held=held,
        stated=round(sum(stated) / len(stated), 3) if stated else None,
        share=round(share, 3),
        least=round(least, 3),
        most=round(most, 3),
        brier=brier,
        error=error,
    )


def wilson(share: float, count: int) -> tuple[float, float]:
    """Between which shares the true one lies in nine of ten cases, where so many were seen."""
    z2 = NINE_OF_TEN**2
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = NINE_OF_TEN * math.sqrt(share * (1 - share) / count + z2 / (4 * count**2)) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)
