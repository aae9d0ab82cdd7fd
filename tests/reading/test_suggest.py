"""Did you mean: the nearest name, and names that look alike."""

from __future__ import annotations

import pytest

from requirements.reading.did_you_mean import did_you_mean, nearest, plain_form, skeletons


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("vallue", "value"),
        ("Triton", "triton"),
        ("trіton", "triton"),  # with a Ukrainian i
        ("ｔｒｉｔｏｎ", "triton"),
        ("qqq", None),
    ],
)
def test_the_nearest_name_is_found(name: str, near: str | None) -> None:
    assert nearest(name, ["value", "triton", "kserve"]) == near


def test_a_difference_of_case_is_said() -> None:
    assert did_you_mean("Triton", ["triton"]) == "Did you mean triton? Upper and lower case differ."
    assert did_you_mean("tritn", ["triton"]) == "Did you mean triton?"
    assert did_you_mean("qqq", ["triton"]) == ""


@pytest.mark.parametrize(
    ("one", "other"), [("x10", "x1O"), ("xl", "x1"), ("modem", "modern"), ("A", "a"), ("аpi", "api")]
)
def test_names_that_look_alike_share_a_skeleton(one: str, other: str) -> None:
    assert skeletons(one) & skeletons(other)


@pytest.mark.parametrize(("one", "other"), [("R1", "R2"), ("api", "apis"), ("R1", "R11")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert not skeletons(one) & skeletons(other)


def test_invisible_characters_are_left_out() -> None:
    assert plain_form("a\u200bp\u00adi") == "api"
    assert plain_form("k8s\u0332") == "k8s"  # a line below, which no letter has for its own
