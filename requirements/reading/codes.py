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
        | _of_support()
        | _of_segments()
    )


def _of_files() -> dict[str, str]:
    return {
        "encoding": _(
            "Files must be UTF-8, or UTF-16 with a byte order mark. CSV files from Chinese spreadsheets are "
            "recognised by their headings. For other GB18030 files, give --encoding gb18030. No other encoding is "
            "tried, because a wrong guess would damage names without an error."
        ),
        "character": _(
            "Control characters, incomplete characters and marks that change the direction of writing are refused. "
            "They are invisible, or they make the text look different from what the program reads. The finding "
            "names the code point."
        ),
        "merge-conflict": _(
            "Version control marks the lines on which two people disagree with <<<<<<<, ======= and >>>>>>>. The file "
            "is not read, and the folder is not edited, until somebody chooses one version and deletes the marks."
        ),
        "file-too-large": _(
            "A file can have at most 8 MiB. Split the file: roadmap.yaml can include up to 1,000 files."
        ),
        "empty-file": _("The file is empty or holds only comments. Fill the file, or delete it from `include`."),
    }


def _of_yaml() -> dict[str, str]:
    return {
        "yaml-syntax": _(
            "The text is not valid YAML. The finding names the place where the parser stopped. The cause is at this "
            "place or in the lines above. Common causes are wrong indentation, a tab, an open quotation mark or "
            "bracket, or a colon followed by a space inside a text without quotes."
        ),
        "several-documents": _(
            "A line of three dashes begins a second document. Move the second document to its own file."
        ),
        "too-deep": _(
            "Mappings and lists can be nested 40 levels deep. No part of the input needs more than eight levels."
        ),
        "too-many-parts": _(
            "One file can hold at most 400,000 values, lists and mappings. Split it into several files."
        ),
        "value-too-long": _(
            "A single value can have at most 64 KiB, or 128 Ki characters in a CSV file. Shorten the text."
        ),
        "alias": _(
            "In YAML, *name refers to an earlier part of the file. A few such lines can stand for millions of "
            "values, so they are refused. Write the value in full."
        ),
        "anchor": _(
            "In YAML, &name gives a part of the file a name, so that *name can refer to it. Such references are "
            "refused. If a text begins with &, put it in quotes."
        ),
        "merge-key": _("The key << copies another mapping into this one. This is refused: write all entries in full."),
        "tag": _("YAML tags such as !!int or !name set a type. Here the field decides the type. Delete the tag."),
        "duplicate-key": _(
            "A key is used twice in one mapping, or a column twice in one table. Many YAML readers keep the last "
            "value without a message. Keep one of the two; the finding names the other place."
        ),
        "key-not-text": _(
            "A key is an id or the name of a field. It must be a text; a list, a mapping or an empty key is refused."
        ),
    }


def _of_tables() -> dict[str, str]:
    return {
        "csv-header": _(
            "The first row of a CSV file names the columns, such as id, name, customer, segment, stage, value. "
            "Comma, semicolon and tab were tried as delimiters, or the delimiter that a line such as `sep=;` "
            "states. None of them gave two known columns."
        ),
        "csv-quote": _(
            "A text in quotation marks needs a closing quotation mark, followed by the delimiter or the end of the "
            'row. Write a quotation mark inside the text twice: "".'
        ),
        "csv-ragged": _(
            "Every row needs as many cells as the header. Put quotation marks around a text that contains the "
            "delimiter."
        ),
        "csv-too-long": _(
            "A CSV file can have at most 20,000 rows. Split it into several files and include all of them."
        ),
        "csv-too-wide": _("A CSV file can have at most 200 columns. Deals need about twenty."),
    }


def _of_structure() -> dict[str, str]:
    return {
        "not-a-mapping": _("This place takes keys with values, one per line, all with the same indentation."),
        "not-a-list": _("This field takes a list: lines that begin with a dash, or values in square brackets."),
        "missing-field": _(
            "A required field is missing. The input reference marks the required fields of each kind of entry."
        ),
        "unknown-field": _(
            "No field has this name. Unknown fields are refused: otherwise a typing error in a name would lose your "
            "entry without a message."
        ),
        "no-value": _("The key has no value. Give a value, or delete the key to use the default of the field."),
        "empty-list": _("The list needs at least one entry."),
        "id-form": _(
            "An id begins with an ASCII letter. Letters, digits, dots, dashes and underscores follow, at most 64 "
            "characters in all. Write the name that people read into `name`, in any script."
        ),
        "duplicate-id": _(
            "An id must be unique over all files of a folder. The finding names the place where the id is used first."
        ),
    }


