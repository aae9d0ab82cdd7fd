"""Inputs too large, too deep or too strange to be kept as files: each gets its finding, and nothing worse.

What is said of them, word for word, is in `limits.txt`; ROADMAP_WRITE_GOLDEN=1 pytest tests/faults/test_limits.py
writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from requirements.reading import limits
from roadmap.folder.load import Loaded, load_project
from tests.faults.golden import WRITES, in_words, sections_of
from tests.folder import folders
from tests.folder.folders import HEADER, SMALL, VALID, load

SAID = Path(__file__).parent / "limits.txt"

COLUMNS = "id,name,customer,segment,stage,value,design_in\n"
SEGMENT = "segments: {isv: {name: ISV, target: 1, win_rate: 1, lead_rate: 1}}\n"
TABLE = HEADER + "include: [deals.csv]\n" + SEGMENT


words: list[str] = []
"""What one test was told, in words: of many findings the first and the last."""


def told(loaded: Loaded) -> list[str]:
    """The findings as `file:line:column: code`; their words are noted."""
    some = loaded.findings if len(loaded.findings) < 4 else (loaded.findings[0], loaded.findings[-1])
    words.extend(f"{finding.place.file}:{in_words(finding)}" for finding in some)
    return folders.told(loaded)


@pytest.fixture(scope="module")
def said() -> Iterator[dict[str, str]]:
    """What is said in each test, by its name, as it was read last."""
    yield from sections_of(SAID)


@pytest.fixture(autouse=True)
def every_word_is_known(request: pytest.FixtureRequest, said: dict[str, str]) -> Iterator[None]:
    """What a test of one case is told is what the golden file says."""
    words.clear()
    yield
    name, text = request.node.name, "\n".join(words)
    if text and "[" not in name:
        assert text == (said.setdefault(name, text) if WRITES else said[name])


def of_roadmap(folder: Path, text: str | bytes) -> list[str]:
    """The findings for one roadmap.yaml."""
    return told(load(folder, {"roadmap.yaml": text}))


def of_table(folder: Path, text: str | bytes) -> list[str]:
    """The findings for a table of deals beside a valid roadmap.yaml."""
    return told(load(folder, {"roadmap.yaml": TABLE, "deals.csv": text}))


def test_y08_a_number_of_5000_digits_is_no_number(tmp_path: Path) -> None:
    text = VALID.replace("value: 200万", "value: " + "9" * 5000)
    assert told(load(tmp_path, SMALL | {"roadmap.yaml": text})) == ["roadmap.yaml:24:12: not-a-number"]


def test_y09_a_scalar_over_64_kib_is_refused(tmp_path: Path) -> None:
    fits, too_long = "x" * limits.LONGEST_SCALAR, "x" * (limits.LONGEST_SCALAR + 1)
    assert of_roadmap(tmp_path / "a", HEADER.replace("Test", fits)) == ["roadmap.yaml:1:7: too-long"]
    assert of_roadmap(tmp_path / "b", HEADER.replace("Test", too_long)) == ["roadmap.yaml:1:7: value-too-long"]


def test_y10_a_file_over_8_mib_is_refused(tmp_path: Path) -> None:
    text = HEADER.encode()
    comment = b"# " + b"x" * 77 + b"\n"
    filler = comment * ((limits.LARGEST_FILE - len(text)) // len(comment))
    fits = text + filler + b"#" * (limits.LARGEST_FILE - len(text) - len(filler))
    assert of_roadmap(tmp_path, fits) == ["roadmap.yaml:1:7: no-deals"]
    assert of_roadmap(tmp_path, fits + b"#") == ["roadmap.yaml: file-too-large"]


def test_a_file_of_more_than_400000_parts_is_refused(tmp_path: Path) -> None:
    members = 400_000 - 3  # besides them: the mapping, its key and the list
    assert of_roadmap(tmp_path / "a", "a: [" + "1," * members + "]") != ["roadmap.yaml:1:800000: too-many-parts"]
    found = of_roadmap(tmp_path / "b", "a: [" + "1," * (members + 1) + "]")
    assert found == [f"roadmap.yaml:1:{5 + 2 * members}: too-many-parts"]


@pytest.mark.parametrize(
    ("character", "point"),
    [
        ("\0", "U+0000"),
        ("\a", "U+0007"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u202e", "U+202E"),
        ("\u2066", "U+2066"),
        ("\u2028", "U+2028"),
        ("\ufeff", "U+FEFF"),
        ("\ud800", "U+D800"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_y16_a_forbidden_character_is_named_by_its_code_point(tmp_path: Path, character: str, point: str) -> None:
    loaded = load(tmp_path, {"roadmap.yaml": HEADER + f"currency: é{character}\n"})
    assert told(loaded) == ["roadmap.yaml:4:12: character"]
    assert point in loaded.findings[0].message


def test_y16_at_most_twenty_forbidden_characters_are_named(tmp_path: Path) -> None:
    assert of_roadmap(tmp_path, "\a" * 1000) == [f"roadmap.yaml:1:{column}: character" for column in range(1, 21)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_y17_marked_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    assert load(tmp_path, SMALL | {"roadmap.yaml": VALID.encode(encoding)}).project is not None


def test_y17_gb18030_bytes_are_refused_with_the_option_named(tmp_path: Path) -> None:
    loaded = load(tmp_path, SMALL | {"roadmap.yaml": VALID.encode("gb18030")})
    assert told(loaded) == ["roadmap.yaml:10:17: encoding"]
    assert "--encoding gb18030" in loaded.findings[0].hint


@pytest.mark.parametrize("content", [b"\xff\xfea", b"\xff\xfe\x00\xd8a\x00"])
def test_y17_broken_utf_16_is_refused(tmp_path: Path, content: bytes) -> None:
    assert of_roadmap(tmp_path, content) == ["roadmap.yaml: encoding"]


def test_y18_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("deals: {}\n", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(outside)
    (folder / "inside.yaml").write_text(SEGMENT, encoding="utf-8")
    (folder / "alias.yaml").symlink_to(folder / "inside.yaml")
    found = load(folder, {"roadmap.yaml": HEADER + "include:\n  - link.yaml\n  - alias.yaml\n"})
    assert told(found) == ["roadmap.yaml:5:5: include-outside"]
    assert found.counts["segments"] == 1


def test_y18_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    found = of_roadmap(tmp_path, HEADER + "include:\n  - '*.yaml'\n")
    assert set(found) == {"roadmap.yaml:5:5: unreadable"}


def test_y18_pipes_and_folders_are_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    found = of_roadmap(tmp_path, HEADER + "include:\n  - pipe.yaml\n  - folder.yaml\n")
    assert found == ["roadmap.yaml:5:5: not-a-file", "roadmap.yaml:6:5: include-missing"]


def test_y18_other_kinds_of_files_are_refused(tmp_path: Path) -> None:
    found = told(load(tmp_path, {"roadmap.yaml": HEADER + "include: ['*.txt']\n", "a\nb.txt": "x"}))
    assert found == ["roadmap.yaml:4:11: include-kind"]


def test_roadmap_yaml_may_be_no_device(tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").symlink_to("/dev/zero")
    assert told(load_project(tmp_path)) == ["roadmap.yaml: include-outside"]


def test_a_file_that_the_system_does_not_give_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    (tmp_path / "roadmap.yaml").touch()
    assert told(load_project(tmp_path)) == ["roadmap.yaml: unreadable"]


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.folder.texts.files.MOST_FILES", 2)
    files: dict[str, str | bytes] = {f"{name}.yaml": "deals: {}\n" for name in "abc"}
    found = told(load(tmp_path, files | {"roadmap.yaml": HEADER + "include: ['?.yaml']\n"}))
    assert found == ["roadmap.yaml:4:11: too-large"]


def test_t10_a_field_over_131072_characters_is_refused(tmp_path: Path) -> None:
    assert of_table(tmp_path, COLUMNS + "D1," + "x" * 131_073) == ["deals.csv:2: value-too-long"]


def test_t10_nul_is_refused(tmp_path: Path) -> None:
    assert of_table(tmp_path, COLUMNS + "D1,\0") == ["deals.csv:2:4: character"]


@pytest.mark.parametrize(
    ("delimiter", "before"), [(";", ""), ("\t", ""), (";", "sep=;\n"), ("|", '"sep=|"\n'), (",", "\n\n")]
)
def test_t11_the_delimiter_is_found_from_the_header_row(tmp_path: Path, delimiter: str, before: str) -> None:
    rows = COLUMNS + "D1,One,A,isv,lead,x,2026-07-01\n"
    line = before.count("\n") + 2
    found = of_table(tmp_path, before + rows.replace(",", delimiter))
    assert found == [f"deals.csv:{line}:19: not-a-number"]


def test_t12_gb18030_is_read_when_known_headings_appear(tmp_path: Path) -> None:
    text = COLUMNS + "D1,工厂检测,昆仑视觉,isv,lead,200万,2026-07-01\n"
    loaded = load(tmp_path, {"roadmap.yaml": TABLE, "deals.csv": text.encode("gb18030")})
    assert loaded.project is not None
    assert loaded.project.market.deals["D1"].name == "工厂检测"


@pytest.mark.parametrize(
    "content",
    [
        (COLUMNS + "D1,Café Süßes,Ärzte,isv,lead,1,2026-07-01\n").encode("latin-1"),
        (COLUMNS + "D1,Cafés,Zürich,isv,lead,1,2026-07-01\n").encode("latin-1"),
        "编号甲,名称乙\n".encode("gb18030"),  # no known headings
        COLUMNS.encode() + b"D1,\xff\xff",
    ],
)
def test_t12_other_bytes_are_never_guessed(tmp_path: Path, content: bytes) -> None:
    found = of_table(tmp_path, content)
    assert [finding.split(": ")[1] for finding in found] == ["encoding"]


def test_t14_more_rows_or_columns_than_the_limit_are_refused(tmp_path: Path) -> None:
    rows = "".join(f"D{number},One,C{number},isv,lead,1,2026-07-01\n" for number in range(limits.MOST_ROWS + 1))
    assert of_table(tmp_path, COLUMNS + rows) == [f"deals.csv:{limits.MOST_ROWS + 2}: csv-too-long"]
    assert of_table(tmp_path, "id,name" + ",x" * 199 + "\n") == ["deals.csv:1: csv-too-wide"]
    assert "csv-too-wide" not in str(of_table(tmp_path, "id,name" + ",x" * 198 + "\n"))


@pytest.mark.parametrize(("section", "limit"), [("deals", 10_000), ("features", 3_000)])
def test_s08_more_entries_than_the_limit_are_too_large(tmp_path: Path, section: str, limit: int) -> None:
    entries = "".join(f"  x{number}: a\n" for number in range(limit + 1))
    assert of_roadmap(tmp_path, HEADER + f"{section}:\n" + entries) == ["roadmap.yaml:4:1: too-large"]


def test_s08_cadences_of_more_than_a_thousand_releases_are_too_large(tmp_path: Path) -> None:
    weekly = "  - {{prefix: {name}, first: 2026-01-05, last: 2036-12-31, weeks: 1, freeze: 5}}\n"
    text = HEADER.replace("2026-12", "2036-12") + "cadences:\n" + weekly.format(name="A") + weekly.format(name="B")
    assert of_roadmap(tmp_path, text) == ["roadmap.yaml:6:5: too-large"]


def test_s08_entries_are_counted_over_all_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.folder.texts.collect.MOST_ENTRIES", {"deals": 1})
    found = told(load(tmp_path, SMALL))
    assert found == ["deals.csv:1:1: too-large"]


def test_findings_beyond_the_limit_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap.folder.load.MOST_FINDINGS", 1_000)
    rows = "".join(f"D{number},One,C{number},isv,lead,x,2026-07-01\n" for number in range(1_203))
    loaded = load(tmp_path, {"roadmap.yaml": TABLE, "deals.csv": COLUMNS + rows})
    assert len(loaded.findings) == 1_001
    assert loaded.findings[-1].code == "further-findings"
    assert loaded.findings[-1].message.startswith("203 ")
    assert loaded.project is None


def test_many_unknown_references_are_all_named(tmp_path: Path) -> None:
    rows = "".join(f"D{number},One,C{number},no-{number},lead,1,2026-07-01\n" for number in range(300))
    found = of_table(tmp_path, COLUMNS + rows)
    assert len(found) == 300


def test_the_day_asked_for_is_checked_like_one_that_is_stated(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"roadmap.yaml": HEADER}, as_of=date(1999, 1, 1))
    assert [finding.code for finding in loaded.findings] == ["out-of-range"]
