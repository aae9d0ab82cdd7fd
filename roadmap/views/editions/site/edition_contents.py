"""The site of an edition as a value: its cover, its tables, and the pages of the things that its audience sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from requirements.language import _
from roadmap.editions.imprint import imprint_of
from roadmap.editions.lens import lens_for
from roadmap.editions.seen import Seen, see
from roadmap.futures.chances import Chances
from roadmap.plans.document import Plan
from roadmap.policy.editions import Audience
from roadmap.views.chart.gate_chart import GateChart
from roadmap.views.editions.audiences.executive import why_of
from roadmap.views.editions.edition import EditionCell, EditionColumn, EditionTable, EditionView, kept, linked
from roadmap.views.editions.edition_for import build_edition
from roadmap.views.editions.site.built_things import (
    feature_things,
    features_table,
    release_things,
    releases_table,
    team_things,
)
from roadmap.views.editions.site.customer_things import customer_things
from roadmap.views.editions.site.edition_register import EditionRegister, edition_register
from roadmap.views.editions.site.finding_keys import NOTHING_MARKED, EditionMarks, edition_marks
from roadmap.views.editions.site.things import (
    EditionThing,
    Facts,
    capability_things,
    deal_things,
    deals_table,
    owner_things,
)
from roadmap.views.editions.site.timelines import has_timeline, timelines_of
from roadmap.views.roadmap.sections import SectionLink
from roadmap.views.site.parts import Thing
from roadmap.views.site.site_addresses import INDEX, SiteAddresses, file_names

FIRST_ROWS = 12
"""Rows of a table that the first page shows; a longer table has pages of its own."""
ROWS_OF_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class EditionPage:
    """One page of the site of an edition: what it says by its edition, the section it is in, and its place in it."""

    file: str
    here: str
    view: EditionView
    facts: Facts = ()
    lines: tuple[str, ...] = ()
    parts: tuple[tuple[str, str, bool], ...] = ()
    """File, name and whether it is this one, for each page of a long table or timeline."""
    others: tuple[tuple[str, str, bool], ...] = ()
    """The same for each way in which a timeline is grouped."""
    thing: EditionThing | None = None

    @property
    def root(self) -> str:
        """What leads from it to the root of the site."""
        return "../" * self.file.count("/")

    @property
    def twin(self) -> str:
        """Its twin for programs, as it is called beside it; a part of a table has that of the whole, and a timeline has
        none: the pages of what it shows do."""
        if self.view.chart is not None or self.view.gates is not None:
            return ""
        name = self.file.rpartition("/")[2].removesuffix(".html") if self.root else self.here
        return f"{name}.json"


@dataclass(frozen=True, slots=True)
class EditionSite:
    """The site of an edition; its pages are made one after the other, as they are asked for."""

    cover: EditionView
    recipient: str | None
    """The customer or sales owner whose site it is; None where it is that of everybody in its audience."""
    plan: Seen
    things: tuple[EditionThing, ...]
    tables: tuple[EditionTable, ...]
    """Tables with pages of their own: those of the edition that are long, and a list for each kind of thing."""
    addresses: SiteAddresses
    marks: EditionMarks
    register: EditionRegister | None = None
    """What the audience sees, looked up; None for a customer."""

    @property
    def sections(self) -> tuple[SectionLink, ...]:
        """The pages that every page leads to."""
        drawn = [SectionLink("timeline", _("Timeline"), "")] if has_timeline(self.register) else []
        named = [SectionLink(table.key, table.heading, "") for table in self.tables]
        return (SectionLink(INDEX, _("Overview"), ""), SectionLink("find", _("Find"), ""), *drawn, *named)

    @property
    def longer(self) -> dict[str, int]:
        """Tables that have a page of their own, and how many rows they have there."""
        return {table.key: len(table.rows) for table in self.tables}

    def finding(self) -> EditionPage:
        """The page to search on."""
        return EditionPage("find.html", "find", replace(_blank(self.cover), eyebrow=self.cover.name, name=_("Find")))

    def pages(self) -> Iterator[EditionPage]:
        """All pages but the one to search on."""
        yield EditionPage(f"{INDEX}.html", INDEX, _cover_page(self.cover))
        yield from self._timelines()
        for table in self.tables:
            yield from _table_pages(self.cover, table)
        for thing in self.things:
            yield self._thing(thing)

    def _timelines(self) -> Iterator[EditionPage]:
        """The timeline in all its groupings: of features, or of promises for those who see no features."""
        named = replace(_blank(self.cover), eyebrow=self.cover.name, name=_("Timeline"))
        for page in timelines_of(self.register):
            is_of_gates = isinstance(page.chart, GateChart)
            view = replace(named, gates=page.chart) if is_of_gates else replace(named, chart=page.chart)
            yield EditionPage(page.file, "timeline", view, parts=page.parts, others=page.others)

    def _thing(self, thing: EditionThing) -> EditionPage:
        view = _blank(self.cover)
        view = replace(
            view,
            eyebrow=thing.kind,
            name=thing.title,
            statement=thing.subtitle,
            tables=tuple(map(_first_rows, kept(thing.tables))),
        )
        return EditionPage(
            self.addresses.of(thing.link), thing.link.thing.value, view, thing.facts, thing.lines, thing=thing
        )


def build_edition_site(
    plan: Plan,
    *,
    audience: Audience | str,
    deal: str | None = None,
    owner: str | None = None,
    chances: Chances | None = None,
) -> EditionSite:
    """Make the site of an edition; `chances` are what lies beside the plan.

    UsageFault for an audience, deal or owner that is not there, and for the internal audience, whose site is another.
    """
    cover = build_edition(plan, audience=audience, deal=deal, owner=owner, chances=chances)
    lens = lens_for(plan, audience, deal=deal, owner=owner)
    seen = see(plan, lens)
    lists: tuple[EditionTable, ...] = ()
    register = None
    if lens.audience is Audience.CUSTOMER:
        things, marks = tuple(customer_things(plan, lens, seen)), NOTHING_MARKED
    else:
        register = edition_register(seen, lens, why_of(plan) if lens.audience is Audience.EXECUTIVE else {})
        things, lists = tuple(_things(register)), _lists(register)
        marks = edition_marks(register)
    long = tuple(table for table in cover.tables if len(table.rows) > FIRST_ROWS and table.key not in set(Thing))
    recipient = imprint_of(plan, lens, owner=owner).recipient
    return EditionSite(cover, recipient, seen, things, (*long, *lists), _addresses(things), marks, register)


def _things(register: EditionRegister) -> Iterator[EditionThing]:
    yield from deal_things(register)
    yield from release_things(register)
    yield from feature_things(register)
    yield from capability_things(register)
    yield from team_things(register)
    yield from owner_things(register)


def _lists(register: EditionRegister) -> tuple[EditionTable, ...]:
    """A list for each kind of thing that the audience sees."""
    names = (
        (Thing.CAPABILITY, _("Capability"), _("Capabilities")),
        (Thing.TEAM, _("Team"), _("Teams")),
        (Thing.OWNER, _("Owner"), _("Owners")),
    )
    plain = (
        EditionTable(thing.value, heading, "", (EditionColumn(name),), _rows(register, thing))
        for thing, name, heading in names
    )
    built = features_table(register, list(register.features), rest=register.unplanned)
    return tuple(
        table
        for table in (deals_table(register, register.deals), releases_table(register), built, *plain)
        if table.rows
    )


def _rows(register: EditionRegister, thing: Thing) -> tuple[tuple[EditionCell, ...], ...]:
    return tuple((linked(name, thing, key),) for key, name in register.names[thing].items())


def _addresses(things: Iterable[EditionThing]) -> SiteAddresses:
    keys: dict[Thing, list[str]] = {thing: [] for thing in Thing}
    for one in things:
        keys[one.link.thing].append(one.link.id)
    return SiteAddresses({thing: file_names(found) for thing, found in keys.items()})


def _cover_page(cover: EditionView) -> EditionView:
    """The edition with the first rows of its long tables, and without the timeline, which has pages of its own."""
    tables = tuple(replace(table, rows=table.rows[:FIRST_ROWS]) for table in cover.tables)
    return replace(cover, tables=tables, chart=None, gates=None)


def _first_rows(table: EditionTable) -> EditionTable:
    """A table of a thing, cut where it would make the page heavy."""
    count = len(table.rows)
    if count <= ROWS_OF_A_PAGE:
        return table
    note = _("The first {shown} of {n} are shown. The lists hold all of them.").format(shown=ROWS_OF_A_PAGE, n=count)
    return replace(table, rows=table.rows[:ROWS_OF_A_PAGE], note=note)


def _blank(cover: EditionView) -> EditionView:
    """The imprint of an edition, without what it says."""
    return replace(cover, statement="", lanes=(), figures=(), tables=(), curve=None, chart=None, gates=None)


def _table_pages(cover: EditionView, table: EditionTable) -> Iterator[EditionPage]:
    starts = range(0, max(1, len(table.rows)), ROWS_OF_A_PAGE)
    files = [f"{table.key}.html" if not at else f"{table.key}-{at + 1}.html" for at in range(len(starts))]
    for at, start in enumerate(starts):
        part = replace(table, rows=table.rows[start : start + ROWS_OF_A_PAGE])
        parts = tuple((file, str(n + 1), n == at) for n, file in enumerate(files)) if len(files) > 1 else ()
        view = replace(_blank(cover), eyebrow=cover.name, name=table.heading, tables=(part,))
        yield EditionPage(files[at], table.key, view, parts=parts)
