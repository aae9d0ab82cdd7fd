"""Numbers, money and days as text, in the language in force."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_compact_currency, format_compact_decimal, format_decimal

from requirements.language import _, language

THIN = "\u202f"
FIRM = "\u00a0"
MINUS = "\u2212"
_STEPS = ((1_000_000, "bn"), (1_000, "M"), (1, "k"))


def _english(thousands: int) -> str:
    for size, suffix in _STEPS:
        if abs(thousands) >= size:
            number = format_decimal(round(thousands / size, 1), format="#,##0.#", locale="en")
            return f"{number}{FIRM}{suffix}".replace("-", MINUS)
    return "0"


def money(thousands: int, currency: str) -> str:
    """An amount with its currency, three or four digits long: CNY 123.4 M, ¥1.23亿. `thousands` of the currency."""
    if language().startswith("zh"):
        return str(format_compact_currency(thousands * 1000, currency, locale=language(), fraction_digits=2))
    return f"{currency}{FIRM}{_english(thousands)}"


def figure(thousands: int) -> str:
    """An amount for a table whose heading names the currency: 123.4 M, 1.23亿. `thousands` of the currency."""
    if language().startswith("zh"):
        return str(format_compact_decimal(thousands * 1000, locale=language(), fraction_digits=2))
    return _english(thousands)


def percent(part: float, whole: float = 1) -> str:
    """A share of a whole as a percentage, with one decimal below ten; a dash where there is no whole."""
    if whole == 0:
        return "–"
    share = 100 * part / whole
    pattern = "#,##0.#" if 0 < abs(share) < 10 else "#,##0"
    return f"{format_decimal(share, format=pattern, locale=language())}{THIN}%".replace("-", MINUS)


def working_days(days: int) -> str:
    """Slack in working days with its sign: +12 d, −5 d."""
    sign = MINUS if days < 0 else "+" if days > 0 else ""
    return _("{sign}{days} d").format(sign=sign, days=abs(days)).replace(" ", FIRM)


@lru_cache(maxsize=20_000)
def _written(day: date, pattern: str, language: str) -> str:
    return str(format_date(day, pattern, locale=language)).replace(" ", FIRM)


def short_day(day: date) -> str:
    """A day without its year: 14 Aug."""
    # Translators: a date pattern of CLDR, such as d MMM in English or M月d日 in Chinese.
    return _written(day, _("d MMM"), language())


def long_day(day: date) -> str:
    """A day with its year: 14 Aug 2026."""
    # Translators: a date pattern of CLDR, such as d MMM y in English or y年M月d日 in Chinese.
    return _written(day, _("d MMM y"), language())


def month(day: date) -> str:
    """A month without its year: Aug."""
    return _written(day, "LLL", language())


def span(first: date, last: date) -> str:
    """A period in days, both included: 2 Mar – 24 Apr. One day stands alone."""
    return short_day(first) if first == last else f"{short_day(first)} – {short_day(last)}"


def long_span(first: date, last: date) -> str:
    """A period in days with their years, both included: 2 Mar 2026 – 24 Apr 2026."""
    return f"{long_day(first)} – {long_day(last)}"
