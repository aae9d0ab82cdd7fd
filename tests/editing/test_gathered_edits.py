"""A batch of edits is read and written once for all that do not touch each other, and gives what the same edits give
one after another; files that say what they said are not read again."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from requirements.reading.nodes import ListNode, MappingNode
from roadmap.editing.editor import FolderEditor
from roadmap.editing.edits import REMOVED, AppliedEdits, Edit, EditStopped
from roadmap.editing.folder_texts import FolderTexts
from roadmap.editing.making import BatchOfEdits
from roadmap.folder.load import load_documents, load_project
from roadmap.folder.texts.files import FileSet
from roadmap.folder.texts.reading import read_documents
from roadmap.folder.texts.remembered import RememberedDocuments
from tests.editing.folders import company
from tests.editing.test_random_folders import random_edit, shipped

__all__ = ["shipped"]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da6360606000000004000127a9e4"
    "580000000049454e44ae426082"
)


def tried(folder: Path, edits: list[Edit], *, together: bool) -> tuple[dict[str, bytes], list[str]] | None:
    """What a batch makes of the files, and what it did; None where it is refused."""
    texts = FolderTexts(folder)
    batch = BatchOfEdits(texts, {})
    try:
        for edit in edits:
            (batch.take if together else batch.make)(edit)
        batch.settle()
    except EditStopped:
        return None
    return texts.drafts, [one.sentence for one in batch.made]


def try_one(folder: Path, seed: int) -> bool:
    choice, texts = random.Random(seed), FolderTexts(folder)
    edits = [random_edit(choice, texts) for _number in range(8)]
    edits = [edit for edit in edits if tried(folder, [edit], together=False) is not None]
    alone, together = (tried(folder, edits, together=way) for way in (False, True))
    assert (alone is None) == (together is None), (seed, edits)
    if alone is None or together is None:
        return False
    assert together[1] == alone[1], (seed, edits)
    assert together[0] == alone[0], (seed, edits)
    return True


def test_edits_together_give_what_they_give_one_after_another(shipped: Path) -> None:
    assert [try_one(shipped, seed) for seed in range(3)]


@pytest.mark.sweep
@pytest.mark.parametrize("first", range(100, 400, 50))
def test_three_hundred_batches_give_what_their_edits_give_alone(shipped: Path, first: int) -> None:
    assert sum(try_one(shipped, seed) for seed in range(first, first + 50)) > 30


MEETING: list[tuple[dict[str, Any], bool]] = [
    ({"deals.lake.owner": "Li", "deals.lake.situation": "Waits", "deals.harbour.owner": "Wu"}, True),
    ({"deals.door.owner": "Li", "deals.door.situation": "Waits", "deals.plane.owner": "Wu"}, True),
    ({"deals.door.owner": "Li", "deals.plane.owner": "Wu", "deals.door.value": 5, "deals.plane.value": 6}, True),
    ({"deals.lake.owner": "Li", "deals.lake.value": 5, "deals.lake.value.x": 5}, False),
    ({"deals.lake.name": "Gate", "deals.Gate.owner": "Li"}, True),
    ({"deals.lake.name": "Gate", "deals.Lake.owner": "Li"}, False),
    ({"deals.harbour.gates.design_in": REMOVED, "deals.harbour.gates.signing": REMOVED}, True),
    ({"deals.harbour.needs.design_in.1": REMOVED, "deals.harbour.needs.design_in.+": "api"}, True),
    ({"deals.new": {"name": "N"}, "deals.new.customer": "K", "deals.newer": {"name": "M"}}, True),
    ({"deals.door": REMOVED, "deals.plane.owner": "Wu"}, True),
    ({"deals.lake": REMOVED, "deals.lake.owner": "Li"}, False),
    ({"start": "2026-01-12", "deals.lake.owner": "Li", "name": "Two"}, True),
    ({"pins.+": {"deal": "lake", "served": True}, "deals.lake.owner": "Li", "pins.1.served": False}, True),
]


@pytest.mark.parametrize(
    ("edits", "made"), MEETING, ids=lambda value: " ".join(value) if isinstance(value, dict) else ""
)
def test_edits_that_meet_are_made_in_their_order(tmp_path: Path, edits: dict[str, Any], made: bool) -> None:
    folder = company(tmp_path)
    listed = [Edit(path, value) for path, value in edits.items()]
    together = tried(folder, listed, together=True)
    assert together == tried(folder, listed, together=False)
    assert (together is not None) == made


def test_a_hundred_edits_read_the_changed_file_once(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = FolderEditor(shipped)
    project = load_project(shipped).project
    assert project is not None
    deals = list(project.market.deals)
    read: list[str] = []
    real = FolderTexts.read

    def counting(self: FolderTexts, name: str, content: bytes) -> Any:
        read.append(name)
        return real(self, name, content)

    monkeypatch.setattr(FolderTexts, "read", counting)
    edits = [Edit(f"deals.{deals[n % 50]}.{('owner', 'situation')[n // 50]}", f"V {n}") for n in range(100)]
    made = editor.apply(edits, dry_run=True)
    assert isinstance(made, AppliedEdits)
    assert len(made.made) == 100
    assert len(read) <= 2 * len(made.files)  # once more where a first deal brings a column that the others need, too


def marked(node: Any) -> Any:
    """A node with all its marks."""
    if isinstance(node, MappingNode):
        return {key: marked(part) for key, part in node.items()}, dict(node.marks)
    if isinstance(node, ListNode):
        return [marked(part) for part in node], list(node.marks)
    return node


def test_a_check_changes_nothing_in_documents_that_are_remembered(shipped: Path) -> None:
    files = FileSet(shipped)
    documents = read_documents(files, encoding=None)
    before = [marked(one.root) for one in documents]
    assert load_documents(files, documents).project is not None
    assert [marked(one.root) for one in documents] == before


def test_what_was_read_before_gives_the_same_project(shipped: Path) -> None:
    known = RememberedDocuments()
    first, second = (load_project(shipped, remembered=known) for _time in range(2))
    assert first == second == load_project(shipped)


def test_a_folder_whose_logo_is_a_file_is_edited_like_any_other(tmp_path: Path) -> None:
    folder = company(tmp_path)
    (folder / "logo.png").write_bytes(PIXEL)
    roadmap = folder / "roadmap.yaml"
    roadmap.write_text(
        roadmap.read_text(encoding="utf-8") + "policy:\n  branding: {logo: logo.png}\n", encoding="utf-8"
    )
    assert load_project(folder).project is not None
    answer = FolderEditor(folder).apply([Edit("name", "Another"), Edit("policy.safe_slack", 7)])
    assert isinstance(answer, AppliedEdits), answer
    project = load_project(folder).project
    assert project is not None
    assert (project.header.name, project.header.policy.safe_slack) == ("Another", 7)
    assert str(project.header.policy.branding.logo).startswith("data:image/png")
    assert "logo: logo.png" in roadmap.read_text(encoding="utf-8")
