"""Every output of one plan counts the same deals and amounts, and none shows anything green of a deal that is given up:
pages, editions, sites, tables, workbooks, calendars, slides."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from roadmap.plans.deals import DealStatus
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import read_plan
from tests.cli.command import run
from tests.cli.test_numbers_agree import EVERYTHING, made

LOST = "Eastgate"
"""The customer of the deal that is given up: what it needs for its evaluation lands in time, and for its design-in only
one of two things does."""
DIFFERENT = {
    "policy: {": "rates: {USD: 7}\npolicy: {",
    "customer: C, segment: cloud, stage: opportunity, value: 400,": "customer: C, segment: cloud, stage: opportunity,\n"
    "    value: $57.143k,",
    "name: E, customer: E,": f"name: E, customer: {LOST}, owner: Wei,",
    "{evaluation: [old], design_in: [never]}": '{evaluation: ["api: ga"], design_in: [never, tool]}',
}
WORDS = {"secured": "Secured", "at_risk": "At risk", "late": "Late", "given_up": "Given up"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned and simulated folder with every output of its plan beside it."""
    home = tmp_path_factory.mktemp("outputs")
    text = EVERYTHING
    for old, new in DIFFERENT.items():
        assert old in text
        text = text.replace(old, new)
    path, _project, _plan = made(home / "p", text)
    outputs = {
        "internal.html": ["render", path],
        "executive.html": ["render", path, "--audience", "executive"],
        "sales.html": ["render", path, "--audience", "sales"],
        "wei.html": ["render", path, "--audience", "sales", "--owner", "Wei"],
        "engineering.html": ["render", path, "--audience", "engineering"],
        "compared.html": ["compare", path, path / "plan.json"],
        "load.html": ["load", path],
        "slides.pptx": ["render", path, "--audience", "executive", "--format", "pptx"],
        "sales.pptx": ["render", path, "--audience", "sales", "--format", "pptx"],
        "timeline.csv": ["timeline", path],
        "timeline.json": ["timeline", path, "--format", "json"],
        "timeline.xlsx": ["timeline", path, "--format", "xlsx"],
        "timeline.ics": ["timeline", path, "--format", "ics"],
        "plan.xlsx": ["export", path, "--format", "workbook"],
        "site": ["site", path],
        "site-sales": ["site", path, "--audience", "sales"],
        "site-executive": ["site", path, "--audience", "executive"],
    }
    assert run("simulate", path, "--runs", "50", "-q", "-o", home / "chances.html").exit_code == 0
    for name, words in outputs.items():
        done = run(*words, "-o", home / name)
        assert done.exit_code == 0, (name, done.output)
    return home


@pytest.fixture(scope="module")
def plan(home: Path) -> Plan:
    return read_plan(home / "p" / "plan.json")


def counted(plan: Plan) -> dict[str, int]:
    return {status.value: sum(line.status is status for line in plan.deals) for status in DealStatus}


def pages(home: Path) -> list[Path]:
    return sorted(home.rglob("*.html"))


def rows(page: Path) -> Iterator[str]:
    """The rows of all tables and of all lists, which may not be closed."""
    text = page.read_text(encoding="utf-8").partition("<body")[2]
    yield from re.findall(r"<(?:tr|li)\b.*?(?=<tr\b|<li\b|</table|</ul|$)", text, flags=re.DOTALL)


