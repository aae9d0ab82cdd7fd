"""References: by what a row of a file is known again when the file comes the next time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from requirements.reading.cells.doubt import is_blank
from requirements.reading.csv_reader import Row
from roadmap.importing.mapping import Mapping
from roadmap.importing.sheets.headings import Headed

_SHORT = re.compile(r"[A-Za-z0-9]{15}", re.ASCII)
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def refs_of(rows: Sequence[Row], headed: Headed, mapping: Mapping) -> list[str | None]:
    """The reference of each row, None where its key is empty. Several key columns make one of a hash over them all, so
    that no customer's name is part of it."""
    columns = [headed.positions(heading) for heading in mapping.key]
    refs = [_ref([_first(row, positions) for positions in columns]) for row in rows]
    if (mapping.form.preset or "").startswith("salesforce"):
        return [longer(ref) if ref is not None and _SHORT.fullmatch(ref) else ref for ref in refs]
    return refs


def _first(row: Row, positions: Sequence[int]) -> str:
    return next((row.cells[at] for at in positions if not is_blank(row.cells[at])), "")


def _ref(parts: list[str]) -> str | None:
    if len(parts) == 1:
        return parts[0] or None
    return sha256("\0".join(parts).encode()).hexdigest()[:12] if any(parts) else None


def longer(short: str) -> str:
    """The 18 signs of a Salesforce id that has 15: the last three say which of the others are capital letters, so that
    two that differ only in case stay apart where case is lost."""
    suffix = "".join(
        _SUFFIX[sum(sign.isupper() << at for at, sign in enumerate(short[start : start + 5]))] for start in (0, 5, 10)
    )
    return short + suffix
