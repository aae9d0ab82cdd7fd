"""Every output of an edition, by its name; whoever adds an output adds it here, and the leak tests read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from roadmap.operations.telling.slides import slides
from roadmap.operations.telling.timeline import timeline
from roadmap.outputs.editions.edition_page import render_edition
from roadmap.plans.document import Plan
from roadmap.tracking.ledger import LedgerLine
from roadmap.tracking.promise_keeping import Kept
from roadmap.views.editions.track_record import build_customer_record

ASKED: Mapping[str, Mapping[str, Any]] = {
    "customer": {"audience": "customer", "deal": "acme"},
    "sales": {"audience": "sales"},
    "owner": {"audience": "sales", "owner": "Zhao Min"},
    "engineering": {"audience": "engineering"},
    "executive": {"audience": "executive"},
}
"""How each edition of the sample plan is asked for."""


def kept(plan: Plan) -> list[Kept]:
    """A ledger in which all promises of a plan are past; every second one held."""
    told = [(deal, promise) for deal in plan.deals for promise in deal.promises if promise.release is not None]
    return [
        Kept(
            LedgerLine(
                published=plan.as_of, plan="digest", deal=deal.id, gate=promise.gate, release=promise.release or "",
                ship=promise.day, day=promise.day, features=[line.id for line in plan.features], chance=0.85,
            ),
            number % 2 == 0,
            number,
        )
        for number, (deal, promise) in enumerate(told)
    ]  # fmt: skip


def outputs(plan: Plan, asked: Mapping[str, Any]) -> dict[str, bytes]:
    """Every page and file of one edition."""
    told = timeline(plan, **asked)
    files = {"page": render(plan, **asked).encode(), "csv": told.csv().encode(), "json": told.json().encode()}
    files |= {"xlsx": told.xlsx(), "pptx": slides(plan, **asked)}
    if asked["audience"] == "customer":
        page = render_edition(build_customer_record(plan, kept(plan), deal=asked["deal"], as_of=plan.as_of))
        files["record"] = page.encode()
    if asked["audience"] != "customer":  # who is promised quarters, and a calendar needs days
        files["ics"] = told.ics()
    return files | {f"site/{name}": f"{name}\n{text}".encode() for name, text in site(plan, **asked).files()}
