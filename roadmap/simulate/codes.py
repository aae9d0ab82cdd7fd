"""The codes of findings about what-ifs, scenarios and quotes, each with what it means and what to do."""

from __future__ import annotations

from requirements.language import _


def simulation_codes() -> dict[str, str]:
    """The explanation of each code that what-ifs and quotes can give, in the language in force."""
    return {
        "set-form": _(
            "`--set` takes PATH=VALUE, or people.+N:SKILL@DAY and people.-N:SKILL@DAY for more or fewer people from a "
            "day on; without @DAY from the start. Values are written as in the files of the folder."
        ),
        "unknown-path": _(
            "The path leads to nothing that the folder says. A path is a section or a field of roadmap.yaml, then ids "
            "and fields, joined by dots; members of lists are numbered from 1, work items may be named by their phase, "
            "and + stands for a new member. The finding names how the path can go on."
        ),
        "scenario-unreadable": _(
            "The scenario file, or the one that it names under `base`, is not there or cannot be read. A base is named "
            "by its path from the folder of the file that names it."
        ),
        "scenario-cycle": _(
            "A scenario has the changes of its base, so no scenario can be the base of its own base. The finding names "
            "the files; one of their base lines is one too many."
        ),
        "quote-form": _(
            "The file to quote holds one new deal and nothing else, under `deals` and with an id that the folder does "
            "not have, as a file of the folder would."
        ),
    }
