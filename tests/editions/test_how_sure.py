"""How sure days are: sales reads it of its deals, executives read the curve of revenue, the others nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from requirements.gate import Gate
from roadmap.futures.chances import Amounts, Chances, DayRange, GateChance, RevenueChance, RevenuePart
from roadmap.outputs.editions.edition_page import render_edition
from roadmap.outputs.editions.slides import write_slides
from roadmap.outputs.site.edition_files import edition_site_files
from roadmap.outputs.timeline import write_csv
from roadmap.plans.document import Plan
from roadmap.plans.plan_file import sealed
from roadmap.views.editions.edition_for import build_edition
from roadmap.views.editions.site.edition_contents import build_edition_site
from roadmap.views.editions.slides import build_slides
from roadmap.views.editions.timelines.audience_timeline import TimelineAsked, timeline_for
from roadmap.views.futures.sure import dots_text, sure_gates
from roadmap.views.site.site_contents import build_site
from tests.editions.editions import ASKED
from tests.sample_plan import sample_plan

LATE = 7


@pytest.fixture(scope="module")
def plan() -> Plan:
    return sealed(sample_plan())


@pytest.fixture(scope="module")
def chances(plan: Plan) -> Chances:
    """Each gate that waits for a release is late in 7 of 20 futures and ready by 24 December in 16."""
    gates = [
        GateChance(
            deal=deal.id, gate=gate.gate, day=gate.day, release=gate.release, chance=0.65, error=0.005,
            ready=DayRange(p50=None, p80=date(2026, 12, 24), p90=None), promise=None, promised=None, on_release=0.65,
            dots=[gate.release] * 20, late=LATE,
        )
        for deal in plan.deals
        for gate in deal.gates
        if gate.release is not None
    ]  # fmt: skip
    assert gates
    total = RevenueChance(
        name="", target=1000, amounts=Amounts(mean=700, p90=424, p80=543, p50=700, p10=900), chance=0.1, error=0.01
    )
    return Chances(
        plan="" if plan.verdict is None else plan.verdict.digest, product="0", name=plan.name, as_of=plan.as_of,
        currency=plan.currency, runs=1000, seed=0, confidence=0.8, default_ranges=0, stated_ranges=1, features=[],
        releases=[], gates=gates, load=[], removals=[],
        revenue=RevenuePart(
            total=total, with_placeholders=total, curve=[20 * n for n in range(51)], segments=[], quarters=[]
        ),
    )  # fmt: skip


def pages(plan: Plan, chances: Chances | None, asked: Mapping[str, Any]) -> list[str]:
    """The page, the site, the table and the slides of an edition."""
    view = timeline_for(plan, TimelineAsked(**asked), chances=chances)
    site = build_edition_site(plan, **asked, chances=chances)
    page = render_edition(build_edition(plan, **asked, chances=chances))
    return [page, write_csv(view), slides(plan, chances, asked), *(text for _name, text in edition_site_files(site))]


def slides(plan: Plan, chances: Chances | None, asked: Mapping[str, Any]) -> str:
    """The parts of the slides of an edition, one after the other."""
    view = build_slides(
        plan, deal=asked.get("deal"), owner=asked.get("owner"), audience=asked["audience"], chances=chances
    )
    with zipfile.ZipFile(io.BytesIO(write_slides(view))) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("ppt/slides/slide"))


@pytest.mark.parametrize("edition", ["customer", "engineering"])
def test_customers_and_engineering_get_the_same_bytes_whether_or_not_the_plan_was_simulated(
    edition: str, plan: Plan, chances: Chances
) -> None:
    assert pages(plan, chances, ASKED[edition]) == pages(plan, None, ASKED[edition])


@pytest.mark.parametrize("edition", ["sales", "owner"])
def test_sales_reads_twenty_dots_and_the_day_in_16_of_20_and_no_curve(
    edition: str, plan: Plan, chances: Chances
) -> None:
    page, table, deck, *_site = pages(plan, chances, ASKED[edition])
    assert "In the filled ones the next gate is late." in deck
    assert "a:custGeom" not in deck  # no curve
    assert dots_text(LATE) in page
    assert "In 7 of 20 futures it is late. Ready in 16 of 20 futures: 24\xa0Dec\xa02026." in page
    assert 'class="curve"' not in page
    assert "late_of_20" in table.splitlines()[0]
    assert "2026-12-24" in table


def test_executives_read_the_curve_of_revenue(plan: Plan, chances: Chances) -> None:
    page, _table, deck, *_site = pages(plan, chances, ASKED["executive"])
    assert deck.count("a:custGeom>") == 2  # the curve, as one line that can be edited
    assert "In 2 of 20 futures, the deals in hand reach the target" in deck
    assert dots_text(LATE) in deck
    assert 'class="curve"' in page
    assert "In 2 of 20 futures, the deals in hand reach the target" in page
    assert 'class="curve"' not in pages(plan, None, ASKED["executive"])[0]


def test_chances_of_another_plan_are_told_nowhere(plan: Plan, chances: Chances) -> None:
    other = chances.model_copy(update={"plan": "another"})
    assert sure_gates(plan, other) == {}
    for edition in ("sales", "executive"):
        assert pages(plan, other, ASKED[edition]) == pages(plan, None, ASKED[edition])


def test_the_page_of_a_deal_in_the_site_shows_its_futures(plan: Plan, chances: Chances) -> None:
    deal = chances.gates[0].deal
    told = {page.link.id: page for page in build_site(plan, chances=chances).things() if page.kind == "Deal"}
    (table,) = [table for table in told[deal].tables if table.id == "futures"]
    assert [cell.text for cell in table.rows[0].cells][1:4] == [
        dots_text(LATE), "In 7 of 20 futures it is late.", "24\xa0Dec\xa02026",
    ]  # fmt: skip
    assert isinstance(chances.gates[0].gate, Gate)
