"""Pools: the sets of people whose number bounds what can be done at once, where people have several skills.

Work asks for so many people with a skill who are at least so fast. By Hall's theorem (1935) all of it can be given to
people of whom each does one thing at a time if and only if, for every set of such demands, there are as many people who
can do any of them as the demands need together. Most sets follow from smaller ones: what remains are the sets that are
tied together by people whom they share, each taken with all that its people alone can do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations, pairwise

from roadmap.indexing.people.ability import Ability
from roadmap.indexing.people.narrowing import narrowed

MOST_SETS = 260
"""The most sets of several skills that are looked at: all of eight skills. Where there would be more, people are taken
to know less, see `narrowing`: that allows less than is possible, and never more."""

Ask = tuple[str, Fraction]
"""A skill, and the least speed of who may do its work."""


ALONE = "\t"
"""Stands in what work asks for between a skill and the people who are asked for by themselves."""


@dataclass(frozen=True, slots=True)
class Pool:
    """The people with any of some skills, of each at the speed stated or a higher one; skills in alphabetical order."""

    accepts: tuple[Ask, ...]

    @property
    def skills(self) -> tuple[str, ...]:
        """The skills it stands for; of people who are asked for by themselves, theirs that is asked for."""
        return tuple(dict.fromkeys(skill.partition(ALONE)[0] for skill, _ in self.accepts))

    def counts(self, skill: str, speed: Fraction) -> bool:
        """Whether somebody asked for with this skill and speed must come from this pool."""
        return any(other == skill and speed >= least for other, least in self.accepts)


Rows = list[tuple[int, ...]]
Pooled = tuple[list[Pool], Rows, Rows]
"""Pools, how many people of each are there in each slot, and how many are away; no rows where nobody ever is."""


def is_narrowed(people: list[Ability], asked: Iterable[str], horizon: int) -> bool:
    """Whether people share so many skills that `find_pools` leaves some of them out."""
    wanted, kinds = set(asked), _kinds(people, horizon)
    asks = sorted({ask for kind, _ in kinds for ask in kind})
    return _several(kinds, [ask for ask in asks if ask[0] in wanted]) is None


def find_pools(
    people: list[Ability], skills: tuple[str, ...], asked: Iterable[str], horizon: int, *, loose: bool = False
) -> Pooled:
    """The pools of some people: one for each of the skills, in their order, then those of faster people of a skill and
    those of several skills that work asks for.

    `loose` leaves out those of several skills and keeps all that people can do: what holds of every plan in these holds
    of every plan there is.
    """
    wanted = set(asked)
    several: list[_Set] | None = [] if loose else None
    kinds = _kinds(people, horizon)
    asks = sorted({ask for kind, _ in kinds for ask in kind})
    while several is None:
        kinds = _kinds(people, horizon)
        asks = sorted({ask for kind, _ in kinds for ask in kind})
        several = _several(kinds, [ask for ask in asks if ask[0] in wanted])
        people = people if several is not None else narrowed(people, wanted)
    every = [_single(kinds, skill, asks, least=0) for skill in skills]
    faster = [(skill, speed) for before, (skill, speed) in pairwise(asks) if skill in wanted and before[0] == skill]
    singles = [*every, *(_single(kinds, skill, asks, least=speed) for skill, speed in faster)]
    kept = [*singles, *_needed(several, singles)]
    named = [Pool(((skill, min((v for s, v in asks if s == skill), default=Fraction(0))),)) for skill in skills]
    named += [_pool(chosen) for chosen in kept[len(skills) :]]
    rows = [_heads(kinds, chosen.kinds, _width(people, horizon)) for chosen in kept]
    return named, [row[:horizon] for row in rows], [row[horizon:] for row in rows if len(row) > horizon]


Kind = tuple[tuple[Ask, ...], tuple[int, ...]]
"""People who can do the same: what they can do, and how many of them are there in each slot, then, where anybody ever
is, how many are away. Sets of people bound what runs, and in the same way what pauses."""


@dataclass(frozen=True, slots=True)
class _Set:
    """Demands that must be met from some kinds of people, the kinds as bits, and how many people those are by slot."""

    asks: frozenset[Ask]
    kinds: int
    row: tuple[int, ...]


def _width(people: list[Ability], horizon: int) -> int:
    return 2 * horizon if any(one.away for one in people) else horizon


def _kinds(people: list[Ability], horizon: int) -> list[Kind]:
    """The kinds of people who are there at all."""
    width = _width(people, horizon)
    changes: dict[tuple[Ask, ...], list[int]] = {}
    for one in people:
        change = changes.setdefault(tuple(sorted(one.speeds.items())), [0] * (width + 1))
        for before, intervals in ((0, one.present), (horizon, one.away)):
            for begin, end in intervals:
                change[before + min(begin, horizon)] += 1
                change[before + min(end, horizon)] -= 1
    rows = [(kind, tuple(accumulate(change[:width]))) for kind, change in changes.items()]
    return [(kind, row) for kind, row in rows if any(row)]


def _able(kinds: list[Kind], ask: Ask) -> int:
    """The kinds of people who can meet a demand."""
    skill, speed = ask
    return sum(1 << bit for bit, (kind, _) in enumerate(kinds) if dict(kind).get(skill, 0) >= speed)


def _heads(kinds: list[Kind], chosen: int, horizon: int) -> tuple[int, ...]:
    rows = [row for bit, (_, row) in enumerate(kinds) if chosen >> bit & 1]
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * horizon


def _single(kinds: list[Kind], skill: str, asks: list[Ask], *, least: Fraction | int) -> _Set:
    """All demands for a skill at a speed or above it."""
    mine = [ask for ask in asks if ask[0] == skill and ask[1] >= least]
    able = _able(kinds, mine[0]) if mine else 0
    return _Set(frozenset(mine), able, _heads(kinds, able, len(kinds[0][1]) if kinds else 0))


def _several(kinds: list[Kind], asks: list[Ask]) -> list[_Set] | None:
    """The sets of people who are tied by shared skills, each with all that they alone can do, where that is more than
    one skill; None if there are too many."""
    able = {ask: _able(kinds, ask) for ask in asks}
    queue = list(dict.fromkeys(able.values()))
    found, several = set(queue), []
    for mask in queue:
        mine = frozenset(ask for ask, reach in able.items() if reach & mask == reach)
        if len({skill for skill, _ in mine}) > 1:
            several.append(_Set(mine, mask, _heads(kinds, mask, 0)))
            if len(several) > MOST_SETS:
                return None
        for reach in able.values():
            if reach & mask and mask | reach not in found:
                found.add(mask | reach)
                queue.append(mask | reach)
    return several


def _needed(several: list[_Set], singles: list[_Set]) -> list[_Set]:
    """The sets that bound something in some slot that the others do not bound already, those of few demands first."""
    kept = sorted(several, key=lambda one: (len(one.asks), sorted(one.asks)))
    for one in reversed(list(kept)):
        if _follows(one, [*singles, *(other for other in kept if other is not one)]):
            kept.remove(one)
    return kept


def _follows(one: _Set, others: list[_Set]) -> bool:
    """Whether another set with no more people holds the same demands, or two others with no more people together do."""
    if any(one.asks <= other.asks and _no_more(other.row, one.row) for other in others):
        return True
    parts = [other for other in others if other.kinds & one.kinds == other.kinds and other.asks & one.asks]
    return any(
        one.asks <= first.asks | second.asks
        and _no_more([a + b for a, b in zip(first.row, second.row, strict=True)], one.row)
        for first, second in combinations(parts, 2)
    )


def _no_more(row: Sequence[int], other: Sequence[int]) -> bool:
    return all(mine <= theirs for mine, theirs in zip(row, other, strict=True))


def _pool(chosen: _Set) -> Pool:
    slowest = dict(sorted(chosen.asks, reverse=True))
    return Pool(tuple(sorted(slowest.items())))