def _of_values() -> dict[str, str]:
    return {
        "not-text": _(
            "This field takes one text, not a list or a mapping. Only texts with special characters need quotes."
        ),
        "empty-text": _("The text must not be empty."),
        "web-address": _("A link is a web address, as a browser shows it: it begins with https:// or http://."),
        "too-long": _("The text is longer than the field allows. Most fields take 2,000 characters."),
        "word-form": _(
            "The text must have the form that the field requires, such as two letters for a country or three letters "
            "for a currency."
        ),
        "unknown-word": _("The field takes one word of a fixed list. The finding names all words of the list."),
        "not-a-number": _("This field takes a number, written in digits without quotes. 1e3 and nan are not accepted."),
        "quoted-number": _("The number is in quotes and is therefore read as text. Delete the quotes."),
        "ambiguous-number": _(
            "Some readers take 1,000 as one thousand, others as one. Write 1000, or use a unit: 100k, 2m, 200万, 1.2亿."
        ),
        "not-half": _("Write person-days in whole or half days, such as 3 or 3.5."),
        "not-whole": _(
            "Days, people and amounts in thousands are whole numbers. The value of a deal is exact to the unit of the "
            "currency, which is three decimals of a thousand."
        ),
        "out-of-range": _("The value is outside the allowed range. The finding names the range."),
        "percent-sign": _(
            "A share is a number from 0 to 1, a percentage with a percent sign, or a fraction, such as 0.6, 60% or 3/5."
        ),
        "not-a-flag": _(
            "The field takes true or false, in small letters and without quotes. yes, no, on and off are read as text."
        ),
    }


def _of_days() -> dict[str, str]:
    return {
        "not-a-day": _(
            "Write days in the form 2026-07-01. Times of day and time zones are refused and never converted."
        ),
        "no-such-day": _("The day does not exist in the calendar. An example is 30 February."),
        "ambiguous-day": _(
            "3/1/2026 means 3 January where the day comes first, and 1 March where the month comes first. The cells "
            "of a column that have only one meaning decide the order for the whole column. If no cell decides it, "
            "write the year first."
        ),
        "time-zone": _(
            "A point in time, such as 2026-06-30T16:00:00Z or milliseconds since 1970, falls on different days in "
            "different time zones. In the files of a folder, write the day. For `roadmap import`, state the time "
            "zone in the mapping."
        ),
        "other-currency": _(
            "A folder counts in one currency. State what others are worth in it under `rates` in roadmap.yaml, or in "
            "the mapping of `roadmap import`."
        ),
        "excel-serial": _(
            "Excel stores days as numbers. Format the column as a date of the form 2026-07-01 and export the file "
            "again."
        ),
    }


def _of_deals() -> dict[str, str]:
    return {
        "need-form": _(
            "A need has a short form and a long form. The short form is one id, or several ids separated by |. A "
            "colon with a maturity can follow, and then `nice` or a drop such as -20%. The long form is a mapping "
            "with `capability` or `any_of`, and `maturity`, `importance` and `drop`."
        ),
        "challenge-drop": _(
            "A need of the importance challenge states `drop`: the share by which the win probability falls if the "
            "need is not met. Other needs do not state a drop."
        ),
        "gate-order": _("A deal passes its gates in this order: evaluation, design_in, signing, acceptance, payment."),
        "need-without-gate": _(
            "Needs are listed for a gate that has no day. Add the day of the gate, or delete the needs."
        ),
        "need-declined": _(
            "`not_needed` lists a capability, which means that the customer was asked and does not need it. A need "
            "of the same deal asks for this capability, without an alternative. One of the two entries is out of "
            "date."
        ),
        "drops-too-large": _(
            "The drops of all challenges of a deal add up to at most 100%, because the win probability cannot fall "
            "below 0."
        ),
        "lateness-curve": _(
            "The curve states which share of a deal's value remains when a gate is met late. It is a list of steps "
            "with rising days and falling shares. The first step keeps 100% at 0 days. After the last step, nothing "
            "remains."
        ),
    }


def _of_support() -> dict[str, str]:
    return {
        "case-effort": _(
            "Each piece of work of a support case takes at least one person-day. Leave out work that takes no effort."
        ),
        "case-spread": _(
            "A crew does one piece of work of a support case without a break. The work takes its person-days "
            "divided by the number of people. It must fit into the spread, which is the number of working days "
            "around the gate in which the work can be done."
        ),
        "case-count": _("A deal can bring at most 50 support cases of one kind. State more cases as several kinds."),
        "case-gate": _(
            "The work of a support case belongs to a gate of its deal. Add the day of this gate, or name another gate."
        ),
        "cases-twice": _(
            "A deal brings the support cases of its segment. It can state another number of them in `cases`, or "
            "list its own support cases under `support`, but not both."
        ),
    }


def _of_segments() -> dict[str, str]:
    return {
        "unknown-language": _(
            "`policy: language` names the language of findings, pages and the terminal. Use a language that the "
            "finding lists."
        ),
        "zero-rate": _(
            "The forecast divides the target by the rates. Therefore no rate can be 0 if there is a target. State "
            "the rate that you expect, or a target of 0."
        ),
        "deal-size": _(
            "The number of contracts is the target divided by the average deal. State one of the two, more than 0; "
            "the other one is computed."
        ),
        "payments-sum": _("The shares that a customer pays after each gate must add up to 100% of the contract value."),
        "no-closing-month": _(
            "At least one month needs a weight above 0, because contracts are signed in some month of the year."
        ),
    }
