"""Work: features and their items, with the crews and lengths that are possible."""

from __future__ import annotations

from dataclasses import dataclass, field

from roadmap.folder.project import Project
from roadmap.indexing.crews import modes_for
from roadmap.indexing.staff import Staff
from roadmap.policy import Estimate, Policy
from roadmap.problem import Feature, Item, Mode, Precedence
from roadmap.supply.feature import Dependency, Effort, Phase, Wait, WorkItem
from roadmap.supply.feature import Feature as FeatureInput
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


def planned_effort(effort: Effort, policy: Policy) -> int:
    """The person-days that are planned: a point of the range, or (low + 4 x likely + high) / 6 rounded up.

    Source of the formula: the mean of the beta-PERT distribution (Malcolm et al., 1959).
    """
    if policy.estimate is Estimate.EXPECTED:
        return -(-(effort.low + 4 * effort.likely + effort.high) // 6)
    return {Estimate.LOW: effort.low, Estimate.LIKELY: effort.likely, Estimate.HIGH: effort.high}[policy.estimate]


def index_work(project: Project, staff: Staff, *, horizon: int, release_ids: tuple[str, ...]) -> Work:
    """All features that have not shipped before the plan begins, in the order of the files."""
    work = Work()
    inputs = {key: f for key, f in project.engineering.features.items() if not is_shipped(key, project, release_ids)}
    work.features_by_id = {key: position for position, key in enumerate(inputs)}
    for key, feature in inputs.items():
        progress = project.engineering.progress.get(key)
        coming = progress is not None and progress.shipped is not None
        first = len(work.items)
        if not coming:
            _add_items(work, feature, project, staff, {} if progress is None else progress.items, horizon)
        waits = [d for d in feature.after if d.feature in work.features_by_id]
        runs = any(item.start is not None and item.modes != DONE for item in work.items[first:])
        work.features.append(
            Feature(
                items=tuple(range(first, len(work.items))),
                after=() if coming else tuple(sorted({work.features_by_id[d.feature] for d in waits})),
                cost=0 if coming else feature.cost + feature.upkeep,
                planned=True if coming or runs else None,
                release=release_ids.index(progress.shipped) if coming and progress and progress.shipped else None,
            )
        )
    for key, feature in inputs.items():
        for wait in feature.after:
            _add_precedence(work, inputs, key, wait)
    return work


def is_shipped(key: str, project: Project, release_ids: tuple[str, ...]) -> bool:
    """Whether a feature shipped in a release that lies before the plan."""
    progress = project.engineering.progress.get(key)
    return progress is not None and progress.shipped is not None and progress.shipped not in release_ids


def _add_items(
    work: Work,
    feature: FeatureInput,
    project: Project,
    staff: Staff,
    progress: dict[Phase, ItemProgress],
    horizon: int,
) -> None:
    position, running = len(work.features), set[Phase]()
    for line, item in enumerate(feature.work):
        done = progress.get(item.phase)
        modes, start = _modes(item, project.header.policy, staff), None
        if done is not None:
            is_first = done.done is None and item.phase not in running
            modes, start = (_remaining(item, done, project.header.policy, staff), 0) if is_first else (DONE, None)
            running.add(item.phase)
        work.items.append(
            Item(
                feature=position,
                modes=modes,
                by_freeze=item.phase is not Phase.ENABLE,
                earliest=0,
                latest=horizon,
                start=start,
            )
        )
        work.lines.append(line)


def _modes(item: WorkItem, policy: Policy, staff: Staff) -> tuple[Mode, ...]:
    effort = planned_effort(item.effort, policy)
    return modes_for(effort, item.skill, (item.crew.fewest, item.crew.most), loss=policy.crew_loss, staff=staff) or DONE


def _remaining(item: WorkItem, done: ItemProgress, policy: Policy, staff: Staff) -> tuple[Mode, ...]:
    crew = done.crew or item.crew.fewest
    return modes_for(done.remaining or 0, item.skill, (crew, crew), loss=policy.crew_loss, staff=staff) or DONE


def _add_precedence(work: Work, inputs: dict[str, FeatureInput], key: str, wait: Dependency) -> None:
    """What the dependency means for single items: see `Wait`."""
    if wait.feature not in work.features_by_id:
        return
    own = work.features[work.features_by_id[key]].items
    other = work.features[work.features_by_id[wait.feature]].items
    if not own or not other:
        return
    own_phases = [item.phase for item in inputs[key].work]
    phases = [item.phase for item in inputs[wait.feature].work]
    if wait.wait_for is Wait.INTERFACE:
        first = max((n for n, phase in enumerate(phases) if phase is Phase.DESIGN), default=0)
        then = next((n for n, phase in enumerate(own_phases) if phase is not Phase.DESIGN), None)
    else:
        first = max((n for n, phase in enumerate(phases) if phase is not Phase.ENABLE), default=len(phases) - 1)
        then = 0
    if then is not None:
        work.precedences.append(Precedence(first=other[first], then=own[then], lag=wait.lag))
