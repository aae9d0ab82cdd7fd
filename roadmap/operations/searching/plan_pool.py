"""The pool: good plans of the last planning, kept between runs beside the plan, so that Monday's begins with them.

It is a cache, `.roadmap/pool-PLAN.json`, that may be deleted at any time, and is in a folder that git ignores. Nothing
of it is believed: every plan of it is made valid on the input of today, and audited, before it is of any use.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from requirements.errors import RoadmapError
from requirements.reading.whole_file import Unreadable, read_whole
from roadmap.folder.project import Project
from roadmap.outputs.writing.descriptors import is_stream
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import POOL_KIND, FileKind
from roadmap.planner.stored.carrying import Carried, CarriedItem, CarriedWork
from roadmap.plans.document import Plan
from roadmap.tuning import TUNING
from roadmap.version import __version__

FOLDER, IGNORED = ".roadmap", ".gitignore"
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class KeptPool:
    """Plans that were kept, and the input that they were found for (see `input_key`)."""

    input: str = ""
    plans: tuple[Carried, ...] = ()

    def for_other(self, project: Project, there: Plan | None = None) -> tuple[Carried, ...]:
        """The plans, where they were found for another input: of the same one, the best is in the plan's own file,
        unless the plan that is `there` was to be sure rather than worth most."""
        sure = there is not None and there.confidence is not None
        return () if self.input == input_key(project) and not sure else self.plans

    def joined(self, found: Sequence[Carried], project: Project) -> tuple[Carried, ...]:
        """What was found now, and behind it what else was kept of the same input."""
        kept = self.plans if self.input == input_key(project) else ()
        return (*found, *(plan for plan in kept if plan not in found))[: TUNING.pool_plans]


def pool_file(plan_file: Path) -> Path:
    """Where the pool of a plan is kept."""
    return plan_file.parent / FOLDER / f"pool-{plan_file.stem}.json"


def write_pool(plan_file: Path, project: Project, plans: Sequence[Carried]) -> bool:
    """Keep the pool of a plan; whether it was kept. Where it cannot be written there is none."""
    if not plans or is_stream(plan_file):
        return False
    file = pool_file(plan_file)
    document = {
        "kind": POOL_KIND,
        "product": __version__,
        "input": input_key(project),
        "plans": [{key: _row(work) for key, work in plan.items()} for plan in plans[: TUNING.pool_plans]],
    }
    with contextlib.suppress(OSError, RoadmapError):
        file.parent.mkdir(exist_ok=True)
        if not (file.parent / IGNORED).exists():
            write_whole(file.parent / IGNORED, "*\n", kind=FileKind.NEW)
        write_whole(file, json.dumps(document, separators=(",", ":")), kind=FileKind.POOL)
        return True
    return False


def read_pool(plan_file: Path) -> KeptPool:
    """The pool of a plan, as it was kept, for whatever input; an empty one where there is none, or it is damaged."""
    try:
        document = json.loads(read_whole(pool_file(plan_file), largest=LARGEST))
        if document["kind"] != POOL_KIND or document["product"] != __version__:
            return KeptPool()
        plans = [
            {str(key): _work(*row) for key, row in plan.items()} for plan in document["plans"][: TUNING.pool_plans]
        ]
        return KeptPool(str(document["input"]), tuple(plans))
    except (Unreadable, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return KeptPool()


def input_key(project: Project) -> str:
    """What a pool was found for: the digest of the files, the day, and the promises."""
    baseline = "" if project.baseline is None else project.baseline.digest
    return f"{project.digest} {project.as_of} {baseline}".strip()


def _row(work: CarriedWork) -> list[Any]:
    items = [
        [one.first.isoformat(), one.mode, one.crew, one.days, [[day.isoformat(), seats] for day, seats in one.pauses]]
        for one in work.items
    ]
    return [work.release, items]


def _work(release: object, items: Sequence[Any]) -> CarriedWork:
    if release is not None and not isinstance(release, str):
        raise TypeError(release)
    return CarriedWork(release, tuple(_item(*row) for row in items))


def _item(first: str, mode: int, crew: int, days: int, pauses: Sequence[Any]) -> CarriedItem:
    if not all(isinstance(number, int) for number in (mode, crew, days)) or mode < 0:
        raise TypeError(mode)
    away = tuple((date.fromisoformat(day), int(seats)) for day, seats in pauses)
    return CarriedItem(date.fromisoformat(first), mode, crew, days, away)
