"""Recording edits in version control: only the files that were edited, and never a push."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from requirements.errors import RoadmapError, system_reason
from requirements.language import _, in_clauses

SECONDS = 60
"""Seconds for git, whose hooks may check something."""
MOST_LINES = 6
"""Lines of a hook that are repeated."""


def is_under_git(folder: Path) -> bool:
    """Whether a folder lies in a repository of git, and git is there."""
    found = _git(folder, "rev-parse", "--is-inside-work-tree") if shutil.which("git") else None
    return found is not None and found.returncode == 0 and found.stdout.strip() == "true"


def commit_files(folder: Path, files: Sequence[str], message: str) -> str:
    """Commit some files of a folder as they are now, and nothing that somebody else has prepared; the short name of the
    commit. RoadmapError with what git says where it does not; the files and what is prepared stay as they are."""
    _require_repository(folder)
    new = [name for name in files if not _git(folder, "ls-files", "--", name).stdout.strip()]
    try:
        if new:
            _require_done(_git(folder, "add", "--intent-to-add", "--", *new))
        _require_done(_git(folder, "commit", "--quiet", "--only", "--file=-", "--", *files, given=message))
    except RoadmapError:
        if new:
            _git(folder, "rm", "--cached", "--quiet", "--ignore-unmatch", "--", *new)
        raise
    return _git(folder, "rev-parse", "--short", "HEAD").stdout.strip()


def _require_repository(folder: Path) -> None:
    """RoadmapError where git records nothing in a folder, with what to do."""
    if not is_under_git(folder):
        said = _git(folder, "rev-parse").stderr if shutil.which("git") else ""
        if "dubious ownership" in said:
            raise RoadmapError(_quoted(said))
        raise RoadmapError(
            _("the folder {folder} is not in a git repository, so nothing was committed.").format(folder=folder)
        )
    if _git(folder, "var", "GIT_COMMITTER_IDENT").returncode != 0:
        raise RoadmapError(
            _(
                "The files are written, but git does not know who commits them. State it with `git config user.name "
                "NAME` and `git config user.email ADDRESS` in the folder {folder}, and commit again."
            ).format(folder=folder)
        )


def _require_done(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode != 0:
        raise RoadmapError(_quoted(done.stderr.strip() or done.stdout))


def _quoted(said: str) -> str:
    """A sentence with what git says, or a hook of its repository: the lines of git that tell of a fault, else the last
    ones."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    faults = [line for line in lines if line.startswith(("fatal:", "error:"))]
    if not lines:
        return _("The files are written, but git did not commit them and gave no reason.")
    sentence = _("The files are written, but git did not commit them. git says: “{words}”")
    return sentence.format(words=in_clauses(faults or lines[-MOST_LINES:]))


def ignored_files(folder: Path, files: Sequence[str]) -> tuple[str, ...]:
    """Those of some files that git is told to ignore; none where there is no git."""
    if not files or not is_under_git(folder):
        return ()
    told = ("ls-files", "--others", "--ignored", "--exclude-standard", "--")
    return tuple(name for name in files if _git(folder, *told, name).stdout.strip())


def uncommitted_files(folder: Path, files: Sequence[str]) -> tuple[str, ...]:
    """Those of some files that say something else than the last commit; none where there is no git."""
    if not files or not is_under_git(folder):
        return ()
    return tuple(name for name in files if _git(folder, "status", "--porcelain", "--", name).stdout.strip())


def _git(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "GIT_LITERAL_PATHSPECS": "1"}
    environment["LANGUAGE"] = "C"  # what git says is told apart by its words
    try:
        return subprocess.run(  # noqa: S603 - no shell, and paths are taken literally
            ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *words],  # noqa: S607 - the user's own git
            input=given, capture_output=True, text=True, encoding="utf-8", errors="replace", env=environment,
            timeout=SECONDS, check=False, start_new_session=True,  # a hook asks nobody at our terminal
        )  # fmt: skip
    except OSError as error:
        sentence = _("The files are written, but git cannot be run: {reason}.")
        raise RoadmapError(sentence.format(reason=system_reason(error))) from error
    except subprocess.TimeoutExpired as error:
        sentence = _("The files are written, but git did not answer in {seconds} s.")
        raise RoadmapError(sentence.format(seconds=SECONDS)) from error


def commit_message(subject: str, sentences: Sequence[str]) -> str:
    """The message of a commit: what it is about, and every edit in a line."""
    body = "\n".join(f"- {sentence}" for sentence in sentences)
    return f"{subject}\n\n{body}\n" if body else f"{subject}\n"
