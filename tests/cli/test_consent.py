"""Consent by the command line: decisions.yaml is read, plans keep promises, and publishing and checking refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

import roadmap
from roadmap.folder.texts.inputs import input_folder
from roadmap.outputs.writing.kinds import FileKind, NotOurs, refuse_foreign
from tests.cli.command import answer, run
from tests.cli.test_publish import FOLDER

LATE = FOLDER.replace("freeze: 2026-01-14, ship: 2026-01-16", "freeze: 2026-01-14, ship: 2026-01-16, cost: 500")
"""R1 now costs 500: moving the promise by two weeks for 100 is cheaper."""
REQUIRED = LATE.replace("policy: {", "policy: {consent: required, ")
YES = """\
decisions:
  - {what: promises.d.2026-01-16, who: "Li Lei, head of sales", when: 2026-01-12, because: they wait}
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose plan is published: R1 on 16 January was promised to d."""
    folder = tmp_path_factory.mktemp("consent") / "company"
    folder.mkdir()
    write(folder, FOLDER)
    planned(folder)
    roadmap.publish(folder)
    return folder


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    for file in ("roadmap.yaml", "baseline.json"):
        (tmp_path / file).write_bytes((published / file).read_bytes())
    return tmp_path


def write(folder: Path, text: str, name: str = "roadmap.yaml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def planned(folder: Path) -> roadmap.Plan:
    return roadmap.plan(folder, roadmap.Options(seconds=20, workers=1), output=folder / "plan.json").plan


def test_without_consent_the_promise_is_kept_and_with_a_decision_it_moves(folder: Path) -> None:
    write(folder, LATE)
    assert [line.weeks for line in planned(folder).promises] == [2]
    write(folder, REQUIRED)
    kept = planned(folder)
    assert [(line.weeks, line.held) for line in kept.promises] == [(0, True)]
    assert kept.proof.value == 1000 - 500
    write(folder, YES, "decisions.yaml")  # nothing includes it
    moved = planned(folder)
    assert [(line.weeks, line.held) for line in moved.promises] == [(2, False)]
    assert "decisions.yaml" in moved.made_from.files
    assert run("check", folder, "--strict").exit_code == 0
    assert run("publish", folder / "plan.json").exit_code == 0


def test_publish_and_check_refuse_a_plan_that_moves_a_promise_nobody_freed(folder: Path) -> None:
    write(folder, REQUIRED)
    write(folder, YES, "decisions.yaml")
    planned(folder)  # it may move the promise, and then somebody takes the decision back
    write(folder, "decisions: []\n", "decisions.yaml")
    refused = run("publish", folder / "plan.json", "--force")
    assert refused.exit_code == 3
    assert (
        "plan.json: consent-missing: the plan moves or breaks the promise to the deal d for 2026-01-16"
        in refused.stderr
    )
    assert "{what: promises.d.2026-01-16, who: ..., when: ..., because: ...}" in refused.stderr


def test_check_warns_of_the_folders_own_plan_and_is_strict_about_it(folder: Path) -> None:
    write(folder, REQUIRED.replace("f: {name: Feature", "f: {name: Feature").replace("effort: 5", "effort: 12"))
    planned(folder)  # twelve days: nothing is verified by the freeze of R1, the eighth working day
    told = answer(run("check", folder, "--json"))
    assert sorted(finding["code"] for finding in told["findings"]) == ["consent-missing", "promise-cannot-hold"]
    assert run("check", folder).exit_code == 0
    assert run("check", folder, "--strict").exit_code == 3
    refused = run("publish", folder / "plan.json")
    assert refused.exit_code == 3
    assert "consent-missing" in refused.stderr


def test_promises_that_exclude_each_other_are_named_with_the_way_out(folder: Path) -> None:
    write(folder, REQUIRED + "pins:\n  - {feature: f, release: R2}\n")
    refused = run("plan", folder, "--quiet", "--time", "10", "--workers", "1")
    assert refused.exit_code == 4, refused.output
    assert "the promise to deal d for 2026-01-16 is kept" in refused.stderr
    assert "agree that it may move, and state this in decisions.yaml: promises.d.2026-01-16" in refused.stderr


def test_a_decision_that_frees_nothing_is_told_unless_it_is_a_record(folder: Path) -> None:
    write(folder, REQUIRED)
    write(folder, YES.replace("promises.d.2026-01-16", "promises.d.2026-01-17"), "decisions.yaml")
    [finding] = roadmap.check(folder).findings
    assert (finding.code, str(finding.place)) == ("decision-idle", "decisions.yaml:2:12")
    assert finding.hint == "The published days are 2026-01-16."
    old = YES.replace("promises.d.2026-01-16", "promises.d.2026-01-17").replace("when: 2026-01-12", "when: 2025-12-01")
    write(folder, old, "decisions.yaml")
    assert list(roadmap.check(folder).findings) == []


def test_decisions_are_input_that_nothing_overwrites(folder: Path) -> None:
    assert input_folder(folder / "decisions.yaml") == folder
    with pytest.raises(NotOurs, match="would be read as input"):
        refuse_foreign(folder / "decisions.yaml", FileKind.PAGE)
