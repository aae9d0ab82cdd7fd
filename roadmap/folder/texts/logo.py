"""The logo that roadmap.yaml names as a file of the folder: its picture is put in place of the name."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import PurePosixPath

from requirements.finding import Finding
from requirements.language import _
from requirements.reading.nodes import FAULTY, Document, MappingNode
from roadmap.folder.texts.files import FileSet, leads_out, shown
from roadmap.policy.editions import LONGEST_LOGO, picture_kind

PATH = ("policy", "branding", "logo")
ENDINGS = (".png", ".jpg", ".jpeg")


def with_logo(roadmap: Document, files: FileSet) -> Document:
    """roadmap.yaml with the picture in place of the file that it names as its logo; a finding where that is no picture,
    too large, or outside of the folder. What is no file name stays for the check of its form. The document itself stays
    as it is: it is what the file says."""
    named = roadmap.node(PATH) if roadmap.states(PATH) else None
    if not isinstance(named, str) or PurePosixPath(named).suffix.lower() not in ENDINGS or named.startswith("data:"):
        return roadmap
    return Document(roadmap.file, _with(roadmap.root, PATH, _picture(named, roadmap, files)))


def _with(node: MappingNode, path: Sequence[str], value: object) -> MappingNode:
    """A mapping with another value at a path that it states."""
    changed = MappingNode()
    changed.update(node)
    changed.marks.update(node.marks)
    changed[path[0]] = value if len(path) == 1 else _with(node[path[0]], path[1:], value)
    return changed


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
