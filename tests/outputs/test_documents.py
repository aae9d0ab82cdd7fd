"""Editions as PDF documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap.errors import UsageFault
from roadmap.operations.telling.document import document
from roadmap.outputs.editions.document import write_document
from roadmap.outputs.files import write_whole
from roadmap.outputs.kinds import FileKind, NotOurs
from tests.cli.command import run
from tests.editions.canaries import base_plan
from tests.editions.decoding import readings
from tests.plan_files import plan_text


def sizes(content: bytes) -> set[tuple[int, int]]:
    """The sizes of the sheets, in whole points."""
    text = "\n".join(readings(content))
    boxes = re.findall(r"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", text)
    return {(round(float(wide)), round(float(high))) for wide, high in boxes}


def test_both_ways_in_which_sheets_lie_are_honoured() -> None:
    how = {"audience": "customer", "deal": "acme"}
    upright, lying = document(base_plan(), **how), document(base_plan(), orientation="landscape", **how)
    assert sizes(upright) == {(595, 842)}  # A4 is 210 by 297 mm
    assert sizes(lying) == {(842, 595)}
    assert document(base_plan(), **how) == upright
    with pytest.raises(UsageFault, match="portrait or landscape"):
        document(base_plan(), orientation="askew", **how)


def test_nothing_is_fetched_for_a_document() -> None:
    page = "<html><body><img src='file:///etc/hostname'><img src='http://127.0.0.1:9/x'>text</body></html>"
    assert write_document(page).startswith(b"%PDF")


def test_what_a_document_says_of_itself_is_its_title_and_no_more() -> None:
    text = "\n".join(readings(document(base_plan(), audience="customer", deal="acme")))
    assert "Roadmap for Acme Vision" in text
    assert not [word for word in ("Delta", "Harbour", "Small Chips", "Zhao Min") if word in text]


def test_the_command_writes_a_document_and_replaces_its_own_alone(tmp_path: Path) -> None:
    plan_file = tmp_path / "plan.json"
    plan_file.write_text(plan_text(base_plan()), encoding="utf-8")
    asked = ("render", plan_file, "--format", "pdf", "--audience", "customer", "--deal", "acme")
    assert [run(*asked).exit_code for _time in range(2)] == [0, 0]
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    with pytest.raises(NotOurs):
        write_whole(tmp_path / "other.pdf", b"%PDF", kind=FileKind.DOCUMENT)
