"""What every finding code means, over all commands."""

from __future__ import annotations

from requirements.language import _
from roadmap.changes.codes import simulation_codes
from roadmap.editing.codes import editing_codes
from roadmap.folder.codes import all_codes


def explanations() -> dict[str, str]:
    """What every code means, those of a folder's check and those of planning and of reading plans, by code."""
    return dict(
        sorted((all_codes() | simulation_codes() | editing_codes() | _of_plans() | _of_what_lies_beside()).items())
    )


def _of_plans() -> dict[str, str]:
    return {
        "numbers-too-large": _(
            "Planning uses exact whole numbers. The sums over all deals or all work are too large for them. Plan "
            "fewer deals at a time, or state amounts in a larger unit."
        ),
        "too-large-for-time": _(
            "This machine needs more than the given time to read the folder, make one plan, check it and write "
            "it. Allow more time, or plan fewer deals at a time: plan the most valuable deals first, and keep "
            "the others as leads."
        ),
        "baseline-differs": _(
            "Another plan was published after this plan was made, so this plan does not know its promises. Plan "
            "the folder again: the new plan keeps those promises, or states the cost of moving them."
        ),
        "input-differs": _(
            "A plan records the SHA-256 of the files from which it was made. The files in this folder differ. "
            "Plan the folder again, or name the folder in its original state; version control can restore it."
        ),
        "not-in-plan": _(
            "Name deals, features, releases and skills by their ids in the plan, and weeks as in 2026-W20 within "
            "the plan. A plan does not contain deals that are won, paid or lost."
        ),
        "plan-unreadable": _(
            "The plan file cannot be opened, or it is too large to be a plan. Check its name and permissions."
        ),
        "plan-schema": _(
            "Another version of roadmap wrote this plan. Plan the folder again with this version. Only the input "
            "must be kept: a plan can always be made again."
        ),
        "plan-invalid": _(
            "The file is not a plan. `roadmap plan` writes plans. To hold something in place, pin it in the input."
        ),
    }


def _of_what_lies_beside() -> dict[str, str]:
    return {
        "chances-invalid": _(
            "The file beside the plan is not what `roadmap simulate` wrote, or it was changed since. Simulate the plan "
            "again."
        ),
        "ledger-changed": _(
            "`roadmap publish` alone writes the ledger of promises, a line for each promise. Every line is sealed "
            "together with the line before, so a line that was changed, moved or deleted shows. Bring the file back as "
            "it was."
        ),
        "feed-unreadable": _(
            "A new calendar replaces the calendar that its readers have, and continues its events. The existing "
            "file, or the file that --since names, is not a calendar written by `roadmap timeline`, or it is "
            "damaged."
        ),
    }
