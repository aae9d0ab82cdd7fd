"""A child process that answers questions about problems, many times: is there any schedule, and which is the best?

`python -m roadmap.solver.process.answering` is started by `roadmap.solver.process.judge`, never by hand. It starts
once, as loading the solver takes longer than most answers. It ends when its input closes.
"""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from typing import Any, BinaryIO

from roadmap.problem import Problem
from roadmap.schedule import Schedule
from roadmap.solver.board import Board
from roadmap.solver.construct.decoder import Decoder
from roadmap.solver.construct.orders import first_plan
from roadmap.solver.outcome import Search
from roadmap.solver.process.inside import solve_inside
from roadmap.solver.records.codec import decode_problem, decode_search, encode_schedule
from roadmap.solver.records.frames import read_frame, write_frame
from roadmap.solver.records.search_records import own_output


def main(source: BinaryIO, sink: BinaryIO) -> int:
    """Load the solver and say so, then answer the questions read from `source` until there are none; exit status."""
    from roadmap.solver import solving  # noqa: F401, PLC0415 - so that the first question does not wait for OR-tools

    write_frame(sink, {"ready": True})
    while (question := read_frame(source)) is not None:
        write_frame(sink, answer(question))
    return 0


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question; `failed` names what went wrong, and nothing is known then."""
    problem, search = decode_problem(question["problem"]), decode_search(question["search"])
    try:
        if question["kind"] == "best":
            outcome = solve_inside(problem, search)
            return {"failed": "", "schedule": _row(outcome.schedule), "reason": outcome.reason} | asdict(outcome.proof)
        claim, schedule = _decide(problem, search)
    except Exception as failure:  # noqa: BLE001 - told to the parent, for which the question stays open
        return {"failed": type(failure).__name__}
    return {"failed": "", "claim": claim, "schedule": _row(schedule)}


def _row(schedule: Schedule | None) -> list[Any] | None:
    return None if schedule is None else encode_schedule(schedule)


def _decide(problem: Problem, search: Search) -> tuple[str, Schedule | None]:
    """`feasible` with a schedule, `infeasible`, or `open` when the time was too short."""
    from roadmap.solver.cpsat.full_model import build_model  # noqa: PLC0415 - imports OR-tools, which takes time
    from roadmap.solver.cpsat.solve import SolveTask, solve_model  # noqa: PLC0415 - the same

    began = time.monotonic()
    board = Board(problem, began=began, deadline=began + search.seconds, tell=lambda _: None)
    first_plan(board, decoder=Decoder(problem, board.windows, valuation=board.valuation))
    if board.schedule is None:
        model = build_model(problem, board.windows, valuation=board.valuation)
        solved = solve_model(board, model, search=search, task=SolveTask("feasible", board.left(), bounds=False))
        if solved.claim == "infeasible":
            return "infeasible", None
    return ("open" if board.schedule is None else "feasible"), board.schedule


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, own_output()))
