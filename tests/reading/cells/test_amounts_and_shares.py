"""Amounts, shares and numbers as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requirements.reading.cells.amounts import Money, read_amounts, unit_of_heading
from requirements.reading.cells.canonical import Forms, amounts_as_text, shares_as_text
from requirements.reading.cells.doubt import Doubt
from requirements.reading.cells.numbers import Decimals, decimals_of, read_number
from requirements.reading.cells.shares import read_shares

FORMS: dict[str, Callable[[int], str]] = {
    "digits": str,
    "with its unit": lambda yuan: f"{yuan}元",
    "grouped, with a sign": lambda yuan: f"¥{yuan:,}",
    "grouped, with a full-width sign": lambda yuan: f"￥{yuan:,}",
    "grouped, with cents": lambda yuan: f"{yuan:,}.00",
    "after its currency": lambda yuan: f"CNY {yuan}",
    "before its currency": lambda yuan: f"{yuan:,} 元",
    "ten thousands": lambda yuan: f"{Decimal(yuan) / 10_000:f}万",
    "ten thousands of yuan": lambda yuan: f"{Decimal(yuan) / 10_000:f}万元",
    "grouped ten thousands": lambda yuan: f"{Decimal(yuan) / 10_000:,f}万",
    "hundred millions": lambda yuan: f"{Decimal(yuan) / 100_000_000:f}亿",
    "thousands": lambda yuan: f"{Decimal(yuan) / 1_000:f}k",
    "millions": lambda yuan: f"{Decimal(yuan) / 1_000_000:f}M",
    "Swiss": lambda yuan: f"{yuan:,}".replace(",", "'"),
    "full width": lambda yuan: str(yuan).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
}


@pytest.mark.parametrize("form", FORMS)
@given(yuan=st.integers(1, 10**11))
def test_an_amount_printed_in_any_form_reads_back(form: str, yuan: int) -> None:
    text = FORMS[form](yuan)
    [money] = read_amounts([text])
    if form in ("thousands", "millions") and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}[kM]", text):
        assert isinstance(money, Doubt)  # 1.200k is 1.2 thousand to some and 1200 thousand to others
        [money] = read_amounts([text], decimals=Decimals.POINT)
    assert isinstance(money, Money), money
    assert money.amount == yuan


@given(amounts=st.lists(st.integers(1, 10**9), min_size=1, max_size=6), decimals=st.sampled_from(Decimals))
def test_grouped_numbers_are_read_as_written_or_asked_about(amounts: list[int], decimals: Decimals) -> None:
    texts = [f"{amount:,}" for amount in amounts]
    if decimals is Decimals.COMMA:
        texts = [text.replace(",", ".") for text in texts]
    for amount, money in zip(amounts, read_amounts(texts), strict=True):
        # 1.200 alone is 1.2 or 1200; 1.200.000 is beyond doubt, and so is its whole column
        assert isinstance(money, Doubt) or money.amount == amount
    stated = read_amounts(texts, decimals=decimals)
    assert [money.amount if isinstance(money, Money) else money for money in stated] == amounts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,200", "ambiguous-number"),
        ("1.200", "ambiguous-number"),
        ("€1,200", "ambiguous-number"),
        ("12,34,567", "ambiguous-number"),
        ("1.2.3", "ambiguous-number"),
        ("(500)", "out-of-range"),
        ("-3万", "out-of-range"),
        ("¥-3万", "out-of-range"),
        ("100-200万", "not-a-number"),
        ("约200万", "not-a-number"),
        ("#REF!", "not-a-number"),
        ("1e3", "not-a-number"),
        ("万", "not-a-number"),
        ("", "not-a-number"),
        ("9" * 31, "not-a-number"),
    ],
)
def test_what_is_no_amount_or_two_amounts_is_asked(text: str, code: str) -> None:
    [found] = read_amounts([text])
    assert isinstance(found, Doubt)
    assert found.code == code


def test_a_column_has_a_unit_and_a_cell_may_have_its_own() -> None:
    # the column counts ten thousands: 73 is 730,000; what is written out in yuan is known by the other cells
    cells = ["73.0", "297万", "¥3,680,000", "197", "0.5亿"]
    assert amounts_as_text(cells, unit=10_000, currency="CNY", forms=Forms()) == [
        "730",
        "2970",
        "3680",
        "1970",
        "50000",
    ]


def test_a_sign_of_a_currency_without_a_unit_is_asked_about_where_the_column_does_not_tell() -> None:
    [found] = read_amounts(["¥368.00"], unit=10_000)
    assert isinstance(found, Doubt)
    # beside 300 and 400 (ten thousands), 368 is one of them: 368 yuan would be 10,000 times less
    assert read_amounts(["300", "¥368", "400"], unit=10_000)[1] == Money(Decimal(3_680_000), "¥")


def test_other_currencies_take_a_rate() -> None:
    forms = Forms()
    [asked] = amounts_as_text(["$125000"], unit=1, currency="CNY", forms=forms)
    assert isinstance(asked, Doubt)
    assert asked.code == "other-currency"
    # 125,000 dollars at 7.2 are 900,000 yuan
    rates = {"USD": Decimal("7.2")}
    assert amounts_as_text(["$125000"], unit=1, currency="CNY", forms=forms, rates=rates) == ["900"]
    assert amounts_as_text(["$125000"], unit=1, currency="USD", forms=forms) == ["125"]


@pytest.mark.parametrize(
    ("heading", "unit", "currency"),
    [
        ("金额(万元)", 10_000, "CNY"),
        ("金额（元）", 1, "CNY"),
        ("预算/万元", 10_000, "CNY"),
        ("合同额_万", 10_000, None),
        ("Amount (USD k)", 1_000, "USD"),
        ("Value in thousands", 1_000, None),
        ("Amount USD", None, "USD"),
        ("Amount", None, None),
        ("Total Amount Currency", None, None),
        ("Team", None, None),
    ],
)
def test_headings_say_units(heading: str, unit: int | None, currency: str | None) -> None:
    assert unit_of_heading(heading) == (unit, currency)


SHARES: dict[str, Callable[[int], str]] = {
    "signed": lambda percent: f"{percent}%",
    "full width": lambda percent: f"{percent}％",
    "a decimal": lambda percent: f"{percent / 100:.2f}",
    "a fraction": lambda percent: f"{percent}/100",
    "bare": str,
}


@pytest.mark.parametrize("form", SHARES)
@given(percents=st.lists(st.integers(2, 100), min_size=1, max_size=5))
def test_shares_printed_in_any_form_read_back(form: str, percents: list[int]) -> None:
    if form == "a decimal" and 100 in percents:
        percents = [*percents, 50]  # 1.00 alone is all of it; beside 0.50 too
    assert read_shares([SHARES[form](percent) for percent in percents]) == [Fraction(n, 100) for n in percents]


def test_one_is_what_its_column_makes_it_or_asked_about() -> None:
    assert shares_as_text(["1", "30"]) == ["1%", "30%"]
    assert shares_as_text(["1", "0.3"]) == ["100%", "30%"]
    assert isinstance(shares_as_text(["1", "0.3", "30"])[0], Doubt)
    assert isinstance(shares_as_text(["0.3"], percent=True)[0], Doubt)  # 0.3 under (%): a third of a percent?
    assert isinstance(shares_as_text(["1000"])[0], Doubt)


def test_numbers_show_how_they_are_written() -> None:
    assert decimals_of(["1,200", "3.5"]) is Decimals.POINT
    assert decimals_of(["1.200", "3,5"]) is Decimals.COMMA
    assert decimals_of(["1,200", "12"]) is None
    assert read_number("1.200", Decimals.COMMA) == 1200
    assert isinstance(read_number("1,200", Decimals.COMMA), Doubt)  # nobody is known to mean 1.2 by it
