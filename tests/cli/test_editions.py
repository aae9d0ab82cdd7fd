"""`--audience`: what each audience gets of a plan file, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import roadmap
from tests.cli.command import run
from tests.editions.canaries import LOGO, base_plan
from tests.plan_files import plan_text


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(plan_text(base_plan()), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (["--audience", "customer", "--deal", "acme"], "roadmap-customer-acme.html"),
        (["--audience", "sales"], "roadmap-sales.html"),
        (["--audience", "engineering"], "roadmap-engineering.html"),
        (["--audience", "executive"], "roadmap-executive.html"),
    ],
)
def test_an_edition_lies_beside_the_plan_under_the_name_of_its_audience(
    plan_file: Path, asked: list[str], name: str
) -> None:
    written = run("render", plan_file, *asked)
    assert written.exit_code == 0, written.output
    page = plan_file.with_name(name).read_text(encoding="utf-8")
    how: dict[str, Any] = dict(zip([option.removeprefix("--") for option in asked[::2]], asked[1::2], strict=True))
    assert page == roadmap.render(plan_file, **how)
    assert not plan_file.with_name("roadmap.html").exists()


def test_a_name_that_cannot_stand_in_a_file_name_is_replaced_by_a_code(plan_file: Path) -> None:
    assert run("render", plan_file, "--audience", "sales", "--owner", "Zhao Min").exit_code == 0
    (page,) = plan_file.parent.glob("roadmap-sales-*.html")
    assert "Zhao" not in page.name
    assert len(page.stem) == len("roadmap-sales-") + 8


def test_a_page_for_a_customer_holds_recipient_day_expiry_and_the_legal_text_word_for_word(plan_file: Path) -> None:
    page = run("render", plan_file, "--audience", "customer", "--deal", "acme", "-o", "-").stdout
    for told in ("Acme Vision", "Chips Ltd", "Law for customer.", "#a01020", LOGO):
        assert told in page
    assert "Law for sales." not in page
    assert "3\u00a0May\u00a02026" in page  # 90 days after 2 February


@pytest.mark.parametrize(
    "asked",
    [
        ["--audience", "press"],
        ["--audience", "customer"],
        ["--audience", "customer", "--deal", "nobody"],
        ["--audience", "sales", "--owner", "nobody"],
        ["--audience", "executive", "--deal", "acme"],
        ["--audience", "sales", "--quarter", "2026Q2"],
        ["--deal", "acme"],
    ],
)
def test_what_is_not_there_or_does_not_go_together_is_a_usage_error_and_nothing_is_written(
    plan_file: Path, asked: list[str]
) -> None:
    refused = run("render", plan_file, *asked)
    assert refused.exit_code == 2
    assert list(plan_file.parent.iterdir()) == [plan_file]
