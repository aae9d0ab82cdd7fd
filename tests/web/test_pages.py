"""The pages of the workbench: all can be reached, each has its twin, in both languages, and without a script."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from requirements.errors import RoadmapError
from requirements.language import speak
from roadmap.outputs.site.twins import KIND
from roadmap.web import showing
from roadmap.web.plan_pages import PlanPages
from roadmap.web.workbench_process import taken_address
from tests.outputs.poison import PAYLOADS, poisoned
from tests.outputs.reading_html import read_html
from tests.plan_files import plan_text
from tests.sample_plan import sample_plan
from tests.web.conftest import HERE, browser


def reached(client: TestClient, first: str = "/") -> dict[str, str]:
    """Every page that can be reached by links from the first, by its address."""
    found: dict[str, str] = {}
    todo = [first]
    while todo:
        address = todo.pop()
        if address in found:
            continue
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = answer.text
        if answer.headers["content-type"].startswith("text/html"):
            todo += [target for target in links(address, answer.text) if target not in found]
    return found


def links(address: str, text: str) -> list[str]:
    """The addresses of this workbench that a page leads to or loads."""
    targets = []
    for element in read_html(text).elements:
        target = element.attributes.get("href") or element.attributes.get("src") or ""
        if target and not target.startswith(("data:", "#", "?")):
            whole = urlsplit(urljoin(HERE + address, target))
            assert f"{whole.scheme}://{whole.netloc}" == HERE, (address, target)
            targets.append(whole.path + (f"?{whole.query}" if whole.query else ""))
    return targets


@pytest.fixture
def sample(folder: Path) -> Path:
    """The folder with a plan of many kinds of things beside it."""
    (folder / "plan.json").write_text(plan_text(sample_plan()), encoding="utf-8")
    return folder


def test_every_page_is_reached_and_has_a_twin(sample: Path) -> None:
    client = browser(sample)
    found = reached(client)
    assert {"/", "/roadmap", "/deals", "/deals/acme", "/features", "/releases", "/teams", "/load", "/funnel",
            "/files", "/files/roadmap.yaml", "/history", "/compare"} <= set(found)  # fmt: skip
    pages = {address.partition("?")[0] for address, text in found.items() if text.startswith("<!doctype html>")}
    for address in pages - {"/find"}:
        name = "/today" if address == "/" else address.removesuffix(".html")
        twin = client.get(re.sub(r"^(/(?:deals|features))-\d+$", r"\1", name) + ".json")
        assert twin.status_code == 200, address
        assert isinstance(json.loads(twin.text), dict | list)


def test_the_first_page_waits_for_no_page_of_the_plan(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = PlanPages

    def counted(*given: Any, **more: Any) -> PlanPages:
        made.append("pages")
        return real(*given, **more)

    monkeypatch.setattr(showing, "PlanPages", counted)
    client = browser(sample)
    assert '<a href="/deals/acme">' in client.get("/").text
    assert made == []
    assert client.get("/timeline").text.count('class="chart') == 1  # listed when it is asked for, and not before
    assert client.get("/deals").status_code == 200
    assert made == ["pages"]


def test_a_section_without_anything_to_tell_says_so(client: TestClient) -> None:
    assert "nothing to tell" in client.get("/promises").text
    assert client.get("/promises.json").status_code == 404


def test_twins_of_the_plan_say_what_they_are(sample: Path) -> None:
    client = browser(sample)
    for name in ("roadmap", "deals", "deals/acme", "load", "timeline", "funnel", "unplanned"):
        assert client.get(f"/{name}.json").json()["kind"] == KIND


def test_pages_hold_no_script_and_no_style_of_their_own(sample: Path) -> None:
    for address, text in reached(browser(sample)).items():
        if not text.startswith("<!doctype html>"):
            continue
        for element in read_html(text).elements:
            assert element.tag not in ("style", "iframe", "object", "embed", "base"), address
            assert element.tag != "script" or (element.attributes.get("src") and not element.text.strip()), address
            assert not [name for name in element.attributes if name == "style" or name.startswith("on")], address


def test_both_languages_by_every_way(client: TestClient, folder: Path) -> None:
    def heading(**how: Any) -> str:
        text: str = client.get("/", **how).text
        return text.split("<title>")[1].split(" ", maxsplit=1)[0]

    assert heading() == "Today"
    assert heading(headers={"accept-language": "zh-CN,zh;q=0.9,en;q=0.8"}) == "今天"
    assert heading(headers={"accept-language": "fr,en;q=0.5,zh;q=0.9"}) == "今天"
    assert heading(headers={"accept-language": "fr, *;q=0.1"}) == "Today"
    assert heading(headers={"cookie": "roadmap-lang=zh_CN"}) == "今天"
    assert heading(params={"lang": "zh"}) == "今天"
    assert heading() == "今天"  # what was chosen holds
    assert heading(params={"lang": "en"}) == "Today"
    own = browser(folder, language="zh_CN")
    assert "<title>今天" in own.get("/").text


def test_the_folders_language_counts_where_a_browser_says_nothing(folder: Path) -> None:
    file = folder / "roadmap.yaml"
    file.write_text(file.read_text() + "policy: {language: zh_CN}\n", encoding="utf-8")
    client = browser(folder)
    assert "<title>今天" in client.get("/", headers={"accept-language": ""}).text
    assert "<title>Today" in client.get("/", headers={"accept-language": "en-GB"}).text


def test_findings_are_in_the_language_of_who_asks(folder: Path) -> None:
    (folder / "roadmap.yaml").write_text("name: X\n", encoding="utf-8")
    client = browser(folder)
    english, chinese = (client.get("/files/roadmap.yaml", params={"lang": one}).text for one in ("en", "zh"))
    assert "start" in english
    assert english != chinese
    assert 'lang="zh-CN"' in chinese


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nasty_texts_stay_texts(folder: Path, lang: str) -> None:
    (folder / "plan.json").write_text(plan_text(poisoned(sample_plan(), "".join(PAYLOADS))), encoding="utf-8")
    file = folder / "roadmap.yaml"
    nasty = json.dumps("".join(PAYLOADS))
    file.write_text(file.read_text().replace("name: Rivals", f"name: {nasty}"), encoding="utf-8")
    client = browser(folder)
    client.get("/", params={"lang": lang})
    for address, text in reached(client).items():
        if text.startswith("<!doctype html>"):
            tags = {element.tag for element in read_html(text).elements}
            assert not tags & {"img", "iframe", "object"}, address
            assert "<script>alert" not in text, address


def test_a_folder_without_a_plan_has_its_pages(folder: Path) -> None:
    (folder / "plan.json").unlink()
    client = browser(folder)
    assert "There is no plan yet" in client.get("/").text
    for address in (
        "/roadmap",
        "/deals",
        "/timeline",
        "/find",
        "/agenda",
        "/trades",
        "/meeting/q3",
    ):
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code == 200, address  # every page that others lead to: a browser tells of anything else
        assert "roadmap plan rivals" in answer.text, address
    assert client.get("/deals/acme").status_code == 404
    assert [client.get(f"/{name}.json").status_code for name in ("deals", "agenda", "trades", "meeting/q3")] == [
        404, 409, 409, 409,
    ]  # fmt: skip
    assert client.post("/meeting/q3/gestures", data={}, headers={"origin": HERE}).status_code == 409
    assert client.get("/files/roadmap.yaml").status_code == 200
    assert client.get("/compare").status_code == 200


def test_a_plan_that_was_changed_by_hand_is_not_shown(folder: Path) -> None:
    file = folder / "plan.json"
    file.write_text(file.read_text().replace('"value": 250', '"value": 999'), encoding="utf-8")
    client = browser(folder)
    shown = client.get("/").text
    assert "The plan cannot be used" in shown
    assert "plan-changed" in shown
    assert "plan-changed" in client.get("/roadmap").text


def test_a_faulty_folder_has_its_pages(folder: Path) -> None:
    file = folder / "roadmap.yaml"
    file.write_text(file.read_text().replace("skill: code, effort: 5", "skil: code, effort: 5"), encoding="utf-8")
    client = browser(folder)
    text = client.get("/").text
    assert "1 error" in text
    assert 'href="/files/roadmap.yaml#L' in text
    line = next(n for n, row in enumerate(file.read_text().split("\n"), start=1) if "skil:" in row)
    listed = client.get("/files/roadmap.yaml.json").json()["lines"]
    assert [row["number"] for row in listed if row["findings"]] == [line]
    assert client.get("/roadmap").status_code == 200  # the plan is there still


@pytest.mark.parametrize(
    "name",
    [
        "../secret.yaml",
        "%2e%2e/secret.yaml",
        "..%2fsecret.yaml",
        "/etc/passwd",
        "plan.json",
        ".git/config",
        "link.yaml",
        "",
    ],
)
def test_only_files_of_the_folder_are_shown(folder: Path, name: str) -> None:
    (folder.parent / "secret.yaml").write_text("s3cr3t: yes\n", encoding="utf-8")
    (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[core]\n", encoding="utf-8")
    answer = browser(folder).get(f"/files/{name}")
    assert answer.status_code == 404
    assert "s3cr3t" not in answer.text


def edited(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (edited("customer: K", "customer: K2"), "1 deal; 1 file"),
        (edited("gates: {design_in: 2026-01-16}", "gates: {design_in: 2026-01-19}"), "2 deals; 1 file"),
        (edited("effort: 5", "effort: 4"), "1 file"),
    ],
)
def test_the_age_of_the_plan_is_told(folder: Path, edit: Callable[[str], str], told: str) -> None:
    client = browser(folder)
    assert "made from the folder as it is now" in client.get("/").text
    file = folder / "roadmap.yaml"
    file.write_text(edit(file.read_text()), encoding="utf-8")
    client.app.state.bench.folder.refresh()  # type: ignore[attr-defined]
    assert f"The folder has changed since: {told}." in client.get("/").text


def test_the_api_page_lists_what_the_schema_describes(client: TestClient) -> None:
    schema = client.get("/api.json").json()
    page = client.get("/api").text
    assert all(path in page for path in schema["paths"])
    assert "http" not in page.replace("http-equiv", "")


def test_speaking_to_one_reader_leaves_this_process_alone(client: TestClient) -> None:
    speak("en")
    client.get("/?lang=zh")
    assert "Today" in browser(client.app.state.bench.settings.folder).get("/").text  # type: ignore[attr-defined]


def test_a_request_that_an_address_does_not_take_is_refused_in_the_language_of_the_page(client: TestClient) -> None:
    for spoken, sentence in (
        ("en", "does not take such a request (status 405)"),
        ("zh_CN", "不接受这种请求（状态 405）"),
    ):
        refused = client.post(f"/timeline?lang={spoken}", headers={"origin": HERE, "accept": "text/html"})
        assert refused.status_code == 405
        assert sentence in refused.text


def test_an_address_that_cannot_be_had_is_told_with_what_to_choose_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    with taken_address("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        sentence = f"The address 127.0.0.1, port {port}, cannot be used: Address already in use. Choose another one"
        with pytest.raises(RoadmapError, match=sentence):
            taken_address("127.0.0.1", port)

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(RoadmapError, match="The host nowhere is not known"):
        taken_address("nowhere", 80)
