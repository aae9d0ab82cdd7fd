"""Typing: nodes become models, and what does not fit becomes findings with their places."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from requirements.fields import ID_PATTERN, UNKNOWN_WORD
from requirements.finding import Finding, Place
from requirements.language import _, enumerated, translated
from requirements.reading.did_you_mean import did_you_mean, nearest, plain_form
from requirements.reading.model_fields import fields_at
from requirements.reading.nodes import FAULTY, Document, Path

MOST_FAULTS = 1_000
"""Faults of one entry that are told; no honest entry has as many."""

M = TypeVar("M", bound=BaseModel)
_ID = re.compile(ID_PATTERN)

_SENTENCES = {
    "not-a-mapping": lambda: _("expected a mapping of keys to values"),
    "not-a-list": lambda: _("expected a list"),
    "not-text": lambda: _("expected a text"),
    "empty-text": lambda: _("expected a text that is not empty"),
    "too-long": lambda: _("the text is too long"),
    "empty-list": lambda: _("expected at least one entry"),
    "id-form": lambda: _(
        "expected an id: a letter, then letters, digits, dots, dashes or underscores, at most 64 characters in all"
    ),
    "word-form": lambda: _("the text does not have the form expected here"),
}
_FORMS = {
    "^[A-Z]{2}$": lambda: _("expected a country code of two capital letters, such as CN"),
    "^[A-Z]{3}$": lambda: _("expected a currency code of three capital letters, such as CNY"),
}
_CODES = {
    "model_type": "not-a-mapping",
    "model_attributes_type": "not-a-mapping",
    "dict_type": "not-a-mapping",
    "mapping_type": "not-a-mapping",
    "list_type": "not-a-list",
    "string_type": "not-text",
    "string_too_short": "empty-text",
    "string_too_long": "too-long",
    "too_short": "empty-list",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
}


def read_entry(model: type[M], value: Any, document: Document, *, path: Path) -> tuple[M | None, list[Finding]]:
    """The value at a path of a document as a model, or None and why not."""
    if value is FAULTY:
        return None, []
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        faults = [dict(one) for one in error.errors(include_url=False, include_input=False)[:MOST_FAULTS]]
        slips = _misspelt(faults, model)
        found = [_finding(one, model, document, path) for one in faults if (one["type"], one["loc"]) not in slips]
        return None, [finding for finding in found if finding is not None]


def _misspelt(faults: list[dict[str, Any]], model: type[BaseModel]) -> set[tuple[str, Path]]:
    """The missing fields that are there under a name nearly theirs: that name has a finding, and one is enough."""
    unknown = [one["loc"] for one in faults if one["type"] == "extra_forbidden"]
    meant = {(*where, nearest(str(name), fields_at(model, where))) for *where, name in unknown}
    return {("missing", location) for location in meant}


def check_id(name: str, document: Document, *, path: Path) -> Finding | None:
    """The finding for a key that should be an id and is none."""
    if _ID.match(name) and len(name) <= 64:
        return None
    return _id_finding(name, document.place(path, key=True))


def _finding(error: dict[str, Any], model: type[BaseModel], document: Document, start: Path) -> Finding | None:
    """One finding for one error of pydantic; None where the part has a finding already."""
    location = tuple(error["loc"])
    is_key = bool(location) and location[-1] == "[key]"
    path = start + (location[:-1] if is_key else location) + tuple(error.get("ctx", {}).get("at", ()))
    if error["type"] == "missing":
        message = _("the field {field} is missing").format(field=location[-1])
        return Finding("missing-field", document.place(path[:-1], key=True), message)
    node = document.node(path)
    if node is FAULTY:
        return None
    if error["type"] == "extra_forbidden":
        return _unknown_field(str(location[-1]), fields_at(model, location[:-1]), document, path)
    if node is None and document.states(path) and not is_key:
        message = _("the value is missing")
        return Finding("no-value", document.place(path), message, _("Give a value, or delete the key."))
    return _misfit(error, str(path[-1] if is_key else node), document.place(path, key=is_key))


def _misfit(error: dict[str, Any], text: str, place: Place) -> Finding:
    """The finding for a value that is not what its field takes."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == UNKNOWN_WORD:
        message = _("expected one of {known}").format(known=enumerated(context["known"].split(", ")))
        return Finding(UNKNOWN_WORD, place, message, did_you_mean(text, context["known"].split(", ")))
    if context.get("pattern") == ID_PATTERN:
        return _id_finding(text, place)
    if "template" in context:
        hint = context.get("hint")
        sentence = translated(context["template"]).format(**context)
        return Finding(kind, place, sentence, translated(hint) if hint else "")
    code = _CODES.get(kind, "word-form")
    if code == "out-of-range":
        return Finding(code, place, _out_of_range(context))
    return Finding(code, place, _FORMS.get(context.get("pattern", ""), _SENTENCES[code])())


def _out_of_range(limits: dict[str, Any]) -> str:
    """The sentence for a number beyond the limit that the error tells."""
    if "ge" in limits:
        return _("expected {least} or more").format(least=limits["ge"])
    return _("expected {most} or less").format(most=limits["le"])


def _unknown_field(name: str, known: list[str], document: Document, path: Path) -> Finding:
    message = _("no field of this name exists here; the known fields are {known}").format(known=enumerated(known))
    return Finding("unknown-field", document.place(path, key=True), message, did_you_mean(name, known))


def _id_finding(name: str, place: Place) -> Finding:
    plain = plain_form(name).strip().replace(" ", "-")
    hint = _("Did you mean {name}?").format(name=plain) if plain != name and _ID.match(plain) else ""
    return Finding("id-form", place, _SENTENCES["id-form"](), hint)
