"""The editor of a folder: edits land where their entries stand, all or none; who comes too late is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from requirements.errors import InputFault
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import ABSENT, REMOVED, AppliedEdits, Edit, EditConflict
from tests.editing.folders import MARKET, ROADMAP, changed_lines, company, made, refused

GATE = "deals.harbour.gates.design_in"


def test_a_value_changes_in_the_file_that_states_it(tmp_path: Path) -> None:
    answer = made(company(tmp_path), Edit(GATE, "2026-07-15"))
    assert (answer.files, changed_lines(answer.diff)) == (
        ("market.yaml",),
        ["-      design_in: 2026-06-30", "+      design_in: 2026-07-15"],
    )
    assert (tmp_path / "market.yaml").read_text() == MARKET.replace("2026-06-30", "2026-07-15")
    assert [one.sentence for one in answer.made] == ["harbour: gate design_in 2026-06-30 -> 2026-07-15"]


def test_the_value_of_a_deal_is_in_no_sentence(tmp_path: Path) -> None:
    answer = made(company(tmp_path), Edit("deals.harbour.value", 2500), Edit("deals.harbour.customer", "北港"))
    assert [one.sentence for one in answer.made] == ["harbour: value changed", "harbour: customer changed"]
    assert "    value: 2500  # as Li said\n" in (tmp_path / "market.yaml").read_text()


def test_several_edits_in_several_files_are_one(tmp_path: Path) -> None:
    answer = made(
        company(tmp_path),
        Edit(GATE, "2026-07-15"),
        Edit("people.lin.leave.+", {"first": "2026-03-02", "last": "2026-03-06"}),
        Edit("pins.+", {"deal": "harbour", "served": True}),
        Edit("pins.1.reason", "The board wants it"),
        Edit("deals.door.gates.signing", "2026-07-31"),
    )
    assert answer.files == ("market.yaml", "people.yaml", "roadmap.yaml", "deals.csv")
    assert changed_lines(answer.diff)[2:] == [
        "-  lin: {name: Lin, team: sdk}",
        "+  lin: {name: Lin, team: sdk, leave: [{first: 2026-03-02, last: 2026-03-06}]}",
        "+pins:",
        "+  - {deal: harbour, served: true, reason: The board wants it}",
        '-door,蓝门,"蓝门, 上海",isv,lead,300,2026-06-30,api,',
        '+door,蓝门,"蓝门, 上海",isv,lead,300,2026-06-30,api,2026-07-31',
    ]


def test_nothing_is_written_if_one_edit_of_several_is_wrong(tmp_path: Path) -> None:
    company(tmp_path)
    assert refused(tmp_path, Edit(GATE, "2026-07-15"), Edit("deals.harbour.stage", "led")) == [
        "market.yaml:12:12: unknown-word"
    ]
    assert refused(tmp_path, Edit(GATE, "2026-08-15")) == ["market.yaml:16:16: gate-order"]
    assert refused(tmp_path, Edit("deals.lake.segment", "lsv")) == ["market.yaml:23:14: unknown-reference"]
    assert refused(tmp_path, Edit("deals.river.stage", "lead")) == ["deals.river.stage: unknown-path"]
    assert refused(tmp_path, Edit("segments.isv", REMOVED))[0].endswith("unknown-reference")


def test_an_edit_that_mends_an_error_is_made_although_others_come_to_light(tmp_path: Path) -> None:
    company(tmp_path, roadmap_yaml=ROADMAP.replace("horizon: 2026-12-31", "horizon: 2025-12-31"))
    made(tmp_path, Edit("horizon", "2026-12-31"))
    assert (tmp_path / "roadmap.yaml").read_text() == ROADMAP


def test_warnings_that_an_edit_brings_are_told(tmp_path: Path) -> None:
    answer = made(company(tmp_path), Edit("deals.lake.gates.design_in", "2027-02-26"))
    assert [finding.code for finding in answer.findings] == ["gates-outside"]


CASES = [
    {"name": "x", "work": [{"phase": "evaluation", "gate": "design_in", "skill": "sdk", "effort": 2, "spread": 20}]}
]


def test_a_new_deal_goes_to_those_of_its_segment(tmp_path: Path) -> None:
    new = {"name": "New", "customer": "新", "stage": "lead", "gates": {"design_in": "2026-09-01"}, "value": 500}
    answer = made(
        company(tmp_path), Edit("deals.one", {**new, "segment": "cloud"}), Edit("deals.two", {**new, "segment": "isv"})
    )
    assert answer.files == ("market.yaml", "deals.csv")
    assert changed_lines(answer.diff) == [
        "+  one:",
        "+    name: New",
        "+    customer: 新",
        "+    stage: lead",
        "+    gates: {design_in: 2026-09-01}",
        "+    value: 500",
        "+    segment: cloud",
        "+two,New,新,isv,lead,50,2026-09-01,,",  # 500 thousand are 50 of the column's unit
    ]
    made(tmp_path, Edit("deals.three", {**new, "segment": "isv", "recognised": "50%"}))
    assert "three,New,新" in (tmp_path / "deals.csv").read_text()  # the table gets the column
    made(tmp_path, Edit("deals.four", {**new, "segment": "isv", "support": CASES}))
    assert "  four:\n" in (tmp_path / "market.yaml").read_text()  # no cell can hold that


def test_a_removed_entry_takes_its_lines_along_and_leaves_comments_above(tmp_path: Path) -> None:
    answer = made(company(tmp_path), Edit("deals.harbour", REMOVED))
    assert len(changed_lines(answer.diff)) == 12
    assert "  # The harbour. It decides in summer.\n  lake:\n" in (tmp_path / "market.yaml").read_text()
    assert answer.hashes == {"deals.harbour": ABSENT}


def test_whoever_comes_too_late_gets_three_texts(tmp_path: Path) -> None:
    editor = FolderEditor(company(tmp_path))
    seen = editor.entry(GATE)
    assert (seen.path, seen.file, seen.line) == ("deals.harbour", "market.yaml", 8)
    assert isinstance(editor.apply([Edit("deals.harbour.stage", "opportunity", if_match=seen.hash)]), AppliedEdits)
    late = editor.apply([Edit(GATE, "2026-07-15", if_match=seen.hash)])
    assert isinstance(late, EditConflict)
    assert late.base == seen.text
    assert late.yours == seen.text.replace("2026-06-30", "2026-07-15")
    assert late.theirs == seen.text.replace("stage: lead", "stage: opportunity")
    assert late.hash == editor.entry("deals.harbour").hash
    assert isinstance(editor.apply([Edit(GATE, "2026-07-15", if_match=late.hash)]), AppliedEdits)


def test_people_on_two_deals_of_one_file_never_collide(tmp_path: Path) -> None:
    editor = FolderEditor(company(tmp_path))
    one, other = editor.entry("deals.harbour"), editor.entry("deals.lake")
    assert isinstance(editor.apply([Edit("deals.harbour.name", "A much longer name", if_match=one.hash)]), AppliedEdits)
    assert isinstance(editor.apply([Edit("deals.lake.name", "Pond", if_match=other.hash)]), AppliedEdits)


def test_what_stood_there_is_compared_if_the_edit_states_it(tmp_path: Path) -> None:
    editor = FolderEditor(company(tmp_path))
    assert isinstance(editor.apply([Edit(GATE, "2026-07-15", was="2026-06-29")]), EditConflict)
    assert isinstance(editor.apply([Edit(GATE, "2026-07-15", was="2026-06-30")]), AppliedEdits)
    assert isinstance(editor.apply([Edit("deals.new", {"name": "N"}, if_match=editor.entry(GATE).hash)]), EditConflict)


def test_an_entry_that_is_not_there_has_a_hash_of_its_own(tmp_path: Path) -> None:
    editor = FolderEditor(company(tmp_path))
    new = {"name": "N", "customer": "C", "segment": "cloud", "stage": "lead", "value": 1000,
           "gates": {"design_in": "2026-09-01"}}  # fmt: skip
    assert isinstance(editor.apply([Edit("deals.new", new, if_match=ABSENT)]), AppliedEdits)
    again = editor.apply([Edit("deals.new", new, if_match=ABSENT)])
    assert isinstance(again, EditConflict)
    assert again.base == ""


def test_an_edit_of_an_entry_that_somebody_took_out_is_a_conflict_too(tmp_path: Path) -> None:
    editor = FolderEditor(company(tmp_path))
    seen = editor.entry("deals.harbour")
    assert isinstance(editor.apply([Edit("deals.harbour", REMOVED)]), AppliedEdits)
    late = editor.apply([Edit(GATE, "2026-07-15", if_match=seen.hash)])
    assert isinstance(late, EditConflict)
    assert (late.entry, late.base, late.theirs, late.hash) == ("deals.harbour", seen.text, "", ABSENT)
    assert late.yours == seen.text.replace("2026-06-30", "2026-07-15")


def test_an_edit_is_taken_back_byte_for_byte_also_after_edits_of_others(tmp_path: Path) -> None:
    editor = FolderEditor(company(tmp_path))
    first = editor.apply([Edit("deals.harbour", REMOVED), Edit("deals.door", REMOVED)])
    assert isinstance(first, AppliedEdits)
    assert isinstance(editor.apply([Edit("deals.lake.name", "Pond")]), AppliedEdits)
    back = editor.undo(first.undo)
    assert isinstance(back, AppliedEdits)
    assert (tmp_path / "market.yaml").read_text() == MARKET.replace("name: Lake", "name: Pond")
    assert isinstance(editor.undo(back.undo), AppliedEdits)  # and made again
    assert "harbour:" not in (tmp_path / "market.yaml").read_text()


def test_an_edit_whose_lines_have_changed_since_is_not_taken_back(tmp_path: Path) -> None:
    editor = FolderEditor(company(tmp_path))
    first = editor.apply([Edit(GATE, "2026-07-15")])
    assert isinstance(first, AppliedEdits)
    assert isinstance(editor.apply([Edit(GATE, "2026-07-16")]), AppliedEdits)
    assert [one.code for one in getattr(editor.undo(first.undo), "findings", ())] == ["edit-undo"]


def test_a_trial_writes_nothing_and_tells_the_same(tmp_path: Path) -> None:
    editor = FolderEditor(company(tmp_path))
    tried = editor.apply([Edit(GATE, "2026-07-15")], dry_run=True)
    assert (tmp_path / "market.yaml").read_text() == MARKET
    done = editor.apply([Edit(GATE, "2026-07-15")])
    assert isinstance(tried, AppliedEdits)
    assert isinstance(done, AppliedEdits)
    assert (tried.diff, tried.hashes, tried.written, done.written) == (done.diff, done.hashes, False, True)


def test_an_entry_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputFault) as fault:
        FolderEditor(company(tmp_path)).entry("deal.harbour")
    assert [one.code for one in fault.value.findings] == ["unknown-path"]
