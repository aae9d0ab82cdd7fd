"""The site: a plan as pages that link to each other, on any file server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from requirements.language import _
from roadmap.errors import UsageFault
from roadmap.operations.sources.called import deal_called
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.earlier import known_before
from roadmap.operations.sources.stored_plans import PlanSource, find_plan, plan_of
from roadmap.outputs.editions.own_templates import OwnTemplates
from roadmap.outputs.site.edition_files import edition_site_files
from roadmap.outputs.site.pages import site_files
from roadmap.outputs.writing.folders import WrittenFolder, write_folder
from roadmap.policy.editions import Audience
from roadmap.views.editions.site.edition_contents import EditionSite, build_edition_site
from roadmap.views.own_fields import Wanted
from roadmap.views.site.site_contents import SiteView, build_site


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a plan for one audience: a page for each thing that it may see, each with its twin for programs. For
    the internal audience these are all deals, releases, features, capabilities, teams and sales owners, with customer
    names and values."""

    view: SiteView | EditionSite
    templates: Path | None = None
    """A folder of templates of the user's own."""
    where: Wanted = ()
    """Of which deals it is, by fields of the company's own."""

    @property
    def reader(self) -> str:
        """For whom it is: the audience, and the customer or owner where it is one, or the deals that it is of."""
        if isinstance(self.view, SiteView):
            return " ".join((Audience.INTERNAL.value, *(f"{name}={value}" for name, value in self.where)))
        return " ".join(filter(None, (self.view.cover.audience.value, self.view.recipient)))

    def files(self) -> Iterator[tuple[str, str]]:
        """The files one after the other: name within the site, and text. The same plan gives the same files."""
        if self.templates is None:
            yield from self._files()
            return
        with OwnTemplates(self.templates) as own:
            yield from self._files(source=own, extra=own.extra)

    def _files(self, **how: Any) -> Iterator[tuple[str, str]]:
        if isinstance(self.view, SiteView):
            return site_files(self.view, **how)
        return edition_site_files(self.view, **how)

    def save(self, folder: Path | str) -> WrittenFolder:
        """Write all files into a folder. Files that say the same are not touched, and those of an earlier site that
        are no longer there are removed. RoadmapError where the folder holds what no site of roadmap is, or the site of
        another reader; nothing is written then."""
        return write_folder(Path(folder), self.files(), reader=self.reader)


def site(
    plan: PlanSource,
    *,
    audience: Audience | str = Audience.INTERNAL,
    deal: str | None = None,
    owner: str | None = None,
    quarter: str | None = None,
    since: PlanSource | None = None,
    where: Mapping[str, str] | None = None,
    templates: Path | str | None = None,
) -> Site:
    """Turn a plan into a site that opens from any file server and from a disk, and can be read without a script.

    The site of an audience other than the internal one holds what that audience may see alone: a customer's that of one
    `deal`, that of sales all deals or those of one `owner`. `quarter` is the one to go into, such as "2026Q3"; None:
    the coming one. `since` is the plan that its readers know; None: the published plan beside this one, or the plan
    that it replaced, if there is one. Only deals that say in their own fields what `where` wants ({"Region": "North"})
    have pages and stand in lists; sums stay those of the plan. `templates` is a folder of templates of your own; what
    is wrong with them is told when the files are made (InputFault). UsageFault for an audience, deal, owner or field
    that is not there.
    """
    found = find_plan(plan)
    own = None if templates is None else Path(templates)
    wanted = tuple((where or {}).items())
    if audience != Audience.INTERNAL:
        if wanted:
            raise UsageFault(_("--where is for the internal site: leave it out."))
        if quarter is not None or since is not None:
            raise UsageFault(_("--quarter and --since are for the internal page: leave them out."))
        sure, called = chances_beside(found), None if deal is None else deal_called(found.plan, deal)
        return Site(build_edition_site(found.plan, audience=audience, deal=called, owner=owner, chances=sure), own)
    if deal is not None or owner is not None:
        raise UsageFault(_("The internal page covers all deals: add --audience customer or --audience sales."))
    before = known_before(found) if since is None else plan_of(since)
    sure = chances_beside(found)
    return Site(build_site(found.plan, quarter=quarter, before=before, chances=sure, where=wanted), own, wanted)
