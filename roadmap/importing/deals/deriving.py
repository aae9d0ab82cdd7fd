"""Gates that no column holds: counted from other gates of the same deal, and marked as estimated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from requirements.language import ngettext
from requirements.reading.tables.columns import Cells
from requirements.reading.tables.deal_table import GATES
from roadmap.importing.mapping import FieldSource

AddWorkdays = Callable[[date, int], date]


class Deriving:
    """Gates that a mapping counts from others; `sources` are those of all gates, `add` counts working days."""

    def __init__(self, sources: Mapping[str, FieldSource], add: AddWorkdays) -> None:
        self._counted = {gate: source for gate, source in sources.items() if source.source is not None}
        self._add = add
        self._held = 0

    def derive(self, cells: Cells) -> None:
        """Fill in the gates of one deal that are counted from others, and name those that are only estimated."""
        estimated: list[str] = []
        for _round in self._counted:  # a gate may be counted from one that is counted itself
            for gate, source in self._counted.items():
                text, mark = cells.get(str(source.source), ("", (0, 0)))
                if gate not in cells and text:
                    day = self._add(date.fromisoformat(text), source.add).isoformat()
                    cells[gate] = (self._between(gate, day, cells), mark)
                    estimated += [gate] if source.estimated else []
        if estimated:
            cells["estimated"] = ("; ".join(estimated), cells[estimated[0]][1])

    def _between(self, gate: str, day: str, cells: Cells) -> str:
        """The day, or that of a stated gate which it must not pass: gates keep the order of the funnel."""
        at = GATES.index(gate)
        first = max((cells[one][0] for one in GATES[:at] if one in cells and cells[one][0]), default=day)
        last = min((cells[one][0] for one in GATES[at + 1 :] if one in cells and cells[one][0]), default=day)
        held = min(max(day, first), last)
        self._held += held != day
        return held

    def notes(self) -> list[str]:
        """How many days would have passed another gate."""
        if not self._held:
            return []
        note = ngettext(
            "{count} estimated day would have passed another gate of its deal and was set to the day of that gate.",
            "{count} estimated days would have passed another gate of their deal and were set to the day of that gate.",
            self._held,
        )
        return [note.format(count=self._held)]
