"""Addresses of the workbench's pages: those of the site without an ending, from the root."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from roadmap.views.site.parts import Thing, ThingLink
from roadmap.views.site.site_addresses import SiteAddresses

SUMMARY = "roadmap"
"""What the two-minute page is called here; the first page of a site is another one."""
PAGE, TWIN = ".html", ".json"


@dataclass(frozen=True, slots=True)
class ServedAddresses(SiteAddresses):
    """Addresses that are the same from every page."""

    root: str = "/"
    forms: frozenset[str] = frozenset()
    """The paths of the entries that have a form."""
    traded: frozenset[str] = frozenset()
    """The deals that the plan gives up, by id: trades may serve them."""

    def within(self, root: str) -> ServedAddresses:  # noqa: ARG002 - the same from every depth
        """The same."""
        return self

    def of(self, link: ThingLink | None) -> str:
        """The page of a thing; empty for none, and for a thing that the plan does not hold."""
        return self.file(SiteAddresses.of(self, link).removeprefix(self.root))

    def section(self, name: str) -> str:
        """A section of the roadmap."""
        return self.root + (SUMMARY if name == "summary" else name)

    def twin(self, name: str) -> str:
        """The twin of a section for programs: every section has one."""
        return self.section(name) + TWIN

    def form(self, link: ThingLink) -> str:
        """The form in which a thing is edited, where it is an entry of the folder."""
        path = f"{link.thing.value}.{link.id}"
        return f"/edit/{quote(path)}" if path in self.forms else ""

    def trades(self, link: ThingLink) -> str:
        """The trades of a deal that is given up."""
        is_traded = link.thing is Thing.DEAL and link.id in self.traded
        return f"/trades/{quote(link.id, safe='')}" if is_traded else ""

    def file(self, name: str) -> str:
        """A page by the name of its file in a site; one whose name reads as that of a twin keeps its ending."""
        shown = name.removesuffix(PAGE)
        return name and self.root + (name if shown.endswith(TWIN) else shown)
