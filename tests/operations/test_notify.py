"""Notices: what moved, per owner, without amounts; sent when asked for, to the named address alone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from requirements.errors import InputFault
from roadmap.errors import UsageFault
from roadmap.operations.telling.notify import Notified, notify
from roadmap.outputs.webhooks.hooks import Hook, is_allowed
from roadmap.outputs.webhooks.payloads import WECOM_BYTES, HookForm, form_of, payload_of
from roadmap.outputs.webhooks.sending import send
from roadmap.plans.document import Plan
from roadmap.views.notices import OwnerNotice, PromiseNotice, build_notices
from tests.cli.command import run
from tests.plan_files import plan_text
from tests.sample_plan import sample_plan

WEEK = timedelta(days=7)


def plans() -> tuple[Plan, Plan]:
    """A plan, and a later one in which every promise of the first deal with one comes a week later and another deal
    loses its own; the deals have two owners in turn."""
    deals = [
        deal.model_copy(update={"owner": owner, "customer": f"Customer {deal.id}", "value": 987654})
        for deal, owner in zip(sample_plan().deals, ["Zhao Min", "李娜"] * 9, strict=False)
    ]
    before = sample_plan().model_copy(update={"deals": deals})
    promised = [deal for deal in deals if deal.promises]
    later = [one.model_copy(update={"day": one.day + WEEK}) for one in promised[0].promises]
    moved = {promised[0].id: later, promised[1].id: []}
    after = [deal.model_copy(update={"promises": moved.get(deal.id, deal.promises)}) for deal in deals]
    return before, before.model_copy(update={"deals": after})


class Server(HTTPServer):
    """A server on this machine that keeps what it is sent."""

    def __init__(self, status: int, answer: bytes, location: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status, self.answer, self.location = status, answer, location
        self.received: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook/TOKEN-7"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        self.server.received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def do_GET(self) -> None:
        self.server.received.append({"method": "GET"})
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    servers = []

    def start(status: int = 200, answer: bytes = b"ok", location: str = "") -> Server:
        server = Server(status, answer, location)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        servers.append(server)
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def hooks(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "hooks.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def told(tmp_path: Path, text: str, *, dry_run: bool = True) -> Notified:
    before, after = plans()
    return notify(after, hooks(tmp_path, text), since=before, dry_run=dry_run)


def test_each_owner_is_told_of_its_own_deals_and_all_of_all() -> None:
    before, after = plans()
    by_owner = {notice.owner: notice for notice in build_notices(after, before)}
    (one, other) = [deal for deal in before.deals if deal.promises][:2]
    assert {promise.deal for promise in by_owner[None].promises} == {one.id, other.id}
    for deal, change in ((one, "later"), (other, "withdrawn")):
        mine = [promise for promise in by_owner[deal.owner].promises if promise.deal == deal.id]
        assert {promise.change for promise in mine} == {change}
        assert len(mine) == len(deal.promises)
    first = next(promise for promise in by_owner[one.owner].promises if promise.deal == one.id)
    assert first.days == 7
    assert "7 days later" in first.sentence
    assert build_notices(before, before) == []


def test_no_message_holds_an_amount_or_a_probability(tmp_path: Path) -> None:
    addresses = "".join(f"  {name}: https://x.example/hook\n" for name in ("Zhao Min", "nobody"))
    for form in HookForm:
        found = told(tmp_path, f"all: https://x.example/all\nform: {form.value}\nowners:\n{addresses}")
        assert [notice.owner for notice in found.notices] == [None, "Zhao Min"]
        text = json.dumps([notice.payload for notice in found.notices])
        assert "Customer" in text
        assert "987654" not in text
        assert "probability" not in text


def test_nothing_is_sent_unless_that_is_asked_for(tmp_path: Path, serve: Any) -> None:
    server = serve()
    assert [notice.sent for notice in told(tmp_path, server.address).notices] == [False]
    assert server.received == []
    assert [notice.sent for notice in told(tmp_path, server.address, dry_run=False).notices] == [True]
    assert len(server.received) == 1
    assert server.received[0]["promises"][0]["change"] == "later"


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (500, b"", "answered 500"),
        (404, b"no", "answered 404"),
        (200, b'{"code": 19001, "msg": "param invalid"}', "code 19001"),  # 飞书
        (200, b'{"errcode": 93000, "errmsg": "invalid webhook url"}', "code 93000"),  # 企业微信
        (200, b'{"errcode": 0}', None),
        (200, b"ok", None),
    ],
)
def test_a_server_that_takes_no_message_is_told(status: int, answer: bytes, words: str | None, serve: Any) -> None:
    failure = send(Hook(None, serve(status, answer).address, HookForm.JSON), b"{}")
    assert failure is None if words is None else failure is not None and words in failure


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_message_follows_a_server_to_another_address(status: int, serve: Any) -> None:
    other = serve()
    first = serve(status, b"", other.address)
    failure = send(Hook(None, first.address, HookForm.JSON), b"{}")
    assert failure is not None
    assert "another address" in failure
    assert other.received == []


def test_a_server_that_is_not_there_or_does_not_answer_is_told(serve: Any) -> None:
    server = serve()
    address = server.address
    server.shutdown()
    server.server_close()
    assert send(Hook(None, address, HookForm.JSON), b"{}") == "the server cannot be reached"


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.slack.com/services/x",
        "https://user:secret@x.example/",
        "ftp://x.example/",
        "file:///etc/passwd",
        "https://",
        "https://x.example/a b",
        "https://x.example:99999/",
        "http://localhost.x.example/",
    ],
)
def test_only_encrypted_addresses_without_a_password_are_taken(address: str, tmp_path: Path) -> None:
    assert not is_allowed(address)
    with pytest.raises(InputFault) as fault:
        told(tmp_path, f"all: {address}\n")
    assert [finding.code for finding in fault.value.findings] == ["webhook-address"]
    assert "secret" not in str(fault.value.findings)


def test_addresses_are_kept_out_of_every_input_folder(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_text("name: X\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    for place in (tmp_path, tmp_path / "deep"):
        with pytest.raises(UsageFault, match="lies inside an input folder"):
            told(place, "https://x.example/")


def test_the_command_shows_first_sends_when_asked_and_never_tells_an_address(tmp_path: Path, serve: Any) -> None:
    before, after = plans()
    company = tmp_path / "company"
    company.mkdir()
    for name, plan in (("plan.json", after), ("baseline.json", before)):
        (company / name).write_text(plan_text(plan), encoding="utf-8")
    server = serve(500)
    file = hooks(tmp_path, f"all: {server.address}\n")
    shown = run("notify", company, "--to", file)
    assert (shown.exit_code, server.received) == (0, [])
    assert "Nothing was sent" in shown.stderr
    assert json.loads(shown.stdout.partition("\n")[2])  # the message in lines that a person reads
    sent = run("notify", company, "--to", file, "--send")
    assert sent.exit_code == 3
    assert len(server.received) == 1
    server.status = 200
    assert run("notify", company, "--to", file, "--send", "--json").exit_code == 0
    assert "TOKEN-7" not in shown.output + sent.output + repr(Hook(None, server.address, HookForm.JSON))


def notice_of(*customers: str) -> OwnerNotice:
    promises = [PromiseNotice("d/signing", "d", name, "signing", "later", None, None, 7, name) for name in customers]
    return OwnerNotice("Zhao Min", "Plan: 1 promised day changed", tuple(promises))


def test_a_text_calls_nobody_and_becomes_no_link() -> None:
    nasty = notice_of('<!channel> <https://evil.example|click> & <at user_id="all">all</at>')
    slack = payload_of(nasty, HookForm.SLACK)["text"]
    assert "<" not in slack
    assert "&amp;" in slack
    assert "<" not in payload_of(nasty, HookForm.FEISHU)["content"]["text"]


def test_a_long_message_fits_what_the_service_takes_and_says_how_many_more_there_are() -> None:
    long = notice_of(*["海东智慧园区（二期）" * 4] * 200)
    text = payload_of(long, HookForm.WECOM)["text"]["content"]
    assert len(text.encode()) <= WECOM_BYTES
    assert text.splitlines()[-1].startswith("and 1")
    assert payload_of(long, HookForm.SLACK)["text"].endswith("and 180 more")


def test_services_are_known_by_their_hosts() -> None:
    hosts = ("hooks.slack.com", "open.feishu.cn", "qyapi.weixin.qq.com", "hooks.slack.com.evil.example")
    assert [form_of(host) for host in hosts] == [HookForm.SLACK, HookForm.FEISHU, HookForm.WECOM, HookForm.JSON]
