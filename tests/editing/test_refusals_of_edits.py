"""What no edit touches: files whose form hides something, unfinished merges, the catalogue, files of others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from requirements.errors import RoadmapError
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import Edit
from roadmap.editing.folder_texts import FolderTexts
from roadmap.folder.load import load_project
from roadmap.outputs.writing.files import write_whole
from roadmap.outputs.writing.kinds import FileKind, NotOurs
from tests.editing.folders import MARKET, PEOPLE, ROADMAP, company, made, refused

GATE = Edit("deals.harbour.gates.design_in", "2026-07-15")


@pytest.mark.parametrize(
    ("people", "place"),
    [
        (PEOPLE + "  wu: &wu {name: Wu, team: sdk}\n  xu: *wu\n", "people.yaml:6:7"),
        (PEOPLE + "  wu: &wu {name: Wu, team: sdk}\n", "people.yaml:5:7"),
        (PEOPLE.replace("lin: {", "lin: {<<: {name: L}, "), "people.yaml:4:9"),
        (PEOPLE + "  lin: {name: Lin, team: sdk}\n", "people.yaml:5:3"),
        (PEOPLE.replace("name: Lin", "name: !!str Lin"), "people.yaml:4:15"),
        (PEOPLE + "  wu: [\n", "people.yaml:6:1"),
        (PEOPLE + "---\n{}\n", "people.yaml:5:1"),
    ],
    ids=["alias", "anchor", "merge", "twice", "tag", "open", "documents"],
)
def test_a_file_with_hidden_structure_is_refused_with_its_line(tmp_path: Path, people: str, place: str) -> None:
    company(tmp_path, people_yaml=people)
    codes = refused(tmp_path, Edit("people.lin.name", "Li"))
    assert codes[-1].startswith(place) or codes[0].startswith(f"{place}: edit-file"), codes


def test_another_file_of_the_same_folder_can_still_be_edited(tmp_path: Path) -> None:
    company(tmp_path, people_yaml=PEOPLE + "  wu: &wu {name: Wu, team: sdk}\n")
    assert made(tmp_path, GATE).files == ("market.yaml",)


def test_no_edit_is_made_while_a_merge_is_not_finished(tmp_path: Path) -> None:
    conflict = "<<<<<<< HEAD\n  lin: {name: Lin, team: sdk}\n=======\n  lin: {name: Li, team: sdk}\n>>>>>>> theirs\n"
    company(tmp_path, people_yaml="people:\n" + conflict)
    assert refused(tmp_path, GATE) == ["people.yaml:2:1: merge-conflict"]
    found = [one for one in load_project(tmp_path).findings if one.code == "merge-conflict"]
    assert [(one.place.line, "Choose one" in one.hint) for one in found] == [(2, True)]


def test_a_line_of_equal_signs_alone_is_no_merge(tmp_path: Path) -> None:
    company(tmp_path, people_yaml=PEOPLE + "# a\n#=======\n# <<<<<<< not one\n")
    made(tmp_path, GATE)


def test_what_comes_from_the_catalogue_is_told_so(tmp_path: Path) -> None:
    company(tmp_path, roadmap_yaml=ROADMAP + "catalogue: true\n")
    assert refused(tmp_path, Edit("capabilities.triton-backend.ready", "ga")) == [
        "capabilities.triton-backend.ready: edit-catalogue"
    ]


def test_a_value_with_signs_that_no_file_may_hold_is_refused(tmp_path: Path) -> None:
    company(tmp_path)
    assert refused(tmp_path, Edit("deals.harbour.name", "a\u202eb")) == ["deals.harbour.name:1:2: character"]
    assert refused(tmp_path, Edit("deals.door.name", "a\x07b")) == ["deals.door.name:1:2: character"]


def test_a_file_outside_of_the_folder_is_never_written(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(MARKET)
    folder = company(tmp_path / "company")
    (folder / "market.yaml").unlink()
    (folder / "market.yaml").symlink_to(outside)
    assert "unknown-path" in refused(folder, GATE)[0]
    assert outside.read_text() == MARKET
    with pytest.raises(NotOurs):
        write_whole(outside, "x", kind=FileKind.INPUT)


def test_a_file_that_another_program_changes_at_the_same_moment_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company(tmp_path)
    real = FolderTexts.checked

    def changing(*arguments: Any, **more: Any) -> object:
        (tmp_path / "market.yaml").write_text(MARKET + "# an editor saved this\n")
        return real(*arguments, **more)

    monkeypatch.setattr(FolderTexts, "checked", changing)
    with pytest.raises(RoadmapError, match="was changed by another program"):
        FolderEditor(tmp_path).apply([GATE])
    assert (tmp_path / "market.yaml").read_text() == MARKET + "# an editor saved this\n"


def nested(depth: int) -> Any:
    value: Any = "x"
    for _level in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Edit("deals.harbour.name", "half \ud800"), "character"),
        (Edit("deals.harbour.fields", {"half \udfff": "x"}), "character"),
        (Edit("deals.harbour.needs.design_in", ["api\x00"]), "character"),
        (Edit("deals.half \ud800", {"name": "x"}), "character"),
        (Edit("deals.harbour.not_needed", nested(50_000)), "too-deep"),
    ],
)
def test_what_could_not_be_read_again_is_refused_before_it_is_written(tmp_path: Path, edit: Edit, code: str) -> None:
    company(tmp_path)
    (told,) = refused(tmp_path, edit)
    assert told.endswith(code)
    assert told.isascii()
