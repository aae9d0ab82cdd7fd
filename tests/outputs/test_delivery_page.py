"""The load page of the sample plan over a whole year."""

from __future__ import annotations

import json
import re

import pytest

from roadmap.outputs.delivery import render_delivery
from roadmap.plans.document import Plan
from roadmap.views.delivery.delivery_page import build_delivery
from roadmap.views.delivery.delivery_record import delivery_record
from roadmap.views.delivery.figures import figures_of
from tests.outputs.golden_files import agrees_with_golden
from tests.outputs.poison import PAYLOADS, poisoned
from tests.outputs.reading_html import Page, read_html
from tests.sample_plan import empty_plan
from tests.sample_year import whole_year


def text_of(plan: Plan) -> str:
    return render_delivery(build_delivery(plan))


def page(plan: Plan) -> Page:
    return read_html(text_of(plan))


def body(plan: Plan) -> str:
    text = text_of(plan)
    return text[text.index("<body>") :]


def test_the_load_page_of_the_sample_plan_is_as_agreed() -> None:
    assert agrees_with_golden("load.html", body(whole_year()))


def test_the_load_page_of_a_plan_without_cases_is_as_agreed() -> None:
    text = body(empty_plan())
    assert agrees_with_golden("load-empty.html", text)
    assert text.count("No deal has support cases.") == 2


def test_the_record_for_programs_is_as_agreed() -> None:
    plan = whole_year()
    record = delivery_record(plan, figures_of(plan))
    assert agrees_with_golden("load.json", json.dumps(record, indent=1, ensure_ascii=False) + "\n")


def test_the_load_page_needs_no_script_and_nothing_from_outside() -> None:
    for element in page(whole_year()).elements:
        assert element.tag not in ("script", "iframe", "object", "embed", "img", "form", "base")
        assert not [name for name in element.attributes if name.startswith("on") or name in ("style", "src")]
        target = element.attributes.get("href", "#")
        assert target.startswith("#") or (element.tag, target) == ("link", "data:,")


def test_every_link_leads_to_a_place_on_the_load_page() -> None:
    elements = page(whole_year()).elements
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert {element.attributes["href"][1:] for element in elements if element.tag == "a"} <= set(ids)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_the_plan_stays_text_on_the_load_page(payload: str) -> None:
    def shape(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
        return [(element.tag, tuple(element.attributes)) for element in page(plan).elements]

    plan = poisoned(whole_year(), payload)
    assert shape(plan) == shape(whole_year())  # not one element or attribute more
    assert payload in page(plan).text


def test_an_answer_is_never_told_by_colour_alone() -> None:
    elements = page(whole_year()).elements
    badges = [at for at, element in enumerate(elements) if element.tag == "b"]
    assert badges
    assert all(elements[at + 1].text.strip()[0] in "●✕" for at in badges)


def test_tables_of_the_load_page_have_headings_with_a_scope() -> None:
    headings = page(whole_year()).all("th")
    assert headings
    assert {heading.attributes.get("scope") for heading in headings} == {"col", "row"}


def test_the_stripes_of_the_chart_are_admitted_by_the_policy() -> None:
    text = text_of(whole_year())
    assert re.search(r"style-src 'sha256-[A-Za-z0-9+/=]+'", text)
    assert "fill: url(#stripes)" in text
