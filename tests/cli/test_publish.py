from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from roadmap.planner import Planned
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan
from roadmap.schedule import Proof, Status, Stopped
from tests.cli.command import answer, run
from tests.plan_files import plan_text, sealed_text

FOLDER = """\
name: Two features, one person
start: 2026-01-05
horizon: 2026-03-27
policy: {promises: {per_week: 5%, most: 20%}}
segments:
  isv: {name: ISV, target: 200, win_rate: 1/2, lead_rate: 1/2, lead_time: 0}
capabilities:
  api: {name: API, kind: serving}
teams:
  core: {name: Core, skill: code, people: 1}
features:
  f: {name: Feature, team: core, provides: {api: ga}, work: [{phase: build, skill: code, effort: 5}]}
releases:
  R1: {freeze: 2026-01-14, ship: 2026-01-16}
  R2: {freeze: 2026-01-28, ship: 2026-01-30}
deals:
  d: {name: D, customer: C, segment: isv, stage: opportunity, value: 2000, gates: {design_in: 2026-03-27},
      needs: {design_in: [api]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder and the plan of it, in which `f` lands in R1."""
    made = tmp_path / "plan"
    made.mkdir()
    (made / "roadmap.yaml").write_text(FOLDER, encoding="utf-8")
    assert plan(made).promises == []
    return made


def plan(folder: Path, *options: str) -> Plan:
    done = run("plan", folder, "--quiet", "--time", "30", "--workers", "1", *options)
    assert done.exit_code == 0, done.stderr
    return read_plan(folder / "plan.json")


def test_a_plan_becomes_the_baseline_beside_the_input(folder: Path) -> None:
    told = answer(run("publish", folder / "plan.json", "--json"))
    assert (told["deals"], told["promises"], told["replaced"], told["moved"]) == (["d"], 1, False, [])
    assert (folder / "baseline.json").read_text(encoding="utf-8") == (folder / "plan.json").read_text(encoding="utf-8")
    assert {path.name for path in folder.iterdir() if path.name.startswith(".")} <= {".roadmap"}


def test_later_plans_know_the_promises_and_say_what_became_of_them(folder: Path) -> None:
    said = run("publish", folder / "plan.json")
    assert "1 promise to 1 deal." in said.stdout
    again = plan(folder)
    [line] = again.promises
    assert (line.deal, line.release, line.weeks, line.price, line.most) == ("d", "R1", 0, 0, 200)
    assert again.made_from.baseline is not None
    late = plan(folder, "--as-of", "2026-01-12")  # three days to the freeze of R1: two weeks later, 2 x 5 % of 1,000
    assert (late.promises[0].weeks, late.promises[0].price) == (2, 100)
    assert late.headline.value == late.proof.value == 900
    published = answer(run("publish", folder / "plan.json", "--json"))
    assert (published["replaced"], published["moved"]) == (True, [{"deal": "d", "gate": "design_in", "days": 14}])
    assert plan(folder, "--as-of", "2026-01-12").headline.moved_promises == 0


def test_what_several_gates_are_promised_for_one_day_is_one_promise_as_in_later_plans(folder: Path) -> None:
    wider = FOLDER.replace("gates: {", "gates: {evaluation: 2026-03-20, ").replace(
        "needs: {", "needs: {evaluation: [api], "
    )
    (folder / "roadmap.yaml").write_text(wider, encoding="utf-8")
    [deal] = plan(folder).deals
    # both gates are met by R1, on 16 January
    assert [(promise.gate, promise.release) for promise in deal.promises] == [("evaluation", "R1"), ("design_in", "R1")]
    told = answer(run("publish", folder / "plan.json", "--json"))
    assert told["promises"] == len(plan(folder).promises) == 1
    assert plan(folder, "--as-of", "2026-01-12").promises[0].weeks == 2
    later = run("publish", folder / "plan.json").stdout
    assert "1 promise is later than in the previous baseline, or withdrawn." in later


def test_publishing_the_same_plan_again_changes_nothing(folder: Path) -> None:
    assert run("publish", folder / "plan.json").exit_code == 0
    before = (folder / "baseline.json").stat().st_mtime_ns
    assert "0 promises are later" in run("publish", folder / "plan.json").stdout
    assert (folder / "baseline.json").stat().st_mtime_ns == before


def test_a_plan_of_other_input_is_refused_unless_forced(folder: Path) -> None:
    (folder / "roadmap.yaml").write_text(FOLDER.replace("2000", "3000"), encoding="utf-8")
    refused = run("publish", folder / "plan.json", "--json")
    assert refused.exit_code == 3
    [finding] = answer(refused)["findings"]
    assert (finding["code"], "--force" in finding["hint"]) == ("input-differs", True)
    assert not (folder / "baseline.json").exists()
    assert run("publish", folder / "plan.json", "--force").exit_code == 0
    assert (folder / "baseline.json").exists()


