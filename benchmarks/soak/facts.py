"""Facts that no plan foretold: work that began and ended in whatever order, and what a plan makes of it.

Facts are never faults, and the plan that follows from them says what it must: it is checked in days, from the files and
the plan alone, and not by what is made of them for the search.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.soak.as_planned import OPTIONS, changes_on, publish, read, working_days
from benchmarks.soak.folders import START, Section, random_folder, with_hands
from benchmarks.soak.late import first_plan_of
from roadmap.folder.project import Project
from roadmap.planner.stored.recount import what_differs
from roadmap.plans.document import FeatureLine, Plan
from roadmap.plans.engineering.work import WorkLine, WorkStatus
from roadmap.supply.dependency import Dependency, WaitFor
from roadmap.supply.facts import tied_by
from roadmap.supply.feature import Phase

DAYS = 60
"""The `as_of` day is one of so many from the start on."""
AGAIN = 3
"""Days of a folder with facts on which it is planned again."""


def check(seed: int) -> list[str]:
    """What is wrong with the plan of one random folder of which random things are reported."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "roadmap.yaml").write_text(json.dumps(with_facts(seed)), encoding="utf-8")
        project = read(folder)
        plan = first_plan_of(project)
        if plan is None:
            return [] if project.pins else ["there is no plan"]  # of pins it is not known whether any plan holds them
        told = [f"it does not say what follows from its work: {place}" for place in what_differs(plan, project)]
        return [*told, *faults(plan, project)]


def check_again(seed: int) -> list[str]:
    """What changes on some days after the plan of one random folder with facts, although all goes as it says."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "roadmap.yaml").write_text(json.dumps(with_facts(seed)), encoding="utf-8")
        plan = publish(folder, OPTIONS)
        if plan is None:
            return [] if read(folder).pins else ["there is no plan"]
        days = working_days(read(folder), plan)
        chosen = sorted(random.Random(seed).sample(days, min(AGAIN, len(days))))  # noqa: S311 - repeatable cases
        return [f"{day}: {change}" for day in chosen for change in changes_on(folder, plan, day, OPTIONS)]


def with_facts(seed: int) -> Section:
    """A random company on a random day, weekends among them, with progress in any order and pins on features."""
    chance = random.Random(seed)  # noqa: S311 - repeatable cases, no secrets
    folder = random_folder(seed) if seed % 2 else with_hands(random_folder(seed), seed)
    as_of = START + timedelta(days=chance.randint(3, DAYS))
    policy = {**folder["policy"], "out_of_sequence": chance.choice(("continue", "wait"))}
    pinned = folder["features"] if seed % 3 == 0 else ()
    pins = [_pin(key, folder, chance) for key in pinned if chance.random() < 0.3]
    progress = {key: _progress(feature, as_of, chance) for key, feature in folder["features"].items()}
    for key in progress:
        if (gone := _shipped(folder, as_of)) and chance.random() < 0.15:
            progress[key] = {"items": {}, "shipped": chance.choice(gone)}
    told = {key: entry for key, entry in progress.items() if entry["items"] or "shipped" in entry}
    return {**folder, "as_of": as_of.isoformat(), "policy": policy, "progress": told, "pins": pins}


def _progress(feature: Section, as_of: date, chance: random.Random) -> Section:
    items: Section = {}
    for work in feature["work"]:
        if chance.random() < 0.5:
            if chance.random() < 0.3:
                items[work["phase"]] = {"begun": False}
            continue
        started = as_of - timedelta(days=chance.randint(0, 25))
        entry: Section = {"started": started.isoformat()}
        if chance.random() < 0.6 or not work["effort"]:
            entry["done"] = (started + timedelta(days=chance.randint(0, (as_of - started).days))).isoformat()
        else:
            entry["remaining"] = chance.choice((0, 0.5, 1, 2, 3.5, work["effort"]))
        items[work["phase"]] = entry
    return {"items": items}


def _pin(key: str, folder: Section, chance: random.Random) -> Section:
    """A pin, which facts may have overtaken."""
    day = (START + timedelta(days=chance.randint(0, DAYS))).isoformat()
    asked = {"release": chance.choice(list(folder["releases"])), "planned": False, "start": day, "done_by": day}
    kind = chance.choice(list(asked))
    return {"feature": key, kind: asked[kind]}


def _shipped(folder: Section, as_of: date) -> list[str]:
    return [key for key, release in folder["releases"].items() if release["ship"] <= as_of.isoformat()]


def faults(plan: Plan, project: Project) -> Iterator[str]:
    """What cannot be so on the calendar: work before today, before what it waits for, or after what it lands in."""
    days = {line.id: (line.freeze, line.ship) for line in plan.releases if not line.past}
    built = {line.id: line for line in plan.features if line.release in days and line.work}
    for key, line in built.items():
        yield from _in_order(line, plan)
        for wait in project.engineering.features[key].after:
            if wait.feature in built:
                yield from _after(line, built[wait.feature], wait, project)
                if days[line.release][1] < days[built[wait.feature].release][1]:
                    yield f"{key} lands before {wait.feature}"
        for work in line.work:
            if work.last > days[line.release][work.phase is Phase.ENABLE] and work.status is not WorkStatus.DONE:
                yield f"{key} {work.phase} ends after {line.release} can take it"


def _in_order(line: FeatureLine, plan: Plan) -> Iterator[str]:
    """Planned work begins today or later, after all that is before it in its feature and ends then or later."""
    for number, work in enumerate(line.work):
        if not _is_open(work):
            continue
        if work.begins < plan.as_of:
            yield f"{line.id} {work.phase} is planned in the past"
        ends = [other.last for other in line.work[:number] if other.status is not WorkStatus.DONE and other.effort]
        if any(end >= work.begins for end in ends):
            yield f"{line.id} {work.phase} begins before what is before it has ended"


def _after(line: FeatureLine, other: FeatureLine, wait: Dependency, project: Project) -> Iterator[str]:
    """Planned work begins after what it waits for in another feature, and their lag."""
    features = project.engineering.features
    tied = tied_by(features[line.id], features[other.id], wait)
    if tied.then is None or wait.wait_for not in (WaitFor.FINISH, WaitFor.INTERFACE):
        return
    before, waiting = other.work[tied.first], line.work[tied.then]
    if not _is_open(waiting) or not before.effort:
        return
    free = project.calendar.add(before.last, wait.lag)
    over = before.status is WorkStatus.DONE and not wait.lag  # what is done today holds nothing up today
    if waiting.begins < before.last if over else waiting.begins <= free:
        yield f"{line.id} {waiting.phase} begins before {other.id} {before.phase} has ended, and their lag is over"


def _is_open(work: WorkLine) -> bool:
    """Whether work takes days and is still to begin, or to go on."""
    return bool(work.effort) and (work.status is WorkStatus.PLANNED or work.resumes is not None)
