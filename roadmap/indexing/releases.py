"""Releases as limits: the exclusive ends of freeze and ship days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from roadmap.folder.project import Project
from roadmap.problem import Release


def index_releases(project: Project, origin: date) -> tuple[tuple[Release, ...], tuple[str, ...]]:
    """The releases that ship on or after the origin and within the horizon, in order of ship days, with their ids.

    A freeze or ship day on which nobody works moves to the next working day.
    """
    calendar, horizon = project.calendar, project.header.horizon
    found, ids = [], []
    for key, release in project.engineering.releases.items():
        freeze = calendar.next_working(release.freeze) or calendar.last
        ship = calendar.next_working(release.ship)
        if ship is None or ship < origin or ship > horizon:
            continue
        limits = calendar.limit(freeze, origin), calendar.limit(ship, origin)
        found.append(Release(freeze=limits[0], ship=limits[1], cost=release.cost, fixed=release.fixed))
        ids.append(key)
    order = sorted(range(len(found)), key=lambda n: (found[n].ship, found[n].freeze, ids[n]))
    return tuple(found[n] for n in order), tuple(ids[n] for n in order)


def frozen_by_slot_0(releases: tuple[Release, ...]) -> tuple[Release, ...]:
    """The releases for a problem, where what has frozen has frozen before slot 0, however long ago: which work was
    verified for it says `Feature.not_before`, and what has no work left ends in slot 0."""
    return tuple(replace(release, freeze=max(0, release.freeze)) for release in releases)
