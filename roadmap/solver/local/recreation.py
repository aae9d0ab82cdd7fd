"""Ruin and recreate as a phase of a search: loads the compiled search, and runs it for its share of the time."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from time import monotonic
from types import ModuleType

from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.engines import is_large, may_recreate
from roadmap.solver.local.loading import CHAINS, Loading, loaded
from roadmap.solver.local.racing import race, race_beside, spans_of_steps, spans_of_time
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.solver.outcome import Search
from roadmap.tuning import TUNING

POLL = 0.02


class Recreation:
    """Ruin and recreate on one board, as soon as the compiled search is there."""

    def __init__(self, board: Board, search: Search, *, decoder: Decoder) -> None:
        self._board, self._search, self._decoder = board, search, decoder
        worthwhile = may_recreate(board.problem, seconds=board.left(), loaded=loaded())
        self._loading = Loading() if worthwhile else None
        self._ruiner: Ruiner | None = None
        self._patience = TUNING.chains_seconds

    def renew(self, decoder: Decoder) -> None:
        """Go on with another decoder: that of the problem which the board has now."""
        self._decoder = decoder

    @property
    def ran(self) -> bool:
        """Whether it ran."""
        return self._ruiner is not None

    @property
    def done(self) -> bool:
        """Whether it ran, or never will."""
        return self._ruiner is not None or self._loading is None

    def compile_first(self, meanwhile: Callable[[Callable[[], bool]], None]) -> None:
        """On a large problem time does not count while the search is compiled, once on a machine; where the board has
        nobody to tell so, or little time is asked for, it is compiled beside the rest.

        `meanwhile` improves the plan without the compiled search until what it is given says that this is there.
        """
        board, loading = self._board, self._loading
        if loading is None or board.uncounted is None or self._search.seconds < TUNING.compile_seconds:
            return
        if not is_large(board.problem) or not loading.compiling():
            return
        patience = 1.0 if self._search.effort is None else TUNING.effort_patience
        until = monotonic() + TUNING.longest_compiling * patience

        def is_there() -> bool:
            return board.stop.is_set() or not loading.compiling() or monotonic() >= until

        with board.pause():
            meanwhile(is_there)
            while not is_there():
                loading.wait(POLL)

    def ready(self) -> bool:
        """Whether there is nothing to wait for; where time does not count, waiting is what keeps results the same."""
        return self._loading is None or self._search.reproducible or self._loading.over()

    def run(self, *, large: bool, share: float | None = None) -> None:
        """Ruin and recreate from the best schedule, once the compiled search is loaded, for a share of the time left
        (None: what such a problem gets)."""
        board, timed = self._board, not self._search.reproducible
        machine = self._wait(board.left() * TUNING.ruin_patiences[large] if timed else None)
        if machine is None or board.over():
            return
        self._ruiner = Ruiner(board, self._decoder, seed=self._search.seed, machine=machine)
        seconds = board.left() * (TUNING.ruin_shares[large] if share is None else share)
        spans = spans_of_time(board, seconds) if timed else spans_of_steps(self._steps(TUNING.ruin_steps_per_second))
        if timed and large and self._search.workers > 1:
            second = Ruiner(board, self._decoder, seed=self._search.seed + TUNING.seeds_apart, machine=machine)
            race_beside((self._ruiner, second), spans)
        else:
            race(self._ruiner, spans)

    def _steps(self, each_second: float) -> int:
        return int(self._search.seconds * each_second / max(1, len(self._board.problem.items)))

    def _wait(self, seconds: float | None) -> ModuleType | None:
        """The compiled search, if it is there within so many seconds and before the board is over."""
        board, loading = self._board, self._loading
        until = None if seconds is None else board.left() - seconds
        while loading is not None and not board.over():
            if loading.over():
                return loading.wait(None)
            if until is not None and board.left() <= until:
                return None
            loading.wait(POLL)
        return None

    def chains(self) -> ModuleType | None:
        """The compiled chains, if they are there soon; where time does not count, once they are there."""
        machine = self._wait(None if self._search.reproducible else self._patience)
        self._patience = 0.0
        return None if machine is None else import_module(CHAINS)

    def leave_slack(self, seconds: float) -> None:
        """If it ran: among plans worth the same, look for one with more time before the dearest gates."""
        if self._ruiner is None:
            return
        if self._search.reproducible:
            self._ruiner.leave_slack(
                Allowance(self._steps(TUNING.slack_steps / self._search.seconds), lambda: 1.0, timed=False)
            )
            return
        until = self._board.left() - seconds
        self._ruiner.leave_slack(Allowance(1 << 60, lambda: min(self._board.left() - until, self._board.left())))

    def end(self) -> None:
        """Load no longer."""
        if self._loading is not None:
            self._loading.end()
