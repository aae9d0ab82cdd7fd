"""What a planning says of itself while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from roadmap.cli.terminal import search_progress
from roadmap.cli.terminal.search_progress import Watch, _Lines, progress_line
from roadmap.planner import PlanningStage, Progress


@dataclass
class Told:
    """A watch whose clock is set by the test, and the lines that were told."""

    now: float = 100.0
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shown = _Lines()
        self.watch = Watch(self.shown, began=100.0, until=130.0)
        self.shown.watched = self.watch

    def at(self, seconds: float, heard: Progress | PlanningStage | None = None) -> None:
        """Hear something, or a tick, so many seconds after the beginning."""
        self.now = 100.0 + seconds
        if isinstance(heard, Progress):
            self.watch.observe(heard)
        elif heard is not None:
            self.watch.stage(heard)
        else:
            self.watch.tell()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    made: list[Told] = []
    monkeypatch.setattr(search_progress, "monotonic", lambda: made[0].now if made else 100.0)
    made.append(Told())
    monkeypatch.setattr(search_progress, "remark", made[0].lines.append)
    return made[0]


def known(value: int, saved: int, *, compiling: bool = False) -> Progress:
    return Progress(0.0, value, 200, 1.0, "decoder", saved, compiling, "CNY")


def test_a_line_for_each_better_plan_at_most_one_a_second(told: Told) -> None:
    for tenth in range(1, 16):  # fifteen plans in a second and a half
        told.at(tenth / 10, known(tenth, tenth))
    assert told.lines == [
        "   0.1 s  30 s left  value CNY 1 k  bound CNY 200 k  gap 100%  1 plan saved",
        "   1.1 s  29 s left  value CNY 11 k  bound CNY 200 k  gap 100%  11 plans saved",
    ]


def test_the_stages_are_told_if_they_take_long_enough_to_be_seen(told: Told) -> None:
    told.at(0.0, PlanningStage.BEGINNING)
    told.at(1.0)
    told.at(2.0)
    told.at(2.5, PlanningStage.PREPARING)
    told.at(3.0)
    told.at(3.2, PlanningStage.SEARCHING)
    told.at(4.0)
    told.at(5.0, known(100, 0))
    told.at(29.0, PlanningStage.WRITING)
    told.at(29.5)
    assert [line[:48] for line in told.lines] == [
        "   1.0 s  29 s left  reading the existing plans",
        "   3.0 s  27 s left  preparing the search",
        "   4.0 s  26 s left  searching for the first pla",
        "   5.0 s  25 s left  value CNY 100 k  bound CNY ",
        "  29.5 s  0 s left  checking and writing the pla",
    ]


def test_where_nothing_better_is_found_that_is_said_every_ten_seconds(told: Told) -> None:
    told.at(1.0, known(100, 1))
    for second in range(2, 30):
        told.at(second)
    assert [line[:8] for line in told.lines] == ["   1.0 s", "  11.0 s", "  21.0 s"]
    assert told.lines[1].endswith("  no better plan for 10 s")
    assert told.lines[2].endswith("  no better plan for 20 s")


def test_the_first_plan_is_told_as_soon_as_it_is_there_and_not_when_it_is_saved(told: Told) -> None:
    told.at(2.0, Progress(0.0, None, 200, None, "", 0, currency="CNY"))  # a bound alone
    told.at(3.5, known(100, 0))
    told.at(5.0, known(110, 0))  # a better one waits for the next line
    assert ["value" in line for line in told.lines] == [False, True]
    assert told.lines[1].startswith("   3.5 s")


def test_a_terminal_shows_every_tick() -> None:
    lines: list[str] = []
    watched = Watch(lines.append, began=0.0, until=None)
    for _tick in range(3):
        watched.tell()
    assert len(lines) == 3
    assert "left" not in lines[0]  # nobody said how long it may take


def test_while_the_search_is_compiled_the_plan_that_is_there_is_told_and_why_the_time_waits(told: Told) -> None:
    told.at(0.1, known(100, 1))
    told.at(1.2, known(100, 1, compiling=True))
    told.at(2.3, known(110, 1, compiling=True))
    told.at(3.4, known(150, 2))
    assert ["compiling" in line for line in told.lines] == [False, True, False]
    assert "value CNY 100 k" in told.lines[1]
    assert "the remaining time is not used up" in told.lines[1]


def test_the_time_that_is_left_stands_still_while_the_search_is_compiled(told: Told) -> None:
    told.at(5, known(100, 1))
    told.at(6, known(100, 1, compiling=True))
    told.at(16)
    assert "24 s left" in told.lines[-1]  # of 30 seconds six are over
    assert "nothing better" not in told.lines[-1]
    told.at(20, known(150, 2))
    told.at(31)
    assert "13 s left" in told.lines[-1]  # 30 + 14 of compiling - 31
    assert "no better plan for 11 s" in told.lines[-1]


def test_a_value_before_anything_is_saved_says_nothing_of_saved_plans() -> None:
    assert progress_line(Progress(1.0, 10, 20, 1.0, "first order", 0, currency="CNY")).endswith("gap 100%")
