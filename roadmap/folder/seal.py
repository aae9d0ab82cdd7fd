"""The seal of a plan file: what the checker accepted, and by which every reader knows that it still is that.

A plan carries a verdict with a SHA-256 over its content as canonical JSON (keys sorted, no blanks, UTF-8), without that
digest itself. So it may be indented or sorted in another way, but no value of it can be changed without being noticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from requirements.language import _
from requirements.reading.whole_file import Missing, Unreadable, read_whole

PLAN_KIND: Final = "roadmap-plan"
SCHEMA_VERSION: Final = 4
CHECKER: Final = "roadmap.audit"
LARGEST: Final = 256 * 1024 * 1024


class SealFault(Exception):
    """A file that is no sealed plan: the `code` of its finding, and why, as the end of a sentence."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


def canonical(document: Mapping[str, Any]) -> str:
    """A document as canonical JSON: the same for the same content, however it is laid out."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def digest_of(document: Mapping[str, Any]) -> str:
    """The SHA-256 over a plan as JSON, without the digest of its own verdict."""
    verdict = document.get("verdict")
    rest = {key: part for key, part in verdict.items() if key != "digest"} if isinstance(verdict, dict) else None
    text = canonical({**document, "verdict": rest})
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_sealed(path: Path) -> bytes:
    """The content of a plan file, once its seal is found whole.

    Raises SealFault: `plan-unreadable`, `plan-invalid` (no plan), `plan-schema` (of another version of roadmap), or
    `plan-changed` (not what the checker accepted); Missing where there is no file.
    """
    try:
        content = read_whole(path, largest=LARGEST)
    except Missing:
        raise
    except Unreadable as error:
        raise SealFault("plan-unreadable", str(error)) from None
    document = _document(content)
    version = document.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION and document.get("kind", PLAN_KIND) == PLAN_KIND:
        why = _("the file has another schema; this version reads schema {version}").format(version=SCHEMA_VERSION)
        raise SealFault("plan-schema", why)
    if document.get("kind") != PLAN_KIND:
        raise SealFault("plan-invalid", _("this is not a plan"))
    verdict = document.get("verdict")
    if not isinstance(verdict, dict) or verdict.get("digest") != digest_of(document):
        raise SealFault("plan-changed", _("somebody changed the file after the checker accepted it"))
    return content


def misfit(error: ValidationError) -> str:
    """Why a document is no plan, as the end of a sentence: the first part that does not fit, and never a value."""
    where = ".".join(str(part) for part in error.errors(include_url=False, include_input=False)[0]["loc"])
    if not where:
        return _("this is not a plan")
    return _("the part {where} is missing, or it is not as this version of roadmap writes it").format(where=where)


def _refuse(word: str) -> float:
    raise ValueError(word)


def _document(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise SealFault("plan-invalid", _("the file is not JSON")) from None
    if not isinstance(document, dict):
        raise SealFault("plan-invalid", _("the file is not a JSON object"))
    return document
