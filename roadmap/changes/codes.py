"""The codes of findings about what-ifs, scenarios and quotes, each with what it means and what to do."""

from __future__ import annotations

from requirements.language import _


def simulation_codes() -> dict[str, str]:
    """The explanation of each code that what-ifs and quotes can give, in the language in force."""
    return {
        "set-form": _(
            "`--set` takes PATH=VALUE. For more or fewer people from a day on, it takes people.+N:SKILL@DAY or "
            "people.-N:SKILL@DAY; without @DAY the change holds from the start. Write values as in the files of the "
            "folder."
        ),
        "unknown-path": _(
            "The path does not lead to an entry of the folder. A path begins with a section or with a field of "
            "roadmap.yaml. Ids and fields follow, joined by dots. List members are numbered from 1, work items can "
            "be named by their phase and needs by their capability, and + stands for a new member. The finding names "
            "the possible next steps."
        ),
        "scenario-unreadable": _(
            "The scenario file, or the file that it names under `base`, does not exist or cannot be read. The path "
            "of a base begins at the folder of the scenario file that names it."
        ),
        "scenario-cycle": _(
            "A scenario contains the changes of its base. Therefore a scenario cannot be the base of its own base. "
            "The finding names the files. Delete one of their `base` lines."
        ),
        "scenario-kept": _(
            "`roadmap keep` has made the changes of this scenario in the files of the folder. To make them once more, "
            "for example after the folder was set back, delete the line `kept` in the scenario."
        ),
        "quote-form": _(
            "The file for a quote contains exactly one new deal under `deals`, written as in a file of the folder. "
            "Its id must not exist in the folder."
        ),
    }
