"""The forms: entries of the folder, edited value by value where their files state them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from requirements.errors import InputFault
from requirements.language import _
from roadmap.editing.edits import (
    ABSENT,
    REMOVED,
    UNSTATED,
    AppliedEdits,
    Edit,
    EditAnswer,
    EditConflict,
    EntryText,
    RefusedEdits,
)
from roadmap.views.workbench.findings import finding_rows
from roadmap.views.workbench.form import EntryForm, form_fields, owned_remark
from roadmap.web.answers import match_of, wants_json
from roadmap.web.bench import Bench, Workbench
from roadmap.web.editable import MODELS, editable
from roadmap.web.gate.form_values import edits_of_form
from roadmap.web.gate.forms import Fields

router = APIRouter()
MOST_EDITS = 200
NOWHERE = frozenset({"unknown-path", "edit-catalogue", "character"})
"""What is wrong with a path that leads to no entry of the folder's files."""


class AskedEdit(BaseModel):
    """One edit as programs ask for it: `value` null takes the part out; `was`, if it is given, is what was seen."""

    model_config = ConfigDict(extra="forbid")
    path: str = Field(min_length=1, max_length=500)
    value: Any = None
    was: Any = None


@router.get("/edit", response_class=HTMLResponse, summary="The entries that have a form")
def entries(bench: Bench) -> str:
    """The page of all entries."""
    return bench.shown.page("web/entries.html", "/edit", "/edit.json", sections=(), groups=entries_of(bench))


@router.get("/edit.json", summary="The entries that have a form, for programs")
def entries_twin(bench: Bench) -> dict[str, list[tuple[str, str]]]:
    """Ids and names by section."""
    return entries_of(bench)


@router.get("/edit/{path:path}.json", summary="The form of an entry, for programs")
def entry_twin(path: str, bench: Bench) -> EntryForm:
    """The twin of a form: the fields, and the hash that an edit must name."""
    return form_of(bench, path)


@router.get("/edit/{path:path}", response_class=HTMLResponse, summary="The form of an entry, such as /edit/deals.D07")
def entry(path: str, bench: Bench, done: int = 0) -> str:
    """The form; `done` is the edit that was just made."""
    form = form_of(bench, path)
    return _page(bench, form, made=bench.edits.step(done))


@router.post("/edit/{path:path}", summary="Edit an entry: the fields of its form, `was.FIELD` as they were, and `hash`")
def edit(path: str, request: Request, bench: Bench, fields: Fields) -> Response:
    """303 or 200 if all was made, 409 with the three texts if somebody else changed the entry, 422 with findings."""
    form = form_of(bench, path)
    answer = _edited(bench, form, fields)
    if answer is None or isinstance(answer, AppliedEdits):
        number = 0 if answer is None else bench.edits.keep(answer)
        address = f"/edit/{form.path}" + (f"?done={number}" if number else "")
        return told(answer, number) if wants_json(request) else RedirectResponse(address, 303)
    if wants_json(request):
        return told(answer, 0)
    sent = {field.path: fields.get(field.path, field.value) for field in form.fields}
    return refused_edit(bench, form, answer, sent=sent)


def refused_edit(bench: Workbench, form: EntryForm, answer: EditConflict | RefusedEdits, **more: Any) -> Response:
    """The page of an entry that was not edited: what is wrong, or the three texts."""
    if isinstance(answer, EditConflict):
        return HTMLResponse(_page(bench, form, conflict=answer, **more), 409)
    return HTMLResponse(_page(bench, form, findings=finding_rows(answer.findings), **more), 422)


def _edited(bench: Workbench, form: EntryForm, fields: Fields) -> EditAnswer | None:
    """What comes of the edits that a form asks for; None where it asks for none."""
    try:
        edits = edits_of_form(form.path, form.fields, fields)
    except InputFault as fault:
        return RefusedEdits(tuple(fault.findings))
    return bench.edited(lambda: bench.edits.editor.apply(edits)) if edits else None


