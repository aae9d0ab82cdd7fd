"""Prices as people read them: a table for each kind, ranked, each price with the interval that its truth lies in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from requirements.language import _, language, ngettext
from roadmap.explaining.asking.change import Change
from roadmap.explaining.present import Present
from roadmap.explaining.pricing import Price
from roadmap.explaining.repairs import Standing
from roadmap.views.answers.explaining import names_of
from roadmap.views.answers.priced_changes import amount, nothing_found, price_range, range_text
from roadmap.views.answers.subjects import baseline_line
from roadmap.views.formats import figure, long_day, money
from roadmap.views.lookup import with_id

UNKNOWN = "–"
STAR = "*"
NO_PLAN = 1 << 60
"""The weight of what leaves no plan: above every price."""
MOST_PROMISES = 10
"""Promises that have a row whatever was found."""
MOST_NAMES = 15
"""Names of what nothing was found for."""
MOST_INTERVALS = 2
"""So many columns at most have an interval in each cell; more have a star that a note explains."""


@dataclass(frozen=True, slots=True)
class PriceCell:
    """One price: what was found, and the range of possible values where that is not proved.

    `share` is its length as a bar, in thousandths of the longest of its table; `from_share` to `to_share` is what it
    may be where that is not proved, so that a bar never looks surer than it is. `colour` is good for a gain. With
    `pairs` the range is what so many pairs of searches found.
    """

    found: str
    between: str = ""
    share: int = 0
    colour: str = ""
    from_share: int = 0
    to_share: int = 0
    pairs: int = 0


@dataclass(frozen=True, slots=True)
class PriceRow:
    """The prices of one thing, and which deals its dearest price falls on; without these in a table of many columns."""

    label: str
    """The id by which commands know it."""
    cells: tuple[PriceCell, ...]
    deals: tuple[str, ...] = ()
    name: str = ""
    """What people call it; empty where that is its id."""


@dataclass(frozen=True, slots=True)
class PriceTable:
    """All prices of one kind, the greatest first; amounts are of the currency that the heading names."""

    heading: str
    what: str
    """What a row is about: a skill, a release, a deal, a feature."""
    columns: tuple[str, ...]
    rows: tuple[PriceRow, ...]
    notes: tuple[str, ...]

    @property
    def names_deals(self) -> bool:
        """Whether any row names deals."""
        return any(row.deals for row in self.rows)


@dataclass(frozen=True, slots=True)
class PricesView:
    """All prices of a plan for the internal audience: deals and features by name, no customers."""

    notice: str
    language: str
    name: str
    statement: str
    """What the plan is worth, and what prices are compared with."""
    tables: tuple[PriceTable, ...]
    footnotes: tuple[str, ...]


def build_prices(present: Present, priced: dict[str, list[Price]], base: Standing) -> PricesView:
    """Make the view of the prices of a plan."""
    plan = present.plan
    names = {line.id: line.name for line in plan.deals} | {line.id: line.name for line in plan.features}
    tables = price_tables(priced, plan.currency, names=names)
    return PricesView(
        notice=_("Internal. This page shows the amounts of deals."),
        language=language().replace("_", "-"),
        name=plan.name,
        statement=baseline_line(present.value, base.value, base.bound, plan.currency),
        tables=tuple(tables),
        footnotes=tuple(footnotes(tables, base, plan.currency)),
    )


def price_tables(
    priced: dict[str, list[Price]], currency: str, *, names: Mapping[str, str] = MappingProxyType({})
) -> list[PriceTable]:
    """A table for each kind (`skills`, `releases`, `promises`, `slips`) that has anything to price; `names` are what
    deals and features are called, by id."""
    return [_table(kind, prices, currency, names) for kind, prices in priced.items() if prices]


def footnotes(tables: Sequence[PriceTable], base: Standing, currency: str) -> list[str]:
    """What the signs in some tables mean, and how well the prices that are not proved are known."""
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    notes = []
    pairs = max((cell.pairs for cell in cells), default=0)
    if pairs:
        line = _(
            "{pairs} pairs: {pairs} searches with the change and {pairs} without it, each for the same time and with "
            "the same random numbers. The range goes from the least to the most that the change brought. A longer "
            "search can find more."
        )
        notes.append(line.format(pairs=pairs))
    if any(cell.between and not cell.pairs for cell in cells):
        notes.append(_("Brackets show the range of possible values when the amount is not proved."))
    if any(cell.found.endswith(STAR) for cell in cells):
        notes.append(_("* best value found, not proved (--json has the interval)."))
    if any(cell.found == _("no plan") for cell in cells):
        notes.append(_("no plan: the search found no plan with that change."))
    if notes and base.bound is not None and base.bound > base.value:
        line = _("The plan value is proved to within {gap}. Prices that are not proved have the same uncertainty.")
        notes.append(line.format(gap=money(base.bound - base.value, currency)))
    return notes


def _table(kind: str, prices: Sequence[Price], currency: str, names: Mapping[str, str]) -> PriceTable:
    columns = list(dict.fromkeys(_column(price.change) for price in sorted(prices, key=_order)))
    labels = list(dict.fromkeys(_label(price.change) for price in prices if price.asked))
    by_place = {(_label(price.change), _column(price.change)): price for price in prices}
    rows = {label: [by_place.get((label, head)) for head in columns] for label in labels}
    ranked = sorted(labels, key=lambda label: (*(-each for each in _weight(rows[label])), label))
    worthless = [label for label in ranked if _is_nothing(rows[label])]
    if kind == "promises":  # what they may be worth is known even where nothing was found
        worthless = [label for label in ranked[MOST_PROMISES:] if label in worthless]
    wide = len(columns) > MOST_INTERVALS
    longest = max((_reach(price) for cells in rows.values() for price in cells), default=0)
    shown = [
        _row(label, rows[label], wide=wide, longest=longest, names=names) for label in ranked if label not in worthless
    ]
    heading = _headings()[kind].format(currency=currency)
    what = {"skills": _("Skill"), "releases": _("Release"), "promises": _("Deal"), "slips": _("Feature")}[kind]
    return PriceTable(heading, what, tuple(columns), tuple(shown), tuple(_notes(prices, worthless)))


def _headings() -> dict[str, str]:
    return {
        "skills": _("One more person, {currency}"),
        "releases": _("One release less, {currency}"),
        "promises": _("One promise less to keep, {currency}"),
        "slips": _("A delay of the work, {currency}"),
    }


def _column(change: Change) -> str:
    """What stands over a price."""
    if change.day is not None:
        return _("from {day}").format(day=long_day(change.day))
    if change.kind == "slip":
        weeks = change.amount // 5
        return ngettext("{count} week", "{count} weeks", weeks).format(count=weeks)
    return ""


def _order(price: Price) -> tuple[str, int]:
    day = price.change.day
    return ("" if day is None else day.isoformat(), price.change.amount)


def _label(change: Change) -> str:
    return _("one of each skill") if change.kind == "people" else change.subject


def _weight(cells: Sequence[Price | None]) -> tuple[int, int]:
    """How much the dearest price of a row is, as found and then at most; what has no plan counts most."""
    asked = [price.difference for price in cells if price is not None and price.asked]
    if not asked or any(each is None for each in asked):
        return (NO_PLAN if asked else 0), 0
    known = [each for each in asked if each is not None]
    return max(abs(each.found) for each in known), max(each.most or 0 for each in known)


def _is_nothing(cells: Sequence[Price | None]) -> bool:
    """Whether nothing was found for any price of a row that was asked for, and that is not proved for all of them."""
    asked = [price for price in cells if price is not None and price.asked]
    found = [price.difference for price in asked]
    return (
        all(price.seen is None or price.seen.least == price.seen.most == 0 for price in asked)
        and all(each is not None and each.found == 0 for each in found)
        and any(each and not each.proved for each in found)
    )


def _row(label: str, cells: Sequence[Price | None], *, wide: bool, longest: int, names: Mapping[str, str]) -> PriceRow:
    dearest = max((price for price in cells if price is not None), key=lambda price: _weight([price]))
    deals: list[str] = []
    name = names.get(label, "")
    if wide:
        return PriceRow(label, tuple(_cell(price, wide=wide, longest=longest) for price in cells), name=name)
    if dearest.losers:
        deals.append(_("less for {deals}").format(deals=_worths(dearest.losers, names)))
    if dearest.winners:
        deals.append(_("more for {deals}").format(deals=_worths(dearest.winners, names)))
    return PriceRow(label, tuple(_cell(price, wide=wide, longest=longest) for price in cells), tuple(deals), name)


def _worths(deals: Iterable[tuple[str, int]], names: Mapping[str, str]) -> str:
    return names_of([f"{with_id(names.get(deal, deal), deal)} {figure(amount)}" for deal, amount in deals])


def _reach(price: Price | None) -> int:
    """How far the bar of a price reaches: to what was found, or to the most that it may be."""
    if price is None or price.difference is None:
        return 0
    return max(abs(each) for each in (price.difference.found, *price_range(price)) if each is not None)


def _cell(price: Price | None, *, wide: bool, longest: int) -> PriceCell:
    if price is None or not price.asked:
        return PriceCell(UNKNOWN)
    if price.difference is None:
        return PriceCell(_("no plan"))
    found, worth = amount(price.difference.found), price.difference.found
    share, colour = 1000 * abs(worth) // max(1, longest), "good" if worth > 0 else "risk"
    if price.difference.proved:
        return PriceCell(found, "", share, colour)
    ends = [1000 * abs(end) // max(1, longest) for end in price_range(price) if end is not None]
    told = "" if wide else range_text(price)
    pairs = 0 if wide or price.seen is None else price.seen.pairs
    star = STAR if wide else ""
    return PriceCell(f"{found}{star}", told, share, colour, min(ends, default=0), max(ends, default=0), pairs)


def _notes(prices: Sequence[Price], worthless: Sequence[str]) -> list[str]:
    """For what nothing was found, and how much was not priced."""
    notes = []
    if worthless:
        zeros = [price for price in prices if _label(price.change) in worthless and price.difference]
        line = _("No change in value was found for {names} ({range}).")
        notes.append(line.format(names=names_of(sorted(worthless), MOST_NAMES), range=nothing_found(zeros)))
    missing = sum(not price.asked for price in prices)
    if missing:
        notes.append(_("Not priced in the time given: {count}. Use --time to allow more.").format(count=missing))
    return notes
