"""The YAML reader: what it reads, and where each part stands."""

from __future__ import annotations

from typing import Any

import pytest
from yaml import Mark, MarkedYAMLError

from requirements.fields import Plain
from requirements.finding import Place
from requirements.reading.nodes import FAULTY, Document, paths
from requirements.reading.yaml import yaml_reader
from requirements.reading.yaml.yaml_reader import read_yaml, read_yaml_file
from requirements.reading.yaml.yaml_syntax import syntax_finding

TEXT = """\
# a comment
name: Plan
list:
  - one
  - two: 2
    three: "3"
flow: {a: [x, 'y'], b: ~}
empty:
folded: >-
  two
  lines
"""


def read(text: str) -> Document:
    """The content of a text without faults."""
    document, findings = read_yaml(text, "f.yaml", expected="")
    assert findings == []
    assert document is not None
    return document


def test_values_are_text_in_the_shape_of_the_file() -> None:
    assert read(TEXT).root == {
        "name": "Plan",
        "list": ["one", {"two": "2", "three": "3"}],
        "flow": {"a": ["x", "y"], "b": None},
        "empty": None,
        "folded": "two lines",
    }


def test_only_unquoted_values_are_plain() -> None:
    root: Any = read(TEXT).root
    assert [type(root["list"][1][key]) for key in ("two", "three")] == [Plain, str]
    assert [type(part) for part in root["flow"]["a"]] == [Plain, str]
    assert type(root["folded"]) is str


@pytest.mark.parametrize("word", ["no", "on", "12:30", "0123", "1e3", "3.10", "1_000", ".inf", "0x1F", "2026-07-01"])
def test_words_keep_their_letters(word: str) -> None:
    assert read(f"a: {word}").root == {"a": word}


@pytest.mark.parametrize("word", ["", "~", "null", "Null", "NULL"])
def test_empty_words_are_none(word: str) -> None:
    assert read(f"a: {word}").root == {"a": None}
    assert read(f"a: '{word}'").root == {"a": word}


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("name",), 2, 7),
        (("list",), 3, 1),  # a list and a mapping stand where their key does
        (("list", 0), 4, 5),
        (("list", 1), 5, 5),
        (("list", 1, "three"), 6, 12),
        (("flow", "a", 1), 7, 15),
        (("empty",), 8, 7),
        (("folded",), 9, 9),
        (("name", "beyond"), 2, 7),  # the deepest part that is stated
        (("none",), 1, 1),
        ((), 1, 1),
    ],
)
def test_every_part_has_its_place(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert read(TEXT).place(path) == Place("f.yaml", line, column)


def test_keys_have_places_of_their_own() -> None:
    assert read(TEXT).place(("list", 1, "three"), key=True) == Place("f.yaml", 6, 5)


def test_columns_count_characters_not_bytes() -> None:
    assert read('{"客户": "北港", b: x}').place(("b",)) == Place("f.yaml", 1, 17)


def test_a_document_knows_what_it_states() -> None:
    document = read(TEXT)
    assert document.states(("list", 1, "two"))
    assert not document.states(("list", 2))
    assert not document.states(("list", "two"))
    assert not document.states(("name", 0))
    assert len(list(paths(document.root))) == 14  # the root, 5 keys, 2 members, 2 keys, 2 keys, 2 members


def test_a_refused_part_leaves_the_rest_readable() -> None:
    document, findings = read_yaml("a: *x\nb: 1\n<<: {c: *y}\n? [k]\n: v\nb: 2\n", "f.yaml", expected="")
    assert document is not None
    assert document.root == {"a": FAULTY, "b": "1"}
    assert [(finding.place.line, finding.code) for finding in findings] == [
        (1, "alias"),
        (3, "merge-key"),
        (4, "key-not-text"),
        (6, "duplicate-key"),
    ]
    assert findings[3].related == (Place("f.yaml", 2, 1),)


def test_faults_inside_a_refused_part_are_not_reported_too() -> None:
    _document, findings = read_yaml("a: !t {b: *x, b: [*y]}\nc: *z\n", "f.yaml", expected="")
    assert [(finding.place.line, finding.code) for finding in findings] == [(1, "tag"), (2, "alias")]


def test_a_refused_file_names_the_keys_it_could_have() -> None:
    for text in ("", "- a", "a"):
        document, findings = read_yaml(text, "f.yaml", expected="name, start")
        assert document is None
        assert "name, start" in findings[0].hint


def test_a_tag_on_the_whole_file_is_one_finding() -> None:
    document, findings = read_yaml("!t\na: 1\n", "f.yaml", expected="")
    assert document is None
    assert [finding.code for finding in findings] == ["tag"]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("a:\n\tb: 1", "spaces"),
        ("a: b: c", "quotes"),
        ("a:\n  b: 1\n c: 2", "indentation"),
        ("%YAML 9.9\n---\na: 1", "%YAML"),
        ("a: @x", "quotes"),
        ("a: 'x", ""),
    ],
)
def test_syntax_faults_come_with_advice(text: str, advice: str) -> None:
    document, findings = read_yaml(text, "f.yaml", expected="")
    assert document is None
    assert findings[0].code == "yaml-syntax"
    assert advice in findings[0].hint


