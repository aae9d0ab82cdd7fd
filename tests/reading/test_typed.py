"""Typing: where findings stand, what they say and what they hint."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

import pytest
from pydantic import Field

from requirements.fields import Id
from requirements.finding import Finding
from requirements.funnel.segment import Lateness, Segment
from requirements.model import Model
from requirements.reading.model_fields import fields_at
from requirements.reading.typed import read_entry
from requirements.reading.yaml.yaml_reader import read_yaml


class Inner(Model):
    """A part."""

    name: Id


class Outer(Model):
    """A whole with parts in every kind of holder."""

    maybe: Inner | None = None
    several: list[Annotated[Inner, Field()]] = Field(default=[])
    named: dict[Id, Inner] = Field(default={})


def find(text: str) -> list[Finding]:
    """What is wrong with a text read as `Outer`."""
    document, findings = read_yaml(text, "f", expected="")
    assert document is not None
    assert findings == []
    return read_entry(Outer, document.root, document, path=())[1]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("maybe: {name: a, nam: b}", ["f:1:18: unknown-field"]),
        ("several:\n  - {name: a}\n  - {nam: a}", ["f:3:6: unknown-field"]),
        ("several:\n  - {name: a}\n  - {}", ["f:3:5: missing-field"]),
        ("named:\n  x: {name: 1}", ["f:2:13: id-form"]),
        ("named:\n  1x: {name: a}", ["f:2:3: id-form"]),
        ("maybe: ~", []),
        ("several: ~", ["f:1:10: no-value"]),
        ("several:\n  - a", ["f:2:5: not-a-mapping"]),
        ("named: [a]", ["f:1:1: not-a-mapping"]),
        ("maybe:\n  name: ''\n  other: 1", ["f:2:9: id-form", "f:3:3: unknown-field"]),
    ],
)
def test_findings_stand_at_the_value_or_at_the_key_if_that_is_wrong(text: str, places: list[str]) -> None:
    assert [f"{finding.place}: {finding.code}" for finding in find(text)] == places


def test_an_unknown_field_names_the_nearest_known_one_of_its_own_model() -> None:
    assert find("maybe: {name: a, nam: b}")[0].hint == "Did you mean name?"
    assert find("sevral: []")[0].hint == "Did you mean several?"


def test_an_id_that_only_looks_like_one_is_suggested_in_ascii() -> None:
    assert find("maybe: {name: ｔｒｉｔｏｎ}")[0].hint == "Did you mean triton?"
    assert find("maybe: {name: a b}")[0].hint == "Did you mean a-b?"
    assert find("maybe: {name: '?'}")[0].hint == ""


def test_fields_are_found_through_every_kind_of_holder() -> None:
    assert fields_at(Outer, ("maybe",)) == ["name"]
    assert fields_at(Outer, ("several", 3)) == ["name"]
    assert fields_at(Outer, ("named", "x")) == ["name"]
    assert fields_at(Outer, ("named", "x", "name")) == []
    assert fields_at(Outer, ("nothing", "x")) == []


def test_models_can_be_built_in_code_too() -> None:
    curve = [Lateness(days=0, keeps=Fraction(1)), Lateness(days=5, keeps=Fraction(1, 2))]
    segment = Segment(name="ISV", target=100, win_rate=Fraction(1, 2), lead_rate=Fraction(1), lateness=curve)
    assert segment.lateness[1].keeps == Fraction(1, 2)


@pytest.mark.parametrize(("pattern", "example"), [("^[A-Z]{2}$", "such as CN"), ("^[A-Z]{3}$", "such as CNY")])
def test_a_word_of_the_wrong_form_is_told_the_form(pattern: str, example: str) -> None:
    class Coded(Model):
        """One word of a form."""

        word: str = Field(pattern=pattern)

    document, _findings = read_yaml("word: abc", "f", expected="")
    assert document is not None
    [finding] = read_entry(Coded, document.root, document, path=())[1]
    assert finding.code == "word-form"
    assert example in finding.message
