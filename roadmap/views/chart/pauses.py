"""Pauses of work in words and on the calendar."""

from __future__ import annotations

from datetime import date, timedelta

from requirements.language import _, enumerated
from roadmap.plans.engineering.pauses import PauseLine
from roadmap.plans.engineering.work import WorkLine
from roadmap.views.formats import span

DAY = timedelta(days=1)
MOST_PIECES = 8
"""Pauses that are told one by one; of more, how many there are."""


def pause_words(pauses: list[PauseLine]) -> str:
    """When work pauses, and when it goes on without some of its people; empty where it never does."""
    if len(pauses) > MOST_PIECES:
        return _("people are away {count} times, {days}").format(count=len(pauses), days=span(*_ends(pauses)))
    words = [
        _("pause {days}").format(days=span(pause.first, pause.last))
        if pause.whole
        else _("{days} without {people}").format(days=span(pause.first, pause.last), people=enumerated(pause.people))
        for pause in pauses
    ]
    return enumerated(words)


def _ends(pauses: list[PauseLine]) -> tuple[date, date]:
    return pauses[0].first, pauses[-1].last


def pieces_of(item: WorkLine) -> list[tuple[date, date, bool]]:
    """The days of a work item in pieces, both ends included, and whether nobody works in them."""
    found, begin = [], item.first
    for pause in item.pauses:
        if pause.whole:
            if begin < pause.first:
                found.append((begin, pause.first - DAY, False))
            found.append((pause.first, pause.last, True))
            begin = pause.last + DAY
    return [*found, (begin, item.last, False)]
