"""The companion: what it finds reaches the board, what happens to it harms nothing, it never outlives its search."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from dataclasses import replace

import pytest

from roadmap.audit import broken_rules
from roadmap.schedule import Placement, Schedule
from roadmap.solver.board import Board
from roadmap.solver.companion.companion import COMMAND, Companion
from roadmap.solver.engines import may_have_companion
from roadmap.solver.errors import SolverDisagreement
from roadmap.solver.outcome import Bound, Incumbent, Search
from roadmap.solver.records.codec import encode_problem, encode_search
from roadmap.solver.records.frames import read_frame, write_frame
from tests.solver.problems import crowded_problem, simple_problem

QUESTION = simple_problem(days=(3, 3), horizon=4)
"""One of two deals can be served: worth 10 less the release for 1."""
FOUND = Schedule((Placement(0, (0,), (0,)), None))
PREAMBLE = """
import os, signal, sys, time
from roadmap.solver.records.frames import read_frame, write_frame
question = read_frame(sys.stdin.buffer)
def say(**record): write_frame(sys.stdout.buffer, record)
def find(): say(kind="incumbent", schedule=[[0, [0], [0]], None], value=9, bound=20, found_by="full model")
def bound(value, turn): say(kind="bound", bound=value, found_by="full model", turn=turn)
"""


def _board(told: list[Incumbent | Bound]) -> Board:
    began = time.monotonic()
    return Board(QUESTION, began=began, deadline=began + 60, tell=told.append)


def _beside(board: Board, script: str) -> Companion:
    """A companion that reads the question and then runs the script."""
    command = [sys.executable, "-c", PREAMBLE + textwrap.dedent(script)]
    return Companion(board, Search(60), command=command)


def test_what_it_finds_and_what_it_used_reach_the_board() -> None:
    told: list[Incumbent | Bound] = []
    board = _board(told)
    with _beside(board, "find(); bound(12, 0); say(kind='used', seconds=7.5)") as companion:
        companion.wait()
    assert (board.schedule, board.value, board.bound, board.used_beside) == (FOUND, 9, 12, 7.5)
    assert [found.found_by for found in told] == ["full model", "full model"]


def test_one_claim_of_the_best_is_no_proof_and_a_second_solve_is() -> None:
    board = _board([])
    with _beside(board, "find(); bound(9, 0)") as companion:
        companion.wait()
    assert (board.bound, board.proved()) == (9, False)
    board = _board([])
    with _beside(board, "find(); bound(9, 0); bound(9, 1)") as companion:
        companion.wait()
    assert board.proved()


@pytest.mark.parametrize(
    "death",
    [
        "os.kill(os.getpid(), signal.SIGSEGV)",
        "os._exit(1)",
        "say(kind='error', error='MemoryError', text='')",
        "sys.stdout.buffer.write(b'no record at all'); sys.stdout.buffer.flush()",
        "say(kind='what is this')",
    ],
)
def test_whatever_becomes_of_it_what_it_found_stays_and_the_search_goes_on(death: str) -> None:
    board = _board([])
    with _beside(board, f"find(); {death}") as companion:
        companion.wait()
    assert (board.schedule, board.stopped()) == (FOUND, False)


def test_its_claims_are_forgotten_once_a_schedule_is_worth_more() -> None:
    board = _board([])
    with _beside(board, "bound(8, 0); bound(8, 1); find()") as companion:
        companion.wait()
    assert (board.value, board.bound) == (9, None)


def test_a_schedule_above_a_counted_bound_is_an_error_of_the_search() -> None:
    board = _board([])
    board.limit(8, "all deals")
    with pytest.raises(SolverDisagreement), _beside(board, "find()") as companion:
        companion.wait()


def test_it_ends_with_the_search() -> None:
    board = _board([])
    with _beside(board, "find(); time.sleep(600)") as companion:
        process = companion.process
        assert process.poll() is None
    assert process.poll() is not None


def test_it_ends_when_the_process_of_the_search_is_killed() -> None:
    process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    search = encode_search(replace(Search(60), workers=2))
    write_frame(process.stdin, {"problem": encode_problem(crowded_problem()), "search": search})  # type: ignore[arg-type]
    read_frame(process.stdout)  # type: ignore[arg-type]  # it is at work
    process.stdin.close()  # as the end of the other process does
    assert process.wait(timeout=60) is not None
    process.stdout.close()
    assert not _lives(process.pid)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_real_one_proves_a_small_problem_by_two_solves() -> None:
    told: list[Incumbent | Bound] = []
    board = _board(told)
    with Companion(board, Search(60, workers=2)) as companion:
        companion.wait(until=board.proved)
    assert (board.value, board.bound, board.proved()) == (9, 9, True)
    assert board.schedule is not None
    assert broken_rules(QUESTION, board.schedule) == ()


def test_it_pays_on_small_problems_with_time_and_workers_where_the_clock_may_decide() -> None:
    many = simple_problem(days=(1,) * 20, horizon=40)
    assert may_have_companion(many, Search(60))
    assert not may_have_companion(many, Search(60, reproducible=True))
    assert not may_have_companion(many, Search(60, workers=1))
    assert not may_have_companion(many, Search(3))
    assert not may_have_companion(QUESTION, Search(60))
