"""Deals that are lost or paid: they are kept on record and not planned, so what they say of days need not fit together.

Exports are full of them: a lost deal has the day it was lost as its signing day, and planned days after that.
"""

from __future__ import annotations

from requirements.language import ngettext
from requirements.market import CLOSED
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.deal_table import GATES

_CLOSED = {stage.value for stage in CLOSED}
_KEPT = "signing"
"""The day that a program sets when a deal is closed: others give way to it."""


class ClosedDeals:
    """Takes out of closed deals what would be a fault of an open one, and counts them."""

    def __init__(self) -> None:
        self._settled = 0

    def settle(self, cells: Cells) -> None:
        """Take days out of order out of a closed deal, and needs for a gate without a day."""
        if cells.get("stage", ("", (0, 0)))[0] not in _CLOSED:
            return
        gates = [gate for gate in GATES if gate in cells and cells[gate][0]]
        kept: list[str] = []
        for gate in sorted(gates, key=lambda gate: gate != _KEPT):
            if _in_order(sorted([*kept, gate], key=GATES.index), cells):
                kept.append(gate)
        needs = [f"needs_{gate}" for gate in GATES if gate not in kept]
        taken = [column for column in (*gates, *needs) if column not in kept and cells.get(column, ("", (0, 0)))[0]]
        for column in taken:
            del cells[column]
        self._settled += bool(taken)

    def notes(self) -> list[str]:
        """How many there were."""
        if not self._settled:
            return []
        note = ngettext(
            "{count} closed deal has days out of order, or needs for a gate without a day. They were left out, because "
            "closed deals are not planned.",
            "{count} closed deals have days out of order, or needs for a gate without a day. They were left out, "
            "because closed deals are not planned.",
            self._settled,
        )
        return [note.format(count=self._settled)]


def _in_order(gates: list[str], cells: Cells) -> bool:
    days = [cells[gate][0] for gate in gates]
    return days == sorted(days)
