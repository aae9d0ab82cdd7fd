"""Framed records between parent and child: length, checksum, JSON.

A record that was cut off or damaged when its writer died is noticed, never half-read.
"""

from __future__ import annotations

import json
import struct
import zlib
from typing import Any, BinaryIO

HEADER = struct.Struct(">4sII")
MAGIC = b"RMAP"
LARGEST = 1 << 28
"""The largest record that is accepted, in bytes."""


class DamagedFrame(Exception):
    """The stream broke off inside a record, or the record is not what was written."""


def write_frame(stream: BinaryIO, record: dict[str, Any]) -> None:
    """Write one record and flush."""
    body = json.dumps(record, separators=(",", ":")).encode()
    stream.write(HEADER.pack(MAGIC, len(body), zlib.crc32(body)) + body)
    stream.flush()


def read_frame(stream: BinaryIO) -> dict[str, Any] | None:
    """The next record; None at the end of the stream. Raises DamagedFrame for anything else."""
    header = _read_exactly(stream, HEADER.size)
    if not header:
        return None
    if len(header) < HEADER.size:
        raise DamagedFrame("the stream ends inside a header")
    magic, length, checksum = HEADER.unpack(header)
    if magic != MAGIC or length > LARGEST:
        raise DamagedFrame("this is no record")
    body = _read_exactly(stream, length)
    if len(body) < length or zlib.crc32(body) != checksum:
        raise DamagedFrame("the record is damaged")
    record: dict[str, Any] = json.loads(body)
    return record


def _read_exactly(stream: BinaryIO, size: int) -> bytes:
    parts: list[bytes] = []
    while size and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
