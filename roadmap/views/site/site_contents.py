"""The site as a value: its sections, its lists, and the pages of all things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from requirements.language import _
from roadmap.futures.chances import Chances
from roadmap.plans.document import Plan
from roadmap.views.chart.feature_chart import build_chart
from roadmap.views.lookup import look_up
from roadmap.views.own_fields import Wanted, told_where, with_fields
from roadmap.views.roadmap.roadmap_page import PageView, build_page
from roadmap.views.roadmap.sections import SectionLink
from roadmap.views.site.deal_page import deal_page
from roadmap.views.site.feature_page import feature_page, unplanned_page
from roadmap.views.site.lists import list_pages
from roadmap.views.site.other_pages import capability_page, owner_page, release_page, team_page
from roadmap.views.site.parts import ListPage, Thing, ThingLink, ThingPage
from roadmap.views.site.site_addresses import SiteAddresses, site_addresses
from roadmap.views.site.site_register import Register, register_of
from roadmap.views.site.site_timeline import TimelinePage, timeline_pages

LISTS = {
    "deals": Thing.DEAL,
    "releases": Thing.RELEASE,
    "features": Thing.FEATURE,
    "capabilities": Thing.CAPABILITY,
    "teams": Thing.TEAM,
    "owners": Thing.OWNER,
}
"""The lists by the section they are."""
NOT_HERE = ("work",)
"""Sections of the one page that the site tells elsewhere: work stands on the pages of features."""


@dataclass(frozen=True, slots=True)
class SiteView:
    """All of the site for the internal audience; its pages are made one after the other, as they are asked for."""

    page: PageView
    register: Register
    addresses: SiteAddresses
    where: str = ""
    """Which deals it is about, in words; empty: all of them."""

    @property
    def sections(self) -> tuple[SectionLink, ...]:
        """The sections in the order in which people ask; the lists stand where their section stands."""
        told = {link.id: link for link in self.page.sections if link.id not in (*NOT_HERE, *LISTS)}
        lists = {
            key: SectionLink(key, name, "") for key, name in _list_names().items() if self.addresses.names[LISTS[key]]
        }
        order = (
            "summary", "find", "quarter", "timeline", "deals", "promises", "releases", "features", "capabilities",
            "matrix", "teams", "owners",
        )  # fmt: skip
        every = told | lists | {"find": SectionLink("find", _("Find"), "")}
        return tuple(every[key] for key in [*order, *(key for key in told if key not in order)] if key in every)

    def in_section(self, name: str) -> tuple[SectionLink, ...]:
        """The sections, with the one marked in which the reader is."""
        return tuple(replace(link, here=link.id == name) for link in self.sections)

    def addressed(self, addresses: SiteAddresses) -> SiteView:
        """The same, with other addresses."""
        return replace(self, addresses=addresses)

    def timelines(self) -> Iterator[TimelinePage]:
        """The timeline in all its groupings."""
        return timeline_pages(self.register.plan, self.register.lookup) if self.page.chart.groups else iter(())

    def lists(self) -> Iterator[ListPage]:
        """The lists, page by page."""
        return list_pages(self.register, self.where)

    def things(self) -> Iterator[ThingPage]:
        """The pages of all things."""
        register, plan = self.register, self.register.plan
        chart = build_chart(plan, register.lookup)
        yield from (deal_page(line, register) for line in register.deals)
        yield from (release_page(line, register, chart) for line in plan.releases)
        yield from (feature_page(line, register, chart) for line in plan.features)
        yield from (unplanned_page(line, register) for line in plan.unplanned)
        yield from (capability_page(line, register, chart) for line in plan.capabilities)
        yield from (team_page(line, register, chart) for line in plan.teams)
        yield from (owner_page(name, register) for name in register.marks["owner"])

    def thing(self, link: ThingLink) -> ThingPage | None:
        """The page of one thing; None if the plan does not hold it."""
        if link.id not in self.addresses.names[link.thing]:
            return None
        return self._makers()[link.thing](link.id)

    def _makers(self) -> Mapping[Thing, Callable[[str], ThingPage]]:
        """What makes the page of each kind of thing, by its id."""
        register, plan, lookup = self.register, self.register.plan, self.register.lookup
        chart = build_chart(plan, lookup)
        capabilities = {line.id: line for line in plan.capabilities}
        teams = {line.id: line for line in plan.teams}
        unplanned = {line.id: line for line in plan.unplanned}
        return {
            Thing.DEAL: lambda key: deal_page(lookup.deals[key], register),
            Thing.RELEASE: lambda key: release_page(lookup.releases[key], register, chart),
            Thing.FEATURE: lambda key: (
                feature_page(lookup.features[key], register, chart)
                if key in lookup.features
                else unplanned_page(unplanned[key], register)
            ),
            Thing.CAPABILITY: lambda key: capability_page(capabilities[key], register, chart),
            Thing.TEAM: lambda key: team_page(teams[key], register, chart),
            Thing.OWNER: lambda key: owner_page(key, register),
        }


def _list_names() -> dict[str, str]:
    return {
        "deals": _("Deals"),
        "releases": _("Releases"),
        "features": _("Features"),
        "capabilities": _("Capabilities"),
        "teams": _("Teams"),
        "owners": _("Owners"),
    }


def build_site(
    plan: Plan,
    *,
    quarter: str | None = None,
    before: Plan | None = None,
    chances: Chances | None = None,
    where: Wanted = (),
) -> SiteView:
    """Make the site of a plan, with a quarter such as "2026Q2" (None: the coming one); `before` is the plan that its
    readers know, `chances` are what lies beside the plan. Deals that do not say in their own fields what is wanted have
    no page and stand in no list; sums stay those of the plan. Raises QuarterFault for a quarter that the plan does not
    reach, UsageFault for a field that no deal has."""
    narrowed = with_fields(plan, where)
    page = build_page(plan, quarter=quarter, before=before, chances=chances)
    register = register_of(narrowed, look_up(narrowed), chances)
    return SiteView(page, register, site_addresses(narrowed), told_where(where))
