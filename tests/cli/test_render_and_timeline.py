"""`roadmap render` and `roadmap timeline`: a plan file is turned into a page, a table, a calendar."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from roadmap.plans.document import Plan
from tests.cli.command import answer, run, small_plan
from tests.plan_files import plan_text


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(plan_text(small_plan()), encoding="utf-8")
    return path


def test_the_page_lies_beside_the_plan(plan_file: Path) -> None:
    rendered = run("render", plan_file)
    page = plan_file.with_name("roadmap.html")
    assert rendered.exit_code == 0
    assert rendered.stdout == ""
    assert rendered.stderr.startswith(f"Wrote {page} (")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_timeline_of_the_page_is_grouped_as_it_is_asked(plan_file: Path) -> None:
    def groups(*asked: str) -> list[str]:
        page = run("render", plan_file, "-o", "-", *asked).stdout
        chart = page[page.index('<table class="chart') :]
        return re.findall(r'scope="rowgroup"\s+colspan="8"><span>([^<]+)', chart[: chart.index("</table>")])

    assert groups() == groups("--by", "team") != groups("--by", "release")
    assert groups("--by", "release") == [line.id for line in small_plan().releases if line.features]
    assert run("render", plan_file, "--by", "colour").exit_code == 2
    refused = run("render", plan_file, "--by", "deal", "--audience", "sales")
    assert (refused.exit_code, "internal page" in refused.stderr) == (2, True)


def test_the_page_goes_where_it_is_told_and_programs_are_told_where(plan_file: Path, tmp_path: Path) -> None:
    run("render", plan_file)
    told = answer(run("render", plan_file, "-o", tmp_path / "x.html", "--quarter", "2026Q1", "--json"))
    assert told["file"] == str(tmp_path / "x.html")
    assert told["bytes"] == (tmp_path / "x.html").stat().st_size
    assert run("render", plan_file, "-o", "-").stdout == plan_file.with_name("roadmap.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("quarter", ["spring", "2026Q5", "2031Q1"])
def test_a_quarter_that_makes_no_sense_is_a_usage_error(plan_file: Path, quarter: str) -> None:
    refused = run("render", plan_file, "--quarter", quarter)
    assert refused.exit_code == 2
    assert not plan_file.with_name("roadmap.html").exists()


def test_the_timeline_is_a_table_of_deals_and_gates(plan_file: Path) -> None:
    written = run("timeline", plan_file)
    rows = list(csv.DictReader(io.StringIO(written.stdout_bytes.decode("utf-8-sig"), newline="")))
    assert [(row["deal"], row["gate"], row["gate_day"], row["release"]) for row in rows] == [
        ("d", "design_in", "2026-02-27", "R1")
    ]


def test_the_timeline_is_json_and_a_calendar_too(plan_file: Path, tmp_path: Path) -> None:
    timeline = json.loads(run("timeline", plan_file, "--format", "json").stdout)
    assert [gate["gate"] for gate in timeline["gates"]] == ["design_in"]
    told = answer(run("timeline", plan_file, "--format", "ics", "-o", tmp_path / "x.ics", "--json"))
    assert (told["format"], told["gates"]) == ("ics", 1)
    calendar = Calendar.from_ical((tmp_path / "x.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 1


def moved_plan(plan: Plan) -> Plan:
    """The plan of a folder whose only deal needs its gate two weeks later."""
    (deal,) = plan.deals
    gates = [gate.model_copy(update={"day": gate.day + timedelta(weeks=2)}) for gate in deal.gates]
    return plan.model_copy(update={"name": "Renamed", "deals": [deal.model_copy(update={"gates": gates})]})


def revision(body: bytes) -> tuple[str, int, datetime, str]:
    """Of the only event of a feed: UID, SEQUENCE, LAST-MODIFIED and STATUS."""
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    return str(event["uid"]), event.decoded("sequence"), event.decoded("last-modified"), str(event["status"])


@pytest.mark.parametrize(
    "followed", ["over the calendar", "since the calendar", "since the plan", "beside", "published"]
)
def test_a_calendar_follows_the_one_its_readers_have(tmp_path: Path, followed: str) -> None:
    before, plan_file, calendar = tmp_path / "old.json", tmp_path / "plan.json", tmp_path / "x.ics"
    before.write_text(plan_text(small_plan()), encoding="utf-8")
    plan_file.write_text(plan_text(moved_plan(small_plan())), encoding="utf-8")
    first = run("timeline", before, "--format", "ics").stdout_bytes
    calendar.write_bytes(first)
    beside = {"beside": "plan.before.json", "published": "baseline.json"}
    if followed in beside:
        before.rename(tmp_path / beside[followed])
    options = {
        "over the calendar": ["-o", calendar],
        "since the calendar": ["--since", calendar],
        "since the plan": ["--since", before],
    }.get(followed, [])
    written = run("timeline", plan_file, "--format", "ics", *options)
    uid, sequence, modified, status = revision(written.stdout_bytes or calendar.read_bytes())
    assert (uid, sequence, status) == (revision(first)[0], 1, "CONFIRMED")
    assert modified > revision(first)[2]


def test_a_calendar_that_was_damaged_is_not_followed_and_stays(plan_file: Path, tmp_path: Path) -> None:
    run("timeline", plan_file, "--format", "ics", "-o", tmp_path / "x.ics")
    damaged = (tmp_path / "x.ics").read_bytes().replace(b"UID:", b"X-UID:")
    (tmp_path / "x.ics").write_bytes(damaged)
    refused = run("timeline", plan_file, "--format", "ics", "-o", tmp_path / "x.ics")
    assert refused.exit_code == 3
    assert "x.ics: feed-unreadable: roadmap did not write this calendar" in refused.stderr
    assert (tmp_path / "x.ics").read_bytes() == damaged


def test_a_table_follows_a_plan_and_no_calendar(plan_file: Path, tmp_path: Path) -> None:
    run("timeline", plan_file, "--format", "ics", "-o", tmp_path / "gates.ics")
    refused = run("timeline", plan_file, "--since", tmp_path / "gates.ics")
    assert refused.exit_code == 2
    assert "is a calendar" in refused.stderr
    followed = json.loads(run("timeline", plan_file, "--format", "json", "--since", plan_file).stdout)
    assert [gate["change"] for gate in followed["gates"]] == ["same"]


def test_standard_output_holds_the_timeline_or_the_object_but_not_both(plan_file: Path) -> None:
    refused = run("timeline", plan_file, "--json")
    assert refused.exit_code == 2
    assert "Name one with -o" in answer(refused)["error"]


def test_the_plan_is_not_overwritten_by_what_is_made_from_it(plan_file: Path) -> None:
    refused = run("render", plan_file, "-o", plan_file)
    assert refused.exit_code == 2
    assert "exists and is not a page written by roadmap" in refused.stderr
    assert plan_file.read_text(encoding="utf-8") == plan_text(small_plan())


@pytest.mark.parametrize("command", ["render", "timeline"])
@pytest.mark.parametrize("content", ["", "nonsense", "[]", '{"schema_version": 99}', '{"name": "x"}', "\x00"])
def test_a_file_that_is_no_plan_is_told_so(tmp_path: Path, command: str, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    refused = run(command, tmp_path / "x.json")
    assert refused.exit_code == 3
    assert refused.stdout == ""
    assert "x.json: plan-" in refused.stderr
    assert "`roadmap plan DIR -o PLAN.json` writes a plan." in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("command", ["render", "timeline"])
def test_a_plan_that_is_not_there_is_a_usage_error(tmp_path: Path, command: str) -> None:
    assert run(command, tmp_path / "nowhere.json").exit_code == 2
