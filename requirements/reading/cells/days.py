"""Days as people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from requirements.fields import FIRST_DAY, LAST_DAY, Word
from requirements.language import _, language
from requirements.reading.cells.doubt import Doubt, plain

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january 一月",
            "feb february 二月",
            "mar march 三月",
            "apr april 四月",
            "may 五月",
            "jun june 六月",
            "jul july 七月",
            "aug august 八月",
            "sep sept september 九月",
            "oct october 十月",
            "nov november 十一月",
            "dec december 十二月",
        ),
        start=1,
    )
    for name in names.split()
}
_NAME = r"(?P<name>[A-Za-z]{3,9}|\d{1,2}月|[一二三四五六七八九十]{1,2}月)\.?"
_CLOCK = re.compile(
    r"(?P<day>.*?[\d日号])(?:T| )(?:上午|下午)? ?(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r" ?(?:[AaPp]\.?[Mm]\.?|上午|下午)? ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_WEEKDAY = re.compile(
    r" ?\(?(?:周|星期|礼拜)[一二三四五六日天]\)?$|^(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? "
)
_YEAR_FIRST = re.compile(
    r"(\d{4}) ?([-/._]) ?(\d{1,2}) ?\2 ?(\d{1,2})|(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?", re.ASCII
)
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})", re.ASCII)
_NAMED = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/ .]+{_NAME}[-/ .,]+(?P<year>\d{{4}}|\d{{2}})"),
    re.compile(rf"(?P<year>\d{{4}})[-/ .]+{_NAME}[-/ .]+(?P<day>\d{{1,2}})"),
    re.compile(rf"{_NAME}[-/ .]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/ .,]+(?P<year>\d{{4}})"),
)
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})", re.ASCII)
_MILLISECONDS = re.compile(r"\d{13}", re.ASCII)
_SCRIPT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4})(?: \(.*\))?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_EPOCH = date(1899, 12, 30)


class DayOrder(Word):
    """The order of day and month where the year comes last."""

    DAY_FIRST = "d/m/Y"
    MONTH_FIRST = "m/d/Y"


def read_day(text: str, *, order: DayOrder | None = None, zone: ZoneInfo | None = None) -> date | Doubt:
    """The day that a cell names, whatever its form; a time of day is dropped.

    `order` settles 3/1/2017, which is else in doubt unless only one order makes a day of it. `zone` is where days
    begin: moments with a time zone, and milliseconds since 1970, are days only there.
    """
    return _remembered(plain(text), order, zone, language())


@lru_cache(maxsize=8192)
def _remembered(text: str, order: DayOrder | None, zone: ZoneInfo | None, _language: str) -> date | Doubt:
    """The day of a text, or the doubt in the language that is spoken."""
    return _read(text, order, zone)


def _read(text: str, order: DayOrder | None, zone: ZoneInfo | None) -> date | Doubt:
    if _MILLISECONDS.fullmatch(text):
        return _of_moment(datetime.fromtimestamp(int(text) / 1000, UTC), zone)
    clock = _CLOCK.fullmatch(text)
    if (clock is not None and clock["zone"]) or _SCRIPT.fullmatch(text):
        return _of_zoned(text, clock, zone)
    bare = _WEEKDAY.sub("", clock["day"] if clock is not None else text).strip()
    parts = _parts(bare, order)
    return parts if isinstance(parts, Doubt) else _made(*parts)


def _of_zoned(text: str, clock: re.Match[str] | None, zone: ZoneInfo | None) -> date | Doubt:
    if script := _SCRIPT.fullmatch(text):
        try:
            return _of_moment(datetime.strptime(" ".join(script.groups()), "%b %d %Y %H:%M:%S %z"), zone)
        except ValueError:
            return _unknown()
    if clock is None:
        return _unknown()
    offset = {"Z": "+00:00", "UTC": "+00:00", "GMT": "+00:00"}.get(clock["zone"], clock["zone"])
    hours = clock["clock"] if len(clock["clock"].partition(":")[0]) == 2 else f"0{clock['clock']}"
    try:
        return _of_moment(datetime.fromisoformat(f"{clock['day'].replace('/', '-')}T{hours}{offset}"), zone)
    except ValueError:
        return _unknown()


def _of_moment(moment: datetime, zone: ZoneInfo | None) -> date | Doubt:
    if zone is None:
        message = _("this is a point in time; its day depends on the time zone")
        return Doubt("time-zone", message, _("State the time zone in the mapping: `zone: Asia/Shanghai` under `from`."))
    return _within(moment.astimezone(zone).date())


def _parts(text: str, order: DayOrder | None) -> tuple[int, int, int] | Doubt:
    """Year, month and day."""
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in (found.group(1, 3, 4) if found[1] else found.group(5, 6, 7)))
        return year, month, day
    if found := _COMPACT.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    for pattern in _NAMED:
        found = pattern.fullmatch(text)
        month = _month(found["name"]) if found else 0
        if found and month:
            return _whole_year(found["year"]), month, int(found["day"])
    if found := _YEAR_LAST.fullmatch(text):
        return _by_order(int(found[1]), int(found[3]), found[4], order)
    if _SERIAL.fullmatch(text):
        return _serial(text)
    return _unknown()


def _month(name: str) -> int:
    return int(name[:-1]) if name[:-1].isdecimal() else _MONTHS.get(name.casefold(), 0)


def _whole_year(year: str) -> int:
    return int(year) + 2000 if len(year) == 2 else int(year)


def _by_order(first: int, second: int, year: str, order: DayOrder | None) -> tuple[int, int, int] | Doubt:
    certain = _certain(first, second) if len(year) == 4 else None
    order = order or certain
    if len(year) == 4 and not (1 <= min(first, second) <= 12 and max(first, second) <= 31):
        return _whole_year(year), 0, 0  # no day in either order
    if order is None and (first != second or len(year) == 2):
        message = _("the order of day and month is not clear: this can be read as two different days")
        return Doubt(
            "ambiguous-day",
            message,
            _("State the order of day and month in the mapping: `dates: d/m/Y` or `dates: m/d/Y` under `from`."),
        )
    day, month = (second, first) if order is DayOrder.MONTH_FIRST else (first, second)
    return _whole_year(year), month, day


def _certain(first: int, second: int) -> DayOrder | None:
    """The only order that makes a day of two numbers."""
    if 12 < first <= 31 and second <= 12:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST if first <= 12 < second <= 31 else None


def _serial(text: str) -> Doubt:
    day = _EPOCH + timedelta(days=int(float(text)))
    if not FIRST_DAY <= day <= LAST_DAY:
        return _unknown()
    message = _("this looks like a day as Excel stores it, as a number ({day}?)").format(day=day)
    return Doubt("excel-serial", message, _("Format the column as a date such as 2026-07-01 and export it again."))


def _made(year: int, month: int, day: int) -> date | Doubt:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return Doubt("no-such-day", _("the calendar has no such day"))


def _within(day: date) -> date | Doubt:
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    return Doubt("out-of-range", _("expected a day from 2000-01-01 to 2100-12-31"))


def _unknown() -> Doubt:
    hint = _("Write the year, the month and the day, such as 2026-07-01.")
    return Doubt("not-a-day", _("this is not a day in any known form"), hint)


def order_of(cells: Iterable[str]) -> DayOrder | None:
    """The order in which days are written, as those among the cells show that have only one; None if none does, or if
    they disagree."""
    found = {order for text in cells if (order := _shown(plain(text))) is not None}
    return found.pop() if len(found) == 1 else None


def _shown(text: str) -> DayOrder | None:
    clock = _CLOCK.fullmatch(text)
    parts = _YEAR_LAST.fullmatch(clock["day"] if clock is not None else text)
    return _certain(int(parts[1]), int(parts[3])) if parts and len(parts[4]) == 4 else None
