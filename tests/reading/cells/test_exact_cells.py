"""Cells one by one: what each form gives exactly, and what is said of a cell that gives nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from requirements.gate import Stage
from requirements.reading.cells.canonical import Forms, amounts_as_text, as_text, days_as_text
from requirements.reading.cells.days import DayOrder, order_of, read_day
from requirements.reading.cells.doubt import Doubt, is_blank, plain
from requirements.reading.cells.needs import CapabilityNames, need_names, read_need_text, split_needs
from requirements.reading.cells.numbers import Decimals
from requirements.reading.cells.stages import read_stage

UTC, SHANGHAI = ZoneInfo("UTC"), ZoneInfo("Asia/Shanghai")
RATES = {"USD": Decimal(7), "CNY": Decimal("0.14"), "JPY": Decimal("0.05")}


def in_thousands(*cells: str, currency: str = "CNY", unit: int = 1, **more: object) -> list[str]:
    """A column in thousands; of a doubt its message."""
    forms = more.pop("forms", Forms())
    texts = amounts_as_text(cells, unit=unit, currency=currency, forms=forms, **more)  # type: ignore[arg-type]
    return [one.message if isinstance(one, Doubt) else one for one in texts]


def test_amounts_are_thousands_of_the_folders_currency() -> None:
    assert in_thousands("1500", "5000", unit=1_000) == ["1500", "5000"]
    assert in_thousands("1500") == ["1.5"]
    assert in_thousands("¥1500", "1000元", "CNY 250") == ["1.5", "1", "0.25"]
    assert in_thousands("¥1500", currency="JPY") == ["1.5"]
    assert in_thousands("¥2000", currency="USD", rates=RATES) == ["0.28"]  # yuan are meant: 2,000 x 0.14 = 280
    assert in_thousands("$2000", "€1", rates=RATES) == ["14", "this amount is in EUR, but the folder counts in CNY"]
    assert in_thousands("2000", stated=["USD"], rates=RATES) == ["14"]
    assert in_thousands("2000", "3000", stated=[None, "CNY"]) == ["2", "3"]
    # 3.33 dollars at 7 are 23.31 yuan, in whole yuan 23
    assert in_thousands("$3.33", rates=RATES) == ["0.023"]


def test_an_amount_that_names_no_currency_beside_others_that_do_is_asked_about() -> None:
    asked = "other amounts of this column are in USD, and this one names no currency"
    assert in_thousands("$1000", "1000", "0", rates=RATES) == ["7", asked, "0"]
    assert in_thousands("$1000", "¥1000", rates=RATES) == ["7", "1"]
    [_, doubt] = amounts_as_text(["$1", "2"], unit=1, currency="CNY", forms=Forms(), rates=RATES)
    assert isinstance(doubt, Doubt)
    assert (doubt.code, bool(doubt.hint)) == ("other-currency", True)


def test_numbers_are_read_as_the_file_writes_them() -> None:
    assert in_thousands("1.200", forms=Forms(decimals=Decimals.COMMA)) == ["1.2"]
    assert in_thousands("1.200", forms=Forms(usual=Decimals.COMMA)) == ["1.2"]
    assert in_thousands("1.200", forms=Forms(decimals=Decimals.POINT)) == ["0.0012"]
    with pytest.raises(ValueError, match="zip"):
        in_thousands("1", "2", stated=[None])


@pytest.mark.parametrize(
    ("number", "text"), [("1E+3", "1000"), ("1.50", "1.5"), ("0.0012", "0.0012"), ("0", "0"), ("100", "100")]
)
def test_a_number_as_text_has_no_exponent_and_no_zeros_at_its_end(number: str, text: str) -> None:
    assert as_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-7-1", "2026-07-01"),
        ("2026_07_01", "2026-07-01"),
        ("2026年7月1号", "2026-07-01"),
        ("20260701", "2026-07-01"),
        ("1 Sept 2026", "2026-09-01"),
        ("1st January 2026", "2026-01-01"),
        ("2nd Feb 26", "2026-02-02"),
        ("2026 Mar 3", "2026-03-03"),
        ("December 31st, 2026", "2026-12-31"),
        ("3/12月/26", "2026-12-03"),
        ("Wed, 1 Jul 2026", "2026-07-01"),
        ("Thursday 2 Jul 2026", "2026-07-02"),
        ("2026-07-01（周三）", "2026-07-01"),
        ("2026/7/1 下午 3:30", "2026-07-01"),
        ("2026-07-01 3:30 p.m.", "2026-07-01"),
        ("13/7/2026", "2026-07-13"),
        ("7/13/2026", "2026-07-13"),
        ("7/7/2026", "2026-07-07"),  # either way the same day
        ("31.12.2026", "2026-12-31"),
        ("2000-01-01", "2000-01-01"),
        ("2100-12-31", "2100-12-31"),
        ("7/7/26", "ambiguous-day"),  # 7 July 2026, or 26 July 2007
        ("12/12/2026", "2026-12-12"),
        ("32/1/2026", "no-such-day"),  # in either order
        ("0/5/2026", "no-such-day"),
        ("31/12/2026", "2026-12-31"),
        ("13/13/2026", "no-such-day"),
        ("1999-12-31", "out-of-range"),
        ("2101-01-01", "out-of-range"),
        ("2026-13-01", "no-such-day"),
        ("1/13月/2026", "no-such-day"),
        ("1 Foo 2026", "not-a-day"),
        ("36526", "excel-serial"),  # 2000-01-01
        ("36525", "not-a-day"),
        ("73415", "excel-serial"),  # 2100-12-31
        ("73416", "not-a-day"),
        ("2026-07-01T10:00:00", "2026-07-01"),
        ("2026-07-01T10:00:00+08:00", "time-zone"),
        ("2026-07-01 99:00 UTC", "not-a-day"),
        ("", "not-a-day"),
    ],
)
def test_a_day_is_read_or_told_by_its_code(text: str, day: str) -> None:
    found = read_day(text)
    if isinstance(found, Doubt):
        hinted = found.code not in ("no-such-day", "out-of-range")
        assert (found.code, bool(found.message), bool(found.hint)) == (day, True, hinted)
        assert "None" not in found.message
    else:
        assert found.isoformat() == day


def test_an_excel_day_is_told_as_a_day() -> None:
    found = read_day("46204")
    assert isinstance(found, Doubt)
    assert "2026-07-01" in found.message  # 46,204 days after 1899-12-30


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("2026-06-30T16:00:00Z", SHANGHAI, "2026-07-01"),
        ("2026-06-30T15:59:59Z", SHANGHAI, "2026-06-30"),
        ("2026/06/30 9:00 UTC", SHANGHAI, "2026-06-30"),
        ("2026-06-30 23:00 GMT", SHANGHAI, "2026-07-01"),
        ("2026-07-01T00:00:00+0800", UTC, "2026-06-30"),
        ("1782835200000", UTC, "2026-06-30"),  # 16:00 of that day
        ("1782835200000", SHANGHAI, "2026-07-01"),
        ("Tue Jun 30 2026 16:00:00 GMT+0000 (UTC)", SHANGHAI, "2026-07-01"),
        ("Tue Jun 30 2026 16:00:00 GMT+0800", SHANGHAI, "2026-06-30"),
        ("Tue Foo 30 2026 16:00:00 GMT+0800", SHANGHAI, "not-a-day"),
        ("2026-13-01T00:00:00Z", SHANGHAI, "not-a-day"),
        ("1 Jul 2026 10:00 UTC", SHANGHAI, "not-a-day"),
        ("1990-01-01T00:00:00Z", UTC, "out-of-range"),
    ],
)
def test_a_moment_is_a_day_of_a_zone(text: str, zone: ZoneInfo, day: str) -> None:
    found = read_day(text, zone=zone)
    assert (found.code if isinstance(found, Doubt) else found.isoformat()) == day


def test_the_order_of_day_and_month_is_stated_looked_for_or_asked_about() -> None:
    assert read_day("3/1/2026", order=DayOrder.DAY_FIRST) == date(2026, 1, 3)
    assert read_day("3/1/2026", order=DayOrder.MONTH_FIRST) == date(2026, 3, 1)
    assert read_day("3/1/26", order=DayOrder.MONTH_FIRST) == date(2026, 3, 1)
    cells = ["3/1/2026", "31/1/2026"]
    assert days_as_text(cells, Forms()) == ["2026-01-03", "2026-01-31"]
    assert days_as_text(cells, Forms(order=DayOrder.MONTH_FIRST))[0] == "2026-03-01"
    assert isinstance(days_as_text(cells, Forms(looked=True))[0], Doubt)  # the file shows none, so no column does
    assert order_of(["1/31/2026 10:00"]) is DayOrder.MONTH_FIRST
    assert order_of(["31/1/26", "2026-01-31", "x", "3/1/2026"]) is None
    assert days_as_text(["2026-06-30T16:00:00Z"], Forms(zone=SHANGHAI)) == ["2026-07-01"]


@pytest.mark.parametrize("text", ["", "  ", "TBD", "ＴＢＤ", "n/a", "N/A", " - ", "待定", "?"])
def test_cells_that_say_nothing(text: str) -> None:
    assert is_blank(text)


def test_a_cell_is_plain_without_full_width_signs_and_loose_blanks() -> None:
    assert plain("　ａ\t b\n（c） ") == "a b (c)"


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("POC", Stage.EVALUATION),
        ("Design In", Stage.DESIGN_IN),
        ("design_in", Stage.DESIGN_IN),
        ("Closed  Won", Stage.WON),
        ("交付", Stage.DELIVERY),
        ("已付款", Stage.PAID),
        ("won!", None),
    ],
)
def test_a_stage_is_known_by_the_words_of_the_trade(word: str, stage: Stage | None) -> None:
    assert read_stage(word) is stage


NAMES = CapabilityNames.of([("api", "Python API"), ("c-api", "C API"), ("docs", "Documents")])


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("api", "api"),
        ("Python_API", "api"),
        ("api|c-api", "api | c-api"),
        ("api or docs : GA", "api | docs : ga"),
        ("api或者docs：预览", "api | docs : preview"),
        ("api : proven -12.5 %", "api : proven -12.5%"),
        ("api (nice to have)", "api nice"),
        ("api（可选）", "api nice"),
        ("API: 验证充分 nice", "api : proven nice"),
    ],
)
def test_a_need_is_read_with_its_alternatives_maturity_and_weight(text: str, need: str) -> None:
    assert read_need_text(text, NAMES) == need


def test_a_need_may_be_in_the_words_of_a_tracker() -> None:
    values = {"python": "api", "python or c": "c-api", "": "docs"}
    assert read_need_text("python", NAMES, values) == "api"
    assert read_need_text("python or c", NAMES, values) == "c-api"  # a whole text that is known is not parted
    assert read_need_text("python or docs", NAMES, values) == "api | docs"


def test_a_need_that_is_unknown_is_told_with_its_name_and_the_nearest() -> None:
    far, near = read_need_text("x" * 70, NAMES), read_need_text("apj | docs", NAMES)
    assert isinstance(far, Doubt)
    assert isinstance(near, Doubt)
    assert (far.code, far.message, far.hint) == ("unknown-reference", f"there is no capability {'x' * 64}", "")
    assert (near.message, near.hint) == ("there is no capability apj", "Did you mean api?")
    assert (NAMES.near("Documnts"), NAMES.near("zzz"), NAMES.find("zzz")) == ("docs", None, None)


def test_needs_of_a_cell_are_parted_by_its_signs_or_by_those_that_a_mapping_names() -> None:
    assert split_needs("a, b；c") == ["a, b", "c"]  # a comma parts only where nothing else does
    assert split_needs("a, b") == ["a", "b"]
    assert split_needs("a, b/c;d", "/") == ["a, b", "c;d"]
    assert split_needs("a,b", "/") == ["a,b"]
    assert split_needs("a.b]c", ".]") == ["a", "b", "c"]
    assert split_needs("; ; TBD") == []
    assert need_names("Python API 或 docs : ga -20%") == ["Python API", "docs"]
