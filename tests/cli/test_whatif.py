"""`roadmap whatif`: plans of a folder with lines changed, beside the folder as it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from roadmap.changes.scenarios.scenario_plans import plan_variants
from roadmap.cli.commands.asking import whatif
from roadmap.cli.terminal.ending.interruption import Interruption
from roadmap.folder.load import load_project
from roadmap.operations.asking import whatif as operation
from roadmap.planner import Planned
from roadmap.planner.stored.replan import replan
from roadmap.schedule import Proof, Status, Stopped
from tests.cli.command import answer, folder, run
from tests.plan_files import plan_text
from tests.planner.plans import plan_made
from tests.simulate import test_plans
from tests.simulate.test_plans import FOLDER, inside


@pytest.fixture(autouse=True)
def _search_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real search, without a process of its own for each plan."""

    def quickly(*arguments: Any, **options: Any) -> list[Planned]:
        return plan_variants(*arguments, **options, solver=inside)

    monkeypatch.setattr(operation, "plan_variants", quickly)


def ask(path: Path, *options: str, text: str = FOLDER) -> Any:
    """Run a what-if of the folder with two deals of which one can be served."""
    return run("whatif", folder(path, text), "--time", "60", "--workers", "1", "-q", *options)


def names(path: Path) -> set[str]:
    return {str(file.relative_to(path)) for file in path.rglob("*")}


def test_a_whatif_shows_the_folder_as_it_is_beside_what_it_would_be(tmp_path: Path) -> None:
    result = ask(tmp_path, "--set", "people.+1:code")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[2].split() == ["current", "changed"]
    assert lines[3].split() == ["Value,", "CNY", "200", "k", "300", "k"]
    assert "changed: people.+1:code" in lines
    assert "  The plan found is worth CNY 100 k more. Proved: both plans are the best possible." in lines
    assert "  Deals gained: E (e)" in lines
    assert "  e: Design-in: – -> 6 Feb 2026, new" in lines
    assert names(tmp_path) == {"roadmap.yaml"}


def test_the_answer_for_programs_holds_all_of_it(tmp_path: Path) -> None:
    told = answer(ask(tmp_path, "--set", "deals.e.value=900", "--drop", "deals.d.needs", "--json"))
    base, changed = told["columns"]
    assert (base["name"], base["difference"], base["changes"]) == ("current", None, [])
    assert changed["changes"] == ["without deals.d.needs", "deals.e.value changed"]
    assert (changed["headline"]["value"], changed["difference"]["verdict"]) == (650, "proved")  # 450 and 200 for d
    assert told["start_from"] is None


def test_scenarios_are_laid_side_by_side_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "more.yaml").write_text("name: One more\npeople: [+1:code]\n", encoding="utf-8")
    (tmp_path / "worse.yaml").write_text("base: more.yaml\ndrop: [deals.d]\n", encoding="utf-8")
    scenarios = [f"--scenario={tmp_path / name}" for name in ("more.yaml", "worse.yaml")]
    told = answer(ask(tmp_path / "folder", "--set", "policy.safe_slack=0", *scenarios, "--json"))
    assert [(column["name"], column["headline"]["value"]) for column in told["columns"]] == [
        ("current", 200),
        ("changed", 200),
        ("One more", 300),
        ("worse", 100),
    ]
    assert told["columns"][3]["dropped"] == ["d"]


def test_the_searches_begin_from_the_plan_of_the_folder(tmp_path: Path) -> None:
    plan = replan(test_plans.folder(tmp_path), None, seconds=5).plan
    assert plan is not None
    (tmp_path / "plan.json").write_text(plan_text(plan), encoding="utf-8")
    result = ask(tmp_path, "--set", "people.+1:code")
    assert result.stdout.splitlines()[0] == "Two deals: Search time 60 s each, starting from plan.json."
    assert (tmp_path / "plan.json").read_text(encoding="utf-8") == plan_text(plan)


