"""Which changes of the input cause how much: planned again with one group of changes at a time.

The groups are exchanged one after another, from the input of one plan to that of the other, always in the same order
and from the same end, so that the parts add up to the whole difference and turning the comparison round turns every
sign. What a group brings depends on what was exchanged before it, as with any order. What a search missed at one of the
ends is a cause of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from roadmap.comparing.comparison import REST, SEARCH, ValuePart
from roadmap.comparing.pairs import Gain
from roadmap.errors import PlanRejected
from roadmap.folder.project import Project
from roadmap.planner.moves.chosen import with_moves_of
from roadmap.planner.options import Options, Planned
from roadmap.planner.run import make_plan
from roadmap.planner.stored.replan import difference
from roadmap.plans.document import Plan
from roadmap.supply.progress import FeatureProgress

Replan = Callable[..., Planned]
"""Plans a project from a plan: `(project, start, *, seconds, stop)`."""
Step = Callable[[Project, Project], Project]


class NoPlanError(Exception):
    """With some of the changes no plan was found in the time given: `groups` names those exchanged so far."""

    def __init__(self, groups: tuple[str, ...]) -> None:
        super().__init__(", ".join(groups))
        self.groups = groups


def plan_apart(
    project: Project, start: Plan, *, seconds: float, stop: threading.Event, effort: float | None = None
) -> Planned:
    """Plan a project in a process of its own, beginning from a plan and with its moves, as far as these still hold; for
    so many `seconds`, or so many of processor time (`effort`)."""
    options = Options(seconds=seconds, effort=effort)
    try:
        planned = _plan_apart(with_moves_of(project, start), start, options, stop)
    except PlanRejected:
        planned = None
    if planned is not None and (planned.plan is not None or stop.is_set()):
        return planned
    return _plan_apart(project, start, options, stop)


def _plan_apart(project: Project, start: Plan, options: Options, stop: threading.Event) -> Planned:
    return make_plan(project, options, observe=lambda _: None, save=lambda _: None, stop=stop, start=start)


def causes(
    before: tuple[Project, Plan],
    after: tuple[Project, Plan],
    *,
    seconds: float,
    stop: threading.Event | None = None,
    plan_again: Replan = plan_apart,
) -> tuple[ValuePart, ...]:
    """What each group of changes brings, in the order of the groups; groups without a change are left out.

    `seconds` is what each plan in between may take. Where `stop` is set, the groups not looked at by then are one last
    cause, so that the parts still add up. Raises NoPlanError where a plan is not found.
    """
    ends = sorted((before, after), key=_order)
    found = _walk(ends[0], ends[1], _Planner(seconds, stop or threading.Event(), plan_again))
    if ends[0] is before:
        return found
    return tuple(replace(cause, gain=cause.gain.turned()) for cause in found)


def _order(end: tuple[Project, Plan]) -> tuple[object, ...]:
    project, plan = end
    return project.as_of, project.digest, plan.proof.value


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans again, each time for so many seconds, until it is stopped."""

    seconds: float
    stop: threading.Event
    plan_again: Replan

    def plan(self, project: Project, start: Plan) -> Plan | None:
        """The best plan found from another one; None if there is none."""
        planned: Plan | None = self.plan_again(project, start, seconds=self.seconds, stop=self.stop).plan
        return planned

    def better(self, project: Project, known: Plan, start: Plan) -> Plan:
        """A known plan, or one found from another that is worth more."""
        if known.proof.bound == known.proof.value:
            return known
        found = self.plan(project, start)
        return known if found is None or found.proof.value <= known.proof.value else found


