"""The twins of pages for programs: what PLAN.json says of a thing, and what hangs together with it, by ids."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from roadmap.views.site.parts import Thing, ThingLink
from roadmap.views.site.site_contents import SiteView
from roadmap.views.site.site_register import Register

KIND = "roadmap-site-page"


def thing_twin(link: ThingLink, register: Register) -> str:
    """One thing: its line of the plan, and the ids of what hangs together with it."""
    plan = register.plan
    content: dict[str, Any] = {"kind": KIND, "plan": plan.name, "as_of": plan.as_of.isoformat()}
    content[link.thing.name.lower()] = _line(link, register)
    return _text(content | _together(link, register))


def list_twin(thing: Thing, view: SiteView) -> str:
    """A list: the id, the name and the page of each thing."""
    plan = view.register.plan
    names = view.addresses.names[thing]
    rows = [
        {"id": key, "page": view.addresses.of(ThingLink(thing, key))} | _named(thing, key, view.register)
        for key in names
    ]
    return _text({"kind": KIND, "plan": plan.name, "as_of": plan.as_of.isoformat(), thing.value: rows})


def summary_twin(view: SiteView) -> str:
    """The two-minute page: the money and the proof as the plan says them, and the lines of the page."""
    plan = view.register.plan
    content = {
        "kind": KIND,
        "plan": plan.name,
        "as_of": plan.as_of.isoformat(),
        "currency": plan.currency,
        "headline": plan.headline.model_dump(mode="json"),
        "proof": plan.proof.model_dump(mode="json"),
        "summary": asdict(view.page.summary),
    }
    return _text(content)


PARTS = {
    "quarter": "quarter",
    "timeline": "chart",
    "deals": "deals",
    "how-sure": "how_sure",
    "promises": "promises",
    "releases": "contents",
    "matrix": "matrix",
    "load": "load",
    "delivery": "delivery",
    "figures": "headline",
    "funnel": "funnel",
    "cash": "funnel",
    "versions": "versions",
    "models": "models",
    "unplanned": "contents",
}
"""The part of the page's view that a section shows, by the section's name."""


def section_twin(name: str, view: SiteView) -> str:
    """A section that is neither a list nor the two-minute page: all that it shows, as it is shown."""
    plan = view.register.plan
    content = {"kind": KIND, "plan": plan.name, "as_of": plan.as_of.isoformat(), "language": view.page.language}
    return _text(content | {name: asdict(getattr(view.page, PARTS[name]))})


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _line(link: ThingLink, register: Register) -> dict[str, Any]:
    if link.thing is Thing.OWNER:
        return {"name": link.id}
    line = _lines(link.thing, register)[link.id]
    content: dict[str, Any] = line.model_dump(mode="json")
    return content


def _lines(thing: Thing, register: Register) -> Mapping[str, Any]:
    """The lines of the plan for one kind of thing, by id."""
    plan, lookup = register.plan, register.lookup
    if thing is Thing.DEAL:
        return lookup.deals
    if thing is Thing.RELEASE:
        return lookup.releases
    if thing is Thing.FEATURE:
        return {line.id: line for line in plan.unplanned} | dict(lookup.features)
    if thing is Thing.CAPABILITY:
        return {line.id: line for line in plan.capabilities}
    return {line.id: line for line in plan.teams}


def _together(link: ThingLink, register: Register) -> dict[str, list[str]]:
    key = link.id
    if link.thing is Thing.RELEASE:
        return {"deals_complete": [deal.id for deal in register.by_release.get(key, [])]}
    if link.thing is Thing.FEATURE:
        return {"waited_for_by": [line.id for line in register.waiting.get(key, [])]}
    if link.thing is Thing.CAPABILITY:
        needing = dict.fromkeys(deal.id for deal, _need in register.needing.get(key, []))
        return {"features": [line.id for line in register.providers.get(key, [])], "needed_by": list(needing)}
    if link.thing is Thing.TEAM:
        return {"features": [line.id for line in register.plan.features if line.team == key]}
    if link.thing is Thing.OWNER:
        return {"deals": [deal.id for deal in register.by_owner.get(key, [])]}
    return {}


def _named(thing: Thing, key: str, register: Register) -> dict[str, str]:
    if thing is Thing.DEAL:
        deal = register.lookup.deals[key]
        return {"customer": deal.customer, "name": deal.name, "status": deal.status.value}
    line = None if thing is Thing.OWNER else _lines(thing, register).get(key)
    return {"name": getattr(line, "name", key)}
