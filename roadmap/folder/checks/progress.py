"""Progress: what is said to have happened has happened by the `as_of` day, to work that exists."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.folder.collected import Collected
from roadmap.folder.span import Span


def check_progress(collected: Collected, span: Span) -> Iterator[Finding]:
    """Progress after the `as_of` day, and progress of phases that the feature does not have."""
    for key, progress in collected.progress.items():
        release = collected.releases.get(progress.shipped) if progress.shipped else None
        if release is not None and release.ship > span.as_of:
            yield _ahead(collected.place("progress", key, "shipped"), span)
        feature = collected.features.get(key)
        for phase, item in progress.items.items():
            if feature is not None and all(work.phase is not phase for work in feature.work):
                message = _("the feature {feature} has no work in the phase {phase}")
                place = collected.place("progress", key, "items", phase.value, key=True)
                yield Finding("progress-phase", place, message.format(feature=key, phase=phase.value))
            for field in ("started", "done"):
                day = getattr(item, field)
                if day is not None and day > span.as_of:
                    yield _ahead(collected.place("progress", key, "items", phase.value, field), span)


def _ahead(place: Place, span: Span) -> Finding:
    message = _("this is after {as_of}, the as_of day of the plan").format(as_of=span.as_of)
    return Finding("progress-ahead", place, message, _("State as_of in roadmap.yaml."))
