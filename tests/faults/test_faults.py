"""The corpus of faulty files: each names the codes and lines it expects, and gets exactly those.

What is said of them, word for word, is in `findings.txt`; ROADMAP_WRITE_GOLDEN=1 pytest tests/faults/test_faults.py
writes it anew. Read it as somebody would who sees these sentences for the first time.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap.folder.load import Loaded, load_project
from tests.faults.golden import WRITES, in_words, sections_of

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.suffix in (".yaml", ".csv"))
SAID = HERE / "findings.txt"
EXPECT = re.compile(r"# expect: ([a-z -]+)$")


def load_case(case: Path, folder: Path) -> tuple[str, Loaded]:
    """Load a case, as roadmap.yaml if it says so, else as a file that the base folder includes."""
    content = case.read_bytes()
    name = "roadmap.yaml" if content.startswith(b"# as: roadmap.yaml") else f"case{case.suffix}"
    if name != "roadmap.yaml":
        shutil.copy(HERE / "base" / "roadmap.yaml", folder)
    (folder / name).write_bytes(content)
    return name, load_project(folder)


def expected(case: Path) -> list[tuple[int, str]]:
    """The lines and codes that a case names: at the ends of its lines, or in a file beside it."""
    beside = case.with_name(case.name + ".expected")
    if beside.exists():
        pairs = [line.split() for line in beside.read_text(encoding="utf-8").splitlines()]
        return sorted((int(line), code) for line, code in pairs)
    lines = enumerate(case.read_text(encoding="utf-8").splitlines(), start=1)
    return sorted(
        (number, code) for number, line in lines if (match := EXPECT.search(line)) for code in match.group(1).split()
    )


@pytest.fixture(scope="module")
def said() -> Iterator[dict[str, str]]:
    """What is said of each case, by its name, as it was read last."""
    yield from sections_of(SAID)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_faulty_file_gets_exactly_the_findings_it_names(case: Path, tmp_path: Path, said: dict[str, str]) -> None:
    name, loaded = load_case(case, tmp_path)
    text = "\n".join(map(in_words, loaded.findings))
    if WRITES:
        said[case.name] = text
    assert text == said[case.name], f"write {SAID.name} anew and read the difference"
    assert sorted((finding.place.line, finding.code) for finding in loaded.findings) == expected(case)
    assert {finding.place.file for finding in loaded.findings} == {name}


def test_the_base_folder_has_no_findings_of_its_own(tmp_path: Path) -> None:
    shutil.copy(HERE / "base" / "roadmap.yaml", tmp_path)
    (tmp_path / "case.yaml").write_text("deals: {}\n", encoding="utf-8")
    loaded = load_project(tmp_path)
    assert loaded.findings == ()
    assert loaded.project is not None
