"""Random edits of the shipped company: in YAML and in a table of another encoding and other line ends, one edit changes
the lines of its entry and nothing else of the folder."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from roadmap.editing.edits import REMOVED, Edit, EditStopped
from roadmap.editing.entries import part_of, shown_path
from roadmap.editing.folder_texts import FolderTexts
from roadmap.editing.making import BatchOfEdits
from roadmap.editing.splicing.yaml_values import same
from roadmap.editing.tables import plain_node
from roadmap.folder.load import load_project
from roadmap.folder.texts.collected import BY_ID
from roadmap.folder.texts.files import FileSet
from roadmap.folder.texts.reading import read_documents
from tests.editing.random_steps import ROOT, places

TABLE = "market/deals-isv.csv"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped company at its real size, its spreadsheet as a Chinese one saves it, its people with CRLF."""
    folder = tmp_path_factory.mktemp("random") / "chip-stack"
    shutil.copytree(ROOT / "examples" / "chip-stack", folder)
    table, staff = folder / TABLE, folder / "engineering" / "staff.yaml"
    text = table.read_text(encoding="utf-8").replace("id,name,customer", "编号,名称,客户").replace("\n", "\r\n")
    table.write_bytes(text.encode("gb18030"))
    staff.write_bytes(staff.read_bytes().replace(b"\n", b"\r\n"))
    assert load_project(folder).project is not None
    return folder


def roots(folder: Path, drafts: dict[str, bytes]) -> dict[str, Any]:
    """What every file says, read anew."""
    return {one.file: plain_node(one.root) for one in read_documents(FileSet(folder, drafts=drafts), encoding=None)}


def random_edit(choice: random.Random, texts: FolderTexts) -> Edit:
    """A value of one entry, put in the place of that of another one of the same section; or taken out."""
    pools = [(name, section, part) for name, one in texts.documents.items() for section, part in one.root.items()]
    name, section, part = choice.choice([pool for pool in pools if pool[1] in BY_ID and len(pool[2]) > 1])
    target, source = choice.sample(sorted(part), 2)
    path, value = choice.choice(list(places(plain_node(part[source]))))
    stated = part_of(plain_node(part[target]), path) is not None
    where = shown_path(texts.documents, name, (section, target, *path))
    if not stated and isinstance(path[-1], int):
        where = f"{where.rpartition('.')[0]}.+"
    return Edit(where, REMOVED if stated and choice.random() < 0.15 else value)


def try_one(folder: Path, seed: int) -> bool:
    """Whether an edit was made; one that is not must be refused by a finding and change nothing."""
    texts = FolderTexts(folder)
    before = roots(folder, {})
    edit = random_edit(random.Random(seed), texts)
    batch = BatchOfEdits(texts, {})
    try:
        batch.make(edit)
    except EditStopped as stopped:
        codes = {one.code for one in getattr(stopped.answer, "findings", ())}
        assert codes <= {"edit-table", "edit-unsafe", "unknown-path"}, (seed, edit, codes)
        assert "edit-unsafe" not in codes or edit.path.startswith("deals."), (seed, edit)
        return False
    after = roots(folder, texts.drafts)
    entry = batch.made[0].entry.split(".")
    section, key = entry[0], ".".join(entry[1:])
    for file, root in after.items():
        for part, entries in root.items():
            known = before[file].get(part)
            if part != section or not isinstance(entries, dict):
                assert same(entries, known), (seed, edit)
            else:
                others = ({name: one for name, one in side.items() if name != key} for side in (entries, known))
                assert same(*others), (seed, edit)
    for name, content in texts.drafts.items():
        own = texts.contents[name]
        assert (b"\r\n" in own) == (b"\r\n" in content), (seed, edit)
        changed = set(content.split(b"\n")) ^ set(own.split(b"\n"))
        assert len(changed) <= 2 or not name.endswith(".csv"), (seed, edit)
    return True


def test_an_edit_of_the_shipped_company_changes_one_entry(shipped: Path) -> None:
    made = [try_one(shipped, seed) for seed in range(25)]
    assert sum(made) > 15


@pytest.mark.sweep
@pytest.mark.parametrize("first", range(1_000, 3_000, 250))
def test_two_thousand_edits_of_the_shipped_company_change_one_entry_each(shipped: Path, first: int) -> None:
    made = [try_one(shipped, seed) for seed in range(first, first + 250)]
    assert sum(made) > 150
