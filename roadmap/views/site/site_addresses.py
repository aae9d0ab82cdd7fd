"""Files of the site: which page is where, under names that any file system and any server takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmap.plans.document import Plan
from roadmap.views.site.parts import Thing, ThingLink

INDEX = "index"
LONGEST_NAME = 64
"""As long as an id may be; file systems take three times as much."""
_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|index)(\.|$)")


def file_names(keys: Iterable[str]) -> dict[str, str]:
    """A file name without its ending for each key: the key itself where it is plain, else what is plain of it, with a
    few digits of its fingerprint where that is not all or is taken. No two are the same on a file system that does not
    tell capitals apart."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        plain = _UNSAFE.sub("-", key.lower()).strip("-.")
        name = key if plain == key.lower() else plain
        plain = plain[:LONGEST_NAME].rstrip("-.")
        if not key.isascii() or len(key) > LONGEST_NAME or not plain or _RESERVED.match(plain) or plain in taken:
            name = f"{plain or 'x'}-{_fingerprint(key)}"
        taken.add(name.lower())
        names[key] = name
    return names


def _fingerprint(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class SiteAddresses:
    """Addresses as they are seen from a page; `root` leads from it to the root of the site (empty, or `../`)."""

    names: Mapping[Thing, Mapping[str, str]]
    root: str = ""

    def within(self, root: str) -> SiteAddresses:
        """The same, seen from another depth."""
        return SiteAddresses(self.names, root)

    def of(self, link: ThingLink | None) -> str:
        """The page of a thing; empty for none, and for a thing that the plan does not hold."""
        if link is None:
            return ""
        name = self.names[link.thing].get(link.id)
        return "" if name is None else f"{self.root}{link.thing}/{name}.html"

    def section(self, name: str) -> str:
        """A section of the roadmap, a page of its own."""
        return f"{self.root}{INDEX if name == 'summary' else name}.html"

    def twin(self, name: str) -> str:
        """The twin of a section for programs; empty where it has none."""
        return f"{INDEX}.json" if name == "summary" else ""

    def form(self, _link: ThingLink) -> str:
        """The form in which a thing is edited; a site has none."""
        return ""

    def trades(self, _link: ThingLink) -> str:
        """What would serve a deal that is given up; a site tells nothing of it."""
        return ""

    def file(self, name: str) -> str:
        """A page of the same folder by the name of its file."""
        return name

    def deal(self, key: str) -> str:
        """A deal, by its id."""
        return self.of(ThingLink(Thing.DEAL, key))

    def release(self, key: str) -> str:
        """A release, by its id."""
        return self.of(ThingLink(Thing.RELEASE, key))

    def feature(self, key: str) -> str:
        """A feature, by its id."""
        return self.of(ThingLink(Thing.FEATURE, key))

    def capability(self, key: str) -> str:
        """A capability, by its id."""
        return self.of(ThingLink(Thing.CAPABILITY, key))

    def team(self, key: str) -> str:
        """A team, by its id."""
        return self.of(ThingLink(Thing.TEAM, key))

    def owner(self, key: str) -> str:
        """Somebody in sales, by name."""
        return self.of(ThingLink(Thing.OWNER, key))


def site_addresses(plan: Plan) -> SiteAddresses:
    """The pages of a plan: of all its deals in hand, releases, features, capabilities, teams and owners."""
    deals = [line for line in plan.deals if not line.placeholder]
    return SiteAddresses(
        {
            Thing.DEAL: file_names(line.id for line in deals),
            Thing.RELEASE: file_names(line.id for line in plan.releases),
            Thing.FEATURE: file_names([*(f.id for f in plan.features), *(line.id for line in plan.unplanned)]),
            Thing.CAPABILITY: file_names(line.id for line in plan.capabilities),
            Thing.TEAM: file_names(line.id for line in plan.teams),
            Thing.OWNER: file_names(sorted({line.owner for line in deals if line.owner})),
        }
    )
