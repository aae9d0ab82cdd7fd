"""What suggestions for trackers and for leave share: columns by their likely headings, and questions about cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from requirements.language import _, ngettext
from requirements.reading.cells.days import read_day
from requirements.reading.cells.doubt import Doubt, is_blank
from roadmap.importing.sheets.headings import Headed
from roadmap.importing.suggesting.looks import quoted

ASK = '"?"'
"""A question, which somebody must answer."""
MOST_VALUES = 40
"""Texts of a column that are asked about, the most frequent first."""


def first_of(headed: Headed, names: Sequence[str]) -> str | None:
    """The first of these headings that the file has."""
    return next((name for name in names if headed.positions(name)), None)


def cells_under(headed: Headed, names: Sequence[str]) -> list[str]:
    """The cells of the first column of these headings that is there, without those that are blank."""
    at = next((at for name in names for at in headed.positions(name)), None)
    return [] if at is None else [row.cells[at] for row in headed.rows if not is_blank(row.cells[at])]


def questions_on_days(texts: Iterable[str]) -> Iterator[str]:
    """The lines below `from` where the days of a file can be read in two ways."""
    doubts = {doubt.code for text in texts if isinstance(doubt := read_day(text), Doubt)}
    if "time-zone" in doubts:
        yield f"  zone: {ASK}  # " + _("The time zone in which the days begin, such as Asia/Shanghai.")
    if "ambiguous-day" in doubts:
        yield f"  dates: {ASK}  # " + _("Is it d/m/Y or m/d/Y? No day in the file decides it.")


def field_of_words(
    field: str, headed: Headed, names: Sequence[str], *, read: Callable[[str], str | None], note: str
) -> Iterator[str]:
    """The lines of a field of a closed list, with a question for each text that `read` does not know."""
    heading = quoted(first_of(headed, names) or "")
    unknown = Counter(text for text in cells_under(headed, names) if read(text) is None)
    if not unknown:
        yield f"  {field}: {heading}"
        return
    yield f"  {field}:"
    yield f"    column: {heading}"
    yield f"    values:  # {note}"
    for text, count in unknown.most_common(MOST_VALUES):
        rows = ngettext("in {count} row", "in {count} rows", count).format(count=count)
        yield f"      {quoted(text)}: {ASK}  # {rows}"