def cells(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of a workbook with the names of their sheet and columns."""
    for sheet in load_workbook(file):
        listed = list(sheet.iter_rows(values_only=True))
        heads = [str(head) for head in listed[0]]
        yield from ((sheet.title, dict(zip(heads, row, strict=False))) for row in listed[1:])


def slide_rows(file: Path) -> Iterator[list[str]]:
    for slide in Presentation(str(file)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                yield from ([cell.text for cell in row.cells] for row in shape.table.rows)


def test_the_plan_has_a_deal_of_each_kind(plan: Plan) -> None:
    assert counted(plan) == {"secured": 3, "at_risk": 1, "late": 1, "given_up": 1}


def test_no_row_of_a_deal_that_is_given_up_is_green(home: Path) -> None:
    seen = Counter[str]()
    for page in pages(home):
        for row in rows(page):
            if LOST in row:
                seen[page.relative_to(home).parts[0]] += 1
                assert not re.search(r'class="[^"]*\bgood\b', row), (page.name, row)
                assert "Secured" not in row, (page.name, row)
    assert any(re.search(r'class="[^"]*\bgood\b', row) for page in pages(home) for row in rows(page) if LOST not in row)
    assert {"internal.html", "executive.html", "sales.html", "wei.html", "site", "site-sales"} <= set(seen)
    for page in pages(home):
        if page.name == "given-up.html":
            text = page.read_text(encoding="utf-8").partition("<body")[2]
            assert LOST in text
            assert not re.search(r'class="[^"]*\bgood\b', text), page


def test_no_table_promises_anything_of_a_deal_that_is_given_up(home: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((home / "timeline.csv").read_text(encoding="utf-8-sig"))))
    gates = json.loads((home / "timeline.json").read_text(encoding="utf-8"))["gates"]
    for row in (*rows, *gates):
        if row["customer"] == LOST:
            assert (row["status"], row["deal_status"]) == ("not_promised", "given_up")
            assert row["cause"]
            empty = ("promised_day", "confidence", "release", "ready_day", "slack_days", "sure_day", "sure_release")
            assert [row[name] for name in empty if row[name] not in ("", None)] == []
    for name in ("timeline.xlsx", "plan.xlsx"):
        found = [(sheet, row) for sheet, row in cells(home / name) if LOST in row.values()]
        assert len(found) >= 2
        for sheet, row in found:
            said = {key: str(value) for key, value in row.items() if value is not None}
            assert "Slack (working days)" not in said, (sheet, row)
            assert not any(value.startswith("●") or value in ("firm", "tight") for value in said.values()), (sheet, row)
        assert "Promises" not in {sheet for sheet, _row in found}
    for name in ("slides.pptx", "sales.pptx"):
        assert not any("●" in cell for row in slide_rows(home / name) if LOST in row for cell in row), name
    events = (home / "timeline.ics").read_bytes().decode().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    lost = [event for event in events if LOST in event]
    assert len(lost) == 2
    assert all("STATUS:TENTATIVE" in event and "(Not promised)" in event for event in lost)


def test_deals_are_counted_alike_in_all_tables(home: Path, plan: Plan) -> None:
    rows = csv.DictReader(io.StringIO((home / "timeline.csv").read_text(encoding="utf-8-sig")))
    gates = json.loads((home / "timeline.json").read_text(encoding="utf-8"))["gates"]
    for found in (rows, gates):
        standing = {row["deal"]: row["deal_status"] for row in found}
        assert Counter(standing.values()) == counted(plan)
    by_word = {WORDS[status]: count for status, count in counted(plan).items()}
    for name, sheet, deal in (("plan.xlsx", "Deals", "Id"), ("timeline.xlsx", "All", "Deal")):
        standing = {
            row[deal]: str(row.get("Standing of the deal") or row["Standing"]).partition(" ")[2]
            for title, row in cells(home / name)
            if title == sheet
        }
        assert Counter(standing.values()) == by_word, name
    slides = [row[1] for row in slide_rows(home / "slides.pptx") if row[1][:1] in "●▲◆✕"]
    assert Counter(standing.partition(" ")[2] for standing in slides) == by_word
    sales = (home / "sales.html").read_text(encoding="utf-8")
    assert f"{len(plan.deals)} open deals." in sales


def test_amounts_are_the_same_in_all_tables(home: Path, plan: Plan) -> None:
    deals = [row for sheet, row in cells(home / "plan.xlsx") if sheet == "Deals"]
    assert sum(row["Kept by the plan"] for row in deals) == sum(line.kept for line in plan.deals)
    assert sum(row["Expected"] for row in deals) == plan.headline.open_expected
    values = {row["Id"]: row["Contract value (thousand CNY)"] for row in deals}
    gates = json.loads((home / "timeline.json").read_text(encoding="utf-8"))["gates"]
    assert {row["deal"]: row["value"] for row in gates} == values
    table = csv.DictReader(io.StringIO((home / "timeline.csv").read_text(encoding="utf-8-sig")))
    assert {row["deal"] for row in table} == set(values)
    assert values["at-risk"] == 400.001  # 57.143 thousand dollars at 7 are 400.001 thousand yuan
    segments = [row for sheet, row in cells(home / "plan.xlsx") if sheet == "Segments"]
    head = plan.headline
    for column, amount in (
        ("Secured", head.secured),
        ("At risk", head.at_risk),
        ("Late", head.late),
        ("Given up", head.given_up),
        ("Target", head.target),
    ):
        assert sum(row[column] for row in segments) == amount, column


def test_each_figure_at_the_top_is_one_figure_everywhere(home: Path, plan: Plan) -> None:
    """The two-minute page of the internal page and of the site, and the executives' edition, site and slides."""

    def figures(page: Path) -> dict[str, str]:
        text = re.sub(r"<[^>]+>", "|", page.read_text(encoding="utf-8").partition("<body")[2]).replace("\u00a0", " ")
        found = {}
        for word in WORDS.values():
            first = re.search(rf"\|\s*{word}\s*\|[|\s]*((?:CNY )?[\d.]+ ?[kM]?)\b", text)
            assert first is not None, (page.name, word)
            found[word] = first[1].removeprefix("CNY ")
        return found

    names = ("internal.html", "site/index.html", "executive.html", "site-executive/index.html")
    shown = {page: figures(home / page) for page in names}
    slide = Presentation(str(home / "slides.pptx")).slides[0]
    texts = [shape.text_frame.text.replace("\u00a0", " ") for shape in slide.shapes if shape.has_text_frame]
    said = {word: texts[texts.index(word) + 1] for word in WORDS.values()}
    shown["slides"] = {word: text.removeprefix("CNY ").split("  ")[0] for word, text in said.items()}
    assert set(map(str, shown.values())) == {str(shown["internal.html"])}
    head = plan.headline
    assert shown["internal.html"]["Late"] == f"{head.late} k"
