"""A plan file is what the checker accepted: no value of it can be changed without every reader noticing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from roadmap.folder.seal import SealFault, digest_of, read_sealed
from roadmap.plans.plan_file import plan_text, read_plan, sealed
from tests.sample_plan import sample_plan

PLAN = json.loads(plan_text(sealed(sample_plan())))


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where every value of a document stands, and every empty list or object."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [(*path, key) for key, _part in parts]
    if not found:
        yield path
    for place in found:
        yield from leaves(value[place[-1]], place)


def changed(path: tuple[str | int, ...], to: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(PLAN))
    part: Any = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = to
    return document


def fault_of(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SealFault) as caught:
        read_sealed(file)
    return caught.value.code


def test_a_change_of_any_value_is_noticed(tmp_path: Path) -> None:
    accepted = PLAN["verdict"]["digest"]
    places = [path for path in leaves(PLAN) if path[0] != "verdict"]
    assert len(places) > 500
    document = json.loads(json.dumps(PLAN))
    for path in places:
        part = document
        for key in path[:-1]:
            part = part[key]
        before, part[path[-1]] = part[path[-1]], "else"
        assert digest_of(document) != accepted, path
        part[path[-1]] = before
    assert digest_of(document) == accepted
    assert digest_of(changed(("verdict", "product"), "9")) != accepted
    assert fault_of(tmp_path / "p.json", json.dumps(changed(("verdict", "digest"), "0" * 64))) == "plan-changed"


@pytest.mark.parametrize(
    "edit",
    [
        lambda plan: plan["headline"].update(value=999_999),
        lambda plan: plan["proof"].update(status="optimal", stopped="proved"),
        lambda plan: plan["deals"][0].update(promises=[]),
        lambda plan: plan["deals"].reverse(),
        lambda plan: plan.update(verdict=None),
        lambda plan: plan.pop("verdict"),
        lambda plan: plan.update(more="x"),
        lambda plan: plan.pop("support"),
    ],
)
def test_what_people_edit_is_refused(edit: Any, tmp_path: Path) -> None:
    document = json.loads(json.dumps(PLAN))
    edit(document)
    assert fault_of(tmp_path / "p.json", json.dumps(document)) == "plan-changed"


def test_a_plan_that_is_only_laid_out_in_another_way_is_the_same(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    for text in (
        json.dumps(PLAN),
        json.dumps(PLAN, indent=8, sort_keys=True),
        json.dumps(PLAN, ensure_ascii=False, indent=1).replace("\n", "\r\n"),
    ):
        file.write_bytes(text.encode())
        assert read_plan(file) == sealed(sample_plan())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "plan-invalid"),
        ('{"a": NaN}', "plan-invalid"),
        ("[" * 100_000, "plan-invalid"),
        ('{"kind": "roadmap-plan", "schema_version": 4, "x": ' + "[" * 900 + "]" * 900 + "}", "plan-changed"),
        ('{"kind": "roadmap-plan", "schema_version": 4, "x": "\\ud800"}', "plan-changed"),
        ('{"kind": "roadmap-plan", "schema_version": 4, "x": ' + "9" * 5000 + "}", "plan-invalid"),
        ('{"kind": "roadmap-plan", "schema_version": 1}', "plan-schema"),
        ('{"schema_version": 1}', "plan-schema"),
        ('{"kind": "roadmap-timeline", "schema_version": 1}', "plan-invalid"),
    ],
)
def test_what_is_no_plan_is_told_apart_from_what_was_changed(text: str, code: str, tmp_path: Path) -> None:
    assert fault_of(tmp_path / "p.json", text) == code


def test_a_copy_of_a_plan_keeps_the_old_seal_until_it_is_sealed_again(tmp_path: Path) -> None:
    moved = sealed(sample_plan()).model_copy(update={"as_of": date(2026, 3, 2)})
    assert fault_of(tmp_path / "p.json", plan_text(moved)) == "plan-changed"
    (tmp_path / "p.json").write_text(plan_text(sealed(moved)), encoding="utf-8")
    assert read_plan(tmp_path / "p.json").as_of == date(2026, 3, 2)


def test_a_plan_that_no_checker_accepted_is_not_written() -> None:
    with pytest.raises(ValueError, match="no checker accepted"):
        plan_text(sample_plan())
