"""Agendas: what it is worth to know an answer, which questions fit into a meeting, and what ticking one does."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import roadmap
from requirements.gate import Gate, Importance, Stage
from roadmap.explaining.meeting.branching import BranchTable, BranchTask, plan_branches_here
from roadmap.explaining.meeting.meeting_questions import MeetingBranch, MeetingQuestion, with_answer
from roadmap.explaining.meeting.raising import raise_questions
from roadmap.explaining.meeting.ranking import fitted
from roadmap.explaining.present import Present
from roadmap.operations.meeting.agenda import MeetingAgenda, Preparing, agenda
from roadmap.operations.meeting.kept_agenda import read_kept_agenda
from roadmap.operations.searching import answerers
from roadmap.operations.sources.present import present_on
from roadmap.operations.sources.stored_plans import find_plan
from roadmap.views.answers.agenda import agenda_markdown
from tests.cli.command import answer, run
from tests.explain.executors import Here

FOLDER = """\
name: Two deals, one person
start: 2026-01-05
horizon: 2026-03-27
segments:
  isv: {name: ISV, target: 1000, win_rate: 1/2, lead_rate: 1/2, lead_time: 0, lateness: [{days: 0, keeps: 1}]}
capabilities:
  api: {name: API, kind: serving}
  tool: {name: Tool, kind: developer_tools}
  gui: {name: "GUI | [x](y)", kind: developer_tools}
teams:
  core: {name: Core team, skill: code, people: 1}
features:
  f: {name: F, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: [3, 5, 10]}]}
  g: {name: G, team: core, provides: {tool: ga}, work: [{phase: build, skill: code, effort: 5}]}
releases:
  R1: {freeze: 2026-01-14, ship: 2026-01-16}
  R2: {freeze: 2026-01-28, ship: 2026-01-30}
deals:
  d:
    {name: D, customer: C, segment: isv, stage: opportunity, value: 400, owner: Li Lei, gates: {design_in: 2026-01-16},
     needs: {design_in: [api, gui nice]}, estimated: [design_in]}
  e:
    {name: E, customer: C2, segment: isv, stage: opportunity, value: 200, gates: {design_in: 2026-01-16},
     needs: {design_in: [tool]}}
