"""The pool of plans that is kept between runs: a cache that may be gone or wrong, and helps where the input changed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import roadmap.operations.planning.plan as planning
import roadmap.planner.run as planner_run
from roadmap.audit import broken_rules, value
from roadmap.cli.commands.starting.init import start_folder
from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.operations.folders.load import load
from roadmap.operations.searching.plan_pool import KeptPool, input_key, pool_file, read_pool, write_pool
from roadmap.planner import Options, Planned
from roadmap.planner.run import best_start
from roadmap.planner.stored.carrying import Carried, CarriedItem, CarriedWork, carry, wishes_from
from roadmap.planner.stored.elite import Elite
from roadmap.planner.stored.placed_as import placed_as
from roadmap.schedule import Placement, Schedule
from roadmap.solver.construct.restart import Restarter

WORK = CarriedWork(
    "R1", (CarriedItem(date(2026, 3, 2), 1, 2, 5, ((date(2026, 3, 3), 1),)), CarriedItem(date(2026, 3, 9), 0, 1, 2))
)
KEPT: Carried = {"feature a 1": WORK, "support d": CarriedWork(None, (CarriedItem(date(2026, 4, 1), 0, 1, 3),))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("pool") / "plan"
    start_folder(directory, "first-plan")
    return directory


@pytest.fixture(scope="module")
def project(folder: Path) -> Project:
    return load(folder).project


@pytest.fixture(scope="module")
def indexed(project: Project) -> Indexed:
    return index_project(project)


def _plan(indexed: Indexed) -> Schedule:
    """A plan that serves whom it can, deal by deal."""
    found = Restarter(indexed.problem).restart((None,) * len(indexed.problem.features))
    assert found is not None
    return found


def test_what_is_kept_is_read_again_and_git_does_not_see_it(tmp_path: Path, project: Project) -> None:
    assert write_pool(tmp_path / "july.json", project, [KEPT])
    assert read_pool(tmp_path / "july.json") == KeptPool(input_key(project), (KEPT,))
    assert pool_file(tmp_path / "july.json") == tmp_path / ".roadmap" / "pool-july.json"
    assert (tmp_path / ".roadmap" / ".gitignore").read_text(encoding="utf-8") == "*\n"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"kind": "roadmap-pool"}',
        '{"kind": "roadmap-pool", "product": "0", "plans": []}',
        "[" * 9999,
    ],
)
def test_a_pool_that_is_damaged_or_of_another_version_is_none(tmp_path: Path, content: str) -> None:
    assert read_pool(tmp_path / "plan.json") == KeptPool()
    (tmp_path / ".roadmap").mkdir()
    pool_file(tmp_path / "plan.json").write_text(content, encoding="utf-8")
    assert read_pool(tmp_path / "plan.json") == KeptPool()


@pytest.mark.parametrize(
    "wrong", [None, 3, ["R1", 5], ["R1", [["no day", 0, 1, 2, []]]], [7, []], ["R1", [["2026-03-02", -1, 1, 2, []]]]]
)
def test_a_pool_with_a_wrong_row_is_none(tmp_path: Path, project: Project, wrong: object) -> None:
    write_pool(tmp_path / "plan.json", project, [KEPT])
    file = pool_file(tmp_path / "plan.json")
    document = json.loads(file.read_text(encoding="utf-8"))
    document["plans"][0]["feature a 1"] = wrong
    file.write_text(json.dumps(document), encoding="utf-8")
    assert read_pool(tmp_path / "plan.json") == KeptPool()


def test_what_somebody_else_wrote_there_is_not_overwritten(tmp_path: Path, project: Project) -> None:
    (tmp_path / ".roadmap").mkdir()
    pool_file(tmp_path / "plan.json").write_text("mine", encoding="utf-8")
    assert not write_pool(tmp_path / "plan.json", project, [KEPT])
    assert pool_file(tmp_path / "plan.json").read_text(encoding="utf-8") == "mine"


def test_a_schedule_that_was_carried_is_the_same_one(indexed: Indexed) -> None:
    schedule = _plan(indexed)
    assert value(indexed.problem, schedule) > 0
    assert placed_as(indexed.problem, wishes_from(carry(indexed, schedule), indexed)) == schedule


def test_what_was_carried_to_another_day_and_other_features_is_a_wish(project: Project, indexed: Indexed) -> None:
    carried = dict(carry(indexed, _plan(indexed)))
    gone = next(key for key in carried if key.startswith("feature "))
    del carried[gone]
    carried["feature nobody-knows 1"] = WORK
    later = index_project(replace(project, header=project.header.model_copy(update={"as_of": date(2026, 2, 16)})))
    found = Restarter(later.problem).restart(wishes_from(carried, later))
    assert found is not None
    assert broken_rules(later.problem, found) == ()


def test_a_search_begins_with_the_plan_of_the_pool_that_is_worth_more(indexed: Indexed) -> None:
    nothing, plan = Schedule((None,) * len(indexed.problem.features)), _plan(indexed)
    begun = best_start(nothing, [carry(indexed, plan)], indexed)
    assert begun is not None
    assert value(indexed.problem, begun) >= value(indexed.problem, plan)
    assert best_start(plan, [], indexed) is plan
    assert value(indexed.problem, best_start(plan, [{}], indexed) or nothing) >= value(indexed.problem, plan)


def test_the_elite_are_the_best_plans_that_are_apart() -> None:
    def plan(*releases: int | None) -> Schedule:
        return Schedule(tuple(None if r is None else Placement(r, (), ()) for r in releases))

    elite = Elite()
    for worth, schedule in (
        (10, plan(1, 1, 1, 1)),
        (95, plan(2, 2, 2, 2)),
        (99, plan(2, 2, 2, None)),
        (100, plan(0, 0, 0, 0)),
    ):
        elite.hear(schedule, worth)
    # 99 is apart from 100 in all four; 95 only in one from 99; 10 is worth less than four fifths of 100
    assert elite.chosen() == [plan(0, 0, 0, 0), plan(2, 2, 2, None)]


def test_planning_leaves_a_pool_that_the_next_one_of_another_input_begins_with(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def make_plan(*arguments: Any, pool: tuple[Carried, ...], **more: Any) -> Planned:
        begun.append(len(pool))
        return replace(real(*arguments, pool=pool, **more), pool=(KEPT,))

    real = planner_run.make_plan
    monkeypatch.setattr(planning, "make_plan", make_plan)
    output, options = tmp_path / "plan.json", Options(seconds=60, workers=1)
    planning.plan(folder, options, output=output)
    planning.plan(folder, options, output=output)  # of the same input: the plan itself is the best of the pool
    planning.plan(folder, options, output=output, as_of=date(2026, 1, 12))
    assert begun == [0, 0, 1]
    planning.plan(folder, replace(options, reproducible=True), output=tmp_path / "again.json")
    assert not pool_file(tmp_path / "again.json").exists()
