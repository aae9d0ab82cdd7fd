"""The files of the folder, as they are."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse

from requirements.reading.limits import LARGEST_FILE
from roadmap.folder.texts.files import KINDS
from roadmap.views.workbench.filed import FileRow, TextView, file_rows, text_view
from roadmap.web.addresses import TWIN
from roadmap.web.bench import Bench, Workbench

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
def file(name: str, bench: Bench) -> str:
    """The page of a file."""
    address = f"/files/{name}"
    return bench.shown.page("web/file.html", address, address + TWIN, file=file_of(bench, name))


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
