"""Cells of tables of entries: what each form reads, and that what is written is read back."""

from __future__ import annotations

from typing import Any

import pytest

from requirements.fields import Plain
from requirements.reading.cells.needs import CapabilityNames
from requirements.reading.tables.deal_table import Known
from roadmap.folder.texts.entities.entity_forms import WORDS, CellForm, cell_of, node_of, word_of
from roadmap.folder.texts.entities.entity_headings import TABLES
from roadmap.folder.texts.entities.reading_entities import read_entity_table

NAMES = CapabilityNames.of([("api", "Python API"), ("triton", "Triton backend")])
KINDS = {kind.section: kind for kind in TABLES}


def node(form: CellForm, cell: str) -> Any:
    return node_of(form, cell, (3, 5), NAMES)


@pytest.mark.parametrize(
    ("form", "cell", "meant"),
    [
        (CellForm.TEXT, "a; b: 1", "a; b: 1"),
        (CellForm.PLAIN, "a; b", "a; b"),
        (CellForm.DAY, "2026-01-05", "2026-01-05"),
        (CellForm.WORD, "推理与服务", "serving"),
        (CellForm.WORD, "Data-Centre", "data_centre"),
        (CellForm.WORD, "something new", "something new"),
        (CellForm.TEXTS, "PyAPI; Python", ["PyAPI", "Python"]),
        (CellForm.IDS, "a；b、c", ["a", "b", "c"]),
        (CellForm.LEVELS, "qa: 50%; go：1; ops : 0", {"qa": "50%", "go": "1", "ops": "0"}),
        (CellForm.LEVELS, "qa", "qa"),
        (CellForm.LEVELS, "qa: 1; qa: 2", "qa: 1; qa: 2"),
        (CellForm.LEVELS, "a: b: 1", {"a: b": "1"}),
        (CellForm.PROVIDED, "Python API: ga; other : 预览", {"api": "ga", "other": "preview"}),
        (CellForm.PROVIDED, "Python API: ga; api: ga", "Python API: ga; api: ga"),
        (CellForm.PROVIDED, "Python API", "Python API"),
        (CellForm.WAITS, "a", ["a"]),
        (CellForm.WAITS, "a; b: interface", ["a", {"feature": "b", "wait_for": "interface"}]),
        (CellForm.WAITS, "a: start+5", [{"feature": "a", "wait_for": "start", "lag": "5"}]),
        (CellForm.WAITS, "a + 5", [{"feature": "a", "lag": "5"}]),
        (CellForm.WAITS, "a + b", ["a + b"]),
        (CellForm.RANGE, "3", "3"),
        (CellForm.RANGE, "3 / 5/9", ["3", "5", "9"]),
        (CellForm.RANGE, "1-2", ["1", "2"]),
        (CellForm.RANGE, "1 – 2", ["1", "2"]),
        (CellForm.RANGE, "1～2", ["1", "2"]),
        (CellForm.RANGE, "1~2", ["1", "2"]),
        (CellForm.RANGE, "-2", "-2"),
        (CellForm.RANGE, "a-b", "a-b"),
    ],
)
def test_a_cell_is_read_by_its_form_and_what_has_another_stays_as_it_is(form: CellForm, cell: str, meant: Any) -> None:
    assert node(form, cell) == meant


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        (CellForm.TEXTS, "PyAPI; Python"),
        (CellForm.IDS, "a; b"),
        (CellForm.LEVELS, "qa: 50%; go: 1"),
        (CellForm.PROVIDED, "api: ga; triton: preview"),
        (CellForm.WAITS, "a; b: interface; c + 5; d: start + 2"),
        (CellForm.RANGE, "3 / 5 / 9"),
        (CellForm.RANGE, "3"),
        (CellForm.TEXT, "a; b"),
        (CellForm.WORD, "serving"),
    ],
)
def test_a_written_cell_is_read_back_as_it_was(form: CellForm, cell: str) -> None:
    assert cell_of(form, node(form, cell)) == cell


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (CellForm.IDS, {"a": "b"}),
        (CellForm.IDS, [["a"]]),
        (CellForm.TEXTS, [{"a": "b"}]),
        (CellForm.TEXT, ["a"]),
        (CellForm.LEVELS, ["a"]),
        (CellForm.PLAIN, {"a": "b"}),
        (CellForm.WAITS, {"a": "b"}),
        (CellForm.RANGE, {"a": "b"}),
    ],
)
def test_what_a_cell_of_its_form_cannot_say_is_not_written(form: CellForm, value: object) -> None:
    assert cell_of(form, value) is None


def test_nothing_is_an_empty_cell() -> None:
    assert (cell_of(CellForm.IDS, None), cell_of(CellForm.RANGE, []), cell_of(CellForm.PLAIN, 3)) == ("", "", "3")


