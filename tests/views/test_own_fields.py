"""Fields of a company's own: carried into timelines and workbooks, and by which deals are chosen."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from openpyxl import load_workbook

from roadmap.errors import UsageFault
from roadmap.operations.telling.export import export
from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from roadmap.operations.telling.timeline import timeline
from roadmap.plans.document import Plan
from tests.cli.command import run
from tests.sample_plan import sample_plan

REGIONS = ["North", "South", "north", ""]


def plan() -> Plan:
    """The sample plan, its four deals in three regions and one in none; one field looks like a formula."""
    deals = []
    for deal, region in zip(sample_plan().deals, REGIONS, strict=True):
        own = {"Region": region, "=1+1": "@x"} if region else {}
        deals.append(deal.model_copy(update={"fields": own, "ref": f"R-{deal.id}"}))
    return sample_plan().model_copy(update={"deals": deals})


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_timeline_carries_them_as_columns_of_their_own_in_every_form() -> None:
    found = timeline(plan())
    table = rows(found.csv())
    of = {deal.id: deal.fields.get("Region", "") for deal in plan().deals}
    assert {(row["deal"], row["fields.Region"]) for row in table} == {(row["deal"], of[row["deal"]]) for row in table}
    assert {row["fields.=1+1"] for row in table} == {"'@x", ""}
    assert {gate["fields.Region"] for gate in json.loads(found.json())["gates"]} <= {*REGIONS, None} - {""}
    sheet = load_workbook(io.BytesIO(found.xlsx()))["All"]
    assert "Region" in [cell.value for cell in sheet[1]]
    assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_plan_without_them_has_no_such_column() -> None:
    assert not [name for name in timeline(sample_plan()).view.columns if name.startswith("fields")]


@pytest.mark.parametrize(
    ("where", "chosen"),
    [
        ({"Region": "North"}, {0, 2}),  # in whatever case
        ({"Region": "South"}, {1}),
        ({"Region": ""}, {3}),  # deals that say nothing there
        ({"Region": "North", "=1+1": "@x"}, {0, 2}),
        ({"Region": "West"}, set()),
    ],
)
def test_deals_are_chosen_by_what_they_say(where: dict[str, str], chosen: set[int]) -> None:
    deals = [deal.id for deal in plan().deals]
    wanted = {deals[at] for at in chosen}
    assert {row.deal for row in timeline(plan(), where=where).gates} == wanted
    promised = {row["Roadmap Key"] for row in rows(export(plan(), "promises", where=where))}
    assert promised == wanted
    sheets = load_workbook(io.BytesIO(export(plan(), "workbook", where=where)))
    told = {row[0].value for row in sheets["Deals"].iter_rows(min_row=2)} if "Deals" in sheets.sheetnames else set()
    assert told == wanted


def test_the_page_lists_the_chosen_deals_and_says_so() -> None:
    page, whole = (render(plan(), where=where) for where in ({"Region": "South"}, {}))
    deals = [text.partition('id="deals"')[2].partition('id="releases"')[0] for text in (page, whole)]
    deals = [re.sub("<[^>]+>", "", text) for text in deals]
    names = [deal.name for deal in plan().deals]
    assert [name in deals[0] for name in names] == [False, True, False, False]
    assert all(name in deals[1] for name in names)
    assert "only deals with Region: South" in page
    assert "only deals with" not in whole
    with pytest.raises(UsageFault, match="--where"):
        render(plan(), audience="executive", where={"Region": "South"})


def test_a_field_that_no_deal_has_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageFault, match="Region"):
        timeline(plan(), where={"Regoin": "North"})


@pytest.mark.parametrize("audience", ["sales", "engineering"])
def test_who_may_not_see_them_neither_gets_nor_chooses_by_them(audience: str) -> None:
    assert "fields.Region" not in timeline(plan(), audience=audience).view.columns
    assert "North" not in timeline(plan(), audience=audience).csv()
    with pytest.raises(UsageFault, match="--where"):
        timeline(plan(), audience=audience, where={"Region": "North"})


def test_a_site_finds_deals_by_them_and_is_of_those_that_say_what_is_wanted() -> None:
    deals = [deal.id for deal in plan().deals]
    whole = dict(site(plan()).files())
    options = re.findall(r'<option value="(f0-\d)">(\w+)</option>', whole["deals.html"])
    assert options == [("f0-0", "North"), ("f0-1", "South")]  # North and north are one
    rows = re.findall(r'<tr data-marks="([^"]*)"', whole["deals.html"])
    assert sorted("f0-0" in row.split() for row in rows) == [False, False, True, True]
    assert "<dt>Region</dt><dd>South</dd>" in whole[f"deals/{deals[1]}.html"]
    assert "<dt>Region</dt><dd>South</dd>" in dict(site(plan(), audience="executive").files())[f"deals/{deals[1]}.html"]
    north = dict(site(plan(), where={"Region": "North"}).files())
    assert {name for name in north if name.startswith("deals/")} == {
        f"deals/{deals[at]}.{form}" for at in (0, 2) for form in ("html", "json")
    }
    assert "2 entries · Region: North" in north["deals.html"]
    assert deals[1] not in north["deals.html"] + north["index.js"] + north["deals.json"]
    assert site(plan(), where={"Region": "North"}).reader != site(plan()).reader  # a folder keeps its readers
    assert f'href="deals/{deals[1]}.html"' not in "".join(north.values())  # no link leads nowhere


@pytest.mark.parametrize("how", [{"audience": "sales"}, {"audience": "executive"}, {}])
def test_a_site_of_an_edition_or_by_a_field_that_is_not_there_is_refused(how: dict[str, str]) -> None:
    where = {"Region": "North"} if how else {"Regoin": "North"}
    with pytest.raises(UsageFault, match=r"Region|--where"):
        site(plan(), where=where, **how)


def test_a_format_without_deals_takes_no_choice_of_them() -> None:
    with pytest.raises(UsageFault, match="holds no deals"):
        export(plan(), "jira", where={"Region": "North"})
    assert run("export", "--format", "jira", "--where", "nonsense", "plan.json").exit_code == 2
