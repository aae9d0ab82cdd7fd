"""A what-if for people: the variants side by side, and what each of them changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import MappingProxyType

from requirements.language import _, enumerated, follow_on, language, ngettext
from roadmap.changes.scenarios.side_by_side import MovedPromise, PlanColumn, SideBySide, ValueDifference
from roadmap.plans.deals import DealStatus
from roadmap.schedule import Status
from roadmap.views.formats import MINUS, figure, long_day, money, percent
from roadmap.views.lookup import with_id
from roadmap.views.words import Badge, gate_word


@dataclass(frozen=True, slots=True)
class VariantFigure:
    """One figure of one variant, and a remark on it, which may be empty."""

    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of all variants, in their order."""

    label: str
    cells: tuple[VariantFigure, ...]


@dataclass(frozen=True, slots=True)
class MovedRow:
    """Promises of one deal that move together: its gates, the day in the folder as it is and in the variant, and by how
    much."""

    deal: str
    """By its id."""
    name: str
    """What people call it."""
    gates: str
    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class VariantView:
    """One variant beside the folder as it is: what it changes, and what that comes to."""

    name: str
    changes: tuple[str, ...]
    badge: Badge
    headline: str
    """By how much the plan that was found is worth more or less."""
    statement: str
    """By how much it is worth more or less, and how sure that is."""
    lists: tuple[tuple[str, str], ...]
    """Deals won, lost, added and left out: what is listed, and the deals."""
    moved: tuple[MovedRow, ...]


@dataclass(frozen=True, slots=True)
class WhatIfView:
    """A what-if for the internal audience: deals by name, no customers."""

    notice: str
    language: str
    name: str
    basis: str
    """What all searches began from, and how long each took."""
    names: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    variants: tuple[VariantView, ...]
    """All but the folder as it is."""


def build_whatif(compared: SideBySide, names: Mapping[str, str] = MappingProxyType({})) -> WhatIfView:
    """Make the view of a what-if; `names` are what deals are called, by id."""
    return WhatIfView(
        notice=_("Internal. This page shows amounts of deals and promises to customers."),
        language=language().replace("_", "-"),
        name=compared.name,
        basis=_basis(compared),
        names=tuple(column.name for column in compared.columns),
        rows=tuple(_rows(compared)),
        variants=tuple(_variant(column, compared.currency, names) for column in compared.columns[1:]),
    )


def _basis(compared: SideBySide) -> str:
    seconds = f"{compared.seconds if compared.effort is None else compared.effort:g}"
    if compared.effort is not None:
        time = _("Processor time {seconds} s for each plan.").format(seconds=seconds)
        if compared.start_from is None:
            return follow_on(time, _("The variants start from the plan of the unchanged folder."))
        return follow_on(time, _("All searches start from {plan}.").format(plan=compared.start_from))
    if compared.start_from is None:
        return _("Search time {seconds} s each. The variants start from the plan of the unchanged folder.").format(
            seconds=seconds
        )
    return _("Search time {seconds} s each, starting from {plan}.").format(seconds=seconds, plan=compared.start_from)


def _rows(compared: SideBySide) -> list[FigureRow]:
    columns, currency = compared.columns, compared.currency

    def row(label: str, cells: list[VariantFigure]) -> FigureRow:
        return FigureRow(label, tuple(cells))

    return [
        row(_("Value, {currency}").format(currency=currency), [_value(column) for column in columns]),
        row(_("Difference"), [_against(column.difference) for column in columns]),
        row(_("Upper bound"), [_bound(column) for column in columns]),
        row(_("Target covered"), [_coverage(column) for column in columns]),
        row(_("Deals served"), [_served(column) for column in columns]),
        row(
            _("Deals gained"), [VariantFigure(str(len(column.won)) if column.difference else "–") for column in columns]
        ),
        row(
            _("Deals given up"),
            [VariantFigure(str(len(column.lost)) if column.difference else "–") for column in columns],
        ),
        row(_("Promises"), [VariantFigure(str(column.promises)) for column in columns]),
        row(
            _("Moved promises"), [VariantFigure(str(column.moves) if column.difference else "–") for column in columns]
        ),
        row(_("Busiest week"), [_peak(column) for column in columns]),
        row(_("Busiest skill"), [_busiest(column) for column in columns]),
    ]


def _value(column: PlanColumn) -> VariantFigure:
    return VariantFigure(figure(column.headline.value), _("proved") if column.proof.status is Status.OPTIMAL else "")


def _against(difference: ValueDifference | None) -> VariantFigure:
    if difference is None:
        return VariantFigure("–")
    remark = {"proved": _("proved"), "certain": _("sign proved"), "open": _("within the gaps")}[difference.verdict]
    return VariantFigure(signed(difference.found), remark)


def signed(thousands: int) -> str:
    """An amount with its sign, for a table whose heading names the currency."""
    text = figure(abs(thousands))
    return f"+{text}" if thousands > 0 else f"{MINUS}{text}" if thousands < 0 else text


