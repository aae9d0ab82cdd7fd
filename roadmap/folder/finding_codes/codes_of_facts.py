"""The codes of findings about facts: what has happened by the as-of day, and pins that facts have overtaken."""

from __future__ import annotations

from requirements.language import _


def fact_codes() -> dict[str, str]:
    """The explanation of every code that progress and pins can give."""
    return {
        "progress-ahead": _("Progress states what has happened by the as_of day. A later day is a plan, not progress."),
        "progress-phase": _("The progress line names a phase in which the feature has no work item."),
        "out-of-sequence": _(
            "Work began before the work that it waits for was done. This is a fact, not an error. The work "
            "continues, or its remaining part waits, as `policy: out_of_sequence` states."
        ),
        "work-assumed": _(
            "Work is recorded as done, but the work before it has no record. The plan takes the earlier work as "
            "done, too, and marks it as assumed."
        ),
        "release-unsaid": _(
            "All work of a feature was done in time for a release that has already shipped. The input does not "
            "state that the feature shipped in this release. The plan therefore lands the feature in a later "
            "release, which can be too late for a deal."
        ),
        "done-after-ship": _(
            "The input states that a feature shipped in a release, and that some of its work was done or began after "
            "the ship day of that release. Both cannot be so. The plan keeps the feature in the release that is stated."
        ),
        "ship-day-off": _(
            "The stated ship day is a day off, so the release ships on the next working day. On the stated day it "
            "would meet a gate; on the next working day it misses the gate."
        ),
        "pin-overtaken": _(
            "A pin asks for something in the past that did not happen. The pin has no effect, and the plan is made "
            "without it."
        ),
        "pin-cannot-hold": _(
            "No plan can hold this pin. The plan ignores the pin, plans the rest and reports this first. `roadmap "
            "plan --strict` makes no plan in this case; it shows what each way out costs."
        ),
        "progress-item": _(
            "A phase has several work items, and the progress line does not state which of them it belongs to. "
            "State the name or the skill of the work item. Until then the line is ignored, and all work items keep "
            "their full effort."
        ),
    }
