"""Files as text and as nodes: what is decoded and what refused, where parts stand, which fields are known."""

from __future__ import annotations

import codecs
from typing import Annotated

import pytest
from pydantic import Field

from requirements.fields import Id, Word
from requirements.finding import Finding, Place
from requirements.model import Model
from requirements.reading.characters import find_forbidden, forbidden
from requirements.reading.decode import decode
from requirements.reading.did_you_mean import nearest, plain_form
from requirements.reading.model_fields import fields_at, keys_at, shape_at
from requirements.reading.nodes import Document, ListNode, MappingNode, MarkElsewhere, paths
from requirements.reading.reference_ids import hash_of, id_of_ref


def told(content: bytes, **options: object) -> list[str]:
    """What is said of bytes that have no text."""
    text, findings = decode(content, "f", **options)  # type: ignore[arg-type]
    assert text is None
    return [f"{one.place} {one.code}" for one in findings]


@pytest.mark.parametrize(
    "content",
    [
        "a客\nb".encode(),
        codecs.BOM_UTF8 + "a客\r\nb".encode(),
        codecs.BOM_UTF16_LE + "a客\rb".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "a客\nb".encode("utf-16-be"),
    ],
)
def test_text_is_read_by_its_marks_and_line_ends_are_single(content: bytes) -> None:
    assert decode(content, "f") == ("a客\nb", [])


def test_other_encodings_are_read_only_when_they_are_named() -> None:
    content = "a: 客户".encode("gb18030")
    assert told(content) == ["f:1:4 encoding"]
    assert told(content, encoding="latin-1") == ["f:1:4 encoding"]
    assert decode(content, "f", encoding="gb18030") == ("a: 客户", [])
    assert decode("a: 客户".encode(), "f", encoding="gb18030") == ("a: 客户", [])  # it is UTF-8 all the same
    assert told(b"\n\xff\xff", encoding="gb18030") == ["f:2:1 encoding"]


def test_bytes_that_are_no_text_stand_at_their_line_and_column() -> None:
    assert told("a\nb客".encode() + b"\xff\n\xff") == ["f:2:3 encoding"]  # columns count characters, not bytes
    assert told(b"\xff") == ["f:1:1 encoding"]
    [finding] = decode(b"\xff", "f")[1]
    assert (finding.message, "--encoding gb18030" in finding.hint) == ("the file is not UTF-8 text", True)


def test_a_mark_of_utf16_with_something_else_behind_it_is_told() -> None:
    [finding] = decode(codecs.BOM_UTF16_LE + b"a", "f")[1]
    assert (finding.code, finding.place) == ("encoding", Place("f"))
    assert "UTF-16" in finding.message


def test_half_a_character_is_named() -> None:
    [finding] = decode(b"ab\xed\xa0\x80", "f")[1]  # U+D800 as some programs write it
    assert (str(finding.place), finding.code) == ("f:1:3", "character")
    assert "U+D800" in finding.message


def test_a_file_may_be_as_large_as_the_limit() -> None:
    assert decode(b"x" * 10, "f", largest=10) == ("x" * 10, [])
    assert told(b"x" * 11, largest=10) == ["f file-too-large"]
    [finding] = decode(b"x" * (3 * 1024**2 + 1), "f", largest=3 * 1024**2)[1]
    assert finding.message == "the file is larger than 3 MiB"


CONFLICT = "a: 1\n<<<<<<< ours\nb: 1\n=======\nb: 2\n>>>>>>> theirs\n"


def test_a_merge_that_is_not_finished_is_told_at_each_place() -> None:
    assert told(CONFLICT.encode()) == ["f:2:1 merge-conflict"]
    assert told((CONFLICT + CONFLICT).encode()) == ["f:2:1 merge-conflict", "f:8:1 merge-conflict"]


@pytest.mark.parametrize("gone", ["\n=======", "\n>>>>>>> theirs", "<<<<<<< ours\n"])
def test_a_part_of_a_conflict_alone_may_be_text(gone: str) -> None:
    assert decode(CONFLICT.replace(gone, "").encode(), "f")[1] == []


def test_forbidden_characters_are_named_where_they_stand_and_at_most_twenty_of_them() -> None:
    [first, second] = find_forbidden("ab\u202ec\nd\x00", "f")
    assert (first.place, first.message) == (
        Place("f", 1, 3),
        "the character U+202E RIGHT-TO-LEFT OVERRIDE is not allowed here",
    )
    assert (second.place, second.message) == (Place("f", 2, 2), "the character U+0000 is not allowed here")
    assert len(find_forbidden("\x00" * 21, "f")) == 20
    assert find_forbidden("\t\r\n客é𝄞\u3000", "f") == []
    assert forbidden("\x07", Place("f", 3)) == Finding(
        "character", Place("f", 3), "the character U+0007 is not allowed here", first.hint
    )


class Colour(Word):
    """A closed list of words."""

    RED = "red"
    BLUE = "blue"


class Part(Model):
    """A part."""

    name: Id


