"""Everything that can be read in a file, however it is written: the text, and what is behind its encodings."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def readings(content: bytes, depth: int = 3) -> Iterator[str]:
    """The texts that a file holds; parts of archives and streams of PDF files are files again."""
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from readings(archive.read(name), depth)
            yield archive.comment.decode("utf-8", "replace")
        return
    for found in _STREAM.findall(content):
        try:
            yield from readings(zlib.decompress(found), depth)
        except zlib.error:
            continue
    yield from _decoded(content.decode("utf-8", "replace"), depth)


def _decoded(text: str, depth: int) -> Iterator[str]:
    yield text
    if not depth:
        return
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    forms = {
        html.unescape(text),
        unquote(text),
        unfolded.replace("\\,", ",").replace("\\;", ";"),
        re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text),
        re.sub(r"\\([0-9a-fA-F]{1,6}) ?", lambda found: chr(int(found[1], 16) % 0x110000), text),
        re.sub(r"<[^>]*>", "", text),
        text[::-1],
    }
    for form in forms - {text}:
        yield from _decoded(form, depth - 1) if len(form) < len(text) else [form]
    for piece in {*_BASE64.findall(text)}:
        yield from _bytes(piece, depth)
    for piece in {*_HEX.findall(text)}:
        yield bytes.fromhex(piece).decode("utf-8", "replace")


def _bytes(piece: str, depth: int) -> Iterator[str]:
    padded = piece.rstrip("=") + "=" * (-len(piece.rstrip("=")) % 4)
    try:
        content = base64.urlsafe_b64decode(padded.replace("+", "-").replace("/", "_"))
    except (ValueError, binascii.Error):
        return
    yield from readings(content, depth - 1)
