"""Recording edits in git: only the files that were edited; where git refuses, all it keeps stays as it was, and the
reason is one that helps."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from requirements.errors import RoadmapError
from roadmap.editing.history.committing import commit_files, ignored_files, uncommitted_files

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
NAME, OTHER = "市场 a.yaml", "other.yaml"


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository without a commit, with a file that is prepared and two that are not; its user is known."""
    for key, value in {"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}.items():
        monkeypatch.setenv(key, value)
    folder = tmp_path / "计划 b"
    folder.mkdir()
    git(folder, "init", "-q")
    git(folder, "config", "user.name", "N")
    git(folder, "config", "user.email", "a@b")
    for name in (NAME, OTHER, "prepared.yaml"):
        (folder / name).write_text("a: 1\n", encoding="utf-8")
    git(folder, "add", "prepared.yaml")
    return folder


def hook(folder: Path, script: str) -> None:
    path = folder / ".git" / "hooks" / "pre-commit"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_only_the_named_files_are_recorded_also_before_the_first_commit(repository: Path) -> None:
    made = commit_files(repository, [NAME], "one\n\n# two\n")
    assert git(repository, "show", "--name-only", "-z", "--format=%h", "HEAD").split("\n")[-1].strip("\0") == NAME
    assert git(repository, "rev-parse", "--short", "HEAD").strip() == made
    assert "# two" in git(repository, "log", "-1", "--format=%B")
    assert git(repository, "status", "--porcelain").splitlines() == ["A  prepared.yaml", f"?? {OTHER}"]


@pytest.mark.parametrize("is_known", [True, False])
def test_a_hook_that_refuses_leaves_what_is_prepared_as_it_was(repository: Path, is_known: bool) -> None:
    if is_known:
        commit_files(repository, [NAME, OTHER], "first")
        (repository / NAME).write_text("a: 2\n", encoding="utf-8")
    before = git(repository, "status", "--porcelain")
    hook(repository, 'echo "checking" >&2; echo "names must be long." >&2; exit 1')
    with pytest.raises(RoadmapError, match=r"git says: “checking; names must be long\.”"):
        commit_files(repository, [NAME], "second")
    assert git(repository, "status", "--porcelain") == before


def test_a_hook_that_asks_at_a_terminal_finds_none(repository: Path) -> None:
    hook(repository, 'read answer </dev/tty || echo "nobody there" >&2; test -n "$answer"')
    with pytest.raises(RoadmapError, match="nobody there"):
        commit_files(repository, [NAME], "first")


def test_who_commits_is_asked_for(repository: Path) -> None:
    git(repository, "config", "--unset", "user.email")
    git(repository, "config", "user.useConfigOnly", "true")
    with pytest.raises(RoadmapError, match=r"git config user\.email ADDRESS"):
        commit_files(repository, [NAME], "first")


def test_a_merge_that_is_not_finished_is_named(repository: Path) -> None:
    commit_files(repository, [NAME, OTHER], "first")
    (repository / ".git" / "MERGE_HEAD").write_text(git(repository, "rev-parse", "HEAD"), encoding="utf-8")
    (repository / NAME).write_text("a: 2\n", encoding="utf-8")
    with pytest.raises(RoadmapError, match=r"during a merge"):
        commit_files(repository, [NAME], "second")


def test_a_lock_of_another_git_is_named(repository: Path) -> None:
    (repository / ".git" / "index.lock").touch()
    with pytest.raises(RoadmapError, match=r"index\.lock"):
        commit_files(repository, [NAME], "first")


def test_files_that_git_ignores_are_told_apart(repository: Path) -> None:
    (repository / ".gitignore").write_text("other.*\n", encoding="utf-8")
    assert ignored_files(repository, [NAME, OTHER]) == (OTHER,)
    assert uncommitted_files(repository, [NAME, OTHER]) == (NAME,)


def test_a_folder_without_git_says_so(tmp_path: Path) -> None:
    with pytest.raises(RoadmapError, match="not in a git repository"):
        commit_files(tmp_path, [NAME], "first")
    assert ignored_files(tmp_path, [NAME]) == ()
