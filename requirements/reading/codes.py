"""The codes of findings about single files and fields, each with what it means and what to do. Codes are stable."""

from __future__ import annotations

from requirements.language import _


def reading_codes() -> dict[str, str]:
    """The explanation of each code that reading and typing can give, in the language in force."""
    return (
        _of_files()
        | _of_yaml()
        | _of_tables()
        | _of_structure()
        | _of_values()
        | _of_days()
        | _of_deals()
        | _of_segments()
    )


def _of_files() -> dict[str, str]:
    return {
        "encoding": _(
            "Files are UTF-8, or UTF-16 with a byte order mark. CSV files from Chinese spreadsheets are "
            "recognised by their headings; for other GB18030 files say --encoding gb18030. Nothing else is tried, "
            "because a wrong guess turns names into rubbish without an error."
        ),
        "character": _(
            "Control characters, halves of characters and marks that turn the direction of writing are refused: "
            "they are invisible, or show a text that is not the one that is read. The finding names the code "
            "point."
        ),
        "file-too-large": _("A file may have 8 MiB. Split it; roadmap.yaml can include any number of files."),
        "empty-file": _("The file holds nothing, or comments only. Delete it from `include`, or fill it."),
    }


def _of_yaml() -> dict[str, str]:
    return {
        "yaml-syntax": _(
            "The text is not YAML. The place is where the parser gave up; the cause is there or in the lines "
            "above: indentation, a tab, an open quote or bracket, or a colon followed by a space inside a text "
            "without quotes."
        ),
        "several-documents": _("A line of three dashes begins a second document. Make it a file of its own."),
        "too-deep": _("Mappings and lists may be nested 40 deep. No part of the input needs more than eight."),
        "too-many-parts": _("One file may hold 400,000 values, lists and mappings. Split it into several files."),
        "value-too-long": _("A single value may have 64 KiB (in CSV, 128 Ki characters). Texts are meant to be read."),
        "alias": _(
            "YAML can refer to an earlier part by *name. A few such lines can stand for millions of values, so "
            "they are refused; write the value out."
        ),
        "anchor": _(
            "YAML names a part by &name, so that *name can refer to it. Nothing may refer to it here, so most "
            "likely a text begins with & and lacks its quotes."
        ),
        "merge-key": _("The key << copies another mapping into this one. It is refused; write the entries out."),
        "tag": _("YAML tags such as !!int or !name choose a type. Here the field decides; delete the tag."),
        "duplicate-key": _(
            "A key stands twice in one mapping, or a column twice in one table. YAML readers often keep the last "
            "one in silence. Keep one; the finding names the other place."
        ),
        "key-not-text": _("Keys are ids or names of fields: text, not a list, a mapping or nothing."),
    }


def _of_tables() -> dict[str, str]:
    return {
        "csv-header": _(
            "The first row of a CSV file names the columns, such as id, name, customer, segment, stage, value. It "
            "is read with comma, semicolon and tab, or as a line `sep=;` says; none gave two known columns."
        ),
        "csv-quote": _(
            'A text in quotes must be closed, followed by the delimiter or the end of the row. A quote inside it is "".'
        ),
        "csv-ragged": _("Every row has as many cells as the header. A delimiter inside a text needs quotes around it."),
        "csv-too-long": _("A CSV file may have 20,000 rows. Split it into several files and include them all."),
        "csv-too-wide": _("A CSV file may have 200 columns. Deals need about twenty."),
    }


def _of_structure() -> dict[str, str]:
    return {
        "not-a-mapping": _("Here keys with values are expected, one per line, indented alike."),
        "not-a-list": _("Here a list is expected: lines that begin with a dash, or values in square brackets."),
        "missing-field": _(
            "A field without which the entry has no meaning is not given. The input reference lists them."
        ),
        "unknown-field": _(
            "No field has this name. Fields that are not known are refused, because a slip in a name would "
            "otherwise drop what you wrote in silence."
        ),
        "no-value": _("The key is there, its value is not. Delete the key to leave the field at its default."),
        "empty-list": _("The list must have at least one member."),
        "id-form": _(
            "An id begins with an ASCII letter, followed by letters, digits, dots, dashes and underscores, at "
            "most 64 in all. Names for people go into `name`, in any script."
        ),
        "duplicate-id": _("Ids are unique over all files of a folder. The finding names the place of the first one."),
    }


