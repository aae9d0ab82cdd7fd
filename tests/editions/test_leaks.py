from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping

import pytest

from roadmap.editions.classified import known_fields
from roadmap.editions.lens import lens_for
from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from roadmap.plans.document import Plan
from roadmap.views.formats import exact_figure, figure
from tests.editions.canaries import Marked, altered, base_plan, leaves
from tests.editions.decoding import readings
from tests.editions.editions import ASKED, outputs

NEVER = {
    "customer": "deal sales gate_day standing feature work person money chance forecast reason trace inside",
    "sales": "feature work person money chance forecast reason trace",
    "owner": "feature work person money chance forecast reason trace",
    "engineering": "deal customer sales money chance forecast reason trace",
    "executive": "trace",
}
"""The kinds of knowledge that must not appear; said here once more, by hand, and not taken from the rules."""


@pytest.fixture(scope="module")
def marked() -> Marked:
    return Marked()


@pytest.fixture(scope="module")
def asked(marked: Marked) -> dict[str, dict[str, str]]:
    """How the editions of the marked plan are asked for: by its own names."""
    names = {"acme": marked.marks["deal", "acme"], "Zhao Min": marked.marks["DealLine.owner", "Zhao Min"]}
    return {key: {name: names.get(value, value) for name, value in how.items()} for key, how in ASKED.items()}


def kinds_of(marked: Marked) -> dict[str, set[str]]:
    """Of each mark, the kinds of knowledge of the fields in which it stands."""
    return {
        mark: {str(known_fields(owner)[name]) for owner, name in places if name in known_fields(owner)}
        for mark, places in marked.where.items()
    }


def all_text(content: bytes) -> str:
    return "\n".join(readings(content))


@pytest.mark.parametrize("edition", list(ASKED))
def test_no_canary_of_a_restricted_field_is_in_any_output_however_it_is_encoded(
    edition: str, marked: Marked, asked: Mapping[str, dict[str, str]]
) -> None:
    never = set(NEVER[edition].split())
    own_law = marked.marks["Branding.legal", f"Law for {ASKED[edition]['audience']}."]
    restricted = {mark for mark, kinds in kinds_of(marked).items() if kinds and kinds <= never} - {own_law}
    assert len(restricted) > (1 if edition == "executive" else 20)
    for name, content in outputs(marked.plan, asked[edition]).items():
        text = all_text(content)
        assert not [mark for mark in restricted if mark in text], name


@pytest.mark.parametrize("edition", ["customer", "sales", "owner", "engineering"])
def test_no_amount_is_in_any_output_of_those_who_see_no_money(
    edition: str, marked: Marked, asked: Mapping[str, dict[str, str]]
) -> None:
    amounts = [100_100_000 + 100_000 * at for at in range(1, marked.amounts + 1)]
    assert len(amounts) > 60
    forms = {form for amount in amounts for form in (str(amount), f"{amount:,}", figure(amount), f"{amount / 1e6:.1f}")}
    for name, content in outputs(marked.plan, asked[edition]).items():
        text = all_text(content)
        assert not [form for form in forms if form in text], name


def test_a_customer_reads_its_own_name_public_names_and_releases_and_no_other_word_of_the_plan(
    marked: Marked, asked: Mapping[str, dict[str, str]]
) -> None:
    wanted = {
        marked.marks["DealLine.customer", "Acme Vision"],
        marked.marks["Branding.company", "Chips Ltd"],
        marked.marks["FeatureLine.public_name", "Public triton"],
        marked.marks["CapabilityLine.name", "Python API"],
        marked.marks["release", "R2"],
        marked.marks["Branding.legal", "Law for customer."],
    }
    for name, content in outputs(marked.plan, asked["customer"]).items():
        text = all_text(content)
        assert {mark for mark in marked.marks.values() if mark in text} <= wanted, name
    page = render(marked.plan, audience=asked["customer"]["audience"], deal=asked["customer"]["deal"])
    assert {mark for mark in wanted if mark in page} == wanted


def test_the_owner_of_deals_reads_of_no_other_customer(marked: Marked, asked: Mapping[str, dict[str, str]]) -> None:
    own = asked["owner"]["owner"]
    others = [deal for deal in marked.plan.deals if deal.owner != own]
    assert len(others) == 3
    for name, content in outputs(marked.plan, asked["owner"]).items():
        text = all_text(content)
        assert not [deal.id for deal in others if deal.id in text or deal.name in text or deal.customer in text], name


