"""The lists of the site: deals, features, releases, capabilities, teams and owners, many rows on several pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from requirements.language import _, enumerated, labelled, ngettext
from roadmap.plans.document import UnplannedLine
from roadmap.views.formats import figure, table_day
from roadmap.views.horizons import horizon_badge, horizon_of_release
from roadmap.views.site.deal_rows import columns, deal_row, filters
from roadmap.views.site.other_pages import feature_table, unplanned_table
from roadmap.views.site.parts import Cell, Column, ListPage, SiteFilter, SiteRow, SiteTable, Thing, ThingLink
from roadmap.views.site.site_register import Register
from roadmap.views.words import kind_word, maturity_word

ROWS_A_PAGE = 300


def list_pages(register: Register, where: str = "") -> Iterator[ListPage]:
    """All lists, page by page; `where` says in words which deals they are about, empty: all."""
    found = filters(register)
    others = (_releases(register), _capabilities(register), _teams(register), _owners(register))
    lists = [(_deals(register), found), (_features(register), _only(found, "team")), *((one, ()) for one in others)]
    for table, choices in lists:
        if table.rows:
            yield from _pages(table, choices, where)


def _pages(table: SiteTable, choices: tuple[SiteFilter, ...], where: str) -> Iterator[ListPage]:
    """A list in pages of so many rows: `deals.html`, `deals-2.html`."""
    starts = range(0, len(table.rows), ROWS_A_PAGE)
    files = [f"{table.id}.html" if not at else f"{table.id}-{at + 1}.html" for at in range(len(starts))]
    for at, start in enumerate(starts):
        rows = table.rows[start : start + ROWS_A_PAGE]
        pages = tuple((file, str(n + 1), n == at) for n, file in enumerate(files)) if len(files) > 1 else ()
        yield ListPage(
            title=table.caption,
            statement=" · ".join(filter(None, (_statement(len(table.rows), start, len(rows)), where))),
            table=replace(table, rows=rows),
            filters=choices if len(table.rows) > 1 else (),
            counted=_("{n} shown"),
            file=files[at],
            pages=pages,
        )


def _statement(count: int, start: int, shown: int) -> str:
    if shown == count:
        return ngettext("{n} entry", "{n} entries", count).format(n=count)
    return _("Entries {first} to {last} of {n}").format(first=start + 1, last=start + shown, n=count)


def _only(choices: Sequence[SiteFilter], *names: str) -> tuple[SiteFilter, ...]:
    return tuple(choice for choice in choices if choice.id in names)


def _deals(register: Register) -> SiteTable:
    ranked = sorted(register.deals, key=lambda deal: (-deal.expected, deal.id))
    return SiteTable("deals", _("Deals"), columns(), tuple(deal_row(deal, register) for deal in ranked))


def _features(register: Register) -> SiteTable:
    """Those that are built, then the others."""
    built = feature_table(register.plan.features, register)
    marked = sorted(register.plan.features, key=lambda line: (line.verified, line.id))
    rows = [
        replace(row, marks=register.marks["team"].get(line.team, ""))
        for row, line in zip(built.rows, marked, strict=True)
    ]
    rows += [_unplanned(line, register) for line in register.plan.unplanned]
    return replace(built, rows=tuple(rows))


def _unplanned(line: UnplannedLine, register: Register) -> SiteRow:
    (name,) = unplanned_table([line]).rows[0].cells
    team = Cell(register.lookup.team(line.team), ThingLink(Thing.TEAM, line.team))
    empty = Cell("–")
    return SiteRow(
        (replace(name, note=_("not in this plan")), team, empty, empty, empty, empty, empty),
        register.marks["team"].get(line.team, ""),
    )


def _releases(register: Register) -> SiteTable:
    heads = (
        Column(_("Release")),
        Column(_("Horizon")),
        Column(_("Freeze"), number=True),
        Column(_("Ships"), number=True),
        Column(_("Features"), number=True),
        Column(_("Customers"), number=True),
        Column(_("Value kept"), number=True),
        Column(_("Cost"), number=True),
    )
    rows = []
    for line in sorted(register.plan.releases, key=lambda line: (line.ship, line.id)):
        served = register.by_release.get(line.id, [])
        badge = horizon_badge(horizon_of_release(line, register.plan, register.lookup)) if line.used else None
        cells = (
            Cell(line.id, ThingLink(Thing.RELEASE, line.id)),
            Cell("" if badge else _("not used"), badge=badge),
            Cell(table_day(line.freeze)),
            Cell(table_day(line.ship)),
            Cell(str(len(line.features))),
            Cell(str(len(served))),
            Cell(figure(sum(deal.kept for deal in served))),
            Cell(figure(line.cost)),
        )
        rows.append(SiteRow(cells))
    return SiteTable("releases", _("Releases"), heads, tuple(rows))


def _capabilities(register: Register) -> SiteTable:
    heads = (
        Column(_("Capability")),
        Column(_("Kind")),
        Column(_("Before the plan")),
        Column(_("Lands")),
        Column(_("Deals"), number=True),
        Column(_("Expected value"), number=True),
    )
    rows = []
    for line in register.plan.capabilities:
        deals = {deal.id: deal for deal, _need in register.needing.get(line.id, [])}
        lands = enumerated(labelled(maturity_word(level), release) for level, release in line.lands.items())
        cells = (
            Cell(line.name, ThingLink(Thing.CAPABILITY, line.id)),
            Cell(kind_word(line.kind)),
            Cell(maturity_word(line.ready) if line.ready else "–"),
            Cell(lands or "–"),
            Cell(str(len(deals))),
            Cell(figure(sum(deal.expected for deal in deals.values()))),
        )
        rows.append((-sum(deal.expected for deal in deals.values()), line.name, SiteRow(cells)))
    rows.sort(key=lambda row: row[:2])
    return SiteTable("capabilities", _("Capabilities"), heads, tuple(row for _worth, _name, row in rows))


def _teams(register: Register) -> SiteTable:
    heads = (
        Column(_("Team")),
        Column(_("Skill")),
        Column(_("People"), number=True),
        Column(_("Features"), number=True),
    )
    rows = tuple(
        SiteRow(
            (
                Cell(line.name, ThingLink(Thing.TEAM, line.id)),
                Cell(line.skill),
                Cell(str(line.people)),
                Cell(str(sum(feature.team == line.id for feature in register.plan.features))),
            )
        )
        for line in register.plan.teams
    )
    return SiteTable("teams", _("Teams"), heads, rows)


def _owners(register: Register) -> SiteTable:
    heads = (
        Column(_("Owner")),
        Column(_("Deals"), number=True),
        Column(_("Expected value"), number=True),
        Column(_("Value kept"), number=True),
    )
    rows = tuple(
        SiteRow(
            (
                Cell(name, ThingLink(Thing.OWNER, name)),
                Cell(str(len(register.by_owner[name]))),
                Cell(figure(sum(deal.expected for deal in register.by_owner[name]))),
                Cell(figure(sum(deal.kept for deal in register.by_owner[name]))),
            )
        )
        for name in register.marks["owner"]
    )
    return SiteTable("owners", _("Owners"), heads, rows)
