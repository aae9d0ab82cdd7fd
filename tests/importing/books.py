"""Workbooks for tests, written by a program that is not ours, and taken apart to be broken."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def book(rows: Iterable[Iterable[object]], change: Callable[[Workbook, Worksheet], None] | None = None) -> bytes:
    """A workbook with one sheet of these rows, changed by a function if there is one."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(workbook, sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def with_shared_texts(content: bytes) -> bytes:
    """The same workbook as other programs write it, with its texts in a part of their own."""
    texts: list[bytes] = []

    def share(sheet: bytes) -> bytes:
        def one(found: re.Match[bytes]) -> bytes:
            texts.append(found[2])
            return b"<c" + found[1] + b' t="s"><v>%d</v></c>' % (len(texts) - 1)

        return re.sub(rb'<c([^>]*) t="inlineStr"[^>]*><is><t[^>]*>(.*?)</t></is></c>', one, sheet, flags=re.DOTALL)

    changed = rewritten(content, {"xl/worksheets/sheet1.xml": share})
    items = b"".join(b"<si><t>" + text + b"</t><rPh><t>aside</t></rPh></si>" for text in texts)
    names = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return rewritten(changed, {}, added={"xl/sharedStrings.xml": names + items + b"</sst>"})


def rewritten(
    content: bytes, parts: Mapping[str, Callable[[bytes], bytes]], *, added: Mapping[str, bytes] = {}
) -> bytes:
    """The same workbook with some parts changed and others added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts[name](old.read(name)) if name in parts else old.read(name))
        for name, text in added.items():
            new.writestr(name, text)
    return file.getvalue()
