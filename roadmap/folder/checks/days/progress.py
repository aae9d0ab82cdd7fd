"""Progress: what is said to have happened has happened by the `as_of` day, to work that exists and is told apart."""

from __future__ import annotations

from collections.abc import Iterator

from requirements.finding import Finding, Place, Severity
from requirements.language import _
from roadmap.folder.checks.listing import listed
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected
from roadmap.supply.feature import Feature, Phase, WorkItem
from roadmap.supply.progress import ItemProgress, meant_items


def check_progress(collected: Collected, span: Span) -> Iterator[Finding]:
    """Progress after the `as_of` day, and progress of which it is not clear what work item it tells of."""
    today = span.calendar.next_working(span.as_of) or span.as_of  # a ship day off has moved to a working day
    for key, progress in collected.progress.items():
        release = collected.releases.get(progress.shipped) if progress.shipped else None
        if release is not None and release.ship > today:
            yield ahead(collected.place("progress", key, "shipped"), span)
        for phase, items in progress.items.items():
            for number, item in enumerate(items):
                for field in ("started", "done"):
                    day = getattr(item, field)
                    if day is not None and day > span.as_of:
                        yield ahead(collected.place("progress", key, "items", phase.value, number, field), span)
            if key in collected.features:
                yield from _check_items(collected, key, phase, items)


def _check_items(collected: Collected, key: str, phase: Phase, items: list[ItemProgress]) -> Iterator[Finding]:
    """Each line of progress tells of one work item, and no two of the same."""
    feature = collected.features[key]
    places: dict[int, Place] = {}
    for number, item in enumerate(items):
        meant = meant_items(feature, phase, item)
        place = collected.place("progress", key, "items", phase.value, number)
        waits = [feature.work[position].wait is not None for position in meant]
        if item.begun and item.done is None and item.remaining is None and not any(waits):
            message = _("expected exactly one of `done` for finished work and `remaining` for running work")
            yield Finding("progress-form", place, message)
        if all(waits) and waits and (item.people or item.crew or item.spent):
            yield Finding("wait-form", place, _("nobody works on a wait; expected no people and no effort"))
        if len(meant) != 1:
            yield _unclear(collected, key, phase, item, place)
        elif meant[0] in places:
            message = _("the progress of the work item {item} of the feature {feature} is stated already at {place}")
            sentence = message.format(item=_called(feature, meant[0]), feature=key, place=places[meant[0]])
            yield Finding("duplicate-id", place, sentence, related=(places[meant[0]],))
        else:
            places[meant[0]] = place
            yield from _check_item(collected, (key, phase, number), item, feature.work[meant[0]])


def _check_item(
    collected: Collected, where: tuple[str, Phase, int], item: ItemProgress, work: WorkItem
) -> Iterator[Finding]:
    """What is told of a work item can be of that one: no effort left of a milestone, and its crew if that is fixed."""
    key, phase, number = where
    place = "progress", key, "items", phase.value, number
    if item.remaining and not work.effort.high and work.lines:
        message = _("this work item is a milestone without effort, so nothing can remain")
        hint = _("State the day on which the milestone was reached in `done`, or state the effort of the work item.")
        yield Finding("progress-milestone", collected.place(*place, "remaining"), message, hint)
    if work.skills and item.crew not in (None, work.people.fewest):
        message = _("the crew of work with several skills is fixed by the work item; here it is {people}").format(
            people=work.people.fewest
        )
        hint = _("Delete `crew`, or change `skills` of the work item.")
        yield Finding("progress-crew", collected.place(*place, "crew"), message, hint)


def _unclear(collected: Collected, key: str, phase: Phase, item: ItemProgress, place: Place) -> Finding:
    """The finding for progress that tells of no work item, or of one of several."""
    feature = collected.features[key]
    choices = [position for position, work in enumerate(feature.work) if work.phase is phase]
    if not choices:
        message = _("the feature {feature} has no work item in the phase {phase}")
        return Finding("progress-phase", place, message.format(feature=key, phase=phase.value))
    known = listed(_called(feature, position) for position in choices)
    if meant_items(feature, phase, item):
        message = _(
            "the phase {phase} of the feature {feature} has several work items, and this line does not say which of "
            "them it means: {items}"
        )
    else:
        message = _("the phase {phase} of the feature {feature} has no such work item; its work items are {items}")
    hint = _("State `name` or `skill` of the work item in this progress line. Until then this line is ignored.")
    if _share_all(feature, choices):
        hint = _(
            "Give the work items names under `work`, and state `name` in this progress line. Until then this line "
            "is ignored."
        )
    related = tuple(collected.place("features", key, "work", position) for position in choices)
    sentence = message.format(phase=phase.value, feature=key, items=known)
    return Finding("progress-item", place, sentence, hint, Severity.WARNING, related=related)


def _called(feature: Feature, position: int) -> str:
    """What tells a work item from the others of its phase."""
    work = feature.work[position]
    kind = work.label if work.wait is None else _("a wait")
    return f"{work.name} ({kind})" if work.name else kind


def _share_all(feature: Feature, positions: list[int]) -> bool:
    """Whether two work items have the same name, or none, and the same skill."""
    marks = [((feature.work[position].name or "").casefold(), feature.work[position].label) for position in positions]
    return len(set(marks)) < len(marks)


def ahead(place: Place, span: Span) -> Finding:
    """The finding for something that is said to have happened after the `as_of` day."""
    message = _("this day is after {as_of}, the as_of day of the plan").format(as_of=span.as_of)
    return Finding("progress-ahead", place, message, _("State `as_of` in roadmap.yaml."))
