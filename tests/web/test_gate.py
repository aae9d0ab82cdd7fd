"""The gate: every address refuses what a stranger's page could make a browser send."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Route
from starlette.types import Message

from roadmap.web.app import MODULES as PAGES
from roadmap.web.app import create_app
from roadmap.web.gate.guard import HEADERS, LARGEST_BODY, TOKEN_COOKIE
from roadmap.web.settings import ServeSettings, is_loopback
from tests.web.conftest import HERE, browser

STRANGER = "http://evil.example"
SECRET = "s3cret"  # noqa: S105 - of these tests
MODULES = [module.router for module in PAGES]
WRITING = ("POST", "PUT", "DELETE")


def addresses() -> list[str]:
    """Every address of a workbench, with names for what stands in braces."""
    app = create_app(ServeSettings(Path(), Path("plan.json")))
    paths = {route.path for router in [app, *MODULES] for route in router.routes if isinstance(route, Route)}
    return sorted(re.sub(r"{name(:path)?}", "deals/d", path).replace("{key}", "abc1234") for path in paths)


EVERY = addresses()
ADDRESSES = [address for address in EVERY if address != "/events"]


def test_the_addresses_are_found() -> None:
    assert {"/", "/today.json", "/files", "/api.json", "/deals/d", "/events"} <= set(EVERY)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8787", "localhost.evil.example", "", "10.0.0.1"])
def test_a_name_that_was_made_to_point_here_is_refused(client: TestClient, host: str) -> None:
    for address in EVERY:
        assert client.get(address, headers={"host": host}).status_code == 421, address


@pytest.mark.parametrize("host", ["localhost:8787", "LOCALHOST:8787", "127.0.0.1:8787", "[::1]:8787", "127.0.0.2"])
def test_names_of_this_machine_are_served(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": STRANGER},
        {"origin": "null"},
        {"origin": f"{HERE}.evil.example"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_strangers_page_can_write_nothing(client: TestClient, headers: dict[str, str]) -> None:
    for address in EVERY:
        for method in WRITING:
            assert client.request(method, address, headers=headers).status_code == 403, (method, address)


@pytest.mark.parametrize("mode", [("cors", "empty"), ("no-cors", "script"), ("navigate", "iframe")])
def test_a_strangers_page_can_embed_and_fetch_nothing(client: TestClient, mode: tuple[str, str]) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": mode[0], "sec-fetch-dest": mode[1]}
    for address in EVERY:
        assert client.get(address, headers=headers).status_code == 403, address


def test_a_link_on_a_strangers_page_may_be_followed(client: TestClient) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("method", ["OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    for address in EVERY:
        answer = client.request(method, address, headers={"origin": STRANGER})
        assert answer.status_code == 405, address
        assert "access-control-allow-origin" not in answer.headers


def test_what_is_too_large_is_refused_before_it_is_read(client: TestClient) -> None:
    for address in EVERY:
        said = client.post(address, headers={"content-length": str(10**10)}, content=b"x")
        assert said.status_code == 413, address


@pytest.mark.parametrize("length", ["-1", "1e9", "x", "１２"])
def test_a_length_that_is_no_number_is_refused(client: TestClient, length: str) -> None:
    headers = [(b"content-length", length.encode())]
    assert client.post("/", headers=headers, content=b"").status_code == 413


def test_read_only_refuses_every_change(folder: Path) -> None:
    closed = browser(folder, read_only=True)
    for address in ADDRESSES:
        for method in WRITING:
            assert closed.request(method, address, headers={"origin": HERE}).status_code == 403, address
    assert "<form" not in closed.get("/").text


@pytest.fixture
def guarded(folder: Path) -> TestClient:
    """A workbench that other machines can reach."""
    return browser(folder, host="192.168.1.5", token=SECRET)


def test_other_machines_need_the_token(guarded: TestClient) -> None:
    wrong: list[dict[str, str]] = [{"authorization": "Bearer wrong"}, {"cookie": f"{TOKEN_COOKIE}=wrong"}]
    for address in EVERY:
        for shown in ("", "?token=wrong", "?token=", "?token=s3cre"):
            assert guarded.get(f"{address}{shown}", follow_redirects=False).status_code == 401, address
        assert [guarded.get(address, headers=headers).status_code for headers in wrong] == [401, 401], address


def test_the_token_is_exchanged_for_a_cookie_and_leaves_the_address(guarded: TestClient) -> None:
    first = guarded.get("/deals?lang=zh&token=s3cret", follow_redirects=False)
    assert first.status_code == 303
    assert first.headers["location"] == "/deals?lang=zh"
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert guarded.get("/deals").status_code == 200
    elsewhere = guarded.get(f"{HERE}//evil.example/?token={SECRET}", headers={"cookie": ""}, follow_redirects=False)
    assert not elsewhere.headers.get("location", "/").startswith("//")


def test_programs_show_the_token_in_a_header(guarded: TestClient) -> None:
    assert guarded.get("/today.json", headers={"authorization": "Bearer s3cret"}).status_code == 200


def test_a_name_of_another_machine_is_refused_even_with_the_token(guarded: TestClient) -> None:
    shown = {"authorization": "Bearer s3cret"}
    assert guarded.get("/", headers=shown | {"host": "evil.example"}).status_code == 421
    assert guarded.get("/", headers=shown | {"host": "192.168.1.5:8787"}).status_code == 200


def test_every_answer_has_the_headers_of_safety(client: TestClient) -> None:
    answers = [client.get(address) for address in ADDRESSES]
    for answer in [*answers, client.get("/", headers={"host": "evil.example"})]:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert answer.headers["cache-control"] == "no-store"
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_which_hosts_are_this_machine() -> None:
    assert [host for host in ("127.0.0.1", "localhost", "::1", "127.1.2.3") if not is_loopback(host)] == []
    assert [host for host in (str(IPv4Address(0)), "::", "192.168.1.5", "example.org", "") if is_loopback(host)] == []


def test_a_body_that_does_not_say_how_long_it_is_is_counted(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        for _n in range(LARGEST_BODY // 65536 + 2):
            yield b"x" * 65536

    assert client.post("/nowhere", content=endless(), headers={"origin": HERE}).status_code in (405, 413)


def test_who_goes_away_in_the_middle_of_a_body_is_no_fault(folder: Path) -> None:
    app = create_app(ServeSettings(folder.resolve(), folder.resolve() / "plan.json"))
    said: list[Message] = [{"type": "http.request", "body": b"[{", "more_body": True}, {"type": "http.disconnect"}]
    coming, sent = iter(said), list[Message]()

    async def receive() -> Message:
        return next(coming)

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/commit", "raw_path": b"/commit", "query_string": b"", "headers": [
            (b"host", b"localhost"), (b"content-type", b"application/json")], "http_version": "1.1", "scheme": "http",
        "root_path": "", "server": ("localhost", 80), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    with ThreadPoolExecutor(1) as pool:  # a loop of its own
        pool.submit(asyncio.run, app(scope, receive, send)).result()
    assert sent == []
