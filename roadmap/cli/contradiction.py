"""Telling people and programs why no plan can hold everything that is held."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from requirements.finding import Place
from requirements.language import _
from roadmap.cli.terminal.printing import remark
from roadmap.explain.contradiction.clashing import Clashes, explain_clashes
from roadmap.folder.project import Project
from roadmap.planner import Options
from roadmap.solver.process.judge import Judge
from roadmap.views.answers.clashes import ClashView, clash_views, in_words, rest_sentence

SECONDS = 7.0
"""Seconds for finding the sets and pricing the ways out, so that a search that has just failed ends soon."""

MOST_WORKERS = 4
"""Search strategies at work at once; more find nothing sooner in questions as small as these."""


def find_clashes(project: Project, options: Options) -> Clashes:
    """What clashes in a project that has no plan; nothing where that is not settled in time."""
    with Judge(workers=min(options.workers, MOST_WORKERS)) as judge:
        return explain_clashes(project, judge, seconds=SECONDS)


def all_pins(project: Project) -> tuple[tuple[str, Place | None], ...]:
    """What is held in place: every pin, in words, with its line where that is known."""
    return tuple((in_words(pin), project.places.get(("pins", n))) for n, pin in enumerate(project.pins))


def sentence_for(project: Project, clashes: Clashes) -> str:
    """What is wrong, in one sentence."""
    if clashes.lines:
        if clashes.count == len(clashes.lines) == len(clashes.lines[0].clash.lines) == 1:
            return _("No plan can hold this:")
        return _("What is held contradicts itself: no plan can hold all of it.")
    if len(project.pins) == 1:
        return _("No plan can hold this pin. Loosen or remove it:")
    if project.pins:
        return _("The pins contradict each other: no plan can hold all of them. Loosen or remove one of these:")
    return _("What is started and what is fixed contradict each other: no plan can hold all of it.")


def remark_clashes(clashes: Clashes) -> None:
    """The sets with their lines, why they clash, and the ways out."""
    views = clash_views(clashes)
    for number, view in enumerate(views, start=1):
        if len(view.lines) > 1:
            heading = _("These cannot hold together:")
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
    remark("  " + _("Ways out:"))
    for way in view.ways:
        remark(f"    {way.text}: {way.worth}")


def clash_records(clashes: Clashes) -> dict[str, Any]:
    """The sets for programs, how many there are in all, and whether that is all."""
    sets = [asdict(view) for view in clash_views(clashes)]
    return {"contradictions": sets, "contradictions_in_all": clashes.count, "complete": clashes.complete}
