"""Promises kept: tripwires that are crossed, and the track record of the ledger, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from requirements.language import _, ngettext
from roadmap.folder.project import Project
from roadmap.tracking.ledger import LedgerLine
from roadmap.tracking.promise_keeping import ChanceStep, Crossed, Kept, Record
from roadmap.tracking.scores import GroupScore
from roadmap.views.formats import long_day
from roadmap.views.futures.chance_words import in_twenty
from roadmap.views.quarterly.scores import ScoreTable, about_scores, score_tables
from roadmap.views.words import gate_word, phase_word


@dataclass(frozen=True, slots=True)
class CrossedRow:
    """A promise that is no longer as sure as it was sold: what sales tells the customer about, and what is missing."""

    customer: str
    deal: str
    id: str
    owner: str
    promise: str
    """The gate, its release and the day that the customer was told."""
    missing: str
    """What was to be done by when, and whether it is."""
    falls: str
    """How sure the promise was, and is now."""


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A promise that did not hold, and whether the customer was told of a later day before."""

    customer: str
    deal: str
    promise: str
    chance: str
    """How sure it was when it was given; empty where that was not said."""
    announced: str


@dataclass(frozen=True, slots=True)
class KeepingView:
    """The promises of the ledger: those in danger first, then how those were kept whose day is past."""

    crossed: tuple[CrossedRow, ...]
    statement: str
    announced: str
    steps: tuple[str, ...]
    score: str
    broken: tuple[BrokenRow, ...]
    scores: tuple[ScoreTable, ...]
    about_scores: str
    """What the shares of a table mean; empty where there are none."""


def build_keeping(
    project: Project, crossed: Sequence[Crossed], record: Record, scores: Sequence[GroupScore]
) -> KeepingView:
    """Make the view of a ledger."""
    return KeepingView(
        crossed=tuple(_row(one, project) for one in crossed),
        statement=_statement(record),
        announced=_announced(record),
        steps=tuple(map(_step, record.steps)),
        score=_score(record),
        broken=tuple(_broken(one, project) for one in record.kept if not one.held),
        scores=score_tables(scores, project),
        about_scores=about_scores() if scores else "",
    )


def _broken(one: Kept, project: Project) -> BrokenRow:
    line, deal = one.promise, project.market.deals.get(one.promise.deal)
    told = ngettext("{count} working day ahead", "{count} working days ahead", one.announced or 0)
    return BrokenRow(
        customer="" if deal is None else deal.customer,
        deal=line.deal if deal is None else deal.name,
        promise=_promise(line),
        chance="" if line.chance is None else in_twenty(line.chance),
        announced=_("not announced") if one.announced is None else told.format(count=one.announced),
    )


def _promise(line: LedgerLine) -> str:
    """The gate, its release and the day that the customer was told."""
    return _("{gate}: {release}, {day}").format(gate=gate_word(line.gate), release=line.release, day=long_day(line.day))


def _row(one: Crossed, project: Project) -> CrossedRow:
    line, wire = one.promise, one.wire
    deal, feature = project.market.deals.get(line.deal), project.engineering.features.get(wire.feature)
    work = _("{feature}, {phase}").format(
        feature=wire.feature if feature is None else feature.name, phase=phase_word(wire.phase)
    )
    if one.done is None:
        missing = _("{work}: to be done by {day}, and not done yet").format(work=work, day=long_day(wire.by))
    else:
        text = _("{work}: to be done by {day}, done on {done}")
        missing = text.format(work=work, day=long_day(wire.by), done=long_day(one.done))
    return CrossedRow(
        customer="" if deal is None else deal.customer,
        deal=line.deal if deal is None else deal.name,
        id=line.deal,
        owner=(deal.owner or "") if deal is not None else "",
        promise=_promise(line),
        missing=missing,
        falls=_("{sold} becomes {now}").format(sold=in_twenty(line.chance or 0), now=in_twenty(wire.chance)),
    )


def _statement(record: Record) -> str:
    past, held = len(record.kept), sum(one.held for one in record.kept)
    if not past:
        return _("The day of no promise is past yet.")
    said = ngettext("{held} of {count} promise held.", "{held} of {count} promises held.", past)
    return said.format(held=held, count=past)


def _announced(record: Record) -> str:
    """How many of the broken promises were announced, and how far ahead; empty where none broke."""
    broken = [one for one in record.kept if not one.held]
    days = sorted(one.announced for one in broken if one.announced is not None)
    if not broken:
        return ""
    if not days:
        return _("No broken promise was announced.")
    text = _("{announced} of {broken} broken promises were announced before, {days} working days ahead in the median.")
    return text.format(broken=len(broken), announced=len(days), days=days[len(days) // 2])


def _step(step: ChanceStep) -> str:
    text = ngettext(
        "Given at {chance}: {count} promise, {held} held.", "Given at {chance}: {count} promises, {held} held.",
        step.given,
    )  # fmt: skip
    return text.format(chance=in_twenty(step.of_twenty / 20), count=step.given, held=step.held)


def _score(record: Record) -> str:
    if record.brier is None:
        return ""
    if record.error is None:
        return _("Brier score: {score} (0 is always right, 0.25 is a coin).").format(score=f"{record.brier:.2f}")
    text = _("Brier score: {score} ± {error} (0 is always right, 0.25 is a coin).")
    return text.format(score=f"{record.brier:.2f}", error=f"{record.error:.2f}")
