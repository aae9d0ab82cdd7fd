"""All codes of findings, each with what it means and what to do, for `roadmap explain CODE`. Codes are stable."""

from __future__ import annotations

from requirements.language import _
from requirements.reading.codes import reading_codes
from roadmap.folder.codes_of_imports import import_codes
from roadmap.folder.codes_of_pages import page_codes
from roadmap.folder.codes_of_work import work_codes


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
        | _of_engineering()
        | _of_waits()
        | _of_references()
        | _of_days()
        | _of_facts()
        | _of_probes()
        | _of_coverage()
        | _of_the_whole()
        | _of_values()
        | import_codes()
    )


def _of_files() -> dict[str, str]:
    return {
        "file-missing": _("The folder has no roadmap.yaml. `roadmap init DIR` writes one to start from."),
        "unreadable": _("The file is there and the system does not let it be read. Check its permissions."),
        "not-a-file": _("Only regular files are read: no devices, pipes or folders."),
        "include-outside": _(
            "A folder is read alone: what it includes lies inside it, named by a relative path, also after "
            "symbolic links are followed. Nothing is fetched from the network."
        ),
        "include-missing": _("No file matches. Paths and patterns begin at the folder that holds roadmap.yaml."),
        "include-form": _(
            "The text is no path and no pattern; patterns use *, ? and **, the latter alone between slashes."
        ),
        "include-kind": _("Files to include end in .yaml or .yml, or in .csv for deals and progress."),
        "header-elsewhere": _("Name, days, calendar, policy and includes are said once, in roadmap.yaml."),
        "too-large": _(
            "A folder may hold 1,000 files, 10,000 deals, 3,000 features and as many entries of other kinds as a "
            "company of that size needs. Split the plan by business unit."
        ),
    }


def _of_the_baseline() -> dict[str, str]:
    return {
        "baseline-invalid": _(
            "baseline.json in the folder is what `roadmap publish` wrote: the plan whose promises later plans pay for "
            "moving. It cannot be read, or another version of roadmap wrote it. Without it, plans know no promises."
        ),
        "plan-changed": _(
            "A plan carries the verdict of the checker and a SHA-256 over all it says. This file says something else "
            "than what was accepted: somebody changed a value, a promise or a proof in it, or merged two plans line by "
            "line. `publish` also works out again what the plan says from the work that it states. Plan again or bring "
            "back the file as it was; to hold something in place, pin it in the input."
        ),
        "baseline-deal-gone": _(
            "The published plan promised this deal something. A promise does not end by leaving the deal out of the "
            "files: state the deal with `stage: lost`, so that the loss is told. To begin anew without promises, "
            "delete baseline.json."
        ),
        "promise-price": _(
            "The price of a promise rises by per_week until it is most, which must take at most 52 weeks. Raise "
            "per_week, or lower most; per_week 0 lets promises move freely."
        ),
    }


def _of_engineering() -> dict[str, str]:
    return {
        "release-order": _("Work must be verified by the freeze day; the release ships on that day or later."),
        "proficiency-none": _("Leave a skill out that somebody does not have; a proficiency is above 0 %."),
        "skill-twice": _("`skill` stands for 100 % of a skill. Give it there or under `skills`, not both."),
        "second-line-untrained": _(
            "Nobody is moved to a second line untrained. `training` names the feature whose `enable` work trains them: "
            "it is planned like other work, and done before the first of them is moved."
        ),
        "second-line-own": _(
            "A second line is a skill that people are moved to for some weeks. What they do any day is a skill of "
            "their own: state it under `skills`, or as a second line, not both."
        ),
        "second-line-twice": _("State each second line once, with one proficiency and one training."),
        "leave-order": _("The first day of a leave must not be after its last."),
        "progress-form": _("Running work states what remains, finished work the day it was done; not both."),
        "progress-milestone": _(
            "A milestone is work of no effort: nothing of it can be left. Say on which day it was reached, or state "
            "the effort of the work item."
        ),
        "progress-order": _("Work cannot be done before it was started."),
        "pin-form": _(
            "A pin holds one thing: a feature in a release, from a day, by a day, in or out; or a deal served or not."
        ),
    }


