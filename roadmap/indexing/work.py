"""Work: features and their items, with the crews and lengths that are possible."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil

from requirements.halves import Halves, in_halves
from roadmap.folder.project import Project
from roadmap.indexing.begun.facts import facts_of
from roadmap.indexing.floors import floor_of
from roadmap.indexing.people.crews import modes_alone, modes_for, modes_together
from roadmap.indexing.people.staff import Staff
from roadmap.indexing.waiting import begun_end, wait_mode
from roadmap.policy import Estimate, OutOfSequence, Policy
from roadmap.problem import Feature, Item, Mode, Precedence, Release
from roadmap.supply.facts import State, Tied, tied_by
from roadmap.supply.feature import Dependency, Effort, Phase, WorkItem, prefers_late
from roadmap.supply.feature import Feature as FeatureInput
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
    features_by_id: dict[str, int] = field(default_factory=dict)


def planned_effort(effort: Effort, policy: Policy) -> Halves:
    """The person-days that are planned: a point of the range, or (low + 4 x likely + high) / 6 rounded up to half a
    day, or to a whole one where all of the range is whole.

    Source of the formula: the mean of the beta-PERT distribution (Malcolm et al., 1959).
    """
    if policy.estimate is Estimate.EXPECTED:
        step = max(part.denominator for part in (effort.low, effort.likely, effort.high))
        return in_halves(Fraction(ceil(Fraction(step, 6) * (effort.low + 4 * effort.likely + effort.high)), step))
    return {Estimate.LOW: effort.low, Estimate.LIKELY: effort.likely, Estimate.HIGH: effort.high}[policy.estimate]


def index_work(
    project: Project, staff: Staff, *, horizon: int, releases: tuple[Release, ...], release_ids: tuple[str, ...]
) -> Work:
    """All features that have not shipped before the plan begins, in the order of the files.

    What is done or running is a fact and no item: it says when what is left may begin, and where it may land.
    """
    work = Work()
    inputs = {key: f for key, f in project.engineering.features.items() if not is_shipped(key, project, release_ids)}
    work.features_by_id = {key: position for position, key in enumerate(inputs)}
    ends = _Ends(project, staff, horizon)
    for key, feature in inputs.items():
        progress = project.engineering.progress.get(key)
        coming = progress is not None and progress.shipped is not None
        first = len(work.items)
        if not coming:
            _add_items(work, key, feature, project, staff, ends, horizon)
        waits = [d for d in feature.after if d.feature in work.features_by_id]
        work.features.append(
            Feature(
                items=tuple(range(first, len(work.items))),
                after=() if coming else tuple(sorted({work.features_by_id[d.feature] for d in waits})),
                cost=0 if coming else feature.cost + feature.upkeep,
                planned=True if coming else _planned(ends, key),
                release=release_ids.index(progress.shipped) if coming and progress and progress.shipped else None,
                not_before=0 if coming else _first_landing(ends, key, feature, releases),
            )
        )
    for key, feature in inputs.items():
        for wait in feature.after:
            _add_wait(work, project, ends, key, wait)
    return work


class _Ends:
    """What is known of each work item, and the exclusive end of what is done or running (None: open, or never)."""

    def __init__(self, project: Project, staff: Staff, horizon: int) -> None:
        self.facts, self._horizon = facts_of(project), horizon
        self._going = {(going.work.feature, going.work.line): going.end for going in staff.going}
        self._project = project

    def of(self, key: str, line: int) -> int | None:
        """The end of an item; negative where it was done before the plan begins.

        A milestone before all work of its feature, such as a delivery, is reached when its day begins, as a pinned one.
        """
        fact = self.facts[key][line]
        if fact.state is State.RUNNING:
            return self._running(key, line)
        if fact.day is None:
            return None
        calendar, origin = self._project.calendar, self._project.as_of
        before = self._project.engineering.features[key].work[: line + 1]
        is_first = not any(self._takes_time(item) for item in before)
        return calendar.slot(fact.day, origin) if is_first else calendar.limit(fact.day, origin)

    def begun(self, key: str, line: int) -> int | None:
        """The slot in which an item began; negative before the plan, None where that is not known."""
        told = self.facts[key][line].told
        return None if told is None else self._project.calendar.slot(told.started, self._project.as_of)

    def _running(self, key: str, line: int) -> int | None:
        """The end of running work; of a wait, which goes on by itself, that of its days."""
        fact, project = self.facts[key][line], self._project
        if fact.told is None or project.engineering.features[key].work[line].wait is None:
            return self._going[key, line]
        end = project.calendar.limit(begun_end(project, key, line, fact.told), project.as_of)
        return end if end <= self._horizon else None

    def _takes_time(self, item: WorkItem) -> bool:
        return item.wait is not None or planned_effort(item.effort, self._project.header.policy) > 0

    def verified(self, key: str, line: int, item: WorkItem) -> int | None:
        """The end that counts for a freeze: what was done on a day off came after the working day before. An open
        milestone is reached in slot 0 or on the day before which it may not be; of other open work nothing is known."""
        fact = self.facts[key][line]
        if fact.state is State.DONE and fact.day is not None:
            return self._project.calendar.slot(fact.day, self._project.as_of) + 1
        if fact.state is State.OPEN:
            if self._takes_time(item):
                return None
            return self.floor(key, line) + 1
        return self.of(key, line)

    def floor(self, key: str, line: int) -> int:
        """The slot before which an item may not begin; 0 for what was begun."""
        begun = self.facts[key][line].told is not None
        return 0 if begun else floor_of(self._project.engineering.features[key], line, self._project)

    def is_open(self, key: str, line: int) -> bool:
        """Whether an item is still to be planned."""
        return self.facts[key][line].state is State.OPEN

    def never(self, key: str) -> bool:
        """Whether something of a feature is running and does not end within the plan."""
        return any(
            fact.state is State.RUNNING and self._running(key, line) is None
            for line, fact in enumerate(self.facts[key])
        )


def _planned(ends: _Ends, key: str) -> bool | None:
    """What was begun is planned, unless it cannot end; of all else the planner decides."""
    if ends.never(key):
        return False
    begun = any(fact.state is not State.DONE and fact.told is not None for fact in ends.facts[key])
    return True if begun else None


def _first_landing(ends: _Ends, key: str, feature: FeatureInput, releases: tuple[Release, ...]) -> int:
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


def _add_items(
    work: Work, key: str, feature: FeatureInput, project: Project, staff: Staff, ends: _Ends, horizon: int
) -> None:
    position, begin = len(work.features), 0
    for line, item in enumerate(feature.work):
        if not ends.is_open(key, line):
            begin = max(begin, ends.of(key, line) or 0) if ends.facts[key][line].state is State.RUNNING else begin
            continue
        told = ends.facts[key][line].told
        if item.wait is not None:
            modes: tuple[Mode, ...] = (wait_mode(project, key, line, horizon=horizon),)
        else:
            modes = _modes(item, project.header.policy, staff) if told is None else _left(item, told, project, staff)
        work.items.append(
            Item(
                feature=position,
                modes=modes,
                by_freeze=item.phase is not Phase.ENABLE,
                earliest=max(begin, ends.floor(key, line)),
                latest=horizon,
                pauses=True,
                late=told is None and prefers_late(feature, line),
            )
        )
        work.lines.append(line)


def _modes(item: WorkItem, policy: Policy, staff: Staff) -> tuple[Mode, ...]:
    effort = planned_effort(item.effort, policy)
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


def _add_wait(work: Work, project: Project, ends: _Ends, key: str, wait: Dependency) -> None:
    """What a dependency means for single items: see `WaitFor`. What is done or running itself waits for nothing."""
    features = project.engineering.features
    tied = tied_by(features[key], features[wait.feature], wait)
    own = _open_item(work, ends, key, tied, project)
    if own is None:
        return
    if not ends.is_open(wait.feature, tied.first):
        work.items[own] = _after_begun(work.items[own], ends, (wait.feature, tied.first), tied, wait.lag)
    elif wait.feature in work.features_by_id:
        other = _item_of(work, wait.feature, tied.first)
        if other is not None:
            work.precedences.append(Precedence(other, own, wait.lag, from_start=tied.from_start, to_end=tied.to_end))


def _after_begun(item: Item, ends: _Ends, before: tuple[str, int], tied: Tied, lag: int) -> Item:
    """The item, so late that it keeps its wait for work that has begun. Where its end waits, it starts so late that its
    quickest way ends then, whichever way is taken."""
    begun, end = ends.begun(*before), ends.of(*before)
    if tied.from_start:
        earliest = 0 if begun is None else begun + lag
    else:
        earliest = 0 if end is None or (end <= 1 and not lag) else end + lag
    if tied.to_end:
        earliest -= min((mode.days for mode in item.modes), default=0)
    return replace(item, earliest=max(item.earliest, earliest))


def _open_item(work: Work, ends: _Ends, key: str, tied: Tied, project: Project) -> int | None:
    """The item that a dependency holds up; None if none is left, or if it has begun and goes on."""
    if tied.then is None:
        return None
    waits = project.header.policy.out_of_sequence is OutOfSequence.WAIT and not tied.to_end
    lines = range(tied.then, len(ends.facts[key])) if waits else [tied.then]
    return next((_item_of(work, key, line) for line in lines if ends.is_open(key, line)), None)


def _item_of(work: Work, key: str, line: int) -> int | None:
    """The position of a work item in the problem."""
    items = work.features[work.features_by_id[key]].items
    return next((item for item in items if work.lines[item] == line), None)
