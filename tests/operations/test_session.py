"""A planning session: repaired at once, better as long as it may, proved where it can be; undo, cancel, crashes."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.session import run
from requirements.errors import InputFault
from roadmap.cli.commands.starting.init import start_folder
from roadmap.errors import SearchInterrupted
from roadmap.operations.asking.whatif import whatif
from roadmap.operations.planning.plan import plan
from roadmap.operations.planning.simulate import simulate
from roadmap.operations.session.asked import AnyAnswer
from roadmap.operations.session.quoting import quote_answers
from roadmap.operations.session.searching.both_sides import SearchedSide
from roadmap.operations.session.searching.share import CpuShare
from roadmap.operations.session.session import PlanningSession, read_changes
from roadmap.operations.session.session_answers import AnswerStep, QuoteAnswer, SessionAnswer
from roadmap.operations.session.session_questions import Opened, SessionQuestion
from roadmap.operations.session.trying import Workroom
from roadmap.planner import Options

NEW = """deals:
  new-isv:
    name: New ISV
    customer: New ISV
    segment: isv
    stage: evaluation
    value: 2000
    gates: {evaluation: 2026-06-01, design_in: 2026-10-01}
    needs:
      evaluation: [python-api]
      design_in: [python-api]
"""
BEST = 8690
"""What the example is worth at best, as `docs/python-api.md` shows it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("session") / "plan"
    start_folder(directory, "first-plan")
    return directory


@pytest.fixture(scope="module")
def room(folder: Path) -> Workroom:
    return Workroom(Opened(folder, folder / "plan.json"))


def _ask(room: Workroom, *changes: str, drop: tuple[str, ...] = (), effort: float = 20.0) -> list[SessionAnswer]:
    question = SessionQuestion(1, read_changes(changes, drop), effort)
    return list(room.answers(question, stop=threading.Event(), turn=lambda: True))


def test_a_dropped_deal_is_answered_at_once_and_then_proved(room: Workroom) -> None:
    answers = _ask(room, drop=("deals.cloudlet",))
    assert answers[0].step is AnswerStep.REPAIRED
    assert [one.deal for one in answers[0].lost] == ["cloudlet"]
    assert answers[-1].step is AnswerStep.PROVED
    # cloudlet earns 4350 of 8690, and nobody else can use its people better
    assert (answers[-1].value, answers[-1].base, answers[-1].difference) == (BEST - 4350, BEST, -4350)
    assert answers[-1].most == -4350
    values = [one.value or 0 for one in answers]
    assert values == sorted(values)


def test_a_later_gate_keeps_more_and_says_which_promises_move(room: Workroom) -> None:
    last = _ask(room, "deals.north-harbour.gates.design_in=2026-08-03")[-1]
    assert last.step is AnswerStep.PROVED
    assert last.value == 9000
    assert [one.deal for one in last.changed] == ["north-harbour"]
    assert all(one.before != one.after for one in last.moved)
    assert last.tell == ()  # nothing was published
    assert last.peak is not None


def test_going_back_gives_the_value_that_was_found_before_without_a_search(room: Workroom) -> None:
    found = _ask(room, drop=("deals.cloudlet",))[-1].value
    _ask(room)
    again = _ask(room, drop=("deals.cloudlet",), effort=0.0)
    assert [one.value for one in again] == [found, found]
    assert again[-1].is_last


def test_a_change_that_cannot_be_made_is_an_answer_with_what_is_wrong(room: Workroom) -> None:
    (answer,) = _ask(room, drop=("deals.nobody",))
    assert answer.step is AnswerStep.FAULTY
    assert [one.code for one in answer.findings] == ["unknown-path"]