def _walk(first: tuple[Project, Plan], last: tuple[Project, Plan], planner: _Planner) -> tuple[ValuePart, ...]:
    """The causes from one end to the other. Both ends are planned again too where they are not proved, so that what one
    search missed is not laid on the changes."""
    groups = [name for name, (said, _) in GROUPS.items() if said(first[0]) != said(last[0])]
    project, plan = first
    missed = 0
    found: list[ValuePart] = []
    if groups:
        plan = planner.better(project, plan, plan)
        missed = plan.proof.value - first[1].proof.value
    for number, name in enumerate(groups, start=1):
        project, worth = GROUPS[name][1](project, last[0]), plan
        if not planner.stop.is_set():
            if number == len(groups):
                plan = planner.better(last[0], last[1], worth)
            elif (planned := planner.plan(project, worth)) is not None:
                plan = planned
            elif not planner.stop.is_set():
                raise NoPlanError(tuple(groups[:number]))
        if planner.stop.is_set():  # what was found of it had less time than the others
            plan = last[1]
            found.append(ValuePart(REST, _gain(worth, plan), tuple(groups[number - 1 :])))
            break
        found.append(ValuePart(name, _gain(worth, plan)))
    missed += last[1].proof.value - plan.proof.value
    if not groups:
        found = [ValuePart(SEARCH, _gain(plan, last[1]))] if missed else []
    elif missed:
        found.append(ValuePart(SEARCH, Gain(missed)))
    return tuple(found)


def _gain(before: Plan, after: Plan) -> Gain:
    gain = difference((after.proof.value, after.proof.bound), (before.proof.value, before.proof.bound))
    return Gain(gain.found, gain.least, gain.most)


def _time(project: Project, other: Project) -> Project:
    """The as_of day, the days of the plan and what is done and started by then."""
    head = other.header
    header = project.header.model_copy(
        update={"start": head.start, "horizon": head.horizon, "as_of": head.as_of, "calendar": head.calendar}
    )
    return _with_progress(replace(project, header=header, calendar=other.calendar), other.engineering.progress)


def _with_progress(project: Project, progress: Mapping[str, FeatureProgress]) -> Project:
    """Progress of features that the project knows."""
    known = {key: done for key, done in progress.items() if key in project.engineering.features}
    return replace(project, engineering=replace(project.engineering, progress=known))


def _work(project: Project, other: Project) -> Project:
    """Features with their work, and the capabilities they provide."""
    capabilities = project.market.capabilities | other.market.capabilities
    engineering = replace(project.engineering, features=other.engineering.features)
    changed = replace(project, market=replace(project.market, capabilities=capabilities), engineering=engineering)
    return _with_progress(changed, {**project.engineering.progress, **other.engineering.progress})


def _people(project: Project, other: Project) -> Project:
    """Teams and people."""
    staff = replace(project.engineering, teams=other.engineering.teams, people=other.engineering.people)
    return replace(project, engineering=staff)


def _releases(project: Project, other: Project) -> Project:
    return replace(project, engineering=replace(project.engineering, releases=other.engineering.releases))


def _deals(project: Project, other: Project) -> Project:
    """Deals, found and still to be found, with their segments; capabilities that they need and nobody knows yet."""
    known = other.market.capabilities | project.market.capabilities
    return replace(project, market=replace(other.market, capabilities=known))


def _all(_: Project, other: Project) -> Project:
    """Policy, pins and the published promises; all that the other groups left."""
    return other


def _said_of_time(project: Project) -> object:
    head = project.header
    return head.start, head.horizon, project.as_of, project.calendar, project.engineering.progress


def _said_of_deals(project: Project) -> object:
    return project.market.deals, project.market.segments, project.market.profiles


def _said_of_policy(project: Project) -> object:
    promises = None if project.baseline is None else project.baseline.promises
    return project.header.policy, project.pins, project.decisions, promises


GROUPS: dict[str, tuple[Callable[[Project], object], Step]] = {
    "time": (_said_of_time, _time),
    "work": (lambda project: (project.engineering.features, project.market.capabilities), _work),
    "people": (lambda project: (project.engineering.teams, project.engineering.people), _people),
    "release_days": (lambda project: project.engineering.releases, _releases),
    "deals": (_said_of_deals, _deals),
    "policy": (_said_of_policy, _all),
}
"""The groups of changes, in the order of `CAUSES`: what each reads, and how it is exchanged."""
