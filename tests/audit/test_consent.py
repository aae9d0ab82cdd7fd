"""Consent in the audit: what was promised ships by its day, and its deal stays served."""

from __future__ import annotations

import pytest

from roadmap.audit.consent import Agreement, check
from roadmap.problem import Deal, Feature, Problem, Release
from roadmap.schedule import NOWHERE, Placement, Schedule
from tests.problems import deal, item, problem

SHIPS = (10, 11)


def asked(*deals: Deal) -> Problem:
    """Features 0 and 1 that land, support work 2, and releases that ship at 10 and at 11."""
    trains = [Release(8, ship, 0, fixed=False) for ship in SHIPS]
    features = [Feature((0,), (), 0), Feature((1,), (), 0), Feature((2,), (), 0, lands=False)]
    return problem([item(0), item(1), item(2)], features=features, releases=trains, deals=list(deals or (deal(5),)))


def landing(*releases: int | None) -> Schedule:
    return Schedule(tuple(None if r is None else Placement(r, (0,), (0,)) for r in releases))


def broken(schedule: Schedule, *agreements: Agreement, of: Problem | None = None) -> list[str]:
    return list(check(of or asked(), schedule, agreements))


NONE_SHIPS = "agreement 0 asks for one of features (0,) by 10: none ships by then"
NOT_SERVED = "agreement 0 asks for deal 0 to be served, and it is not"


def test_without_agreements_anything_may_move() -> None:
    assert broken(landing(None, None, None)) == []


@pytest.mark.parametrize(("release", "sentences"), [(0, []), (1, [NONE_SHIPS]), (None, [NONE_SHIPS])])
def test_a_promised_need_ships_by_its_limit(release: int | None, sentences: list[str]) -> None:
    assert broken(landing(release, None, None), Agreement(0, ((0,),), 10)) == sentences


def test_one_alternative_of_each_need_is_enough_and_every_need_counts() -> None:
    either = Agreement(0, ((0, 1),), 10)
    assert broken(landing(None, 0, None), either) == []
    assert broken(landing(1, 0, None), either) == []
    both = Agreement(0, ((0,), (1,)), 10)
    assert broken(landing(0, 1, None), both) == ["agreement 0 asks for one of features (1,) by 10: none ships by then"]
    assert len(broken(landing(None, 1, None), both)) == 2
    assert broken(landing(0, 0, None), Agreement(0, ((),), 10)) == [
        "agreement 0 asks for one of features () by 10: none ships by then"
    ]


def test_support_work_needs_to_be_done_and_lands_in_no_release() -> None:
    support = Agreement(0, ((2,),), 0)
    assert broken(landing(None, None, NOWHERE), support) == []
    assert len(broken(landing(0, 0, None), support)) == 1


@pytest.mark.parametrize(("release", "sentences"), [(0, []), (1, [NOT_SERVED]), (None, [NOT_SERVED])])
def test_the_deal_of_a_promise_stays_served(release: int | None, sentences: list[str]) -> None:
    served = asked(deal(5, ((0,), 10)))
    assert broken(landing(release, 0, None), Agreement(0, ((1,),), 10), of=served) == sentences


def test_only_the_first_level_of_the_deal_of_the_promise_is_asked_for() -> None:
    levels = Deal((*deal(5, ((0,), 11)).levels, *deal(5, ((0,), 10)).levels))
    other = deal(5, ((1,), 10))
    question = asked(other, levels)
    assert broken(landing(1, None, None), Agreement(1, (), 11), of=question) == []
    assert broken(landing(1, None, None), Agreement(0, (), 11), Agreement(1, (), 11), of=question) == [NOT_SERVED]
    assert broken(landing(None, None, None), Agreement(0, (), 11), of=asked(Deal(()))) == []
