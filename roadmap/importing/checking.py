"""Checking what an import would write: every deal as the folder will read it, each fault at its cell in the file."""

from __future__ import annotations

from collections.abc import Mapping

from requirements.deal import Deal
from requirements.finding import Finding, Place, Severity
from requirements.language import _
from requirements.reading.columns import Cells
from requirements.reading.deal_table import Known, deal_node
from requirements.reading.nodes import Document, MappingNode, MarkElsewhere
from requirements.reading.typed import check_id, read_entry
from requirements.worth import unlike_values


def check_rows(rows: Mapping[str, Cells], *, file: str, known: Known) -> tuple[dict[str, Deal], list[Finding]]:
    """The deals in the rows of a result, by reference, and what is wrong with the others."""
    deals, root = MappingNode(), MappingNode()
    root.put("deals", deals, (1, 1))
    document = Document(file, root)
    for cells in rows.values():
        key, mark = cells["id"]
        deals.put(key, deal_node({column: cell for column, cell in cells.items() if column != "id"}, known, mark), mark)
    typed: dict[str, Deal] = {}
    findings: list[Finding] = []
    for ref, cells in rows.items():
        key = cells["id"][0]
        wrong = check_id(key, document, path=("deals", key))
        deal, faults = read_entry(Deal, deals[key], document, path=("deals", key))
        findings += [*([wrong] if wrong else []), *faults]
        if deal is not None:
            typed[ref] = deal
    return typed, findings


def unlike(deals: Mapping[str, Deal], rows: Mapping[str, Cells], *, file: str) -> list[Finding]:
    """A question for each deal whose value is far from those of its segment, at its row; no value is repeated."""
    hint = _("Is the unit of the amount right?")
    found = []
    for ref, is_larger in unlike_values(deals).items():
        if is_larger:
            message = _("this deal is worth ten times more than the middle one of its segment, or yet more")
        else:
            message = _("this deal is worth ten times less than the middle one of its segment, or yet less")
        mark = rows[ref].get("value", rows[ref]["id"])[1]
        place = Place(mark.file if isinstance(mark, MarkElsewhere) else file, *mark)
        found.append(Finding("value-unlike", place, message, hint, Severity.HINT))
    return found