def test_members_of_a_cell_stand_where_the_cell_does_and_words_for_readers_are_no_plain_values() -> None:
    for form in (CellForm.TEXTS, CellForm.IDS, CellForm.WAITS, CellForm.RANGE):
        assert node(form, "1/2; 3/4").marks == [(3, 5)] * len(node(form, "1/2; 3/4"))
    for form in (CellForm.LEVELS, CellForm.PROVIDED):
        assert node(form, "a: 1; b: 2").marks == dict.fromkeys("ab", ((3, 5), (3, 5)))
    assert node(CellForm.WAITS, "a: start + 2")[0].marks == dict.fromkeys(
        ("feature", "wait_for", "lag"), ((3, 5), (3, 5))
    )
    plain = {form for form in CellForm if isinstance(_first(node(form, "a: 1; b: 2")), Plain)}
    assert plain == set(CellForm) - {CellForm.TEXT, CellForm.TEXTS}


def _first(value: Any) -> Any:
    while isinstance(value, dict | list):
        value = next(iter(value.values())) if isinstance(value, dict) else value[0]
    return value


def test_every_word_of_a_closed_list_is_known_in_any_case_with_blanks_dashes_and_full_width_signs() -> None:
    for word, meaning in WORDS.items():
        spread = " ".join(word.replace("_", "-")).upper()
        assert (word_of(word), word_of(spread)) == (word_of(meaning),) * 2 if "_" in word else (meaning,) * 2
    assert word_of("ＧＡ") == "ga"


@pytest.mark.parametrize(
    ("section", "text", "told"),
    [
        ("releases", "id,freeze,ship\n,2026-01-05,2026-01-06\n", ["t.csv:2: missing-field"]),
        ("releases", "id,freeze\na,2026-01-05\n", ["t.csv:1: missing-field"]),
        ("releases", "id,freeze,ship\na,3/4/2026,2026-04-01\n", ["t.csv:2:3: ambiguous-day"]),
        ("releases", "id,freeze,ship\na,1/5/2026,1/6/2026\nb,1/15/2026,1/6/2026\n",
         ["t.csv:2:12: ambiguous-day", "t.csv:3:13: ambiguous-day"]),
        ("releases", "id,freeze,ship\na,2026-01-05T23:00:00Z,2026-01-09\n", ["t.csv:2:3: time-zone"]),
        ("releases", "id,freeze,ship\na,x,y\na,2026-01-05,2026-01-06\n", ["t.csv:3:1: duplicate-id"]),
        ("people", "id,name,team\na,A,t\na,B,t\n", ["t.csv:3:1: duplicate-id"]),
        ("features", "id,name,provides,phase\nf,F,api: ga,build\nf,G,api: ga,verify\n", ["t.csv:3:3: duplicate-key"]),
        ("features", "id,name,provides,phase\nf,F,api: ga,build\nf,F,,verify\n", []),
    ],
)  # fmt: skip
def test_a_fault_of_a_table_of_entries_is_told_at_its_cell(section: str, text: str, told: list[str]) -> None:
    _document, findings = read_entity_table(text.encode(), "t.csv", KINDS[section], known=Known())
    assert [f"{finding.place}: {finding.code}" for finding in findings] == told


def test_an_entry_without_an_id_has_that_of_its_reference_and_what_is_aside_says_nothing_of_it() -> None:
    text = "ref,name,team,reserved,imported_from\nE-7,Wang,core,10%,hr\n7,Li,core,0.2,hr\n"
    document, findings = read_entity_table(text.encode(), "t.csv", KINDS["people"], known=Known())
    assert (findings, document is not None) == ([], True)
    assert document is not None
    assert document.root == {
        "people": {
            "E-7": {"name": "Wang", "team": "core", "reserved": "10%"},
            "p-7": {"name": "Li", "team": "core", "reserved": "20%"},
        }
    }
    assert str(document.place(("people", "p-7", "team"))) == "t.csv:3:6"


def test_amounts_of_a_table_count_thousands_and_take_units_and_rates() -> None:
    text = "id,freeze,ship,cost\na,2026-01-05,2026-01-06,60万\nb,2026-01-05,2026-01-06,60\nc,2026-01-05,2026-01-06,x\n"
    document, findings = read_entity_table(text.encode(), "t.csv", KINDS["releases"], known=Known())
    assert (findings, document is not None) == ([], True)
    assert document is not None
    assert [one["cost"] for one in document.root["releases"].values()] == ["600", "60", "x"]


def test_rows_of_a_feature_are_items_with_the_names_of_items_and_their_number_is_no_part_of_them() -> None:
    text = (
        "id,provides,item,phase,work,work_not_before,work_ref,work_link,wait\n"
        "f,api: ga,1,设计,,,,,\nf,,2,build,core,2026/1/5,T-1,https://x.example,3\n"
    )
    document, findings = read_entity_table(text.encode(), "t.csv", KINDS["features"], known=Known())
    assert (findings, document is not None) == ([], True)
    assert document is not None
    second = {"phase": "build", "name": "core", "not_before": "2026-01-05", "ref": "T-1", "wait": "3"}
    assert document.root["features"]["f"] == {
        "provides": {"api": "ga"},
        "work": [{"phase": "design"}, {**second, "link": "https://x.example"}],
    }
    assert str(document.place(("features", "f", "work", 1))) == "t.csv:3:1"
