"""Room for one more deal: what gives way for it, and what stays where it is."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from roadmap.audit import broken_rules
from roadmap.changes.present import PresentWithDeal, pinned
from roadmap.changes.quoting import taken_deal
from roadmap.changes.quoting.first_quote import first_quote
from roadmap.schedule import Placement
from roadmap.solver.construct.insertion import Built
from roadmap.solver.construct.restart import Restarter, wish_of
from roadmap.solver.construct.room import make_room
from tests.simulate.test_quote import MORE, NEW, present

THREE = MORE.replace("people: 1}", "people: 2}").replace(
    "releases:\n",
    "  h: {name: H, team: core, provides: {more: ga}, work: [{phase: build, skill: code, effort: 15}]}\nreleases:\n",
)
THREE = THREE.replace("  tool: {", "  more: {name: More, kind: serving}\n  tool: {")
"""Two people, each with 23 days to the first freeze: R1 holds two of the three features of 15 days, R2 any of them."""
WISHED = NEW.replace("[tool]", "[more]")


def room(asked: PresentWithDeal) -> list[Placement | None] | None:
    """The placements of f, g and h with the new deal, which the audit has found nothing wrong with."""
    problem, schedule = pinned(asked), asked.schedule
    restarter, wishes = Restarter(problem), [wish_of(placement) for placement in schedule.placements]

    def put_back(built: Built) -> None:
        restarter.put_all_back(built, wishes, set(range(len(wishes))))

    full = restarter.decoder.inserter.rebuild(schedule)
    built = make_room(restarter.decoder, full, asked.position, put_back=put_back)
    if built is None:
        return None
    made = restarter.decoder.schedule(built)
    assert broken_rules(problem, made) == ()
    return list(made.placements[:3])


def test_what_is_worth_least_gives_way_and_the_rest_stays(tmp_path: Path) -> None:
    asked = present(tmp_path, WISHED, text=THREE)
    f, g, h = asked.schedule.placements[:3]
    assert (f and f.release, g and g.release, h) == (0, 0, None)
    made = room(asked)
    assert made is not None
    assert made[0] == f  # d earns 200 by it, e 100 by g
    assert [placement and placement.release for placement in made] == [0, 1, 0]
    taken = first_quote(asked, plan="plan.json").taken
    # g is three weeks late for e, which keeps half
    assert [(line.deal, line.before, line.after) for line in taken.displaced] == [("e", 100, 50)]
    assert taken.difference is not None
    assert taken.difference.found == 500 - 50


def test_where_there_is_room_nothing_gives_way(tmp_path: Path) -> None:
    asked = present(tmp_path, WISHED, text=THREE.replace("people: 2}", "people: 3}"))
    made = room(asked)
    assert made is not None
    assert made[:2] == list(asked.schedule.placements[:2])
    assert made[2] is not None


def test_what_the_deal_needs_is_moved_forward_though_it_is_planned_later(tmp_path: Path) -> None:
    # the tool is planned for R2, where it earns half of e; the new deal needs it in R1, where the API is
    asked = present(tmp_path)
    assert [placement and placement.release for placement in asked.schedule.placements[:2]] == [0, 1]
    made = room(asked)
    assert made is not None
    assert [placement and placement.release for placement in made] == [1, 0]


def test_what_is_kept_by_a_pin_does_not_give_way(tmp_path: Path) -> None:
    assert room(present(tmp_path, text=MORE + "pins: [{feature: f, release: R1}]\n")) is None


def test_there_is_no_room_for_what_cannot_be_had_in_time(tmp_path: Path) -> None:
    sooner = NEW.replace("2026-01-30, design_in: 2026-02-13", "2026-01-06, design_in: 2026-01-20")
    assert room(present(tmp_path, sooner)) is None


def test_a_deal_that_the_pins_hold_is_not_served_less_for_it(tmp_path: Path) -> None:
    asked = present(tmp_path, WISHED, text=THREE)
    e = asked.indexed.names.deals.index("e")
    deals = list(asked.indexed.problem.deals)
    deals[e] = replace(deals[e], served=True)
    indexed = replace(asked.indexed, problem=replace(asked.indexed.problem, deals=tuple(deals)))
    made = room(replace(asked, indexed=indexed))
    assert made is not None
    assert made[1] is not None


def test_a_plan_with_the_deal_is_not_improved_once_the_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = present(tmp_path, WISHED, text=THREE)
    monkeypatch.setattr(taken_deal, "improve", None)
    found = taken_deal.begun(asked, until=time.monotonic())
    assert found is not None
    assert broken_rules(pinned(asked), found) == ()
    assert first_quote(asked, plan="plan.json", until=0.0).taken.difference is not None


def test_where_no_room_is_found_nothing_is_begun(tmp_path: Path) -> None:
    asked = present(tmp_path, text=MORE + "pins: [{feature: f, release: R1}]\n")
    assert taken_deal.begun(asked) is None
    assert first_quote(asked, plan="plan.json").taken.possible == "open"