def _bound(column: PlanColumn) -> VariantFigure:
    if column.proof.bound is None:
        return VariantFigure(_("not known"))
    gap = "" if column.proof.gap is None else _("gap {gap}").format(gap=percent(column.proof.gap))
    return VariantFigure(figure(column.proof.bound), gap)


def _coverage(column: PlanColumn) -> VariantFigure:
    if column.coverage is None or column.secured is None:
        return VariantFigure("–", _("no target"))
    return VariantFigure(percent(column.coverage), _("{share} secured").format(share=percent(column.secured)))


def _served(column: PlanColumn) -> VariantFigure:
    counts = column.deals
    total = sum(counts.values())
    served = total - counts.get(DealStatus.GIVEN_UP, 0)
    late = counts.get(DealStatus.LATE, 0)
    remark = ngettext("{count} late", "{count} late", late).format(count=late) if late else ""
    return VariantFigure(_("{served} of {total}").format(served=served, total=total), remark)


def _peak(column: PlanColumn) -> VariantFigure:
    if column.peak is None:
        return VariantFigure("–")
    days = _("{used} of {available} d").format(used=column.peak.used, available=column.peak.available)
    return VariantFigure(days, long_day(column.peak.monday))


def _busiest(column: PlanColumn) -> VariantFigure:
    return (
        VariantFigure("–")
        if column.busiest is None
        else VariantFigure(percent(column.busiest.share), column.busiest.skill)
    )


def _variant(column: PlanColumn, currency: str, names: Mapping[str, str]) -> VariantView:
    lists = {
        _("Deals gained"): column.won,
        _("Deals given up"): column.lost,
        _("Deals added"): column.added,
        _("Deals removed"): column.dropped,
    }
    return VariantView(
        name=column.name,
        changes=tuple(column.changes),
        badge=_badge(column.difference),
        headline=found_sentence(column.difference, currency) if column.difference else "",
        statement=difference_sentence(column.difference, currency) if column.difference else "",
        lists=tuple(
            (label, enumerated(with_id(names.get(key, key), key) for key in deals))
            for label, deals in lists.items()
            if deals
        ),
        moved=moved_rows(column.moved, names),
    )


def _badge(difference: ValueDifference | None) -> Badge:
    if difference is None or difference.verdict == "open":
        return Badge("◌", _("Unclear"), "quiet")
    if not difference.found:
        return Badge("=", _("The same"), "quiet")
    return Badge("●", _("Worth more"), "good") if difference.found > 0 else Badge("▼", _("Worth less"), "late")


def difference_sentence(difference: ValueDifference, currency: str) -> str:
    """By how much a variant is worth more or less than the folder as it is, and how sure that is."""
    sentence = found_sentence(difference, currency)
    if difference.verdict == "proved":
        return follow_on(sentence, _("Proved: both plans are the best possible."))
    if difference.least is None or difference.most is None:
        return follow_on(sentence, _("How far the best plans differ is not known."))
    least, most = _worth(difference.least, currency), _worth(difference.most, currency)
    if difference.verdict == "certain":
        how_far = _("Proved: the best plans differ by {least} to {most}.")
    else:
        how_far = _(
            "The best plans differ by {least} to {most}. The difference is within the uncertainty of the searches."
        )
    return follow_on(sentence, how_far.format(least=least, most=most))


def found_sentence(difference: ValueDifference, currency: str) -> str:
    """By how much the plan that was found is worth more or less than that of the folder as it is."""
    found = money(abs(difference.found), currency)
    if difference.found > 0:
        return _("The plan found is worth {amount} more.").format(amount=found)
    if difference.found < 0:
        return _("The plan found is worth {amount} less.").format(amount=found)
    return _("The plan found has the same value.")


def _worth(thousands: int, currency: str) -> str:
    return f"{MINUS if thousands < 0 else '+' if thousands else ''}{money(abs(thousands), currency)}"


def moved_rows(
    promises: Iterable[MovedPromise], names: Mapping[str, str] = MappingProxyType({})
) -> tuple[MovedRow, ...]:
    """The promises that move, those of one deal together that move from the same day to the same day."""
    return tuple(_moved(list(group), names) for _key, group in groupby(promises, key=_together))


def _together(promise: MovedPromise) -> tuple[str, date | None, date | None]:
    return promise.deal, promise.before, promise.after


def _moved(promises: list[MovedPromise], names: Mapping[str, str]) -> MovedRow:
    first = promises[0]
    return MovedRow(
        deal=first.deal,
        name=names.get(first.deal, first.deal),
        gates=enumerated(gate_word(promise.gate) for promise in promises),
        before="–" if first.before is None else long_day(first.before),
        after="–" if first.after is None else long_day(first.after),
        by=_by(first),
    )


def _by(promise: MovedPromise) -> str:
    if promise.days is None:
        return _("new") if promise.before is None else _("withdrawn")
    count = abs(promise.days)
    if promise.days > 0:
        return ngettext("{count} day later", "{count} days later", count).format(count=count)
    return ngettext("{count} day earlier", "{count} days earlier", count).format(count=count)