def _of_waits() -> dict[str, str]:
    return {
        "wait-form": _(
            "Nobody works on a wait: it states no skill, crew or effort, and its progress no people. Where somebody "
            "does, it is work; state its skill and effort instead of `wait`."
        ),
        "overlap-form": _("The first work item of a feature has none before it that it could overlap."),
        "wait-time": _(
            "A wait lasts whole days: 15 are working days, `15 calendar days` include weekends and holidays."
        ),
    }


def _of_references() -> dict[str, str]:
    return {
        "unknown-reference": _(
            "The name points to an entry that no file of the folder states. The nearest name is suggested; upper "
            "and lower case differ."
        ),
        "id-lookalike": _(
            "Two ids of one kind differ only by case or by characters that look alike, such as 0 and O, 1, l and "
            "I, rn and m. One of them will be taken for the other."
        ),
        "dependency-cycle": _(
            "Each of these features waits for the next and the last for the first, so none can begin. The finding "
            "names the shortest such circle and the line of each step."
        ),
        "customer-spelling": _(
            "Two deals name their customer so alike that it may be one and the same. Sums by customer would count "
            "it twice. The names themselves are not repeated, because they are restricted."
        ),
    }


def _of_days() -> dict[str, str]:
    return {
        "horizon-before-start": _("The horizon is the last day of the plan, so it cannot lie before the first."),
        "horizon-too-far": _("A plan may span 15 years."),
        "as-of-after-horizon": _("Nothing is planned before the as_of day, so it must lie within the plan."),
        "no-working-day": _("Weekends, holidays and days_off leave no day on which anybody works."),
        "unknown-country": _(
            "Public holidays are known for most countries by their two-letter code, such as CN or DE."
        ),
        "provisional-year": _(
            "Some countries publish late which weekends are worked in exchange for holidays. Until then the days "
            "of this year may shift a little. Once they are known, list them under calendar."
        ),
        "release-outside": _("The release ships after the plan ends, so nothing can land in it."),
        "begins-after-horizon": _("Work that may not begin within the plan is left out of it, with its feature."),
        "cadence-empty": _("Between its first and last day, and before the horizon, the cadence makes no release."),
        "gates-outside": _("All gates of this open deal lie before the first day or after the last day of the plan."),
        "gate-past": _(
            "The day of a gate is past, and by its stage the deal has not come to that gate yet. One of the two is out "
            "of date. What is not there yet can only come late for this gate."
        ),
        "gate-far": _("The gate lies more than a year after the plan ends. Perhaps the year is a slip."),
    }


def _of_facts() -> dict[str, str]:
    return {
        "progress-ahead": _("Progress is what has happened by the as_of day; a later day is a plan, not progress."),
        "progress-phase": _("Progress is stated for a phase in which the feature has no work item."),
        "out-of-sequence": _(
            "Work began before what it waits for was done. That is a fact and no fault: it goes on, or what remains "
            "of it waits (`policy: out_of_sequence`)."
        ),
        "work-assumed": _(
            "Work is recorded as done, and nothing is recorded of work before it. The plan takes that as done, too, "
            "and marks it as assumed."
        ),
        "release-unsaid": _(
            "All work of a feature was done in time for a release that has shipped since, and nothing says that the "
            "feature shipped in it. The plan lands it in a later release, which may be late for a deal."
        ),
        "ship-day-off": _(
            "The release is to ship on a day off, and so ships on the next working day. A gate that it would meet on "
            "the stated day is missed by that."
        ),
        "pin-overtaken": _(
            "A pin asks for what is past and did not happen. It no longer holds anything; the plan is made without it."
        ),
        "pin-cannot-hold": _(
            "Whatever else is planned, what this pin asks for cannot be. The pin holds nothing, the rest is planned, "
            "and the plan says so first. `roadmap plan --strict` refuses instead and prices the ways out."
        ),
        "progress-item": _(
            "A phase has several work items, and progress tells of one of them: its name or its skill says of which. "
            "Nothing is guessed: until it is said, the line counts for nothing, and all items keep their work."
        ),
    }


