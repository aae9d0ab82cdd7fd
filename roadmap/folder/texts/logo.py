"""The logo that roadmap.yaml names as a file of the folder: its picture is put in place of the name."""

from __future__ import annotations

import base64
from pathlib import PurePosixPath

from requirements.finding import Finding
from requirements.language import _
from requirements.reading.nodes import FAULTY, Document, MappingNode
from roadmap.folder.texts.files import FileSet, leads_out, shown
from roadmap.policy.editions import LONGEST_LOGO, picture_kind

PATH = ("policy", "branding", "logo")
ENDINGS = (".png", ".jpg", ".jpeg")


def put_logo(roadmap: Document, files: FileSet) -> None:
    """Read the file that roadmap.yaml names as its logo; a finding where it is no picture, too large, or outside of the
    folder. What is no file name stays for the check of its form."""
    branding = roadmap.root
    for step in PATH[:-1]:
        branding = branding.get(step) if isinstance(branding, MappingNode) else None  # type: ignore[assignment]
    named = branding.get(PATH[-1]) if isinstance(branding, MappingNode) else None
    if isinstance(named, str) and PurePosixPath(named).suffix.lower() in ENDINGS and not named.startswith("data:"):
        branding[PATH[-1]] = _picture(named, roadmap, files)


def _picture(named: str, roadmap: Document, files: FileSet) -> object:
    """The picture as a data address; FAULTY where there is a finding."""
    place = roadmap.place(PATH)
    if leads_out(named):
        sentence = _("the file {file} is outside the folder").format(file=shown(named))
        files.findings.append(Finding("include-outside", place, sentence))
        return FAULTY
    content = files.read(files.root / named, place)
    if content is None:
        return FAULTY
    address = f"data:image/{picture_kind(content)};base64,{base64.b64encode(content).decode('ascii')}"
    if picture_kind(content) is None or len(address) > LONGEST_LOGO:
        sentence = _("expected a PNG or JPEG file of at most {size} KiB").format(size="45")
        files.findings.append(Finding("logo-form", place, sentence))
        return FAULTY
    return address
