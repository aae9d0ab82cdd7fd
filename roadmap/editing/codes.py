"""The codes of findings about edits, each with what it means and what to do."""

from __future__ import annotations

from requirements.language import _


def editing_codes() -> dict[str, str]:
    """The explanation of each code that an edit can give, in the language in force."""
    return {
        "edit-file": _(
            "An edit changes only the characters that say a value. That is not possible in a file that cannot be read "
            "to its end, or that uses anchors, tags, merge keys or the same key twice. Mend the file first; `roadmap "
            "check` names the line."
        ),
        "edit-imported": _(
            "`roadmap import` wrote this row, and the next import would undo the edit. Change the value in the system "
            "it comes from, or let the plan own the field: `owner:` in the mapping."
        ),
        "edit-table": _(
            "The table cannot say this: no table of its kind has such a column, or a cell cannot hold the value. Move "
            "the entry to a YAML file."
        ),
        "edit-catalogue": _(
            "The entry comes from the shipped catalogue, so no file of the folder states it. Write an entry with the "
            "same id in the folder: it replaces the one of the catalogue."
        ),
        "edit-value": _(
            "The value cannot be written so that reading the file gives it again. Write it in another way."
        ),
        "edit-undo": _(
            "An edit is taken back line by line, so that what others changed in the meantime stays. Somebody has "
            "changed the same lines since. Change the values by hand, or make the edit the other way round."
        ),
        "edit-unsafe": _(
            "The edit was tried in memory, and some other value of the file would have changed, too. So nothing was "
            "written. Change the file in an editor."
        ),
    }
