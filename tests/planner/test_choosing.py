"""Which moves are chosen, computed by hand: people in hundredths, slots of working days."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from roadmap.audit.moves import Moved, SwitchingRule, check
from roadmap.planner.moves.choosing import Chosen, Offer, SlotRule, choose

HORIZON = 40
RULE = SlotRule(notice=3, least=5, most_a_year=1, years=[2026] * HORIZON)
ANN = Offer(
    person="ann",
    own="ae",
    skill="fae",
    ability=60,
    training=2,
    ready=0,
    group="apps",
    most=None,
    present=((0, HORIZON),),
)


def rows(ae: int, fae: dict[int, int]) -> dict[str, list[int]]:
    """What is wanted: so much of AE on every day, so much of FAE from a day to the next one stated."""
    level, row = 0, []
    for slot in range(HORIZON):
        level = fae.get(slot, level)
        row.append(level)
    return {"ae": [ae] * HORIZON, "fae": row}


def there(ae: int = 200, fae: int = 100) -> dict[str, list[int]]:
    return {"ae": [ae] * HORIZON, "fae": [fae] * HORIZON}


def spans(chosen: tuple[Chosen, ...]) -> list[tuple[str, int, int, int]]:
    return [(one.offer.person, one.away, one.first, one.end) for one in chosen]


def test_somebody_is_moved_where_the_second_skill_lacks_people_and_their_own_has_some_to_spare() -> None:
    # From slot 10 to 20 two FAE are wanted and one is there; of two AE one is idle. Training takes slots 8 and 9.
    (one,) = choose([ANN], rows(100, {10: 200, 20: 100}), there(), rule=RULE)
    assert (one.away, one.first, one.end) == (8, 10, 20)
    # One lacks, one is to spare: 100 each. Ann brings 60 a day for 10 days and her own skill loses nothing.
    assert (one.lacking, one.spare, one.worth) == (100, 100, 600)


def test_nobody_is_moved_whose_own_skill_has_nobody_to_spare() -> None:
    # Both AE are wanted: moving Ann brings 60 a day and loses 100.
    assert choose([ANN], rows(200, {10: 200, 20: 100}), there(), rule=RULE) == ()


def test_a_move_must_bring_half_of_what_the_person_can_do() -> None:
    # For two days of ten one FAE is missing: with at least five days Ann brings 2 x 60 = 120 of 5 x 60 = 300.
    assert choose([ANN], rows(100, {10: 200, 12: 100}), there(), rule=RULE) == ()
    # Three days of five bring 180, more than 150.
    assert spans(choose([ANN], rows(100, {10: 200, 13: 100}), there(), rule=RULE)) == [("ann", 6, 8, 13)]


def test_training_counts_against_a_move() -> None:
    # One and a half AE are wanted: while Ann is away half a person is missing, 50 a day. Of 60 10 remain, too few.
    assert choose([ANN], rows(150, {10: 200, 20: 100}), there(), rule=RULE) == ()
    # 110 wanted: 10 a day are lost. 10 x 50 less two days of training, 2 x 10, are 480.
    (one,) = choose([ANN], rows(110, {10: 200, 20: 100}), there(), rule=RULE)
    assert one.worth == 480


def test_nobody_leaves_before_the_notice_or_the_training_is_there() -> None:
    wanted = rows(100, {0: 200, 20: 100})
    assert spans(choose([ANN], wanted, there(), rule=RULE)) == [("ann", 3, 5, 20)]
    assert spans(choose([replace(ANN, ready=9)], wanted, there(), rule=RULE)) == [("ann", 9, 11, 20)]
    assert spans(choose([replace(ANN, training=0)], wanted, there(), rule=RULE)) == [("ann", 3, 3, 20)]


def test_moves_of_one_person_are_no_more_than_a_year_allows_and_apart() -> None:
    wanted = rows(100, {5: 200, 12: 100, 14: 200, 21: 100, 26: 200, 33: 100})
    # One a year: the two peaks 5-12 and 14-21 make one move, 14 days of 60 = 840; longer ones bring no more.
    assert spans(choose([ANN], wanted, there(), rule=RULE)) == [("ann", 3, 5, 33)]
    # Seven days without demand in between cost nothing as long as an AE is idle, so one long move carries all three.
    busy = {"ae": [200 if 21 <= slot < 26 else 100 for slot in range(HORIZON)], "fae": wanted["fae"]}
    assert spans(choose([ANN], busy, there(), rule=RULE)) == [("ann", 3, 5, 21)]
    twice = replace(RULE, most_a_year=2)
    # Trained already, Ann is home for five days, as long as a move takes at least.
    assert spans(choose([ANN], busy, there(), rule=twice)) == [("ann", 3, 5, 21), ("ann", 26, 26, 33)]
    far = replace(twice, least=7)
    # A move of seven days, and seven days at home: from 28 on only five days of demand are left.
    assert spans(choose([ANN], busy, there(), rule=far))[1:] == [("ann", 28, 28, 35)]


def test_so_many_of_a_team_are_moved_as_it_allows() -> None:
    people = [replace(ANN, person=f"apps-{n}", most=2) for n in (1, 2, 3)]
    wanted = rows(0, {10: 400, 20: 100})
    assert [one.offer.person for one in choose(people, wanted, there(ae=300), rule=RULE)] == ["apps-1", "apps-2"]


def test_a_move_that_is_held_takes_and_gives_as_if_it_had_been_chosen() -> None:
    wanted = rows(100, {10: 160, 20: 100})
    held = Chosen(ANN, away=8, first=10, end=20, lacking=60, spare=100, worth=0, year=2026)
    # Ann covers the 60 that are missing; nothing is left for Bob.
    assert choose([replace(ANN, person="bob")], wanted, there(), rule=RULE, held=[held]) == ()


def test_nobody_is_moved_while_away() -> None:
    part = replace(ANN, present=((0, 12),))
    # Only slots 10 and 11 of the demand are left: 2 x 60 = 120 of at least five days.
    assert choose([part], rows(100, {10: 200, 20: 100}), there(), rule=RULE) == ()


def random_offers(chance: random.Random, skills: list[str], horizon: int) -> list[Offer]:
    """A few people, each with every other skill as a second line."""
    offers: list[Offer] = []
    for number in range(chance.randint(1, 6)):
        own, *others = chance.sample(skills, len(skills))
        begin = chance.randint(0, horizon // 3)
        offers += [
            Offer(
                person=f"p{number}",
                own=own,
                skill=skill,
                ability=chance.randint(20, 100),
                training=chance.randint(0, 4),
                ready=chance.randint(0, 20),
                group=own,
                most=chance.choice([None, 1, 2]),
                present=((begin, horizon),),
            )
            for skill in others
        ]
    return offers


def as_moved(one: Chosen, skills: list[str], years: list[int]) -> Moved:
    """A move as the audit sees it."""
    return Moved(
        person=int(one.offer.person[1:]),
        line=skills.index(one.offer.skill),
        away=one.away,
        first=one.first,
        end=one.end,
        year=years[one.first],
        agreed=False,
        trained=one.offer.ready if one.offer.training else None,
        home=(),
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_switching_rule_holds_whatever_is_wanted(seed: int) -> None:
    chance = random.Random(seed)
    horizon = chance.randint(20, 90)
    skills = ["ae", "fae", "qa"][: chance.randint(2, 3)]
    years = [2026 if slot < horizon // 2 else 2027 for slot in range(horizon)]
    rule = SlotRule(chance.randint(0, 8), chance.randint(1, 12), chance.randint(1, 3), years)
    offers = random_offers(chance, skills, horizon)
    wanted = {skill: [chance.randint(0, 4) * 100 for _ in range(horizon)] for skill in skills}
    there = {skill: [chance.randint(0, 3) * 100] * horizon for skill in skills}
    chosen = choose(offers, wanted, there, rule=rule)
    for one in chosen:
        mine = sorted((other.first, other.end) for other in chosen if other.offer.person == one.offer.person)
        assert all(after[0] - before[1] >= rule.least for before, after in pairwise(mine))
        is_first = min(o.first for o in chosen if o.offer == one.offer) == one.first
        assert one.first - one.away == (one.offer.training if is_first else 0)
        assert 2 * one.worth >= one.offer.ability * (one.end - one.first)
        assert not is_first or one.away >= one.offer.ready
    moved = [as_moved(one, skills, years) for one in chosen]
    switching = SwitchingRule(rule.notice, rule.least, rule.most_a_year, training=0)
    assert list(check(moved, switching, horizon=horizon)) == []
