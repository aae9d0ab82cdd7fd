"""What each part of the search reaches alone, in equal processor time.

    python -m benchmarks.ablation INSTANCE.json ... --seconds 20 [--parts PART ...]

The parts run one after the other in this process, on one core: the first orders of the decoder, the search over its
order, ruin and recreate, with the dearest deals first and with all deals at once; and the cores, on two cores for half
as long. Processor time is counted, so that other work on the machine disturbs little. Standard output gets CSV:
instance, part, value, seconds.
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
from roadmap.solver.budget import Budget
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan, search_orders
from roadmap.solver.cpsat.shared_rows import LearnedRows
from roadmap.solver.local.compiled import recreating
from roadmap.solver.local.ruin import Allowance, Ruiner
from roadmap.solver.outcome import Search
from roadmap.solver.repair.cores import plan_cores


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
    _ruin(board, Allowance(1 << 60, lambda: board.left() / seconds))


def all_deals_at_once(board: Board, seconds: float) -> None:
    """The same without a time in which only the dearest deals are served."""
    _ruin(board, Allowance(1 << 60, lambda: board.left() / seconds, dear=0.0))


def cores(board: Board, seconds: float) -> None:
    """The dearest deals by the full model, core after core, from the best first order."""
    first_orders(board, seconds)
    search, began = Search(seconds / 2, workers=8), time.monotonic()
    wall = Board(board.problem, began=began, deadline=began + search.seconds, tell=lambda _: None)
    if board.schedule is not None:
        wall.offer(board.schedule, "first orders")
        plan_cores(wall, search, budget=Budget(wall, search), share=1.0, learned=LearnedRows())
    if wall.schedule is not None:
        board.offer(wall.schedule, "cores")


def _ruin(board: Board, span: Allowance) -> None:
    decoder = Decoder(board.problem, board.windows, valuation=board.valuation)
    first_plan(board, decoder=decoder)
    Ruiner(board, decoder, seed=1, machine=recreating).search(span)


PARTS: dict[str, Callable[[Board, float], None]] = {
    "first orders": first_orders,
    "order search": order_search,
    "ruin and recreate": ruin_and_recreate,
    "all deals at once": all_deals_at_once,
    "cores": cores,
}


def main() -> None:
    """Run every part on every instance."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("instances", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    arguments = parser.parse_args()
    table = csv.writer(sys.stdout)
    table.writerow(["instance", "part", "value", "seconds"])
    for path in arguments.instances:
        problem = read_instance(json.loads(path.read_text(encoding="utf-8")))
        for name in arguments.parts:
            board = ProcessorBoard(problem, arguments.seconds)
            PARTS[name](board, arguments.seconds)
            table.writerow([path.stem, name, board.value, f"{arguments.seconds - board.left():.1f}"])
            sys.stdout.flush()


if __name__ == "__main__":
    main()
