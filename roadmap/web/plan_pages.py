"""The pages of a plan in one language: those of the site, each made and written when it is first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import Environment

from roadmap.futures.chances import Chances
from roadmap.outputs.site.pages import SitePages, index_entry, index_script
from roadmap.outputs.site.twins import list_twin, section_twin, summary_twin, thing_twin
from roadmap.plans.document import Plan
from roadmap.views.lookup import given_up
from roadmap.views.site.parts import Thing, ThingLink
from roadmap.views.site.site_contents import LISTS, SiteView, build_site
from roadmap.web.addresses import PAGE, SUMMARY, TWIN, ServedAddresses

INDEX, TIMELINE = "index.js", "timeline"


class PlanPages:
    """The pages and twins of one plan by their addresses, without the slash before them. Used in the language in which
    it was made; may be used from any thread."""

    def __init__(
        self,
        plan: Plan,
        *,
        before: Plan | None,
        chances: Chances | None,
        environment: Environment,
        more: Mapping[str, Any],
        forms: frozenset[str] = frozenset(),
    ) -> None:
        view = build_site(plan, before=before, chances=chances)
        traded = frozenset(line.id for line in given_up(plan))
        self.view: SiteView = view.addressed(ServedAddresses(view.addresses.names, forms=forms, traded=traded))
        self._pages = SitePages(self.view, environment, more)
        self._makers: dict[str, Callable[[], str]] = {}
        self._made: dict[str, str] = {}
        self._lock = threading.RLock()
        self._unlisted: list[Callable[[], None]] = [self._list_tables, self._list_timelines]
        """What adds pages whose number is known only once they are made."""
        self._list_sections()
        self._list_things()

    @property
    def names(self) -> tuple[str, ...]:
        """All addresses, without those of scripts and styles."""
        with self._lock:
            self._list_all()
            return tuple(self._makers)

    def get(self, name: str) -> str | None:
        """The page or twin at an address; None if there is none."""
        with self._lock:
            if name not in self._makers:
                self._list_all(timelines=name.startswith(TIMELINE))
            maker = self._makers.get(name)
            if maker is None:
                return None
            if name not in self._made:
                self._made[name] = maker()
            return self._made[name]

    def index(self) -> str:
        """What the search knows, as a script."""
        with self._lock:
            if INDEX not in self._made:
                entries = [index_entry(self.view, thing) for thing in self.view.things()]
                self._made[INDEX] = index_script(entries)
            return self._made[INDEX]

    def _list_all(self, *, timelines: bool = True) -> None:
        """List what is not listed yet; timelines, which take longest, only where somebody looks for one."""
        for listed in tuple(self._unlisted):
            if timelines or listed != self._list_timelines:
                self._unlisted.remove(listed)
                listed()

    def _list_sections(self) -> None:
        view, pages, makers = self.view, self._pages, self._makers
        for section in pages.sections:
            name = SUMMARY if section.id == "summary" else section.id
            makers[name] = partial(pages.section, section)
            is_summary = section.id == "summary"
            makers[name + TWIN] = partial(summary_twin, view) if is_summary else partial(section_twin, name, view)
        makers["find"] = pages.find
        for name, thing in LISTS.items():
            if view.addresses.names[thing]:
                makers[name + TWIN] = partial(list_twin, thing, view)

    def _list_timelines(self) -> None:
        for timeline in self.view.timelines():
            name = timeline.file.removesuffix(PAGE)
            self._makers[name] = partial(self._pages.timeline, timeline)
            self._makers[name + TWIN] = partial(section_twin, TIMELINE, self.view)

    def _list_tables(self) -> None:
        for one in self.view.lists():
            self._makers[one.file.removesuffix(PAGE)] = partial(self._pages.listed, one)

    def _list_things(self) -> None:
        for thing in Thing:
            for key in self.view.addresses.names[thing]:
                link = ThingLink(thing, key)
                name = self.view.addresses.of(link).removeprefix("/")
                self._makers[name] = partial(self._thing, link)
                self._makers[name.removesuffix(PAGE) + TWIN] = partial(thing_twin, link, self.view.register)

    def _thing(self, link: ThingLink) -> str:
        page = self.view.thing(link)
        assert page is not None, link  # noqa: S101 - the addresses list what the plan holds
        return self._pages.thing(page)
