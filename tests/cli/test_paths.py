"""A folder stands for the plan in it, a plan for the folder it was made from, and names for ids, in every command."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest
from click.testing import Result
from openpyxl import Workbook

from roadmap.cli.terminal.plan_paths import FolderPath, PlanPath, SourcePath
from roadmap.errors import UsageFault
from roadmap.operations.sources.called import deal_called
from roadmap.plans.plan_file import read_plan
from tests.cli.command import run
from tests.cli.test_guard import commands


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned and published folder `p`, and the same plan in a folder of its own, `plans/july.json`."""
    home = tmp_path_factory.mktemp("home")
    assert run("init", home / "p").exit_code == 0
    (home / "plans").mkdir()
    for target in (home / "p" / "plan.json", home / "plans" / "july.json"):
        made = run("plan", home / "p", "-o", target, "--time", "60", "--workers", "1", "--quiet")
        assert made.exit_code == 0, made.output
    assert run("publish", home / "p").exit_code == 0
    return home


PLANS = {
    "render": ("PLAN", "-o", "-"),
    "timeline": ("PLAN", "--format", "csv", "-o", "-"),
    "load": ("PLAN",),
    "compare": ("PLAN",),
    "prices": ("PLAN", "--time", "1"),
    "explain": ("PLAN", "Picture search", "--time", "1"),
    "publish": ("PLAN",),
}
FOLDERS = {"check": ("DIR",), "forecast": ("DIR", "--plan", "PLAN"), "track": ("DIR", "--plan", "PLAN")}


def words(shape: tuple[str, ...], directory: Path, plan: Path) -> list[str]:
    return [{"DIR": str(directory), "PLAN": str(plan)}.get(word, word) for word in shape]


@pytest.mark.parametrize("name", PLANS)
def test_a_folder_stands_for_the_plan_in_it(name: str, company: Path) -> None:
    done = run(name, *words(PLANS[name], company / "p", company / "p"))
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("plan", ["p/plan.json", "plans/july.json"])
def test_a_plan_stands_for_the_folder_it_was_made_from(name: str, plan: str, company: Path) -> None:
    done = run(name, *words(FOLDERS[name], company / plan, company / plan))
    assert done.exit_code == 0, done.output
    assert "p: no faults" in done.output or name != "check"


@pytest.mark.parametrize("name", ["prices", "explain", "publish"])
def test_a_plan_elsewhere_remembers_its_folder(name: str, company: Path) -> None:
    assert read_plan(company / "plans" / "july.json").made_from.folder == "../p"
    done = run(name, *words(PLANS[name], company / "p", company / "plans" / "july.json"))
    assert done.exit_code == 0, done.output


def test_a_plan_that_was_moved_alone_asks_for_its_folder(company: Path, tmp_path: Path) -> None:
    shutil.copy(company / "plans" / "july.json", tmp_path / "july.json")
    alone = run("explain", tmp_path / "july.json", "search-house")
    assert (alone.exit_code, "--folder DIR" in alone.output) == (3, True)
    assert (
        run("explain", tmp_path / "july.json", "search-house", "--folder", company / "p", "--time", "1").exit_code == 0
    )


def test_a_folder_without_a_plan_says_how_to_make_one(tmp_path: Path) -> None:
    run("init", tmp_path / "new")
    done = run("render", tmp_path / "new")
    assert (done.exit_code, f"Run `roadmap plan {tmp_path / 'new'}`" in done.output) == (2, True)


def test_one_plan_is_compared_with_the_one_it_replaced_or_the_baseline(company: Path, tmp_path: Path) -> None:
    shutil.copytree(company / "p", tmp_path / "p")
    assert "Nothing changed" in run("compare", tmp_path / "p").output  # the baseline is this plan
    assert run("plan", tmp_path / "p", "--as-of", "2026-04-06", "--time", "60", "--workers", "1", "-q").exit_code == 0
    assert (tmp_path / "p" / "plan.before.json").exists()
    published = run("compare", tmp_path / "p")
    assert (published.exit_code, "is published" in published.stderr) == (0, False)
    (tmp_path / "p" / "baseline.json").unlink()
    assert "is published" not in run("compare", tmp_path / "p").stderr  # the plan knew the promises
    (tmp_path / "p" / "plan.before.json").unlink()
    assert run("compare", tmp_path / "p").exit_code == 2