def test_bytes_that_are_no_text_are_not_read() -> None:
    document, findings = read_yaml_file(b"a: \xff", "f.yaml", expected="")
    assert document is None
    assert [str(finding.place) for finding in findings] == ["f.yaml:1:4"]


def told(text: str) -> list[str]:
    """What is said of a text: places and codes."""
    return [f"{finding.place} {finding.code}" for finding in read_yaml(text, "f.yaml", expected="")[1]]


def test_limits_end_a_file_at_the_part_that_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MOST_NODES", 6)  # the root, two keys, the list and two members
    assert told("a: 1\nb: [x, y]\n") == ["f.yaml:2:8 too-many-parts"]  # seven: a, 1, b, list, x, y and the root
    assert told("a: 1\nb: [x]\n") == []
    monkeypatch.setattr(yaml_reader, "MOST_NODES", 100)
    monkeypatch.setattr(yaml_reader, "DEEPEST", 3)
    assert told("a: [[x]]\n") == []
    assert told("a: [[[x]]]\nb: *c\n") == ["f.yaml:1:6 too-deep"]
    monkeypatch.setattr(yaml_reader, "LONGEST_SCALAR", 3)
    assert told("a: xyz\nb: 'xyz'\n") == []
    assert told("a: wxyz\nb: 'wxyz'\nwxyz: 1\n") == [
        f"f.yaml:{place} value-too-long" for place in ("1:4", "2:4", "3:1")
    ]


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("a: &x 1\nb: 2\n", ["f.yaml:1:4 anchor"]),
        ("a: &x 1\nb: *x\n", ["f.yaml:2:4 alias"]),  # a name that is referred to is one fault, not two
        ("a: &x {b: 1}\n", ["f.yaml:1:4 anchor"]),
        ("a: &x 1\nb: {<<: {c: 1}}\n", ["f.yaml:2:5 merge-key"]),
        ("*x : 1\nb: 2\n", ["f.yaml:1:1 alias"]),  # as a key: its value is dropped
        ("a: {? *x : *y }\n", ["f.yaml:1:7 alias"]),
        ("- *x\n", ["f.yaml:1:3 alias", "f.yaml:1:1 not-a-mapping"]),
        ("a: !t [*x]\nb: !t 1\n", ["f.yaml:1:4 tag", "f.yaml:2:4 tag"]),
        ("? [a]\n: {b: *x}\nc: *y\n", ["f.yaml:1:3 key-not-text", "f.yaml:3:4 alias"]),
        ('"<<": {a: 1}\n', []),  # in quotes it is a text
        ('a: "\\a"\nb: 1\n', ["f.yaml:1:4 character"]),
        ("a: 1\n---\nb: 2\n", ["f.yaml:2:1 several-documents"]),
        ("a: {b: 1, b: {c: *x}}\n", ["f.yaml:1:11 duplicate-key"]),
        ("~: 1\n", ["f.yaml:1:1 key-not-text"]),
        ("a: [1, {b: *x}, *y]\n", ["f.yaml:1:12 alias", "f.yaml:1:17 alias"]),
    ],
)
def test_what_is_refused_is_told_once_and_where_it_stands(text: str, findings: list[str]) -> None:
    assert told(text) == findings


