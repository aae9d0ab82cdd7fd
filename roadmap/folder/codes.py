"""All codes of findings, each with what it means and what to do, for `roadmap explain CODE`. Codes are stable."""

from __future__ import annotations

from requirements.language import _
from requirements.reading.codes import reading_codes
from roadmap.folder.finding_codes.codes_of_decisions import decision_codes
from roadmap.folder.finding_codes.codes_of_facts import fact_codes
from roadmap.folder.finding_codes.codes_of_imports import import_codes
from roadmap.folder.finding_codes.codes_of_pages import page_codes
from roadmap.folder.finding_codes.codes_of_work import certainty_codes, work_codes


def explain(code: str) -> str | None:
    """What a code means and what to do, in the language in force; None for a code that does not exist."""
    return all_codes().get(code)


def all_codes() -> dict[str, str]:
    """The explanation of every code that a folder's check can give."""
    return (
        reading_codes()
        | _of_files()
        | _of_the_baseline()
        | work_codes()
        | page_codes()
        | certainty_codes()
        | _of_engineering()
        | _of_waits()
        | _of_references()
        | _of_days()
        | fact_codes()
        | decision_codes()
        | _of_probes()
        | _of_coverage()
        | _of_people()
        | _of_the_whole()
        | _of_values()
        | import_codes()
    )


def _of_files() -> dict[str, str]:
    return {
        "file-missing": _("The folder has no roadmap.yaml. `roadmap init DIR` creates a folder with this file."),
        "unreadable": _("The file exists, but the system does not allow reading it. Check its permissions."),
        "not-a-file": _("Only regular files are read. Devices, pipes and folders are refused."),
        "edit-unfinished": _(
            "An edit was killed after some of its files were written. Every command reads the folder as the whole edit "
            "leaves it. The next `roadmap edit`, `roadmap import` or start of `roadmap serve` finishes it. To give it "
            "up instead, restore the files, for instance with git, and delete `.roadmap-edit.json`."
        ),
        "include-outside": _(
            "All included files must lie inside the folder and be named by a relative path. This is checked again "
            "after symbolic links are followed. Nothing is fetched from the network."
        ),
        "include-missing": _(
            "No file matches the path or pattern. Paths and patterns begin at the folder that holds roadmap.yaml."
        ),
        "include-form": _(
            "The text is not a valid path or pattern. Patterns use *, ? and **. Between slashes, ** must stand alone."
        ),
        "include-kind": _(
            "Included files must end in .yaml or .yml. Files of deals and of progress can also end in .csv."
        ),
        "header-elsewhere": _(
            "The name, the days, the calendar, the policy and the included files are stated only in roadmap.yaml."
        ),
        "too-large": _(
            "A folder can hold at most 1,000 files, 10,000 deals and 3,000 features. Other kinds of entries have "
            "similar limits. Split the plan by business unit."
        ),
    }


def _of_the_baseline() -> dict[str, str]:
    return {
        "baseline-invalid": _(
            "baseline.json holds the published plan, written by `roadmap publish`. Later plans pay a price for "
            "moving its promises. The file cannot be read, or another version of roadmap wrote it. Without this "
            "file, plans know no promises."
        ),
        "plan-changed": _(
            "A plan file contains the result of the checker and a SHA-256 over its whole content. The content of "
            "this file no longer matches. Somebody changed a value, a promise or a proof in the file, or merged two "
            "plan files line by line. `publish` also computes the results again from the work in the plan. Plan "
            "again, or restore the original file. To keep something in place, pin it in the input."
        ),
        "baseline-deal-gone": _(
            "The published plan made a promise to this deal, but the deal is no longer in the files. A promise does "
            "not end when the deal is deleted. State the deal with `stage: lost`, so that the loss is reported. To "
            "start again without promises, delete baseline.json."
        ),
        "promise-price": _(
            "The price of moving a promise rises by `per_week` each week until it reaches `most`. It must reach "
            "`most` within 52 weeks. Raise `per_week` or lower `most`. With `per_week: 0`, promises can move "
            "freely."
        ),
    }