@router.put("/edits", summary="Make edits by their paths: all or none; `If-Match` is the hash of the entry")
def apply(asked: list[AskedEdit], request: Request, bench: Bench) -> Response:
    """200 with new hashes, 409 with the three texts, 422 with findings."""
    if len(asked) > MOST_EDITS:
        raise HTTPException(413, _("At most {most} edits are made at once.").format(most=MOST_EDITS))
    match = match_of(request)
    made = [
        Edit(
            one.path,
            REMOVED if one.value is None else one.value,
            was=one.was if "was" in one.model_fields_set else UNSTATED,
            if_match=match,
        )
        for one in asked
    ]
    answer = bench.edited(lambda: bench.edits.editor.apply(made))
    return told(answer, bench.edits.keep(answer))


def entries_of(bench: Workbench) -> dict[str, list[tuple[str, str]]]:
    """Ids and names of all entries that have a form, by section; nothing while the folder has errors."""
    project = bench.folder.checked().project
    if project is None:
        return {}
    return {section: sorted(names.items(), key=lambda row: row[1]) for section, names in editable(project).items()}


def known_ids(bench: Workbench) -> dict[str, list[tuple[str, str]]]:
    """Ids and names of what a field may refer to, by section; none while the folder has errors."""
    project = bench.folder.checked().project
    found = entries_of(bench)
    if project is not None:
        capabilities, engineering = project.market.capabilities, project.engineering
        found["features"] = sorted((key, one.name) for key, one in engineering.features.items())
        found["teams"] = sorted((key, one.name) for key, one in engineering.teams.items())
        found["capabilities"] = sorted((key, one.name) for key, one in capabilities.items())
        found["profiles"] = [(key, key) for key in project.market.profiles]
    return found


def form_of(bench: Workbench, path: str) -> EntryForm:
    """The form of an entry. HTTPException 404 where there is none; InputFault where its file cannot be edited."""
    if path.partition(".")[0] not in MODELS:
        raise HTTPException(404)
    try:
        found = bench.edits.editor.entry(path)
    except InputFault as fault:
        if {one.code for one in fault.findings} <= NOWHERE:
            raise HTTPException(404) from None
        raise
    if found.hash == ABSENT:
        raise HTTPException(404)
    return _form(found)


def _form(found: EntryText) -> EntryForm:
    section = found.path.partition(".")[0]
    fields = form_fields(MODELS[section].model_json_schema(), found.value, found.owned)
    named = found.value if isinstance(found.value, dict) else {}
    title = str(named.get("customer") or named.get("name") or found.path)
    return EntryForm(
        found.path, title, found.file, found.line, found.text, found.hash, fields, owned_remark(found.owned)
    )


def _page(bench: Workbench, form: EntryForm, **more: Any) -> str:
    shown = {"form": form, "made": None, "conflict": None, "findings": (), "sent": {}} | more
    shown["known"] = known_ids(bench)
    return bench.shown.page("web/entry.html", f"/edit/{form.path}", f"/edit/{form.path}.json", **shown)


def told(answer: AppliedEdits | EditConflict | RefusedEdits | None, number: int) -> Response:
    """What came of edits, for programs."""
    if isinstance(answer, EditConflict):
        texts = {"entry": answer.entry, "base": answer.base, "yours": answer.yours, "theirs": answer.theirs}
        return JSONResponse(texts | {"hash": answer.hash}, 409)
    if isinstance(answer, RefusedEdits):
        return JSONResponse({"findings": [str(one) for one in answer.findings]}, 422)
    if answer is None:
        return JSONResponse({"made": [], "number": 0})
    told = {"made": [one.sentence for one in answer.made], "files": list(answer.files), "diff": answer.diff}
    return JSONResponse(told | {"hashes": dict(answer.hashes), "findings": [str(one) for one in answer.findings],
                                "number": number})  # fmt: skip
