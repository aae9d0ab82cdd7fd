"""The engineering of the shipped catalogue: the typical work behind each capability, and the teams it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import ceil

from requirements.amounts.halves import Halves
from requirements.capability import Capability
from requirements.catalogue import catalogue_capabilities, catalogue_entries, catalogue_profiles
from requirements.funnel.profile import Profile
from requirements.model import Model
from requirements.reading.nodes import Document
from roadmap.policy import Policy
from roadmap.supply.feature import Feature, WorkItem
from roadmap.supply.people import Team

KINDS: dict[str, type[Model]] = {"profiles": Profile, "capabilities": Capability, "features": Feature, "teams": Team}
"""The sections of the catalogue, in the order in which they are written."""


@cache
def catalogue_features() -> dict[str, Feature]:
    """The features of the catalogue by id, in the order of the files."""
    return {key: entry for key, (_document, entry) in catalogue_entries("features", Feature).items()}


@cache
def catalogue_teams() -> dict[str, Team]:
    """The teams that the typical work names, by id; nobody is in them. Each has the id of its skill."""
    return {key: entry for key, (_document, entry) in catalogue_entries("teams", Team).items()}


@cache
def catalogue_origins(section: str) -> Mapping[str, Document]:
    """The file that states each entry of a section, by id."""
    return {key: document for key, (document, _entry) in catalogue_entries(section, KINDS[section]).items()}


def catalogue_ids(section: str) -> list[str]:
    """The ids that the catalogue has for capabilities or profiles, which is what people ask it for; else none."""
    if section == "capabilities":
        return list(catalogue_capabilities())
    return list(catalogue_profiles()) if section == "profiles" else []


def ways_to(capability: str) -> dict[str, Feature]:
    """The features of the catalogue that provide a capability, by id: each is a way to get it, or a step on one."""
    return {key: feature for key, feature in catalogue_features().items() if capability in feature.provides}


def total_effort(feature: Feature) -> tuple[Halves, Halves, Halves]:
    """Person-days of all its work: low, likely, high."""
    efforts = [item.effort for item in feature.work]
    return sum(e.low for e in efforts), sum(e.likely for e in efforts), sum(e.high for e in efforts)


def shortest_days(feature: Feature) -> int:
    """Working days from its first work to its last at the likely effort, with as many people as are of use.

    Each item takes ceil(effort x (1 + loss x (crew - 1)) / crew) days with the crew loss that policies have by default;
    waiting for other features and for people comes on top.
    """
    return sum(_shortest(item) for item in feature.work)


def _shortest(item: WorkItem) -> int:
    """Working days of one work item; five of seven calendar days of a wait."""
    if item.wait is not None:
        return item.wait.days * 5 // 7 if item.wait.calendar else item.wait.days
    return min(_days(item, crew) for crew in range(item.people.fewest, item.people.most + 1))


def _days(item: WorkItem, crew: int) -> int:
    return ceil(item.effort.likely * (1 + Policy().crew_loss * (crew - 1)) / crew)
