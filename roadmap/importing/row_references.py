"""References: by what a row of a file is known again when the file comes the next time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from requirements.language import _
from requirements.reading.cells.doubt import Doubt, is_blank
from requirements.reading.tables.csv_reader import Row
from roadmap.importing.mapping import Import
from roadmap.importing.sheets.headings import Headed

_SHORT = re.compile(r"[A-Za-z0-9]{15}", re.ASCII)
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,}", re.ASCII | re.IGNORECASE)
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def refs_of(rows: Sequence[Row], headed: Headed, mapping: Import) -> list[str | Doubt]:
    """The reference of each row, a doubt where its key is empty or has lost digits. Several key columns make one of a
    hash over them all, so that no customer's name is part of it."""
    columns = [headed.positions(heading) for heading in mapping.key]
    refs = [_ref([_first(row, positions) for positions in columns]) for row in rows]
    if (mapping.form.preset or "").startswith("salesforce"):
        return [longer(ref) if isinstance(ref, str) and _SHORT.fullmatch(ref) else ref for ref in refs]
    return refs


def _first(row: Row, positions: Sequence[int]) -> str:
    return next((row.cells[at] for at in positions if not is_blank(row.cells[at])), "")


def _ref(parts: list[str]) -> str | Doubt:
    if not any(parts):
        message = _("the key column of this row is empty")
        return Doubt("missing-field", message, _("Fill in the key, or delete the row."))
    if any(_ROUNDED.fullmatch(part) for part in parts):
        message = _("this key is a long number that a spreadsheet rounded, so different keys can look the same")
        return Doubt("import-rounded", message, _("Format the column as text and export it again."))
    return parts[0] if len(parts) == 1 else sha256("\0".join(parts).encode()).hexdigest()[:12]


def longer(short: str) -> str:
    """The 18 signs of a Salesforce id that has 15: the last three say which of the others are capital letters, so that
    two that differ only in case stay apart where case is lost."""
    suffix = "".join(
        _SUFFIX[sum(sign.isupper() << at for at, sign in enumerate(short[start : start + 5]))] for start in (0, 5, 10)
    )
    return short + suffix