def _of_probes() -> dict[str, str]:
    return {
        "deal-never": _(
            "`check --deep` dropped everything else, and still no plan serves this deal. Two solves agree, or a count "
            "shows it."
        ),
        "deal-late": _(
            "`check --deep` dropped everything else, and still no plan serves this deal in time, only late. Two solves "
            "agree."
        ),
        "deal-open": _("The minute of `check --deep` was over before all deals were settled."),
    }


def _of_coverage() -> dict[str, str]:
    return {
        "need-unmeetable": _(
            "Without this need the deal is lost, and no feature provides it at the maturity that is asked for. "
            "Maturities that are left out follow from the gate: preview for evaluation, ga for design_in and "
            "signing, proven for acceptance and payment, unless the policy says otherwise."
        ),
        "capability-unneeded": _(
            "Work that nobody asks for is not planned. Is a need missing, or the feature obsolete?"
        ),
        "challenge-unmeetable": _(
            "Without this need the deal can still be won, only less likely, and no feature provides it. Is somebody "
            "to build, adapt or buy it? `roadmap catalogue` lists what is known of ways and their work."
        ),
        "profile-unmeetable": _(
            "Deals of this kind often have the need, says the profile that their segment names, and no feature "
            "provides it. Deals still to be found will ask for it."
        ),
        "profile-question": _(
            "Most customers of this kind have the need, says the profile that their segment names, and these deals say "
            "nothing of it. A need that comes up in design-in is a surprise. Ask the customer: state the need, or name "
            "the capability under `not_needed` if the customer does not need it. Leads are not checked."
        ),
    }


def _of_the_whole() -> dict[str, str]:
    return {
        "skill-nobody": _(
            "Work asks for a skill that no team and no person has by the horizon, or only people whose time is all "
            "reserved. The features and deals that it stops are left out of the plan, which says so first, and the "
            "rest is planned. Hire somebody, train somebody, let a partner do it, or delete the feature."
        ),
        "skill-unasked": _(
            "Somebody has a skill that no work asks for under this name, but under one spelt nearly the same."
        ),
        "crew-too-large": _(
            "A work item needs more people at once than there ever are of its skill. Its feature or deal is left out "
            "of the plan, which says so first."
        ),
        "target-not-model": _("The list of target models names capabilities of the kind model."),
        "target-not-built": _(
            "A model was agreed on, is not there yet, and no feature adapts it, so no plan can land it. Add a feature, "
            "or take the model off the list."
        ),
        "training-without-enable": _(
            "The training of a second line is the `enable` work of a feature. This feature has none, so that nobody "
            "is ever trained by it. Add a work item of the phase enable, or name another feature."
        ),
        "skills-narrowed": _(
            "People know several skills each, and the work can be shared among them in too many ways to look at all. "
            "The planner takes some people to know a little less; of work that stays with a crew it looks at the "
            "thirty quickest crews. The plan can be done, and might be worth more."
        ),
        "case-unknown": _(
            "Progress is told of a support case that the deal does not bring. Write the name of one of its cases."
        ),
        "case-tight": _(
            "A piece of a support case is done at one go within its spread. People who keep a share of their time for "
            "defects and questions take longer than its person-days, and here longer than the spread."
        ),
        "team-empty": _("The team has no people, no hires and no person of its own; it can do no work."),
        "further-findings": _("A thousand findings are shown at once. Repair some of them and check again."),
        "no-deals": _("A plan without deals is valid and empty: nothing is worth building."),
        "no-releases": _("Features land in releases. List releases, or add a cadence."),
    }


def _of_values() -> dict[str, str]:
    return {
        "value-unlike": _(
            "A deal is worth at least ten times more, or less, than the middle one of its segment. Most often a unit "
            "was forgotten: an amount without one counts thousands."
        ),
    }
