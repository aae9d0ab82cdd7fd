"""Where questions are answered: processes of this machine, or a real cluster on it."""

from __future__ import annotations

import sys
import threading
import time

import pytest

from requirements.errors import RoadmapError
from roadmap.explain.asking import Asking
from roadmap.explain.change import Change
from roadmap.explain.pool import open_pool
from roadmap.explain.pricing import prices_of
from roadmap.explain.questions import ready
from roadmap.planner.replan import Difference
from tests.explain.test_pricing import FIRST, alone

PERSON = Change("person", "code", day=FIRST)


def test_processes_give_the_same_prices_and_end_with_the_pool() -> None:
    plan = alone()
    with open_pool(processes=1) as pool:
        assert pool.submit(ready).result(timeout=60)
        asking = Asking(pool, plan, deadline=time.monotonic() + 60, stop=threading.Event())
        asking.ask([Change(), PERSON], seconds=20)
    assert prices_of(plan, [PERSON], asking)[0].difference == Difference(50, 50, 50)


def test_a_pool_is_closed_at_once_whatever_its_processes_do() -> None:
    with open_pool(processes=1) as pool:
        pool.submit(time.sleep, 600)
    with pytest.raises(RuntimeError):
        pool.submit(ready)


def test_a_cluster_gives_the_same_prices() -> None:
    distributed = pytest.importorskip("distributed")
    plan = alone()
    local = distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None)
    with local, open_pool(cluster=local.scheduler_address) as pool:
        asking = Asking(pool, plan, deadline=time.monotonic() + 60, stop=threading.Event())
        asking.ask([Change(), PERSON], seconds=20)
    assert prices_of(plan, [PERSON], asking)[0].difference == Difference(50, 50, 50)


def test_a_cluster_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("roadmap.explain.pool.CONNECTING", "1s")
    with (
        pytest.raises(RoadmapError, match=r"no cluster answers at tcp://127\.0\.0\.1:9"),
        open_pool(cluster="tcp://127.0.0.1:9"),
    ):
        pass


def test_without_the_client_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RoadmapError, match=r"designin-roadmap\[cluster\]"), open_pool(cluster="tcp://127.0.0.1:9"):
        pass
