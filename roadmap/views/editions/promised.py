"""What became of published promises, for audiences that may see dates."""

from __future__ import annotations

from typing import Any

from requirements.language import _, enumerated, ngettext
from roadmap.editions.seen import Seen
from roadmap.views.editions.edition import EditionCell, EditionColumn, EditionTable, badge, linked, text
from roadmap.views.formats import table_day
from roadmap.views.site.parts import Thing
from roadmap.views.words import Badge, gate_word


def moved_table(plan: Seen) -> EditionTable:
    """Published promises and the day on which this plan keeps them, those that moved first."""
    names = {deal.id: deal.customer for deal in plan.deals}
    lines = sorted(plan.promises, key=lambda line: (-line.weeks, line.day, line.deal))
    columns = (_("Customer"), _("Gate"), _("Published"), _("Now"), _("Promise"))
    rows = tuple(_row(line, names) for line in lines)
    return EditionTable("promises", _("Published promises"), "", tuple(map(EditionColumn, columns)), rows)


def _row(line: Any, names: dict[str, str]) -> tuple[EditionCell, ...]:
    ready = text("–") if line.ready is None else EditionCell(table_day(line.ready), line.ready)
    return (
        linked(names.get(line.deal, line.deal), Thing.DEAL, line.deal),
        text(enumerated(gate_word(gate) for gate in line.gates)),
        EditionCell(table_day(line.day), line.day, remark=line.release),
        ready,
        badge(_standing(line)),
    )


def _standing(line: Any) -> Badge:
    if line.ready is None:
        return Badge("✕", _("Broken"), "lost")
    if line.weeks:
        weeks = ngettext("{n} week later", "{n} weeks later", line.weeks).format(n=line.weeks)
        return Badge("◆", weeks, "late")
    return Badge("●", _("Kept"), "good")
