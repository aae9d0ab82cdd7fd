"""The ledger of promises: what is published is written down, cannot be changed unseen, and is scored."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from requirements.gate import Gate
from roadmap.folder.project import Project
from roadmap.supply.feature import Phase
from roadmap.tracking.ledger import LEDGER, LedgerLine, Tripwire, ledger_text, read_ledger, with_lines
from roadmap.tracking.promise_keeping import crossed_wires, record_of
from tests.projects import capability, deal, feature, project

R1 = {"freeze": "2026-01-14", "ship": "2026-01-16"}
R2 = {"freeze": "2026-01-28", "ship": "2026-01-30"}


def line(**fields: Any) -> LedgerLine:
    """D is promised f in R1 on 16 January, at 17 of 20."""
    told: dict[str, Any] = {
        "published": date(2026, 1, 5), "plan": "p", "deal": "d", "gate": Gate.DESIGN_IN, "release": "R1",
        "ship": date(2026, 1, 16), "day": date(2026, 1, 16), "features": ["f"], "chance": 0.85,
    }  # fmt: skip
    return LedgerLine(**(told | fields))


def company(as_of: str, **progress: Any) -> Project:
    return project(
        header={"as_of": as_of},
        capabilities={"api": capability()},
        features={"f": feature()},
        releases={"R1": R1, "R2": R2},
        deals={"d": deal(gates={"design_in": "2026-03-01"}, needs={"design_in": ["api"]})},
        progress={"f": progress} if progress else {},
    )


def test_lines_are_added_behind_those_that_are_there(tmp_path: Path) -> None:
    first = with_lines((), [line()])
    both = with_lines(first, [line(deal="e")])
    assert both[:1] == first
    assert [one.before for one in both] == ["", first[0].seal]
    (tmp_path / LEDGER).write_text(ledger_text(both), encoding="utf-8")
    assert read_ledger(tmp_path) == (both, [])
    assert read_ledger(tmp_path / "elsewhere") == ((), [])


def test_a_promise_that_says_the_same_is_not_told_again() -> None:
    known = with_lines((), [line()])
    assert with_lines(known, [line(published=date(2026, 2, 1), chance=0.86)]) == known  # 17 of 20 again
    later = with_lines(known, [line(published=date(2026, 1, 9), release="R2", day=date(2026, 1, 30))])
    assert [one.release for one in later] == ["R1", "R2"]


@pytest.mark.parametrize("what", ["changed", "taken away", "swapped", "no JSON"])
def test_a_line_that_was_changed_by_hand_is_found_with_its_number(tmp_path: Path, what: str) -> None:
    lines = with_lines((), [line(), line(deal="e"), line(deal="g")])
    rows = ledger_text(lines).splitlines()
    changed = {
        "changed": ([rows[0], rows[1].replace("0.85", "0.95"), rows[2]], 2),
        "taken away": ([rows[0], rows[2]], 2),
        "swapped": ([rows[1], rows[0], rows[2]], 1),
        "no JSON": ([rows[0], rows[1], "{"], 3),
    }
    kept, number = changed[what]
    (tmp_path / LEDGER).write_text("\n".join(kept) + "\n", encoding="utf-8")
    found, (finding,) = read_ledger(tmp_path)
    assert (finding.code, finding.place.file, finding.place.line) == ("ledger-changed", LEDGER, number)
    assert found == lines[: number - 1]


WIRE = Tripwire(feature="f", phase=Phase.BUILD, by=date(2026, 1, 8), chance=0.55)


@pytest.mark.parametrize(
    ("as_of", "build", "crossed"),
    [
        ("2026-01-08", {}, False),  # the day is not over
        ("2026-01-09", {}, True),
        ("2026-01-09", {"started": "2026-01-05", "remaining": 1}, True),
        ("2026-01-09", {"started": "2026-01-05", "done": "2026-01-08"}, False),
        ("2026-01-12", {"started": "2026-01-05", "done": "2026-01-09"}, True),
        ("2026-01-19", {}, False),  # the day of the promise is past: it held or it did not
    ],
)
def test_a_tripwire_is_crossed_when_its_work_is_not_done_by_its_day(
    as_of: str, build: dict[str, Any], crossed: bool
) -> None:
    stated = company(as_of, items={"build": build}) if build else company(as_of)
    found = crossed_wires(with_lines((), [line(tripwires=[WIRE])]), stated)
    assert [one.wire for one in found] == ([WIRE] if crossed else [])


def test_of_a_promise_that_moved_only_the_last_line_has_tripwires() -> None:
    lines = with_lines((), [line(tripwires=[WIRE]), line(release="R2", day=date(2026, 1, 30))])
    assert crossed_wires(lines, company("2026-01-12")) == ()


def test_a_promise_holds_if_all_it_needs_shipped_in_its_release_or_before() -> None:
    lines = with_lines((), [line(), line(deal="e", release="R2", ship=date(2026, 1, 30), day=date(2026, 1, 30))])
    in_r1 = record_of(lines, company("2026-02-02", shipped="R1"))
    assert [one.held for one in in_r1.kept] == [True, True]
    assert in_r1.brier == pytest.approx(0.15**2)
    in_r2 = record_of(lines, company("2026-02-02", shipped="R2"))
    assert [(one.promise.deal, one.held) for one in in_r2.kept] == [("d", False), ("e", True)]
    assert in_r2.brier == pytest.approx((0.85**2 + 0.15**2) / 2)
    assert [(step.of_twenty, step.given, step.held) for step in in_r2.steps] == [(17, 2, 1)]
    assert record_of(lines, company("2026-01-19")).kept[0].held is False  # R1 left without it
    assert record_of(lines, company("2026-01-16")).kept == ()


def test_a_broken_promise_was_announced_if_a_later_day_was_published_before_its_day() -> None:
    later = line(published=date(2026, 1, 9), release="R2", ship=date(2026, 1, 30), day=date(2026, 1, 30))
    found = record_of(with_lines((), [line(), later]), company("2026-02-02", shipped="R2"))
    # from Friday 9 to Friday 16 January: five working days
    assert [(one.held, one.announced) for one in found.kept] == [(False, 5), (True, None)]
