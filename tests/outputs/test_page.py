from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import jinja2
import pytest

from roadmap.outputs import html
from roadmap.outputs.html import render_page, templates, templates_folder
from roadmap.plans.document import Plan
from roadmap.views.roadmap.roadmap_page import build_page
from tests.outputs.golden_files import agrees_with_golden
from tests.outputs.poison import PAYLOADS, poisoned
from tests.outputs.reading_html import Page, read_html
from tests.sample_plan import empty_plan, sample_plan


def page(plan: Plan) -> Page:
    return read_html(render_page(build_page(plan, quarter=None)))


def shape(page: Page) -> list[tuple[str, tuple[str, ...]]]:
    return [(element.tag, tuple(element.attributes)) for element in page.elements]


def test_the_page_needs_no_script_and_no_style_but_its_own() -> None:
    for element in page(sample_plan()).elements:
        assert element.tag not in ("script", "iframe", "object", "embed", "img", "form", "base")
        assert not [name for name in element.attributes if name.startswith("on") or name in ("style", "src")]


def test_the_page_of_the_sample_plan_is_as_agreed() -> None:
    text = render_page(build_page(sample_plan(), quarter=None))
    # the style sheet is no part of it, so that a change of colour does not hide a change of content
    text = re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)
    assert agrees_with_golden("page.html", re.sub(r"sha256-[^']+", "sha256-", text))


def test_the_page_of_an_empty_plan_is_as_agreed() -> None:
    text = render_page(build_page(empty_plan(), quarter=None))
    body = text[text.index("<body>") :]
    assert agrees_with_golden("empty.html", body)
    assert "There are no open deals" in body
    assert re.findall(r'<section id="(\w+)"', body) == ["summary"]  # what has nothing to say is not there


def test_the_same_view_gives_the_same_bytes() -> None:
    view = build_page(sample_plan(), quarter="2026Q1")
    assert render_page(view) == render_page(view)


def test_the_policy_admits_the_style_sheet_by_its_hash_and_nothing_else() -> None:
    text = render_page(build_page(sample_plan(), quarter=None))
    (style,) = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [one.attributes for one in read_html(text).all("meta") if "http-equiv" in one.attributes]
    assert policies == [
        {
            "http-equiv": "Content-Security-Policy",
            "content": f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
            "base-uri 'none'; form-action 'none'",
        }
    ]


def test_the_style_sheet_is_css_alone() -> None:
    text = render_page(build_page(sample_plan(), quarter=None))
    (style,) = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    assert style.count("{") == style.count("}") > 100
    assert not re.search(r"&\w+;|\{%|\{\{|@import|url\((?!#)|expression|<", style)


def test_nothing_outside_the_file_is_referred_to() -> None:
    for element in page(sample_plan()).elements:
        for name in ("src", "href", "action", "srcset", "data", "poster", "background", "xlink:href"):
            target = element.attributes.get(name, "#")
            assert target.startswith("#") or (element.tag, target) == ("link", "data:,")


def test_every_link_leads_to_a_place_on_the_page() -> None:
    elements = page(sample_plan()).elements
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    links = {element.attributes["href"][1:] for element in elements if element.tag in ("a", "use")}
    assert len(ids) == len(set(ids))
    assert links <= set(ids)
    assert {"summary", "timeline", "deals", "deal-acme", "feature-triton", "release-R2"} <= links


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_the_plan_stays_text(payload: str) -> None:
    plan = poisoned(sample_plan(), payload)
    poisoned_page = page(plan)
    assert shape(poisoned_page) == shape(page(sample_plan()))  # not one element or attribute more
    for element in poisoned_page.all("a"):
        assert element.attributes["href"].startswith("#")
    assert payload in poisoned_page.text


def test_every_text_of_the_plan_is_poisoned_in_that_test() -> None:
    plan = poisoned(sample_plan(), "☠")
    texts = [plan.name, plan.deals[0].customer, plan.deals[0].situation, plan.deals[0].owner, plan.features[0].name]
    texts += [plan.releases[0].id, plan.pins[0].reason, plan.deals[0].gates[1].release, plan.capabilities[0].name]
    texts += [plan.features[1].work[0].people[0], plan.teams[0].name, plan.segments[0].name, *plan.features[0].provides]
    texts += [plan.funnel.segments[0].name if plan.funnel else None]
    assert [text for text in texts if "☠" not in (text or "")] == []


