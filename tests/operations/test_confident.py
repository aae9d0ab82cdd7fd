"""`roadmap plan --confidence` by its operation and its command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

import roadmap
from roadmap.operations.searching.confident import make_confident
from roadmap.plans.plan_file import read_plan
from tests.cli.command import run
from tests.futures.test_confidence import TWO
from tests.operations.doors import search_here

SURE = roadmap.Options(seconds=20.0, workers=1, confidence=0.8, reproducible=True)
"""What ends by its work and not by the clock."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    search_here(monkeypatch)
    (tmp_path / "roadmap.yaml").write_text(TWO, encoding="utf-8")
    return tmp_path


def test_the_plan_is_kept_with_what_it_reaches_and_can_be_shown_published_and_explained(folder: Path) -> None:
    found = roadmap.plan(folder, SURE, output=folder / "plan.json")
    part = found.plan.confidence
    assert part is not None
    assert read_plan(folder / "plan.json") == found.plan
    assert [(deal.deal, deal.reached) for deal in part.deals] == [("d", True), ("e", False)]
    assert "The promises to 1 of 2 deals" in roadmap.render(folder / "plan.json")
    assert roadmap.publish(folder / "plan.json").promises
    told = run("explain", folder / "plan.json", "d", "--time", "1")
    assert told.exit_code == 0
    assert "futures everything comes as promised; 80% of them were asked for." in told.stdout


def test_the_summary_says_what_was_asked_for_what_is_reached_and_what_it_costs(folder: Path) -> None:
    options = ["--confidence", "0.8", "--reproducible", "--workers", "1", "-q"]
    told = run("plan", folder, *options)
    assert told.exit_code == 0
    assert "80% was asked for. The promises to 1 of 2 deals that wait for a release reach it" in told.stdout
    assert "The confidence costs nothing if everything goes as planned. On average over 4,000 futures" in told.stdout
    assert run("plan", folder, "--confidence", "80").exit_code == 2


def test_the_same_work_gives_the_same_plan(folder: Path) -> None:
    first = roadmap.plan(folder, SURE, output=folder / "plan.json").plan
    assert roadmap.plan(folder, SURE, output=folder / "plan.json").plan == first


def test_a_sure_plan_that_is_there_is_kept_where_nothing_surer_is_found(folder: Path) -> None:
    first = roadmap.plan(folder, SURE, output=folder / "plan.json").plan
    again = make_confident(
        first,
        roadmap.load(folder).project,
        replace(SURE, reproducible=False, seconds=0.1),
        seconds=0.1,
        there=first,
        stop=Event(),
    )
    assert again == first
