"""The site: a plan as pages that link to each other, on any file server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap.operations.sources.earlier import known_before
from roadmap.operations.sources.plans import PlanSource, find_plan, plan_of
from roadmap.outputs.folders import WrittenFolder, write_folder
from roadmap.outputs.site.pages import site_files
from roadmap.views.site.contents import SiteView, build_site


@dataclass(frozen=True, slots=True)
class Site:
    """The pages of a plan: a page for each deal, release, feature, capability, team and sales owner, each with its twin
    for programs. They hold customer names and values: they are for colleagues."""

    view: SiteView

    def files(self) -> Iterator[tuple[str, str]]:
        """The files one after the other: name within the site, and text. The same plan gives the same files."""
        return site_files(self.view)

    def save(self, folder: Path | str) -> WrittenFolder:
        """Write all files into a folder. Files that say the same are not touched, and those of an earlier site that
        are no longer there are removed. RoadmapError where the folder holds what no site of roadmap is; nothing is
        written then."""
        return write_folder(Path(folder), self.files())


def site(plan: PlanSource, *, quarter: str | None = None, since: PlanSource | None = None) -> Site:
    """Turn a plan into a site that opens from any file server and from a disk, and can be read without a script.

    `quarter` is the one to go into, such as "2026Q3"; None: the coming one. `since` is the plan that its readers know;
    None: the published plan beside this one, or the plan that it replaced, if there is one.
    """
    found = find_plan(plan)
    before = known_before(found) if since is None else plan_of(since)
    return Site(build_site(found.plan, quarter=quarter, before=before))
