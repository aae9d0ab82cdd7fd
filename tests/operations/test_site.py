"""The site of a plan: its files, its links, its twins, and the folder it is written to."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from posixpath import normpath

import pytest

from roadmap.errors import RoadmapError
from roadmap.operations.telling.site import Site, site
from roadmap.outputs.writing.folders import own_files
from roadmap.views.site.lists import ROWS_A_PAGE
from roadmap.views.site.site_addresses import file_names
from tests.cli.command import run
from tests.outputs.poison import PAYLOADS, poisoned
from tests.outputs.reading_html import read_html
from tests.plan_files import plan_text
from tests.sample_plan import empty_plan, sample_plan


@pytest.fixture(scope="module")
def made() -> Site:
    return site(sample_plan())


@pytest.fixture(scope="module")
def files(made: Site) -> dict[str, str]:
    return dict(made.files())


def pages(files: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in files.items() if name.endswith(".html")}


def test_every_thing_has_a_page_and_a_twin(files: dict[str, str]) -> None:
    plan = sample_plan()
    wanted = {f"deals/{line.id}" for line in plan.deals if not line.placeholder}
    wanted |= {f"releases/{line.id}" for line in plan.releases}
    wanted |= {f"features/{line.id}" for line in plan.features} | {f"features/{line.id}" for line in plan.unplanned}
    wanted |= {f"capabilities/{line.id}" for line in plan.capabilities}
    wanted |= {f"teams/{line.id}" for line in plan.teams}
    found = {name.removesuffix(".html") for name in pages(files) if "/" in name and not name.startswith("owners/")}
    assert found == wanted
    assert all(f"{name}.json" in files for name in found)
    owners = {line.owner for line in plan.deals if line.owner}
    assert len([name for name in pages(files) if name.startswith("owners/")]) == len(owners)


def test_every_link_leads_to_a_file_of_the_site_or_a_place_on_the_page(files: dict[str, str]) -> None:
    for name, text in pages(files).items():
        page = read_html(text)
        ids = {element.attributes["id"] for element in page.elements if "id" in element.attributes}
        for element in page.elements:
            target = element.attributes.get("href") or element.attributes.get("src") or "#"
            if target.startswith("#"):
                assert target[1:] in ids | {""}, (name, target)
            elif target != "data:,":
                assert normpath(str(PurePosixPath(name).parent / target)) in files, (name, target)


def test_every_page_can_be_reached_from_the_first_one(files: dict[str, str]) -> None:
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        name = todo.pop()
        for target in re.findall(r'href="([^"#]+\.html)"', files[name]):
            other = normpath(str(PurePosixPath(name).parent / target))
            if other not in reached:
                reached.add(other)
                todo.append(other)
    assert reached == set(pages(files))


def test_pages_load_nothing_but_the_style_sheet_and_scripts_of_the_site(files: dict[str, str]) -> None:
    for name, text in pages(files).items():
        root = "../" if "/" in name else ""
        for element in read_html(text).elements:
            assert element.tag not in ("iframe", "object", "embed", "img", "base", "style")
            assert not [key for key in element.attributes if key.startswith("on") or key == "style"]
            if element.tag == "script":
                assert element.attributes["src"] in (f"{root}site.js", "index.js")
        assert "script-src 'self'" in text
        assert "default-src 'none'" in text


def test_twins_hold_what_the_plan_says(files: dict[str, str]) -> None:
    plan = sample_plan()
    acme = json.loads(files["deals/acme.json"])
    assert acme["deal"] == next(line for line in plan.deals if line.id == "acme").model_dump(mode="json")
    listed = json.loads(files["deals.json"])["deals"]
    assert [row["id"] for row in listed] == [line.id for line in plan.deals]
    assert all(row["page"] in files for row in listed)
    assert json.loads(files["index.json"])["headline"]["secured"] == 500


def test_the_index_for_searching_names_every_page_of_a_thing(files: dict[str, str]) -> None:
    script = files["index.js"]
    entries = json.loads(script.removeprefix("window.roadmapIndex = ").removesuffix(";\n"))
    assert {entry[1] for entry in entries} == {name for name in pages(files) if "/" in name}
    assert all(ord(letter) < 128 for letter in script)  # nothing that could end a line of a script


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_of_the_plan_stays_text_on_every_page(payload: str, files: dict[str, str]) -> None:
    nasty = dict(site(poisoned(sample_plan(), payload)).files())
    assert all(re.fullmatch(r"[A-Za-z0-9._/-]+", name) for name in nasty)
    assert shapes(nasty) == shapes(files)  # not one element or attribute more; the names of files differ


def shapes(files: dict[str, str]) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """Tags and attributes of every page, by folder."""
    return sorted((str(PurePosixPath(name).parent), shape(text)) for name, text in pages(files).items())


def shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(element.tag, tuple(element.attributes)) for element in read_html(text).elements]


def test_the_same_plan_gives_the_same_files(files: dict[str, str]) -> None:
    assert dict(site(sample_plan()).files()) == files


def test_a_plan_without_anything_has_a_first_page_and_a_page_to_search_on() -> None:
    files = dict(site(empty_plan()).files())
    assert "There are no open deals" in files["index.html"]
    assert "deals.html" not in re.findall(r'<li><a href="([^"]+)"', files["index.html"])


def test_long_lists_have_several_pages() -> None:
    plan = sample_plan()
    many = [plan.deals[0].model_copy(update={"id": f"deal-{at}"}) for at in range(ROWS_A_PAGE + 5)]
    files = dict(site(plan.model_copy(update={"deals": many})).files())
    rows = [files[name].count("data-marks=") for name in ("deals.html", "deals-2.html")]
    assert rows == [ROWS_A_PAGE, 5]
    assert 'href="deals-2.html"' in files["deals.html"]
    assert 'href="deals.html"' in files["deals-2.html"]


def test_names_of_files_are_plain_and_never_the_same() -> None:
    names = file_names(["acme", "Acme", "张伟", "a/b", "a b", "../x", "con", "index", "R1.2"])
    assert len({name.lower() for name in names.values()}) == 9
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name) for name in names.values())
    assert (names["acme"], names["R1.2"], names["a b"]) == ("acme", "R1.2", "a-b-" + names["a b"][-8:])


def test_writing_again_changes_what_differs_and_removes_what_is_gone(made: Site, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = made.save(folder)
    assert first.changed == first.files
    assert (folder / "deals" / "acme.html").is_file()
    again = made.save(folder)
    assert (again.changed, again.removed) == (0, 0)
    plan = sample_plan()
    fewer = site(plan.model_copy(update={"deals": [line for line in plan.deals if line.id != "acme"]})).save(folder)
    assert fewer.removed >= 2
    assert not (folder / "deals" / "acme.html").exists()
    assert own_files(folder) == {
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "site.json"
    }


def test_files_of_others_in_the_folder_stay(made: Site, tmp_path: Path) -> None:
    made.save(tmp_path / "site")
    (tmp_path / "site" / ".htaccess").write_text("deny", encoding="utf-8")
    made.save(tmp_path / "site")
    assert (tmp_path / "site" / ".htaccess").read_text(encoding="utf-8") == "deny"


def test_a_folder_with_other_files_is_refused_and_nothing_is_written(made: Site, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(RoadmapError, match="is not a site that roadmap wrote"):
        made.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_that_somebody_put_where_a_page_goes_is_refused(made: Site, tmp_path: Path) -> None:
    plan = sample_plan()
    fewer = site(plan.model_copy(update={"deals": plan.deals[1:]}))
    fewer.save(tmp_path / "site")
    foreign = tmp_path / "site" / "deals" / f"{plan.deals[0].id}.html"
    foreign.write_text("mine", encoding="utf-8")
    with pytest.raises(RoadmapError, match="was not written by roadmap"):
        made.save(tmp_path / "site")
    assert foreign.read_text(encoding="utf-8") == "mine"


def test_a_folder_within_that_leads_elsewhere_is_refused(made: Site, tmp_path: Path) -> None:
    site(empty_plan()).save(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "site" / "deals"
    if target.exists():
        target.rmdir()
    target.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RoadmapError, match="was not written by roadmap"):
        made.save(tmp_path / "site")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_list_of_files_that_was_changed_removes_nothing_outside(made: Site, tmp_path: Path) -> None:
    made.save(tmp_path / "site")
    (tmp_path / "precious.txt").write_text("mine", encoding="utf-8")
    manifest = tmp_path / "site" / "site.json"
    document = json.loads(manifest.read_text(encoding="utf-8"))
    document["files"] += ["../precious.txt", "a/../../precious.txt", "/etc/hosts", 7]
    manifest.write_text(json.dumps(document), encoding="utf-8")
    made.save(tmp_path / "site")
    assert (tmp_path / "precious.txt").exists()


def test_a_folder_keeps_the_readers_it_was_written_for(made: Site, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    customers = site(sample_plan(), audience="customer", deal="acme")
    customers.save(folder)
    others = site(sample_plan(), audience="customer", deal="beijing")
    for other in (made, others, site(sample_plan(), audience="sales")):
        with pytest.raises(RoadmapError, match="for other readers"):
            other.save(folder)
    assert customers.save(folder).changed == 0
    made.save(tmp_path / "internal")
    with pytest.raises(RoadmapError, match="for other readers"):
        customers.save(tmp_path / "internal")


def test_the_command_refuses_a_folder_with_other_files_before_it_reads_the_plan(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    plan = tmp_path / "plan.json"
    plan.write_text(plan_text(sample_plan()), encoding="utf-8")
    shown = run("site", plan, "-o", tmp_path)
    assert shown.exit_code == 2
    assert "is not a site that roadmap wrote" in shown.stderr.replace("\n", " ")
    assert not (tmp_path / "index.html").exists()
