"""Checking what an import would write: every deal as the folder will read it, each fault at its cell in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from requirements.amounts.money import Thousands
from requirements.deal import Deal
from requirements.finding import Finding, Place, Severity
from requirements.funnel.worth import counts_as_nothing, unlike_values
from requirements.language import _
from requirements.market import CLOSED
from requirements.reading.nodes import Document, MappingNode, MarkElsewhere
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.deal_table import Known, deal_node
from requirements.reading.typed import check_id, read_entry


@dataclass(frozen=True, slots=True)
class DealStanding:
    """What of a deal is told after an import: its segment, its value in thousands, and whether it is open."""

    segment: str
    value: Thousands
    is_open: bool


def check_rows(rows: Mapping[str, Cells], *, file: str, known: Known) -> tuple[dict[str, DealStanding], list[Finding]]:
    """How the deals in the rows of a result stand, by reference, and what is wrong with the others.

    Each is made as the folder will make it and let go again, so that many rows take little room.
    """
    standing: dict[str, DealStanding] = {}
    findings: list[Finding] = []
    for ref, cells in rows.items():
        key, mark = cells["id"]
        deals, root = MappingNode(), MappingNode()
        deals.put(key, deal_node({column: cell for column, cell in cells.items() if column != "id"}, known, mark), mark)
        root.put("deals", deals, mark)
        document = Document(file, root)
        wrong = check_id(key, document, path=("deals", key))
        deal, faults = read_entry(Deal, deals[key], document, path=("deals", key))
        findings += [*([wrong] if wrong else []), *map(_with_hint, faults)]
        if deal is not None:
            standing[ref] = DealStanding(deal.segment, deal.value, deal.stage not in CLOSED)
    return standing, findings


def _with_hint(finding: Finding) -> Finding:
    """A finding with what to do about it in an import, where the mapping can help."""
    if finding.code != "need-without-gate":
        return finding
    hint = _(
        "Fill in the day in the file. Or compute it in the mapping: write `from: signing` and `add: -60 workdays` for "
        "this gate, beside its column if it has one."
    )
    return replace(finding, hint=hint)


def too_small(deals: Mapping[str, DealStanding], rows: Mapping[str, Cells], *, file: str) -> list[Finding]:
    """A warning for each open deal whose value counts as 0 although it is more, at its row; no value is repeated."""
    message = _("this amount is less than half a thousand and counts as 0")
    hint = _("Amounts are planned in whole thousands. Check the unit.")
    return [
        Finding("rounded-to-nothing", _place(rows[ref], file), message, hint, Severity.WARNING)
        for ref, deal in deals.items()
        if deal.is_open and counts_as_nothing(deal.value)
    ]


def _place(row: Cells, file: str) -> Place:
    """The place of a deal's value; of the deal, where it states none."""
    mark = row.get("value", row["id"])[1]
    return Place(mark.file if isinstance(mark, MarkElsewhere) else file, *mark)


def unlike(deals: Mapping[str, DealStanding], rows: Mapping[str, Cells], *, file: str) -> list[Finding]:
    """A question for each deal whose value is far from those of its segment, at its row; no value is repeated."""
    hint = _("Check the unit of the amount.")
    found = []
    for ref, is_larger in unlike_values(deals).items():
        if is_larger:
            message = _("the value of this deal is at least ten times the median of its segment")
        else:
            message = _("the value of this deal is at most a tenth of the median of its segment")
        found.append(Finding("value-unlike", _place(rows[ref], file), message, hint, Severity.HINT))
    return found
