"""Releases: trains that can carry nothing."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Severity
from requirements.language import _
from roadmap.folder.releases import expand
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected


def check_releases(collected: Collected, span: Span) -> Iterator[Finding]:
    """Releases after the horizon, and cadences that make none."""
    for key, release in collected.releases.items():
        ship = span.wider.next_working(release.ship) or release.ship
        if ship > span.header.horizon:
            message = _("the release ships after the horizon of the plan")
            if release.ship <= span.header.horizon:
                message = _("{stated} is a day off, and no working day follows before the horizon of the plan")
            place = collected.place("releases", key, "ship")
            sentence = message.format(stated=release.ship)
            yield Finding("release-outside", place, sentence, severity=Severity.WARNING)
    for position, cadence in collected.cadences.items():
        if next(expand(cadence, span.calendar), None) is None:
            message = _("the cadence makes no release")
            place = collected.place("cadences", position)
            yield Finding("cadence-empty", place, message, severity=Severity.WARNING)
