"""Work ends when the people who are named for it are done, and not when slower ones would be."""

from __future__ import annotations

import json
from math import ceil
from pathlib import Path

import pytest

from benchmarks.soak import as_planned
from benchmarks.soak.folders import random_folder, with_hands
from roadmap.audit import broken_rules
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.planner.naming.quickening import quickened
from roadmap.planner.naming.staffing import staff_project
from roadmap.schedule import Placement, Schedule, runs_of
from tests.projects import capability, feature, project

DAYS = 10


def company(*names: str) -> tuple[Project, Schedule]:
    """`f`, of 10 days of `code` and then 2 of `test`, slowly done by some of Ann and Bob.

    Ann knows `code` alone; Bob, of the same team, knows it half, beside `test`. It asks for no more than Bob's pace.
    """
    work = ({"phase": "build", "skill": "code", "effort": DAYS}, {"phase": "verify", "skill": "test", "effort": 2})
    people = {
        "ann": {"name": "Ann", "team": "core"},
        "bob": {"name": "Bob", "team": "core", "skills": {"code": "50%", "test": "100%"}},
    }
    made = project(
        capabilities={"api": capability()},
        teams={"core": {"name": "Core", "skill": "code"}},
        people={name: people[name] for name in names},
        releases={"R1": {"freeze": "2026-03-27", "ship": "2026-03-27"}},
        features={"f": feature(*work)},
    )
    modes = index_project(made).problem.items[0].modes
    slow = max(range(len(modes)), key=lambda n: modes[n].days)
    assert modes[slow].days == 2 * DAYS
    return made, Schedule((Placement(0, (0, 2 * DAYS), (slow, 0)),))


def test_work_ends_when_the_person_who_is_named_for_it_is_done_and_what_is_behind_it_begins_then() -> None:
    made, slow = company("ann", "bob")
    indexed = index_project(made)
    staffing = staff_project(made, indexed, slow)
    assert staffing.people[0] == ("ann",)
    quick = quickened(indexed, slow, staffing)
    assert broken_rules(indexed.problem, quick) == ()
    assert [(run.start, run.end) for run in runs_of(indexed.problem, 0, quick.placements[0])] == [(0, 10), (10, 12)]  # type: ignore[arg-type]
    assert quickened(indexed, quick, staff_project(made, indexed, quick)) is quick


def test_work_takes_as_long_as_before_where_nobody_faster_is_named() -> None:
    made, slow = company("bob")
    indexed = index_project(made)
    assert quickened(indexed, slow, staff_project(made, indexed, slow)) is slow


@pytest.mark.parametrize("seed", [40314, 40316, 40318, 40320, 40322, 40324])
def test_no_work_of_one_person_takes_longer_than_that_person_does(seed: int, tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(json.dumps(with_hands(random_folder(seed), seed)), encoding="utf-8")
    plan = as_planned.publish(tmp_path, as_planned.OPTIONS)
    assert plan is not None
    made = as_planned.read(tmp_path)
    speeds = {worker.id: worker for worker in index_project(made).staff.workers}
    for line in plan.features:
        works = zip(line.work, made.engineering.features[line.id].work, strict=True)
        for told, work in works:
            if len(told.people) == 1 and not work.skills and work.hand_over.is_free and not told.pauses:
                alone = ceil(told.effort / speeds[told.people[0]].speed(next(iter(work.lines))))
                assert made.calendar.days_between(told.begins, told.last) + 1 <= alone
