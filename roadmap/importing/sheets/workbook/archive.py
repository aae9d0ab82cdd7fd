"""The archive of a workbook: what kind of file it is, and whether it can be unpacked without harm."""

from __future__ import annotations

import io
import zipfile
import zlib

from requirements.finding import Finding, Place
from requirements.language import _

LARGEST_PACKED = 16 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
LARGEST_RATIO = 150
SMALL_PART = 1024 * 1024
"""Bytes of a part that may be as empty as it likes."""
MOST_PARTS = 2_000
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class BrokenWorkbook(Exception):
    """A workbook that cannot be read; it carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def is_workbook(content: bytes, file: str) -> bool:
    """Whether a file is to be read as a workbook: by what it is, or else by what it is called."""
    return content.startswith((ZIP, OLE)) or file.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb"))


class Archive:
    """The parts of a workbook by name. Raises BrokenWorkbook for what is none, or would not fit."""

    def __init__(self, content: bytes, file: str) -> None:
        self._file = file
        self._read = 0
        if not content.startswith(ZIP):
            raise self._fault(*_not_packed(content))
        if len(content) > LARGEST_PACKED:
            raise self._too_large(_("the workbook is larger than {limit} MiB").format(limit=LARGEST_PACKED // 1024**2))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise self._fault(_("the file is damaged or incomplete"), _("Export or copy the file again.")) from None
        self.names = self._checked(self._zip.infolist())

    def _checked(self, parts: list[zipfile.ZipInfo]) -> frozenset[str]:
        names = [part.filename for part in parts]
        if len(parts) > MOST_PARTS:
            raise self._too_large(_("the workbook has more than {limit} parts").format(limit=MOST_PARTS))
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise self._too_large(
                _("the unpacked workbook is larger than {limit} MiB").format(limit=LARGEST_UNPACKED // 1024**2)
            )
        for part in parts:
            if part.file_size > max(SMALL_PART, part.compress_size * LARGEST_RATIO):
                raise self._too_large(
                    _("the part {part} unpacks to far more than its stored size").format(part=part.filename)
                )
        if any(part.flag_bits & 1 for part in parts):
            raise self._fault(*_protected())
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise self._fault(_("the workbook contains macros"), _("Save the workbook as .xlsx, without macros."))
        if "xl/workbook.bin" in names:
            raise self._fault(_("this is a binary workbook (.xlsb)"), _("Save the workbook as .xlsx."))
        if "xl/workbook.xml" not in names:
            raise self._fault(_("this is an archive, not a workbook"), _("Save the table as .xlsx or CSV."))
        return frozenset(names)

    def part(self, name: str) -> bytes:
        """The content of a part; no more than all of them together may have."""
        try:
            with self._zip.open(name) as stream:
                content = stream.read(LARGEST_UNPACKED - self._read + 1)
        except (zipfile.BadZipFile, NotImplementedError, KeyError, EOFError, OSError, RuntimeError, zlib.error):
            raise self.broken(name, _("the part cannot be unpacked")) from None
        self._read += len(content)
        if self._read > LARGEST_UNPACKED:
            raise self._too_large(
                _("the unpacked workbook is larger than {limit} MiB").format(limit=LARGEST_UNPACKED // 1024**2)
            )
        return content

    def broken(self, name: str, reason: str) -> BrokenWorkbook:
        """The fault of a part."""
        message = _("the part {part} of the workbook is damaged: {reason}").format(part=name[:80], reason=reason)
        hint = _("Open the file in a spreadsheet program and save it again as .xlsx.")
        return BrokenWorkbook(Finding("workbook-part", Place(self._file), message, hint))

    def _fault(self, message: str, hint: str) -> BrokenWorkbook:
        return BrokenWorkbook(Finding("workbook-file", Place(self._file), message, hint))

    def _too_large(self, reason: str) -> BrokenWorkbook:
        message = _("the workbook was not opened: {reason}").format(reason=reason)
        return BrokenWorkbook(
            Finding("workbook-size", Place(self._file), message, _("Export fewer rows, or export the table as CSV."))
        )


def _not_packed(content: bytes) -> tuple[str, str]:
    """What a file is that is called a workbook and is no archive, and what to do."""
    if content.startswith(OLE):
        if _ENCRYPTED in content:
            return _protected()
        return _("this is a workbook of the old format (.xls)"), _("Save the workbook as .xlsx.")
    if not content.strip():
        return _("the file is empty"), _("Export the file again.")
    if content.lstrip()[:1] == b"<":
        return _("this is a web page with the file ending of a workbook"), _(
            "Open the file in a spreadsheet program and save it as .xlsx."
        )
    return _("this is not a workbook, although its file ending says so"), _(
        "If the file is text, rename it to end in .csv."
    )


def _protected() -> tuple[str, str]:
    return _("the workbook is protected by a password"), _("Save the workbook without a password.")