def _of_engineering() -> dict[str, str]:
    return {
        "release-order": _("Work must be verified by the freeze day. The release ships on the freeze day or later."),
        "proficiency-none": _("A proficiency must be above 0 %. Leave out a skill that the person does not have."),
        "skill-twice": _(
            "`skill` means a proficiency of 100 %. State each skill in `skill` or under `skills`, not in both."
        ),
        "second-line-untrained": _(
            "People need training before they move to a second line. `training` names the feature whose `enable` "
            "work trains them. This work is planned like other work and ends before the first person is moved."
        ),
        "second-line-own": _(
            "A second line is a skill to which people are moved for some weeks. A skill that they use every day "
            "belongs under `skills`. State each skill in one of the two places, not both."
        ),
        "second-line-twice": _("State each second line once, with one proficiency and one training."),
        "person-order": _("The first day of a person at work must not be after the last one."),
        "leave-order": _("The first day of a leave must not be after its last day."),
        "progress-form": _(
            "Running work states `remaining`. Finished work states the day in `done`. Exactly one of the two is "
            "expected."
        ),
        "progress-milestone": _(
            "A milestone is a work item without effort, so it has no remaining effort. State the day on which it "
            "was reached, or state the effort of the work item."
        ),
        "progress-order": _("The day in `done` must not be before the day in `started`."),
        "pin-form": _(
            "A pin fixes exactly one thing. For a feature: its release, its first day, its last day, or whether it "
            "is planned. For a deal: whether it is served."
        ),
    }


def _of_waits() -> dict[str, str]:
    return {
        "wait-form": _(
            "Nobody works on a wait. A wait states no skill, crew or effort, and its progress states no people. If "
            "somebody works on it, state skill and effort instead of `wait`."
        ),
        "overlap-form": _("The first work item of a feature cannot overlap, because no work item comes before it."),
        "wait-time": _(
            "A wait lasts a whole number of days. 15 means working days; `15 calendar days` includes weekends and "
            "holidays."
        ),
    }


def _of_references() -> dict[str, str]:
    return {
        "unknown-reference": _(
            "No entry with this name exists in the files of the folder. The finding suggests the most similar name. "
            "Upper and lower case differ."
        ),
        "id-lookalike": _(
            "Two ids of one kind differ only by case or by similar characters, such as 0 and O, 1, l and I, or rn "
            "and m. Readers will confuse them."
        ),
        "dependency-cycle": _(
            "Each of these features waits for the next one, and the last waits for the first. Therefore none of "
            "them can begin. The finding names the shortest such cycle and the line of each dependency."
        ),
        "customer-spelling": _(
            "The customer names of two deals are so similar that they may mean the same customer. Totals by "
            "customer would then count this customer twice. The finding does not repeat the names, because customer "
            "names are restricted."
        ),
    }


def _of_days() -> dict[str, str]:
    return {
        "horizon-before-start": _("The horizon is the last day of the plan. It must not be before the first day."),
        "horizon-too-far": _("A plan can span at most 15 years."),
        "as-of-after-horizon": _(
            "The plan begins no work before the as_of day. Therefore the as_of day must lie within the plan."
        ),
        "no-working-day": _("After weekends, holidays and `days_off`, no working day is left in the plan."),
        "unknown-country": _(
            "Public holidays are available for most countries. Write the two-letter code of the country, such as CN "
            "or DE."
        ),
        "provisional-year": _(
            "Some countries publish late which weekend days are worked in exchange for holidays. Until then, days "
            "in this year can shift slightly. List these days under `calendar` when they are published."
        ),
        "release-outside": _("The release ships after the end of the plan. Therefore no feature can land in it."),
        "begins-after-horizon": _(
            "This work can begin only after the end of the plan. The work and its feature are left out of the plan."
        ),
        "cadence-empty": _("The cadence makes no release between its first and last day and before the horizon."),
        "gates-outside": _("All gates of this open deal lie before the first day or after the last day of the plan."),
        "gate-past": _(
            "The day of a gate is in the past, but the stage says that the deal has not reached this gate. The day "
            "or the stage is out of date. Capabilities that are not available yet can only arrive late for this "
            "gate."
        ),
        "gate-far": _("The gate lies more than a year after the end of the plan. Check the year for a typing error."),
    }


