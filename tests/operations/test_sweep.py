"""Sweeps: many scenarios and seeds, planned once each, whatever becomes of those who plan."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import roadmap
from roadmap.changes.sweeping.table import SweepDeal, SweepSpread
from roadmap.changes.sweeping.task import SweepFailure, SweepResult, plan_task
from roadmap.operations.planning.sweep import SweepProgress, Swept, sweep
from roadmap.operations.sweeping import sweep_runs
from roadmap.planner import Options
from tests.cli.command import answer, run
from tests.simulate.test_plans import FOLDER, inside

QUICK = Options(seconds=5, workers=1, reproducible=True)
MORE = "name: One more\npeople: ['+1:code@2026-01-05']\n"
LESS = "name: Without d\ndrop: [deals.d]\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    (tmp_path / "more.yaml").write_text(MORE, encoding="utf-8")
    (tmp_path / "less.yaml").write_text(LESS, encoding="utf-8")
    return tmp_path


class Workers:
    """An executor in this process that counts what it did; `dies` says of each of its tasks whether the worker dies."""

    def __init__(self, dies: Callable[[int], bool] = lambda _number: False) -> None:
        self.begun, self._dies = 0, dies

    def submit(self, task: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.begun += 1
        if self._dies(self.begun):
            future.set_exception(BrokenProcessPool("a worker died"))
        else:
            future.set_result(task(*arguments))
        return future


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Workers:
    return hired(monkeypatch, Workers())


def hired(monkeypatch: pytest.MonkeyPatch, workers: Workers) -> Workers:
    @contextlib.contextmanager
    def opened(**_: Any) -> Iterator[Workers]:
        yield workers

    monkeypatch.setattr(sweep_runs, "open_pool", opened)
    monkeypatch.setattr(sweep_runs, "plan_task", partial(plan_task, solver=inside))
    return workers


def swept(place: Path, *, seeds: int = 2, **options: Any) -> Swept:
    files = [place / "more.yaml", place / "less.yaml"]
    return sweep(place / "two", files, output=place / "out", seeds=seeds, options=QUICK, **options)


def plans(place: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (place / "out" / "plans").iterdir()}


def test_each_scenario_is_compared_with_the_folder_as_it_is_seed_by_seed(place: Path, workers: Workers) -> None:
    table = swept(place).table
    assert workers.begun == 6  # three variants with two seeds each
    current, more, less = table.lines
    assert current.value == SweepSpread(least=200, median=200, most=200)  # one person builds f, and d brings 200
    assert more.difference == SweepSpread(least=100, median=100, most=100)  # another builds g, and e brings 100
    assert (more.gained, more.lost) == ([SweepDeal(deal="e", seeds=2)], [])
    assert less.difference == SweepSpread(least=-100, median=-100, most=-100)  # e instead of d
    assert less.lost == []  # d is not given up, it is not there
    assert [run.seed for run in table.runs] == [0, 1] * 3


def test_every_result_is_a_plan_that_reads_and_the_table_names_it(place: Path, workers: Workers) -> None:
    found = swept(place, seeds=1)
    for one in found.table.runs:
        assert roadmap.read_plan(place / "out" / str(one.plan)).proof.value == one.value
    assert {file.name for file in found.files} == {"sweep.json", "sweep.csv", "sweep.html"}
    rows = (place / "out" / "sweep.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "scenario,seed,value,difference,bound,status,gained,lost,failure,plan"
    assert rows[2].startswith("One more,0,300,100,300,optimal,e,,,plans/")
    assert workers.begun == 3


def test_a_folder_stands_for_the_scenarios_in_it(place: Path, workers: Workers) -> None:
    (place / "all").mkdir()
    for name in ("more.yaml", "less.yaml"):
        (place / name).rename(place / "all" / name)
    (place / "all" / "notes.txt").write_text("later\n", encoding="utf-8")
    table = sweep(place / "two", [place / "all"], output=place / "out", seeds=1, options=QUICK).table
    assert [line.name for line in table.lines] == ["current", "Without d", "One more"]  # less.yaml, then more.yaml
    (place / "empty").mkdir()
    with pytest.raises(roadmap.UsageFault, match="holds no scenario file"):
        sweep(place / "two", [place / "empty"], output=place / "out", seeds=1, options=QUICK)
    assert workers.begun == 3


def test_what_is_there_is_not_planned_again(place: Path, workers: Workers) -> None:
    first, before = swept(place).table, plans(place)
    assert swept(place).table == first
    assert workers.begun == 6
    swept(place, seeds=3)
    assert workers.begun == 9  # the third seed only
    assert plans(place).items() >= before.items()


def test_a_plan_that_was_changed_by_hand_is_made_again(place: Path, workers: Workers) -> None:
    file = place / "out" / str(swept(place, seeds=1).table.runs[0].plan)
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace('"value": 200', '"value": 999', 1), encoding="utf-8")
    assert swept(place, seeds=1).table.runs[0].value == 200
    assert file.read_text(encoding="utf-8") == whole
    assert workers.begun == 4


def test_whoever_ends_a_sweep_keeps_what_is_there_and_goes_on_later(place: Path, workers: Workers) -> None:
    stop = threading.Event()

    def end(progress: SweepProgress) -> None:
        if progress.done == 2:
            stop.set()

    found = swept(place, stop=stop, on_progress=end)
    assert found.interrupted
    assert len(plans(place)) == len(found.table.runs) == 2
    whole = swept(place)
    assert not whole.interrupted
    assert (len(whole.table.runs), workers.begun) == (6, 6)


def test_a_sweep_that_is_ended_before_its_first_plan_says_so(place: Path, workers: Workers) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(roadmap.SearchInterrupted, match="Nothing was saved"):
        swept(place, stop=stop)
    assert workers.begun == 0


def test_a_task_whose_worker_dies_is_begun_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workers = hired(monkeypatch, Workers(lambda number: number in (2, 3)))
    table = swept(place).table
    assert [run.plan is None for run in table.runs] == [False] * 6
    assert workers.begun >= 8


def test_tasks_that_were_beside_a_death_have_not_failed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tasks in two processes, and the workers die at the first six attempts: the first two together, which says
    nothing of either; then each dies twice alone, and not three times."""
    workers = hired(monkeypatch, Workers(lambda number: number <= 6))
    files = [place / "more.yaml"]
    table = sweep(place / "two", files, output=place / "out", seeds=1, options=QUICK, processes=2).table
    assert [run.failure for run in table.runs] == [None] * 2
    assert workers.begun == 8


