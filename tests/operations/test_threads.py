"""Several plans at once in one process: languages and folders of threads do not mix, and nothing of the process is
changed."""

from __future__ import annotations

import gc
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

import roadmap
from requirements import language
from requirements.language import _, translations
from roadmap.operations.planning import plan as operation
from roadmap.outputs.writing.locks import sole_writer
from roadmap.outputs.writing.written import forget_written, note_written, written
from roadmap.planner import Options, Planned, PlanningStage, make_plan
from roadmap.plans.document import Plan
from roadmap.problem import Problem
from roadmap.solver.outcome import Bound, Incumbent, Outcome, Search
from tests.cli.command import small_plan
from tests.cli.planners import planner
from tests.cli.rivals_folder import RIVALS
from tests.planner.test_run import folder as small
from tests.simulate.test_plans import inside

KEPT = "Kept {file}, worth {worth}."
QUICK = roadmap.Options(seconds=20, workers=1)


@pytest.fixture
def chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of one sentence in Chinese."""
    catalog = Catalog(locale="zh_CN")
    catalog.add(KEPT, "保留 {file}（{worth}）。")
    place = tmp_path / "locale" / "zh_CN" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{language.DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(language, "CATALOGUES", tmp_path / "locale")


def planning_together(count: int) -> Callable[[Path, str], roadmap.PlannedFolder]:
    """What plans a folder twice in a language: the second time, each waits until all are about to search."""
    together = threading.Barrier(count, timeout=60)

    def wait(stage: PlanningStage, _until: float | None) -> None:
        if stage is PlanningStage.BEGINNING:
            together.wait()

    def planned(directory: Path, spoken: str) -> roadmap.PlannedFolder:
        roadmap.speak(spoken)
        output = directory / "plan.json"
        roadmap.plan(directory, QUICK, output=output)
        return roadmap.plan(directory, QUICK, output=output, on_stage=wait)

    return planned


def folders(tmp_path: Path) -> list[Path]:
    """Two companies: one where a person builds a or b (250), one whose second deal is worth nothing (100)."""
    found = [tmp_path / "one", tmp_path / "two"]
    for path, text in zip(found, (RIVALS, RIVALS.replace("value: 400", "value: 0")), strict=True):
        path.mkdir()
        (path / "roadmap.yaml").write_text(text, encoding="utf-8")
    return found


@pytest.mark.usefixtures("chinese")
def test_two_threads_plan_two_folders_in_two_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operation, "make_plan", partial(make_plan, solver=inside))
    one, two = folders(tmp_path)
    planned = planning_together(2)
    with ThreadPoolExecutor(2) as pool:
        english, chinese = [
            future.result() for future in (pool.submit(planned, one, "en"), pool.submit(planned, two, "zh_CN"))
        ]
    assert (english.plan.headline.value, chinese.plan.headline.value) == (250, 100)
    assert english.beginning[0].startswith(f"Kept {one / 'plan.json'}, worth CNY")
    assert chinese.beginning[0].startswith(f"保留 {two / 'plan.json'}（")
    assert "元" in chinese.beginning[0]  # the amount is written in Chinese too
    assert _(KEPT) == KEPT  # who asked for neither still speaks English


@pytest.mark.slow
def test_two_threads_search_in_processes_of_their_own(tmp_path: Path) -> None:
    before = (gc.isenabled(), gc.get_threshold(), signal.getsignal(signal.SIGINT), Path.cwd())
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda path: roadmap.plan(path, QUICK), folders(tmp_path)))
    assert [one.plan.headline.value for one in found] == [250, 100]
    assert (gc.isenabled(), gc.get_threshold(), signal.getsignal(signal.SIGINT), Path.cwd()) == before


def test_a_plan_is_written_in_the_language_of_whoever_plans() -> None:
    spoken: list[tuple[bool, object]] = []
    is_written = threading.Event()

    def save(_plan: Plan) -> None:
        spoken.append((threading.current_thread() is threading.main_thread(), translations()))
        is_written.set()

    def waiting(
        problem: Problem, search: Search, *, observe: Callable[[Incumbent | Bound], None], stop: threading.Event
    ) -> Outcome:
        found = inside(problem, search, observe=observe, stop=stop)
        assert is_written.wait(30)  # a timer writes the best plan meanwhile
        return found

    def planning() -> object:
        mine = roadmap.speak("tlh")
        stop = threading.Event()
        make_plan(small(), Options(20, 1), observe=lambda _: None, save=save, stop=stop, solver=waiting)
        return mine

    mine = copy_context().run(planning)
    assert spoken[0] == (False, mine)
    assert {catalogue for _is_main, catalogue in spoken} == {mine}


def test_files_are_counted_for_each_caller_apart(tmp_path: Path) -> None:
    def counted(name: str) -> tuple[Path, ...]:
        forget_written()
        (tmp_path / name).touch()
        note_written(tmp_path / name)
        return written()

    (tmp_path / "before").touch()
    note_written(tmp_path / "before")  # nobody counts
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(counted, ["a", "b"])) == [(tmp_path / "a",), (tmp_path / "b",)]
    assert tmp_path / "a" not in written()


def test_a_file_that_somebody_else_writes_is_not_written(tmp_path: Path) -> None:
    one, _two = folders(tmp_path)
    with sole_writer(one / "plan.json"), pytest.raises(roadmap.RoadmapError, match="has been writing"):
        roadmap.plan(one, QUICK, output=one / "plan.json")
    assert not (one / "plan.json").exists()


@pytest.mark.parametrize("saves", [True, False])
def test_an_interrupted_notebook_keeps_the_best_plan_if_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saves: bool
) -> None:
    one, _two = folders(tmp_path)

    def act(*, save: Callable[[Plan], None], **_rest: object) -> Planned:
        if saves:
            save(small_plan())
        raise KeyboardInterrupt

    planner(monkeypatch, act)
    if not saves:
        with pytest.raises(KeyboardInterrupt):
            roadmap.plan(one, QUICK)
        return
    found = roadmap.plan(one, QUICK)
    assert (found.plan, found.saved, found.interrupted) == (small_plan(), 1, True)


def test_a_search_is_stopped_by_its_own_event_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operation, "make_plan", partial(make_plan, solver=inside))
    one, _two = folders(tmp_path)
    stop = threading.Event()
    stop.set()
    assert roadmap.plan(one, QUICK, stop=stop).interrupted
    later = roadmap.plan(one, QUICK)
    assert (later.interrupted, later.plan.headline.value) == (False, 250)
