"""Where questions are answered: processes of this machine, or a real cluster on it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from requirements.errors import RoadmapError
from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.questions import ready
from roadmap.explaining.asking.rounds import Asking
from roadmap.explaining.asking.workers import can_copy, open_pool
from roadmap.explaining.pricing import prices_of
from roadmap.planner.stored.replan import Difference
from tests.explain.test_pricing import FIRST, alone

PERSON = Change("person", "code", day=FIRST)


def test_processes_give_the_same_prices_and_end_with_the_pool() -> None:
    plan = alone()
    with open_pool(processes=1) as pool:
        while not pool.submit(ready).result(timeout=60):
            pass  # it is compiled, the first time on a machine
        asking = Asking(pool, plan, deadline=time.monotonic() + 60, stop=threading.Event())
        asking.ask([Change(), PERSON], seconds=20)
    assert prices_of(plan, [PERSON], asking)[0].difference == Difference(50, 50, 50)


def test_a_pool_is_closed_at_once_whatever_its_processes_do() -> None:
    with open_pool(processes=1) as pool:
        pool.submit(time.sleep, 600)
    with pytest.raises(RuntimeError):
        pool.submit(ready)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_copies_of_this_process_give_the_same_prices_without_reading_the_plan_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    plan = alone()
    with open_pool(processes=2, copies=True) as pool:
        asking = Asking(None, plan, deadline=time.monotonic() + 60, stop=threading.Event())
        monkeypatch.setattr("roadmap.explaining.asking.questions.present_of", never)
        asking.through(pool, warm=True)
        asking.ask([Change(), PERSON], seconds=20)
        processes = list((pool._processes or {}).values())  # type: ignore[attr-defined]
    assert prices_of(plan, [PERSON], asking)[0].difference == Difference(50, 50, 50)
    assert len(processes) == 2
    assert not any(process.is_alive() for process in processes)


ORPHANS = """
import os, signal, sys, time
from roadmap.explaining.asking.workers import can_copy, open_pool
assert can_copy()
with open_pool(processes=2, copies=True) as pool:
    for _ in range(2):
        pool.submit(time.sleep, 600)
    print(*pool._processes, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux only")
def test_copies_end_with_the_process_that_asks_however_it_ends() -> None:
    killed = subprocess.run([sys.executable, "-c", ORPHANS], capture_output=True, text=True, check=False)
    assert killed.returncode == -9
    left = {int(number) for number in killed.stdout.split()}
    assert len(left) == 2
    deadline = time.monotonic() + 30
    while left and time.monotonic() < deadline:
        left = {number for number in left if _runs(number)}
        time.sleep(0.05)
    assert left == set()


def _runs(number: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except OSError:
        return False


def test_a_process_with_other_threads_is_not_copied() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    try:
        assert not can_copy()
    finally:
        ended.set()
        other.join()


def test_a_cluster_gives_the_same_prices() -> None:
    distributed = pytest.importorskip("distributed")
    plan = alone()
    local = distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None)
    with local, open_pool(cluster=local.scheduler_address) as pool:
        assert local.scheduler_address.startswith("tcp://")  # a process of its own
        assert pool.submit(os.getpid).result(timeout=60) != os.getpid()
        asking = Asking(pool, plan, deadline=time.monotonic() + 60, stop=threading.Event())
        asking.ask([Change(), PERSON], seconds=20)
    assert prices_of(plan, [PERSON], asking)[0].difference == Difference(50, 50, 50)


def test_a_cluster_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("roadmap.explaining.asking.workers.CONNECTING", 1.0)
    with (
        pytest.raises(RoadmapError, match=r"No cluster answered at tcp://127\.0\.0\.1:9 in 1 s\."),
        open_pool(cluster="tcp://127.0.0.1:9"),
    ):
        pass


def test_without_the_client_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RoadmapError, match=r"designin-roadmap\[cluster\]"), open_pool(cluster="tcp://127.0.0.1:9"):
        pass
