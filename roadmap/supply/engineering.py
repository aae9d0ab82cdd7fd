"""Engineering: features, people, teams, releases and progress together."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.supply.feature import Feature
from roadmap.supply.people import Person, Team
from roadmap.supply.progress import FeatureProgress
from roadmap.supply.release import Release


@dataclass(frozen=True, slots=True)
class Engineering:
    """What can be built, by whom and when it can ship, by id; releases by ship day, cadences expanded."""

    features: dict[str, Feature]
    teams: dict[str, Team]
    people: dict[str, Person]
    releases: dict[str, Release]
    progress: dict[str, FeatureProgress]
