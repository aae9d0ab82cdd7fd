"""The minutes of a planning meeting: what was decided, what that changes, what follows from it, and whom to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from requirements.language import _, enumerated, follow_on, labelled, language
from roadmap.changes.scenarios.scenario import ScenarioDecision, ScenarioNote
from roadmap.changes.scenarios.side_by_side import MovedPromise
from roadmap.views.answers.whatif import MovedRow, moved_rows
from roadmap.views.formats import long_day, money
from roadmap.views.lookup import with_id


@dataclass(frozen=True, slots=True)
class MeetingOutcome:
    """What follows from the changes of a meeting, as the planner answered last: amounts in thousands, deals by id.

    `difference` is by how much the plan is worth more; None where no plan was found. `proved` tells that no plan is
    worth more. `tell` are deals to which something was published that moves or is given up.
    """

    currency: str
    difference: int | None
    proved: bool = False
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    moved: tuple[MovedPromise, ...] = ()
    tell: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MinutesSource:
    """What minutes are made of: the name of the meeting and of the plan, the day, and what its scenario file says.

    `names` are what deals are called and `owners` who in sales is responsible for them, by id. `kept` is the day since
    which the folder has the changes. Without an `outcome` nobody asked what follows.
    """

    name: str
    plan: str
    day: date
    changes: Sequence[str]
    decisions: Sequence[ScenarioDecision] = ()
    notes: Sequence[ScenarioNote] = ()
    outcome: MeetingOutcome | None = None
    kept: date | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """A decision: what, by whom and when, why (may be empty), and what it is about (may be empty)."""

    what: str
    who: str
    day: str
    because: str
    about: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A deal whose customer must be told something: the deal, who in sales is responsible (may be empty), and what."""

    deal: str
    owner: str
    what: str


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The minutes for the internal audience, formatted: deals by name and id, no customers."""

    notice: str
    language: str
    name: str
    basis: str
    """Which plan, and on which day."""
    decisions: tuple[DecidedRow, ...]
    changes: tuple[str, ...]
    state: str
    """Whether the folder has the changes."""
    worth: str
    """What the changes come to, in a sentence."""
    lists: tuple[tuple[str, str], ...]
    """Deals gained and given up: what is listed, and the deals."""
    moved: tuple[MovedRow, ...]
    tell: tuple[ToldRow, ...]
    notes: tuple[str, ...]
    made_from: tuple[tuple[str, str], ...] = ()

    @property
    def decided(self) -> list[tuple[str, ...]]:
        """The decisions as rows of a table."""
        return [(row.what, row.who, row.day, row.because, row.about) for row in self.decisions]

    @property
    def moves(self) -> list[tuple[str, ...]]:
        """The promises that move as rows of a table."""
        return [(row.name, row.gates, row.before, row.after, row.by) for row in self.moved]

    @property
    def told(self) -> list[tuple[str, ...]]:
        """Whom to tell as rows of a table."""
        return [(row.deal, row.owner, row.what) for row in self.tell]


def build_minutes(source: MinutesSource) -> MinutesView:
    """Make the minutes of a meeting."""
    outcome = source.outcome
    lists = {} if outcome is None else {_("Deals gained"): outcome.gained, _("Deals given up"): outcome.lost}
    moved = () if outcome is None else moved_rows(outcome.moved, source.names)
    return MinutesView(
        notice=_("Internal. This page shows amounts of deals and promises to customers."),
        language=language().replace("_", "-"),
        name=source.name,
        basis=_("{plan}, {day}").format(plan=source.plan, day=long_day(source.day)),
        decisions=tuple(_decided(one) for one in source.decisions),
        changes=tuple(source.changes),
        state=_state(source),
        worth=_worth(outcome),
        lists=tuple((label, enumerated(_named(source, deals))) for label, deals in lists.items() if deals),
        moved=moved,
        tell=() if outcome is None else tuple(_told(source, outcome, deal, moved) for deal in outcome.tell),
        notes=tuple(_noted(one) for one in source.notes),
    )


def _named(source: MinutesSource, deals: Sequence[str]) -> list[str]:
    return [with_id(source.names.get(deal, deal), deal) for deal in deals]


def _decided(decision: ScenarioDecision) -> DecidedRow:
    return DecidedRow(decision.what, decision.who, long_day(decision.day), decision.because or "", decision.about or "")


def _state(source: MinutesSource) -> str:
    if not source.changes:
        return _("The meeting changed nothing.")
    if source.kept is None:
        return _("These changes are proposed. The files of the folder do not have them yet.")
    return _("The files of the folder have had these changes since {day}.").format(day=long_day(source.kept))


def _worth(outcome: MeetingOutcome | None) -> str:
    if outcome is None:
        return _("The consequences of the changes were not computed.")
    if outcome.difference is None:
        return follow_on(_("No plan was found with these changes."), outcome.reason)
    amount = money(abs(outcome.difference), outcome.currency)
    if not outcome.difference:
        sentence = _("With these changes the plan is worth as much as before.")
    elif outcome.difference > 0:
        sentence = _("With these changes the plan is worth {amount} more.").format(amount=amount)
    else:
        sentence = _("With these changes the plan is worth {amount} less.").format(amount=amount)
    return follow_on(sentence, _("Proved: no plan with these changes is worth more.")) if outcome.proved else sentence


def _told(source: MinutesSource, outcome: MeetingOutcome, deal: str, moved: Sequence[MovedRow]) -> ToldRow:
    """What the customer of a deal is told: that it is given up, or which of its promises move."""
    texts = [
        _("{gates}: {before} -> {after}").format(gates=row.gates, before=row.before, after=row.after)
        for row in moved
        if row.deal == deal
    ]
    what = _("given up") if deal in outcome.lost else enumerated(texts)
    return ToldRow(with_id(source.names.get(deal, deal), deal), source.owners.get(deal, ""), what)


def _noted(note: ScenarioNote) -> str:
    said = labelled(note.who, note.text) if note.who is not None else note.text
    return said if note.about is None else _("{text} (about {path})").format(text=said, path=note.about)
