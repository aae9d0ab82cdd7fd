"""Choosing moves: who helps out in which second line, and from when to when, by what lacks people and what has some.

One move after another, always the one that brings most: the person-days that it gives to the second skill where that
lacks people, less those that it takes from their own skill where that has none to spare, training included.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap.planner.moves.lacking import HEAD, Rows


@dataclass(frozen=True, slots=True)
class SlotRule:
    """The switching rule in slots; `years[slot]` is the calendar year of a slot."""

    notice: int
    least: int
    most_a_year: int
    years: Sequence[int]


@dataclass(frozen=True, slots=True)
class Offer:
    """One second line of one person.

    `ability` is how much of a person they are in it, in hundredths. Their training takes `training` slots and begins at
    `ready` or later; both are 0 if they were trained before. At most `most` people of a `group` are moved to the skill
    at once; None if there is no such limit. `present` are half-open intervals.
    """

    person: str
    own: str
    skill: str
    ability: int
    training: int
    ready: int
    group: str
    most: int | None
    present: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A move: away from `away`, in the second line in [`first`, `end`); people lacking and to spare, in hundredths."""

    offer: Offer
    away: int
    first: int
    end: int
    lacking: int
    spare: int
    worth: int
    year: int


def choose(
    offers: Sequence[Offer], wanted: Rows, on_hand: Rows, *, rule: SlotRule, held: Sequence[Chosen] = ()
) -> tuple[Chosen, ...]:
    """The moves that bring something beside those that are `held`, in the order in which they were chosen.

    The rows are left as they are.
    """
    short = {
        skill: [asked - there for asked, there in zip(row, on_hand[skill], strict=True)]
        for skill, row in wanted.items()
    }
    made: list[Chosen] = list(held)
    for one in held:
        _take(one, short)
    while True:
        seen: dict[tuple[object, ...], Chosen | None] = {}
        for offer in offers:
            key = _kind(offer, made)
            if key not in seen:
                seen[key] = _best(offer, short, made, rule)
        found = [one for one in seen.values() if one is not None]
        if not found:
            return tuple(made[len(held) :])
        best = max(found, key=lambda one: one.worth)
        made.append(best)
        _take(best, short)


def _kind(offer: Offer, made: Sequence[Chosen]) -> tuple[object, ...]:
    """What two offers have in common if what is best for one is best for the other too."""
    moved = tuple((one.first, one.end, one.offer.skill) for one in made if one.offer.person == offer.person)
    common = offer.own, offer.skill, offer.ability, offer.training, offer.ready, offer.group
    return *common, offer.most, offer.present, moved


def _best(offer: Offer, short: Rows, made: Sequence[Chosen], rule: SlotRule) -> Chosen | None:
    """The best move of an offer after those that were made; None if none brings half of what the person can do."""
    mine = [one for one in made if one.offer.person == offer.person]
    trained = any(one.offer.skill == offer.skill for one in mine)
    training = 0 if trained else offer.training
    begin = max([rule.notice, 0 if trained else offer.ready, *(one.end + rule.least for one in mine)])
    years = [one.year for one in mine]
    gain, loss = _balance(offer, short)
    beyond = [2 * brought - offer.ability for brought in gain]
    best: tuple[int, int, int] | None = None
    for first_day, last_day in _open(offer, made, begin, len(gain)):
        starts = (s for s in range(first_day + training, last_day) if years.count(rule.years[s]) < rule.most_a_year)
        found = _stretch(beyond, loss, starts, training=training, least=rule.least, end=last_day)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    if best is None or best[0] < 0:
        return None
    _, first, end = best
    worth = sum(gain[first:end]) - sum(loss[first - training : first])
    lacking = sum(max(0, people) for people in short[offer.skill][first:end]) // (end - first)
    spare = sum(max(0, -people) for people in short[offer.own][first:end]) // (end - first)
    return Chosen(offer, first - training, first, end, lacking, spare, worth, rule.years[first])


def _balance(offer: Offer, short: Rows) -> tuple[list[int], list[int]]:
    """By slot, what moving the person brings, and what their own skill loses by it."""
    there = [False] * len(short[offer.own])
    for begin, end in offer.present:
        there[begin:end] = [True] * (end - begin)
    pairs = zip(short[offer.skill], short[offer.own], there, strict=True)
    both = [
        (min(offer.ability, max(0, lack)), max(0, HEAD + min(0, own))) if is_there else (0, 0)
        for lack, own, is_there in pairs
    ]
    return [got - lost for got, lost in both], [lost for _, lost in both]


def _open(offer: Offer, made: Sequence[Chosen], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs of slots from `begin` on in which one more of the group may be moved to the skill."""
    others = [one for one in made if one.offer.group == offer.group and one.offer.skill == offer.skill]
    first: int | None = None
    for slot in range(begin, end + 1):
        busy = sum(one.first <= slot < one.end for one in others)
        is_open = slot < end and (offer.most is None or busy < offer.most)
        if is_open and first is None:
            first = slot
        elif not is_open and first is not None:
            yield first, slot
            first = None


def _stretch(
    beyond: list[int], loss: list[int], starts: Iterator[int], *, training: int, least: int, end: int
) -> tuple[int, int, int] | None:
    """The stretch of at least so many slots that brings most beyond half of what the person can do, training taken off.

    As (twice what it brings beyond, first, end): of several one of the shortest.
    """
    sums = [0]
    for value in beyond:
        sums.append(sums[-1] + value)
    allowed = set(starts)
    best: tuple[int, int, int] | None = None
    begun: tuple[int, int] | None = None
    for after in range(least, end + 1):
        start = after - least
        if start in allowed:
            cost = sums[start] + 2 * sum(loss[start - training : start])
            if begun is None or cost <= begun[0]:
                begun = cost, start
        if begun is not None and (best is None or sums[after] - begun[0] > best[0]):
            best = sums[after] - begun[0], begun[1], after
    return best


def _take(one: Chosen, short: Rows) -> None:
    for begin, end in one.offer.present:
        for slot in range(max(begin, one.first), min(end, one.end)):
            short[one.offer.skill][slot] -= one.offer.ability
        for slot in range(max(begin, one.away), min(end, one.end)):
            short[one.offer.own][slot] += HEAD
