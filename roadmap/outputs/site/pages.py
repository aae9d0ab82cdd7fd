"""The files of the site, one after the other: names within its folder, and contents."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from requirements.language import _, is_chinese
from roadmap.outputs.html import TemplateSource, templates, templates_folder
from roadmap.outputs.site.twins import list_twin, summary_twin, thing_twin
from roadmap.outputs.tongues import with_chinese_marked
from roadmap.views.roadmap.sections import SectionLink
from roadmap.views.site.deal_rows import filters, marks
from roadmap.views.site.parts import ListPage, Thing, ThingPage
from roadmap.views.site.site_contents import LISTS, SiteView
from roadmap.views.site.site_timeline import TimelinePage

SitePage = tuple[str, str]
"""A file's name within the site, with `/` between folders, and its text."""


def site_files(view: SiteView, *, source: TemplateSource | None = None, extra: str = "") -> Iterator[SitePage]:
    """All files of the site. The same view gives the same files. `source` has the templates (None: ours are taken),
    `extra` is added to the style sheet."""
    pages = SitePages(view, source or templates())
    yield "roadmap.css", pages.style() + extra
    yield "site.js", site_script()
    for section in pages.sections:
        yield f"{'index' if section.id == 'summary' else section.id}.html", pages.section(section)
    yield "find.html", pages.find()
    for timeline in view.timelines():
        yield timeline.file, pages.timeline(timeline)
    for one in view.lists():
        yield one.file, pages.listed(one)
    yield from _lists_for_programs(view)
    entries: list[IndexEntry] = []
    for thing in view.things():
        name = view.addresses.of(thing.link)
        entries.append(index_entry(view, thing))
        yield name, pages.thing(thing)
        yield name.removesuffix(".html") + ".json", thing_twin(thing.link, view.register)
    yield "index.js", index_script(entries)


def site_script() -> str:
    """The script of the site: search and filters."""
    return (templates_folder() / "site" / "site.js").read_text(encoding="utf-8")


IndexEntry = tuple[str, str, str, str]
"""What the search knows of a page: title, address, what it is, and the marks by which it is found."""


def index_entry(view: SiteView, page: ThingPage) -> IndexEntry:
    """What the search knows of the page of a thing."""
    kind = f"{page.kind} · {page.subtitle}" if page.subtitle else page.kind
    return page.title, view.addresses.of(page.link), kind, _marks(view, page)


def index_script(entries: Iterable[IndexEntry]) -> str:
    """All that the search knows, as a script."""
    return f"window.roadmapIndex = {json.dumps(list(entries), separators=(',', ':'))};\n"


def _lists_for_programs(view: SiteView) -> Iterator[SitePage]:
    yield "index.json", summary_twin(view)
    for name, thing in LISTS.items():
        if view.addresses.names[thing]:
            yield f"{name}.json", list_twin(thing, view)


def _marks(view: SiteView, thing: ThingPage) -> str:
    """By what a thing is found: a deal as in the list of deals, others by themselves."""
    link, register = thing.link, view.register
    if link.thing is Thing.DEAL:
        return marks(register.lookup.deals[link.id], register)
    if link.thing is Thing.OWNER:
        return register.marks["owner"][link.id]
    if link.thing is Thing.FEATURE and link.id in register.lookup.features:
        return register.marks["team"].get(register.lookup.features[link.id].team, "")
    return register.marks["team"].get(link.id, "") if link.thing is Thing.TEAM else ""


class SitePages:
    """The pages of a site, each written when it is asked for.

    `more` is what the template that all extend shows besides; it may name another one as `base`.
    """

    def __init__(self, view: SiteView, environment: TemplateSource, more: Mapping[str, Any] = {}) -> None:
        self._view = view
        self._environment = environment
        self._deeper = view.addresses.within("../")
        self._within: dict[str, tuple[SectionLink, ...]] = {}
        self._more = {"base": "site/base.html", **more}

    def style(self) -> str:
        """The style sheet of all pages."""
        names = ("page.css", "site/site.css")
        return "".join(self._environment.get_template(name).render() for name in names)

    @property
    def sections(self) -> tuple[SectionLink, ...]:
        """The sections of the one page that are a page of their own: all but the timeline and the lists."""
        apart = ("timeline", *LISTS)
        return tuple(section for section in self._view.sections if section.template and section.id not in apart)

    def section(self, section: SectionLink) -> str:
        """One of these sections."""
        twin = self._view.addresses.twin(section.id)
        return self._render("site/section.html", section.id, section=section, others=(), parts=(), twin=twin)

    def timeline(self, page: TimelinePage) -> str:
        """One part of the timeline in one grouping."""
        section = next(one for one in self._view.sections if one.id == "timeline")
        view = replace(self._view.page, chart=page.chart)
        return self._render(
            "site/section.html", "timeline", view=view, section=section, others=page.others, parts=page.parts
        )

    def find(self) -> str:
        """The page to search on."""
        choices, lists = filters(self._view.register), [one for one in self._view.sections if one.id in LISTS]
        return self._render("site/find.html", "find", filters=choices, lists=lists, counted=_("{n} found"))

    def listed(self, page: ListPage) -> str:
        """One page of a list."""
        name = page.table.id
        return self._render("site/list.html", name, page=page, twin=f"{name}.json")

    def thing(self, page: ThingPage) -> str:
        """The page of one thing."""
        to = self._deeper
        twin = to.of(page.link).rpartition("/")[2].removesuffix(".html") + ".json"
        return self._render("site/thing.html", page.link.thing.value, page=page, root=to.root, to=to, twin=twin)

    def _render(self, template: str, here: str, **more: Any) -> str:
        if here not in self._within:
            self._within[here] = self._view.in_section(here)
        to = self._view.addresses
        shared = {
            "view": self._view.page,
            "to": to,
            "sections": self._within[here],
            "root": to.root,
            "twin": "",
            "style_hash": "",
        }
        shared |= self._more | more
        shared["twin_name"] = shared["twin"]
        page = self._environment.get_template(template).render(shared)
        return page if is_chinese() else with_chinese_marked(page)
