"""What an audience sees of a plan, looked up once for all pages of its site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roadmap.editions.lens import Lens
from roadmap.editions.secrecy import Treatment
from roadmap.editions.seen import Seen
from roadmap.views.editions.edition import EditionCell, EditionColumn, EditionTable, linked
from roadmap.views.site.parts import Thing


@dataclass(frozen=True, slots=True)
class EditionRegister:
    """Parts of a plan as its audience sees them. What it does not see is not there: kinds of things that it may not
    know of are empty. Deals are those in hand, in an order that the audience may know."""

    plan: Seen
    lens: Lens
    deals: tuple[Any, ...]
    features: tuple[Any, ...]
    unplanned: tuple[Any, ...]
    releases: tuple[Any, ...]
    capabilities: tuple[Any, ...]
    teams: tuple[Any, ...]
    by_owner: Mapping[str, list[Any]]
    """Deals by their owner; empty for an audience that does not see owners."""
    needing: Mapping[str, list[tuple[Any, Any]]]
    """Deals and their needs by capability."""
    names: Mapping[Thing, Mapping[str, str]]
    """What things are called, by the ids that the audience knows; those of them that have a page."""
    segments: Mapping[str, str]
    why: Mapping[str, str]
    """Why deals keep less than they could, by id; empty for an audience that sees no reasons."""

    def tells(self, fields: str) -> bool:
        """Whether the audience sees all of some fields, such as "DealLine.value DealLine.win_probability"."""
        return all(
            self.lens.treatment(*field.split(".")) in (Treatment.SHOW, Treatment.PSEUDONYM) for field in fields.split()
        )

    def cell(self, thing: Thing, key: str | None) -> EditionCell:
        """A thing by its name, which leads to its page where it has one; a dash for none."""
        if key is None:
            return EditionCell("–")
        name = self.names[thing].get(key)
        return EditionCell(key) if name is None else linked(name, thing, key)

    def cells(self, thing: Thing, keys: Iterable[str]) -> tuple[EditionCell, ...]:
        """Several of them."""
        return tuple(self.cell(thing, key) for key in keys)


def edition_register(plan: Seen, lens: Lens, why: Mapping[str, str]) -> EditionRegister:
    """Look everything up that the lens shows."""

    def seen(field: str, part: str) -> tuple[Any, ...]:
        return tuple(getattr(plan, field)) if lens.treatment(part, "id") is not None else ()

    sees_forecast = lens.treatment("DealLine", "placeholder") is not None
    deals = tuple(deal for deal in seen("deals", "DealLine") if not (sees_forecast and deal.placeholder))
    features, unplanned = seen("features", "FeatureLine"), seen("unplanned", "UnplannedLine")
    releases, capabilities = seen("releases", "ReleaseLine"), seen("capabilities", "CapabilityLine")
    teams = seen("teams", "TeamLine")
    by_owner: dict[str, list[Any]] = defaultdict(list)
    for deal in deals if lens.treatment("DealLine", "owner") is not None else ():
        if deal.owner is not None:
            by_owner[deal.owner].append(deal)
    sells = lens.treatment("SegmentLine", "id") is not None
    return EditionRegister(
        plan=plan,
        lens=lens,
        deals=deals,
        features=features,
        unplanned=unplanned,
        releases=releases,
        capabilities=capabilities,
        teams=teams,
        by_owner=dict(sorted(by_owner.items())),
        needing=_needing(deals),
        names={
            Thing.DEAL: {deal.id: _deal_name(deal, lens) for deal in deals},
            Thing.RELEASE: {line.id: line.id for line in releases},
            Thing.FEATURE: {line.id: line.name for line in (*features, *unplanned)},
            Thing.CAPABILITY: {line.id: line.name for line in capabilities},
            Thing.TEAM: {line.id: line.name for line in teams},
            Thing.OWNER: {name: name for name in sorted(by_owner)},
        },
        segments={line.id: line.name for line in plan.segments} if sells else {},
        why=why,
    )


def _deal_name(deal: Any, lens: Lens) -> str:
    return str(deal.customer if lens.treatment("DealLine", "customer") is not None else deal.id)


def _needing(deals: Iterable[Any]) -> dict[str, list[tuple[Any, Any]]]:
    found: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    for deal in deals:
        for need in deal.needs:
            for key in need.any_of:
                found[key].append((deal, need))
    return found


@dataclass(frozen=True, slots=True)
class ToldColumn:
    """A column, or a fact, that is there for audiences that see all of the fields it is made from."""

    name: str
    fields: str
    """Names of classes and fields, blanks between them, such as "DealLine.value"."""
    cell: Callable[[Any], EditionCell]
    number: bool = False


def told_table(
    register: EditionRegister, key: str, *, heading: str, columns: Sequence[ToldColumn], parts: Iterable[Any]
) -> EditionTable:
    """A table of parts of the plan with the columns that the audience may see."""
    told = [column for column in columns if register.tells(column.fields)]
    heads = tuple(EditionColumn(column.name, number=column.number) for column in told)
    rows = tuple(tuple(column.cell(part) for column in told) for part in parts)
    return EditionTable(key, heading, "", heads, rows)


def told_facts(
    register: EditionRegister, facts: Sequence[ToldColumn], part: Any
) -> tuple[tuple[str, tuple[EditionCell, ...]], ...]:
    """The facts about a part of the plan that the audience may see: a name and a value each."""
    return tuple((fact.name, (fact.cell(part),)) for fact in facts if register.tells(fact.fields))
