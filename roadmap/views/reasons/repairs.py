"""Repairs in words: what would mend a cause."""

from __future__ import annotations

from requirements.language import _
from roadmap.plans.causes import Cause, CauseKind
from roadmap.views.reasons.causes import skill_of


def repair_text(cause: Cause) -> str:
    """What would repair a cause, as a sentence without its full stop."""
    if cause.ends is not None and cause.start is not None:
        return _("allow an earlier start, or reduce the work")
    if cause.ends is not None and cause.earliest is not None:
        return _("allow it to land in {release} or later").format(release=cause.earliest)
    if cause.ends is not None:
        return _("allow {day}, or reduce the work").format(day=cause.ends)
    if cause.start is not None and cause.first is not None and cause.first < cause.start:
        return _("allow an earlier start, or reduce the work")
    if cause.start is not None:
        return _("allow it to start on {day} or later").format(day=cause.first)
    return _repairs(cause)[cause.kind]


def _repairs(cause: Cause) -> dict[CauseKind, str]:
    skill = skill_of(cause)
    return {
        CauseKind.PIN: _("loosen or remove this pin"),
        CauseKind.NOTHING_PROVIDES: _("add a feature that provides it (`roadmap catalogue` lists typical ways)"),
        CauseKind.NOBODY: _("hire or train people with the skill {skill} sooner, or let a partner do the work").format(
            skill=skill
        ),
        CauseKind.AWAY: _("move the leave, or let other people with the skill {skill} stand in").format(skill=skill),
        CauseKind.NOT_BEFORE: _("allow an earlier `not_before`, or a later gate"),
        CauseKind.SUPPORT: _(
            "add people or a second line with the skill {skill} on these days, or reduce the cases"
        ).format(skill=skill),
        CauseKind.SUPPORT_TAKEN: _("add people or a second line with the skill {skill} on these days").format(
            skill=skill
        ),
        CauseKind.TOO_MUCH: _("add people with the skill {skill} on these days, or allow a later gate").format(
            skill=skill
        ),
        CauseKind.TOO_LATE: _("allow a later gate, reduce the work, or choose another way to the same capability"),
        CauseKind.SHIPPED_LATE: _("allow a later gate: the past cannot be changed"),
        CauseKind.CANNOT_END: _("name a person who continues the work, or let a partner finish it"),
        CauseKind.NO_PLAN: _("allow a later day, or reduce the work (`plan --strict` prices both)"),
        CauseKind.ALONE: _("allow a later gate, or reduce the needs"),
        CauseKind.OUTSIDE: _("name a day or release within the plan, or remove the pin"),
        CauseKind.OVERTAKEN: _("state what happened, or remove the pin"),
        CauseKind.NO_NEED: _("state a deal that needs it, or remove the feature"),
        CauseKind.OTHER_VARIANT: _("no action is needed. The pin `planned: true` selects this feature instead"),
        CauseKind.NOT_SERVED: _("see why these deals are given up"),
        CauseKind.NOT_WORTH_IT: _("`roadmap explain` prices the changes that would make room for it"),
        CauseKind.NOT_FOUND: _("allow the search more time, or pin it"),
    }
