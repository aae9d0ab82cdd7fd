"""Tiny companies of which things are reported, against the trial of every plan: days of the calendar, one skill.

Nothing of the product is used but its plan: what is asked for is written down again here, in days, as people would.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import ceil
from pathlib import Path

from benchmarks.soak.as_planned import OPTIONS, planned, read
from benchmarks.soak.tiny import LATE, Section, tiny_folder
from roadmap.schedule import Status

DAY, FROZEN, GONE = timedelta(days=1), "2026-03-04", "2026-03-06"


@dataclass(frozen=True, slots=True)
class Item:
    """A work item as far as it is known: the person-days that are left, and the days on which it began and was done."""

    enables: bool
    left: float
    state: str
    since: str = ""
    done: date | None = None


def check(seed: int) -> list[str]:
    """Where the plan of one tiny company with facts is not worth what the best of all plans is."""
    made = tiny_folder(seed)
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "roadmap.yaml").write_text(json.dumps(made), encoding="utf-8")
        plan = planned(read(Path(scratch)), OPTIONS, None)
    if plan is None or plan.proof.status is not Status.OPTIMAL:
        return ["there is no proved plan"]
    trial = Trial(made)
    most, worth = trial.best(), plan.headline.value
    return [] if most == worth else [f"the best is {most}; the plan is worth {worth}"]


class Trial:
    """All plans of a tiny company, in working days from the first on or after its `as_of` day on, which is day 0."""

    def __init__(self, made: Section) -> None:
        self.made, self.as_of = made, date.fromisoformat(made["as_of"])
        self.turned = {date.fromisoformat(day) for days in made["calendar"].values() for day in days}
        self.last = self.number(date.fromisoformat(made["horizon"]))
        self.free = [made["teams"]["t"].get("people", 1)] * (self.last + 1)
        self.away = [0] * (self.last + 1)
        for leave in (leave for person in made.get("people", {}).values() for leave in person["leave"]):
            first, last = (date.fromisoformat(leave[end]) for end in ("first", "last"))
            for day in range(max(0, self.number(first - DAY) + 1), min(self.last, self.number(last)) + 1):
                self.free[day], self.away[day] = 0, 1
        self.items = {key: self._items(key) for key in made["features"] if "shipped" not in self._progress(key)}
        self.ends = self._run_on()
        self.trains = [
            (self.number(self._moved(release["freeze"])), self.number(self._moved(release["ship"])))
            for release in made["releases"].values()
            if self._moved(release["ship"]) >= self.as_of and self.number(self._moved(release["ship"])) <= self.last
        ]

    def is_worked(self, day: date) -> bool:
        """Whether people work on a day: on weekdays that are not off, and on weekends that are made up."""
        return (day.weekday() < 5) is not (day in self.turned)

    def number(self, day: date) -> int:
        """Which working day the last one up to a day is: -1 is the one before the plan."""
        first, last = min(day + DAY, self.as_of), max(day + DAY, self.as_of)
        between = (first + timedelta(days=n) for n in range((last - first).days))
        return sum(map(self.is_worked, between)) * (1 if day >= self.as_of else -1) - 1

    def _moved(self, text: str) -> date:
        day = date.fromisoformat(text)
        while not self.is_worked(day):
            day += DAY
        return day

    def _progress(self, key: str) -> Section:
        progress: Section = self.made["progress"]
        return dict(progress.get(key, {"items": {}}))

    def _items(self, key: str) -> list[Item]:
        work, told = self.made["features"][key]["work"], self._progress(key)["items"]
        found: list[Item] = []
        for line, item in enumerate(work):
            enables, entry = item["phase"] == "enable", told.get(item["phase"])
            behind = [told[later["phase"]] for later in work[line + 1 :] if later["phase"] in told]
            if entry is None and any("done" in later for later in behind):
                day = min(later["started"] for later in behind if "done" in later)
                found.append(Item(enables, 0, "done", done=date.fromisoformat(day)))
            elif entry is None or "started" not in entry:
                found.append(Item(enables, item["effort"], "open"))
            elif "done" in entry:
                found.append(Item(enables, 0, "done", done=date.fromisoformat(entry["done"])))
            else:
                found.append(Item(enables, entry["remaining"], "running", entry["started"]))
        return found

    def _run_on(self) -> dict[tuple[str, int], int]:
        """The last day of all that runs: those that began first have people first."""
        running = [
            (item.since, key, n)
            for key, items in self.items.items()
            for n, item in enumerate(items)
            if item.state == "running"
        ]
        left = {(key, n): self.items[key][n].left for _, key, n in running}
        ends: dict[tuple[str, int], int] = {}
        for day in range(self.last + 1):
            for _, key, n in sorted(running, key=lambda one: one[0]):
                if left[key, n] and self.free[day]:
                    self.free[day], left[key, n] = self.free[day] - 1, max(0, left[key, n] - 1)
                    if not left[key, n]:
                        ends[key, n] = day
        return ends

    def best(self) -> int:
        """What the best plan is worth."""
        options = list(self.items)
        found: list[int] = []
        for chosen in product((True, False), repeat=len(options)):
            built = [key for key, one in zip(options, chosen, strict=True) if one]
            if self._whole(built):
                found += [self._worth(landed) for landed in self._landings(built)]
        return max(found, default=0)

    def _whole(self, built: list[str]) -> bool:
        """Whether all that is built has what it comes after, and all that runs in it ends."""
        waits = (wait["feature"] for key in built for wait in self.made["features"][key]["after"])
        running = [(key, n) for key in built for n, item in enumerate(self.items[key]) if item.state == "running"]
        return all(one in self.ends for one in running) and all(
            other in built or other not in self.items for other in waits
        )

    def _landings(self, built: list[str]) -> Iterator[dict[str, int]]:
        """Every way to land some features: the day on which the train of each ships."""
        work = [(key, n) for key in built for n, item in enumerate(self.items[key]) if item.state == "open"]
        for ends in self._placed(work, {}, list(self.free)):
            landed: dict[str, tuple[int, int]] = {}
            for key in built:  # in the order in which they wait for each other
                waits = [wait["feature"] for wait in self.made["features"][key]["after"]]
                first = max((landed[other] for other in waits if other in landed), default=(-99, -99))
                trains = [(ship, freeze) for freeze, ship in self.trains if self._takes((freeze, ship), key, ends)]
                if not (trains := [train for train in trains if train >= first]):
                    break
                landed[key] = min(trains)
            else:
                yield {key: ship for key, (ship, _) in landed.items()}

    def _takes(self, train: tuple[int, int], key: str, ends: dict[tuple[str, int], int]) -> bool:
        """Whether all work of a feature ends in time for a train; what was done on a weekend was done on Monday."""
        for n, item in enumerate(self.items[key]):
            limit = train[1] if item.enables else train[0]
            end = self.ends.get((key, n), ends.get((key, n), 0))
            if item.state == "open" and not item.left:
                end = max(0, end)  # a milestone is reached on the day on which it is open, at the earliest
            if item.done is not None:
                end = self.number(self._moved(item.done.isoformat()))
            if end > limit:
                return False
        return True

    def _placed(
        self, work: list[tuple[str, int]], ends: dict[tuple[str, int], int], free: list[int]
    ) -> Iterator[dict[tuple[str, int], int]]:
        if not work:
            yield dict(ends)
            return
        (key, n), rest = work[0], work[1:]
        days = ceil(self.items[key][n].left)
        for start in range(self._ready(key, n, ends), self.last + 2):
            span = self._span(start, days, free)
            if span is not None:
                for day in span:
                    free[day] -= 1
                yield from self._placed(rest, {**ends, (key, n): span[-1] if span else start - 1}, free)
                for day in span:
                    free[day] += 1

    def _span(self, start: int, days: int, free: list[int]) -> list[int] | None:
        """The days of some work from a start on, which waits while its person is away; None where it is in the way."""
        span: list[int] = []
        for day in range(start, self.last + 1):
            if len(span) == days:
                break
            if free[day]:
                span.append(day)
            elif not (span and self.away[day]):
                return None
        return span if len(span) == days else None

    def _ready(self, key: str, n: int, ends: dict[tuple[str, int], int]) -> int:
        """The first day on which open work may begin: after all before it in its feature, and what that waits for."""
        known = self.ends | ends
        first = max([0, *(known[key, m] + 1 for m in range(n) if (key, m) in known)])
        for wait in self.made["features"][key]["after"] if n == 0 else ():
            if wait["feature"] not in self.items:  # it shipped, so it was verified by that freeze
                first = max(first, self.number(self._moved(FROZEN)) + 1 + wait["lag"])
            else:
                verified = max(m for m, item in enumerate(self.items[wait["feature"]]) if not item.enables)
                done = self.items[wait["feature"]][verified].done
                if done is not None:
                    reached = self._reached(wait["feature"], verified, done)
                    first = max(first, reached + 1 + wait["lag"]) if wait["lag"] else first
                else:
                    first = max(first, known[wait["feature"], verified] + 1 + wait["lag"])
        return first

    def _reached(self, key: str, line: int, done: date) -> int:
        """The last day that something done has taken: a delivery before all work is there when its day begins."""
        work = self.made["features"][key]["work"]
        if any(item["effort"] for item in work[: line + 1]):
            return self.number(done)
        return self.number(self._moved(done.isoformat())) - 1

    def _worth(self, landed: dict[str, int]) -> int:
        gone = self.number(self._moved(GONE))
        lead, worth = self.made["segments"]["s"]["lead_time"], 0
        for n, deal in enumerate(self.made["deals"].values()):
            ship = landed.get(f"f{n}", gone if f"f{n}" not in self.items else None)
            if ship is not None:
                late = ship + lead - self.number(date.fromisoformat(deal["gates"]["design_in"]))
                worth += max((deal["value"] * keeps // 100 for days, keeps in LATE if late <= days), default=0)
        return worth