class Whole(Model):
    """A whole with every kind of holder."""

    one: Annotated[Part | None, Field()] = None
    many: list[Part] = Field(default=[])
    by_id: dict[Id, Part] = Field(default={})
    by_word: dict[Colour, list[Part]] = Field(default={})
    text: str | None = None


@pytest.mark.parametrize(
    ("path", "shape", "fields", "keys"),
    [
        ((), dict, ["one", "many", "by_id", "by_word", "text"], ["one", "many", "by_id", "by_word", "text"]),
        (("one",), dict, ["name"], ["name"]),
        (("many",), list, [], []),
        (("many", 0), dict, ["name"], ["name"]),
        (("by_id",), dict, [], []),  # any id may stand there
        (("by_id", "x"), dict, ["name"], ["name"]),
        (("by_word",), dict, [], ["red", "blue"]),
        (("by_word", "red"), list, [], []),
        (("by_word", "red", 0), dict, ["name"], ["name"]),
        (("text",), str, [], []),
        (("none",), str, [], []),
    ],
)
def test_the_shape_fields_and_keys_of_a_part_follow_from_its_model(
    path: tuple[str | int, ...], shape: type, fields: list[str], keys: list[str]
) -> None:
    assert (shape_at(Whole, path), fields_at(Whole, path), keys_at(Whole, path)) == (shape, fields, keys)


def nodes() -> Document:
    """`a: {b: 1}` in line 1 and `c: [x, y]` in line 2, and `d`, which a scenario put there from another file."""
    root, inner, members = MappingNode(), MappingNode(), ListNode()
    inner["b"] = "1"
    inner.marks["b"] = ((1, 5), (1, 8))
    root["a"], root["c"] = inner, members
    root.marks["a"], root.marks["c"] = ((1, 1), (1, 4)), ((2, 1), (2, 4))
    members += ["x", "y"]
    members.marks += [(2, 5), (2, 8)]
    root.put("d", "z", MarkElsewhere((7, 3), "other"))
    return Document("f", root)


@pytest.mark.parametrize(
    ("path", "place", "key", "node", "states"),
    [
        ((), "f:1:1", "f:1:1", None, True),
        (("a",), "f:1:1", "f:1:1", {"b": "1"}, True),
        (("a", "b"), "f:1:8", "f:1:5", "1", True),
        (("a", "b", "c"), "f:1:8", "f:1:5", "1", False),  # the deepest part that is stated
        (("a", 0), "f:1:1", "f:1:1", {"b": "1"}, True),  # a mapping alone stands for a list of one
        (("a", 0, "b"), "f:1:8", "f:1:5", "1", True),
        (("a", 1), "f:1:1", "f:1:1", {"b": "1"}, False),
        (("c",), "f:2:1", "f:2:1", ["x", "y"], True),
        (("c", 0), "f:2:5", "f:2:5", "x", True),
        (("c", 1), "f:2:8", "f:2:8", "y", True),
        (("c", 2), "f:2:1", "f:2:1", ["x", "y"], False),
        (("c", -1), "f:2:1", "f:2:1", ["x", "y"], False),
        (("c", "x"), "f:2:1", "f:2:1", ["x", "y"], False),
        (("d",), "other:7:3", "other:7:3", "z", True),
        (("e",), "f:1:1", "f:1:1", None, False),
    ],
)
def test_a_path_leads_to_the_deepest_part_that_the_file_states(
    path: tuple[str | int, ...], place: str, key: str, node: object, *, states: bool
) -> None:
    document = nodes()
    assert (str(document.place(path)), str(document.place(path, key=True))) == (place, key)
    assert document.node(path) == (document.root if node is None else node)
    assert document.states(path) is states


def test_all_paths_come_in_the_order_of_the_file() -> None:
    document = nodes()
    assert list(paths(document.root)) == [(), ("a",), ("a", "b"), ("c",), ("c", 0), ("c", 1), ("d",)]
    assert list(paths(document.root["c"], ("c",))) == [("c",), ("c", 0), ("c", 1)]


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        ("2026-001", "d-2026-001"),
        ("--x--", "x"),
        ("a  b/c", "a-b-c"),
        ("!", "d"),
        ("x" * 64, "x" * 64),
        ("x" * 65, f"{'x' * 57}-{hash_of('x' * 65)}"),
        ("客", f"d-{hash_of('客')}"),
        ("ａb", "ab"),  # full-width letters are letters
    ],
)
def test_an_id_keeps_what_it_can_of_a_reference(ref: str, key: str) -> None:
    assert id_of_ref(ref, "d") == key
    assert len(id_of_ref(ref, "d")) <= 64


def test_the_nearest_name_is_the_same_but_for_case_before_any_that_is_spelt_alike() -> None:
    assert nearest("api", ["apis", "API"]) == "API"
    assert nearest("apis2", ["api", "apis"]) == "apis"
    assert nearest("ab", ["cd"]) is None
    assert plain_form("é") == "é"
