"""Work: features and their items, with the crews and lengths that are possible."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from requirements.amounts.halves import Halves
from roadmap.folder.project import Project
from roadmap.indexing.efforts import planned_effort
from roadmap.indexing.ends import Ends
from roadmap.indexing.people.crews import modes_alone, modes_for, modes_together
from roadmap.indexing.people.staff import Staff
from roadmap.indexing.segments import waits_within
from roadmap.indexing.waiting import wait_mode
from roadmap.policy import OutOfSequence, Policy
from roadmap.problem import Feature, Item, Mode, Precedence, Release
from roadmap.supply.dependency import Dependency
from roadmap.supply.facts import State, Tied, tied_by
from roadmap.supply.feature import Feature as FeatureInput
from roadmap.supply.feature import Phase, WorkItem, prefers_late
from roadmap.supply.hand_over import HandOverRule
from roadmap.supply.progress import ItemProgress

DONE = (Mode(crews=(), days=0),)


@dataclass(slots=True)
class Work:
    """Items, features and precedences as they are put together; `lines` as in `Names`."""

    items: list[Item] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    features: list[Feature] = field(default_factory=list)
    precedences: list[Precedence] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    """The id of each feature; one stands there once for each of its segments."""
    features_by_id: dict[str, int] = field(default_factory=dict)
    """The last segment of each."""


def index_work(
    project: Project, staff: Staff, *, horizon: int, releases: tuple[Release, ...], release_ids: tuple[str, ...]
) -> Work:
    """All features that have not shipped before the plan begins, in the order of the files.

    What is done or running is a fact and no item: it says when what is left may begin, and where it may land.
    """
    work = Work()
    inputs = {key: f for key, f in project.engineering.features.items() if not is_shipped(key, project, release_ids)}
    ends = Ends(project, staff, horizon)
    segments: dict[str, list[list[int]]] = {
        key: [[]] if _shipped_in(project, key) else ends.segments(key) for key in inputs
    }
    work.ids = [key for key in inputs for _segment in segments[key]]
    work.features_by_id = {key: position for position, key in enumerate(work.ids)}
    for key, feature in inputs.items():
        after = _add_steps(work, key, segments[key], project, staff, ends)
        items = _add_items(work, key, segments[key][-1], project, staff, ends)
        shipped = _shipped_in(project, key)
        coming = shipped is not None
        work.features.append(
            Feature(
                items=items,
                after=after,
                cost=0 if coming else feature.cost + feature.upkeep,
                planned=True if coming else False if ends.never(key) else None,
                release=None if shipped is None else release_ids.index(shipped),
                not_before=0 if coming else _first_landing(ends, key, feature, releases),
                begun=not coming and _has_begun(ends, key, project),
            )
        )
    for key, feature in inputs.items():
        _add_waits_within(work, key, feature, segments[key])
        for wait in feature.after:
            _add_wait(work, project, ends, key, wait)
        _hold_within(work, ends, key, feature)
    return work


def _add_steps(
    work: Work, key: str, segments: list[list[int]], project: Project, staff: Staff, ends: Ends
) -> tuple[int, ...]:
    """Add the segments of a feature before its last; what the last comes after."""
    if _shipped_in(project, key) is not None:
        return ()
    others = (wait.feature for wait in project.engineering.features[key].after)
    after = {work.features_by_id[other] for other in others if other in work.features_by_id}
    for segment in segments[:-1]:
        items = _add_items(work, key, segment, project, staff, ends)
        work.features.append(Feature(items, tuple(sorted(after)), 0, step=True))
        after.add(len(work.features) - 1)
    return tuple(sorted(after))


def _add_waits_within(work: Work, key: str, feature: FeatureInput, segments: list[list[int]]) -> None:
    """What the segments of a feature wait for in one another."""
    for one, other, lag, from_start, to_end in waits_within(feature, segments):
        first, then = _item_of(work, key, one), _item_of(work, key, other)
        if first is not None and then is not None:
            work.precedences.append(Precedence(first, then, lag, from_start=from_start, to_end=to_end))


def _shipped_in(project: Project, key: str) -> str | None:
    """The release in which a feature that is done ships, or has shipped; None for one that is not."""
    progress = project.engineering.progress.get(key)
    return None if progress is None else progress.shipped


def _has_begun(ends: Ends, key: str, project: Project) -> bool:
    """Whether something of a feature is running or waits, or is done and the published plan builds it: for nobody, or
    for deals of which one is open. So what goes as published goes on between two pieces of its work, too."""
    told = [fact.state for fact in ends.facts[key] if fact.told is not None]
    published = None if project.baseline is None else project.baseline.builds.get(key)
    goes_on = published is not None and (not published or not published.isdisjoint(project.market.open_deals()))
    return any(goes_on or state is not State.DONE for state in told)


def _first_landing(ends: Ends, key: str, feature: FeatureInput, releases: tuple[Release, ...]) -> int:
    """The first release for whose freeze, or ship for `enable`, what is done and running came in time.

    Nor does it land in a release that lies before the plan while a milestone of it is open.
    """
    found = [(item.phase, ends.verified(key, line, item)) for line, item in enumerate(feature.work)]
    known = [(phase, end) for phase, end in found if end is not None]
    for position, release in enumerate(releases):
        if all(end <= (release.ship if phase is Phase.ENABLE else release.freeze) for phase, end in known):
            return position
    return len(releases) if known else 0


def is_shipped(key: str, project: Project, release_ids: tuple[str, ...]) -> bool:
    """Whether a feature shipped in a release that lies before the plan."""
    progress = project.engineering.progress.get(key)
    return progress is not None and progress.shipped is not None and progress.shipped not in release_ids


def _add_items(work: Work, key: str, lines: list[int], project: Project, staff: Staff, ends: Ends) -> tuple[int, ...]:
    """Add some items of a feature; their positions."""
    feature, first = project.engineering.features[key], len(work.items)
    for line in lines:
        item = feature.work[line]
        told = ends.facts[key][line].told
        if item.wait is not None:
            modes: tuple[Mode, ...] = (wait_mode(project, key, line, horizon=ends.horizon),)
        else:
            fact, policy = ends.facts[key][line], project.header.policy
            modes = _modes(item, fact.left, policy, staff) if told is None else _left(item, told, project, staff)
        begin, ends_from = ends.before(key, line)
        work.items.append(
            Item(
                feature=len(work.features),
                modes=modes,
                by_freeze=item.phase is not Phase.ENABLE,
                earliest=max(ends.floor(key, line), begin),
                latest=ends.horizon,
                pauses=True,
                late=ends.horizon if told is None and prefers_late(feature, line) else 0,
                ends_from=ends_from,
            )
        )
        work.lines.append(line)
    return tuple(range(first, len(work.items)))


def _modes(item: WorkItem, left: Halves | None, policy: Policy, staff: Staff) -> tuple[Mode, ...]:
    """The modes of work that was not begun; of what it is said to take, if anything is."""
    effort = planned_effort(item.effort, policy) if left is None else left
    return _ways(effort, item, (item.people.fewest, item.people.most), policy, staff)


def _left(item: WorkItem, told: ItemProgress, project: Project, staff: Staff) -> tuple[Mode, ...]:
    """The modes of what is left of work that was begun and waits."""
    crew = told.at_work(item)
    return _ways(told.remaining or 0, item, (crew, crew), project.header.policy, staff)


def _ways(effort: Halves, item: WorkItem, sizes: tuple[int, int], policy: Policy, staff: Staff) -> tuple[Mode, ...]:
    """The modes of so many person-days; of one skill, for crews of some sizes."""
    skills = {skill: line.fewest for skill, line in item.lines.items()}
    if not staff.alike or item.hand_over.is_free:
        return _anybody(effort, item, sizes, policy, staff)
    lines = {skill: (n, n) for skill, n in skills.items()} if len(skills) > 1 else dict.fromkeys(skills, sizes)
    alone = modes_alone(effort, lines, loss=policy.crew_loss, staff=staff, divisible=item.divisible)
    changing = _anybody(effort, item, sizes, policy, staff)
    if not alone or item.hand_over.rule is HandOverRule.NEVER:
        return alone or changing
    longer = (replace(mode, days=mode.days + item.hand_over.days) for mode in changing if mode.days)
    return (*alone, *longer)


def _anybody(effort: Halves, item: WorkItem, sizes: tuple[int, int], policy: Policy, staff: Staff) -> tuple[Mode, ...]:
    """The same where it may change hands."""
    skills = {skill: line.fewest for skill, line in item.lines.items()}
    if len(skills) > 1:
        return modes_together(effort, skills, loss=policy.crew_loss, staff=staff) or DONE
    skill, loss = next(iter(skills)), policy.crew_loss
    return modes_for(effort, skill, sizes, loss=loss, staff=staff, divisible=item.divisible) or DONE


def _add_wait(work: Work, project: Project, ends: Ends, key: str, wait: Dependency) -> None:
    """What a dependency means for single items: see `WaitFor`. What is done or running itself waits for nothing."""
    features = project.engineering.features
    tied = tied_by(features[key], features[wait.feature], wait)
    own = _open_item(work, ends, key, tied, project)
    other = _item_of(work, wait.feature, tied.first) if wait.feature in work.features_by_id else None
    if own is None:
        if other is not None and tied.then is not None and tied.to_end:
            _hold(work, other, ends.running(key, tied.then), wait.lag)
        return
    if not ends.is_open(wait.feature, tied.first):
        work.items[own] = _after_begun(work.items[own], ends, (wait.feature, tied.first), tied, wait.lag)
    elif other is not None:
        work.precedences.append(Precedence(other, own, wait.lag, from_start=tied.from_start, to_end=tied.to_end))


def _hold_within(work: Work, ends: Ends, key: str, feature: FeatureInput) -> None:
    """The same of running work that overlaps what is before it, and is to end after that."""
    for line, item in enumerate(feature.work):
        before = _item_of(work, key, line - 1) if line and item.overlaps is not None else None
        if before is not None and item.overlaps is not None and item.overlaps.end is not None:
            _hold(work, before, ends.running(key, line), item.overlaps.end)


def _hold(work: Work, position: int, end: int | None, lag: int) -> None:
    """An item that is to be late is no later than running work needs it, which is to end so much after it: that goes on
    whatever it waits for, and so nothing else holds the item."""
    item = work.items[position]
    if end is not None:
        work.items[position] = replace(item, late=max(0, min(item.late, end - lag)))


def _after_begun(item: Item, ends: Ends, before: tuple[str, int], tied: Tied, lag: int) -> Item:
    """The item, so late that it keeps its wait for work that has begun: it starts then, or where its end waits ends
    then. What is done already on the `as_of` day holds nothing up on it."""
    begun, end = ends.begun(*before), ends.over(*before) if lag else ends.of(*before)
    if tied.from_start:
        earliest = 0 if begun is None else begun + lag
    elif end is None or (not lag and ends.running(*before) is None):
        earliest = 0
    else:
        earliest = end + lag
    if tied.to_end:
        return replace(item, ends_from=max(item.ends_from, earliest))
    return replace(item, earliest=max(item.earliest, earliest))


def _open_item(work: Work, ends: Ends, key: str, tied: Tied, project: Project) -> int | None:
    """The item that a dependency holds up; None if none is left, or if it has begun and goes on."""
    if tied.then is None:
        return None
    waits = project.header.policy.out_of_sequence is OutOfSequence.WAIT and not tied.to_end
    lines = range(tied.then, len(ends.facts[key])) if waits else [tied.then]
    return next((_item_of(work, key, line) for line in lines if ends.is_open(key, line)), None)


def _item_of(work: Work, key: str, line: int) -> int | None:
    """The position of a work item in the problem."""
    own = [position for position, other in enumerate(work.ids) if other == key]
    items = (item for position in own for item in work.features[position].items)
    return next((item for item in items if work.lines[item] == line), None)
