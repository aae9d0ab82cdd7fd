"""The history of the folder, in our words, where git keeps one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from roadmap.operations.folders.folder_history import changes_of, history
from tests.web.conftest import browser


def git(folder: Path, *words: str) -> str:
    """Run git in a folder, as somebody."""
    somebody = ["-c", "user.name=Wang Lei", "-c", "user.email=w@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *somebody, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def kept(folder: Path) -> Path:
    """A folder with two commits: the second moves a gate of D and adds a table."""
    git(folder.parent, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    file = folder / "roadmap.yaml"
    file.write_text(
        file.read_text().replace("2026-01-16}, needs: {design_in: [api]}", "2026-01-19}, needs: {design_in: [api]}")
    )
    (folder / "deals.csv").write_text("id,name\nx,X & co\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Move <b>D</b>")
    return folder


def test_commits_are_told_value_by_value(kept: Path) -> None:
    newest, oldest = history(kept) or ()
    assert (newest.subject, newest.author, newest.files) == ("Move <b>D</b>", "Wang Lei", ("deals.csv", "roadmap.yaml"))
    assert oldest.subject == "Begin"
    found = changes_of(kept, newest.key)
    assert found is not None
    assert [(one.file, one.path, one.before, one.after) for one in found.changes] == [
        ("deals.csv", ("x", "name"), None, "X & co"),
        ("roadmap.yaml", ("deals", "d", "gates", "design_in"), "2026-01-16", "2026-01-19"),
    ]
    first = changes_of(kept, oldest.key)
    assert first is not None
    assert all(one.before is None for one in first.changes)
    assert first.unread == ("plan.json",)


def test_the_pages_of_the_history(kept: Path) -> None:
    client = browser(kept)
    key = (history(kept) or ())[0].key
    assert f'href="/history/{key}"' in client.get("/history").text
    page = client.get(f"/history/{key}").text
    assert "Move &lt;b&gt;D&lt;/b&gt;" in page
    assert "deals.d · K" in page
    assert "gates.design_in" in page
    assert client.get(f"/history/{key}.json").json()["entries"][1]["rows"][0]["after"] == "2026-01-19"


@pytest.mark.parametrize("key", ["HEAD", "--all", "HEAD~1", "0000000", "abc", "x" * 40, "main:roadmap.yaml"])
def test_only_keys_of_commits_are_asked_for(kept: Path, key: str) -> None:
    assert changes_of(kept, key) is None
    assert browser(kept).get(f"/history/{key}").status_code == 404


def test_a_commit_that_did_not_touch_the_folder_is_not_its_history(kept: Path) -> None:
    (kept.parent / "other.txt").write_text("x")
    git(kept.parent, "add", "other.txt")
    git(kept.parent, "commit", "-qm", "Elsewhere")
    key = git(kept.parent, "rev-parse", "HEAD").strip()
    assert changes_of(kept, key) is None
    assert [commit.subject for commit in history(kept) or ()] == ["Move <b>D</b>", "Begin"]


def test_a_folder_without_git_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "has no history" in client.get("/history").text
    assert client.get("/history.json").json() == {"commits": None}


def test_reading_the_history_runs_nothing_that_the_repository_names(kept: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    for name in ("core.fsmonitor", "diff.external", "core.pager", "diff.x.textconv", "gpg.program"):
        git(kept, "config", name, f"touch {mark}; true")
    (kept.parent / ".gitattributes").write_text("*.yaml diff=x\n")
    assert history(kept)
    assert changes_of(kept, (history(kept) or ())[0].key)
    assert not mark.exists()
