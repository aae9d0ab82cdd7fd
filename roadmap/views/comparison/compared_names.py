"""What the ids of two plans are called, and the differences of a reason or of the input as clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from requirements.gate import Gate, Maturity
from requirements.language import _, either
from roadmap.comparing.pairs import DifferenceKind, PlanChange
from roadmap.plans.document import Plan
from roadmap.views.formats import long_day
from roadmap.views.words import gate_word, maturity_word


@dataclass(frozen=True, slots=True)
class NamesOfBoth:
    """Names of features, capabilities and deals in either plan; an id without a name is its own name."""

    features: dict[str, str]
    capabilities: dict[str, str]
    deals: dict[str, str]
    """What people call a deal, without its customer."""
    customers: dict[str, str]

    def feature(self, key: str | None) -> str:
        """What people call a feature."""
        return self.features.get(key or "", key or "–")

    def need(self, ids: str) -> str:
        """The alternatives of a need: A or B."""
        return either(self.capabilities.get(key, key) for key in ids.split(" | "))

    def deal(self, key: str) -> str:
        """What people call a deal."""
        return self.deals.get(key, key)

    def customer(self, key: str) -> str:
        """Who buys. Restricted."""
        return self.customers.get(key, key)


def names_of(before: Plan, after: Plan) -> NamesOfBoth:
    """The names of both plans; where they differ, those of the second."""
    plans = before, after
    return NamesOfBoth(
        features={line.id: line.name for plan in plans for line in plan.unplanned}
        | {line.id: line.name for plan in plans for line in plan.features},
        capabilities={line.id: line.name for plan in plans for line in plan.capabilities},
        deals={line.id: line.name for plan in plans for line in plan.deals},
        customers={line.id: line.customer for plan in plans for line in plan.deals},
    )


def why(change: PlanChange, names: NamesOfBoth) -> str:
    """One reason behind a promise that moves, as a clause. It names no deal and no amount of money."""
    old, new = change.values.before, change.values.after
    if change.kind is DifferenceKind.NEED:
        return _need(names.need(change.subject.partition("/")[2]), old, new)
    if change.kind is DifferenceKind.PROVIDER:
        return _provider(names, change.subject, old, new)
    if change.kind is DifferenceKind.LANDING:
        return _landing(names.feature(change.subject), old, new)
    sentence = {
        DifferenceKind.EFFORT: _("{subject} takes {new} person-days instead of {old}."),
        DifferenceKind.BEGIN: _("Work on {subject} begins on {new} instead of {old}."),
        DifferenceKind.END: _("The work on {subject} is verified on {new} instead of {old}."),
        DifferenceKind.SHIP: _("{subject} ships on {new} instead of {old}."),
        DifferenceKind.LEAD_TIME: _("The customer takes a release into use in {new} calendar days instead of {old}."),
    }[change.kind]
    said = (long_day(side) if isinstance(side, date) else side for side in (old, new))
    return sentence.format(subject=names.feature(change.subject), old=next(said), new=next(said))


def _need(name: str, old: Maturity | None, new: Maturity | None) -> str:
    if old is None and new is not None:
        return _("The customer now needs {need} ({maturity}).").format(need=name, maturity=maturity_word(new))
    if new is None or old is None:
        return _("The customer no longer needs {need}.").format(need=name)
    sentence = _("The customer needs {need} as {new} instead of {old}.")
    return sentence.format(need=name, new=maturity_word(new), old=maturity_word(old))


def _provider(names: NamesOfBoth, need: str, old: str | None, new: str | None) -> str:
    if old is None:
        return _("{need} is now built, as {new}.").format(need=names.need(need), new=names.feature(new))
    if new is None:
        return _("{need} is no longer built.").format(need=names.need(need))
    sentence = _("{need} comes from {new} instead of {old}.")
    return sentence.format(need=names.need(need), new=names.feature(new), old=names.feature(old))


def _landing(feature: str, old: str | None, new: str | None) -> str:
    if old is None:
        return _("{feature} is now built and lands in {new}.").format(feature=feature, new=new)
    if new is None:
        return _("{feature} is no longer built.").format(feature=feature)
    return _("{feature} lands in {new} instead of {old}.").format(feature=feature, new=new, old=old)


def gate_of(subject: str) -> str:
    """The gate in the subject of a change, `deal/gate` or `deal/gate/need`, by its name."""
    return gate_word(Gate(subject.split("/")[1]))
