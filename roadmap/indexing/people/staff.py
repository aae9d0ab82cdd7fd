"""Staff: who can do what, day by day, and how many of them there are.

How fast somebody works at a skill is how well they know it (1: fully), less the share of their time that they keep for
support and defects. Work asks for people who are at least so fast and takes as long as such people take, so that one
more person, however slow, never makes anything longer: the planner may give work to fewer and faster people, or to
more and slower ones. (Taking a reserved share from the head count instead would leave a skill of one person with
nobody.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from math import comb, prod
from operator import add

from requirements.amounts.halves import Halves
from roadmap.folder.project import Project
from roadmap.indexing.begun.facts import facts_of, running_lines
from roadmap.indexing.begun.running import Going, Running, go_on, without_held
from roadmap.indexing.people.ability import Ability
from roadmap.indexing.people.absence import halves_away, there_and_away
from roadmap.indexing.people.moved import Stretch, at_home, in_line, stretches
from roadmap.indexing.people.pools import ALONE, Pool, find_pools, is_narrowed
from roadmap.indexing.people.worker import Worker
from roadmap.problem import Crews, Mode
from roadmap.supply.engineering import Engineering
from roadmap.supply.feature import WorkItem
from roadmap.supply.hand_over import HandOverRule
from roadmap.supply.people import Person, Team

MOST_ALONE = 30
"""The most crews that are looked at for one piece of work of several people that stays with them, the quickest ones."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Who can work: workers in the order of the files, skills in alphabetical order.

    `pools[p]` says who counts for pool p, `rows[p]` how many of them are there in each slot, and `absent[p]` how many
    are away (no rows where nobody ever is); the first pools are those of the skills, in their order. `capacity[skill]`
    is the row of a skill. `productive[skill]` is the share of time that its people have for planned work, on average.
    `speeds[skill]` are how fast its people are, fastest first.
    """

    skills: tuple[str, ...]
    workers: tuple[Worker, ...]
    pools: tuple[Pool, ...]
    rows: tuple[tuple[int, ...], ...]
    absent: tuple[tuple[int, ...], ...]
    capacity: dict[str, tuple[int, ...]]
    productive: dict[str, Fraction]
    speeds: dict[str, tuple[Fraction, ...]]
    going: tuple[Going, ...] = ()
    """How running work goes on; what its people have left for planning is in `workers` and all that follows."""
    narrowed: bool = False
    """Whether people share more skills than the pools can tell, so that some stand there without one of theirs."""
    alike: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """People who are asked for by themselves, because work stays with them: by what is asked for, the positions of
    those who are the same in all that counts. It does not matter which of them it is: each can stay to the end."""
    whole: tuple[Worker, ...] = ()
    """The workers in all their time, running work included."""
    ways: dict[tuple[Halves, str, tuple[int, int], Fraction, bool], tuple[Mode, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The modes that were worked out before, by what was asked."""

    def most(self, skill: str) -> int:
        """The most people of a skill who can ever be on one thing at once: there, or away and back to it."""
        return self._most(self.skills.index(skill)) if skill in self.skills else 0

    def most_at(self, skill: str, speed: Fraction) -> int:
        """The same of those who work at least so fast."""
        position = next((p for p, pool in enumerate(self.pools) if pool.accepts == ((skill, speed),)), None)
        return 0 if position is None else self._most(position)

    def _most(self, pool: int) -> int:
        there = self.rows[pool]
        away = self.absent[pool] if self.absent else (0,) * len(there)
        return max(map(add, there, away), default=0)

    def crews(self, skill: str, speeds: Iterable[Fraction]) -> Crews:
        """What people of a skill, each at least as fast as stated, take of each pool: pairs (pool, people)."""
        wanted = list(speeds)
        counts = ((p, sum(pool.counts(skill, speed) for speed in wanted)) for p, pool in enumerate(self.pools))
        return tuple((pool, count) for pool, count in counts if count)

    def alone(self, crews: Crews) -> tuple[int, ...]:
        """Who of some people, alike in all that counts, were asked for by themselves; none where anybody may come."""
        return self.alike.get(self.pools[crews[0][0]].accepts[0][0], ())

    def groups(self, skill: str) -> tuple[str, ...]:
        """What is asked for to have people of a skill by themselves."""
        return tuple(name for name in self.alike if name.partition(ALONE)[0] == skill)

    def asked(self, crews: Crews) -> tuple[str, tuple[Fraction, ...]]:
        """The skill and the speeds, fastest first, that were asked for to take so much of the pools: of a mode, or of
        one of its lines."""
        taken = dict(crews)
        name, least = self.pools[crews[0][0]].accepts[0]
        skill = name.partition(ALONE)[0]
        if name in self.alike:
            return skill, (least,) * taken[crews[0][0]]
        speeds: list[Fraction] = []
        for speed in self.speeds[skill]:
            pool = next(p for p, pool in enumerate(self.pools) if pool.accepts == ((skill, speed),))
            speeds += [speed] * (taken.get(pool, 0) - len(speeds))
        return skill, tuple(speeds)


