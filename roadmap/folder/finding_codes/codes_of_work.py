"""The codes of findings about work and who does it."""

from __future__ import annotations

from requirements.language import _


def work_codes() -> dict[str, str]:
    """The explanation of every code that a work item or somebody's week can give."""
    return {
        "progress-crew": _(
            "For work of several skills, the work item states the number of people of each skill. This number does "
            "not change while the work runs."
        ),
        "effort-form": _("An effort is one number of person-days, or three numbers: [low, likely, high]."),
        "effort-order": _(
            "The low estimate must not be above the likely estimate, and the likely estimate must not be above the "
            "high estimate."
        ),
        "crew-form": _("A crew is one number of people, or two numbers: [fewest, most]."),
        "skill-form": _(
            "Work takes people of one skill or of several skills. For one skill, state `skill` and `crew`. For "
            "several skills, state `skills` with the number of people of each, such as {compiler: 1, field: 1}. At "
            "most six skills are allowed, and at most as many people as a crew can have. Only work of one skill can "
            "state `divisible`."
        ),
        "hand-over-form": _(
            "`free` means that other people can take over the work. `never` means that the same people do the work "
            "from the first day to the last. `costs 3 days` means that each hand-over makes the work three days "
            "longer."
        ),
        "crew-order": _("In a crew, the fewest people must not be more than the most people."),
        "week-form": _(
            "A week is one share for all days, a list of five shares (Monday to Friday), or a list of seven shares."
        ),
        "week-empty": _(
            "The week of this person has no working day. State the days on which the person works, or leave the person "
            "out."
        ),
        "phase-order": _(
            "Work items run in the order of the list. Their phases must follow the order design, build, verify, enable."
        ),
    }


def certainty_codes() -> dict[str, str]:
    """The explanation of every code that the statements of how sure estimates, gates and deals are can give."""
    return {
        "spread-unit": _(
            "How far a gate moves is said with its unit, in working days or in weeks of five: `10 days`, `3 weeks`, at "
            "most 260 days."
        ),
        "common-shares": _(
            "The shared parts of the error are shares of one variance, so company, skill and feature together are at "
            "most 100%. What is left belongs to the single work item."
        ),
        "lost-sum": _("Every deal that is lost drops out at one gate, so these shares add up to 100%."),
    }
