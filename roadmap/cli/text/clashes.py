"""What contradicts itself, in lines for a terminal and as records for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from requirements.language import _, labelled
from roadmap.cli.terminal.printing import remark
from roadmap.explaining.contradiction.clashing import Clashes
from roadmap.views.answers.clashes import ClashView, clash_views, rest_sentence


def remark_clashes(clashes: Clashes) -> None:
    """The sets with their lines, why they clash, and the ways out."""
    views = clash_views(clashes)
    for number, view in enumerate(views, start=1):
        if len(view.lines) > 1:
            heading = _("These lines contradict each other:")
            remark(f"{number}. {heading}" if len(views) > 1 else heading, bold=True)
        _remark_clash(view)
    rest = rest_sentence(clashes)
    if rest:
        remark(rest)


def _remark_clash(view: ClashView) -> None:
    for line in view.lines:
        remark(f"  {line.place}: {line.text}" if line.place else f"  {line.text}")
    for sentence in filter(None, (view.why, view.proof)):
        remark(f"  {sentence}")
    remark("  " + _("Possible changes:"))
    for way in view.ways:
        remark("    " + labelled(way.text, way.worth))


def clash_records(clashes: Clashes) -> dict[str, Any]:
    """The sets for programs, how many there are in all, and whether that is all."""
    sets = [asdict(view) for view in clash_views(clashes)]
    return {"contradictions": sets, "contradictions_in_all": clashes.count, "complete": clashes.complete}
