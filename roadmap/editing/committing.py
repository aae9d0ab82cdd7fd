"""Recording edits in version control: only the files that were edited, and never a push."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from requirements.errors import RoadmapError, system_reason
from requirements.language import _

SECONDS = 60
"""Seconds for git, whose hooks may check something."""


def is_under_git(folder: Path) -> bool:
    """Whether a folder lies in a repository of git, and git is there."""
    found = _git(folder, "rev-parse", "--is-inside-work-tree") if shutil.which("git") else None
    return found is not None and found.returncode == 0 and found.stdout.strip() == "true"


def commit_files(folder: Path, files: Sequence[str], message: str) -> str:
    """Commit some files of a folder as they are now, and nothing that somebody else has prepared; the short name of the
    commit. RoadmapError with what git says where it does not; the files stay as they are."""
    if not is_under_git(folder):
        raise RoadmapError(
            _("the folder {folder} is not in a git repository, so nothing was committed.").format(folder=folder)
        )
    for words in (("add", "--", *files), ("commit", "--quiet", "--only", "--file=-", "--", *files)):
        done = _git(folder, *words, given=message)
        if done.returncode != 0:
            said = (done.stderr.strip() or done.stdout.strip()).splitlines()
            if not said:
                sentence = _("The files are written, but git did not commit them and gave no reason.")
                raise RoadmapError(sentence)
            sentence = _("The files are written, but git did not commit them. git says: “{words}”")
            raise RoadmapError(sentence.format(words=said[-1]))
    return _git(folder, "rev-parse", "--short", "HEAD").stdout.strip()


def uncommitted_files(folder: Path, files: Sequence[str]) -> tuple[str, ...]:
    """Those of some files that say something else than the last commit; none where there is no git."""
    if not files or not is_under_git(folder):
        return ()
    return tuple(name for name in files if _git(folder, "status", "--porcelain", "--", name).stdout.strip())


def _git(folder: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "GIT_LITERAL_PATHSPECS": "1"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and paths are taken literally
            ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *words],  # noqa: S607 - the user's own git
            input=given, capture_output=True, text=True, encoding="utf-8", errors="replace", env=environment,
            timeout=SECONDS, check=False,
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