def test_a_name_that_a_template_misses_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        templates().from_string("{{ nothing }}").render()


def test_everything_is_escaped() -> None:
    assert templates().from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"
    for path in (one for one in templates_folder().rglob("*") if one.is_file()):
        assert not re.search(r"\|\s*safe|autoescape", path.read_text(encoding="utf-8")), path.name


def test_every_chart_has_its_figures_in_a_table() -> None:
    text = render_page(build_page(sample_plan(), quarter=None))
    sections = re.findall(r"<section id=\"(\w+)\".*?</section>", text, flags=re.DOTALL)
    charted = [
        name
        for name, body in re.findall(r"<section id=\"(\w+)\"(.*?)</section>", text, flags=re.DOTALL)
        if "<svg" in body
    ]
    assert sections[:7] == ["summary", "quarter", "timeline", "deals", "releases", "matrix", "load"]
    assert sections[7:] == ["delivery", "figures", "funnel", "cash", "versions", "models", "unplanned", "work"]
    assert charted == ["summary", "timeline", "delivery", "figures", "funnel", "cash", "models"]
    bodies = (text.split(f'<section id="{name}"')[1].split("</section>")[0] for name in charted)
    summary, timeline, delivery, figures, funnel, cash, models = bodies
    for name, amount in (("Secured", "500"), ("At risk", "240"), ("Late", "150"), ("Given up", "550")):
        assert re.search(rf"> {name}</dt><dd><strong>{amount}\u00a0k</strong>", summary)  # the legend of the bar
    assert '<td class="n">700\u00a0k</td>' in cash
    for amount in (
        "500\u00a0k",
        "240\u00a0k",
        "150\u00a0k",
        "100\u00a0k",
    ):  # how deals stand, placeholders
        assert f'<td class="n">{amount}</td>' in funnel
    for amount in ("500\u00a0k", "240\u00a0k", "150\u00a0k", "550\u00a0k"):  # the bar: secured, at risk, late, given up
        assert f'<td class="n">{amount}</td>' in figures
    for people in ("▲ 0.5", "▲ 0.2"):  # May if nothing is planned: 10 days of 20; February as planned: 5 of 20
        assert f"{people}<small>" in delivery
    for figure in ("100", "80", "80%"):  # the first quarter of the target models: on hand, on the list
        assert f'<td class="n">{figure}</td>' in models
    for figure in (
        "26\u00a0Jan – 23\u00a0Apr",
        "8\u00a0Apr",
        "+2\u00a0d</b>",
        "R2</a>",
    ):  # the row of the Triton backend
        assert re.search(rf"<td[^>]*>.*{re.escape(figure)}</td>", timeline)


def test_tables_have_headings_with_a_scope() -> None:
    for element in page(sample_plan()).all("th"):
        assert element.attributes.get("scope") in ("col", "row", "rowgroup", "colgroup")


def test_headings_step_down_one_at_a_time_and_the_page_can_be_skipped_into() -> None:
    elements = page(sample_plan()).elements
    levels = [int(element.tag[1]) for element in elements if re.fullmatch(r"h[1-6]", element.tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    first_link = next(element for element in elements if element.tag == "a")
    assert (first_link.attributes["class"], first_link.attributes["href"]) == ("skip", "#content")


def test_a_status_is_never_told_by_colour_alone() -> None:
    elements = page(sample_plan()).elements
    for at, element in enumerate(elements):
        tone = set(element.attributes.get("class", "").split()) & {"good", "risk", "late", "lost"}
        if tone and element.tag in ("b", "i"):
            sign = element if element.tag == "i" else elements[at + 1]
            assert sign.text.strip()[0] in "●▲◆✕○"
        elif tone and element.tag == "td":
            assert element.text.strip() in "●◆✕○–"
            assert element.attributes["title"]


def test_the_page_says_that_it_is_internal() -> None:
    assert page(sample_plan()).text.count("Internal. This page contains customer names") == 2


def test_templates_are_found_in_the_package_first_and_beside_it_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "site" / "roadmap" / "outputs" / "html.py"
    monkeypatch.setattr(html, "__file__", str(module))
    assert templates_folder() == tmp_path / "site" / "templates"
    (tmp_path / "site" / "roadmap" / "templates").mkdir(parents=True)
    assert templates_folder() == tmp_path / "site" / "roadmap" / "templates"
