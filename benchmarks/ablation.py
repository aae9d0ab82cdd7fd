"""What each part of the search reaches alone, in equal processor time.

    python -m benchmarks.ablation INSTANCE.json ... --seconds 20

The parts run one after the other in this process, on one core: the first orders of the decoder, the search over its
order, and ruin and recreate, with the dearest deals first and with all deals at once. Processor time is counted, so
that other work on the machine disturbs little. Standard output gets CSV: instance, part, value, seconds.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.planning import read_instance
from roadmap.problem import Problem
from roadmap.solver.board import Board
from roadmap.solver.compiled import recreating
from roadmap.solver.decoder import Decoder
from roadmap.solver.orders import first_plan, search_orders
from roadmap.solver.ruin import Ruiner, Span


class ProcessorBoard(Board):
    """A board whose clock is the time that this process has computed."""

    def __init__(self, problem: Problem, seconds: float) -> None:
        super().__init__(
            problem, began=time.process_time(), deadline=time.process_time() + seconds, tell=lambda _: None
        )

    def left(self) -> float:
        """Processor seconds until the deadline; negative after it."""
        return self.deadline - time.process_time()


def first_orders(board: Board, seconds: float) -> None:  # noqa: ARG001 - all parts are called alike
    """The best of the decoder's first orders."""
    first_plan(board, decoder=Decoder(board.problem, board.windows, valuation=board.valuation))


def order_search(board: Board, seconds: float) -> None:  # noqa: ARG001
    """The search over the decoder's order, until it stalls or the time is over."""
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    genes = first_plan(board, decoder=decoder)
    search_orders(board, genes, decoder=decoder, seed=1, iterations=1 << 60, until=0.0)


def ruin_and_recreate(board: Board, seconds: float) -> None:
    """Ruin and recreate from the best first order, until it stalls or the time is over."""
    _ruin(board, Span(1 << 60, lambda: board.left() / seconds))


def all_deals_at_once(board: Board, seconds: float) -> None:
    """The same without a time in which only the dearest deals are served."""
    _ruin(board, Span(1 << 60, lambda: board.left() / seconds, dear=0.0))


def _ruin(board: Board, span: Span) -> None:
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    Ruiner(board, decoder, seed=1, machine=recreating).search(span)


PARTS: dict[str, Callable[[Board, float], None]] = {
    "first orders": first_orders,
    "order search": order_search,
    "ruin and recreate": ruin_and_recreate,
    "all deals at once": all_deals_at_once,
}


def main() -> None:
    """Run every part on every instance."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("instances", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0)
    arguments = parser.parse_args()
    table = csv.writer(sys.stdout)
    table.writerow(["instance", "part", "value", "seconds"])
    for path in arguments.instances:
        problem = read_instance(json.loads(path.read_text(encoding="utf-8")))
        for name, part in PARTS.items():
            board = ProcessorBoard(problem, arguments.seconds)
            part(board, arguments.seconds)
            table.writerow([path.stem, name, board.value, f"{arguments.seconds - board.left():.1f}"])
            sys.stdout.flush()


if __name__ == "__main__":
    main()
