"""The schedule of a plan: features with their work items, links between them, and the releases that they land in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.plans.document import FeatureLine, Plan, ReleaseLine
from roadmap.plans.engineering.terms import feature_terms, item_terms
from roadmap.plans.engineering.waiting_for import OverlapLine
from roadmap.plans.engineering.work import WaitLine, WorkLine, WorkStatus
from roadmap.plans.revenue.year import is_worked
from roadmap.views.lookup import look_up
from roadmap.views.schedule.links import Link, links_between
from roadmap.views.words import phase_word


@dataclass(frozen=True, slots=True)
class ScheduledItem:
    """One work item. Its key is `feature/N`, N counted from 1; days are both included."""

    key: str
    name: str
    phase: str
    """In words."""
    skill: str
    crew: int
    effort: float
    """Person-days that are planned; of running work what remains."""
    first: date
    last: date
    status: WorkStatus
    people: tuple[str, ...]
    wait: WaitLine | None
    overlap: OverlapLine | None
    ref: str | None
    link: str | None
    terms: Mapping[str, str]
    """What an import needs to make the same work item again, by the name of the field that holds it."""

    @property
    def is_milestone(self) -> bool:
        """Whether it takes neither people nor time."""
        return self.wait is None and not self.effort and not self.people and self.status is not WorkStatus.DONE


@dataclass(frozen=True, slots=True)
class ScheduledFeature:
    """One feature with its work items in their order."""

    key: str
    name: str
    team: str
    """In words."""
    release: str
    provides: str
    """The capabilities with their maturity, in words."""
    verified: date
    slack: int
    """Working days before the freeze day."""
    after: tuple[str, ...]
    """Keys of the features it waits for."""
    items: tuple[ScheduledItem, ...]
    ref: str | None
    link: str | None
    terms: Mapping[str, str]
    """What an import needs to make the same feature again, by the name of the field that holds it."""

    @property
    def first(self) -> date:
        """The first day of its work."""
        return min(item.first for item in self.items)

    @property
    def last(self) -> date:
        """The last day of its work."""
        return max(item.last for item in self.items)


@dataclass(frozen=True, slots=True)
class ScheduledRelease:
    """One release that is used."""

    key: str
    freeze: date
    ship: date
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """The schedule of a plan. Days off are Mondays to Fridays on which nobody works."""

    name: str
    start: date
    as_of: date
    horizon: date
    features: tuple[ScheduledFeature, ...]
    """By release, then by first day."""
    releases: tuple[ScheduledRelease, ...]
    links: Mapping[str, tuple[Link, ...]]
    """What each work item waits for, by its key."""
    people: tuple[str, ...]
    days_off: tuple[date, ...]
    worked_weekends: tuple[date, ...]

    def links_to(self, key: str) -> tuple[Link, ...]:
        """What a work item waits for."""
        return self.links.get(key, ())

    def worked_days(self, first: date, last: date) -> int:
        """How many days are worked from a first to a last day, both included."""
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        off, on = set(self.days_off), set(self.worked_weekends)
        return sum(is_worked(day, off=off, on=on) for day in days)


def build_schedule(plan: Plan) -> ScheduleView:
    """Take the work, the releases and the calendar of a plan, and nothing of its deals.

    The calendar is that from the `as_of` day on; before it no day off is known.
    """
    releases = [line for line in plan.releases if line.used]
    order = {line.id: place for place, line in enumerate(releases)}
    look = look_up(plan)
    built = {line.id for line in plan.features}
    features = [
        _feature(line, look.team(line.team), look.provides(line.provides), feature_terms(line, built))
        for line in plan.features
    ]
    features.sort(key=lambda feature: (order.get(feature.release, len(order)), feature.first, feature.key))
    return ScheduleView(
        name=plan.name,
        start=min([plan.start, *(feature.first for feature in features)]),
        as_of=plan.as_of,
        horizon=max([plan.horizon, *(feature.last for feature in features)]),
        features=tuple(features),
        releases=tuple(map(_release, releases)),
        links=_links(plan),
        people=tuple(dict.fromkeys(person for one in features for item in one.items for person in item.people)),
        days_off=tuple(plan.year.days_off),
        worked_weekends=tuple(plan.year.worked_weekends),
    )


def _links(plan: Plan) -> dict[str, tuple[Link, ...]]:
    found: dict[str, tuple[Link, ...]] = {}
    for link in links_between(plan.features):
        found[link.after] = (*found.get(link.after, ()), link)
    return found


def _release(line: ReleaseLine) -> ScheduledRelease:
    return ScheduledRelease(line.id, line.freeze, line.ship, tuple(line.features))


def _feature(line: FeatureLine, team: str, provides: str, terms: Mapping[str, str]) -> ScheduledFeature:
    return ScheduledFeature(
        key=line.id,
        name=line.name,
        team=team,
        release=line.release,
        provides=provides,
        verified=line.verified,
        slack=line.slack,
        after=tuple(wait.feature for wait in line.after),
        items=tuple(_item(f"{line.id}/{number}", work) for number, work in enumerate(line.work, start=1)),
        ref=line.ref,
        link=line.link,
        terms=terms,
    )


def _item(key: str, work: WorkLine) -> ScheduledItem:
    phase = phase_word(work.phase)
    return ScheduledItem(
        key=key,
        name=work.name or phase,
        phase=phase,
        skill=work.skill,
        crew=work.crew,
        effort=float(work.effort),
        first=work.first,
        last=work.last,
        status=work.status,
        people=tuple(work.people),
        wait=work.wait,
        overlap=work.overlap,
        ref=work.ref,
        link=work.link,
        terms=item_terms(key, work),
    )
