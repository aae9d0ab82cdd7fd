"""The engineering of the shipped catalogue: the typical work behind each capability, and the teams it names."""

from __future__ import annotations

from functools import cache

from requirements.catalogue import catalogue_entries
from roadmap.supply.feature import Feature
from roadmap.supply.people import Team


@cache
def catalogue_features() -> dict[str, Feature]:
    """The features of the catalogue by id, in the order of the files."""
    return {key: entry for key, (_document, entry) in catalogue_entries("features", Feature).items()}


@cache
def catalogue_teams() -> dict[str, Team]:
    """The teams that the typical work names, by id; nobody is in them."""
    return {key: entry for key, (_document, entry) in catalogue_entries("teams", Team).items()}
