"""The parent's side, with children that crash, hang, talk nonsense or are slow: what was found is kept, always."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from roadmap.audit import broken_rules, value
from roadmap.problem import Feature
from roadmap.schedule import Placement, Schedule, Status, Stopped
from roadmap.solver.errors import ModelRefused, SearchFailed, SolverDisagreement, SolverError
from roadmap.solver.outcome import Bound, Compiling, Incumbent, News, Outcome, Search
from roadmap.solver.process.parent import solve
from roadmap.tuning import TUNING
from tests.problems import item, problem
from tests.solver.problems import crowded_problem, simple_problem

pytestmark = pytest.mark.cold
QUESTION = simple_problem(days=(3, 3), horizon=4)
"""One of two deals can be served: worth 10 less the release for 1."""
FOUND = Schedule((Placement(0, (0,), (0,)), None))
CROWDED = crowded_problem()

PREAMBLE = """
import os, signal, sys, time
from roadmap.solver.records.frames import read_frame, write_frame
question = read_frame(sys.stdin.buffer)
def say(**record): write_frame(sys.stdout.buffer, record)
def find(): say(kind="incumbent", schedule=[[0, [0], [0]], None], value=9, bound=20, found_by="test")
"""


def _child(script: str) -> list[str]:
    """A child that reads the question and then runs the script."""
    return [sys.executable, "-c", PREAMBLE + textwrap.dedent(script)]


def _ignore(_: News) -> None:
    return None


def _ask(script: str, *, seconds: float = 20, observe: Callable[[News], bool | None] = _ignore) -> Outcome:
    search = Search(seconds)
    return solve(QUESTION, search, observe=observe, stop=threading.Event(), command=_child(script))


def test_the_real_child_proves_a_small_problem_and_every_schedule_is_valid() -> None:
    told: list[News] = []
    outcome = solve(QUESTION, Search(60, workers=1), observe=told.append, stop=threading.Event())
    assert (outcome.proof.status, outcome.proof.value, outcome.proof.bound) == (Status.OPTIMAL, 9, 9)
    assert outcome.schedule is not None
    for found in told:
        if isinstance(found, Incumbent):
            assert broken_rules(QUESTION, found.schedule) == ()
            assert value(QUESTION, found.schedule) == found.value
    assert any(isinstance(found, Bound) for found in told)


def test_the_real_child_twice_finds_contradicting_pins_infeasible() -> None:
    pinned = [Feature((0,), (), 0, planned=True), Feature((1,), (), 0, planned=True)]
    clash = problem([item(0, 4, latest=5), item(1, 4, latest=5)], features=pinned)
    outcome = solve(clash, Search(60, workers=2), observe=_ignore, stop=threading.Event())
    assert (outcome.schedule, outcome.proof.status) == (None, Status.INFEASIBLE)


@pytest.mark.parametrize(
    "death",
    ["os.kill(os.getpid(), signal.SIGSEGV)", "os.abort()", "os.kill(os.getpid(), signal.SIGKILL)", "os._exit(0)"],
)
def test_a_child_that_dies_leaves_its_last_schedule(death: str) -> None:
    outcome = _ask(f"find(); {death}")
    assert outcome.schedule == FOUND
    assert outcome.proof == type(outcome.proof)(Status.BEST_FOUND, Stopped.CRASHED, 9, None)


def test_a_child_that_dies_before_it_found_anything_leaves_nothing_and_says_so() -> None:
    outcome = _ask("os.abort()")
    assert (outcome.schedule, outcome.proof.status, outcome.proof.stopped) == (
        None,
        Status.NOTHING_FOUND,
        Stopped.CRASHED,
    )


def test_a_start_stands_in_when_the_child_says_nothing() -> None:
    outcome = solve(
        QUESTION, Search(20, start=FOUND), observe=_ignore, stop=threading.Event(), command=_child("os.abort()")
    )
    assert (outcome.schedule, outcome.proof.value, outcome.proof.status) == (FOUND, 9, Status.BEST_FOUND)


@pytest.mark.parametrize(
    "nonsense", [b"no record at all, but long enough for a header", b"RMAP\x00\x00\x00\x05\x00\x00\x00\x00hello"]
)
def test_a_child_that_writes_nonsense_counts_as_dead(nonsense: bytes) -> None:
    outcome = _ask(f"find(); sys.stdout.buffer.write({nonsense!r}); sys.stdout.buffer.flush(); time.sleep(60)")
    assert (outcome.schedule, outcome.proof.stopped) == (FOUND, Stopped.CRASHED)


def test_a_child_that_hangs_is_killed_after_the_limit_and_its_schedule_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.solver.process.parent.TUNING", replace(TUNING, child_silence=0.3))
    outcome = _ask("find(); os.kill(os.getpid(), signal.SIGSTOP)", seconds=1)
    assert (outcome.schedule, outcome.proof.stopped) == (FOUND, Stopped.CRASHED)


def test_a_child_that_is_alive_but_late_is_out_of_time_and_not_dead() -> None:
    script = """
        find()
        while True:
            say(kind="beat", processor=0.3)
            time.sleep(0.05)
    """
    outcome = _ask(script, seconds=1)
    assert (outcome.schedule, outcome.proof.stopped) == (FOUND, Stopped.TIME)
    assert outcome.processor == 0.3  # what a busy machine gave it is known though it never said how it ended


def test_time_that_does_not_count_is_given_to_the_child_and_told() -> None:
    told: list[News] = []
    script = """
        say(kind="uncounted", seconds=None)
        time.sleep(2)
        say(kind="uncounted", seconds=2.0)
        find()
        say(kind="done", status="optimal", stopped="proved", value=9, bound=9, reason="", by_work=False, reach=None)
    """
    outcome = _ask(script, seconds=1, observe=told.append)
    assert (outcome.schedule, outcome.proof.status) == (FOUND, Status.OPTIMAL)
    assert [type(news) for news in told] == [Compiling, Compiling, Incumbent]
    assert [news.over for news in told if isinstance(news, Compiling)] == [False, True]
    assert told[2].elapsed < told[0].elapsed + 1


def test_time_that_does_not_count_ends_with_a_stop() -> None:
    outcome = _ask(
        "find(); say(kind='uncounted', seconds=None); time.sleep(60)",
        observe=lambda found: isinstance(found, Compiling),
    )
    assert (outcome.schedule, outcome.proof.stopped) == (FOUND, Stopped.INTERRUPTED)


def test_a_child_that_stays_after_its_last_record_is_not_waited_for() -> None:
    script = """
        find()
        say(kind="done", status="optimal", stopped="proved", value=9, bound=9, reason="", by_work=False, reach=None)
        time.sleep(60)
    """
    began = time.monotonic()
    outcome = _ask(script)
    assert (outcome.schedule, outcome.proof.status) == (FOUND, Status.OPTIMAL)
    assert time.monotonic() - began < 30  # the child would have stayed for 60


@pytest.mark.parametrize(
    ("name", "error"),
    [("ModelRefused", ModelRefused), ("SolverDisagreement", SolverDisagreement), ("KeyError", SearchFailed)],
)
def test_an_error_of_the_child_surfaces_with_its_text(name: str, error: type[SolverError]) -> None:
    with pytest.raises(error, match="row 7"):
        _ask(f"find(); say(kind='error', error={name!r}, text='row 7')")


def test_a_child_out_of_memory_leaves_its_last_schedule() -> None:
    outcome = _ask("find(); say(kind='error', error='MemoryError', text='')")
    assert (outcome.schedule, outcome.proof.stopped) == (FOUND, Stopped.CRASHED)


def test_an_observer_that_raises_ends_the_search_and_the_error_surfaces() -> None:
    def refuse(_: News) -> None:
        raise PermissionError("refused")

    with pytest.raises(PermissionError, match="refused"):
        _ask("find(); time.sleep(60)", observe=refuse)


@pytest.mark.parametrize("kind", [Incumbent, Bound])
def test_an_observer_that_has_seen_enough_ends_the_search(kind: type) -> None:
    outcome = _ask(
        "find(); say(kind='bound', bound=10, found_by='test'); time.sleep(60)",
        observe=lambda found: isinstance(found, kind),
    )
    assert (outcome.schedule, outcome.proof.stopped) == (FOUND, Stopped.INTERRUPTED)


def test_a_stop_signal_ends_the_real_search_with_the_best_schedule() -> None:
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    outcome = solve(CROWDED, Search(60, workers=2), observe=_ignore, stop=stop)
    assert outcome.schedule is not None
    assert (outcome.proof.status, outcome.proof.stopped) == (Status.BEST_FOUND, Stopped.INTERRUPTED)
    assert outcome.proof.value == value(CROWDED, outcome.schedule)


def test_a_tiny_time_limit_still_returns_the_start() -> None:
    start = Schedule((None,) * len(CROWDED.features))
    outcome = solve(CROWDED, Search(0.01, start=start), observe=_ignore, stop=threading.Event())
    assert outcome.schedule is not None
    assert outcome.proof.status is Status.BEST_FOUND


def test_a_limit_on_memory_ends_in_a_plan_and_not_in_a_dead_parent() -> None:
    # 200 MB hold Python and the decoder, but not the solver.
    outcome = solve(CROWDED, Search(20, workers=8, memory=200 << 20), observe=_ignore, stop=threading.Event())
    assert outcome.schedule is not None
    assert outcome.proof.stopped is Stopped.CRASHED
    assert not outcome.by_work


@pytest.mark.slow
def test_the_same_question_gives_the_same_schedule_whatever_the_hash_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    found, question = [], crowded_problem(features=12, deals=12, horizon=40)
    for hash_seed in ("0", "1", "77"):
        monkeypatch.setenv("PYTHONHASHSEED", hash_seed)
        search = Search(60, workers=2, seed=3, reproducible=True, deterministic_time=0.05)
        found.append(solve(question, search, observe=_ignore, stop=threading.Event()))
    assert found[0] == found[1] == found[2]
    assert found[0].proof.stopped is Stopped.WORK
    assert found[0].by_work


def test_the_parent_imports_neither_the_solver_nor_its_weight() -> None:
    script = "import json, sys, roadmap.solver.process.parent; print(json.dumps(sorted(sys.modules)))"
    modules = json.loads(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout)
    assert not {"ortools", "numpy", "pandas"} & set(modules)
