"""Faults of single fields: how a validator says what is wrong, in a form that can be placed and translated."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError


def fault(code: str, template: str, *, at: tuple[str | int, ...] = (), **words: str) -> PydanticCustomError:
    """The error a validator raises: its stable code, its sentence with `{placeholders}`, and the words to fill in.

    `at` leads from the value that is validated to the part that is wrong. The sentence is translated when the finding
    is made; gettext collects it by the keyword `fault:2`. Words that need translation come translated.
    """
    context: dict[str, Any] = {**words, "template": template, "at": at}
    return PydanticCustomError(code, template, context)
