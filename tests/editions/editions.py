"""Every output of an edition, by its name; whoever adds an output adds it here, and the leak tests read it."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap.operations.render import render
from roadmap.operations.site import site
from roadmap.operations.slides import slides
from roadmap.operations.timeline import timeline
from roadmap.plan.document import Plan

ASKED: Mapping[str, Mapping[str, str]] = {
    "customer": {"audience": "customer", "deal": "acme"},
    "sales": {"audience": "sales"},
    "owner": {"audience": "sales", "owner": "Zhao Min"},
    "engineering": {"audience": "engineering"},
    "executive": {"audience": "executive"},
}
"""How each edition of the sample plan is asked for."""


def outputs(plan: Plan, asked: Mapping[str, str]) -> dict[str, bytes]:
    """Every page and file of one edition."""
    told = timeline(plan, **asked)
    files = {"page": render(plan, **asked).encode(), "csv": told.csv().encode(), "json": told.json().encode()}
    files |= {"xlsx": told.xlsx(), "pptx": slides(plan, **asked)}
    if asked["audience"] != "customer":  # who is promised quarters, and a calendar needs days
        files["ics"] = told.ics()
    return files | {f"site/{name}": f"{name}\n{text}".encode() for name, text in site(plan, **asked).files()}