@pytest.mark.parametrize(("deaths", "begun"), [(1, 2), (2, 3), (9, 3)])
def test_a_plan_whose_search_died_is_made_again_and_kept_at_last(
    place: Path, monkeypatch: pytest.MonkeyPatch, deaths: int, begun: int
) -> None:
    workers = hired(monkeypatch, Workers())

    def dying(packed: bytes, options: Options) -> SweepResult:
        return replace(plan_task(packed, options, solver=inside), is_cut_off=workers.begun <= deaths)

    monkeypatch.setattr(sweep_runs, "plan_task", dying)
    table = sweep(place / "two", [], output=place / "out", seeds=1, options=QUICK).table
    assert [(one.failure, one.value) for one in table.runs] == [(None, 200)]
    assert workers.begun == begun


def test_a_task_that_kills_every_worker_fails_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hired(monkeypatch, Workers(lambda _number: True))
    table = sweep(place / "two", [], output=place / "out", seeds=1, options=QUICK).table
    assert [(one.failure, one.plan) for one in table.runs] == [(SweepFailure.DIED, None)]
    assert (table.lines[0].planned, table.lines[0].failed) == (0, 1)
    assert plans(place) == {}


def test_a_scenario_that_no_plan_can_hold_is_told_beside_the_others(place: Path, workers: Workers) -> None:
    (place / "less.yaml").write_text(
        "name: Both\nadd: {pins: [{deal: d, served: true}, {deal: e, served: true}]}\n", encoding="utf-8"
    )
    lines = swept(place, seeds=1).table.lines  # 23 days to the freeze, and both take 30
    assert [(line.planned, line.failed) for line in lines] == [(1, 0), (1, 0), (0, 1)]
    assert workers.begun == 3


def test_other_files_are_never_overwritten(place: Path, workers: Workers) -> None:
    (place / "out").mkdir()
    (place / "out" / "sweep.csv").write_text("mine\n", encoding="utf-8")
    with pytest.raises(roadmap.RoadmapError, match=r"sweep\.csv exists and is not a table written by roadmap"):
        swept(place)
    assert workers.begun == 0


def test_by_both_doors_and_in_words(place: Path, workers: Workers) -> None:
    words = [place / "two", "--scenarios", place / "more.yaml", "--seeds", 2, "--time", 5, "--workers", 1]
    words += ["--reproducible", "-o", place / "out", "--quiet"]
    told = answer(run("sweep", *words, "--json"))
    found = sweep(place / "two", [place / "more.yaml"], output=place / "out", seeds=2, options=QUICK)
    assert told["lines"] == found.table.model_dump(mode="json")["lines"]
    shown = run("sweep", *words).stdout
    assert "Two deals: 4 of 4 plans are made." in shown
    assert "One more: More with every seed" in shown
    assert "Deals gained: e" in shown
    assert workers.begun == 4
    assert "One more" in found.page()


def test_a_cluster_of_two_of_which_one_is_killed_gives_the_plans_of_one_process(place: Path) -> None:
    distributed = pytest.importorskip("distributed")
    local = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    killed: list[int] = []
    with local:
        nannies = list(local.workers.values())

        def kill(progress: SweepProgress) -> None:
            if progress.done == 1 and not killed:
                killed.append(nannies[0].pid)
                os.kill(nannies[0].pid, signal.SIGKILL)

        found = swept(place, cluster=local.scheduler_address, processes=2, on_progress=kill)
    assert len(killed) == 1
    assert [one.plan is None for one in found.table.runs] == [False] * 6
    assert all(one.reproducible for one in found.table.runs)
    spread = plans(place)
    for file in (place / "out" / "plans").iterdir():
        file.unlink()
    with pytest.MonkeyPatch.context() as patch:
        hired(patch, Workers())
        swept(place)
    assert plans(place) == spread