def test_the_internal_page_and_the_plan_hold_what_the_editions_must_not(marked: Marked) -> None:
    text = all_text(render(marked.plan).encode()) + marked.plan.model_dump_json()
    assert {mark for mark in marked.where if mark not in text} == set()
    page = render(marked.plan)
    for deal in marked.plan.deals:
        assert deal.customer in page
        assert exact_figure(deal.value) in page or figure(deal.expected) in page


def test_the_internal_site_holds_what_the_sites_of_editions_must_not(marked: Marked) -> None:
    text = all_text("\n".join(f"{name}\n{content}" for name, content in site(marked.plan).files()).encode())
    elsewhere = {"MadeFrom", "Branding", "CaseLine", "WorkerLine"}  # on the one page, and on editions
    wanted = {mark for mark, places in marked.where.items() if {owner for owner, _name in places} - elsewhere}
    assert len(wanted) > 60
    assert {mark for mark in wanted if mark not in text} == set()


@pytest.mark.parametrize("edition", ["customer", "sales", "owner", "engineering"])
def test_an_edition_is_the_same_byte_for_byte_whatever_the_hidden_fields_say(edition: str) -> None:
    plan, how = base_plan(), ASKED[edition]
    lens = lens_for(plan, how["audience"], deal=how.get("deal"), owner=how.get("owner"))
    keep = {("Plan", "branding"), ("DealLine", "placeholder"), ("DealLine", "owner"), ("DealLine", "id")}
    keep |= {("FeatureLine", "id"), *_read_before(edition)}

    def hidden(owner: str, name: str) -> bool:
        return (
            owner != "Branding"
            and (owner, name) not in keep
            and bool(known_fields(owner))
            and lens.treatment(owner, name) is None
        )

    other = altered(plan, hidden)
    assert list(leaves(other)) != list(leaves(plan))
    assert outputs(other, how) == outputs(plan, how)


def _read_before(edition: str) -> set[tuple[str, str]]:
    """What `answers_of` reads of a customer's own needs: it says no more than what is promised."""
    own = {("NeedLine", name) for name in ("ready", "release", "feature")}
    return (
        own | {("DealLine", "status"), ("Plan", "features"), ("Plan", "releases")} if edition == "customer" else set()
    )


def test_a_customer_edition_is_the_same_whoever_else_is_there() -> None:
    plan = base_plan()
    alone = plan.model_copy(update={"deals": [deal for deal in plan.deals if deal.id == "acme"], "support": []})
    assert outputs(alone, ASKED["customer"]) == outputs(plan, ASKED["customer"])


def test_an_owner_s_edition_is_the_same_whatever_the_deals_of_others_say() -> None:
    plan = base_plan()
    others = [deal if deal.owner == "Zhao Min" else _renamed(deal) for deal in plan.deals]
    other = plan.model_copy(update={"deals": others})
    assert outputs(other, ASKED["owner"]) == outputs(plan, ASKED["owner"])


def _renamed(deal: object) -> object:
    return deal.model_copy(update={"customer": "Else", "gates": [], "promises": [], "needs": []})  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", ["plain", "entity", "escape", "base64", "url", "hex", "css", "zip", "folded", "nested"])
def test_the_decoder_finds_a_canary_however_it_is_hidden(how: str) -> None:
    mark = "zq0001kx"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("docProps/core.xml", f"<a>{mark}</a>")
    hidden: dict[str, bytes] = {
        "plain": mark.encode(),
        "entity": "".join(f"&#{ord(one)};" for one in mark).encode(),
        "escape": json.dumps("".join(f"\\u{ord(one):04x}" for one in mark)).replace("\\\\", "\\").encode(),
        "base64": base64.b64encode(f"left {mark} right".encode()),
        "url": "".join(f"%{ord(one):02x}" for one in mark).encode(),
        "hex": mark.encode().hex().encode(),
        "css": "".join(f"\\{ord(one):06x} " for one in mark).encode(),
        "zip": packed.getvalue(),
        "folded": b"DESCRIPTION:zq00\r\n 01kx",
        "nested": base64.b64encode("".join(f"&#x{ord(one):x};" for one in mark).encode()),
    }
    assert mark in all_text(hidden[how])


def test_the_sample_holds_something_in_every_part_that_is_marked(marked: Marked) -> None:
    assert isinstance(marked.plan, Plan)
    assert len(marked.where) > 60
