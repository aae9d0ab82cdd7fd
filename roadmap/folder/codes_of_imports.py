"""The codes of findings about files that are imported, each with what it means and what to do."""

from __future__ import annotations

from requirements.language import _


def import_codes() -> dict[str, str]:
    """The explanation of each code that an import can give, besides those of tables and of deals."""
    return _of_workbooks() | {
        "import-question": _(
            "`roadmap import --suggest` writes a ? where the file does not show what is meant. Write the answer in its "
            "place; nothing is imported before all are answered."
        ),
        "import-column": _(
            "The mapping names a column that the file does not have: somebody renamed it, or exported another view. "
            "Correct the heading in the mapping, or export the column."
        ),
        "import-value": _(
            "The file says something that neither the folder nor the mapping knows, such as a stage of your own. Say "
            "under `values` of the field what it means, or under `else` what all others mean: `keep`, `empty`, or a "
            "value."
        ),
        "import-rounded": _(
            "Spreadsheets keep 15 digits of a number, and show long ones as 1.23457E+17. Two deals could have the same "
            "key then. Export the column as text."
        ),
        "import-foreign": _(
            "The result of an import is read again by the next one. A row of it came from another mapping or was "
            "written by hand; it would be lost. Name another file under `to`."
        ),
        "import-gone": _(
            "A deal that was imported before is no longer in the file, and was neither lost nor paid. It stays until "
            "somebody deletes the row; `gone: mark_lost` or `gone: keep` in the mapping says what it means."
        ),
        "import-result": _("The result of an import is a CSV file inside the folder, by a relative path."),
        "rounded-to-nothing": _(
            "Amounts are planned in whole thousands. One below half a thousand counts as nothing; most often the unit "
            "of the column is another."
        ),
        "unknown-unit": _("A unit is how much a bare number counts: 1, 1000, k, 万, m or 亿."),
        "unknown-form": _(
            "The mapping takes here the name of a time zone, such as Asia/Shanghai, or working days, such as "
            "-60 workdays."
        ),
    }


def _of_workbooks() -> dict[str, str]:
    return {
        "workbook-file": _(
            "Workbooks are read as .xlsx, without a password and without macros. Other kinds (.xls, .xlsb, web pages "
            "that are called .xls) must be saved as .xlsx first."
        ),
        "workbook-size": _(
            "A workbook may have 16 MiB, 64 MiB unpacked, 2,000 parts, and cells within 20,000 lines and 200 columns; "
            "`rows` under `from` in the mapping raises the lines. A small file can unpack to a huge one, so this is "
            "looked at before anything is read."
        ),
        "workbook-part": _(
            "A workbook is an archive of parts. The one that is named is broken, or holds what no spreadsheet program "
            "writes, such as a document type. Open and save the workbook in a spreadsheet program."
        ),
        "workbook-cell": _(
            "The cell holds a formula without a value, as files have that a program wrote which does not compute, or "
            "an error such as #REF!. It is told only for columns that the mapping reads."
        ),
        "workbook-merged": _(
            "Merged cells hold one value, in their first row. `merged: fill` under `from` says that it holds for all "
            "of them; else unmerge them."
        ),
        "workbook-hidden": _(
            "Whoever opens the workbook does not see these rows, columns or sheets. Hidden rows and columns are read; "
            "`hidden: skip` under `from` leaves them out, and `hidden: read` ends the warning."
        ),
        "workbook-sheet": _("The workbook has several sheets with contents; the mapping says which one is meant."),
    }
