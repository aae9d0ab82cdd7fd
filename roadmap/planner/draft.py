"""The draft: a schedule seen through the project's names, from which the parts of the plan are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from requirements.gate import Maturity
from roadmap.audit.coverage import Served, serve, shipped
from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.schedule import Placement, Schedule


@dataclass(frozen=True)
class Draft:
    """A valid schedule with the project and the problem it answers."""

    project: Project
    indexed: Indexed
    schedule: Schedule

    @cached_property
    def placements(self) -> dict[str, Placement]:
        """The placements of the scheduled features by id, in the order of the files."""
        pairs = zip(self.indexed.names.features, self.schedule.placements, strict=False)  # then come support cases
        return {key: placement for key, placement in pairs if placement is not None}

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
        """For each capability the features that bring it: ship day, feature id and maturity, earliest first."""
        found: dict[str, list[tuple[date, str, Maturity]]] = {}
        for key, release in self.landings.items():
            if self.is_past(release):
                continue
            for capability, maturity in self.project.engineering.features[key].provides.items():
                found.setdefault(capability, []).append((self.ship_day(release), key, maturity))
        return {capability: sorted(list_) for capability, list_ in found.items()}

    def foundation(self, feature: str) -> set[str]:
        """A feature and all that it comes after, directly or not."""
        found, rest = set[str](), [feature]
        while rest:
            key = rest.pop()
            if key not in found:
                found.add(key)
                rest += [wait.feature for wait in self.project.engineering.features[key].after]
        return found