def _of_probes() -> dict[str, str]:
    return {
        "deal-never": _(
            "`check --deep` planned this deal alone. No plan serves it. Two solves or a count confirmed this."
        ),
        "deal-late": _(
            "`check --deep` planned this deal alone. No plan serves it in time, only late. Two solves confirmed this."
        ),
        "deal-open": _(
            "`check --deep` stopped after one minute. For some deals it is still open whether any plan can serve them."
        ),
    }


def _of_coverage() -> dict[str, str]:
    return {
        "need-unmeetable": _(
            "No feature provides this need at the required maturity, and without it the deal is lost. If a need "
            "states no maturity, its gate decides: preview for evaluation, ga for design_in and signing, proven for "
            "acceptance and payment, unless the policy states otherwise."
        ),
        "capability-unneeded": _(
            "No open deal needs this capability, so the work is not planned. Check whether a need is missing or the "
            "feature is obsolete."
        ),
        "challenge-unmeetable": _(
            "No feature provides this need. The deal can be won without it, but the win probability is lower. "
            "Decide whether to build, adapt or buy it. `roadmap catalogue` lists known ways and the work that they "
            "take."
        ),
        "profile-unmeetable": _(
            "According to the segment's profile, such deals often have this need, but no feature provides it. Deals "
            "that are still to be found will ask for it."
        ),
        "profile-question": _(
            "According to the segment's profile, most customers of this kind have this need, but these deals do not "
            "mention it. A need that is discovered as late as design-in is costly. Ask the customer. Then state the "
            "need, or list the capability under `not_needed`. Leads are not checked."
        ),
    }


def _of_people() -> dict[str, str]:
    return {
        "skill-nobody": _(
            "Work needs a skill that no team and no person has before the horizon, or only people whose whole time "
            "is reserved. The features and deals that depend on this work are left out. The plan reports this first "
            "and plans the rest. Hire or train somebody, let a partner do the work, or delete the feature."
        ),
        "skill-unasked": _(
            "No work uses a skill of this name, but some work uses a skill whose name is spelt almost the same."
        ),
        "crew-too-large": _(
            "A work item needs more people at the same time than ever have its skill. Its feature or deal is left "
            "out, and the plan reports this first."
        ),
        "training-without-enable": _(
            "The training for a second line is the `enable` work of a feature. This feature has no `enable` work, "
            "so it trains nobody. Add a work item of the phase enable, or name another feature."
        ),
        "skills-narrowed": _(
            "Many people have several skills, so work can be assigned in too many ways to examine all of them. The "
            "planner assumes slightly fewer skills or speeds for some people. For work that stays with one crew, it "
            "examines only the thirty fastest crews. The plan is feasible, but a better plan may exist."
        ),
        "case-unknown": _(
            "The progress line names a support case that the deal does not bring. Write the name of one of the "
            "deal's support cases."
        ),
        "case-tight": _(
            "A piece of work of a support case is done without a break within its spread. Its people reserve a "
            "share of their time for defects and questions, so the work takes more days than its person-days "
            "suggest. Here it takes more days than the spread allows."
        ),
        "team-empty": _("The team has no people, now or later. It cannot do any work."),
    }


def _of_the_whole() -> dict[str, str]:
    return {
        "target-not-model": _("The list of target models can contain only capabilities of the kind model."),
        "target-not-built": _(
            "A target model is not available yet, and no feature provides it. No plan can deliver it. Add a feature "
            "that adapts the model, or remove the model from the list."
        ),
        "further-findings": _("At most a thousand findings are shown. Fix some of them and check again."),
        "no-deals": _("The folder has no deals. The plan is valid but empty, because no work is needed."),
        "no-releases": _("Features land in releases. List releases, or add a cadence."),
    }


def _of_values() -> dict[str, str]:
    return {
        "value-unlike": _(
            "The value of a deal is at least ten times the median of its segment, or at most a tenth of it. The "
            "usual cause is a missing unit: an amount without a unit counts thousands."
        ),
    }
