from __future__ import annotations

import json
import os
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from roadmap.comparing.comparison import ValuePart
from roadmap.comparing.difference_causes import NoPlanError
from roadmap.comparing.pairs import Gain
from roadmap.folder.load import load_project
from roadmap.plans.document import Plan
from tests.cli.command import answer, run
from tests.cli.test_program import loaded_by
from tests.compare.plans import R1, R2, a, b, plan
from tests.plan_files import plan_text, sealed_text
from tests.projects import feature


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    """A plan, and the same with the promise of deal `a` moved by two weeks."""
    return write(tmp_path / "a.json", plan()), write(tmp_path / "b.json", plan((1, [0]), (1, [5])))


def write(path: Path, made: Plan) -> Path:
    path.write_text(plan_text(made), encoding="utf-8")
    return path


def test_comparing_imports_no_more_than_it_needs(plans: tuple[Path, Path]) -> None:
    assert loaded_by("compare", *map(str, plans)) <= {"pydantic", "babel"}


def test_the_three_digests_are_printed(plans: tuple[Path, Path]) -> None:
    done = run("compare", *plans)
    assert done.exit_code == 0
    for line in ("For management", "For sales", "For engineering", "14 days later", "R1: No longer used", "--inputs"):
        assert line in done.stdout


def test_a_plan_compared_with_itself_says_so(plans: tuple[Path, Path]) -> None:
    done = run("compare", plans[0], plans[0], "--fail-on-missed")
    assert (done.exit_code, done.stdout) == (0, "Nothing changed. Both plans have the same content.\n")


def test_a_digest_alone_is_printed_for_its_audience(plans: tuple[Path, Path]) -> None:
    done = run("compare", *plans, "--for", "engineering")
    assert "For engineering" in done.stdout
    assert "For sales" not in done.stdout
    told = answer(run("compare", *plans, "--for", "sales", "--json"))
    assert set(told["digests"]) == {"sales"}
    assert "comparison" not in told


def test_json_holds_the_whole_comparison(plans: tuple[Path, Path]) -> None:
    told = answer(run("compare", *plans, "--json"))
    assert (told["exit_code"], told["empty"], told["missed"]) == (0, False, [])
    [move] = told["comparison"]["promises"]
    assert move["day"] == {"before": "2026-01-16", "after": "2026-01-30"}
    assert told["comparison"]["causes"] is None
    assert set(told["digests"]) == {"management", "sales", "engineering"}


def test_a_promise_that_moves_later_ends_with_6_where_that_is_asked(plans: tuple[Path, Path]) -> None:
    done = run("compare", *plans, "--fail-on-missed")
    assert done.exit_code == 6
    assert "1 deal misses a gate: a." in done.stderr
    told = answer(run("compare", *plans, "--fail-on-missed", "--json"))
    assert (told["exit_code"], told["missed"]) == (6, ["a"])
    assert run("compare", plans[1], plans[0], "--fail-on-missed").exit_code == 0


def test_a_page_is_written_beside_the_text(plans: tuple[Path, Path], tmp_path: Path) -> None:
    done = run("compare", *plans, "-o", tmp_path / "page.html")
    assert done.exit_code == 0
    assert "Messages to customers" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "For sales" in done.stdout
    assert run("compare", *plans, "-o", "-").stdout.startswith("<!doctype html>")
    told = run("compare", *plans, "-o", tmp_path / "again.html", "--json")
    assert answer(told)["exit_code"] == 0
    assert (tmp_path / "again.html").exists()


def test_a_page_never_overwrites_a_plan_or_meets_json_on_one_stream(plans: tuple[Path, Path]) -> None:
    for file in plans:
        before = file.read_text(encoding="utf-8")
        done = run("compare", *plans, "-o", file)
        assert done.exit_code == 2
        assert file.read_text(encoding="utf-8") == before
    assert run("compare", *plans, "-o", "-", "--json").exit_code == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "plan-invalid"), ('{"schema_version": 7}', "plan-schema"), ("{}", "plan-invalid")],
)
def test_what_is_no_plan_is_a_finding_and_nothing_is_written(
    content: str, code: str, plans: tuple[Path, Path], tmp_path: Path
) -> None:
    plans[1].write_text(content, encoding="utf-8")
    done = run("compare", *plans, "-o", tmp_path / "page.html", "--json")
    assert done.exit_code == 3
    assert [finding["code"] for finding in answer(done)["findings"]] == [code]
    assert not (tmp_path / "page.html").exists()


