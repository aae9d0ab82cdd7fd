"""Splices: one value of a YAML text changes, and every other character stays."""

from __future__ import annotations

import pytest

from roadmap.editing.splicing.file_text import FileText, spliced
from roadmap.editing.splicing.splices import StepKind, TextStep, stepped, steps_between
from roadmap.editing.splicing.tree import read_tree
from roadmap.editing.splicing.yaml_text import yaml_splices
from roadmap.editing.splicing.yaml_values import as_node, same

PUT, INSERT, REMOVE = StepKind.PUT, StepKind.INSERT, StepKind.REMOVE


def after(text: str, kind: StepKind, *location: str | int, value: object = None) -> str:
    """A text after one step."""
    step = TextStep(kind, location, as_node(value))
    newline = FileText.of(text.encode()).newline
    changed = spliced(text, yaml_splices(text, step, newline=newline))
    assert same(read_tree(changed).value, stepped(read_tree(text).value, step))
    return changed


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("a: 1  # one\nb: 2\n", 3, "a: 3  # one\nb: 2\n"),
        ("a: 'x'  # one\n", "y's", "a: 'y''s'  # one\n"),
        ('a: "x"\n', "y", 'a: "y"\n'),
        ('a: "x"\n', 7, "a: 7\n"),  # a number is never quoted
        ("a: x\n", "y: z", 'a: "y: z"\n'),
        ("a: x\n", "null", 'a: "null"\n'),  # the text, not the empty value
        ("a:  # nothing\n", "x", "a: x  # nothing\n"),
        ("a:\n", [1, 2], "a: [1, 2]\n"),
        ("{a: , b: 1}\n", "x", "{a: x, b: 1}\n"),
        ("{a, b: 1}\n", "x", "{a: x, b: 1}\n"),
        ("a: |\n  one\n  two\n# end\n", "x", "a: x\n# end\n"),
        ("a: x # why\n# end\n", "one\ntwo\n", "a: | # why\n  one\n  two\n# end\n"),
        ("a: 1\r\nb: 2\r\n", "x", "a: x\r\nb: 2\r\n"),
        ("a:\n  - 1\n  - 2\nb: 2\n", "x", "a: x\nb: 2\n"),
        ("a: x", "y", "a: y"),
    ],
)
def test_a_value_takes_the_place_of_another(text: str, value: object, expected: str) -> None:
    assert after(text, PUT, "a", value=value) == expected


@pytest.mark.parametrize(
    ("text", "location", "value", "expected"),
    [
        ("a:\n  b: 1 # one\n\nc: 2\n", ("a", "d"), "x", "a:\n  b: 1 # one\n  d: x\n\nc: 2\n"),
        ("a: {b: 1}\n", ("a", "d"), "x", "a: {b: 1, d: x}\n"),
        ("a: {}\n", ("a", "d"), "x", "a:\n  d: x\n"),
        ("a: [t: ga]\n", ("a", 0, "u"), "ga", "a: [{t: ga, u: ga}]\n"),
        ("a:\n- 1\n", ("a", 1), 2, "a:\n- 1\n- 2\n"),
        ("a: [1] # c\n", ("a", 1), 2, "a: [1, 2] # c\n"),
        ("a:\n  b: 1", ("a", "d"), "x", "a:\n  b: 1\n  d: x\n"),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "d"), 3, "a:\n  - b: 1\n    c: 2\n    d: 3\n"),
        ("a: 1\n", ("d", "e", 0), "x", "a: 1\nd:\n  e: [x]\n"),
        ("a:\n    b:\n        c: 1\n", ("a", "d"), {"e": 2}, "a:\n    b:\n        c: 1\n    d:\n        e: 2\n"),
        ("a:\n  b: {c: 1}\n", ("a", "d"), {"e": 2}, "a:\n  b: {c: 1}\n  d: {e: 2}\n"),  # as its neighbour
        ("a:\n  b: 1\n\n  c: 2\n", ("a", "d"), 3, "a:\n  b: 1\n\n  c: 2\n\n  d: 3\n"),  # a blank line, as before
    ],
)
def test_what_is_not_there_yet_comes_in_last(
    text: str, location: tuple[str | int, ...], value: object, expected: str
) -> None:
    assert after(text, PUT, *location, value=value) == expected


