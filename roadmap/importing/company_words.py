"""Words of one company: stages, segments and needs as a mapping and the folder say what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from requirements.language import _
from requirements.model import RESTRICTED
from requirements.reading.cells.doubt import Doubt, plain
from requirements.reading.cells.needs import read_need_text, split_needs
from requirements.reading.cells.stages import read_stage
from requirements.reading.tables.deal_table import Known
from roadmap.importing.mapping import FieldSource

WORDS = ("segment", "stage")
"""Fields that take one of a list of words."""
LISTS = ("not_needed",)
"""Fields that take several, besides the needs by gate."""
_LONGEST_SHOWN = 40


def word_of(column: str, text: str, source: FieldSource, known: Known) -> str | Doubt | None:
    """What a text means in a field with a list of words, or with `values` of its own; None: the cell is empty."""
    named = _values(source.values)
    if plain(text).casefold() in named:
        return named[plain(text).casefold()]
    if column == "segment" and (found := known.segments.find(text)):
        return found
    if column == "stage" and (stage := read_stage(text)):
        return stage.value
    return _otherwise(column, text, source)


def _values(values: Mapping[str, str | None]) -> dict[str, str | None]:
    return {plain(key).casefold(): value for key, value in values.items()}


def _otherwise(column: str, text: str, source: FieldSource) -> str | Doubt | None:
    if source.otherwise in ("finding", "question"):
        return _unknown(column, text, source)
    return {"keep": text, "empty": None}.get(source.otherwise, source.otherwise)


def _unknown(column: str, text: str, source: FieldSource) -> Doubt:
    if column in RESTRICTED:
        message = _("the mapping does not say what this text means")
    else:
        message = _("{column}: the mapping does not say what '{text}' means")
    heading = ", ".join(source.column)
    hint = _("State the meaning under `values` of {column}, or with `else` for all other texts.").format(column=column)
    return Doubt("import-value", message.format(column=heading, text=text[:_LONGEST_SHOWN]), hint)


def meant_texts(texts: Iterable[str], source: FieldSource) -> list[str | None]:
    """Texts of days, amounts or shares, those that `values` names as it means them; None: the cell is empty."""
    named = _values(source.values)
    return [named.get(plain(text).casefold(), text) for text in texts]


def list_text(column: str, text: str, source: FieldSource, known: Known) -> str | Doubt | None:
    """The needs or capabilities in one cell, each in the short form, joined by semicolons."""
    named = _values(source.values)
    needs: list[str] = []
    is_one = plain(text).casefold() in named  # a text that the mapping names may hold a comma
    for part in [text] if is_one else split_needs(text, None if source.split is None else source.split + "\n"):
        whole = plain(part).casefold()
        if whole in named:
            needs += [named[whole] or ""]
            continue
        need = read_need_text(part, known.capabilities, {key: value for key, value in named.items() if value})
        if isinstance(need, Doubt):
            other = _otherwise(column, part, source)
            if isinstance(other, Doubt):
                return Doubt(other.code, other.message, f"{need.hint} {other.hint}".strip())
            need = other or ""
        needs.append(need)
    return "; ".join(dict.fromkeys(filter(None, needs))) or None
