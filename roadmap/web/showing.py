"""What the workbench shows: pages in the frame of the workbench, kept as long as the folder says the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from requirements.language import is_chinese, language
from roadmap.folder.project import Project
from roadmap.futures.chances import Chances
from roadmap.operations.sources.stored_plans import FoundPlan
from roadmap.outputs.html import templates
from roadmap.outputs.tongues import with_chinese_marked
from roadmap.plans.document import Plan
from roadmap.views.site.parts import Thing
from roadmap.views.site.site_addresses import site_addresses
from roadmap.views.workbench.findings import state_badge
from roadmap.views.workbench.frame import WorkbenchFrame, build_frame
from roadmap.web.addresses import ServedAddresses
from roadmap.web.beside_plan import BesidePlan, read_beside
from roadmap.web.editable import editable
from roadmap.web.plan_pages import PlanPages
from roadmap.web.settings import ServeSettings
from roadmap.web.watching.folder import WatchedFolder

BASE = "web/base.html"
HEADING = "<!--heading-->"
"""Stands in the pages of a plan, which are kept, for what is different with every state of the folder."""
STAMP = 16
"""Digits of a stamp that pages know."""
NO_NAMES: Mapping[Thing, Mapping[str, str]] = {thing: {} for thing in Thing}
MOST_PLANS = 4
"""Plans whose pages are kept, by their files and language: those shown last."""
_Files = tuple[tuple[str, str], ...]
_PlanKey = tuple[_Files, frozenset[str], str]


class Shown:
    """Makes pages of a folder; may be used from any thread. Everything is in the language in force."""

    def __init__(self, settings: ServeSettings, folder: WatchedFolder) -> None:
        self._settings, self.folder = settings, folder
        self._plans: OrderedDict[_PlanKey, PlanPages] = OrderedDict()
        self._environments: dict[str, Environment] = {}
        self._read_beside: tuple[_Files | None, BesidePlan] = (None, BesidePlan())
        self._names: tuple[FoundPlan | None, ServedAddresses] = (None, ServedAddresses(NO_NAMES))
        self._forms: tuple[Project | None, frozenset[str]] = (None, frozenset())
        self._lock = threading.RLock()
        folder.prepare(self.plan_pages)

    def frame(self, here: str) -> WorkbenchFrame:
        """The frame of the page at an address."""
        snapshot, checked = self.folder.current(), self.folder.checked()
        return build_frame(
            self.name(),
            here,
            state_badge([*checked.findings, *self.folder.plan_findings()]),
            stamp=snapshot.stamp[:STAMP],
            is_read_only=self._settings.read_only,
        )

    def name(self) -> str:
        """What the folder's plan is called; the folder's own name where that cannot be read."""
        checked, found = self.folder.checked(), self.folder.current().plan
        if checked.project is not None:
            return checked.project.header.name
        return self._settings.folder.name if found is None else found.plan.name

    def plan_pages(self) -> PlanPages | None:
        """The pages of the plan, kept as long as it and what lies beside it are the same; None where there is none, or
        it cannot be used."""
        found = self.folder.current().plan
        if found is None:
            return None
        key = self.folder.current().beside_plan(), self.forms(), language()
        with self._lock:
            if key not in self._plans:
                beside, more = self.beside(), {"base": BASE, "frame": None}
                self._plans[key] = PlanPages(
                    found.plan,
                    before=beside.before,
                    environment=self.environment(),
                    more=more,
                    chances=beside.chances,
                    forms=self.forms(),
                )
            self._plans.move_to_end(key)
            while len(self._plans) > MOST_PLANS:
                self._plans.popitem(last=False)
            return self._plans[key]

    def plan_page(self, name: str) -> str | None:
        """A page of the plan or its twin, by its address without the slash before it; None if there is none."""
        pages = self.plan_pages()
        text = None if pages is None else pages.get(name)
        if text is None or HEADING not in text:
            return text
        shared = {"frame": self.frame("/roadmap")}
        return text.replace(HEADING, self._rendered("web/heading.html", shared), 1)

    def before(self) -> Plan | None:
        """The plan that readers know: the published one, or the one that was replaced; None without one."""
        return self.beside().before

    def chances(self) -> Chances | None:
        """The chances that lie beside the plan; None without any that can be read."""
        return self.beside().chances

    def beside(self) -> BesidePlan:
        """What lies beside the plan, read once for each state of these files."""
        snapshot = self.folder.current()
        files = snapshot.beside_plan()
        with self._lock:
            if self._read_beside[0] != files:
                self._read_beside = files, read_beside(snapshot.plan)
            return self._read_beside[1]

    def forms(self) -> frozenset[str]:
        """The paths of the entries that can be edited here; none while the folder has errors."""
        project = self.folder.checked().project
        if project is None or self._settings.read_only:
            return frozenset()
        if self._forms[0] is not project:
            self._forms = project, _paths_of_forms(project)
        return self._forms[1]

    def page(self, template: str, here: str, twin: str = "", **more: Any) -> str:
        """A page of the workbench's own, by its template; `here` is its address."""
        frame = self.frame(here)
        shared: Mapping[str, Any] = {
            "base": BASE,
            "frame": frame,
            "view": frame,
            "to": self.addresses(),
            "sections": (),
            "root": "/",
            "twin": twin,
            "twin_name": twin.rpartition("/")[2],
            "style_hash": "",
        }
        return self._rendered(template, {**shared, **more})

    def _rendered(self, template: str, shown: Mapping[str, Any]) -> str:
        page = self.environment().get_template(template).render(shown)
        return page if is_chinese() else with_chinese_marked(page)

    def environment(self) -> Environment:
        """The templates in the language in force."""
        spoken = language()
        if spoken not in self._environments:
            self._environments[spoken] = templates()
        return self._environments[spoken]

    def addresses(self) -> ServedAddresses:
        """Where links to things of the plan lead; nowhere without a plan."""
        found, (known, addresses) = self.folder.current().plan, self._names
        if found is None:
            return ServedAddresses(NO_NAMES)
        if found is not known:
            addresses = ServedAddresses(site_addresses(found.plan).names)
            self._names = found, addresses
        return addresses


def _paths_of_forms(project: Project) -> frozenset[str]:
    return frozenset(f"{section}.{key}" for section, keys in editable(project).items() for key in keys)
