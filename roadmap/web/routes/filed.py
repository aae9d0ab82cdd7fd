"""The files of the folder, as they are."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from requirements.reading.limits import LARGEST_FILE
from roadmap.folder.texts.files import KINDS
from roadmap.views.workbench.drafts import DraftFindings, draft_findings, editor_phrases
from roadmap.views.workbench.filed import FileRow, TextView, file_rows, text_view
from roadmap.web.addresses import TWIN
from roadmap.web.answers import match_of, wants_json
from roadmap.web.bench import Bench, Workbench
from roadmap.web.editing import TextConflict
from roadmap.web.gate.forms import Fields

router = APIRouter()


@router.get("/files", response_class=HTMLResponse, summary="The files of the folder")
def files(bench: Bench) -> str:
    """The page of all files."""
    return bench.shown.page("web/files.html", "/files", "/files.json", files=files_of(bench))


@router.get("/files.json", summary="The files of the folder, for programs")
def files_twin(bench: Bench) -> tuple[FileRow, ...]:
    """Its twin."""
    return files_of(bench)


@router.get("/files/{name:path}.json", summary="One file with its findings, for programs")
def file_twin(name: str, bench: Bench) -> TextView:
    """The twin of the page of a file."""
    return file_of(bench, name)


@router.get("/files/{name:path}", response_class=HTMLResponse, summary="One file with its findings beside its lines")
def file(name: str, bench: Bench, *, edit: bool = False, done: int = 0) -> str:
    """The page of a file, or with `edit` the text to edit; `done` is the edit that was just made."""
    return _page(bench, name, edits=edit, made=bench.edits.step(done))


@router.post("/files/{name:path}/check", summary="What a check says of a `text` that nobody has saved")
def check_draft(name: str, bench: Bench, fields: Fields) -> DraftFindings:
    """The findings of the file as it would be; nothing is written."""
    if content_of(bench, name) is None or "text" not in fields:
        raise HTTPException(404)
    found = bench.edits.draft_findings(name, fields["text"])
    return draft_findings(name, found)


@router.post(
    "/files/{name:path}", summary="Give a file another text: `text`, and `digest` (or If-Match) of the file as seen"
)
def write(name: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """303 or 200 if it was written, 409 with the present text if somebody else changed the file."""
    if content_of(bench, name) is None or "text" not in fields:
        raise HTTPException(404)
    digest = match_of(request) or fields.get("digest", "")
    answer = bench.edits.replace_text(name, fields["text"], digest)
    bench.folder.refresh()
    bench.folder.settle()
    if isinstance(answer, TextConflict):
        if wants_json(request):
            return JSONResponse({"theirs": answer.theirs, "digest": answer.digest}, 409)
        return HTMLResponse(_page(bench, name, edits=True, conflict=answer, yours=fields["text"]), 409)
    if wants_json(request):
        return JSONResponse({"number": answer, "digest": file_of(bench, name).digest})
    return RedirectResponse(f"/files/{quote(name)}" + (f"?done={answer}" if answer else ""), 303)


def _page(bench: Workbench, name: str, **more: Any) -> str:
    address = f"/files/{name}"
    shown = {"file": file_of(bench, name), "edits": False, "made": None, "conflict": None, "yours": ""} | more
    shown |= {"kind": "csv" if name.lower().endswith(".csv") else "yaml", "phrases": editor_phrases()}
    return bench.shown.page("web/file.html", address, address + TWIN, **shown)


def files_of(bench: Workbench) -> tuple[FileRow, ...]:
    """All files."""
    names = input_names(bench)
    lines = {name: content.count(b"\n") for name in names if (content := content_of(bench, name)) is not None}
    return file_rows([name for name in names if name in lines], lines, bench.folder.checked().findings)


def file_of(bench: Workbench, name: str) -> TextView:
    """One file. HTTPException 404 if the folder has none of this name."""
    content = content_of(bench, name)
    if content is None:
        raise HTTPException(404)
    digest = hashlib.sha256(content).hexdigest()
    return text_view(name, shown_text(content), digest, bench.folder.checked().findings)


def input_names(bench: Workbench) -> list[str]:
    """The files that are, or could be, input."""
    return [name for name in bench.folder.current().digests if name.lower().endswith(KINDS)]


def content_of(bench: Workbench, name: str) -> bytes | None:
    """What a file of the folder holds; None for anything else. A name is one of those that were found in the folder, so
    that it leads nowhere else, and neither does a link."""
    if name not in input_names(bench):
        return None
    path = bench.settings.folder / name
    try:
        if not path.resolve().is_relative_to(bench.settings.folder.resolve()):
            return None
        return _read(path)
    except OSError:
        return None


def _read(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(LARGEST_FILE + 1)


def shown_text(content: bytes) -> str:
    """The text of a file as it is shown: UTF-8, else GB18030; what is neither is shown by replacement marks."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace").replace("\r\n", "\n")
