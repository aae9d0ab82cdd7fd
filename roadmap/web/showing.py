"""What the workbench shows: pages in the frame of the workbench, kept as long as the folder says the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import Environment

from requirements.language import is_chinese, language
from roadmap.futures.chances import Chances
from roadmap.operations.sources.chances import chances_beside
from roadmap.operations.sources.earlier import known_before
from roadmap.outputs.html import templates
from roadmap.outputs.tongues import with_chinese_marked
from roadmap.plans.document import Plan
from roadmap.views.site.parts import Thing
from roadmap.views.workbench.findings import state_badge
from roadmap.views.workbench.frame import WorkbenchFrame, build_frame
from roadmap.web.addresses import ServedAddresses
from roadmap.web.plan_pages import PlanPages
from roadmap.web.settings import ServeSettings
from roadmap.web.watching.folder import WatchedFolder

BASE = "web/base.html"
STAMP = 16
"""Digits of a stamp that pages know."""
NO_NAMES: Mapping[Thing, Mapping[str, str]] = {thing: {} for thing in Thing}
MOST_PLANS = 4
"""Plans whose pages are kept, by folder state and language: those shown last."""


class Shown:
    """Makes pages of a folder; may be used from any thread. Everything is in the language in force."""

    def __init__(self, settings: ServeSettings, folder: WatchedFolder) -> None:
        self._settings, self.folder = settings, folder
        self._plans: OrderedDict[tuple[str, str], PlanPages] = OrderedDict()
        self._environments: dict[str, Environment] = {}
        self._read_beside: tuple[str, Plan | None, Chances | None] = ("", None, None)
        self._lock = threading.RLock()

    def frame(self, here: str) -> WorkbenchFrame:
        """The frame of the page at an address."""
        snapshot, checked = self.folder.current(), self.folder.checked()
        found = self.folder.plan_findings()
        return build_frame(
            self.name(),
            here,
            state_badge([*checked.findings, *found]),
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
        """The pages of the plan; None where there is none, or it cannot be used."""
        snapshot = self.folder.current()
        if snapshot.plan is None:
            return None
        key = snapshot.stamp, language()
        with self._lock:
            if key not in self._plans:
                self._plans[key] = PlanPages(
                    snapshot.plan.plan,
                    before=self.before(),
                    environment=self.environment(),
                    more={"base": BASE, "frame": self.frame("/roadmap")},
                    chances=self.chances(),
                    forms=self.forms(),
                )
            self._plans.move_to_end(key)
            while len(self._plans) > MOST_PLANS:
                self._plans.popitem(last=False)
            return self._plans[key]

    def before(self) -> Plan | None:
        """The plan that readers know: the published one, or the one that was replaced; None without one."""
        return self._beside()[1]

    def chances(self) -> Chances | None:
        """The chances that lie beside the plan; None without any."""
        return self._beside()[2]

    def _beside(self) -> tuple[str, Plan | None, Chances | None]:
        """What lies beside the plan, read once for each state of the folder."""
        snapshot = self.folder.current()
        with self._lock:
            if self._read_beside[0] != snapshot.stamp:
                found = snapshot.plan
                read = (None, None) if found is None else (known_before(found), chances_beside(found))
                self._read_beside = (snapshot.stamp, *read)
            return self._read_beside

    def forms(self) -> frozenset[str]:
        """The paths of the entries that can be edited here; none while the folder has errors."""
        project = self.folder.checked().project
        if project is None or self._settings.read_only:
            return frozenset()
        market, engineering = project.market, project.engineering
        found: Mapping[str, Iterable[str]] = {
            "deals": market.deals,
            "capabilities": market.capabilities,
            "features": engineering.features,
            "releases": engineering.releases,
            "teams": engineering.teams,
        }
        return frozenset(f"{section}.{key}" for section, keys in found.items() for key in keys)

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
        page = self.environment().get_template(template).render({**shared, **more})
        return page if is_chinese() else with_chinese_marked(page)

    def environment(self) -> Environment:
        """The templates in the language in force."""
        spoken = language()
        if spoken not in self._environments:
            self._environments[spoken] = templates()
        return self._environments[spoken]

    def addresses(self) -> ServedAddresses:
        """Where links to things of the plan lead; nowhere without a plan."""
        pages = self.plan_pages()
        if pages is None:
            return ServedAddresses(NO_NAMES)
        return ServedAddresses(pages.view.addresses.names)
