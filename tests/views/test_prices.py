"""Prices in tables: ranked, with the interval of what is not proved, and what was not found or not asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from roadmap.cli.text.prices import table_text
from roadmap.explaining.asking.change import Change
from roadmap.explaining.asking.pairing import SeenRange
from roadmap.explaining.pricing import Price
from roadmap.explaining.repairs import Standing
from roadmap.planner.stored.replan import Difference
from roadmap.schedule import Schedule
from roadmap.views.answers.priced_changes import between
from roadmap.views.answers.prices import PriceTable, footnotes, price_tables
from roadmap.views.formats import FIRM

NOW, LATER = date(2026, 1, 5), date(2026, 4, 1)
PROVED, OPEN = Standing(1000, 1000, {}, Schedule(())), Standing(1000, 1400, {}, Schedule(()))


def person(skill: str, day: date, difference: Difference | None, *, asked: bool = True) -> Price:
    return Price(Change("person", skill, day=day), difference, asked=asked)


def slip(key: str, days: int, difference: Difference | None, *, asked: bool = True) -> Price:
    return Price(Change("slip", key, amount=days), difference, asked=asked)


def lines(table: PriceTable) -> list[str]:
    return [line.replace("\u00a0", " ").replace("\u2212", "-") for line in table_text(table)]


def notes(tables: list[PriceTable], base: Standing) -> list[str]:
    return [line.replace("\u00a0", " ") for line in footnotes(tables, base, "CNY")]


def test_people_are_ranked_by_what_they_bring_with_the_interval_of_what_is_not_proved() -> None:
    little, much, nothing = Difference(40, 0, 900), Difference(300, 0, 900), Difference(0, 0, 700)
    prices = [person(key, NOW, each) for key, each in zip("abcd", (little, much, nothing, nothing), strict=True)]
    prices += [person("a", LATER, little), person("b", LATER, None), person("c", LATER, None, asked=False)]
    (table,) = price_tables({"skills": prices, "releases": []}, "CNY")
    assert table.heading == "One more person, CNY"
    assert lines(table) == [
        "           from 5 Jan 2026       from 1 Apr 2026",
        "  b   +300 k (0 to +900 k)               no plan",
        "  a    +40 k (0 to +900 k)   +40 k (0 to +900 k)",
        "  No change in value was found for c, d (0 to +700 k).",
        "  Not priced in the time given: 1. Use --time to allow more.",
    ]
    assert notes([table], OPEN) == [
        "Brackets show the range of possible values when the amount is not proved.",
        "no plan: the search found no plan with that change.",
        "The plan value is proved to within CNY 400 k. Prices that are not proved have the same uncertainty.",
    ]
    assert notes([table], PROVED) == notes([table], OPEN)[:2]


def test_what_pairs_of_searches_brought_stands_in_place_of_what_is_proved() -> None:
    much = replace(person("a", NOW, Difference(300, 0, 9000)), seen=SeenRange(0, 120, 300, 5))
    same = replace(person("b", NOW, Difference(40, 0, 9000)), seen=SeenRange(40, 40, 40, 5))
    none = [replace(person(key, NOW, Difference(0, 0, 9000)), seen=SeenRange(0, 0, 0, 5)) for key in "cd"]
    (table,) = price_tables({"skills": [much, same, *none]}, "CNY")
    assert lines(table) == [
        "                    from 5 Jan 2026",
        "  a   +300 k (5 pairs: 0 to +300 k)",
        "  b          +40 k (5 pairs: +40 k)",
        "  No change in value was found for c, d (nothing in 5 pairs of searches each; proved: 0 to +9 M).",
    ]
    assert [(cell.from_share, cell.to_share) for row in table.rows for cell in row.cells] == [(0, 1000), (133, 133)]
    assert [note.split(":")[0] for note in notes([table], OPEN)] == [
        "5 pairs",
        "The plan value is proved to within CNY 400 k. Prices that are not proved have the same uncertainty.",
    ]


def test_promises_have_a_row_each_up_to_ten_by_what_they_may_be_worth() -> None:
    prices = [Price(Change("no_promise", f"d{n:02}"), Difference(0, 0, n), asked=True) for n in range(1, 13)]
    (table,) = price_tables({"promises": prices}, "CNY")
    assert [row.label for row in table.rows] == [f"d{n:02}" for n in range(12, 2, -1)]
    assert table.notes == (f"No change in value was found for d01, d02 (0 to +2{FIRM}k).",)


def test_deals_and_features_have_their_names_beside_the_ids_that_commands_take() -> None:
    prices = [Price(Change("no_promise", "d1"), Difference(40, 40, 40), asked=True, winners=(("d2", 40),))]
    (table,) = price_tables({"promises": prices}, "CNY", names={"d1": "Gate vision", "d2": "Toll"})
    assert [(row.name, row.label) for row in table.rows] == [("Gate vision", "d1")]
    assert table.rows[0].deals == (f"more for Toll (d2) 40{FIRM}k",)


def test_where_all_is_proved_there_are_no_footnotes() -> None:
    proved = person("a", NOW, Difference(0, 0, 0))
    assert footnotes(price_tables({"skills": [proved]}, "CNY"), OPEN, "CNY") == []


def test_one_of_each_skill_is_called_so() -> None:
    proved = Price(Change("people", day=NOW), Difference(500, 500, 500), asked=True)
    (table,) = price_tables({"skills": [proved]}, "CNY")
    assert lines(table)[1:] == ["  one of each skill            +500 k"]


def test_slips_have_a_column_for_each_length_and_a_star_for_what_is_not_proved() -> None:
    rows = [slip("a", 10, Difference(0, 0, 0)), slip("a", 20, None), slip("z", 10, Difference(0, -400, 0))]
    rows += [slip("long-name", 10, Difference(-300, -900, 0)), slip("long-name", 20, None, asked=False)]
    rows.append(slip("long-name", 40, None, asked=False))
    (table,) = price_tables({"slips": rows}, "CNY")
    assert lines(table) == [
        "              2 weeks   4 weeks   8 weeks",
        "  a                 0   no plan         –",
        "  long-name   -300 k*         –         –",
        "  No change in value was found for z (-400 k to 0).",
        "  Not priced in the time given: 2. Use --time to allow more.",
    ]
    assert notes([table], PROVED) == [
        "* best value found, not proved (--json has the interval).",
        "no plan: the search found no plan with that change.",
    ]


def test_the_deals_that_a_price_falls_on_are_named_under_it() -> None:
    change = Change("no_release", "R1")
    moved = Price(change, Difference(-90, -90, -90), asked=True, losers=(("d", 100),), winners=(("e", 10),))
    (table,) = price_tables({"releases": [moved]}, "CNY")
    assert lines(table) == ["  R1   -90 k", "    less for d 100 k", "    more for e 10 k"]


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (Difference(5, -10, 20), "-10 k to +20 k"),
        (Difference(5, 0, None), "at least 0"),
        (Difference(5, None, 20), "at most +20 k"),
        (Difference(5, None, None), "not proved"),
    ],
)
def test_an_interval_says_what_is_known_of_its_ends(difference: Difference, said: str) -> None:
    assert between(difference).replace("\u00a0", " ").replace("\u2212", "-") == said
