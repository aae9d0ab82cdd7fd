"""What every finding code means, over all commands."""

from __future__ import annotations

from requirements.language import _
from roadmap.folder.codes import all_codes
from roadmap.simulate.codes import simulation_codes


def explanations() -> dict[str, str]:
    """What every code means, those of a folder's check and those of planning and of reading plans, by code."""
    return dict(sorted((all_codes() | simulation_codes() | _of_plans() | _of_what_lies_beside()).items()))


def _of_plans() -> dict[str, str]:
    return {
        "numbers-too-large": _(
            "Planning is exact, in whole numbers, and the sums over all deals or all work would no longer fit. "
            "Plan fewer deals at a time, or state amounts in a larger unit."
        ),
        "too-large-for-time": _(
            "Reading the folder, making one plan of it, checking and writing that takes longer on this machine than "
            "the time given. Give it more time; or plan fewer deals at a time: dear ones first, the others as leads."
        ),
        "baseline-differs": _(
            "Somebody published another plan after this one was made, so this one knows nothing of the promises of "
            "that one. Plan the folder again: the new plan keeps them, or says what moving them costs."
        ),
        "input-differs": _(
            "A plan records the SHA-256 of the files it was made from. The files in this folder are others: plan it "
            "again, or name the folder as it was, which your version control can bring back."
        ),
        "not-in-plan": _(
            "Deals, features, releases and skills are asked for by their ids, as the plan has them, and weeks as in "
            "2026-W20, within the plan. Deals that are won, paid or lost are not part of a plan."
        ),
        "plan-unreadable": _(
            "The plan file cannot be opened, or it is larger than any plan. Check its name and permissions."
        ),
        "plan-schema": _(
            "The plan was written by another version of roadmap. Plan the folder again with this one: the input is "
            "what is kept, a plan can always be made anew."
        ),
        "plan-invalid": _(
            "The file is not a plan. Plans are made by `roadmap plan`; to hold something in place, pin it in the input."
        ),
    }


def _of_what_lies_beside() -> dict[str, str]:
    return {
        "chances-invalid": _(
            "The file beside the plan is not what `roadmap simulate` wrote, or it was changed since. Simulate the plan "
            "again."
        ),
        "feed-unreadable": _(
            "A calendar is written over the one its readers have, and follows its events. The file that is there, or "
            "that --since names, is no calendar of `roadmap timeline`, or it is damaged."
        ),
    }
