"""The minutes: decisions, changes, what follows and whom to tell, as Markdown and as a page, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import roadmap
from requirements.gate import Gate
from requirements.language import speak
from roadmap.changes.scenarios.side_by_side import MovedPromise
from roadmap.meeting.gestures import MoveGate, SwitchDeal
from roadmap.meeting.meeting import PlanningMeeting
from roadmap.operations.session.session_answers import AnswerStep, MovedDeal, SessionAnswer
from tests.editing.folders import company

DAY = date(2026, 5, 4)
ANSWER = SessionAnswer(
    1, AnswerStep.PROVED, (), "CNY", value=1500, base=2000,
    lost=(MovedDeal("harbour", "Harbour cameras", 500, 0),),
    moved=(MovedPromise(deal="lake", gate=Gate.DESIGN_IN, before=date(2026, 6, 12), after=date(2026, 11, 13), days=9),),
    tell=("harbour", "lake"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    speak("en")


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A company whose meeting gave up a deal, decided so, and noted something that is no Markdown."""
    meeting = PlanningMeeting(company(tmp_path), "autumn")
    meeting.make(SwitchDeal("harbour", served=False))
    meeting.make(MoveGate("lake", Gate.DESIGN_IN, DAY))
    meeting.decide("Harbour waits", who="Wu", day=DAY, because="no budget", about="deals.harbour")
    meeting.note("a | <b>bold</b> *claim*", who="Li")
    return tmp_path


def test_everything_that_was_decided_and_follows_is_in_the_minutes(held: Path) -> None:
    lines = roadmap.minutes(held, "autumn", answer=ANSWER, day=DAY).markdown().splitlines()
    assert lines[1:4] == ["# autumn", "", "Company, 4 May 2026"]
    for line in (
        "| Harbour waits | Wu | 4 May 2026 | no budget | deals.harbour |",
        "These changes are proposed. The files of the folder do not have them yet.",
        "- harbour is given up",
        "- lake: Design-in on 2026-05-04",
        "With these changes the plan is worth CNY 500 k less. Proved: no plan with these changes is worth more.",
        "- Deals given up: Harbour cameras (harbour)",
        "| Lake | Design-in | 12 Jun 2026 | 13 Nov 2026 | 9 days later |",
        "| Harbour cameras (harbour) |  | given up |",
        "| Lake (lake) |  | Design-in: 12 Jun 2026 -\\> 13 Nov 2026 |",
        "- Li: a \\| \\<b\\>bold\\</b\\> \\*claim\\*",
    ):
        assert line in lines, line
    assert not any("港湾" in line or "2000" in line for line in lines)  # no customer, and no value of a deal


def test_the_page_says_the_same_and_runs_nothing(held: Path) -> None:
    page = roadmap.minutes(held, "autumn", answer=ANSWER, day=DAY).page()
    text = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]).split())
    assert "Harbour waits Wu 4 May 2026 no budget deals.harbour" in text
    assert "a | &lt;b&gt;bold&lt;/b&gt; *claim*" in text
    assert "<script" not in page


def test_the_minutes_are_chinese_throughout(held: Path) -> None:
    speak("zh_CN")
    text = roadmap.minutes(held, "autumn", answer=ANSWER, day=DAY).markdown()
    for part in ("## 决定", "## 影响", "## 需要通知", "按这些更改，计划价值减少", "- 放弃 harbour"):
        assert part in text
    own = r"Harbour cameras|Harbour waits|harbour|Lake|lake|Company|autumn|no budget|deals\.|design|bold|claim"
    left = re.sub(own, "", text.partition("\n")[2])
    assert not re.findall(r"[A-Za-z]{3,}", left)


def test_of_a_kept_meeting_the_day_is_told_and_nothing_is_asked_anew(held: Path) -> None:
    roadmap.keep(held, "autumn", day=DAY)
    made = roadmap.minutes(held, "autumn")
    assert made.answer is None
    assert "The files of the folder have had these changes since 4 May 2026." in made.markdown()


def test_what_follows_is_asked_where_nobody_did(held: Path) -> None:
    made = roadmap.minutes(held, "autumn", effort=0)
    assert made.answer is not None
    assert [one.deal for one in made.answer.lost] == ["harbour", "lake"]  # no train is there by May
    assert made.answer.changes == ("harbour is given up", "deals.lake.gates.design_in = 2026-05-04")
