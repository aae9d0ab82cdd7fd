"""The CSV reader: which sign parts the cells, where each cell stands, and what is no table."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requirements.finding import Finding, Place
from requirements.reading.tables import csv_reader
from requirements.reading.tables.csv_reader import (
    Row,
    Table,
    column_name,
    decode_table,
    find_delimiter,
    read_table,
    records,
)

KNOWN = {"id": "id", "name": "name", "value": "value", "编号": "id", "客户": "customer"}


def table(text: str) -> Table:
    """The table in a text without faults."""
    found, findings = read_table(text, "t.csv", known=KNOWN)
    assert findings == []
    assert found is not None
    return found


def refused(text: str) -> Finding:
    """The only finding of a text that is no table."""
    found, findings = read_table(text, "t.csv", known=KNOWN)
    assert found is None
    [finding] = findings
    return finding


@pytest.mark.parametrize("heading", ["Deal Name", " deal-name ", "DEAL \t NAME", "deal_name"])
def test_headings_are_looked_up_without_case_blanks_and_dashes(heading: str) -> None:
    assert column_name(heading) == "deal_name"


@pytest.mark.parametrize(
    ("text", "delimiter", "skipped"),
    [
        ("id,name\n1,a", ",", 0),
        ("id;name,x;value\n", ";", 0),  # two known headings by the semicolon, none by the comma
        ("id\tname\n", "\t", 0),
        ("ID , Name\n", ",", 0),
        ('"id","name"\n', ",", 0),
        ("\n\nid;name\n", ";", 2),  # empty lines before the header
        ("sep=|\nid|name\n", "|", 1),
        ('\n"SEP=;"\nid;name\n', ";", 2),
        ("  sep=,  \nid;name\n", ",", 1),
        ("id,other\n", None, 0),  # one known heading is not enough
        ("\nid\n", None, 1),
        ("", None, 0),
    ],
)
def test_the_delimiter_is_the_one_that_gives_two_known_headings(text: str, delimiter: str | None, skipped: int) -> None:
    assert find_delimiter(text, KNOWN) == (delimiter, skipped)


def test_blank_rows_are_left_out_and_cells_have_no_blanks_around_them() -> None:
    read = table("id, name ,value\n\n , ,\n 1,a b , \n2,,3\n")
    assert read.header == Row(["id", "name", "value"], [(1, 1), (1, 4), (1, 11)])
    assert read.rows == [Row(["1", "a b", ""], [(4, 1), (4, 4), (4, 9)]), Row(["2", "", "3"], [(5, 1), (5, 3), (5, 4)])]
    assert [row.line for row in read.rows] == [4, 5]


def test_cells_of_several_lines_stand_where_they_begin() -> None:
    read = table('id,name,value\n1,"a ""b""\nc","d\n\ne"\n2,x,y\n')
    # in line 2 the quote opens at 3; in line 3 c" ends that cell, and "d begins at 4; the row ends in line 5
    assert read.rows[0] == Row(["1", 'a "b"\nc', "d\n\ne"], [(2, 1), (2, 3), (3, 4)])
    assert read.rows[1] == Row(["2", "x", "y"], [(6, 1), (6, 3), (6, 5)])


CELL = st.text(alphabet='ab客 "\n,;', max_size=5)


@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=4), delimiter=st.sampled_from(",;"))
def test_every_cell_that_a_program_writes_is_found_at_its_place(rows: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    lines = stream.getvalue().split("\n")
    found = list(records(stream.getvalue(), "t.csv", delimiter=delimiter, skipped=0))
    assert [row.cells for row in found if isinstance(row, Row)] == [
        [cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)
    ]
    for row in found:
        assert isinstance(row, Row)
        for cell, (line, column) in zip(row.cells, row.marks, strict=True):
            rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
            first = next(csv.reader(io.StringIO(rest), delimiter=delimiter), []) or [""]
            assert first[0].strip() == cell


def test_lines_before_the_header_count_in_places() -> None:
    read = table("sep=;\nid;name\n1;a\n")
    assert (read.header.line, read.rows[0].marks) == (2, [(3, 1), (3, 3)])
    assert refused("\n\nx;y\n").place == Place("t.csv", 3, 1)


def test_an_empty_file_and_one_without_known_headings_are_told_apart() -> None:
    assert (refused(" \n\n").code, refused(" \n\n").place) == ("empty-file", Place("t.csv", 1, 1))
    unknown = refused("a,b\n1,2\n")
    assert (unknown.code, unknown.place) == ("csv-header", Place("t.csv", 1, 1))
    assert unknown.hint == "Known columns are id, name, value, customer."  # each once


def test_ragged_rows_are_told_and_left_out() -> None:
    found, findings = read_table("id,name\n1,a,b\n2\n3,c\n", "t.csv", known=KNOWN)
    assert found is not None
    assert [row.cells for row in found.rows] == [["3", "c"]]
    assert [(str(one), one.code) for one in findings] == [
        ("t.csv:2: csv-ragged: this row has 3 cells, the header has 2", "csv-ragged"),
        ("t.csv:3: csv-ragged: this row has 1 cells, the header has 2", "csv-ragged"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('id,name\n1,"a\n2,b\n', "csv-quote", 2),  # never closed: where it opens
        ('id,name\n1,"a\n"x,b\n', "csv-quote", 3),  # text after the closing quote: where that stands
    ],
)
def test_quotes_that_do_not_fit_end_the_table(text: str, code: str, line: int) -> None:
    finding = refused(text)
    assert (finding.code, finding.place) == (code, Place("t.csv", line))
    assert finding.hint == 'Write a quote inside a text twice: "".'


def test_a_fault_below_ragged_rows_is_told_with_them() -> None:
    found, findings = read_table('id,name\n1\n2,"a\n', "t.csv", known=KNOWN)
    assert found is None
    assert [finding.code for finding in findings] == ["csv-ragged", "csv-quote"]


def test_a_value_beyond_the_limit_of_the_reader_is_told() -> None:
    limit = csv.field_size_limit()
    finding = refused(f"id,name\n1,{'x' * (limit + 1)}\n")
    assert (finding.code, finding.place) == ("value-too-long", Place("t.csv", 2))
    assert str(limit) in finding.message


def test_more_rows_or_columns_than_the_limit_are_refused_and_as_many_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "MOST_ROWS", 2)
    monkeypatch.setattr(csv_reader, "MOST_COLUMNS", 3)
    assert len(table("id,name\n1,a\n2,b\n").rows) == 2
    assert len(table("id,name,value\n").header.cells) == 3
    long, wide = refused("id,name\n1,a\n\n2,b\n3,c\n"), refused("\nid,name,value,x\n")
    assert (str(long.place), long.code) == ("t.csv:5", "csv-too-long")
    assert (str(wide.place), wide.code) == ("t.csv:2", "csv-too-wide")
    assert ("more than 2 rows" in long.message, "more than 3 columns" in wide.message) == (True, True)
    assert long.hint == wide.hint == "Split the file into several files."


CHINESE = "编号,客户\n1,北港\n"


def test_the_tables_of_chinese_spreadsheets_are_read_where_their_headings_are_known() -> None:
    content = CHINESE.encode("gb18030")
    assert decode_table(content, "t.csv", encoding=None, known=KNOWN) == (CHINESE, [])
    assert decode_table(content, "t.csv", encoding=None, known={"编号": "id"})[0] is None  # one heading is not enough
    assert decode_table(CHINESE.encode(), "t.csv", encoding=None, known=KNOWN) == (CHINESE, [])
    for delimiter in ";\t":
        other = CHINESE.replace(",", delimiter)
        assert decode_table(other.encode("gb18030"), "t.csv", encoding=None, known=KNOWN) == (other, [])


def guessed(text: str) -> bool:
    """Whether the bytes of a text in GB18030 are read as it."""
    return decode_table(text.encode("gb18030"), "t.csv", encoding=None, known=KNOWN)[0] == text


def test_bytes_that_are_no_ordinary_chinese_are_not_guessed() -> None:
    # of 40 foreign signs 4 headings and 32 others are ordinary: 36 of 40 are nine tenths, 35 of 40 are fewer
    assert guessed("编号,客户\n1," + "北" * 32 + "㐀" * 4 + "\n")
    assert not guessed("编号,客户\n1," + "北" * 31 + "㐀" * 5 + "\n")
    assert not guessed("编号,客户\n1," + "㐀" * 40 + "\n")
    assert guessed("\n" + CHINESE)
    for content in (CHINESE.encode("gb18030") + b"\xff", "id,name\n1,é".encode("latin-1")):
        text, findings = decode_table(content, "t.csv", encoding=None, known=KNOWN)
        assert text is None
        assert [finding.code for finding in findings] == ["encoding"]


def test_a_named_encoding_is_the_one_that_is_read() -> None:
    content = "编号\n1\n".encode("gb18030")  # one heading: nothing is guessed
    assert decode_table(content, "t.csv", encoding=None, known=KNOWN)[0] is None
    assert decode_table(content, "t.csv", encoding="gb18030", known=KNOWN)[0] == "编号\n1\n"


def test_a_table_over_the_limit_is_too_large_in_either_encoding() -> None:
    for content in (CHINESE.encode(), CHINESE.encode("gb18030")):
        assert decode_table(content, "t.csv", encoding=None, known=KNOWN, largest=len(content))[1] == []
        [finding] = decode_table(content, "t.csv", encoding=None, known=KNOWN, largest=len(content) - 1)[1]
        assert (finding.code, finding.place) == ("file-too-large", Place("t.csv"))


def test_characters_that_are_refused_are_told_in_the_file_in_either_encoding() -> None:
    for encoding in ("utf-8", "gb18030"):
        [finding] = decode_table((CHINESE + "\a").encode(encoding), "t.csv", encoding=None, known=KNOWN)[1]
        assert finding.place == Place("t.csv", 3, 1)
