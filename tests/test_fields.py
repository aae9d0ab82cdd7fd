"""Single fields: what each type reads, exactly, and what it refuses."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from requirements.amounts.money import Amount, ExactAmount, in_units
from requirements.fields import Count, Crowd, Day, Days, Flag, Id, Plain, Share, Text, Weeks, write_share
from requirements.gate import Maturity

AMOUNT, SHARE, DAY, FLAG = (TypeAdapter[Any](kind) for kind in (Amount, Share, Day, Flag))
EXACT = TypeAdapter[Any](ExactAmount)
COUNT, DAYS, CROWD, WEEKS = (TypeAdapter[Any](kind) for kind in (Count, Days, Crowd, Weeks))
ID, TEXT, MATURITY = (TypeAdapter[Any](kind) for kind in (Id, Text, Maturity))


def code(adapter: TypeAdapter[Any], value: object) -> str:
    """The code of the fault that a value has, or the empty text."""
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return ""


@pytest.mark.parametrize(
    ("text", "thousands"),
    [
        ("0", 0),
        ("2400", 2_400),
        ("200万", 2_000),  # 2,000,000 = 2,000 thousand
        ("1.2亿", 120_000),  # 120,000,000
        ("¥5万", 50),
        ("￥ 5 万", 50),
        ("500k", 500),
        ("1.5M", 1_500),
        ("５００", 500),
        ("1000000000", 1_000_000_000),
        ("10.0", 10),
    ],
)
def test_amounts_are_thousands_unless_they_say_their_unit(text: str, thousands: int) -> None:
    assert AMOUNT.validate_python(Plain(text)) == thousands


@pytest.mark.parametrize(
    ("text", "units"),
    [
        *(("2400", 2_400_000), ("0.45", 450), ("450元", 450), ("1,234,567元", 1_234_567), ("1234.567", 1_234_567)),
        *(("123.4567万元", 1_234_567), ("1,200万", 12_000_000), ("1.2亿元", 120_000_000), ("250k", 250_000), ("0", 0)),
    ],
)
def test_values_of_deals_are_exact_to_the_unit_of_the_currency(text: str, units: int) -> None:
    value = EXACT.validate_python(Plain(text))
    assert in_units(value) == units
    assert EXACT.validate_json(EXACT.dump_json(value)) == value  # and come back so from a plan


@pytest.mark.parametrize("text", ["1234.5678", "0.5元", "1e3", "¥500", "1,23元", "1,000", "1000000000.001"])
def test_values_finer_than_that_or_of_two_meanings_are_refused(text: str) -> None:
    assert code(EXACT, Plain(text)) in ("not-whole", "not-a-number", "ambiguous-number", "out-of-range")


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (Plain("-1"), "out-of-range"),
        (Plain("1000000001"), "out-of-range"),
        (Plain("110000000万"), "out-of-range"),
        (Plain("0.105"), "not-whole"),
        (Plain("0.00001亿"), ""),  # 1 thousand
        (Plain("0.000001亿"), "not-whole"),
        (Plain("¥500"), "ambiguous-number"),  # yuan or thousands of them?
        (Plain("1,000"), "ambiguous-number"),
        (Plain("1.000,5"), "ambiguous-number"),
        (Plain("1 000"), "ambiguous-number"),
        (Plain("1_000"), "ambiguous-number"),
        (Plain("(500)"), "not-a-number"),
        (Plain("1e3"), "not-a-number"),
        (Plain("万"), "not-a-number"),
        (Plain(""), "not-a-number"),
        (Plain("9" * 31), "not-a-number"),
        (Plain("9" * 30), "out-of-range"),
        ("5", "quoted-number"),
        ("5万", ""),
        (True, "not-a-number"),
        (None, "not-a-number"),
        ([], "not-a-number"),
        (float("nan"), "not-a-number"),
        (float("inf"), "not-a-number"),
        (Decimal("NaN"), "not-a-number"),
        (10**40, "out-of-range"),
        (2.0, ""),
        (Decimal("2.5"), "not-whole"),
    ],
)
def test_other_amounts_are_refused(value: object, fault: str) -> None:
    assert code(AMOUNT, value) == fault


@pytest.mark.parametrize(
    "value", [Plain("0.6"), Plain("60%"), Plain("3/5"), "60%", "0.6", "3/5", 0.6, Fraction(3, 5), Plain("６０％")]
)
def test_a_share_is_exact_in_each_of_its_forms(value: object) -> None:
    assert SHARE.validate_python(value) == Fraction(3, 5)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (Plain("60"), "percent-sign"),
        (Plain("100"), "percent-sign"),
        (Plain("1.0000000001"), "out-of-range"),
        (Plain("100.5%"), "out-of-range"),
        (Plain("3/2"), "out-of-range"),
        (Plain("-0.1"), "out-of-range"),
        (Plain("101"), "out-of-range"),
        (Plain("1/0"), "not-a-number"),
        (Plain("nan"), "not-a-number"),
        ("1e400", "not-a-number"),
        (True, "not-a-number"),
        (Plain("1"), ""),
        (Plain("0"), ""),
    ],
)
def test_other_shares_are_refused(value: object, fault: str) -> None:
    assert code(SHARE, value) == fault


@given(st.fractions(min_value=0, max_value=1, max_denominator=99_999))
def test_a_share_reads_back_as_it_was_written(share: Fraction) -> None:
    assert SHARE.validate_python(write_share(share)) == share


@pytest.mark.parametrize(("value", "text"), [(Fraction(1, 3), "1/3"), (Fraction(1, 8), "12.5%"), (Fraction(1), "100%")])
def test_a_share_is_written_as_a_percentage_where_it_is_finite(value: Fraction, text: str) -> None:
    assert write_share(value) == text


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (Plain("2028-02-29"), ""),
        ("2026-07-01", ""),
        (date(2026, 7, 1), ""),
        (Plain("2026-02-29"), "no-such-day"),
        (Plain("2026-13-01"), "no-such-day"),
        (Plain("2026-7-1"), "not-a-day"),
        (Plain("2026/07/01"), "not-a-day"),
        (Plain("20260701"), "not-a-day"),
        (Plain("2026-W53"), "not-a-day"),
        (Plain("2026-07-01T00:00"), "not-a-day"),
        (Plain("２０２６-07-01"), "not-a-day"),
        (Plain("45000"), "excel-serial"),
        (Plain("36525"), "not-a-day"),
        (datetime(2026, 7, 1), "not-a-day"),  # noqa: DTZ001 - a time is what is refused
        (45000, "not-a-day"),
        (Plain("1999-12-31"), "out-of-range"),
        (Plain("2000-01-01"), ""),
        (Plain("2100-12-31"), ""),
        (date(2101, 1, 1), "out-of-range"),
    ],
)
def test_days_are_iso_days_from_2000_to_2100(value: object, fault: str) -> None:
    assert code(DAY, value) == fault


@pytest.mark.parametrize("text", ["2026/7/1", "2026-7-1", "2026.07.01", "2026年7月1日", "２０２６/7/1"])
def test_a_day_in_another_form_is_told_in_the_form_that_is_read(text: str) -> None:
    with pytest.raises(ValidationError, match="write 2026-07-01"):
        DAY.validate_python(Plain(text))


@pytest.mark.parametrize("text", ["1/7/2026", "2026/13/1", "2026/7", "2026-07-01T00:00"])
def test_no_day_is_proposed_where_the_text_leaves_it_open(text: str) -> None:
    with pytest.raises(ValidationError) as error:
        DAY.validate_python(Plain(text))
    assert "write" not in str(error.value)


def test_an_excel_serial_is_told_as_the_day_it_may_mean() -> None:
    with pytest.raises(ValidationError, match="2023-03-15"):
        DAY.validate_python(Plain("45000"))


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (Plain("true"), ""),
        (False, ""),
        (Plain("yes"), "not-a-flag"),
        ("true", "not-a-flag"),
        (Plain("1"), "not-a-flag"),
    ],
)
def test_flags_are_true_or_false(value: object, fault: str) -> None:
    assert code(FLAG, value) == fault


@pytest.mark.parametrize(
    ("adapter", "low", "high"), [(COUNT, 0, 100_000), (DAYS, 0, 2_600), (CROWD, 1, 50), (WEEKS, 1, 52)]
)
def test_counts_have_their_ranges(adapter: TypeAdapter[Any], low: int, high: int) -> None:
    values = [low - 1, low, high, high + 1, 10**40]
    assert [code(adapter, Plain(str(value))) for value in values[:4]] == ["out-of-range", "", "", "out-of-range"]
    assert [code(adapter, value) for value in values] == ["out-of-range", "", "", "out-of-range", "out-of-range"]
    assert code(adapter, Plain("1.5")) == "not-whole"


@pytest.mark.parametrize("text", ["a", "A1", "a.b-c_d", "x" * 64])
def test_ids_are_ascii_words(text: str) -> None:
    assert ID.validate_python(Plain(text)) == text
    assert type(ID.validate_python(Plain(text))) is str


@pytest.mark.parametrize("text", ["", "1a", "-a", "a b", "é", "x" * 65, "a\n", "ａ"])
def test_other_ids_are_refused(text: str) -> None:
    assert code(ID, text) == "string_pattern_mismatch"


def test_texts_are_one_to_two_thousand_characters() -> None:
    assert [code(TEXT, value) for value in ("x", "x" * 2000, "", "x" * 2001, 5)] == [
        "",
        "",
        "string_too_short",
        "string_too_long",
        "not-text",
    ]


def test_words_are_read_from_text_and_nothing_else() -> None:
    assert MATURITY.validate_python(Plain("ga")) is Maturity.GA
    assert [code(MATURITY, value) for value in ("ga", Maturity.GA, "GA", 1)] == ["", "", "unknown-word", "unknown-word"]
