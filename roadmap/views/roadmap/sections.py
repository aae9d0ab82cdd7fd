"""The sections of the roadmap, in the order in which people ask; those that have nothing to say are not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from requirements.language import _

if TYPE_CHECKING:
    from roadmap.views.roadmap.roadmap_page import PageView


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section: its address, what the navigation calls it, its template, and whether the reader is in it."""

    id: str
    name: str
    template: str
    here: bool = False


def sections_of(view: PageView) -> Iterator[SectionLink]:
    """The sections that a page has something to say in."""
    told = {
        "summary": True,
        "quarter": bool(view.quarter.releases or view.quarter.teams or view.quarter.groups),
        "timeline": bool(view.chart.groups),
        "deals": bool(view.deals.groups),
        "how-sure": view.how_sure is not None,
        "promises": view.promises is not None,
        "releases": bool(view.contents.releases),
        "matrix": bool(view.matrix.groups),
        "load": bool(view.load.rows),
        "delivery": bool(view.delivery.scenarios or view.delivery.answers or view.delivery.moves),
        "figures": bool(view.headline.segments),
        "funnel": view.funnel is not None,
        "cash": view.funnel is not None,
        "versions": bool(view.versions.rows),
        "models": view.models is not None,
        "unplanned": bool(view.left_out or view.contents.unplanned or view.contents.pins or view.contents.void),
        "work": bool(view.contents.work or view.contents.hand_overs),
    }
    names = _names(view)
    return (SectionLink(key, names[key], f"{TEMPLATES.get(key, key)}.html") for key, has in told.items() if has)


TEMPLATES = {"timeline": "chart", "delivery": "delivery-section"}
"""Templates that are called otherwise than their section."""


def _names(view: PageView) -> dict[str, str]:
    return {
        "summary": _("At a glance"),
        "quarter": view.quarter.name,
        "timeline": _("Timeline"),
        "deals": _("Deals"),
        "how-sure": _("How sure"),
        "promises": _("Promises"),
        "releases": _("Releases"),
        "matrix": _("Capabilities and deals"),
        "load": _("Load"),
        "delivery": _("Delivery"),
        "figures": _("Figures"),
        "funnel": _("Funnel"),
        "cash": _("Cash"),
        "versions": _("Versions"),
        "models": _("Target models"),
        "unplanned": _("Not planned"),
        "work": _("Work"),
    }
