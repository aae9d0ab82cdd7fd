"""Repairs in words: what would mend a cause."""

from __future__ import annotations

from requirements.language import _
from roadmap.plan.causes import Cause, CauseKind
from roadmap.views.causes import skill_of


def repair_text(cause: Cause) -> str:
    """What would repair a cause, as a sentence without its full stop."""
    if cause.ends is not None and cause.start is not None:
        return _("let it begin earlier, or make the work smaller")
    if cause.ends is not None and cause.earliest is not None:
        return _("let it land in {release} or later").format(release=cause.earliest)
    if cause.ends is not None:
        return _("allow {day}, or make the work smaller").format(day=cause.ends)
    if cause.start is not None and cause.first is not None and cause.first < cause.start:
        return _("let it begin earlier, or make the work smaller")
    if cause.start is not None:
        return _("let it begin on {day} or later").format(day=cause.first)
    return _repairs(cause)[cause.kind]


def _repairs(cause: Cause) -> dict[CauseKind, str]:
    skill = skill_of(cause)
    return {
        CauseKind.PIN: _("loosen or drop this pin"),
        CauseKind.NOTHING_PROVIDES: _("add a feature that provides it; `roadmap catalogue` knows ways"),
        CauseKind.NOBODY: _("hire or train people of {skill} sooner, or let a partner do it").format(skill=skill),
        CauseKind.AWAY: _("move the leave, or have others of {skill} stand in").format(skill=skill),
        CauseKind.NOT_BEFORE: _("an earlier `not_before`, or a later gate"),
        CauseKind.SUPPORT: _("more people or a second line of {skill} in these days, or fewer cases").format(
            skill=skill
        ),
        CauseKind.SUPPORT_TAKEN: _("more people or a second line of {skill} in these days").format(skill=skill),
        CauseKind.TOO_MUCH: _("more people of {skill} in these days, or a later gate").format(skill=skill),
        CauseKind.TOO_LATE: _("a later gate, smaller work, or another way to the same capability"),
        CauseKind.SHIPPED_LATE: _("a later gate: what has happened stays"),
        CauseKind.CANNOT_END: _("name somebody who goes on with it, or let a partner end it"),
        CauseKind.NO_PLAN: _("a later day or less work; `plan --strict` prices the ways out"),
        CauseKind.ALONE: _("a later gate, or fewer needs"),
        CauseKind.OUTSIDE: _("name a day or a release within the plan, or drop the pin"),
        CauseKind.NO_NEED: _("state the need of a deal, or drop the feature"),
        CauseKind.OTHER_VARIANT: _("nothing is missing; a pin `planned: true` takes this way instead"),
        CauseKind.NOT_SERVED: _("look at why these deals are given up"),
        CauseKind.NOT_WORTH_IT: _("`roadmap explain` prices what would make room"),
        CauseKind.NOT_FOUND: _("give the search more time, or pin it"),
    }
