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


def is_told(doubt: Doubt, *, hinted: bool = True) -> bool:
    """Whether a doubt says something in whole, and what to do about it."""
    texts = [doubt.message, *([doubt.hint] if hinted else [])]
    return all(text and "None" not in text and "{" not in text.replace("{{", "") for text in texts)


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
    assert is_told(found, hinted=code != "out-of-range")


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
    assert (found.code, is_told(found), "10000" in found.message) == ("ambiguous-number", True, True)
    # beside 300 and 400 (ten thousands), 368 is one of them: 368 yuan would be 10,000 times less
    assert read_amounts(["300", "¥368", "400"], unit=10_000)[1] == Money(Decimal(3_680_000), "¥")


def test_other_currencies_take_a_rate() -> None:
    forms = Forms()
    [asked] = amounts_as_text(["$125000"], unit=1, currency="CNY", forms=forms)
    assert isinstance(asked, Doubt)
    assert (asked.code, asked.message) == ("other-currency", "this amount is in USD, but the folder counts in CNY")
    assert asked.hint == "State the exchange rate in the mapping: `rates: {USD: 7.1}`."
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
        ("金额(美元)", None, "USD"),
        ("Amount ($)", None, "USD"),
        ("Amount (usd)", None, "USD"),
        ("Amount (US$ k)", 1_000, "USD"),
        ("Budget [€m]", 1_000_000, "EUR"),
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


def test_a_column_that_shows_nothing_is_read_as_is_usual_unless_its_cells_disagree() -> None:
    point, comma = Decimals.POINT, Decimals.COMMA
    assert read_amounts(["1,200"], usual=point) == [Money(Decimal(1200))]
    assert read_amounts(["1.200"], usual=comma) == [Money(Decimal(1200))]
    assert read_amounts(["1,200", "3.5"], usual=comma)[0] == Money(Decimal(1200))  # 3.5 shows the point
    assert isinstance(read_amounts(["1,200", "3.5", "3,5"], usual=point)[0], Doubt)
    assert read_amounts(["1.200", "7"], decimals=comma, usual=point)[0] == Money(Decimal(1200))


@pytest.mark.parametrize(
    ("cell", "money"),
    [
        ("$5", Money(Decimal(5), "USD")),
        ("5 usd", Money(Decimal(5), "USD")),
        ("HK$ 5", Money(Decimal(5), "HKD")),
        ("人民币5万", Money(Decimal(50_000), "CNY")),
        ("5元", Money(Decimal(5), "CNY")),
        ("5万元整", Money(Decimal(50_000), "CNY")),
        ("5", Money(Decimal(5))),
        ("5 thousand", Money(Decimal(5_000))),
        ("0", Money(Decimal(0))),
        (".5m", Money(Decimal(500_000))),
    ],
)
def test_an_amount_says_its_currency_or_none(cell: str, money: Money) -> None:
    assert read_amounts([cell]) == [money]


@pytest.mark.parametrize("cell", ["$5 USD", "¥5元 CNY", "5,", "5 6 7 8 9 10", "k5"])
def test_an_amount_with_two_currencies_or_loose_signs_is_none(cell: str) -> None:
    assert isinstance(read_amounts([cell])[0], Doubt)


def test_the_other_cells_of_a_column_tell_which_unit_a_sign_means() -> None:
    # the middle is 300 ten thousands, 3,000,000; a reading counts up to thirty times more or less than it
    for cell, amount in (("¥100000", 100_000), ("¥99999", None), ("¥9000", 90_000_000), ("¥9001", None)):
        [_, found, _] = read_amounts(["300", cell, "300"], unit=10_000)
        assert (found.amount if isinstance(found, Money) else None) == amount, cell


@pytest.mark.parametrize(
    ("text", "decimals", "number"),
    [
        ("1234.5", None, "1234.5"),
        ("1,234,567", None, "1234567"),
        ("1.234.567", None, "1234567"),
        ("1'234", None, "1234"),
        ("1 234,5", None, "1234.5"),
        ("12,5", None, "12.5"),
        ("1,234", Decimals.POINT, "1234"),
        ("1,234", Decimals.COMMA, None),  # nobody means 1.234 by it
        ("12,345.6", Decimals.COMMA, None),
        ("1.234", Decimals.COMMA, "1234"),
        ("1,23,4", None, None),
        ("9" * 30, None, "9" * 30),
        ("9" * 31, None, None),
        ("abc", None, None),
    ],
)
def test_a_number_is_read_as_it_is_written_or_asked_about(
    text: str, decimals: Decimals | None, number: str | None
) -> None:
    found = read_number(text, decimals)
    assert (found if number is None else str(found)) == (found if number is None else number)
    assert isinstance(found, Doubt) is (number is None)
    if isinstance(found, Doubt):
        assert is_told(found)
        signs = "," if text in ("1,234", "1,23,4") else ", ." if text == "12,345.6" else ""
        assert f"({signs})" in found.message or found.code == "not-a-number"


@pytest.mark.parametrize(
    ("cells", "percent", "shares"),
    [
        (["0"], False, [Fraction(0)]),
        (["100%", "0.5%"], False, [Fraction(1), Fraction(1, 200)]),
        (["3 / 4", "1/1", "0/5"], False, [Fraction(3, 4), Fraction(1), Fraction(0)]),
        (["12,5%"], False, [Fraction(1, 8)]),
        (["100", "1"], False, [Fraction(1), Fraction(1, 100)]),
        (["1", "1"], False, [Fraction(1), Fraction(1)]),
        (["1"], True, [Fraction(1, 100)]),
        (["50", "0"], True, [Fraction(1, 2), Fraction(0)]),
        (["101%"], False, ["out-of-range"]),
        (["4/3"], False, ["out-of-range"]),
        (["101"], False, ["out-of-range"]),
        (["0.5"], True, ["percent-sign"]),
        (["1", "0.5", "50"], False, ["percent-sign", Fraction(1, 2), Fraction(1, 2)]),
        (["1/0", "half", ""], False, ["not-a-number"] * 3),
    ],
)
def test_shares_are_read_with_their_whole_column(
    cells: list[str], shares: list[Fraction | str], *, percent: bool
) -> None:
    found = read_shares(cells, percent=percent)
    assert [one.code if isinstance(one, Doubt) else one for one in found] == shares
    assert all(is_told(one, hinted=one.code == "percent-sign") for one in found if isinstance(one, Doubt))
