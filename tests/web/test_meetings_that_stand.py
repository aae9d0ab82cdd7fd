"""A meeting whatever stands around it: names as people type them, corrections, readers, folders with errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.outputs.reading_html import read_html
from tests.web.conftest import browser
from tests.web.test_meeting import AT, JSON, do
from tests.web.told_session import Told


def test_what_was_written_down_is_corrected_and_removed_by_its_buttons(table: TestClient) -> None:
    do(table, "notes", text="Ask Li")
    do(table, "decisions", text="Give K up", who="Wang Lei", because="too late")
    told = table.get(f"{AT}.json").json()
    note, decision = told["notes"][0]["id"], told["decisions"][0]["id"]
    forms = {one.attributes.get("action") for one in read_html(table.get(AT).text).all("form")}
    assert {f"{AT}/lines/{note}/correct", f"{AT}/lines/{decision}/correct"} <= forms
    assert do(table, f"lines/{note}/correct", text="Ask Wu").status_code == 200
    assert do(table, f"lines/{note}/correct", text="Ask nobody").status_code == 409
    assert do(table, f"lines/{decision}/correct", text="Serve K", who="Wang", because="").status_code == 200
    assert do(table, f"lines/{decision}/correct", text="", who="Wang").status_code == 422
    told = table.get(f"{AT}.json").json()
    assert told["notes"][0]["text"] == "Ask Wu"
    assert [told["decisions"][0][part] for part in ("words", "by", "because")] == ["Serve K", "Wang", ""]
    assert do(table, f"lines/{told['notes'][0]['id']}/remove").status_code == 200
    assert table.get(f"{AT}.json").json()["notes"] == []


@pytest.mark.parametrize(
    ("typed", "address"),
    [("Q3 planning", "/meeting/Q3-planning"), ("  三季度 规划 ", "/meeting/三季度-规划"), ("规划", "/meeting/规划")],
)
def test_a_name_is_taken_as_people_type_it(table: TestClient, typed: str, address: str) -> None:
    assert table.post("/meeting", data={"name": typed}, headers=JSON).json()["address"] == address
    assert table.post(f"{address}/notes", data={"text": "x"}, headers=JSON).status_code == 200
    for page in (address, f"{address}/minutes", f"{address}/keep", f"{address}/beside", "/meeting"):
        assert table.get(page).status_code == 200, page
    assert table.get("/meeting.json").json() == [address.rpartition("/")[2]]


@pytest.mark.parametrize("typed", ["", " ", "a/b", "../x", "a.b", "x" * 65, "-x", "a\nb;c"])
def test_a_name_that_is_none_is_refused_in_a_sentence(table: TestClient, typed: str) -> None:
    refused = table.post("/meeting", data={"name": typed}, headers=JSON)
    assert refused.status_code == 422
    assert "such as q3-planning" in refused.json()["error"]


def test_who_only_reads_sees_no_forms(folder: Path) -> None:
    reading = browser(folder, read_only=True)
    reading.app.state.bench.room._start = Told  # type: ignore[attr-defined]
    page = reading.get(f"{AT}?deal=d").text
    assert "<form" not in page
    assert 'role="slider"' not in page
    assert "K" in page


@pytest.mark.parametrize("name", ["a.b", "%2e%2e", "a%2fb", "-x", "x" * 65, "a%00"])
def test_a_name_that_is_no_file_name_is_no_meeting(table: TestClient, folder: Path, name: str) -> None:
    assert table.get(f"/meeting/{name}").status_code in (307, 404)
    assert table.post(f"/meeting/{name}/notes", data={"text": "x"}, headers=JSON).status_code in (307, 404, 405)
    assert not (folder / "meetings").exists()


def test_a_table_stands_while_the_folder_has_errors_or_is_not_what_was_planned(table: TestClient, folder: Path) -> None:
    file, look = folder / "roadmap.yaml", table.app.state.bench.folder.refresh  # type: ignore[attr-defined]
    before = file.read_text(encoding="utf-8")
    assert table.get(f"{AT}.json").json()["notice"] == ""
    file.write_text(before.replace("skill: code, people", "skil: code, people"), encoding="utf-8")
    look()
    assert "goes on when they are mended" in table.get(AT).text
    assert 'id="gate-d-design_in"' in table.get(AT).text
    assert do(table, "gestures", gesture="off", deal="d").status_code == 200  # the answer says what is wrong
    file.write_text(before + "# one more line\n", encoding="utf-8")
    look()
    assert "has changed since the plan was made" in table.get(f"{AT}.json").json()["notice"]
    assert len(table.get(f"{AT}.json").json()["chips"]) == 1


def test_what_stands_in_the_way_of_a_meeting_is_told(table: TestClient, folder: Path) -> None:
    (folder / "meetings").write_text("mine", encoding="utf-8")
    assert table.get(AT).status_code == 200
    refused = do(table, "gestures", gesture="off", deal="d")
    assert (refused.status_code, "cannot be created" in refused.json()["error"]) == (422, True)
    assert (folder / "meetings").read_text() == "mine"
