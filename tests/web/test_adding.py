"""Entries that come and go by forms, and edits that are recorded in git."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from roadmap.operations.folders.check import check
from roadmap.web.editable import MODELS
from tests.outputs.reading_html import read_html
from tests.web.conftest import HERE, browser
from tests.web.test_forms import D, fields_of, save

JSON = {"accept": "application/json"}
NEW = {"name": "Pilot 试点", "customer": "客户", "segment": "isv", "stage": "lead", "value": "30",
       "gates.design_in": "2026-02-02", "needs.design_in": "api, c -20%"}  # fmt: skip


def add(client: TestClient, section: str, **fields: str) -> Any:
    """Fill in the form of a new entry and send it."""
    sent = fields_of(client.get(f"/new/{section}").text) | fields
    return client.post(f"/new/{section}", data=sent, headers={"origin": HERE}, follow_redirects=False)


def added_lines(before: str, after: str) -> list[str]:
    """The lines that came, where none went."""
    old = before.splitlines()
    assert [line for line in old if line not in after.splitlines()] == []
    return [line for line in after.splitlines() if line not in old]


def test_a_new_deal_stands_in_the_file_of_its_kind_and_nothing_else_changes(client: TestClient, folder: Path) -> None:
    file = folder / "roadmap.yaml"
    before = file.read_text()
    answer = add(client, "deals", **NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/edit/deals.pilot?done=1")
    assert not check(folder).errors
    (line, *_rest) = added_lines(before, file.read_text())
    assert line.strip().startswith("pilot:")
    project = check(folder).project
    assert project is not None
    deal = project.market.deals["pilot"]
    assert (deal.name, deal.customer) == ("Pilot 试点", "客户")
    assert [(need.any_of, need.importance.value) for need in next(iter(deal.needs.values()))] == [
        (["api"], "breaker"),
        (["c"], "challenge"),
    ]
    assert client.post("/edits/1/undo", headers={"origin": HERE}, follow_redirects=False).status_code == 303
    assert file.read_text() == before


def test_people_features_and_all_other_kinds_can_be_added(client: TestClient, folder: Path) -> None:
    work = "- {phase: build, skill: code, effort: 3}\n- {phase: verify, skill: code, effort: 1}"
    feature = {"name": "New", "team": "core", "provides": "api: ga", "work": work}
    for section, fields in {
        "people": {"name": "Li", "team": "core", "skills": "code: 50%"},
        "features": feature,
        "teams": {"name": "Other", "skill": "code", "people": "2"},
        "releases": {"id": "R9", "freeze": "2026-02-20", "ship": "2026-02-27"},
        "capabilities": {"name": "Thing", "kind": "serving"},
        "segments": {"name": "Cloud", "target": "10", "win_rate": "1/2", "lead_rate": "1/2"},
    }.items():
        answer = add(client, section, **fields)
        assert answer.status_code == 303, (section, answer.text)
    assert not check(folder).errors
    made = check(folder).project
    assert made is not None
    assert [item.phase.value for item in made.engineering.features["new"].work] == ["build", "verify"]


def test_ids_are_made_of_names_never_of_customers_and_are_not_taken_twice(client: TestClient) -> None:
    places = [
        add(client, "deals", **NEW | {"name": name, "customer": "Secret Corp"}).headers["location"]
        for name in ("试点", "试点", "2. Pilot!", "Pilot")
    ]
    assert [place.partition("?")[0] for place in places] == [
        "/edit/deals.deal",
        "/edit/deals.deal-2",
        "/edit/deals.pilot",
        "/edit/deals.pilot-2",
    ]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"id": "d"}, "an entry with this id already"),
        ({"id": "9 x"}, "begins with a Latin letter"),
        ({"segment": "nobody"}, "nobody"),
        ({"value": ""}, "value"),
        ({"gates.design_in": "soon"}, "soon"),
        ({"needs.design_in": "[api"}, "written like this"),
        ({"support": "{{"}, "written like this"),
        ({"needs.design_in": "nothing-like-it"}, "nothing-like-it"),
    ],
)
def test_what_is_wrong_with_a_new_entry_is_told_and_kept_in_the_form(
    client: TestClient, folder: Path, changed: dict[str, str], told: str
) -> None:
    before = (folder / "roadmap.yaml").read_bytes()
    answer = add(client, "deals", **NEW | changed)
    assert answer.status_code == 422
    assert told in answer.text
    assert fields_of(answer.text)["customer"] == "客户"
    assert (folder / "roadmap.yaml").read_bytes() == before


def test_every_kind_of_entry_has_a_form_for_a_new_one_in_both_languages(client: TestClient, folder: Path) -> None:
    for section, model in MODELS.items():
        page = client.get(f"/new/{section}?lang=en").text
        required = model.model_json_schema()["required"]
        assert page.count("<b>required</b>") >= len([name for name in required if f'id="f-{name}"' in page])
        assert {one["path"].partition(".")[0] for one in client.get(f"/new/{section}.json").json()} >= set(required)
    chinese = client.get("/new/deals?lang=zh").text
    helped = [element.text for element in read_html(chinese).all("small")]
    assert [text for text in helped if text.isascii()] == []
    assert client.get("/new/pins").status_code == 404
    assert client.post("/new/pins", headers={"origin": HERE}).status_code == 404
    closed = browser(folder, read_only=True)
    assert 'method="post"' not in closed.get("/new/deals").text + closed.get("/edit").text


def test_an_entry_is_removed_and_comes_back_byte_for_byte(client: TestClient, folder: Path) -> None:
    file = folder / "roadmap.yaml"
    before = file.read_bytes()
    seen = fields_of(client.get(D).text)["hash"]
    late = client.post("/remove/deals.d", data={"hash": "0" * 32}, headers={"origin": HERE})
    assert (late.status_code, file.read_bytes()) == (409, before)
    gone = client.post("/remove/deals.d", data={"hash": seen}, headers={"origin": HERE}, follow_redirects=False)
    assert (gone.status_code, gone.headers["location"]) == (303, "/edits")
    assert client.get(D).status_code == 404
    assert client.post("/edits/1/undo", headers={"origin": HERE}, follow_redirects=False).status_code == 303
    assert file.read_bytes() == before


def test_what_others_need_is_not_removed(client: TestClient, folder: Path) -> None:
    before = (folder / "roadmap.yaml").read_bytes()
    answer = client.post("/remove/segments.isv", headers={"origin": HERE})
    assert answer.status_code == 422
    assert "Nothing was saved" in answer.text
    assert (folder / "roadmap.yaml").read_bytes() == before


def test_several_members_of_a_list_are_removed_at_once(client: TestClient, folder: Path) -> None:
    """Of three needs the first two go; the third stays, though it is the first by then."""
    save(client, D, **{"needs.design_in.+": "c -10%"})
    save(client, D, **{"needs.design_in.+": "c nice"})
    assert needs_of(client) == ["api", "c -10%", "c nice"]
    assert save(client, D, **{"needs.design_in.1": "", "needs.design_in.2": ""}).status_code == 303
    assert needs_of(client) == ["c nice"]


def needs_of(client: TestClient) -> list[str]:
    """The needs that deal d states at its design-in."""
    fields = client.get(f"{D}.json").json()["fields"]
    return [one["value"] for one in fields if one["path"].startswith("needs.design_in.") and one["value"]]


def test_only_what_a_file_of_the_folder_states_has_a_form(client: TestClient, folder: Path) -> None:
    """A release of a cadence is no entry, and neither is what comes from the catalogue."""
    file = folder / "roadmap.yaml"
    cadence = "cadences: [{prefix: C, first: 2026-02-13, last: 2026-03-20, weeks: 2, freeze: 5}]\ncatalogue: true\n"
    file.write_text(
        file.read_text().replace("needs: {design_in: [", "needs: {design_in: [prometheus-exporter, ", 1) + cadence
    )
    assert not check(folder).errors
    listed = client.get("/edit.json").json()
    project = check(folder).project
    assert project is not None
    assert {"C1", "R1"} <= set(project.engineering.releases)
    assert "prometheus-exporter" in project.market.capabilities
    assert "C1" not in dict(listed["releases"])
    assert "prometheus-exporter" not in dict(listed["capabilities"])
    for section, rows in listed.items():
        for key, _name in rows:
            assert client.get(f"/edit/{section}.{key}").status_code == 200, key


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_edits_are_recorded_in_git_with_what_changed_and_nothing_else(client: TestClient, folder: Path) -> None:
    def git(*words: str) -> str:
        options = ("-c", "user.name=n", "-c", "user.email=e")
        done = subprocess.run(["git", "-C", str(folder), *options, *words], capture_output=True, text=True, check=True)
        return done.stdout

    assert "Record it in git" not in client.get("/edits").text  # there is none
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    for name in ("name", "email"):
        git("config", f"user.{name}", "x")
    assert client.post("/commit", headers={"origin": HERE} | JSON).status_code == 409
    (folder / "other.yaml").write_text("a: 1\n")
    save(client, D, customer="Hidden")
    save(client, D, owner="Li")
    save(client, D, owner="Wu")
    client.post("/edits/3/undo", headers={"origin": HERE})
    page = client.get("/edits").text
    assert "Not recorded in git yet" in page
    made = client.post("/commit", data=fields_of(page), headers={"origin": HERE}, follow_redirects=False)
    assert made.status_code == 303
    message = git("log", "-1", "--format=%B")
    assert message.splitlines()[0] == "2 edits of the roadmap"
    assert "owner added: Li" in message
    assert "Wu" not in message  # was taken back
    assert "Hidden" not in message  # customers are in no message
    assert git("status", "--porcelain").strip() == "?? other.yaml"
    assert "Not recorded" not in client.get("/edits").text


def test_a_text_that_nobody_saved_is_checked_and_not_written(client: TestClient, folder: Path) -> None:
    file = folder / "roadmap.yaml"
    before = file.read_text()
    wrong = before.replace("skill: code, people", "skil: code, people")
    line = next(number for number, text in enumerate(wrong.split("\n"), start=1) if "skil:" in text)
    told = client.post("/files/roadmap.yaml/check", json={"text": wrong}, headers={"origin": HERE}).json()
    assert line in [one["line"] for one in told["findings"] if one["severity"] == "error"]
    assert "error" in told["state"]
    assert file.read_text() == before
    good = client.post("/files/roadmap.yaml/check", json={"text": before}, headers={"origin": HERE}).json()
    assert [one for one in good["findings"] if one["severity"] == "error"] == []
    assert client.post("/files/plan.json/check", json={"text": "x"}, headers={"origin": HERE}).status_code == 404


def test_a_file_is_saved_by_its_hash(client: TestClient, folder: Path) -> None:
    known = client.get("/files/roadmap.yaml.json").json()
    sent = json.dumps({"text": known["text"] + "# one\n"})
    headers = {"origin": HERE, "content-type": "application/json", "if-match": f'"{known["digest"]}"'} | JSON
    first = client.post("/files/roadmap.yaml", content=sent, headers=headers)
    assert first.status_code == 200
    assert client.post("/files/roadmap.yaml", content=sent, headers=headers).status_code == 409
    again = headers | {"if-match": first.json()["digest"]}
    assert client.post("/files/roadmap.yaml", content=sent, headers=again).json()["number"] == 0


ODD = """\
  odd:
    name: "two\\nlines"
    customer: ' Odd & <Co> '
    segment: nowhere
    stage: Lead
    value: 1_0
    situation: |

      first

      second
    gates: {design_in: 2026-02-30, signing: "2026/3/1", acceptance: 20260401}
    needs: {design_in: api}
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_form_of_odd_values_that_nobody_touched_writes_nothing(folder: Path, line_end: str) -> None:
    """The folder has errors, so whatever a browser cannot show in a field must come back as it was."""
    file = folder / "roadmap.yaml"
    text = file.read_text(encoding="utf-8").replace("deals:\n", f"deals:\n{ODD}", 1)
    file.write_bytes(text.replace("\n", line_end).encode())
    client = browser(folder)
    before = file.read_bytes()
    assert save(client, "/edit/deals.odd").headers["location"] == "/edit/deals.odd"
    assert file.read_bytes() == before
