"""Obstacles: why a feature cannot land by some release, or a deal cannot be served, whatever else is planned.

A kind of obstacle is found by taking it away and counting again: the pins, the leave of people, the days on which
nobody of a skill is there yet. What still cannot be then is too much or too late. All of it is counted, and so proved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from roadmap.folder.project import Project
from roadmap.indexing import Indexed
from roadmap.indexing.floors import floor_day
from roadmap.indexing.pins import pins_in_force
from roadmap.planner.causes.alone import in_time, landing, stops
from roadmap.planner.causes.cause_names import as_cause, pool_of, skill_ids
from roadmap.planner.causes.hopeless import pin_text, place_of
from roadmap.planner.causes.shortage import NothingInTime, TooFewDays, TooFewPeople
from roadmap.planner.causes.variants import Variants, first_with, last_with
from roadmap.plans.causes import Cause, CauseKind
from roadmap.problem import Deal, Problem
from roadmap.solver.apart import wanted_by
from roadmap.solver.windows import Windows, find_windows

Question = Callable[[Problem], bool]
"""Whether something could be, were the problem this one."""


class Obstacles:
    """What stands in the way of each feature and deal of one project, however it is planned; asked once, remembered.

    `reach` says of each deal how many of its levels any plan at all can meet, as a search has found out (None: it has
    not).
    """

    def __init__(self, project: Project, indexed: Indexed, *, reach: Sequence[int] | None = None) -> None:
        self.project, self.indexed, self.reach = project, indexed, reach
        self._variants = Variants(project, indexed)
        self._features: dict[tuple[int, int], Cause | None] = {}
        self.positions = {key: position for position, key in enumerate(indexed.names.features)}
        self._deals: dict[int, Cause | None] = {}
        self._windows: dict[int, tuple[Problem, Windows]] = {}

    @cached_property
    def windows(self) -> Windows:
        """When everything can be at the earliest."""
        return find_windows(self.indexed.problem)

    def of_feature(self, feature: int, last: int) -> Cause | None:
        """What keeps a feature from landing in release `last` or before; None if no count shows that anything does."""
        asked = feature, last
        if asked not in self._features:
            self._features[asked] = self._of_feature(feature, last)
        return self._features[asked]

    def of_deal(self, deal: int) -> Cause | None:
        """What keeps a deal from being served at all, each of whose needs alone could be met; None if nothing known."""
        if deal not in self._deals:
            self._deals[deal] = self._counted(self.indexed.problem.deals[deal])
        return self._deals[deal]

    def in_time(self, deal: int) -> Cause | None:
        """What keeps a deal from being served with everything in time, as counts show it."""
        key = -1 - deal
        if key not in self._deals:
            self._deals[key] = self._counted(in_time(self.indexed.problem.deals[deal]))
        return self._deals[key]

    def nobody(self, feature: int) -> Cause | None:
        """Of a feature or what it comes after: work for which there are never enough people at once."""
        problem = self.indexed.problem
        for behind in self.windows.closure[feature]:
            for item in problem.features[behind].items:
                pool, crew = pool_of(item, problem)
                most = max(problem.capacity[pool], default=0) if pool >= 0 else crew
                if most < crew:
                    found = {"skill": skill_ids(pool, self.indexed), "crew": crew, "people": most}
                    return self._about(behind, CauseKind.NOBODY, **found)
        return None

    def cannot_end(self, feature: int) -> Cause | None:
        """Of a feature or what it comes after: running work that nobody ends within the plan."""
        names, closure = self.indexed.names, self.windows.closure[feature]
        for going in self.indexed.staff.going:
            key = going.work.feature
            if going.end is None and key in names.features and names.position(key) in closure:
                skill = self.project.engineering.features[key].work[going.work.line].label
                return self._about(names.position(key), CauseKind.CANNOT_END, skill=skill)
        return None

    def _about(self, feature: int, kind: CauseKind, **found: object) -> Cause:
        key = self.indexed.names.features[feature]
        name = self.project.engineering.features[key].name
        return Cause.model_validate({"kind": kind, "feature": key, "name": name} | found)

    def _of_feature(self, feature: int, last: int) -> Cause | None:
        if last < 0:
            return self._about(feature, CauseKind.TOO_LATE)
        if self._in_time(self.indexed.problem, feature, last):
            return None  # whether there are enough people for all that a deal needs is counted for the deal
        found = self.cannot_end(feature) or self.nobody(feature)
        if found is not None:
            return found
        closure = self.windows.closure[feature]
        asked = landing(self.indexed.problem, feature, last)
        kind = self._taken_away(
            lambda problem: self._in_time(problem, feature, last) and stops(problem, asked) is None, closure
        )
        if kind is not None:
            return kind.model_copy(update=self._named(kind, feature))
        first, releases = self.windows.first_release[feature], self.indexed.names.releases
        earliest = releases[first] if 0 <= first < len(releases) else None
        return self._about(feature, CauseKind.TOO_LATE, earliest=earliest, latest=releases[last])

    def _in_time(self, problem: Problem, feature: int, last: int) -> bool:
        """Whether a feature can land in release `last` or before, as far as each piece of work alone tells."""
        key = id(problem)
        if key not in self._windows:
            self._windows[key] = problem, find_windows(problem)
        return self._windows[key][1].first_release[feature] <= last

    def _named(self, cause: Cause, feature: int) -> dict[str, object]:
        """The feature that a cause is about, where it does not say."""
        if cause.feature is not None:
            return {}
        key = self.indexed.names.features[feature]
        return {"feature": key, "name": self.project.engineering.features[key].name}

    def counted(self, feature: int, last: int) -> Cause | None:
        """What keeps a feature from landing in release `last` or before, the people for all of its work counted too."""
        if last < 0:
            return None
        return self._counted(landing(self.indexed.problem, feature, last))

    def _counted(self, asked: Deal) -> Cause | None:
        """What keeps a deal from being served at all, by the people for everything that it needs."""
        problem = self.indexed.problem
        stop = stops(problem, asked)
        if stop is None or isinstance(stop, NothingInTime):
            return None
        known = len(self.indexed.names.features)
        if isinstance(stop, TooFewDays) and stop.feature >= known:
            return self._support(stop.item)
        own = [f for f in (stop.features if isinstance(stop, TooFewPeople) else (stop.feature,)) if f < known]
        found = self._taken_away(lambda other: stops(other, asked) is None, tuple(wanted_by(problem, asked)))
        cause = as_cause(stop, self.indexed) if found is None else found
        if own:
            return cause.model_copy(update=self._named(cause, own[-1]))
        return cause.model_copy(update={"kind": CauseKind.SUPPORT}) if found is None else cause

    def _support(self, item: int) -> Cause:
        """That a piece of a support case finds no people in its days."""
        problem, names = self.indexed.problem, self.indexed.names
        pool, crew = pool_of(item, problem)
        piece = problem.items[item]
        if not any(problem.capacity[pool]):
            return Cause(kind=CauseKind.SUPPORT, skill=skill_ids(pool, self.indexed))
        there = [min(people, crew) for people in problem.capacity[pool][piece.earliest : piece.latest]]
        return Cause(
            kind=CauseKind.SUPPORT,
            skill=skill_ids(pool, self.indexed),
            first=names.day(piece.earliest),
            last=names.day(piece.latest - 1),
            needed=crew * min(mode.days for mode in piece.modes),
            available=sum(there),
        )

    def _taken_away(self, asks: Question, closure: tuple[int, ...]) -> Cause | None:
        """The first obstacle without which it could be; of several that all must go, the last."""
        single = self._pin(asks, closure) or self._not_before(asks, closure)
        single = single or self._away(asks, closure) or self._not_yet(asks, closure)
        if single is not None:
            return single
        variants = self._variants
        if not (self.project.pins or variants.has_leave):
            return None
        without = variants.nobody_away_free if variants.has_leave else variants.free.problem
        if asks(without):
            return self._away_of(asks, closure, variants.free.problem, there=without)
        return self._not_yet(asks, closure, without=without)

    def _pin(self, asks: Question, closure: tuple[int, ...]) -> Cause | None:
        """The pin that stands against it: one without which it could be, else the first of its features."""
        held = pins_in_force(self.project)
        if not held or not asks(self._variants.free.problem):
            return None
        names = self.indexed.names
        keys = {names.features[feature] for feature in closure if feature < len(names.features)}
        mine = [position for position, pin in held if pin.feature in keys]
        decisive = (position for position in mine if asks(self._variants.without_pin(position)))
        position = next(decisive, (mine or [held[0][0]])[0])
        return self.pin(position)

    def pin(self, position: int) -> Cause:
        """That a pin stands against it."""
        text, place = pin_text(self.project.pins[position]), place_of(self.project, position)
        return Cause(kind=CauseKind.PIN, pin=text, place=place)

    def _not_before(self, asks: Question, closure: tuple[int, ...]) -> Cause | None:
        """The last of the days before which the work may not begin, if it could be done in time without them."""
        features, keys = self.project.engineering.features, self.indexed.names.features
        days = [
            (day, feature)
            for feature in closure
            if feature < len(keys)
            for line in range(len(features[keys[feature]].work))
            if (day := floor_day(features[keys[feature]], line)) is not None and day > self.project.as_of
        ]
        if not days or not asks(self._variants.at_any_day):
            return None
        day, feature = max(days)
        return self._about(feature, CauseKind.NOT_BEFORE, first=day)

    def _away(self, asks: Question, closure: tuple[int, ...]) -> Cause | None:
        if not self._variants.has_leave or not asks(self._variants.nobody_away):
            return None
        return self._away_of(asks, closure, self.indexed.problem, there=self._variants.nobody_away)

    def _away_of(self, asks: Question, closure: tuple[int, ...], problem: Problem, *, there: Problem) -> Cause:
        """That people are away, with the skills whose people must be there for it; one that need not is left out."""
        pools, skills = self.indexed.names.pools, self._skills(closure)
        if len(there.capacity) != len(problem.capacity):
            return Cause(kind=CauseKind.AWAY, skill=" | ".join(skills))
        away, needed = frozenset[int](), list(skills)
        for skill in skills if len(skills) > 1 else ():
            more = away | {number for number, pool in enumerate(pools) if skill in pool.skills}
            if asks(self._variants.away_in(problem, more, there=there)):
                away = more
                needed.remove(skill)
        return Cause(kind=CauseKind.AWAY, skill=" | ".join(needed or skills))

    def _not_yet(self, asks: Question, closure: tuple[int, ...], *, without: Problem | None = None) -> Cause | None:
        """The skill of which people come too late or go too early; of several of which they do, the last to come."""
        problem = self.indexed.problem
        gaps = dict(sorted(self._gaps(closure)))  # of each pool the largest crew
        for pool, crew in gaps.items() if without is None else ():
            if asks(self._variants.always_there(problem, {pool: crew})):
                return self._comes_late(pool, crew, closure)
        if not gaps or not asks(self._variants.always_there(without or problem, gaps)):
            return None
        pool = max(gaps, key=lambda pool: first_with(problem, pool, gaps[pool]))
        return self._comes_late(pool, gaps[pool], closure)

    def _gaps(self, closure: tuple[int, ...]) -> Iterator[tuple[int, int]]:
        """The pools of which there are on some days too few people for work that they do on others."""
        problem = self.indexed.problem
        for feature in closure:
            for item in problem.features[feature].items:
                pool, crew = pool_of(item, problem)
                if pool >= 0 and min(problem.capacity[pool], default=0) < crew <= max(
                    problem.capacity[pool], default=0
                ):
                    yield pool, crew

    def _comes_late(self, pool: int, crew: int, closure: tuple[int, ...]) -> Cause:
        problem, day = self.indexed.problem, self.indexed.names.day
        first = first_with(problem, pool, crew)
        when = {"until": day(first)} if first else {"since": day(last_with(problem, pool, crew))}
        takes = (
            feature
            for feature in closure
            if feature < len(self.indexed.names.features)
            and any(pool_of(item, problem) == (pool, crew) for item in problem.features[feature].items)
        )
        found = {"skill": skill_ids(pool, self.indexed), "crew": crew} | when
        feature = next(takes, None)
        if feature is None:
            return Cause.model_validate({"kind": CauseKind.NOBODY} | found)
        return self._about(feature, CauseKind.NOBODY, **found)

    def _skills(self, closure: tuple[int, ...]) -> list[str]:
        """The skills of some features of which anybody is ever away."""
        project, problem = self.project, self.indexed.problem
        pools = {pool_of(item, problem)[0] for feature in closure for item in problem.features[feature].items}
        asked = {skill for pool in pools if pool >= 0 for skill in self.indexed.names.pools[pool].skills}
        away = {
            skill
            for person in project.engineering.people.values()
            if person.leave
            for skill in person.proficiencies() or project.engineering.teams[person.team].proficiencies()
        }
        return sorted(asked & away) or sorted(asked)
