"""Scores of the ledger by team, phase, segment and quarter, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from requirements.language import _
from roadmap.folder.project import Project
from roadmap.supply.feature import Phase
from roadmap.tracking.scores import By, GroupScore
from roadmap.views.formats import percent
from roadmap.views.futures.chance_words import in_twenty
from roadmap.views.words import phase_word


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The promises of one group: how many held, at which chance they were given, and how many are likely to hold."""

    name: str
    held: str
    stated: str
    share: str
    range: str
    brier: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The groups of one kind; `what` a row is about: a team, a phase, a segment, a quarter."""

    heading: str
    what: str
    rows: tuple[ScoreRow, ...]


def score_tables(scores: Sequence[GroupScore], project: Project) -> tuple[ScoreTable, ...]:
    """A table for each kind of group that has any promise whose day is past."""
    words: dict[By, tuple[str, str]] = {
        "team": (_("Promises kept by team"), _("Team")),
        "phase": (_("Promises kept by the work that decided them"), _("Phase")),
        "segment": (_("Promises kept by segment"), _("Segment")),
        "quarter": (_("Promises kept by quarter"), _("Quarter")),
    }
    found = []
    for by, (heading, what) in words.items():
        rows = tuple(_row(one, project) for one in scores if one.by == by)
        if rows:
            found.append(ScoreTable(heading, what, rows))
    return tuple(found)


def about_scores() -> str:
    """What the shares mean."""
    return _(
        "Likely to hold: the share that held, drawn towards that of all promises where few were given. The true share "
        "lies in the interval in nine of ten cases."
    )


def _row(one: GroupScore, project: Project) -> ScoreRow:
    brier = "" if one.brier is None else f"{one.brier:.2f}"
    if one.brier is not None and one.error is not None:
        brier = _("{score} ± {error}").format(score=brier, error=f"{one.error:.2f}")
    return ScoreRow(
        name=_name(one, project),
        held=_("{held} of {count}").format(held=one.held, count=one.given),
        stated="" if one.stated is None else in_twenty(one.stated),
        share=percent(one.share),
        range=_("{least} to {most}").format(least=percent(one.least), most=percent(one.most)),
        brier=brier,
    )


def _name(one: GroupScore, project: Project) -> str:
    if one.by == "team" and one.id in project.engineering.teams:
        return project.engineering.teams[one.id].name
    if one.by == "segment" and one.id in project.market.segments:
        return project.market.segments[one.id].name
    return phase_word(Phase(one.id)) if one.by == "phase" else one.id