def staff_of(project: Project, *, origin: date, horizon: int, loose: bool = False) -> Staff:
    """All people of a project, with the skills that any of them has or any work asks for.

    `loose` leaves out the pools of several skills, see `find_pools`. Somebody who is moved to a second line stands
    there twice, or more often: at their own work and in each move.
    """
    engineering = project.engineering
    workers = _moved(workers_of(project, origin=origin, horizon=horizon), project, origin, horizon)
    going = go_on(_running(project), workers, _teams(project, workers), horizon)
    whole = tuple(workers)
    workers = without_held(workers, going)
    asked = {skill for feature in engineering.features.values() for item in feature.work for skill in item.lines}
    cases = (kind for deal in project.market.open_deals().values() for kind in project.market.support(deal))
    asked |= {work.skill for kind in cases for work in kind.work}
    stays = () if loose else _that_stays(engineering)
    staff = staff_from(workers, asked, horizon, loose=loose, alone={skill for item in stays for skill in item.lines})
    narrowed = staff.narrowed or any(too_many_crews(item, staff) for item in stays)
    return replace(staff, going=tuple(going), whole=whole, narrowed=narrowed)


def _that_stays(engineering: Engineering) -> list[WorkItem]:
    """The work that does not change hands, or not for nothing."""
    work = (item for feature in engineering.features.values() for item in feature.work)
    return [item for item in work if not item.hand_over.is_free]


def too_many_crews(item: WorkItem, staff: Staff) -> bool:
    """Whether work that stays with its people could be given to more crews than are looked at."""
    sizes = [(len(staff.groups(skill)), line.most) for skill, line in item.lines.items()]
    crews = [comb(groups + people - 1, people) for groups, people in sizes if groups]
    return sum(people for _, people in sizes) > 1 and prod(crews) > MOST_ALONE


def _teams(project: Project, workers: list[Worker]) -> dict[str, str]:
    """The team of each worker, by id."""
    counted = {worker.id: worker.id.rpartition("-")[0] for worker in workers}
    return counted | {key: person.team for key, person in project.engineering.people.items()}


def _running(project: Project) -> list[Running]:
    """The work that is running and goes on, in the order in which it was started; of equals, that of the files."""
    loss, features = project.header.policy.crew_loss, project.engineering.features
    found = []
    for key, line, told in running_lines(facts_of(project)):
        item = features[key].work[line]
        if item.wait is not None:  # it goes on by itself
            continue
        left = Fraction(told.remaining or 0) * (1 + loss * (told.at_work(item) - 1))
        wanted = tuple(told.people)
        found.append(
            Running(
                key,
                line,
                told.at_lines(item),
                left,
                team=features[key].team,
                wanted=wanted,
                divisible=item.divisible,
                stays=item.hand_over.rule is HandOverRule.NEVER,
            )
        )
    return found


def workers_of(project: Project, *, origin: date, horizon: int) -> list[Worker]:
    """All people of a project at their own work, as if nobody were moved."""
    engineering = project.engineering
    workers = [w for key, team in engineering.teams.items() for w in _counted(key, team, project, origin, horizon)]
    for key, person in engineering.people.items():
        workers.append(_named(key, person, engineering.teams[person.team], project, origin, horizon))
    return workers


def _moved(workers: list[Worker], project: Project, origin: date, horizon: int) -> list[Worker]:
    mine: dict[str, list[Stretch]] = {}
    for stretch in stretches(project.moves or (), project.calendar, origin=origin, horizon=horizon):
        mine.setdefault(stretch.move.person, []).append(stretch)
    found = []
    for worker in workers:
        own = mine.get(worker.id, [])
        found.append(replace(worker, present=at_home(worker.present, own), away=at_home(worker.away, own)))
        for stretch in mine.get(worker.id, []):
            line = stretch.move.line
            helping = {line.skill: line.proficiency}
            there, away = in_line(worker.present, stretch), in_line(worker.away, stretch)
            found.append(replace(worker, skills=helping, present=there, away=away))
    return found