def test_a_plan_that_does_not_know_the_published_promises_is_refused(folder: Path) -> None:
    other = folder.parent / "other.json"
    assert run("plan", folder, "--quiet", "--time", "30", "--workers", "1", "-o", other).exit_code == 0
    plan(folder, "--as-of", "2026-01-06")
    assert run("publish", other, "--folder", folder).exit_code == 0
    refused = run("publish", folder / "plan.json", "--json")
    assert [finding["code"] for finding in answer(refused)["findings"]] == ["baseline-differs"]
    assert read_plan(folder / "baseline.json").as_of == read_plan(other).as_of


def test_a_plan_whose_content_and_seal_were_changed_is_refused_whatever_is_forced(folder: Path) -> None:
    honest = read_plan(folder / "plan.json")
    [deal] = honest.deals
    sooner = deal.promises[0].model_copy(update={"day": date(2026, 1, 9)})
    forged = honest.model_copy(update={"deals": [deal.model_copy(update={"promises": [sooner]})]})
    (folder / "plan.json").write_text(plan_text(forged), encoding="utf-8")
    assert read_plan(folder / "plan.json").deals[0].promises[0].day == date(2026, 1, 9)  # the seal is whole
    for options in ([], ["--force"]):
        refused = run("publish", folder / "plan.json", "--json", *options)
        [finding] = answer(refused)["findings"]
        assert (refused.exit_code, finding["code"]) == (3, "plan-changed")
        assert "deals[0].promises[0].day" in finding["message"]
    assert not (folder / "baseline.json").exists()


def test_a_folder_with_errors_is_refused(folder: Path) -> None:
    (folder / "roadmap.yaml").write_text(FOLDER.replace("needs: {design_in: [api]}", "needs: {design_in: [apo]}"))
    refused = run("publish", folder / "plan.json", "--json")
    assert [finding["code"] for finding in answer(refused)["findings"]] == ["unknown-reference"]


@pytest.mark.parametrize("options", [(), ("--force",)])
def test_a_baseline_that_cannot_be_read_is_replaced_by_force_only(options: tuple[str, ...], folder: Path) -> None:
    broken = '{"kind": "roadmap-plan"}'
    (folder / "baseline.json").write_text(broken, encoding="utf-8")
    done = run("publish", folder / "plan.json", "--json", *options)
    assert done.exit_code == (0 if options else 3)
    assert ((folder / "baseline.json").read_text(encoding="utf-8") == broken) == (not options)


def test_a_deal_that_was_promised_something_and_is_gone_ends_planning_with_a_finding(folder: Path) -> None:
    assert run("publish", folder / "plan.json").exit_code == 0
    (folder / "roadmap.yaml").write_text(FOLDER.partition("deals:")[0], encoding="utf-8")
    before = (folder / "plan.json").read_bytes()
    done = run("plan", folder, "--quiet", "--json")
    assert done.exit_code == 3
    assert [finding["code"] for finding in answer(done)["findings"]] == ["baseline-deal-gone", "no-deals"]
    assert (folder / "plan.json").read_bytes() == before


def test_a_folder_that_is_none_is_refused(folder: Path) -> None:
    moved = folder.parent / "alone.json"
    (folder / "plan.json").rename(moved)
    done = run("publish", moved)
    assert done.exit_code == 3
    assert "no roadmap.yaml" in done.stderr


def test_plan_fails_on_missed_deals_where_that_is_asked(folder: Path) -> None:
    assert run("plan", folder, "--quiet", "--time", "30", "--fail-on-missed").exit_code == 0
    (folder / "roadmap.yaml").write_text(
        FOLDER.replace("design_in: 2026-03-27", "design_in: 2026-01-12"), encoding="utf-8"
    )
    late = run("plan", folder, "--quiet", "--time", "30", "--fail-on-missed")  # R1 ships four days after the gate
    assert late.exit_code == 6
    assert "1 deal misses a gate: d." in late.stderr
    assert (folder / "plan.json").exists()
    told = answer(run("plan", folder, "--quiet", "--time", "30", "--fail-on-missed", "--json"))
    assert told["exit_code"] == 6
    assert run("plan", folder, "--quiet", "--time", "30").exit_code == 0


def test_planning_begins_from_the_published_plan(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("publish", folder / "plan.json").exit_code == 0
    starts: list[Plan | None] = []

    def make_plan(*_: object, start: Plan | None = None, **__: object) -> Planned:
        starts.append(start)
        return Planned(None, Proof(Status.NOTHING_FOUND, Stopped.TIME, None, None))

    monkeypatch.setattr("roadmap.operations.planning.plan.make_plan", make_plan)
    assert run("plan", folder, "--quiet").exit_code == 5
    assert starts == [read_plan(folder / "baseline.json")]
    document = json.loads((folder / "baseline.json").read_text(encoding="utf-8"))
    del document["teams"]  # of an earlier form: the promises are read, the rest is not
    (folder / "baseline.json").write_text(sealed_text(**document), encoding="utf-8")
    assert run("plan", folder, "--quiet").exit_code == 5
    (folder / "baseline.json").unlink()
    assert run("plan", folder, "--quiet").exit_code == 5
    assert starts[1:] == [None, None]
