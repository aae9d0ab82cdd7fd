"""Waits in words: what stands where other work has its skill; and work that runs as late as it goes."""

from __future__ import annotations

from requirements.language import _, ngettext
from roadmap.plans.engineering.work import WorkLine


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
