"""Pins that cannot hold, each by itself, whatever else is planned: they are left out, and the rest is planned."""

from __future__ import annotations

from dataclasses import replace

from roadmap.folder.project import Project
from roadmap.indexing import Indexed, index_project
from roadmap.indexing.pins import hold, opposed_pairs, overtaken
from roadmap.planner.causes.cause_names import as_cause
from roadmap.planner.causes.shortage import shortage_of
from roadmap.plans.causes import Cause, CauseKind
from roadmap.plans.document import PinLine
from roadmap.policy.overtaken import is_lost
from roadmap.policy.pins import Pin
from roadmap.problem import Problem
from roadmap.solver.windows import find_windows


def hopeless_pins(project: Project) -> dict[int, Cause]:
    """The positions of the pins that cannot hold, each with what stands against it.

    Pins that contradict each other, or what is running, are not among them, nor is what only a search can tell.
    """
    if not project.pins:
        return {}
    published = () if project.baseline is None else project.baseline.promises
    freed = frozenset(
        (one.deal, one.day) for one in published
    )  # a promise that stands against a pin is a contradiction
    project = replace(project, void=frozenset(), freed=freed)
    free = index_project(replace(project, pins=()))
    outside = {pair[0] for pair in opposed_pairs(project, free.names) if len(pair) == 1}
    found = {position: Cause(kind=CauseKind.OUTSIDE) for position in sorted(outside)}
    found |= {n: cause for n, pin in enumerate(project.pins) if (cause := _runs_longer(pin, project, free)) is not None}
    if shortage_of(hold(free.problem, free.names, project)) is None:
        return found
    for position, pin in enumerate(project.pins):
        shortage = None if position in found else shortage_of(_alone(free, project, pin))
        if shortage is not None:
            found[position] = as_cause(shortage, free).model_copy(update=_freed(free, pin))
    return found


def _runs_longer(pin: Pin, project: Project, free: Indexed) -> Cause | None:
    """What stands against a pin of an end that is ahead: running work of its feature ends later, which is a fact."""
    if pin.done_by is None or overtaken(pin, project):
        return None
    running = [going for going in free.staff.going if going.work.feature == pin.feature]
    limit = free.names.calendar.limit(pin.done_by, free.names.origin)
    late = [going.end for going in running if going.end is None or going.end > limit]
    if not late:
        return None
    end = None if None in late else max(end for end in late if end is not None)
    return Cause(
        kind=CauseKind.CANNOT_END,
        feature=pin.feature,
        name=project.engineering.features[str(pin.feature)].name,
        ends=None if end is None else free.names.day(end - 1),
        last=pin.done_by,
    )


def _freed(free: Indexed, pin: Pin) -> dict[str, object]:
    """What a pin holds that would have to give way: its start, or the first release that its feature can land in."""
    if pin.start is not None:
        return {"start": pin.start}
    if pin.release is None:
        return {}
    names = free.names
    first = find_windows(free.problem).first_release[names.position(str(pin.feature))]
    return {"earliest": names.releases[first] if first < len(names.releases) else None}


def _alone(free: Indexed, project: Project, pin: Pin) -> Problem:
    """The problem in which one pin holds, and nothing else must be planned."""
    features = tuple(replace(feature, planned=None, release=None) for feature in free.problem.features)
    return hold(replace(free.problem, features=features), free.names, replace(project, pins=(pin,)))


def pin_lines(project: Project) -> list[PinLine]:
    """The pins of the plan, in the order of the files; those that are void with the cause."""
    causes = dict.fromkeys(sorted(project.void), Cause(kind=CauseKind.NO_PLAN))
    known = hopeless_pins(project) if project.void else {}
    causes |= {position: cause for position, cause in known.items() if position in project.void}
    for position, pin in enumerate(project.pins):
        if (pin.feature is not None and overtaken(pin, project)) or is_lost(pin, project.market.deals):
            causes[position] = Cause(kind=CauseKind.OVERTAKEN)
    return [
        PinLine(text=pin_text(pin), reason=pin.reason, place=place_of(project, position), cause=causes.get(position))
        for position, pin in enumerate(project.pins)
    ]


def place_of(project: Project, position: int) -> str | None:
    """Where a pin stands; None where that is not known."""
    place = project.places.get(("pins", position))
    return None if place is None else str(place)


def pin_text(pin: Pin) -> str:
    """A pin in the words of its file, such as `feature profiler: done_by 2026-03-31`."""
    if pin.deal is not None:
        return f"deal {pin.deal}: served {str(pin.served).lower()}"
    for field in ("release", "start", "done_by", "planned"):
        said = getattr(pin, field)
        if said is not None:
            return f"feature {pin.feature}: {field} {str(said).lower() if field == 'planned' else said}"
    raise ValueError("a pin without a statement")
