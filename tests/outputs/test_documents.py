"""Editions as PDF documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap.errors import UsageFault
from roadmap.operations.telling.pdf_document import document
from roadmap.operations.telling.render import render
from roadmap.outputs.editions.edition_pdf import write_document
from roadmap.outputs.editions.paper import on_paper
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, NotOurs
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


def test_a_page_whose_wishes_for_sheets_cannot_be_kept_is_a_document_all_the_same() -> None:
    # WeasyPrint finds no place for the figures of the internal page on lying sheets: then it is given fewer wishes.
    figures = re.sub(r'<section id="(?!figures")[\w-]+".*?</section>', "", render(base_plan()), flags=re.DOTALL)
    assert sizes(write_document(figures, orientation="landscape")) == {(842, 595)}


def test_a_drawing_is_given_the_rules_and_the_parts_that_it_is_drawn_with() -> None:
    page = (
        "<style>:root { --a: #123456; --b: var(--a) } .box rect.good, tr:hover i { fill: var(--b); color: red }"
        "@media print { .waits { display: none } } .box { margin: 0 }</style>"
        '<svg><pattern id="hatch"><rect /></pattern><g id="grid"><line class="m" /></g></svg>'
        '<svg class="x"><use href="#grid" /><svg y="50%"><rect class="good" /></svg></svg>'
    )
    found = on_paper(page)
    assert found.count(".box rect.good, rect.good { fill: #123456 }") == 2  # once for each outer drawing
    assert found.count(".waits { display: none }") == 1 + 2  # in the page's own rules, too
    assert "hover { fill" not in found
    assert '<defs><pattern id="hatch"><rect /></pattern></defs><g><line class="m" /></g>' in found
    assert on_paper("<p>no drawing</p>") == "<p>no drawing</p>"
