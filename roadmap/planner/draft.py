"""The draft: a schedule seen through the project's names, from which the parts of the plan are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from requirements.gate import Maturity
from roadmap.audit.coverage import Served, serve, shipped
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.indexing.begun.facts import facts_of
from roadmap.indexing.begun.running import Going
from roadmap.schedule import Placement, Run, Schedule, runs_of
from roadmap.supply.facts import Fact


@dataclass(frozen=True)
class Draft:
    """A valid schedule with the project and the problem it answers."""

    project: Project
    indexed: Indexed
    schedule: Schedule

    @cached_property
    def placements(self) -> dict[str, Placement]:
        """The placements of the scheduled features by id, in the order of the files."""
        names = self.indexed.names
        found = {key: self.schedule.placements[names.position(key)] for key in dict.fromkeys(names.features)}
        return {key: placement for key, placement in found.items() if placement is not None}

    @cached_property
    def runs(self) -> dict[int, Run]:
        """How each scheduled item runs, by its position."""
        placed = ((feature, p) for feature, p in enumerate(self.schedule.placements) if p is not None)
        return {run.item: run for feature, p in placed for run in runs_of(self.indexed.problem, feature, p)}

    @cached_property
    def landings(self) -> dict[str, str]:
        """The release of every feature that lands or has shipped, by feature id."""
        names = self.indexed.names
        past = {
            key: progress.shipped
            for key, progress in self.project.engineering.progress.items()
            if progress.shipped is not None and key not in names.features
        }
        return past | {key: names.releases[placement.release] for key, placement in self.placements.items()}

    @cached_property
    def served(self) -> dict[str, Served]:
        """What each open deal gets."""
        ships = shipped(self.indexed.problem, self.schedule)
        pairs = zip(self.indexed.names.deals, self.indexed.deals, strict=True)
        return {key: serve(deal, ships) for key, deal in pairs}

    @cached_property
    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """What is known of each work item, by feature id, in the order of its `work`."""
        return facts_of(self.project)

    @cached_property
    def going(self) -> dict[tuple[str, int], Going]:
        """How running work goes on, by feature and position in its `work`."""
        return {(going.work.feature, going.work.line): going for going in self.indexed.staff.going}

    def last_day(self, going: Going) -> date:
        """The last day of running work; the last of the plan for what does not end within it."""
        end = self.indexed.problem.horizon if going.end is None else going.end
        return self.indexed.names.day(max(0, end - 1))

    def people_on(self, going: Going) -> list[str]:
        """The ids of who is on running work, in the order in which they join it."""
        return list(dict.fromkeys(self.indexed.staff.workers[who].id for who, _, _ in going.stints))

    def ship_day(self, release: str) -> date:
        """The working day on which a release ships."""
        stated = self.project.engineering.releases[release].ship
        return self.project.calendar.next_working(stated) or stated

    def freeze_day(self, release: str) -> date:
        """The working day on which a release freezes."""
        stated = self.project.engineering.releases[release].freeze
        return self.project.calendar.next_working(stated) or stated

    def is_past(self, release: str) -> bool:
        """Whether a release shipped before anything is planned."""
        return release not in self.indexed.names.releases

    @cached_property
    def bringers(self) -> dict[str, list[tuple[date, str, Maturity]]]:
        """By capability the features that bring or brought it: ship day, feature id and maturity, earliest first."""
        found: dict[str, list[tuple[date, str, Maturity]]] = {}
        for key, release in self.landings.items():
            for capability, maturity in self.project.engineering.features[key].provides.items():
                found.setdefault(capability, []).append((self.ship_day(release), key, maturity))
        return {capability: sorted(lines) for capability, lines in found.items()}

    def foundation(self, feature: str) -> set[str]:
        """A feature and all that it comes after, directly or not."""
        found, rest = set[str](), [feature]
        while rest:
            key = rest.pop()
            if key not in found:
                found.add(key)
                rest += [wait.feature for wait in self.project.engineering.features[key].after]
        return found