@pytest.mark.parametrize(
    ("text", "location", "expected"),
    [
        ("a: 1\n# of b\nb: 2 # two\nc: 3\n", ("b",), "a: 1\n# of b\nc: 3\n"),
        ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
        ("a: {\n  b: 1, # one\n  c: 2 # two\n}\n", ("a", "c"), "a: {\n  b: 1, # one\n   # two\n}\n"),
        ("a:\n  b: 1\nc: 2\n", ("a", "b"), "a: {}\nc: 2\n"),
        ("a:\n  - 1\n", ("a", 0), "a: []\n"),
        ("a: [1]\n", ("a", 0), "a: []\n"),
        ("a:\n  - b: 1\n    c: 2\n", ("a", 0, "b"), "a:\n  - c: 2\n"),
        ("a:\n  - b: 1\n    # of c\n    c: 2\n", ("a", 0, "b"), "a:\n  -\n    # of c\n    c: 2\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
        ("a: 1\r\nb: |\r\n  x\r\n  y\r\nc: 3\r\n", ("b",), "a: 1\r\nc: 3\r\n"),
    ],
)
def test_what_is_removed_takes_its_own_lines_along(text: str, location: tuple[str | int, ...], expected: str) -> None:
    assert after(text, REMOVE, *location) == expected


def test_a_member_comes_in_before_another() -> None:
    assert after("a:\n  - 1\n  - 3\n", INSERT, "a", 1, value=2) == "a:\n  - 1\n  - 2\n  - 3\n"
    assert after("a: [1, 3]\n", INSERT, "a", 1, value=2) == "a: [1, 2, 3]\n"


def test_a_long_mapping_is_written_in_lines_and_a_long_text_as_a_block() -> None:
    value = {"name": "N" * 60, "needs": {"design_in": ["x", "y"]}, "situation": "one\ntwo"}
    assert after("deals:\n", PUT, "deals", "d", value=value) == (
        f"deals:\n  d:\n    name: {'N' * 60}\n    needs: {{design_in: [x, y]}}\n"
        "    situation: |-\n      one\n      two\n"
    )


@pytest.mark.parametrize(
    "text", ["yes", "1:30", "- x", "? x", "x #y", "*a", "&a", "!a", "@a", "%a", "a\tb", "<<", " x "]
)
def test_text_that_yaml_would_read_as_something_else_is_quoted_or_reads_as_itself(text: str) -> None:
    assert after("a: {b: 1}\n", PUT, "a", "b", value=text).startswith("a: {b: ")
    assert after("a:\n  b: 1\n", PUT, "a", text, value=1) != ""


def test_another_form_of_an_entry_is_the_fewest_steps() -> None:
    old = {"name": "A", "gates": {"design_in": "2026-01-01"}, "needs": ["a", "b", "c"], "owner": "x"}
    new = {"name": "A", "gates": {"design_in": "2026-02-01"}, "needs": ["a", "c"], "stage": "lead"}
    assert list(steps_between(old, new)) == [
        TextStep(PUT, ("gates", "design_in"), "2026-02-01"),
        TextStep(REMOVE, ("needs", 1)),
        TextStep(PUT, ("stage",), "lead"),
        TextStep(REMOVE, ("owner",)),
    ]


def test_the_characters_of_a_part_are_found_in_any_style() -> None:
    text = "a: &x 1\n".replace("&x ", "") + "b: [t: ga, 'u']\nc: |+\n  k\n\nd:\n"
    root = read_tree(text)
    spans = {key: text[one.node.start : one.node.end] for key in "abcd" if (one := root.member(key)) is not None}
    assert spans == {"a": "1", "b": "[t: ga, 'u']", "c": "|+\n  k\n\n", "d": ""}
