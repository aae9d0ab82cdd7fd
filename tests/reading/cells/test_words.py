"""Stages and needs in the words of people, and ids from references."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requirements.fields import ID_PATTERN
from requirements.gate import Stage
from requirements.reading.cells.doubt import Doubt
from requirements.reading.cells.needs import CapabilityNames, read_need_text, split_needs
from requirements.reading.cells.stages import read_stage
from requirements.reading.reference_ids import id_of_ref

NAMES = CapabilityNames.of(
    [("c-api", "C/C++ 接口"), ("python-api", "Python 接口"), ("ota", "OTA 升级"), ("kserve", "KServe")]
)


STAGES = {
    "线索": "lead",
    "商机": "opportunity",
    "送测": "evaluation",
    "导入": "design_in",
    "签约": "won",
    "验收": "accepted",
    "回款": "paid",
    "丢单": "lost",
}


@pytest.mark.parametrize("text", STAGES)
def test_stages_are_read_in_chinese(text: str) -> None:
    assert read_stage(text) == STAGES[text]


@given(
    stage=st.sampled_from(Stage), change=st.sampled_from([str.upper, str.title, lambda text: text.replace("_", " ")])
)
def test_stages_are_read_by_their_own_words(stage: Stage, change: object) -> None:
    assert callable(change)
    assert read_stage(change(stage.value)) is stage


def test_words_of_one_company_are_no_stages() -> None:
    assert [read_stage(word) for word in ("Prospecting", "Negotiation", "阶段三", "")] == [None] * 4
    assert (read_stage("Closed Won"), read_stage("closedlost")) == (Stage.WON, Stage.LOST)


@pytest.mark.parametrize("sign", ["；", ";", "、", "，", "\n", ",", "； "])
def test_needs_are_parted_by_what_people_type(sign: str) -> None:
    assert split_needs(sign.join(["OTA 升级", "C/C++ 接口", "待定"])) == ["OTA 升级", "C/C++ 接口"]


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Python 接口", "python-api"),
        ("python api", "python-api"),
        ("ＯＴＡ升级", "ota"),
        ("ota -20%", "ota -20%"),
        ("OTA 升级（可选）", "ota nice"),
        ("C/C++ 接口 或 kserve : ga -12.5%", "c-api | kserve : ga -12.5%"),
        ("KServe：正式", "kserve : ga"),
    ],
)
def test_needs_are_read_by_the_names_of_capabilities(text: str, need: str) -> None:
    assert read_need_text(text, NAMES) == need


def test_unknown_names_are_asked_about_with_the_nearest() -> None:
    found = read_need_text("Pyton 接口", NAMES)
    assert isinstance(found, Doubt)
    assert "python-api" in found.hint


def test_a_name_that_two_ids_have_names_neither() -> None:
    names = CapabilityNames.of([("a", "Docs"), ("b", "docs")])
    assert (names.find("Docs"), names.find("A")) == (None, "a")


def test_a_synonym_names_its_id_where_no_id_or_name_does() -> None:
    pairs = [("a", "Docs"), ("b", "Guides"), ("c", "Manuals")]
    names = CapabilityNames.of(pairs, [("a", "文档"), ("b", "docs"), ("b", "papers"), ("c", "papers"), ("c", "A")])
    assert [names.find(word) for word in ("文档", "docs", "papers", "a")] == ["a", "a", None, "a"]


@pytest.mark.parametrize(
    ("ref", "key"),
    [("2026-001", "d-2026-001"), ("OPP 12/3", "OPP-12-3"), ("006q000000HddohAAB", "d-006q000000HddohAAB"), ("x", "x")],
)
def test_ids_are_made_from_references(ref: str, key: str) -> None:
    assert id_of_ref(ref, "d") == key


@given(st.text(min_size=1, max_size=100).filter(str.strip))
def test_every_reference_makes_an_id(ref: str) -> None:
    assert re.match(ID_PATTERN, id_of_ref(ref, "d"))


def test_references_in_chinese_do_not_share_an_id() -> None:
    assert id_of_ref("商机一", "d") != id_of_ref("商机二", "d")
