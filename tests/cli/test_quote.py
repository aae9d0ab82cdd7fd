"""`roadmap quote`: when a new deal can be promised, and what it displaces."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from roadmap.changes.quoting.quote_search import Improver
from roadmap.folder.load import load_project
from roadmap.operations.asking import quote as module
from roadmap.planner.stored.replan import replan
from tests.cli.command import answer, folder, run
from tests.cli.test_program import loaded_by
from tests.plan_files import plan_text
from tests.simulate.test_plans import inside
from tests.simulate.test_quote import MORE, NEW


@pytest.fixture(autouse=True)
def _search_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real search, without a process of its own."""
    monkeypatch.setattr(module, "Improver", partial(Improver, solver=inside))


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """A folder that has been planned."""
    path = folder(tmp_path / "folder", MORE)
    project = load_project(path).project
    assert project is not None
    plan = replan(project, None, seconds=5).plan
    assert plan is not None
    (path / "plan.json").write_text(plan_text(plan), encoding="utf-8")
    return path


def ask(path: Path, *options: str, new: str = NEW) -> Any:
    """Quote a deal whose file lies beside the folder."""
    file = path.parent / "new.yaml"
    file.write_text(new, encoding="utf-8")
    return run("quote", path, "--deal", file, "--time", "10", "--workers", "1", *options)


def test_the_first_answer_is_told_before_the_better_one(planned: Path) -> None:
    before = {file.name: file.read_bytes() for file in planned.iterdir()}
    result = ask(planned)
    assert result.exit_code == 0
    assert "First answer after" in result.stderr
    assert "Design-in   13 Feb 2026  6 Mar 2026  R2         -15 d  proved: not before 6 Feb 2026" in result.stderr
    assert result.stdout.splitlines() == [
        "n: New, added to plan.json",
        "  gate        requested    earliest    release    slack",
        "  Evaluation  30 Jan 2026  5 Jan 2026  available  +19 d  proved: no earlier day",
        "  Design-in   13 Feb 2026  6 Mar 2026  R2         -15 d  proved: no earlier day",
        "  Acceptance  20 Mar 2026  6 Mar 2026  R2         +10 d  proved: no earlier day",
        "The earliest days keep all 2 deals that the plan serves at least as well off.",
        "On the requested days, the deal earns CNY 500 k. The plan found is worth CNY 450 k more. "
        "Proved: both plans are the best possible.",
        "  d loses -CNY 100 k",
        "    Design-in: 6 Feb 2026 -> 6 Mar 2026, 28 days later",
    ]
    assert {file.name: file.read_bytes() for file in planned.iterdir()} == before


def test_the_first_answer_alone_needs_no_search(planned: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "Improver", None)
    result = ask(planned, "--first")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "proved: " in result.stdout.splitlines()[3]


def test_the_first_answer_imports_neither_solver_nor_pages(planned: Path) -> None:
    (planned.parent / "new.yaml").write_text(NEW, encoding="utf-8")
    loaded = loaded_by("quote", str(planned), "--deal", str(planned.parent / "new.yaml"), "--first")
    assert not loaded & {"ortools", "jinja2", "rich"}