def test_a_page_is_written_whole_and_needs_nothing_else(tmp_path: Path) -> None:
    result = ask(tmp_path / "folder", "--set", "people.+1:code", "-o", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert result.exit_code == 0
    assert page.count("<table") == 2
    assert "Content-Security-Policy" in page
    assert "http:" not in page.replace("http-equiv", "")
    assert "<script" not in page
    assert names(tmp_path / "folder") == {"roadmap.yaml"}


def test_the_page_alone_goes_to_standard_output(tmp_path: Path) -> None:
    result = ask(tmp_path, "--set", "people.+1:code", "-o", "-")
    assert result.stdout.lstrip().startswith("<!doctype html>")
    assert result.stdout.rstrip().endswith("</html>")


def test_names_are_escaped_on_the_page(tmp_path: Path) -> None:
    text = FOLDER.replace("name: Two deals", "name: <script>alert(1)</script>")
    result = ask(tmp_path, "--set", 'deals.e.name="<i>"', "--set", "policy.safe_slack=1", "-o", "-", text=text)
    assert "<script" not in result.stdout
    assert "<i>" not in result.stdout.replace('<i aria-hidden="true">', "")


def test_something_must_be_asked(tmp_path: Path) -> None:
    result = ask(tmp_path)
    assert (result.exit_code, "no change is given" in result.stderr) == (2, True)


def test_a_path_that_leads_nowhere_ends_with_3_and_says_where_it_could_go(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = ask(tmp_path / "folder", "--set", "deals.d.gate.design_in=2026-03-02", "-o", str(page))
    assert result.exit_code == 3
    assert "--set deals.d.gate.design_in: unknown-path: deals.d has no gate; the known names are" in result.stderr
    assert "Did you mean gates?" in result.stderr
    assert not page.exists()


def test_faults_of_options_and_scenarios_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("base: a.yaml\n", encoding="utf-8")
    told = answer(ask(tmp_path / "f", "--set", "nothing", "--scenario", str(tmp_path / "a.yaml"), "--json"))
    assert told["exit_code"] == 3
    assert [finding["code"] for finding in told["findings"]] == ["set-form", "scenario-cycle"]


def test_a_fault_of_the_changed_folder_is_a_finding(tmp_path: Path) -> None:
    told = answer(ask(tmp_path, "--set", "deals.d.segment=isw", "--json"))
    (finding,) = told["findings"]
    assert (finding["code"], finding["file"], finding["hint"]) == (
        "unknown-reference",
        "--set deals.d.segment",
        "Did you mean isv?",
    )


def test_a_plan_of_another_schema_is_refused(tmp_path: Path) -> None:
    folder(tmp_path / "f", FOLDER)
    (tmp_path / "f" / "plan.json").write_text('{"schema_version": 99}', encoding="utf-8")
    result = ask(tmp_path / "f", "--set", "people.+1:code")
    assert (result.exit_code, "plan-schema" in result.stderr) == (3, True)


def test_a_variant_whose_pins_contradict_ends_with_4(tmp_path: Path) -> None:
    pins = [f"--set=pins.+={{feature: f, planned: {word}}}" for word in ("true", "false")]
    result = ask(tmp_path, *pins)
    assert (result.exit_code, result.stdout) == (4, "")
    assert "No plan can hold all pins of the variant: changed." in result.stderr
    assert answer(ask(tmp_path, *pins, "--json"))["error"] == "No plan can hold all pins of the variant: changed."


def without_plans(monkeypatch: pytest.MonkeyPatch, *, interrupted: bool) -> None:
    """A search that finds nothing, after a signal or not."""

    @contextlib.contextmanager
    def interruptible() -> Iterator[Interruption]:
        interruption = Interruption()
        if interrupted:
            interruption.received.append(2)
            interruption.stop.set()
        yield interruption

    nothing = Planned(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None))
    monkeypatch.setattr(whatif, "interruptible", interruptible)
    monkeypatch.setattr(operation, "plan_variants", lambda *_, **__: [nothing, nothing])


def test_an_interrupted_whatif_without_plans_ends_with_130(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_plans(monkeypatch, interrupted=True)
    assert ask(tmp_path, "--set", "people.+1:code").exit_code == 130


def test_a_whatif_without_plans_in_time_ends_with_5(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_plans(monkeypatch, interrupted=False)
    result = ask(tmp_path, "--set", "people.+1:code")
    assert (result.exit_code, "in the time given for the variant: current" in result.stderr) == (5, True)


def test_progress_names_the_variant_that_is_planned(tmp_path: Path) -> None:
    result = run("whatif", folder(tmp_path, FOLDER), "--time", "5", "--workers", "1", "--set", "people.+1:code")
    assert [line for line in result.stderr.splitlines() if line.startswith("Planning")] == [
        "Planning: current",
        "Planning: changed",
    ]


@pytest.mark.parametrize(("deal", "served"), [("d", 100), ("e", 200)])
def test_a_deal_that_was_promised_something_can_be_dropped_and_is_then_lost(
    tmp_path: Path, deal: str, served: int
) -> None:
    path = folder(tmp_path, FOLDER)
    project = load_project(path).project
    assert project is not None
    plan = replan(project, None, seconds=5).plan
    assert plan is not None
    (path / "baseline.json").write_text(plan_text(plan), encoding="utf-8")
    pins = FOLDER + f"pins: [{{deal: {deal}, served: true}}]\n"  # what is said of the deal goes with it
    for text, option in ((FOLDER, "--drop"), (pins, "--drop"), (FOLDER, "--set")):
        path_of = f"deals.{deal}" if option == "--drop" else f"deals.{deal}.stage=lost"
        told = answer(ask(tmp_path, option, path_of, "--json", text=text))
        changed = told["columns"][1]
        assert (changed["headline"]["value"], changed["dropped"]) == (served, [deal])


def test_a_better_plan_of_the_folder_as_it_is_is_told(tmp_path: Path) -> None:
    project = load_project(folder(tmp_path, FOLDER)).project
    assert project is not None
    nothing = plan_made(project, *(None for _feature in project.engineering.features))
    (tmp_path / "plan.json").write_text(plan_text(nothing), encoding="utf-8")
    told = ask(tmp_path, "--set", "people.+1:code")
    assert "The plan of this input is worth CNY 0, and this search found one worth CNY 200 k." in told.stderr
    assert answer(ask(tmp_path, "--set", "people.+1:code", "--json"))["beaten"] == 200
    best = replan(project, None, seconds=5).plan
    assert best is not None
    (tmp_path / "plan.json").write_text(plan_text(best), encoding="utf-8")
    assert answer(ask(tmp_path, "--set", "people.+1:code", "--json"))["beaten"] is None
