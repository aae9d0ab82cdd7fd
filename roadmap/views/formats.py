"""Numbers, money, days and periods as text, in the language in force.

English writes a day as 14 Aug 2026 everywhere. Chinese writes 2026 年 8 月 14 日 in sentences and 2026-08-14 in tables,
so that each kind of place has its own functions.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_name

from requirements.amounts.money import Thousands, in_units
from requirements.language import _, is_chinese, language

FIRM = "\u00a0"
MINUS = "\u2212"
_STEPS = ((1_000_000, "bn"), (1_000, "M"), (1, "k"))
_WAN, _YI = 10, 100_000
"""Ten thousand (万) and a hundred million (亿), in thousands."""
_YUAN = "元"
_ENGLISH_UNITS = ((1_000_000_000, "bn", 3), (1_000_000, "M", 3), (1_000, "k", 0))
_CHINESE_UNITS = ((100_000_000, "亿", 4), (10_000, "万", 4))
"""Units of exact amounts, each with the decimals that it may have."""


def _english(thousands: int) -> str:
    for size, suffix in _STEPS:
        if abs(thousands) >= size:
            number = format_decimal(round(thousands / size, 1), format="#,##0.#", locale="en")
            return f"{number}{FIRM}{suffix}".replace("-", MINUS)
    return "0"


def _chinese(thousands: int) -> str:
    """Three or four digits of 亿 or 万, below one 万 the whole number; never two units at once."""
    amount = abs(thousands)
    if amount < _WAN:
        text = str(format_decimal(thousands * 1000, format="#,##0", locale="zh"))
    else:
        size, unit = (_YI, "亿") if amount >= _YI else (_WAN, "万")
        digits = 2 if amount < 100 * size else 1 if amount < 1000 * size else 0
        number = format_decimal(round(thousands / size, digits), format="#,##0.##", locale="zh")
        text = f"{number}{FIRM}{unit}"
    return text.replace("-", MINUS)


def money(thousands: int, currency: str) -> str:
    """An amount with its currency, three or four digits long: CNY 123.4 M, 1.23 亿元. `thousands` of the currency."""
    return _with_currency(_chinese(thousands) if is_chinese() else _english(thousands), currency)


def _with_currency(number: str, currency: str) -> str:
    if not is_chinese():
        return f"{currency}{FIRM}{number}"
    unit = _YUAN if currency == "CNY" else get_currency_name(currency, locale=language())
    return f"{number}{FIRM if number[-1].isdigit() else ''}{unit}"


def figure(thousands: int) -> str:
    """An amount for a table whose heading names the currency: 123.4 M, 1.23 亿. `thousands` of the currency."""
    return _figure(thousands, is_chinese())


@lru_cache(maxsize=20_000)
def _figure(thousands: int, in_chinese: bool) -> str:  # noqa: FBT001 - a key of the cache
    return _chinese(thousands) if in_chinese else _english(thousands)


def exact_figure(thousands: Thousands) -> str:
    """An amount that is not rounded, for a table whose heading names the currency: in the largest unit in which it has
    few decimals, else in full: 2.4 M, 1.234 M, 1,234,567; 240 万, 123.4567 万, 450. `thousands` of the currency."""
    units = in_units(thousands)
    for size, suffix, decimals in _CHINESE_UNITS if is_chinese() else _ENGLISH_UNITS:
        if abs(units) >= size and units * 10**decimals % size == 0:
            number = format_decimal(Decimal(units) / size, format="#,##0.####", locale="zh" if is_chinese() else "en")
            return f"{number}{FIRM}{suffix}"
    return str(format_decimal(units, format="#,##0", locale="en"))


def exact_money(thousands: Thousands, currency: str) -> str:
    """An amount with its currency that is not rounded: CNY 1,234,567, 123.4567 万元. `thousands` of the currency."""
    return _with_currency(exact_figure(thousands), currency)


def percent(part: float, whole: float = 1) -> str:
    """A share of a whole as a percentage, with one decimal below ten; a dash where there is no whole."""
    if whole == 0:
        return "–"
    share = 100 * part / whole
    pattern = "#,##0.#" if 0 < abs(share) < 10 else "#,##0"
    return f"{format_decimal(share, format=pattern, locale=language())}%".replace("-", MINUS)


def working_days(days: int) -> str:
    """Slack in working days with its sign: +12 d, −5 d."""
    sign = MINUS if days < 0 else "+" if days > 0 else ""
    return _("{sign}{days} d").format(sign=sign, days=abs(days)).replace(" ", FIRM)


@lru_cache(maxsize=20_000)
def _written(day: date, pattern: str, language: str) -> str:
    return str(format_date(day, pattern, locale=language)).replace(" ", FIRM)


def short_day(day: date) -> str:
    """A day without its year in a sentence: 14 Aug, 8 月 14 日."""
    # Translators: a date pattern of CLDR, such as d MMM in English or M 月 d 日 in Chinese.
    return _written(day, _("d MMM"), language())


def long_day(day: date) -> str:
    """A day with its year in a sentence: 14 Aug 2026, 2026 年 8 月 14 日."""
    # Translators: a date pattern of CLDR, such as d MMM y in English or y 年 M 月 d 日 in Chinese.
    return _written(day, _("d MMM y"), language())


def short_table_day(day: date) -> str:
    """A day in a table that shows no years: 14 Aug, 2026-08-14."""
    return day.isoformat() if is_chinese() else short_day(day)


def table_day(day: date) -> str:
    """A day in a table: 14 Aug 2026, 2026-08-14."""
    return day.isoformat() if is_chinese() else long_day(day)


def month(day: date) -> str:
    """A month without its year: Aug, 8 月."""
    # Translators: a date pattern of CLDR, such as LLL in English or M 月 in Chinese.
    return _written(day, _("LLL"), language())


def month_of_year(day: date) -> str:
    """A month with its year: Aug 2026, 2026 年 8 月."""
    # Translators: a date pattern of CLDR, such as LLL y in English or y 年 M 月 in Chinese.
    return _written(day, _("LLL y"), language())


def month_heading(day: date, at: int) -> str:
    """A month at the head of a column, with its year in the first column and in each January."""
    return month_of_year(day) if at == 0 or day.month == 1 else month(day)


def quarter_of_year(day: date) -> str:
    """The quarter that holds a day, in a sentence: Q2 2026, 2026 年第二季度. Tables write 2026Q2."""
    # Translators: a date pattern of CLDR, such as QQQ y in English or y 年QQQQ in Chinese.
    return _written(day, _("QQQ y"), language())


def span(first: date, last: date) -> str:
    """A period in a sentence, both days included: 2 Mar – 24 Apr. One day stands alone."""
    return short_day(first) if first == last else _between(short_day(first), short_day(last))


def long_span(first: date, last: date) -> str:
    """A period in a sentence with its years, both days included: 2 Mar 2026 – 24 Apr 2026."""
    return _between(long_day(first), long_day(last))


def short_table_span(first: date, last: date) -> str:
    """A period in a table that shows no years: 2 Mar – 24 Apr. One day stands alone."""
    return short_table_day(first) if first == last else f"{short_table_day(first)} – {short_table_day(last)}"


def table_span(first: date, last: date) -> str:
    """A period in a table: 2 Mar 2026 – 24 Apr 2026."""
    return f"{table_day(first)} – {table_day(last)}"


def _between(first: str, last: str) -> str:
    # Translators: a period from a first to a last day, both included.
    return _("{first} – {last}").format(first=first, last=last)
