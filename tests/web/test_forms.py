"""The forms: what is saved changes the characters that say it; who is late sees three texts; all can be undone."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.outputs.poison import PAYLOADS
from tests.outputs.reading_html import read_html
from tests.web.conftest import HERE, browser

D, DAY = "/edit/deals.d", "gates.design_in"


def fields_of(text: str) -> dict[str, str]:
    """What a browser would send of the form of a page, untouched."""
    found: dict[str, str] = {}
    select = ""
    for element in read_html(text).elements:
        named = element.attributes.get("name", "")
        if element.tag == "input" and named and "disabled" not in element.attributes:
            found[named] = as_shown(element.attributes.get("type", ""), element.attributes.get("value", ""))
        elif element.tag == "textarea" and named:
            found[named] = element.text.removeprefix("\n")
        elif element.tag == "select":
            select = named
        elif element.tag == "option" and "selected" in element.attributes:
            found[select] = element.attributes.get("value", element.text)
    return found


def as_shown(kind: str, value: str) -> str:
    """What a field of one line holds in a browser: no line ends, and no day that is none. Hidden ones hold all."""
    if kind == "date":
        is_day = re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])", value) and not value.endswith("02-30")
        return value if is_day else ""
    return value if kind == "hidden" else value.replace("\n", "").replace("\r", "")


def diff(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that are different, where none came or went."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return [pair for pair in pairs if pair[0] != pair[1]]


def save(client: TestClient, address: str, **changed: str) -> Any:
    """Open a form, change some values and save it."""
    sent = fields_of(client.get(address).text) | changed
    return client.post(address, data=sent, headers={"origin": HERE}, follow_redirects=False)


def test_saving_a_form_changes_one_value_where_it_stands(client: TestClient, folder: Path) -> None:
    file = folder / "roadmap.yaml"
    before = file.read_text()
    answer = save(client, D, **{DAY: "2026-01-19"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{D}?done=1")
    ((old, new),) = diff(before, file.read_text())
    assert old.replace("2026-01-16", "2026-01-19", 1) == new
    page = client.get(f"{D}?done=1").text
    assert "Saved" in page
    assert "2026-01-19" in page


def test_saving_a_form_as_it_is_writes_nothing(client: TestClient, folder: Path) -> None:
    before = (folder / "roadmap.yaml").stat().st_mtime_ns
    assert save(client, D).headers["location"] == D
    assert (folder / "roadmap.yaml").stat().st_mtime_ns == before


def test_an_edit_is_undone_byte_for_byte(client: TestClient, folder: Path) -> None:
    before = (folder / "roadmap.yaml").read_bytes()
    save(client, D, customer="Other", value="300")
    assert (folder / "roadmap.yaml").read_bytes() != before
    assert client.post("/edits/1/undo", headers={"origin": HERE}, follow_redirects=False).status_code == 303
    assert (folder / "roadmap.yaml").read_bytes() == before
    assert client.post("/edits/1/undo", headers={"origin": HERE}).status_code == 404


def test_programs_are_answered_in_json_whatever_they_accept(client: TestClient) -> None:
    many = [{"path": "deals.d.owner", "value": "Li"}] * 201
    answers = [
        client.put("/edits", json=many),
        client.put("/edits", json=many[:1], headers={"if-match": "*"}),
        client.put("/edits", json=many[:1], headers={"if-match": 'W/"old"'}),
        client.post("/new/deals", json={"name": "x"}),
        client.post("/remove/deals.nobody", json={}),
        client.post("/files/roadmap.yaml", json={"text": "x", "digest": "old"}),
    ]
    assert [answer.status_code for answer in answers] == [413, 200, 409, 422, 404, 409]
    assert {answer.headers["content-type"] for answer in answers} == {"application/json"}


def test_who_comes_too_late_sees_three_texts(client: TestClient, folder: Path) -> None:
    stale = fields_of(client.get(D).text)
    assert save(client, D, customer="First").status_code == 303
    late = client.post(D, data=stale | {"customer": "Second"}, headers={"origin": HERE})
    assert late.status_code == 409
    assert all(text in late.text for text in ("customer: K", "customer: Second", "customer: First"))
    again = client.post(D, data=fields_of(late.text), headers={"origin": HERE}, follow_redirects=False)
    assert again.status_code == 303
    assert "customer: Second" in (folder / "roadmap.yaml").read_text()


def test_two_people_on_two_deals_never_meet(client: TestClient, folder: Path) -> None:
    one, other = (fields_of(client.get(f"/edit/deals.{key}").text) for key in "de")
    for key, sent in (("d", one), ("e", other)):
        answer = client.post(
            f"/edit/deals.{key}",
            data=sent | {"owner": f"Owner {key}"},
            headers={"origin": HERE},
            follow_redirects=False,
        )
        assert answer.status_code == 303
    text = (folder / "roadmap.yaml").read_text()
    assert "owner: Owner d" in text
    assert "owner: Owner e" in text


def test_no_edit_is_lost_among_three_writers_of_one_deal(client: TestClient, folder: Path) -> None:
    """Each adds 1 to the value of d, which is 200, until it has done so four times: 200 + 3 x 4."""
    late: list[int] = []

    def add(_writer: int) -> None:
        made = 0
        while made < 4:
            known = client.get(f"{D}.json").json()
            value = next(int(one["value"]) for one in known["fields"] if one["path"] == "value")
            asked = [{"path": "deals.d.value", "value": value + 1}]
            status = client.put("/edits", json=asked, headers={"if-match": known["hash"]}).status_code
            assert status in (200, 409)
            made += status == 200
            late.extend([1] * (status == 409))

    with ThreadPoolExecutor(3) as writers:
        list(writers.map(add, range(3)))
    assert "value: 212," in (folder / "roadmap.yaml").read_text()


def test_what_is_wrong_is_told_and_kept_in_the_form(client: TestClient, folder: Path) -> None:
    before = (folder / "roadmap.yaml").read_bytes()
    refused = save(client, D, segment="nobody", customer="Typed <b>")
    assert refused.status_code == 422
    assert "nobody" in refused.text
    assert fields_of(refused.text)["customer"] == "Typed <b>"
    assert (folder / "roadmap.yaml").read_bytes() == before


def test_every_entry_has_a_form(client: TestClient) -> None:
    listed = client.get("/edit.json").json()
    assert {"deals", "features", "teams", "releases", "segments"} <= set(listed)
    for section, rows in listed.items():
        for key, _name in rows:
            assert client.get(f"/edit/{section}.{key}").status_code == 200, key
            assert client.get(f"/edit/{section}.{key}.json").json()["path"] == f"{section}.{key}"


@pytest.mark.parametrize("path", ["deals.nobody", "policy.caution", "include", "pins.1", "deals", "deals.d%00"])
def test_what_is_no_entry_has_none(client: TestClient, path: str) -> None:
    assert client.get(f"/edit/{path}").status_code == 404
    assert client.post(f"/edit/{path}", data={"x": "y"}, headers={"origin": HERE}).status_code == 404


def test_nasty_texts_are_saved_and_shown_as_texts(client: TestClient, folder: Path) -> None:
    for payload in PAYLOADS:
        assert save(client, D, situation=payload).status_code == 303, payload
        page = client.get(D).text
        assert fields_of(page)["situation"] == payload
        assert not {element.tag for element in read_html(page).elements} & {"img", "iframe"}


def test_programs_edit_by_paths(client: TestClient, folder: Path) -> None:
    known = client.get(f"{D}.json").json()
    asked = [{"path": "deals.d.owner", "value": "Li"}]
    made = client.put("/edits", json=asked, headers={"if-match": f'"{known["hash"]}"'})
    assert made.status_code == 200
    assert made.json()["files"] == ["roadmap.yaml"]
    late = client.put("/edits", json=[{"path": "deals.d.owner", "value": "Wu"}], headers={"if-match": known["hash"]})
    assert late.status_code == 409
    assert "owner: Li" in late.json()["theirs"]
    wrong = client.put(
        "/edits", json=[{"path": "deals.d.owner", "value": "Wu"}, {"path": "deals.x.owner", "value": "Wu"}]
    )
    assert wrong.status_code == 422
    assert "Wu" not in (folder / "roadmap.yaml").read_text()
    assert client.put("/edits", json=[{"path": "deals.d.owner", "value": None}]).status_code == 200
    assert "owner" not in (folder / "roadmap.yaml").read_text()


@pytest.mark.parametrize(
    "body",
    [
        b'[{"path": "name", "value": "\\ud800"}]',
        b'[{"path": "name", "value": ' + b"[" * 9000 + b"]" * 9000 + b"}]",
        b"",
        b"{}",
        b"[1]",
        b'[{"path": ""}]',
        b'[{"path": "a", "other": 1}]',
        b"\xff",
        b"[" * 9999,
    ],
)
def test_a_body_that_is_no_list_of_edits_is_refused(client: TestClient, body: bytes) -> None:
    assert client.put("/edits", content=body, headers={"content-type": "application/json"}).status_code in (400, 422)


def test_a_file_is_edited_as_a_text_with_its_line_ends(client: TestClient, folder: Path) -> None:
    table, header = folder / "deals.csv", folder / "roadmap.yaml"
    header.write_text(header.read_text().replace("name: Rivals", "name: Rivals\ninclude: [deals.csv]"))
    table.write_bytes("id,name,customer\r\n".encode("gb18030") + "x,名,客户\r\n".encode("gb18030"))
    sent = fields_of(client.get("/files/deals.csv?edit=1").text)
    sent["text"] = client.get("/files/deals.csv.json").json()["text"].replace("客户", "新客户")
    saved = client.post("/files/deals.csv", data=sent, headers={"origin": HERE}, follow_redirects=False)
    assert (saved.status_code, saved.headers["location"]) == (303, "/files/deals.csv?done=1")
    assert table.read_bytes() == "id,name,customer\r\nx,名,新客户\r\n".encode("gb18030")
    late = client.post("/files/deals.csv", data=sent, headers={"origin": HERE})
    assert late.status_code == 409
    assert "新客户" in late.text
    assert client.post("/edits/1/undo", headers={"origin": HERE}, follow_redirects=False).status_code == 303
    assert table.read_bytes() == "id,name,customer\r\nx,名,客户\r\n".encode("gb18030")


@pytest.mark.parametrize("name", ["plan.json", "new.yaml", "..%2Fx.yaml", ".git/config"])
def test_no_other_file_is_written(client: TestClient, folder: Path, name: str) -> None:
    answer = client.post(f"/files/{name}", data={"text": "x", "digest": ""}, headers={"origin": HERE})
    assert answer.status_code == 404


def test_a_form_says_why_its_file_cannot_be_edited(client: TestClient, folder: Path) -> None:
    file = folder / "roadmap.yaml"
    text = file.read_text()
    file.write_text(
        text.replace("deals:", "<<<<<<< HEAD\ndeals:\n=======\ndeals:\n>>>>>>> theirs", 1), encoding="utf-8"
    )
    page = client.get(D)
    assert page.status_code == 422
    assert "merge-conflict" in page.text
    assert client.put("/edits", json=[{"path": "deals.d.owner", "value": "Li"}]).status_code == 422
    assert "<<<<<<< HEAD" in file.read_text()
    file.write_text(text, encoding="utf-8")
    client.app.state.bench.folder.refresh()  # type: ignore[attr-defined]
    assert client.get(D).status_code == 200


def test_read_only_has_no_forms(folder: Path) -> None:
    closed = browser(folder, read_only=True)
    for address in (D, "/deals/d", "/files/roadmap.yaml", "/meeting"):
        page = closed.get(address).text
        assert 'method="post"' not in page, address
        assert not [
            one for one in read_html(page).all("a") if re.fullmatch("/edit/.*(?<!json)", one.attributes.get("href", ""))
        ]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/plain", b"customer=x", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("application/json", b"[]", 400),
        ("application/json", b"{", 400),
        ("application/json", b'{"a": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", 400),
        ("application/x-www-form-urlencoded", b"customer=%FF%FE", 400),
        ("application/x-www-form-urlencoded", b"customer=a%00b", 400),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(500)), 400),
    ],
)
def test_what_is_no_form_is_refused(client: TestClient, kind: str, body: bytes, status: int) -> None:
    assert client.post(D, content=body, headers={"content-type": kind, "origin": HERE}).status_code == status