def test_a_comparison_in_a_folder_of_which_nothing_was_published_says_so(company: Path, tmp_path: Path) -> None:
    shutil.copytree(company / "p", tmp_path / "p")
    (tmp_path / "p" / "baseline.json").unlink()
    for day in ("2026-03-30", "2026-04-06"):
        assert run("plan", tmp_path / "p", "--as-of", day, "--time", "60", "--workers", "1", "-q").exit_code == 0
    alone = run("compare", tmp_path / "p")
    assert alone.exit_code == 0
    assert "No plan of this folder is published" in alone.stderr


def test_every_plan_and_folder_on_the_command_line_is_read_alike() -> None:
    """No command has a way of its own to take a plan or an input folder."""
    alone = {
        *(("plan", "output"), ("site", "output"), ("sweep", "output"), ("init", "directory"), ("demo", "directory")),
        *(("render", "templates"), ("site", "templates")),
    }
    for name, command in commands():
        for param in command.params:
            if (name, param.name) in alone or not isinstance(param.type, click.Path):
                continue
            if "PLAN" in (param.metavar or "") or param.name in {"plan_file", "before_file", "after_file"}:
                assert isinstance(param.type, PlanPath | SourcePath), (name, param.name)
            if param.metavar == "DIR":
                assert isinstance(param.type, FolderPath), (name, param.name)


BY_DEAL = {
    "explain": ("PLAN", "NAME", "--time", "1"),
    "render": ("PLAN", "--audience", "customer", "--deal", "NAME", "-o", "-"),
    "site": ("PLAN", "--audience", "customer", "--deal", "NAME", "-o", "NEW/site"),
    "timeline": ("PLAN", "--deal", "NAME"),
    "respond": ("PLAN", "LIST", "--deal", "NAME", "-o", "NEW/response.xlsx"),
    "track": ("DIR", "--customer", "NAME", "-o", "NEW/record.html"),
    "trades": ("PLAN", "--deal", "NAME", "--time", "1"),
}
"""The commands that are asked about one deal."""
NOT_GIVEN_UP = "the deal search-house is not one that the plan gives up"


def about(name: str, company: Path, new: Path, called: str) -> Result:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Requirement"])
    book.active.append(["Delivery within ten days"])
    book.save(new / "list.xlsx")
    known = {"DIR": company / "p", "PLAN": company / "p", "LIST": new / "list.xlsx", "NAME": called}
    return run(name, *[known.get(word, word.replace("NEW", str(new))) for word in BY_DEAL[name]])


def test_every_command_that_is_asked_about_a_deal_is_tried() -> None:
    of_deals = {
        name
        for name, command in commands()
        for param in command.params
        if (param.name, param.metavar) in {("deal", "ID"), ("customer", "DEAL"), ("subject", "[ID | WEEK]")}
    }
    assert of_deals == set(BY_DEAL)


@pytest.mark.parametrize("name", BY_DEAL)
def test_a_deal_is_known_by_its_id_its_name_and_its_customer(name: str, company: Path, tmp_path: Path) -> None:
    for called in ("search-house", "picture  SEARCH", "寻图网络"):
        done = about(name, company, tmp_path, called)
        assert done.exit_code == 0 or (name == "trades" and NOT_GIVEN_UP in done.output), (called, done.output)
    for called, meant in (("serch-house", "search-house"), ("寻图网", "寻图网络"), ("North-Harbour", "north-harbour")):
        unknown = about(name, company, tmp_path, called)
        assert unknown.exit_code in (2, 3)
        assert meant in unknown.output or name == "explain", unknown.output  # `explain` tells the id
        assert "Did you mean" in unknown.output


def test_a_customer_of_several_deals_is_asked_about_by_id(company: Path) -> None:
    plan = read_plan(company / "p" / "plan.json")
    twice = [line.model_copy(update={"customer": "One Ltd"}) for line in plan.deals[:2]]
    several = plan.model_copy(update={"deals": [*twice, *plan.deals[2:]]})
    with pytest.raises(UsageFault, match=f"ids {twice[0].id}, {twice[1].id}"):
        deal_called(several, "one ltd")
    assert deal_called(several, twice[0].name) == twice[0].id
