"""Faults of single fields: how a validator says what is wrong, in a form that can be placed and translated."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError


def fault(
    code: str, template: str, *, at: tuple[str | int, ...] = (), hint: str = "", **words: str
) -> PydanticCustomError:
    """The error a validator raises: its stable code, its sentence with `{placeholders}`, the words to fill in, and what
    to do about it, as a whole sentence (empty where the sentence says it already).

    `at` leads from the value that is validated to the part that is wrong. The sentence is translated when the finding
    is made, and so is the hint; gettext collects both (`docs.generation.messages`). Words that need translation come
    translated.
    """
    context: dict[str, Any] = {**words, "template": template, "at": at, "hint": hint}
    return PydanticCustomError(code, template, context)