def test_what_stands_too_deep_before_a_fault_of_syntax_is_told_instead_of_it() -> None:
    assert told("a: " + "[" * 60 + "\n}") == ["f.yaml:1:43 too-deep"]  # the root and 39 lists are open
    assert told("a: [[\n}") == ["f.yaml:2:1 yaml-syntax"]


def test_a_refused_value_stands_in_its_place_as_faulty() -> None:
    document, _ = read_yaml("a: [1, *x, !t 2]\nb: !t {c: 1}\n", "f.yaml", expected="")
    assert document is not None
    assert document.root == {"a": ["1", FAULTY, FAULTY], "b": FAULTY}


def test_a_file_that_is_no_mapping_is_told_where_it_begins() -> None:
    [finding] = read_yaml("# a\n\n  - a\n", "f.yaml", expected="name")[1]
    assert (str(finding.place), finding.code) == ("f.yaml:3:3", "not-a-mapping")
    [empty] = read_yaml("# a\n", "f.yaml", expected="name")[1]
    assert (str(empty.place), empty.code) == ("f.yaml:1:1", "empty-file")


def test_an_open_quotation_mark_is_told_where_it_opens_and_where_the_text_ended() -> None:
    [finding] = read_yaml("a: 1\nb: 'x\nc: 2\n", "f.yaml", expected="")[1]
    assert str(finding.place) == "f.yaml:2:4"
    assert [str(place) for place in finding.related] == ["f.yaml:4:1"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &", "a name after & or * is missing"),
        ("a: *", "a name after & or * is missing"),
        ("- a\nb: 1", "the lines above are a list, so this line must begin with a dash"),
        ("a: |x\n  b", "only a comment can follow on this line"),
        ("a: 'x\n---\n'", "a quotation mark is not closed"),
        ("a: >0\n  b", "the number after | or > must be from 1 to 9"),
        ("a: !b!c d", "the tag after ! cannot be read"),
        ("a: !<x 1", "the tag after ! cannot be read"),
        ("a: !%zz x", "the tag after ! cannot be read"),
        ("%YAML x\n---\na: 1", "a line that begins with % cannot be read"),
        ("%TAG ! x\n%TAG ! x\n---\na: 1", "a line that begins with % cannot be read"),
    ],
)
def test_the_parsers_problems_are_told_in_our_words(text: str, problem: str) -> None:
    assert [one.message for one in read_yaml(text, "f.yaml", expected="")[1]] == [f"this is not valid YAML: {problem}"]


def test_a_problem_that_no_parser_of_today_has_is_told_by_its_place_alone() -> None:
    fault = MarkedYAMLError(problem="found something new", problem_mark=Mark("f.yaml", 0, 1, 2, None, 0))
    finding = syntax_finding(fault, "a\nb", "f.yaml")
    assert (finding.message, finding.place, finding.hint) == ("this is not valid YAML", Place("f.yaml", 2, 3), "")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("a：1\nb: 2\n", "If the ： on line 1"),
        ("g: {a: 1，b: 2}\n", "If the ， on line 1"),
        ("- a\n- b：1\n  c: 2\n", "If the ： on line 2"),
        ("<<<<<<< HEAD\na: 1\n", "Line 1 begins with <<<<<<<"),
        ("a: 1\n=======\nb: 2\n", "Line 2 begins with ======="),
        ("a: 1\nb: 2\n>>>>>>> theirs\nc: 3\n", "Line 3 begins with >>>>>>>"),
        ("a: 客户，甲：乙\n\tb: 2\n", "Indent with spaces"),
        ("a: 客户，甲\n b: 2\n", "Check the indentation"),
    ],
)
def test_the_cause_of_a_syntax_fault_is_named_and_chinese_text_is_none(text: str, begins: str) -> None:
    [finding] = read_yaml(text, "f.yaml", expected="")[1]
    assert finding.code == "yaml-syntax"
    assert finding.hint.startswith(begins)


def test_a_text_that_ends_anywhere_is_read_or_told() -> None:
    text = "a: {b: [c, 'd'], e: \"f\"}\n三：\n  - [x，y, {z：1}]\ng: |\n  h\n"
    for end in range(len(text) + 1):
        _read, findings = read_yaml(text[:end], "a.yaml", expected="")
        assert all(finding.message for finding in findings)