def test_how_sure_the_target_is_comes_last_where_the_plan_was_simulated(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    plan(copy, Options(seconds=20, workers=1), output=copy / "plan.json")
    asked = SessionQuestion(1, read_changes([], ["deals.cloudlet"]), 20.0, chances=True)

    def answers() -> list[SessionAnswer]:
        room = Workroom(Opened(copy, copy / "plan.json"))
        return list(room.answers(asked, stop=threading.Event(), turn=lambda: True))

    assert answers()[-1].chance is None
    simulate(copy, runs=100).save(copy / "plan.json")
    *before, last = answers()
    assert {one.chance for one in before} == {None}
    assert last.chance is not None
    assert last.base_chance is not None
    assert last.chance <= last.base_chance  # without its dearest deal


def test_pins_that_oppose_each_other_have_no_plan(room: Workroom) -> None:
    pins = ("pins.+={deal: cloudlet, served: true}", "pins.+={deal: cloudlet, served: false}")
    answers = _ask(room, *pins)
    assert [one.step for one in answers] in ([AnswerStep.NONE], [AnswerStep.FAULTY])


def test_files_that_were_edited_are_read_anew(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    room = Workroom(Opened(copy, copy / "plan.json"))
    assert _ask(room)[-1].value == BEST
    market = copy / "market.yaml"
    text = market.read_text(encoding="utf-8")
    market.write_text(
        text.replace("  cloudlet:\n", "  cloudlet:\n    link: https://crm.example/1\n", 1), encoding="utf-8"
    )
    before = room.placed()[0].project.digest
    assert _ask(room)[-1].value == BEST
    assert room.placed()[0].project.digest != before


@pytest.mark.parametrize(("drop", "times"), [("deals.cloudlet", 0), ("features.python-api", 1)])
def test_a_repaired_plan_that_loses_more_than_dropped_deals_kept_is_searched_first(
    folder: Path, drop: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Workroom(Opened(folder, folder / "plan.json"))
    searched: list[float] = []

    def search(*_: object, seconds: float, **__: object) -> bool:
        searched.append(seconds)
        return False

    monkeypatch.setattr(room, "_machine", lambda *_, **__: threading)
    monkeypatch.setattr(SearchedSide, "search", search)
    steps = room.answers(SessionQuestion(1, read_changes((), (drop,)), 0.0), stop=threading.Event(), turn=lambda: True)
    assert next(steps).step is AnswerStep.REPAIRED
    assert len(searched) == times


def test_a_cancelled_question_ends_before_its_effort(room: Workroom) -> None:
    stop, answers = threading.Event(), []
    question = SessionQuestion(1, read_changes(["deals.cloudlet.win_probability=45%"]), 1000.0)
    for answer in room.answers(question, stop=stop, turn=lambda: True):
        answers.append(answer)
        stop.set()
    assert [one.step for one in answers] == [AnswerStep.REPAIRED, AnswerStep.OPEN]


def test_random_changes_are_audited_never_worse_than_repaired_and_undone_to_the_same_value(folder: Path) -> None:
    tally = run(folder, changes=6, effort=0.2, seed=1)
    assert tally.wrong == []
    assert tally.answers > 12


@pytest.fixture(scope="module")
def warm(folder: Path) -> Iterator[PlanningSession]:
    with PlanningSession(folder, effort=20.0) as session:
        yield session


def test_a_session_answers_changes_undoes_and_makes_them_again(warm: PlanningSession) -> None:
    heard: list[AnyAnswer] = []
    changed = warm.change({"deals.north-harbour.gates.design_in": "2026-08-03"}, on_answer=heard.append)
    steps = list(changed)
    assert steps[0].step is AnswerStep.REPAIRED
    assert steps[-1].step is AnswerStep.PROVED
    assert heard == steps
    both = warm.change(drop=["deals.cloudlet"]).wait()
    assert len(warm.changes) == 2
    assert isinstance(both, SessionAnswer)
    assert both.changes == ("deals.north-harbour.gates.design_in = 2026-08-03", "without deals.cloudlet")
    back = warm.undo().wait()
    assert isinstance(back, SessionAnswer)
    assert back.value == 9000
    assert len(warm.changes) == 1
    forth = warm.redo().wait()
    assert isinstance(forth, SessionAnswer)
    assert forth.value == both.value


def test_a_newer_question_and_cancelling_end_an_older_one_at_once(warm: PlanningSession) -> None:
    older = warm.ask(["deals.cloudlet.win_probability=44%"])
    newer = warm.ask()
    assert older.over
    assert newer.first(60) is not None
    newer.cancel()
    assert newer.over
    assert list(newer)[-1] is newer.latest


def test_a_child_that_was_killed_is_replaced_and_asked_again(warm: PlanningSession) -> None:
    before = warm.ask(effort=0.0)
    assert before.wait(60) is not None
    os.kill(warm._child.pid, signal.SIGKILL)
    after = warm.ask(drop=["deals.cloudlet"], effort=0.0).wait(120)
    assert isinstance(after, SessionAnswer)
    assert [one.deal for one in after.lost] == ["cloudlet"]
    assert isinstance(before.latest, SessionAnswer)  # what was answered stands


def test_a_quote_needs_a_plan_and_says_so(warm: PlanningSession, tmp_path: Path) -> None:
    (tmp_path / "new.yaml").write_text(NEW, encoding="utf-8")
    wrong = warm.quote(tmp_path / "new.yaml").wait(60)
    assert isinstance(wrong, QuoteAnswer)
    assert wrong.step is AnswerStep.FAULTY
    assert "no plan to quote from" in wrong.reason


@pytest.fixture(scope="module")
def planned(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("planned") / "copy"
    shutil.copytree(folder, copy)
    plan(copy, Options(seconds=60), output=copy / "plan.json")
    return copy


def test_whatif_tells_what_the_adjusted_plan_comes_to_before_it_searches(planned: Path) -> None:
    told: list[tuple[str, SessionAnswer]] = []
    stop = threading.Event()

    def hear(name: str, first: SessionAnswer) -> None:
        told.append((name, first))
        stop.set()

    with contextlib.suppress(SearchInterrupted):
        whatif(planned, drop=["deals.cloudlet"], on_first=hear, stop=stop)
    ((name, first),) = told
    assert (name, first.step) == ("changed", AnswerStep.REPAIRED)
    assert [one.deal for one in first.lost] == ["cloudlet"]


def test_a_new_deal_is_quoted_beside_the_plan(planned: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(NEW, encoding="utf-8")
    room = Workroom(Opened(planned, planned / "plan.json"))
    steps = list(quote_answers(room, SessionQuestion(1, quote=new), stop=threading.Event()))
    assert [one.step for one in steps] == [AnswerStep.REPAIRED, AnswerStep.BETTER, AnswerStep.OPEN]
    assert [one.quote.taken.possible for one in steps if one.quote] == ["open", "yes", "yes"]
    assert steps[0].quote is not None
    assert [line.gate.value for line in steps[0].quote.gates] == ["evaluation", "design_in"]


def test_a_child_that_always_dies_ends_its_question_and_is_not_started_for_ever(folder: Path) -> None:
    with PlanningSession(folder, command=(sys.executable, "-c", "raise SystemExit")) as session:
        asked = session.ask()
        told = asked.wait(60)
        assert isinstance(told, SessionAnswer)
        assert (told.step, told.is_last, "ended twice" in told.reason) == (AnswerStep.NONE, True, True)
        assert asked.over


def test_a_closed_session_answers_nothing_and_its_child_is_gone(folder: Path) -> None:
    session = PlanningSession(folder, command=(sys.executable, "-c", "import time; time.sleep(600)"))
    waiting = session.ask()
    session.close()
    assert waiting.over
    assert list(session.ask()) == []
    assert session._child.poll() is not None


def test_what_is_not_written_as_a_change_is_refused_at_once(folder: Path) -> None:
    with pytest.raises(InputFault) as caught:
        read_changes(["gibberish", "people.+0:sdk"])
    assert {finding.code for finding in caught.value.findings} == {"set-form"}


def test_who_used_least_of_the_machine_comes_next() -> None:
    share, granted = CpuShare(cores=1), list[str]()
    share.request("a", lambda: granted.append("a"))
    share.request("b", lambda: granted.append("b"))
    share.request("c", lambda: granted.append("c"))
    assert granted == ["a"]
    share.request("a", lambda: granted.append("a"), spent=3.0)  # its turn is over, and it waits again
    assert granted == ["a", "b"]
    share.request("b", lambda: granted.append("b"), spent=1.0)
    assert granted == ["a", "b", "c"]
    share.release("c")
    assert granted == ["a", "b", "c", "b"]  # b used 1 s, a used 3 s
    share.forget("b")
    assert granted == ["a", "b", "c", "b", "a"]