def staff_from(
    workers: list[Worker], asked: set[str], horizon: int, *, loose: bool = False, alone: Iterable[str] = ()
) -> Staff:
    """Some workers, with the skills that any of them has or that are asked for. People of the skills in `alone` can be
    asked for by themselves."""
    skills = tuple(sorted(asked.union(*(worker.skills for worker in workers))))
    able = [
        Ability(
            {skill: speed for skill in worker.skills if (speed := worker.speed(skill))}, worker.present, worker.away
        )
        for worker in workers
    ]
    alike = {name: who for skill in sorted(set(alone)) for name, who in _alike(able, skill)}
    for name, who in alike.items():
        for n in who:
            able[n] = replace(able[n], speeds={**able[n].speeds, name: able[n].speeds[name.partition(ALONE)[0]]})
    asked = asked.union(alike)
    pools, rows, absent = find_pools(able, (*skills, *alike), asked, horizon, loose=loose)
    return Staff(
        skills=skills,
        workers=tuple(workers),
        pools=tuple(pools),
        rows=tuple(rows),
        absent=tuple(absent),
        capacity=dict(zip(skills, rows, strict=False)),
        alike=alike,
        narrowed=is_narrowed(able, asked, horizon),
        productive={skill: _productive(workers, skill) for skill in skills},
        speeds={skill: _speeds(pools, skill) for skill in skills},
    )


def _alike(able: list[Ability], skill: str) -> list[tuple[str, tuple[int, ...]]]:
    """The people of a skill in groups of those who are the same in all that counts, each with what asks for them."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, one in enumerate(able):
        if skill in one.speeds and one.present:
            groups.setdefault((tuple(sorted(one.speeds.items())), one.present, one.away), []).append(number)
    return [(f"{skill}{ALONE}{who[0]}", tuple(who)) for who in groups.values()]


def _speeds(pools: list[Pool], skill: str) -> tuple[Fraction, ...]:
    """The speeds of a skill that have a pool of their own, fastest first."""
    own = (pool.accepts[0][1] for pool in pools if len(pool.accepts) == 1 and pool.accepts[0][0] == skill)
    return tuple(sorted((speed for speed in own if speed), reverse=True))


def _counted(key: str, team: Team, project: Project, origin: date, horizon: int) -> list[Worker]:
    starts = [0] * team.people
    for hire in team.hires:
        starts += [max(0, project.calendar.slot(hire.first, origin))] * hire.people
    return [
        Worker(id=f"{key}-{n}", skills=team.proficiencies(), reserved=team.reserved, present=((start, horizon),))
        for n, start in enumerate(starts, start=1)
    ]


def _named(key: str, person: Person, team: Team, project: Project, origin: date, horizon: int) -> Worker:
    calendar = project.calendar
    first = calendar.slot(person.first or calendar.first, origin)
    last = calendar.limit(person.last or calendar.last, origin)
    spans = [
        (leave.half, calendar.slot(leave.first, origin), calendar.limit(leave.last, origin)) for leave in person.leave
    ]
    leave = [(begin, end) for half, begin, end in spans if not half]
    if person.week is not None:
        off = [calendar.slot(day, origin) for day in calendar.working if person.week.is_off(day)]
        leave += [(slot, slot + 1) for slot in off]
    halves = [(max(begin, first), min(end, last)) for half, begin, end in spans if half]
    leave += halves_away(halves, leave)
    longest = project.header.policy.longest_pause
    present, away = there_and_away((first, last), leave, longest=longest, horizon=horizon)
    reserved = team.reserved if person.reserved is None else person.reserved
    if person.week is not None:
        reserved = 1 - (1 - reserved) * person.week.pace
    skills = person.proficiencies() or team.proficiencies()
    return Worker(id=key, skills=skills, reserved=reserved, present=present, away=away)


def _productive(workers: list[Worker], skill: str) -> Fraction:
    """The average share of time left for planned work; 1 for a skill nobody has."""
    shares = [1 - worker.reserved for worker in workers if skill in worker.skills]
    return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(1)
