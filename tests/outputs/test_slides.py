"""Slides, read again by the library that others use."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from requirements.language import speak
from roadmap.operations.telling.slides import slides
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, NotOurs
from roadmap.plans.document import Plan
from tests.cli.command import run
from tests.editions.canaries import base_plan
from tests.plan_files import plan_text
from tests.sample_plan import empty_plan, sample_plan

EA = "{http://schemas.openxmlformats.org/drawingml/2006/main}ea"


def deck(plan: Plan, **asked: Any) -> Any:
    return Presentation(io.BytesIO(slides(plan, **asked)))


def texts(slide: Any) -> list[str]:
    """The texts of a slide, cells of tables included."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    return found + [cell.text for table in tables for row in table.rows for cell in row.cells]


def titles(plan: Plan, **asked: Any) -> list[str]:
    return [texts(slide)[1] for slide in deck(plan, **asked).slides]  # the first shape is the line above the title


def test_there_is_one_slide_for_the_quarter_each_segment_each_team_and_the_changes() -> None:
    assert titles(base_plan()) == [
        "CNY\u00a0500\u00a0k of CNY\u00a02\u00a0M is secured (25%), CNY\u00a0240\u00a0k is at risk.",
        *("Independent software vendors", "Internet and cloud", "Serving", "Tools 工具", "Published promises"),
    ]
    assert titles(base_plan(), audience="engineering")[1:] == ["Serving", "Tools 工具"]
    assert titles(base_plan(), audience="sales")[1:] == [
        *("Independent software vendors", "Internet and cloud", "Published promises")
    ]
    assert titles(base_plan(), audience="customer", deal="acme") == [
        *("Roadmap for Acme Vision", "What you asked for", "Your milestones")
    ]


def test_everything_is_a_native_shape_that_can_be_edited_and_lies_on_the_slide() -> None:
    shown = deck(base_plan())
    kinds = {shape.shape_type for slide in shown.slides for shape in slide.shapes}
    shapes = {MSO_SHAPE_TYPE.TEXT_BOX, MSO_SHAPE_TYPE.AUTO_SHAPE, MSO_SHAPE_TYPE.TABLE}
    assert kinds == shapes | {MSO_SHAPE_TYPE.PICTURE}  # the logo
    for slide in shown.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= shown.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= shown.slide_height


def test_every_run_has_a_typeface_for_east_asian_letters_and_its_language() -> None:
    speak("zh_CN")
    try:
        shown = deck(base_plan())
    finally:
        speak("en")
    runs = [
        run
        for slide in shown.slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert len(runs) > 30
    for one in runs:
        properties = one._r.get_or_add_rPr()
        assert properties.find(EA).get("typeface") == "微软雅黑"
        assert properties.get("lang") == "zh-CN"


# Thirteen served deals of one segment: sales see all, seven and six on a slide; executives the twelve largest.
def test_a_table_that_is_too_long_goes_on_in_parts_of_like_length_and_never_with_a_single_row() -> None:
    plan = sample_plan()
    acme = plan.deals[0]
    deals = [acme.model_copy(update={"id": f"acme-{at}", "customer": f"Acme {at:02}"}) for at in range(13)]
    many = plan.model_copy(update={"deals": deals, "promises": []})
    assert titles(many, audience="sales")[1:3] == [
        *("Independent software vendors (1 of 2)", "Independent software vendors (2 of 2)")
    ]
    rows = [
        len(shape.table.rows) - 1
        for slide in deck(many, audience="sales").slides
        for shape in slide.shapes
        if shape.has_table
    ]
    assert rows[:2] == [6, 7]
    assert "The 12 largest of 13 deals." in texts(deck(many).slides[1])


def test_each_slide_ends_with_the_notice_and_holds_the_legal_text() -> None:
    for slide in deck(base_plan(), audience="customer", deal="acme").slides:
        words = texts(slide)
        assert "Law for customer." in words
        assert any(one.startswith("Confidential. For Acme Vision only.") for one in words)


def test_the_same_plan_gives_the_same_bytes_and_an_empty_one_gives_slides_too() -> None:
    assert slides(sample_plan()) == slides(sample_plan())
    assert len(deck(empty_plan()).slides) == 2


def test_the_command_writes_slides_beside_the_plan_and_replaces_its_own_alone(tmp_path: Path) -> None:
    plan_file = tmp_path / "plan.json"
    plan_file.write_text(plan_text(base_plan()), encoding="utf-8")
    for _time in range(2):
        written = run("render", plan_file, "--format", "pptx", "--audience", "executive")
        assert written.exit_code == 0, written.output
    assert len(Presentation(str(tmp_path / "roadmap-executive.pptx")).slides) == 6
    foreign = Presentation()
    foreign.save(str(tmp_path / "foreign.pptx"))
    with pytest.raises(NotOurs):
        write_whole(tmp_path / "foreign.pptx", b"PK", kind=FileKind.SLIDES)
    refused = run("render", plan_file, "--format", "pptx", "--quarter", "2026Q2")
    assert refused.exit_code == 2