def test_the_answer_for_programs_holds_all_of_it(planned: Path) -> None:
    told = answer(ask(planned, "--json", "-q"))
    assert [(line["gate"], line["earliest"], line["not_before"]) for line in told["gates"]] == [
        ("evaluation", "2026-01-05", "2026-01-05"),
        ("design_in", "2026-03-06", "2026-03-06"),
        ("acceptance", "2026-03-06", "2026-03-06"),
    ]
    assert told["taken"]["difference"] == {"found": 450, "least": 450, "most": 450, "verdict": "proved"}
    assert [line["deal"] for line in told["taken"]["displaced"]] == ["d"]
    assert (told["keeps"], told["kept"]) == ("deals", 2)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("value: 1000", "value: 1000\n    lead_tim: 3"), "new.yaml:8:5: unknown-field"),
        (("[tool]", "[tol]"), "new.yaml:11:19: unknown-reference"),
        (("  n:\n", "  d:\n"), "new.yaml:2:3: duplicate-id"),
        (("deals:\n", "name: X\ndeals:\n"), "new.yaml:1:1: quote-form"),
        (("deals:\n  n:", "n:\n  n:"), "new.yaml:1:1: quote-form"),
        (("deals:\n", "deals:\n  m: {}\n"), "new.yaml:1:1: quote-form"),
        ((NEW, "deals: [1]\n"), "new.yaml:1:1: quote-form"),
        ((NEW, "deals: {\n"), "new.yaml:2:1: yaml-syntax"),
    ],
)
def test_a_faulty_deal_is_a_finding_in_its_file(planned: Path, change: tuple[str, str], expected: str) -> None:
    result = ask(planned, new=NEW.replace(*change))
    assert (result.exit_code, result.stdout) == (3, "")
    assert expected in result.stderr


def test_a_folder_that_was_not_planned_is_said_to_need_that(tmp_path: Path) -> None:
    result = ask(folder(tmp_path / "folder", MORE))
    assert (result.exit_code, "`roadmap plan" in result.stderr) == (3, True)


def test_a_plan_of_another_schema_is_refused(planned: Path) -> None:
    (planned / "plan.json").write_text('{"schema_version": 99}', encoding="utf-8")
    result = ask(planned)
    assert (result.exit_code, "plan-schema" in result.stderr) == (3, True)


def test_a_folder_that_has_changed_since_is_compared_with_what_still_holds(planned: Path) -> None:
    (planned / "roadmap.yaml").write_text(MORE + "# changed\n", encoding="utf-8")
    result = ask(planned, "--first")
    assert "The folder has changed since the plan was made" in result.stderr
    assert "Design-in   13 Feb 2026  6 Mar 2026" in result.stdout
    assert ask(planned, "--first", "-q").stderr == ""


def test_a_deal_that_cannot_be_had_in_time_is_told_so(planned: Path) -> None:
    sooner = NEW.replace(
        "evaluation: 2026-01-30, design_in: 2026-02-13", "evaluation: 2026-01-06, design_in: 2026-01-20"
    )
    result = ask(planned, "--first", new=sooner)
    assert "Proved: the requested days cannot be met, whatever else is given up." in result.stdout


def test_a_deal_that_fits_is_told_to_displace_nothing(planned: Path) -> None:
    later = NEW.replace("design_in: 2026-02-13", "design_in: 2026-03-20")
    assert "  It displaces no other deal." in ask(planned, "--first", new=later).stdout.splitlines()


def test_what_is_built_for_it_is_told(planned: Path) -> None:
    text = MORE.replace("value: 200", "value: 0")
    (planned / "roadmap.yaml").write_text(text, encoding="utf-8")
    project = load_project(planned).project
    assert project is not None
    plan = replan(project, None, seconds=5).plan
    assert plan is not None
    (planned / "plan.json").write_text(plan_text(plan), encoding="utf-8")
    lines = ask(
        planned, "--first", new=NEW.replace("design_in: 2026-02-13", "design_in: 2026-03-20")
    ).stdout.splitlines()
    assert "The earliest days keep the 1 deal that the plan serves at least as well off." in lines
    assert "  Features built for it: g." in lines
    assert "  Releases used for it: R2." in lines


def test_a_need_that_nothing_meets_has_no_day(planned: Path) -> None:
    text = MORE.replace("  tool: {", "  other: {name: Other, kind: serving}\n  tool: {")
    (planned / "roadmap.yaml").write_text(text, encoding="utf-8")
    result = ask(planned, "--first", "-q", new=NEW.replace("[tool]", "[other]"))
    assert "none found  –          –      proved: not before the plan ends" in result.stdout
