"""Pauses of the plan: who of a work item is away on which days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from roadmap.indexing.begun.running import Going
from roadmap.planner.draft import Draft
from roadmap.planner.naming.staffing import Staffing, is_away
from roadmap.plans.engineering.pauses import PauseLine
from roadmap.schedule import Run


def planned_pauses(run: Run, draft: Draft, staffing: Staffing) -> list[PauseLine]:
    """The pauses of a planned item."""
    if not run.pauses:
        return []
    workers = draft.indexed.staff.workers
    mine = staffing.stints_on(run.item)
    away = {
        slot: [workers[s.who].id for s in mine if s.begin <= slot < s.end and is_away(workers[s.who], slot)]
        for slot, _ in run.pauses
    }
    return _lines(away, {slot for slot, seats in run.pauses if sum(run.mode.missing(seats)) == run.mode.crew}, draft)


def running_pauses(going: Going, draft: Draft) -> list[PauseLine]:
    """The pauses of running work: days on which one of its people is away and nobody sits in for them."""
    workers = draft.indexed.staff.whole
    end = draft.indexed.problem.horizon if going.end is None else going.end
    away: dict[int, list[str]] = {}
    idle = set()
    for slot in range(end):
        at_work = {who for who, begin, last in going.stints if begin <= slot < last}
        missing = going.work.crew - len(at_work)
        absent = [workers[who].id for who, _, _ in going.stints if who not in at_work and is_away(workers[who], slot)]
        if missing > 0 and absent:
            away[slot] = list(dict.fromkeys(absent))[:missing]
            if not at_work:
                idle.add(slot)
    return _lines(away, idle, draft)


def _lines(away: Mapping[int, list[str]], idle: Iterable[int], draft: Draft) -> list[PauseLine]:
    """Days in a row with the same people as one line."""
    found: list[tuple[int, int, list[str], bool]] = []
    whole, day = set(idle), draft.indexed.names.day
    for slot, people in sorted(away.items()):
        if found and found[-1][1] == slot - 1 and found[-1][2:] == (people, slot in whole):
            found[-1] = (found[-1][0], slot, people, slot in whole)
        else:
            found.append((slot, slot, people, slot in whole))
    return [
        PauseLine(first=day(first), last=day(last), people=people, whole=alone) for first, last, people, alone in found
    ]
