"""The codes of findings about work and who does it."""

from __future__ import annotations

from requirements.language import _


def work_codes() -> dict[str, str]:
    """The explanation of every code that a work item or somebody's week can give."""
    return {
        "progress-crew": _(
            "How many people of each skill do work of several skills is stated with the work, and holds while it runs."
        ),
        "effort-form": _("Effort is one number of person-days, or three: [low, likely, high]."),
        "effort-order": _("The low estimate must not exceed the likely one, nor that the high one."),
        "crew-form": _("Crew is one number of people, or two: [fewest, most]."),
        "skill-form": _(
            "Work takes people of one skill, `skill` with a `crew`, or of several together: `skills` with how many "
            "people of each, such as {compiler: 1, field: 1}, at most six skills and as many people as a crew has. "
            "Only the people of one skill can be said to add up (`divisible`)."
        ),
        "hand-over-form": _(
            "Work may change hands (`free`), stay with its people from the first day to the last (`never`), or take so "
            "many days longer where it changes hands (`costs 3 days`)."
        ),
        "crew-order": _("The fewest people must not be more than the most."),
        "week-form": _("A week is one share for all days, or a list of five (Monday to Friday) or seven."),
        "week-empty": _("Leave out a person who never works, or state on which days they do."),
        "spread-unit": _(
            "How far a gate moves is said with its unit, in working days or in weeks of five: `10 days`, `3 weeks`, at "
            "most 260 days."
        ),
        "common-shares": _(
            "The shared parts of the error are shares of one variance, so company, skill and feature together are at "
            "most 100%. What is left belongs to the single work item."
        ),
        "lost-sum": _("Every deal that is lost drops out at one gate, so these shares add up to 100%."),
        "phase-order": _("Work items run in order, and their phases in the order design, build, verify, enable."),
    }