"""
"""One person has eight days to the freeze of R1. f is planned with 6 days ((3 + 20 + 10) / 6, rounded up) and serves d
(200 expected); g takes 5 and would serve e (100). The plan serves d."""


@contextlib.contextmanager
def open_here(**_: Any) -> Iterator[Here]:
    yield Here()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answerers, "open_pool", open_here)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agenda") / "company"
    folder.mkdir()
    (folder / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    roadmap.plan(folder, roadmap.Options(seconds=20, workers=1), output=folder / "plan.json")
    return folder


@pytest.fixture(scope="module")
def present(planned: Path) -> Present:
    return present_on(find_plan(planned), None)


@pytest.fixture(scope="module")
def questions(present: Present) -> dict[str, MeetingQuestion]:
    return {question.id: question for question in raise_questions(present)}


@pytest.fixture(scope="module")
def found(planned: Path) -> MeetingAgenda:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answerers, "open_pool", open_here)
        return agenda(planned, seconds=300)  # ends when a round finds nothing new


def planned_branches(present: Present, question: MeetingQuestion) -> BranchTable:
    return plan_branches_here(present, BranchTask(question, 0.2))


def test_questions_come_from_what_the_input_does_not_know(questions: dict[str, MeetingQuestion]) -> None:
    assert {key.partition(":")[0] for key in questions} == {"effort", "gate", "win", "wish", "need", "wait"}
    assert [branch.amount for branch in questions["effort:f"].branches] == [3, 5, 10]
    assert questions["gate:d"].branches[0].amount == -20  # ten days either way, and twice that for an estimate
    assert "gate:e" not in questions  # its day is no estimate
    assert questions["win:d"].owner == "Li Lei"
    assert questions["effort:f"].owner == "Core team"
    for question in questions.values():
        assert sum(branch.chance for branch in question.branches) == 1


@pytest.mark.parametrize(("stated", "chances"), [("1/3", {Fraction(1, 3)}), ("0", set()), ("100%", {Fraction(1)})])
def test_the_chance_that_somebody_gives_way_is_a_policy(tmp_path: Path, stated: str, chances: set[Fraction]) -> None:
    text = FOLDER + f"policy: {{agenda: {{gives_way: {stated}, wish_drop: 30%}}}}\n"
    (tmp_path / "roadmap.yaml").write_text(text, encoding="utf-8")
    roadmap.plan(tmp_path, roadmap.Options(seconds=20, workers=1), output=tmp_path / "plan.json")
    present = present_on(find_plan(tmp_path), None)
    asked = [one for one in raise_questions(present) if one.kind in ("need", "wait", "substitute", "wish")]
    assert {one.branches[-1].chance for one in asked} == chances
    for question in (one for one in asked if one.kind == "wish"):
        wish = with_answer(present.project, question, question.branches[-1]).market.deals["d"].needs[Gate.DESIGN_IN][1]
        assert wish.drop == Fraction(3, 10)


def test_an_effort_is_used_up_and_no_more(planned: Path, found: MeetingAgenda) -> None:
    heard: list[Preparing] = []
    short = agenda(planned, effort=0.01, on_progress=heard.append)
    assert heard[-1].left is None  # no clock is counted
    assert len(short.questions) < len(found.questions)


def test_time_and_effort_exclude_each_other(planned: Path) -> None:
    for arguments in (("--effort", "3", "--time", "3"), ("--time", "3", "--effort", "3")):
        refused = run("agenda", planned, *arguments)
        assert refused.exit_code == 2
        assert "exclude each other" in refused.stderr


def test_the_value_of_knowing_whether_a_deal_is_won(present: Present, questions: dict[str, MeetingQuestion]) -> None:
    # won: f is worth 400, g 100. lost: f is worth nothing, g 100. Knowing: (400 + 100) / 2; not knowing, f: 400 / 2.
    table = planned_branches(present, questions["win:d"])
    assert table.gain == 250 - 200
    assert [table.gain_of(0), table.gain_of(1)] == [0, 100]
    assert table.parting == date(2026, 1, 5)  # g instead of f from the first day on


def test_the_value_of_knowing_an_effort(present: Present, questions: dict[str, MeetingQuestion]) -> None:
    # 3 days: both fit, 300, whichever begins. 5 days: f is worth 200, g 100. 10 days: f misses R1, and g is worth 100.
    # Knowing: (300 + 4 x 200 + 100) / 6 = 200; not knowing, f: (300 + 4 x 200 + 0) / 6 = 183.3.
    assert planned_branches(present, questions["effort:f"]).gain == 17


def test_a_plan_that_cannot_be_carried_on_is_worth_as_little_as_the_worst_that_can() -> None:
    half = Fraction(1, 2)
    question = MeetingQuestion("win:d", "win", "d", (MeetingBranch("won", half), MeetingBranch("lost", half)), 5)
    table = BranchTable(question, ((100, None), (40, 60), (20, 30)), ({}, {}, {}), None)
    # known: (100 + 60) / 2 = 80. Not known: the first is worth (100 + 30) / 2, taken as the last under "lost"
    assert (table.unknown, table.gain) == (0, 80 - 65)
    assert BranchTable(question, ((100, None),), ({},), None).gain == 0


def test_work_that_is_too_much_to_be_done_at_all_is_left(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text(FOLDER.replace("[3, 5, 10]", "[3, 5, 70]"), encoding="utf-8")
    roadmap.plan(tmp_path, roadmap.Options(seconds=20, workers=1), output=tmp_path / "plan.json")
    huge = present_on(find_plan(tmp_path), None)
    question = next(one for one in raise_questions(huge) if one.id == "effort:f")
    table = planned_branches(huge, question)  # 70 days do not fit into the plan's 60
    assert all(worth is not None for row in table.worth for worth in row)
    assert 0 <= table.gain <= 300


def test_what_changes_no_plan_is_worth_nothing_to_know(present: Present, questions: dict[str, MeetingQuestion]) -> None:
    # e won is worth 200, as much as d: serving d is as good under both answers
    table = planned_branches(present, questions["win:e"])
    assert (table.gain, table.parting) == (0, None)


def test_a_plan_is_worth_what_it_says_under_the_input_as_it_is(
    present: Present, questions: dict[str, MeetingQuestion]
) -> None:
    table = planned_branches(present, questions["gate:d"])
    stated = [branch.word for branch in table.question.branches].index("stated")
    assert table.worth[0][stated] == present.value == 200


def test_an_answer_is_the_input_it_speaks_of(present: Present, questions: dict[str, MeetingQuestion]) -> None:
    project = present.project

    def after(key: str, word: str) -> Any:
        question = questions[key]
        branch = question.branch(word)
        assert branch is not None
        return with_answer(project, question, branch)

    assert after("effort:f", "high").engineering.features["f"].work[0].effort.likely == 10
    assert after("gate:d", "later").market.deals["d"].gates[Gate.DESIGN_IN] == project.calendar.add(
        date(2026, 1, 16), 20
    )
    assert after("gate:d", "stated") is project
    assert after("win:d", "won").market.win_probability(after("win:d", "won").market.deals["d"]) == 1
    assert after("win:d", "lost").market.deals["d"].stage is Stage.LOST
    assert after("need:e:design_in:tool", "not_needed").market.deals["e"].needs[Gate.DESIGN_IN] == []
    wish = after("wish:d:design_in:gui", "matters").market.deals["d"].needs[Gate.DESIGN_IN][1]
    assert (wish.importance, wish.drop) == (Importance.CHALLENGE, Fraction(1, 10))
    assert after("need:e:design_in:tool", "needed") is project


def question_of(minutes: int, gain: int, key: str) -> BranchTable:
    half = Fraction(1, 2)
    question = MeetingQuestion(key, "win", key, (MeetingBranch("won", half), MeetingBranch("lost", half)), minutes)
    return BranchTable(question, ((gain * 2, 0), (0, gain * 2)), ({}, {}), None)


def test_the_meeting_takes_the_questions_worth_most_that_fit() -> None:
    tables = [question_of(*one) for one in ((30, 50, "a"), (40, 40, "b"), (20, 30, "c"), (5, 0, "d"))]
    ranked = fitted(tables, minutes=60)
    assert [(one.question.id, one.gain, one.chosen) for one in ranked] == [
        ("a", 50, True),
        ("b", 40, False),  # does not fit after a
        ("c", 30, True),
        ("d", 0, False),  # worth nothing
    ]


def test_the_agenda_ranks_and_tells_whom_to_ask(found: MeetingAgenda) -> None:
    first = [(one.question.id, one.gain) for one in found.questions[:3]]
    assert first == [("win:d", 50), ("gate:d", 40), ("effort:f", 17)]
    by_id = {one.question.id: one for one in found.questions}
    assert by_id["win:d"].gain == 50
    assert found.left == 0
    item = next(one for one in found.view.chosen if one.id == "win:d")
    assert (item.sentence, item.ask) == ("Will D (d) be won?", "Li Lei")
    assert item.before.replace("\u00a0", " ") == "before 5 Jan 2026"
    assert "win:d=won" in found.page()


def test_ticking_an_answer_ranks_the_rest_for_the_input_as_it_says(planned: Path) -> None:
    ticked = agenda(planned, answers={"win:d": "lost"}, seconds=300)
    assert ticked.answered == (("win:d", "lost"),)
    by_id = {one.question.id: one for one in ticked.questions}
    assert "win:d" not in by_id
    assert by_id["effort:f"].gain == 0  # nobody needs f any more
    assert ticked.view.answered == ("Will D (d) be won?: lost",)


def test_an_answer_to_nothing_is_refused_with_what_is_near(planned: Path) -> None:
    with pytest.raises(roadmap.UsageFault, match="Did you mean win:d"):
        agenda(planned, answers={"wim:d": "lost"})
    with pytest.raises(roadmap.UsageFault, match="its answers are won, lost"):
        agenda(planned, answers={"win:d": "maybe"})


def test_markdown_keeps_names_as_text(found: MeetingAgenda) -> None:
    text = agenda_markdown(found.view)
    assert "- [ ] " in text
    assert "`win:d=won`" in text
    assert "[x](y)" not in text


def test_markdown_is_printed_line_by_line(planned: Path) -> None:
    shown = run("agenda", planned, "--time", "300", "--answer", "win:d=lost", "--markdown").stdout
    assert shown.splitlines()[:3] == [
        "# Two deals, one person",
        "",
        "No question was found whose answer would change the plan.",
    ]


def test_an_agenda_is_kept_beside_its_plan_and_is_about_this_plan_alone(
    planned: Path, found: MeetingAgenda, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.json"
    plan.write_bytes((planned / "plan.json").read_bytes())
    file = found.save(tmp_path)
    assert file == tmp_path / "plan.agenda.json"
    assert read_kept_agenda(file, found.plan) == found.told
    other = found.plan.model_copy(update={"verdict": None})
    assert read_kept_agenda(file, other) is None
    file.write_text("{}", encoding="utf-8")  # somebody else's
    assert read_kept_agenda(file, found.plan) is None
    with pytest.raises(roadmap.RoadmapError, match="not a kept agenda"):
        found.save(plan)
    told = run("agenda", plan, "--folder", planned, "--effort", "0.01", "--keep")
    assert told.exit_code != 0  # before it plans for minutes
    file.unlink()
    assert run("agenda", plan, "--folder", planned, "--effort", "0.01", "--keep", "-q").exit_code == 0
    assert file.exists()


def test_by_both_doors(planned: Path, tmp_path: Path) -> None:
    (tmp_path / "ticked.txt").write_text("# from the meeting\nwin:d=lost\n", encoding="utf-8")
    told = answer(run("agenda", planned, "--time", "300", "--answers", tmp_path / "ticked.txt", "--json"))
    assert told["answered"] == {"win:d": "lost"}
    assert {one["question"]["id"] for one in told["questions"]} >= {"win:e", "effort:f"}
    refused = run("agenda", planned, "--answer", "win:d")
    assert refused.exit_code == 2
    assert "expected Q=ANSWER such as win:D07=won" in refused.stderr
