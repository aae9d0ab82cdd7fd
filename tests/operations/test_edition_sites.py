"""The sites of editions: a page for each thing that an audience may see, and nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any

import pytest

from roadmap.errors import UsageFault
from roadmap.operations.telling.site import site
from tests.operations.test_site import pages, shape
from tests.outputs.poison import PAYLOADS, poisoned
from tests.outputs.reading_html import read_html
from tests.sample_plan import sample_plan

EDITIONS = (
    {"audience": "customer", "deal": "acme"},
    {"audience": "sales"},
    {"audience": "engineering"},
    {"audience": "executive"},
)


@pytest.mark.parametrize("asked", EDITIONS, ids=lambda asked: asked["audience"])
def test_every_link_of_an_edition_s_site_leads_to_a_file_and_every_page_has_its_twin(asked: dict[str, Any]) -> None:
    files = dict(site(sample_plan(), **asked).files())
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        assert "script-src 'self'" in files[name]
        for element in read_html(files[name]).elements:
            target = element.attributes.get("href") or element.attributes.get("src") or "#"
            if target != "data:," and not target.startswith("#"):
                other = normpath(str(PurePosixPath(name).parent / target))
                assert other in files, (name, target)
                todo += [other] if other.endswith(".html") and other not in reached else []
                reached.add(other)
    found = {name for name in reached if name.endswith(".html")}
    assert found == set(pages(files))
    twinned = {name for name in found if name != "find.html" and not name.startswith("timeline")}
    assert all(json.loads(files[f"{name[:-5]}.json"])["audience"] == asked["audience"] for name in twinned)


def test_sites_of_editions_have_pages_for_what_their_audience_sees_alone() -> None:
    def folders(**asked: Any) -> set[str]:
        return {name.partition("/")[0] for name in pages(dict(site(sample_plan(), **asked).files())) if "/" in name}

    assert folders(audience="customer", deal="acme") == {"capabilities", "releases"}
    assert folders(audience="sales") == {"deals", "releases", "capabilities", "owners"}
    assert folders(audience="engineering") == {"deals", "releases", "capabilities", "features", "teams"}
    assert folders(audience="executive") == {"deals", "releases", "capabilities", "features", "teams", "owners"}


def test_the_twin_of_a_deal_says_what_its_audience_sees_of_it() -> None:
    sales = json.loads(dict(site(sample_plan(), audience="sales").files())["deals/acme.json"])["deal"]
    assert (sales["id"], sales["customer"], sales["owner"]) == ("acme", "Acme Vision", "Zhao Min")
    assert not {"value", "expected", "kept", "win_probability", "causes", "situation", "fields"} & set(sales)
    assert "feature" not in sales["needs"][0]
    built = dict(site(sample_plan(), audience="engineering").files())
    twins = [
        json.loads(text)["deal"]
        for name, text in built.items()
        if name.startswith("deals/D") and name.endswith(".json")
    ]
    assert len(twins) == 4
    assert not {"name", "customer", "owner", "segment", "value"} & set(twins[0])


def test_long_tables_of_an_edition_s_site_have_pages_of_their_own() -> None:
    plan = sample_plan()
    many = [plan.deals[0].model_copy(update={"id": f"deal-{at}", "customer": f"Customer {at:03}"}) for at in range(210)]
    files = dict(site(plan.model_copy(update={"deals": many}), audience="sales").files())
    first, _sign, _rest = files["index.html"].partition('id="releases"')
    assert first.count("<tr") == 1 + 12
    assert 'href="gates.html">All 420' in files["index.html"]
    assert ["deals-2.html" in files, "deals-3.html" in files, "gates-3.html" in files] == [True, False, True]
    assert 'href="gates-3.html"' in files["gates.html"]
    assert len(json.loads(files["gates.json"])["tables"]["gates"]["rows"]) == 420


@pytest.mark.parametrize("audience", ["sales", "engineering", "customer"])
def test_text_of_the_plan_stays_text_in_the_site_of_an_edition(audience: str) -> None:
    def elements_of(payload: str) -> Counter[str]:
        plan = poisoned(sample_plan(), payload)
        asked: dict[str, Any] = {"deal": plan.deals[0].id} if audience == "customer" else {}
        files = dict(site(plan, audience=audience, **asked).files())
        assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in files)
        return Counter(str(one) for text in pages(files).values() for one in shape(text))

    assert elements_of("".join(PAYLOADS)) == elements_of("plain and as long as anything else")


def test_what_is_for_the_internal_site_alone_is_refused_elsewhere() -> None:
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"audience": "sales", "quarter": "2026Q2"}, "internal page"),
        ({"owner": "Zhao Min"}, "--audience sales"),
        ({"audience": "press"}, "There is no audience press"),
        ({"audience": "customer", "deal": "acmee"}, "no open deal acmee"),
    )
    for asked, said in refused:
        with pytest.raises(UsageFault, match=said):
            site(sample_plan(), **asked)
