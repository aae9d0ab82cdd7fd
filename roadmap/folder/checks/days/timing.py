"""Timing: days and waits of work that cannot be kept within the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from requirements.finding import Finding, Place, Severity
from requirements.language import _
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected


def check_timing(collected: Collected, span: Span) -> Iterator[Finding]:
    """Work that may not begin before a day after the last of the plan, and so is not planned."""
    for key, feature in collected.features.items():
        if feature.not_before is not None and feature.not_before > span.header.horizon:
            yield _too_late(collected.place("features", key, "not_before"), feature.not_before, span)
        for line, item in enumerate(feature.work):
            if item.not_before is not None and item.not_before > span.header.horizon:
                yield _too_late(collected.place("features", key, "work", line, "not_before"), item.not_before, span)


def _too_late(place: Place, day: date, span: Span) -> Finding:
    message = _("this work cannot begin before {day}, but the plan ends on {horizon}; the work is not planned")
    hint = _("Move the day, or set a later `horizon` in roadmap.yaml.")
    sentence = message.format(day=day, horizon=span.header.horizon)
    return Finding("begins-after-horizon", place, sentence, hint, Severity.WARNING)
