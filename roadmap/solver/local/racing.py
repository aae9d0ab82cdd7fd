"""Racing: which way of ruin and recreate suits a problem is found by a short run of each, from the same plan.

Where a few deals decide and people are scarce, serving only the dearest at first is ahead by a few per cent; where most
deals fit, it shuts out the others. Neither can be told from the problem beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.local.ruin import Allowance, Meeting, Ruiner
from roadmap.tuning import TUNING

WAYS = (TUNING.dear_time, 0.0)
"""For what share of a search only the dearest deals are served."""

Spans = Callable[[float, float], Allowance]
"""A span that begins now, from its share of the whole and its way."""


def spans_of_time(board: Board, seconds: float) -> Spans:
    """Shares of so many seconds."""

    def span(share: float, dear: float) -> Allowance:
        length = max(1e-9, seconds * share)
        until = board.left() - length
        return Allowance(1 << 60, lambda: (board.left() - until) / length, dear=dear)

    return span


def spans_of_steps(steps: int) -> Spans:
    """Shares of so many steps."""
    return lambda share, dear: Allowance(int(steps * share), lambda: 1.0, timed=False, dear=dear)


def race(ruiner: Ruiner, spans: Spans) -> None:
    """Run each way for a short time, then the better one for the rest, from the best plan."""
    start = ruiner.board.schedule
    tried = [ruiner.search(spans(TUNING.race_trial, way), start=start) for way in WAYS]
    ruiner.search(spans(1 - TUNING.race_trial * len(WAYS), _better(tried)))


def race_beside(ruiners: Sequence[Ruiner], spans: Spans) -> None:
    """The same with as many searches as there are ways, beside each other; in the rest they meet.

    What fails in any of them is raised.
    """
    start = ruiners[0].board.schedule
    tried = _beside(ruiners, [spans(TUNING.race_trial, way) for way in WAYS], start=start)
    span = spans(1 - TUNING.race_trial, _better(tried))
    _beside(ruiners, [span] * len(WAYS), meeting=Meeting())


def _better(tried: Sequence[int]) -> float:
    return WAYS[tried.index(max(tried))]


def _beside(
    ruiners: Sequence[Ruiner],
    spans: Sequence[Allowance],
    *,
    meeting: Meeting | None = None,
    start: Schedule | None = None,
) -> list[int]:
    """What each search finds in its span, the first in this thread."""
    with ThreadPoolExecutor(len(ruiners), thread_name_prefix="ruin and recreate") as beside:
        pairs = list(zip(ruiners, spans, strict=True))
        running = [
            beside.submit(ruiner.search_beside, span, meeting=meeting, start=start) for ruiner, span in pairs[1:]
        ]
        first, span = pairs[0]
        found = first.search_beside(span, meeting=meeting, start=start)
        return [found, *(each.result() for each in running)]
