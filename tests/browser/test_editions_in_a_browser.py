"""Editions as their readers have them: in a real browser, at three widths, in light and dark, alone and as a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap.operations.telling.render import render
from roadmap.operations.telling.site import site
from tests.browser.conftest import Watched
from tests.browser.test_pages_in_a_browser import WIDTHS, violations, widest
from tests.editions.canaries import base_plan
from tests.editions.editions import ASKED
from tests.outputs.poison import PAYLOADS, poisoned
from tests.sample_plan import sample_plan

SITE_PAGES = ("index.html", "find.html")
EDITIONS = tuple(ASKED)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each edition as a page, and as a site with a page of each kind of thing."""
    made = tmp_path_factory.mktemp("editions")
    for name, asked in ASKED.items():
        (made / f"{name}.html").write_text(render(base_plan(), **asked), encoding="utf-8")
        site(base_plan(), **asked).save(made / name)
    return made


def pages_of(folder: Path, name: str) -> list[Path]:
    """The page of an edition, the first pages of its site, and one page of each kind of thing."""
    things = [sorted(part.glob("*.html"))[0] for part in sorted((folder / name).iterdir()) if part.is_dir()]
    if name in ("owner", "executive"):  # their pages of things are those of sales and of engineering
        things = []
    timelines = sorted((folder / name).glob("timeline*.html"))[:1]  # a customer has none
    return [folder / f"{name}.html", *(folder / name / page for page in SITE_PAGES), *timelines, *things]


@pytest.mark.parametrize("width", WIDTHS)
def test_editions_never_scroll_sideways_and_ask_nothing_of_a_network(
    watched: Watched, folder: Path, width: int
) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    wide = [file for name in EDITIONS for file in pages_of(folder, name) if widest(watched.open(file)) != width]
    assert wide == []
    assert watched.is_quiet


AXE = {
    ("light", 1400): ("customer.html", "engineering/index.html", "sales/find.html", "sales/timeline.html"),
    ("dark", 390): ("executive.html", "sales/deals/acme.html"),
}
"""Pages on which axe looks; it takes a second or two for each."""


@pytest.mark.parametrize(("scheme", "width"), list(AXE))
def test_axe_finds_nothing_in_editions(watched: Watched, folder: Path, scheme: str, width: int) -> None:
    watched.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    watched.page.set_viewport_size({"width": width, "height": 900})
    found = {name: violations(watched.open(folder / name)) for name in AXE[scheme, width]}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_search_of_an_edition_finds_what_its_audience_sees(watched: Watched, folder: Path) -> None:
    page = watched.open(folder / "sales" / "find.html", "#text=acme")
    assert page.locator("#found a").all_inner_texts() == ["Acme Vision"]
    assert page.locator("select").evaluate_all("all => all.map((one) => one.name)") == ["segment", "status", "quarter"]
    page = watched.open(folder / "engineering" / "find.html", "#text=acme")
    assert page.locator("#found a").count() == 0
    assert watched.is_quiet


def test_nasty_texts_run_nothing_in_editions(watched: Watched, tmp_path: Path) -> None:
    nasty = poisoned(sample_plan(), "".join(PAYLOADS))
    for name in ("sales", "engineering", "executive"):
        site(nasty, audience=name).save(tmp_path / name)
        for file in (tmp_path / name / "index.html", tmp_path / name / "deals.html"):
            page = watched.open(file)
            assert page.evaluate("document.querySelectorAll('iframe, object, script').length") == 0
    assert watched.is_quiet