def _of_values() -> dict[str, str]:
    return {
        "not-text": _(
            "Here one text is expected, not a list or a mapping. Quotes are needed only around special text."
        ),
        "empty-text": _("The text must not be empty."),
        "web-address": _("A link is a web address, as a browser shows it: it begins with https:// or http://."),
        "too-long": _("The text is longer than its field allows; most take 2,000 characters."),
        "word-form": _("The text must have a certain form, such as two letters for a country or three for a currency."),
        "unknown-word": _("The field takes one word of a closed list; the finding names them all."),
        "not-a-number": _(
            "Here a number is expected, written in digits without quotes. 1e3 and nan are not numbers here."
        ),
        "quoted-number": _("The number is in quotes, which makes it text. Delete the quotes."),
        "ambiguous-number": _(
            "1,000 is a thousand to some and one to others. Write 1000, or use a unit: 100k, 2m, 200万, 1.2亿."
        ),
        "not-half": _("Person-days are whole or half numbers."),
        "not-whole": _("Days, people and thousands are whole numbers."),
        "out-of-range": _("The value lies outside the range that the finding names."),
        "percent-sign": _(
            "A share is a number from 0 to 1, a percentage with its sign, or a fraction: 0.6, 60% or 3/5."
        ),
        "not-a-flag": _(
            "The field takes true or false, in small letters, without quotes. yes, no, on and off are text."
        ),
    }


def _of_days() -> dict[str, str]:
    return {
        "not-a-day": _("Days are written 2026-07-01. Times of day and time zones are refused and never converted."),
        "no-such-day": _("The day does not exist in the calendar, such as 30 February."),
        "ambiguous-day": _(
            "3/1/2026 is one day where the day comes first and another where the month does. A column is read as those "
            "of its cells show that have one meaning; where none does, write the year first."
        ),
        "time-zone": _(
            "A moment, such as 2026-06-30T16:00:00Z or milliseconds since 1970, is another day in another time zone. A "
            "mapping of `roadmap import` says whose day it is; in the files of a folder, write the day."
        ),
        "other-currency": _(
            "A folder counts in one currency. The mapping of `roadmap import` may hold rates for amounts in others."
        ),
        "excel-serial": _(
            "Excel stores days as numbers. Format the column as a date of the form 2026-07-01 and export again."
        ),
    }


def _of_deals() -> dict[str, str]:
    return {
        "need-form": _(
            "A need in short form is an id, or several separated by |, then optionally : and a maturity, then "
            "optionally `nice` or a drop such as -20%. The long form is a mapping with any_of, maturity, "
            "importance and drop."
        ),
        "challenge-drop": _(
            "A challenge says by which share the win probability drops without it; other needs do not."
        ),
        "gate-order": _("A deal passes evaluation, design_in, signing, acceptance and payment in this order."),
        "need-without-gate": _(
            "Needs are listed for a gate that has no day. Give the gate a day, or delete the needs."
        ),
        "case-effort": _("A piece of a support case takes at least one person-day; leave out what takes none."),
        "case-spread": _(
            "One piece of a support case is done at one go by its crew. It takes its person-days divided by the crew, "
            "and the spread, the working days around the gate within which it is done, must hold them."
        ),
        "case-count": _("A deal brings at most 50 support cases of one kind. State larger ones as several kinds."),
        "case-gate": _("Work of a support case belongs to a gate of its deal. Give that gate a day, or name another."),
        "cases-twice": _(
            "A deal brings its segment's support cases, in another number if it states `cases`, or its own under "
            "`support`."
        ),
        "need-declined": _(
            "A capability stands under `not_needed`, which says that the customer was asked and does not need it, and "
            "alone in a need of the same deal. One of the two is out of date."
        ),
        "drops-too-large": _("All challenges of a deal together cannot take away more than the whole win probability."),
        "lateness-curve": _(
            "The curve says what remains of a deal when a gate is met late: steps by rising days with falling "
            "shares, the first of them 0 days keeping 100%. After the last step nothing remains."
        ),
    }


def _of_segments() -> dict[str, str]:
    return {
        "unknown-language": _(
            "`policy: language` names the language of findings, pages and the terminal. Use a language that the "
            "finding lists."
        ),
        "zero-rate": _(
            "The forecast divides the target by the rates, so none of them can be 0 where there is a target. State the "
            "rate you believe in, or a target of 0."
        ),
        "deal-size": _(
            "The contracts needed are the target divided by the average deal. State one of the two, more than 0, and "
            "the other follows."
        ),
        "payments-sum": _("The shares that a customer pays after each gate make up the whole contract value."),
        "no-closing-month": _("At least one month has a weight above 0: somewhere in the year contracts are closed."),
    }