def test_causes_need_the_inputs_that_the_plans_were_made_from(
    plans: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("before", "after")]
    for folder in folders:
        assert run("init", folder).exit_code == 0
    refused = run("compare", *plans, "--inputs", *folders, "--json")
    assert refused.exit_code == 3
    assert answer(refused)["findings"][0]["code"] == "input-differs"
    digest = digest_of(folders[0])
    for file in plans:
        document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        document["made_from"]["digest"] = digest
        file.write_text(sealed_text(**document), encoding="utf-8")
    monkeypatch.setattr(
        "roadmap.comparing.difference_causes.causes", lambda *_, **__: (ValuePart("search", Gain(-10, -20, 0)),)
    )
    told = answer(run("compare", *plans, "--inputs", *folders, "--json"))
    assert told["comparison"]["causes"][0]["of"] == "search"
    said = run("compare", *plans, "--inputs", *folders).stdout
    assert "one search found a better plan" in said
    assert "-20 k to 0" in said

    def fail(*_: object, **__: object) -> None:
        raise NoPlanError(("time", "work"))

    monkeypatch.setattr("roadmap.comparing.difference_causes.causes", fail)
    failed = run("compare", *plans, "--inputs", *folders)
    assert failed.exit_code == 3
    assert "time, work" in failed.stderr


def test_an_interruption_keeps_the_causes_found_so_far(
    plans: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    assert run("init", folder).exit_code == 0
    for file in plans:
        document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        document["made_from"]["digest"] = digest_of(folder)
        file.write_text(sealed_text(**document), encoding="utf-8")
    rest = ValuePart("rest", Gain(-7), ("people", "deals"))
    for found, code in (((ValuePart("time", Gain(-3)), rest), 0), ((rest,), 130)):

        def interrupted(*_: object, stop: threading.Event, found: Any = found, **__: object) -> Any:
            os.kill(os.getpid(), signal.SIGINT)
            assert stop.is_set()
            return found

        monkeypatch.setattr("roadmap.comparing.difference_causes.causes", interrupted)
        done = run("compare", *plans, "--inputs", folder, folder, "--for", "management")
        assert done.exit_code == code
        assert "Interrupted. These are the causes found so far." in done.stderr
        said = done.stdout
        assert (
            "The comparison was interrupted before it reached these groups: Teams and people; Deals and segments."
        ) in said
        assert ("Time has passed" in said) is (code == 0)


def digest_of(folder: Path) -> str:
    project = load_project(folder).project
    assert project is not None
    return project.digest


def test_what_each_audience_is_told_is_printed_line_by_line(tmp_path: Path) -> None:
    owned = {"a": a(owner="Li"), "b": b(owner="Li"), "c": b(name="C", needs={"design_in": ["smi"]})}
    longer = feature({"phase": "build", "skill": "code", "effort": 7}, provides={"smi": "ga"})
    before = write(tmp_path / "a.json", plan((0, [0]), (1, [5]), deals=owned))
    after = write(
        tmp_path / "b.json",
        plan(
            (2, [0]),
            (2, [12]),
            deals=owned,
            features={"f": feature(), "g": longer},
            releases={"R1": R1, "R2": R2, "R3": R2 | {"freeze": "2026-03-11", "ship": "2026-03-13"}},
        ),
    )
    said = run("compare", before, after).stdout.replace("\u00a0", " ")
    for line in (
        "Input differences that the plans show: 2 (the page lists them).",
        "  Li\n",
        "  no owner\n",
        "Reason: Feature takes 7 person-days instead of 5. Feature lands in R3 instead of R2.",
        "◆ Moved: Feature, Build (code): 12 Jan – 16 Jan, 1 person → 21 Jan – 29 Jan, 1 person",
        "  R3: Newly used, ships on 13 Mar 2026",
        "    now lands in it: Feature, Feature",
        "    no longer lands in it: Feature",
    ):
        assert line in said
    assert "For management" not in run("compare", before, after, "--for", "sales").stdout
    assert "For management" in run("compare", before, after, "--for", "management").stdout
