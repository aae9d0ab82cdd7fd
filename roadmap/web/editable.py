"""The entries of a folder that have a form: those that one of its files states."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from pydantic import BaseModel

from requirements.capability import Capability
from requirements.deal import Deal
from requirements.finding import Place
from requirements.funnel.segment import Segment
from roadmap.folder.project import Project
from roadmap.supply.feature import Feature
from roadmap.supply.people import Person, Team
from roadmap.supply.release import Release

MODELS: Mapping[str, type[BaseModel]] = {
    "deals": Deal,
    "people": Person,
    "features": Feature,
    "teams": Team,
    "releases": Release,
    "capabilities": Capability,
    "segments": Segment,
}
"""What an entry of each section that has a form is read as."""


def editable(project: Project) -> dict[str, dict[str, str]]:
    """Ids and names by section, without what comes from the catalogue or a cadence: no file of the folder states it."""
    market, engineering = project.market, project.engineering
    found = {
        "deals": {key: deal.customer for key, deal in market.deals.items()},
        "people": {key: one.name for key, one in engineering.people.items()},
        "features": {key: one.name for key, one in engineering.features.items()},
        "teams": {key: one.name for key, one in engineering.teams.items()},
        "releases": {key: key for key in engineering.releases},
        "capabilities": {key: one.name for key, one in market.capabilities.items()},
        "segments": {key: one.name for key, one in market.segments.items()},
    }
    repeated = _cadences(project)
    return {
        section: {key: name for key, name in names.items() if _is_stated(project, (section, key), repeated)}
        for section, names in found.items()
    }


def _is_stated(project: Project, path: tuple[str, str], repeated: frozenset[Place]) -> bool:
    place = project.places.get(path)
    return place is not None and place.file in project.files and place not in repeated


def _cadences(project: Project) -> frozenset[Place]:
    """Where the cadences stand, each of which stands for all of its releases."""
    found = (project.places.get(("cadences", number)) for number in itertools.count())
    return frozenset(itertools.takewhile(lambda place: place is not None, found))  # type: ignore[arg-type]
