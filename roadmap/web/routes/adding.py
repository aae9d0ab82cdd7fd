"""Entries that come and go: a new deal, person or feature by a form, and one that is taken out."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from requirements.errors import InputFault
from requirements.fields import ID_PATTERN
from requirements.finding import Finding, Place
from requirements.language import _
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import ABSENT, REMOVED, AppliedEdits, Edit, EditAnswer, RefusedEdits
from roadmap.views.workbench.findings import finding_rows
from roadmap.views.workbench.form import FormField, form_fields
from roadmap.web.answers import wants_json
from roadmap.web.bench import Bench, Workbench
from roadmap.web.editable import MODELS
from roadmap.web.gate.form_values import entry_of_form
from roadmap.web.gate.forms import Fields
from roadmap.web.routes.entry_forms import form_of, known_ids, refused_edit, told

router = APIRouter()


@router.get("/new/{section}.json", summary="The fields of a new entry, for programs")
def new_twin(section: str) -> tuple[FormField, ...]:
    """The twin of the form of a new entry."""
    return fields_of(section)


@router.get("/new/{section}", response_class=HTMLResponse, summary="The form of a new entry, such as /new/deals")
def new(section: str, bench: Bench) -> str:
    """The form."""
    return _page(bench, section, fields_of(section))


@router.post(
    "/new/{section}", summary="Add an entry: the fields of its form, and `id` (empty: one is made of its name)"
)
def add(section: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """303 or 200 if it was added, 422 with findings, or if there is an entry with this id."""
    known = fields_of(section)
    key, answer = _added(bench, section, known, fields)
    if wants_json(request):
        return told(answer, bench.edits.keep(answer))
    if isinstance(answer, AppliedEdits):
        return RedirectResponse(f"/edit/{section}.{key}?done={bench.edits.keep(answer)}", 303)
    found = answer.findings if isinstance(answer, RefusedEdits) else (_taken(section, key),)
    return HTMLResponse(_page(bench, section, known, findings=finding_rows(found), sent=fields), 422)


@router.post("/remove/{path:path}", summary="Take an entry out of its file: `hash` is that of the entry as it was seen")
def remove(path: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """303 or 200 if it was taken out, 409 if somebody else changed it, 422 if something else needs it."""
    form = form_of(bench, path)
    edit = Edit(form.path, REMOVED, if_match=fields.get("hash") or None)
    answer = bench.edited(lambda: bench.edits.editor.apply([edit]))
    number = bench.edits.keep(answer)
    if wants_json(request):
        return told(answer, number)
    return RedirectResponse("/edits", 303) if isinstance(answer, AppliedEdits) else refused_edit(bench, form, answer)


def fields_of(section: str) -> tuple[FormField, ...]:
    """The fields of a new entry of a section. HTTPException 404 for one whose entries have no form."""
    if section not in MODELS:
        raise HTTPException(404)
    return form_fields(MODELS[section].model_json_schema(), {}, frozenset())


def _added(bench: Workbench, section: str, known: tuple[FormField, ...], fields: Fields) -> tuple[str, EditAnswer]:
    """The id of a new entry, and what came of adding it."""
    key = fields.get("id", "").strip()
    if key and not re.fullmatch(ID_PATTERN, key):
        message = _("an id begins with a Latin letter and holds letters, digits, dots, dashes and underscores")
        return key, RefusedEdits((Finding("edit-value", Place(f"{section}.{key}"), message),))
    try:
        entry = entry_of_form(known, fields)
        key = key or made_id(bench.edits.editor, section, str(entry.get("name") or ""))
    except InputFault as fault:
        return key, RefusedEdits(tuple(fault.findings))
    edit = Edit(f"{section}.{key}", entry, if_match=ABSENT)
    return key, bench.edited(lambda: bench.edits.editor.apply([edit]))


def made_id(editor: FolderEditor, section: str, name: str) -> str:
    """An id that no entry of a section has: made of the Latin letters and digits of a name, else of the section's. Not
    of a customer's: ids stand in messages, and customers do not."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    base = "-".join(words)[:40].strip("-").lstrip("0123456789-") or section.rstrip("s")
    taken = editor.ids(section)
    return next(key for key in chain((base,), (f"{base}-{number}" for number in count(2))) if key not in taken)


def _taken(section: str, key: str) -> Finding:
    message = _("there is an entry with this id already")
    return Finding("edit-value", Place(f"{section}.{key}"), message, _("Choose another id."))


def _page(bench: Workbench, section: str, fields: tuple[FormField, ...], **more: Any) -> str:
    shown = {"section": section, "fields": fields, "findings": (), "sent": {}, "known": known_ids(bench)} | more
    return bench.shown.page("web/new.html", f"/new/{section}", f"/new/{section}.json", **shown)
