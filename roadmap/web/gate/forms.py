"""The fields of a form, or of a small JSON object: what a page and a program send alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, HTTPException, Request

from requirements.language import _
from requirements.reading.characters import find_forbidden

MOST_FIELDS = 400
FORM, JSON = "application/x-www-form-urlencoded", "application/json"


async def read_fields(request: Request) -> Mapping[str, str]:
    """The fields by name, the last of each name. HTTPException 415 for another kind of content, 400 for what cannot be
    read, and for characters that no file may hold."""
    kind = request.headers.get("content-type", FORM).partition(";")[0].strip().lower()
    body = await request.body()
    if kind not in (FORM, JSON):
        raise HTTPException(415, _("Expected the fields of a form, or a JSON object."))
    try:
        fields = _of_json(body) if kind == JSON else _of_form(body)
    except (ValueError, RecursionError):
        raise HTTPException(400, _("Expected the fields of a form, or a JSON object.")) from None
    for name, value in fields.items():
        if find_forbidden(value, name):
            raise HTTPException(400, _("The field {name} holds characters that cannot be written.").format(name=name))
    return fields


def _of_form(body: bytes) -> dict[str, str]:
    pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


def _of_json(body: bytes) -> dict[str, str]:
    told = json.loads(body or b"{}")
    if not isinstance(told, dict) or len(told) > MOST_FIELDS:
        raise ValueError(FORM)
    return {str(name): value if isinstance(value, str) else json.dumps(value) for name, value in told.items()}


Fields = Annotated[Mapping[str, str], Depends(read_fields)]
"""The fields of a request, as functions of addresses take them."""
