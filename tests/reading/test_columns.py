"""Tables by their columns: what a heading names, what a row says, and what is told of headings."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from requirements.finding import Finding, Place
from requirements.reading.cells.doubt import Doubt
from requirements.reading.tables.columns import Cells, Columned, column_of, header_of, read_columns, settle, unguarded

KNOWN = {"id": "id", "name": "name", "value": "value", "stage": "stage", "金额": "value", "design_in": "design_in"}


def read(text: str, **options: object) -> tuple[Columned | None, list[Finding]]:
    return read_columns(text.encode(), "t.csv", encoding=None, known=KNOWN, **options)  # type: ignore[arg-type]


def cells(text: str, **options: object) -> list[dict[str, tuple[str, tuple[int, int]]]]:
    found, findings = read(text, **options)
    assert findings == []
    assert found is not None
    return [found.cells(row) for row in found.rows]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("'=1+2", "=1+2"),
        ("' = 1", " = 1"),
        ("''=1", "'=1"),  # one apostrophe was added, one was there
        ("'-5", "-5"),
        ("'＋5", "＋5"),
        ("'s Gravenhage", "'s Gravenhage"),
        ("a'=1", "a'=1"),
        ("", ""),
    ],
)
def test_the_apostrophe_before_a_formula_is_no_part_of_the_text(cell: str, meant: str) -> None:
    assert unguarded(cell) == meant


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Value", "value"),
        ("金额(万元)", "value"),
        ("金额 （万元）", "value"),
        ("Design-in (day)", "design_in"),
        ("fields.Region ", "fields.Region"),
        ("FIELDS. Sales Region", "fields.Sales Region"),
        ("Budget", None),
        ("(id)", None),
    ],
)
def test_a_heading_names_a_column_with_its_unit_or_without(heading: str, column: str | None) -> None:
    assert column_of(heading, KNOWN, "fields.") == column


def test_a_heading_that_is_known_with_its_brackets_is_that_and_no_other() -> None:
    known = {"a_(b)": "one", "a": "other"}
    assert [column_of(heading, known) for heading in ("A (b)", "A (c)", "a")] == ["one", "other", "other"]


def test_without_a_prefix_no_column_is_the_users_own() -> None:
    assert column_of("fields.Region", KNOWN) is None


def test_rows_say_what_their_cells_hold_and_empty_cells_say_nothing() -> None:
    assert cells("id,Name,,fields.Area\n1,'=x,,North\n2,,,\n", prefix="fields.") == [
        {"id": ("1", (2, 1)), "name": ("=x", (2, 3)), "fields.Area": ("North", (2, 8))},
        {"id": ("2", (3, 1))},
    ]


def test_the_headings_are_kept_by_column() -> None:
    found, _ = read("id,金额(万元),Name,\n1,2,a,\n")
    assert found is not None
    assert (found.columns, found.headings) == (
        ["id", "value", "name", None],
        {"id": "id", "value": "金额(万元)", "name": "Name"},
    )


def told(text: str, **options: object) -> list[str]:
    found, findings = read(text, **options)
    assert found is None
    return [f"{finding.place} {finding.code} {finding.message} {finding.hint}".strip() for finding in findings]


def test_a_heading_that_is_unknown_is_told_with_what_it_may_have_meant() -> None:
    assert told("id,name,valeu\n") == ["t.csv:1:9 unknown-field no column of this name is known Did you mean value?"]
    assert told("id,name,ｖａｌｅｕ\n")[0].endswith("Did you mean value?")
    [far] = told("id,name,qqqq\n")
    assert far.endswith("Delete the column, or bring the file in with `roadmap import`, which keeps only the columns "
                        "named in its mapping.")  # fmt: skip


def test_cells_without_a_heading_are_told_and_an_empty_column_is_not() -> None:
    assert cells("id,name,\n1,a,\n") == [{"id": ("1", (2, 1)), "name": ("a", (2, 3))}]
    assert told("id,name,\n1,a,x\n")[0].startswith("t.csv:1:9 unknown-field")


def test_a_column_twice_is_told_by_its_name() -> None:
    assert told("id,value,name,金额\n1,2,a,3\n") == [
        "t.csv:1:15 duplicate-key the column value appears twice Delete one of the two."
    ]


def test_columns_that_must_be_there_are_told_unless_another_stands_for_them_or_a_heading_may_mean_them() -> None:
    assert told("id,name\n1,a\n", required=("id", "value", "stage")) == [
        "t.csv:1 missing-field the column value is missing",
        "t.csv:1 missing-field the column stage is missing",
    ]
    assert cells("name,value\na,1\n", required=("id", "name"), instead={"id": "value"})
    # `stge` may have meant `stage`: one finding is enough
    assert [line.split()[1] for line in told("id,name,stge\n1,a,x\n", required=("stage",))] == ["unknown-field"]


def test_rows_that_were_left_out_are_told_beside_the_table_and_beside_its_faults() -> None:
    found, findings = read("id,name\n1\n2,a\n")
    assert found is not None
    assert [finding.code for finding in findings] == ["csv-ragged"]
    assert [line.split()[1] for line in told("id,name,valeu\n1\n")] == ["csv-ragged", "unknown-field"]


def test_what_is_no_table_is_told() -> None:
    assert read_columns(b"\xff", "t.csv", encoding=None, known=KNOWN)[1][0].code == "encoding"
    assert [line.split()[1] for line in told("a,b\n")] == ["csv-header"]
    assert read_columns("id,name\n1,北".encode("gb18030"), "t.csv", encoding="gb18030", known=KNOWN)[0] is not None


def test_the_cells_of_a_column_are_settled_together_and_what_nobody_can_know_is_told() -> None:
    written = ["3 March", "03/04/2026", "TBD", "soon"]
    rows: list[Cells] = [{"day": (cell, (2 + n, 1))} for n, cell in enumerate(written)]
    rows.insert(1, {"other": ("x", (9, 9))})

    def read(cells: Sequence[str]) -> list[str | Doubt]:
        assert list(cells) == written
        return ["2026-03-03", Doubt("ambiguous-day", "two"), Doubt("not-a-day", "none"), Doubt("not-a-day", "none")]

    assert settle(rows, "day", read, "t.csv") == [
        Finding("ambiguous-day", Place("t.csv", 3, 1), "two", "Write the year first: 2026-07-01.")
    ]
    assert rows == [
        {"day": ("2026-03-03", (2, 1))},
        {"other": ("x", (9, 9))},
        {"day": ("", (3, 1))},
        {},
        {"day": ("soon", (5, 1))},
    ]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Id,Name", ["Id", "Name"]),
        ('\n"Id" ;" Name "\nx;y', ["Id", "Name"]),
        ("sep=;\nId;Name\nx;y", ["Id", "Name"]),
        ("sep=;", ["sep=", ""]),
        ("", [""]),
    ],
)
def test_the_headings_of_a_table_are_those_of_its_first_row(text: str, headings: list[str]) -> None:
    assert header_of(text.encode(), "t.csv", encoding=None, known=KNOWN) == headings
