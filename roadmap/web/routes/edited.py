"""What was edited here: the last edit, the way back, and the commit of all of them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from requirements.errors import RoadmapError
from requirements.finding import Finding
from requirements.language import _, enumerated
from roadmap.editing.edits import AppliedEdits, RefusedEdits
from roadmap.editing.history.committing import (
    commit_files,
    commit_message,
    ignored_files,
    is_under_git,
    uncommitted_files,
)
from roadmap.views.workbench.findings import finding_rows
from roadmap.web.answers import wants_json
from roadmap.web.bench import Bench, Workbench
from roadmap.web.editing import UncommittedEdits
from roadmap.web.gate.forms import Fields
from roadmap.web.routes.entry_forms import told

router = APIRouter()
LONGEST_MESSAGE = 200


@router.post("/edits/{number}/undo", summary="Take an edit back, by its number")
def undo(number: int, request: Request, bench: Bench, _fields: Fields) -> Response:
    """What it answers is an edit, too."""
    answer = bench.edited(lambda: bench.edits.undo(number))
    if answer is None:
        raise HTTPException(404)
    kept = bench.edits.keep(answer, undoes=number)
    if wants_json(request):
        return told(answer, kept)
    if isinstance(answer, AppliedEdits):
        return RedirectResponse("/edits", 303)
    findings = answer.findings if isinstance(answer, RefusedEdits) else ()
    return HTMLResponse(_page(bench, findings), 422)


@router.get("/edits", response_class=HTMLResponse, summary="The last edit, and the way back")
def edits(bench: Bench, commit: str = "") -> str:
    """The page of the last edit; `commit` is what was recorded just now."""
    return _page(bench, (), recorded=commit[:12] if commit.isalnum() else "")


@router.get("/edits.json", summary="The last edit, for programs")
def edits_twin(bench: Bench) -> dict[str, Any]:
    """Its number, what it did, and the difference."""
    made = bench.edits.latest()
    return {} if made is None else {"number": made.number, "made": list(made.sentences), "diff": made.diff}


@router.post("/commit", summary="Record in git the files that were edited here; `message` says what it is")
def commit(request: Request, bench: Bench, fields: Fields) -> Response:
    """Only files that were edited here, as they are now, and nothing is ever pushed."""
    open_steps = _uncommitted(bench)
    if not open_steps.files and is_under_git(bench.settings.folder):
        raise HTTPException(409, _why_nothing(bench))
    subject = fields.get("message", "").strip().split("\n")[0][:LONGEST_MESSAGE] or open_steps.subject
    body = open_steps.sentences if (subject,) != open_steps.sentences else ()
    try:
        made = commit_files(bench.settings.folder, open_steps.files, commit_message(subject, body))
    except RoadmapError as error:
        if wants_json(request):
            raise
        return HTMLResponse(_page(bench, (), why=str(error)), 422)
    bench.edits.committed(open_steps.files)
    if wants_json(request):
        return JSONResponse({"commit": made, "files": list(open_steps.files), "message": subject})
    return RedirectResponse(f"/edits?commit={made}", 303)


def _why_nothing(bench: Workbench) -> str:
    """Why there is nothing to record."""
    latest = bench.edits.latest()
    ignored = ignored_files(bench.settings.folder, [] if latest is None else sorted(latest.step.files))
    if ignored:
        return _("git is told to ignore {files}, so nothing is recorded.").format(files=enumerated(ignored))
    return _("Everything that was edited here is recorded already.")


def _uncommitted(bench: Workbench) -> UncommittedEdits:
    """What is to be recorded, without files that somebody else has recorded since."""
    files = bench.edits.uncommitted().files
    if not is_under_git(bench.settings.folder):
        return bench.edits.uncommitted()
    left = uncommitted_files(bench.settings.folder, files)
    bench.edits.committed([name for name in files if name not in left])
    return bench.edits.uncommitted()


def _page(bench: Workbench, findings: tuple[Finding, ...], **more: Any) -> str:
    shown = {"made": bench.edits.latest(), "findings": finding_rows(findings), "why": "", "recorded": ""} | more
    shown["open"] = _uncommitted(bench) if is_under_git(bench.settings.folder) else None
    return bench.shown.page("web/edits.html", "/edits", "/edits.json", **shown)
