"""Tables of leave, what files state as texts, and the commits of a folder."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from requirements.reading.cells.needs import CapabilityNames
from requirements.reading.nodes import FAULTY
from roadmap.folder.texts import stated
from roadmap.folder.texts.commits import folder_commit, folder_commits, text_at
from roadmap.folder.texts.stated import stated_texts
from roadmap.folder.texts.tables.leave_table import is_leave_table, read_leave_table

PEOPLE = CapabilityNames.of([("lin", "Lin Mei"), ("wang", "王强")])


def leave(text: str, *, encoding: str = "utf-8") -> tuple[list[dict[str, object]], list[str]]:
    """The lines of a table of leave, and what is said of it."""
    document, findings = read_leave_table(text.encode(encoding), "leave.csv", people=PEOPLE)
    told = [f"{one.place} {one.code} {one.hint}".strip() for one in findings]
    return [] if document is None else [dict(line) for line in document.root["leave"]], told


def test_leave_is_read_by_names_days_and_halves() -> None:
    lines, told = leave(
        "员工,开始日期,结束日期,半天,ref,imported_from\n"
        "王强,2026/3/2,2026年3月4日,,R-1,m.yaml\n"
        "lin mei,2026-03-05,,上午,,\n"
        "zhao,2026-03-06,2026-03-06,yes,,\n"
    )
    assert told == []
    assert lines == [
        {"person": "wang", "first": "2026-03-02", "last": "2026-03-04", "ref": "R-1"},
        {"person": "lin", "first": "2026-03-05", "half": "true", "last": "2026-03-05"},  # one day
        {"person": "zhao", "first": "2026-03-06", "last": "2026-03-06", "half": "yes"},
    ]


def test_days_of_leave_that_mean_two_days_are_told_where_they_stand() -> None:
    lines, told = leave("person,first,last\nlin,3/4/2026,13/4/2026\n\nlin,5/4/2026,6/4/2026\n")
    assert lines[0]["first"] is FAULTY  # so that its type says nothing more of it
    assert told == [
        "leave.csv:2:5 ambiguous-day Write the year first: 2026-07-01.",
        "leave.csv:4:5 ambiguous-day Write the year first: 2026-07-01.",  # 13/4 shows the order of the last days alone
    ]


def test_lines_of_leave_stand_in_their_rows() -> None:
    document, _ = read_leave_table(b"person,first\n\nlin,2026-03-02\n", "leave.csv", people=PEOPLE)
    assert document is not None
    assert str(document.place(("leave", 0))) == "leave.csv:3:1"
    assert str(document.place(("leave", 0, "last"))) == "leave.csv:3:5"
    assert leave("person,first\nlin,3/4/2026\n")[0] == [{"person": "lin", "first": FAULTY, "last": FAULTY}]
    assert leave("person,other\nlin,x\n")[1][0].startswith("leave.csv:1:1 csv-header")
    assert [told.split()[1] for told in leave("person,last\nlin,2026-03-02\n")[1]] == ["missing-field"]


@pytest.mark.parametrize(
    ("text", "is_leave"),
    [
        ("person,first\n", True),
        ('\n"Person";"first" \n', True),
        ("姓名\t开始\n", True),
        ("person,last\n", False),
        ("id,name,customer\n", False),
        ("", False),
    ],
)
def test_a_table_of_leave_is_known_by_its_headings(text: str, *, is_leave: bool) -> None:
    assert is_leave_table(text.encode(), "x.csv") is is_leave
    assert is_leave_table(text.encode("gb18030"), "x.csv") is is_leave


def test_a_file_states_each_scalar_and_each_cell_by_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stated_texts(b"a: 1\nb:\n  c: [x, {d: ~}]\n", "f.yaml") == {
        ("a",): "1",
        ("b", "c", "1"): "x",
        ("b", "c", "2", "d"): "",
    }
    assert stated_texts(b"a: [", "f.yaml") is None
    table = {("1", "name"): "a;b", ("2", "name"): "c", ("2", "day"): "d"}
    assert stated_texts("id,name,day\n1,a;b,\n\n2,c,d,e\n".encode("utf-8-sig"), "F.CSV") == table
    assert stated_texts("编号;客户\n1;北港\n".encode("gb18030"), "f.csv") == {("1", "客户"): "北港"}
    assert stated_texts(b"", "f.csv") == {}
    assert stated_texts(b"id,n\n1,a\0b\n", "f.csv") == {("1", "n"): "ab"}
    monkeypatch.setattr(stated, "MOST_CELLS", 4)
    assert stated_texts(b"id,n\n1,a\n2,b\n3,c\n", "f.csv") == {("1", "n"): "a", ("2", "n"): "b"}
    monkeypatch.setattr(stated, "LARGEST_FILE", 3)
    assert (stated_texts(b"a,b", "f.csv"), stated_texts(b"a,b\n", "f.csv")) == ({}, None)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a folder `plan` and three commits, two of which touch the folder."""
    plan = tmp_path / "plan"
    plan.mkdir()
    day = {"GIT_AUTHOR_DATE": "2026-03-02T12:00:00+00:00", "GIT_COMMITTER_DATE": "2026-03-02T12:00:00+00:00"}
    said = ["git", "-c", "user.name=Lin Mei", "-c", "user.email=l@example.com", "-C", str(tmp_path)]

    def run(*arguments: str) -> None:
        subprocess.run([*said, *arguments], check=True, capture_output=True, env=os.environ | day)

    run("init", "-q")
    for number, file in enumerate(["plan/客户.yaml", "other.txt", "plan/客户.yaml"]):
        (tmp_path / file).write_text(f"n: {number}\n", encoding="utf-8")
        run("add", "-A")
        run("commit", "-q", "-m", f"Step {number}\n\nMore words")
    return plan


def test_the_commits_of_a_folder_are_those_that_touched_it_the_newest_first(repository: Path) -> None:
    commits = folder_commits(repository)
    assert commits is not None
    assert [(one.subject, one.author, one.day, one.files) for one in commits] == [
        ("Step 2", "Lin Mei", date(2026, 3, 2), ("客户.yaml",)),
        ("Step 0", "Lin Mei", date(2026, 3, 2), ("客户.yaml",)),
    ]
    assert folder_commits(repository, most=1) == commits[:1]
    newest = commits[0].key
    assert folder_commit(repository, newest[:10]) == commits[0]
    assert (folder_commit(repository, "0" * 40), folder_commit(repository, "HEAD")) == (None, None)
    assert text_at(repository, newest, "客户.yaml") == b"n: 2\n"
    assert text_at(repository, f"{newest}~", "客户.yaml") == b"n: 0\n"
    assert (text_at(repository, newest, "none.yaml"), text_at(repository, "HEAD", "客户.yaml")) == (None, None)


def test_a_folder_without_a_history_has_no_commits(tmp_path: Path) -> None:
    assert (folder_commits(tmp_path), folder_commit(tmp_path, "0" * 40), text_at(tmp_path, "0" * 40, "a")) == (
        None,
    ) * 3
