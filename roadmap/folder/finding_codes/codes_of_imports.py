"""The codes of findings about files that are imported, each with what it means and what to do."""

from __future__ import annotations

from requirements.language import _


def import_codes() -> dict[str, str]:
    """The explanation of each code that an import can give, besides those of tables and of deals."""
    return _of_mappings() | _of_workbooks() | _of_schedules()


def _of_mappings() -> dict[str, str]:
    return {
        "import-question": _(
            "`roadmap import --suggest` writes a ? where the file does not show the answer. Replace each ? with the "
            "answer. Nothing is imported before all questions are answered."
        ),
        "import-column": _(
            "The mapping names a column that the file does not have. Somebody renamed the column, or exported "
            "another view. Correct the heading in the mapping, or export the column."
        ),
        "import-value": _(
            "The file contains a text that neither the folder nor the mapping knows, such as your own name for a "
            "stage. State its meaning under `values` of the field. For all other texts, state `else`: `keep`, "
            "`empty` or a value."
        ),
        "import-rounded": _(
            "Spreadsheets keep only 15 digits of a number and show long numbers as 1.23457E+17. Two different deals "
            "could then have the same key. Format the column as text and export it again."
        ),
        "import-foreign": _(
            "The next import reads the result of the previous import and replaces it. One of its rows came from "
            "another mapping or was written by hand, and would be lost. Name another file under `to`."
        ),
        "import-gone": _(
            "An imported deal is no longer in the file, but it was neither lost nor paid. The deal stays until "
            "somebody deletes its row. State in the mapping what a missing deal means: `gone: mark_lost` or `gone: "
            "keep`."
        ),
        "import-result": _("The result of an import must be a CSV file inside the folder, named by a relative path."),
        "rounded-to-nothing": _(
            "Amounts are kept exactly and planned in whole thousands. An amount below half a thousand counts as 0. The "
            "usual cause is a wrong unit of the column."
        ),
        "unknown-unit": _("The unit states how much a number without a unit counts: 1, 1000, k, 万, m or 亿."),
        "unknown-form": _(
            "Here the mapping takes the name of a time zone, such as Asia/Shanghai, or a number of working days, "
            "such as -60 workdays."
        ),
    }


def _of_schedules() -> dict[str, str]:
    return {
        "reqif-form": _(
            "Requirements are read from ReqIF, the exchange format of requirement tools (.reqif). The file is damaged, "
            "declares a document type, or is packed (.reqifz). Unpack it, or export it again."
        ),
        "reqif-text": _(
            "Requirement tools usually call the attribute with the wording ReqIF.Text or ReqIF.Name. This file calls "
            "it something else, so the attribute with the most text was taken. Name another column in the mapping if "
            "it is the wrong one."
        ),
        "schedule-form": _(
            "A schedule is read from Microsoft Project's XML (MSPDI) or from a TaskJuggler project (.tjp). The file is "
            "damaged, declares a document type, or is in the binary format (.mpp). Save it as XML in Microsoft Project."
        ),
        "schedule-left-out": _(
            "The schedule says something that features cannot say, such as a link from a start to a finish, or "
            "contains a statement that is not read. It is left out, and everything else is imported. Look at the "
            "lines, and write what matters into the folder by hand."
        ),
    }


def _of_workbooks() -> dict[str, str]:
    return {
        "workbook-conflict": _(
            "A workbook of the input remembers what the folder said when it was exported. Since then, the same value "
            "was changed in the workbook and in the folder. Nothing is imported, so that no change is lost. Export the "
            "workbook again, and make the change there."
        ),
        "workbook-key": _(
            "The first column of a workbook of the input says which entry a row is about. It stays as it is, and it is "
            "empty in new rows. Ids are not changed by editing a cell, because other entries refer to them."
        ),
        "workbook-file": _(
            "Only .xlsx workbooks without a password and without macros are read. Save other kinds as .xlsx first, "
            "such as .xls, .xlsb, or web pages with the ending .xls."
        ),
        "workbook-size": _(
            "A workbook can have at most 16 MiB, 64 MiB when unpacked, 2,000 parts, 20,000 lines and 200 columns. "
            "`rows` under `from` in the mapping raises the limit of lines. A small file can unpack to a very large "
            "one, so the limits are checked before anything is read."
        ),
        "workbook-part": _(
            "A workbook is an archive of several parts. The named part is damaged, or it contains something that no "
            "spreadsheet program writes, such as a document type. Open the workbook in a spreadsheet program and "
            "save it again."
        ),
        "workbook-cell": _(
            "The cell holds an error such as #REF!, or a formula without a value. Some programs write formulas "
            "without computing them. Only columns that the mapping reads are checked."
        ),
        "workbook-merged": _(
            "Merged cells hold one value, in their first row. If the value holds for all merged rows, state "
            "`merged: fill` under `from`. Otherwise unmerge the cells."
        ),
        "workbook-hidden": _(
            "These rows, columns or sheets are hidden when the workbook is opened. Hidden rows and columns are "
            "read. `hidden: skip` under `from` leaves them out, and `hidden: read` ends the warning."
        ),
        "workbook-sheet": _("The workbook has several sheets with content. State in the mapping which sheet to read."),
    }
