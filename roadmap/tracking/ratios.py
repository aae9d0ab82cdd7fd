"""How far estimates are off, and how sure that is: ratios of what was spent to what was likely."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from requirements.amounts.halves import number_of
from roadmap.tracking.estimates import Spent

FEWEST = 5
"""Finished pieces of work below which nothing is suggested."""
_T: tuple[float, ...] = (
    3.078,
    1.886,
    1.638,
    1.533,
    1.476,
    1.440,
    1.415,
    1.397,
    1.383,
    1.372,
    1.363,
    1.356,
    1.350,
    1.345,
    1.341,
)
_T += (1.337, 1.333, 1.330, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.310)
_NORMAL = 1.282
"""The 90 % quantile of the normal distribution; `_T` are those of Student's t with 1, 2, ... degrees of freedom."""


class RatioVerdict(StrEnum):
    """What the numbers allow to say."""

    TOO_FEW = "too_few"
    FITS = "fits"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Ratio:
    """Finished work of one kind (`of`): how many pieces, what was likely and what they took in person-days.

    `ratio` is the geometric mean of actual / likely; it lies in [`least`, `most`] with a confidence of 80 %, assuming
    that the ratios are log-normal (Student's t on their logarithms; None for a single piece). `within` is how many
    stayed within their range. `low` and `high` are the ratios to the likely effort that would hold 80 % of such work,
    as far as so many pieces can tell.
    """

    of: str
    count: int
    likely: int | float
    actual: int | float
    within: int
    ratio: float
    least: float | None
    most: float | None
    low: float | None
    high: float | None

    @property
    def verdict(self) -> RatioVerdict:
        """too_few below `FEWEST` pieces; differs where 1 lies outside the interval."""
        if self.count < FEWEST or self.least is None or self.most is None:
            return RatioVerdict.TOO_FEW
        return RatioVerdict.FITS if self.least <= 1 <= self.most else RatioVerdict.DIFFERS


def ratios_by(work: Iterable[Spent], kind: Callable[[Spent], str]) -> tuple[Ratio, ...]:
    """The ratios of finished work by kind, in alphabetical order."""
    found: dict[str, list[Spent]] = {}
    for piece in work:
        found.setdefault(kind(piece), []).append(piece)
    return tuple(_ratio(name, pieces) for name, pieces in sorted(found.items()))


def _ratio(name: str, pieces: list[Spent]) -> Ratio:
    logs = [math.log(piece.actual / piece.likely) for piece in pieces]
    count = len(logs)
    mean = sum(logs) / count
    spread = math.sqrt(sum((log - mean) ** 2 for log in logs) / (count - 1)) if count > 1 else None
    error = None if spread is None else _quantile(count - 1) * spread / math.sqrt(count)
    reach = None if spread is None else _quantile(count - 1) * spread * math.sqrt(1 + 1 / count)
    return Ratio(
        of=name,
        count=count,
        likely=number_of(sum(piece.likely for piece in pieces)),
        actual=number_of(sum(piece.actual for piece in pieces)),
        within=sum(piece.within for piece in pieces),
        ratio=_round(mean),
        least=None if error is None else _round(mean - error),
        most=None if error is None else _round(mean + error),
        low=None if reach is None else _round(mean - reach),
        high=None if reach is None else _round(mean + reach),
    )


def _quantile(freedom: int) -> float:
    return _T[freedom - 1] if freedom <= len(_T) else _NORMAL


def _round(log: float) -> float:
    return round(math.exp(log), 4)
