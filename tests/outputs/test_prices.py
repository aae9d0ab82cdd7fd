"""The page of prices: every price with its bar and interval, everything escaped, nothing loaded from elsewhere."""

from __future__ import annotations

from dataclasses import replace

from roadmap.outputs.prices import render_prices
from roadmap.views.answers.prices import PriceCell, PriceRow, PricesView, PriceTable

PEOPLE = PriceTable(
    heading="One more person, CNY",
    what="Skill",
    columns=("from 5 Jan 2026", "from 1 Apr 2026"),
    rows=(PriceRow("code", (PriceCell("+50 k", "0 to +60 k", 1000, "good"), PriceCell("0")), ("more for d 50 k",)),),
    notes=("No change in value was found for buying (0 to +60 k).",),
)
RELEASES = PriceTable("One release less, CNY", "Release", ("",), (PriceRow("R1", (PriceCell("-9 k"),)),), ())
VIEW = PricesView(
    notice="Internal.",
    language="en",
    name="Cards & more",
    statement="The plan is worth CNY 250 k.",
    tables=(PEOPLE, RELEASES),
    footnotes=("Brackets show the range of possible values.",),
)


def test_each_price_has_its_bar_and_its_interval() -> None:
    page = " ".join(render_prices(VIEW).split())
    # one bar for +50 k, none for what is worth nothing
    assert page.count('<svg class="bar"') == 1
    assert '<rect class="good" width="1000" height="6" />' in page
    assert "<small>0 to +60 k</small>" in page
    for text in ("from 5 Jan 2026", "more for d 50 k", "was found for buying", "Brackets show", "worth CNY 250 k"):
        assert text in page


def test_a_column_without_a_heading_is_called_price_and_deals_have_one_where_some_are_named() -> None:
    page = render_prices(VIEW)
    assert '<th scope="col" class="n">Price</th>' in page
    assert page.count(">Deals</th>") == 1


def test_names_are_escaped() -> None:
    row = PriceRow("<b>code</b>", (PriceCell("<i>"),), ("<script>",))
    page = render_prices(replace(VIEW, name="<h1>", tables=(replace(PEOPLE, rows=(row,)),)))
    for raw in ("<b>code", "<i>", "<script>", "<h1><h1>"):
        assert raw not in page


def test_a_table_without_rows_is_told_by_its_notes() -> None:
    page = render_prices(replace(VIEW, tables=(replace(PEOPLE, rows=()),)))
    assert "<table" not in page
    assert "No change in value was found for buying" in page
