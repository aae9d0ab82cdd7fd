"""Waits in words: what stands where other work has its skill; and work that runs as late as it goes, or goes on."""

from __future__ import annotations

from datetime import date

from requirements.language import _, ngettext
from roadmap.plans.engineering.work import WorkLine
from roadmap.views.formats import long_day


def skill_words(work: WorkLine) -> str:
    """The skill of a work item, or how long it waits with nobody working."""
    if work.wait is None:
        return work.skill
    days = work.wait.days
    if work.wait.calendar:
        text = ngettext("a wait of {count} calendar day", "a wait of {count} calendar days", days)
    else:
        text = ngettext("a wait of {count} working day", "a wait of {count} working days", days)
    return text.format(count=days)


def late_words(work: WorkLine) -> str:
    """That work runs as late as it goes, where it does; else empty."""
    return _("scheduled as late as possible") if work.late else ""


def going_on(day: date | None) -> str:
    """That running work goes on although its feature is not built, and until when; "" where nothing is running."""
    return "" if day is None else _("Its running work goes on until {day}.").format(day=long_day(day))
