"""Absence: folders without deals, or with features and no release."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Severity
from requirements.language import _
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected


def check_absence(collected: Collected, _span: Span) -> Iterator[Finding]:
    """What a plan can do without, though it is then empty: deals, and releases."""
    if not collected.deals:
        message = _("the folder has no deals, so the plan will be empty")
        yield Finding("no-deals", collected.header_place("name"), message, severity=Severity.HINT)
    if collected.features and not collected.releases and not collected.cadences:
        message = _("the folder has features, but no release in which they can land")
        yield Finding("no-releases", collected.header_place("name"), message, severity=Severity.WARNING)
