"""Findings in Chinese: whole sentences with no English ones between them, and no message glued from pieces."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextvars import copy_context
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from docs.generate import ROOT
from docs.generation.translations import compiled_catalogue, place, untranslated
from requirements import language
from requirements.finding import Finding
from roadmap.folder.codes import all_codes
from tests.faults.test_faults import CASES, load_case
from tests.importing.imports import HEAD, MAPPING, ROWS, Company

AREAS = ("requirements/", *(f"roadmap/{name}/" for name in (
    "folder", "importing", "supply", "policy", "plan", "operations", "simulate", "planner", "audit", "cli/files",
)))  # fmt: skip
"""Where messages about input are made: what is read, imported, planned and tried."""

CODE = re.compile(r"`[^`]*`")
ENGLISH = re.compile(r"\b[a-z]+(?:,? [a-z]+){2,}\b")
"""Three words in small letters after each other: in Chinese only names and code are Latin."""
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACEHOLDER = re.compile(r"(?<!\{)\{[a-z_]+(?::[^} ]*)?\}(?!\})")
GLUED = re.compile(r"^[\s,.;:)]|\s$")
MARKS = re.compile(r"(?:^|.*[^\w\s])\s*$|^\s*$", re.DOTALL)
"""What may stand before a sentence in a line of text: nothing, the mark of a comment, an indentation."""


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The Chinese catalogue as it is written, compiled for these tests."""
    root = tmp_path_factory.mktemp("locale")
    compiled = root / "zh_CN" / "LC_MESSAGES" / f"{language.DOMAIN}.mo"
    compiled.parent.mkdir(parents=True)
    compiled.write_bytes(compiled_catalogue(catalogue(), "zh_CN"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "CATALOGUES", root)
        yield


def catalogue() -> str:
    """The Chinese catalogue as text."""
    return (ROOT / place("zh_CN", "po")).read_text(encoding="utf-8")


def in_chinese(case: Path, folder: Path) -> tuple[Finding, ...]:
    """The findings of a case, in Chinese; it was read in English before, of which nothing is kept."""
    language.speak("en")
    load_case(case, folder)
    language.speak("zh_CN")
    return load_case(case, folder)[1].findings


def wrong(text: str) -> bool:
    """Whether a text has no Chinese, an English sentence, a placeholder that is not filled, or the trace of glue."""
    words = CODE.sub("", text)
    return bool(not HAN.search(text) or ENGLISH.search(words) or PLACEHOLDER.search(words) or GLUED.search(text))


def test_the_sweep_knows_english_glue_and_placeholders_from_chinese() -> None:
    assert wrong("the field is missing")
    assert wrong("缺少字段 the field is missing")
    assert wrong("缺少字段 {field}")
    assert wrong(" 缺少字段")
    assert not wrong("应为 free、never，或交接的代价，如 costs 3 days；请写 `never an English sentence`")


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_finding_is_chinese_throughout(case: Path, tmp_path: Path) -> None:
    findings = copy_context().run(partial(in_chinese, case, tmp_path))
    said = [text for finding in findings for text in (finding.message, finding.hint) if text]
    assert [text for text in said if wrong(text)] == []


REFUSED = {
    "one row after another": "a,One,A,nobody,商机,1,,,,\nb,Two,B,isv,Prospecting,many,,,,\n"
    "c,Three,C,isv,商机,-5,3/1/2026,,,\nd,Four,D,isv,商机,$5m,45000,1782777600000,,\n"
    ",Five,E,isv,商机,,,,,\n1.23457E+17,Six,F,isv,商机,1,,,,\n",
    "gates the wrong way round": "a,One,A,isv,商机,1,2026-08-01,2026-07-01,,\n",
    "the same deal twice": "a,One,A,isv,商机,1,,,,\na,Two,A,isv,商机,1,,,,\n",
    "a row that is too short": "a,One,A,isv,商机,1,,,\n",
    "a quotation mark that stays open": 'a,"One,A,isv,商机,1,,,,\n',
}
MAPPINGS = {
    "questions": ("key: 编号", 'key: "?"'),
    "a column that is not there": ("  name: 名称", "  name: 名字"),
    "a unit that is none": ("value: 金额(万元)", "value: {column: 金额(万元), unit: dozen}"),
    "a distance that is none": ("signing: 签约日期", "signing: {from: evaluation, add: 2 months}"),
    "a zone that is none": ("key: 编号", "from: {zone: Mars/Olympus}\nkey: 编号"),
    "a result outside the folder": ("key: 编号", "to: ../deals.csv\nkey: 编号"),
}


def imported_in_chinese(folder: Path, mapping: str, content: str, name: str) -> list[Finding]:
    """The findings of an import, in Chinese."""
    language.speak("zh_CN")
    return Company(folder / "company", mapping).refused(content, name=name)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("mapping", "rows", "name"),
    [
        *(pytest.param(MAPPING, rows, "export.csv", id=name) for name, rows in REFUSED.items()),
        *(pytest.param(MAPPING.replace(*change), ROWS, "export.csv", id=name) for name, change in MAPPINGS.items()),
        pytest.param(MAPPING, ROWS, "export.xlsx", id="a workbook that is none"),
        pytest.param(MAPPING, "[1, 2]", "export.json", id="records that are none"),
    ],
)
def test_a_finding_of_an_import_is_chinese_throughout(mapping: str, rows: str, name: str, tmp_path: Path) -> None:
    content = rows if name.endswith("json") else HEAD + rows
    findings = copy_context().run(partial(imported_in_chinese, tmp_path, mapping, content, name))
    said = [text for finding in findings for text in (finding.message, finding.hint) if text]
    assert [text for text in said if wrong(text)] == []
    assert said


def explained() -> dict[str, str]:
    """Every explanation of a code, in Chinese."""
    language.speak("zh_CN")
    return all_codes()


@pytest.mark.usefixtures("chinese")
def test_every_explanation_is_chinese_throughout_and_ends_as_a_sentence() -> None:
    found = copy_context().run(explained)
    assert len(found) > 150
    assert {code: text for code, text in found.items() if wrong(text) or not text.endswith(("。", "："))} == {}


def test_every_message_about_input_has_a_translation() -> None:
    template = read_po(BytesIO((ROOT / "requirements/locale/roadmap.pot").read_bytes()))
    here = [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in template
        if message.id and any(file.startswith(AREAS) for file, _line in message.locations)
    ]
    assert len(here) > 600
    assert [text for text in here if GLUED.search(text)] == []
    assert sorted(set(here) & set(untranslated(catalogue(), "zh_CN"))) == []


def glue(path: Path) -> Iterator[str]:
    """Where a source lays a message and a text with words after each other, as `+` or inside an f-string."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        parts: list[ast.expr] = []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            parts = [node.left, node.right]
        elif isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.FormattedValue) else part for part in node.values]
        texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if isinstance(node, ast.expr) and any(map(_is_message, parts)) and not all(map(MARKS.match, texts)):
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def _is_message(part: ast.expr) -> bool:
    while isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
        part = part.func.value
    return isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id in ("_", "ngettext")


def test_no_message_about_input_is_glued() -> None:
    sources = [path for area in AREAS for path in sorted((ROOT / area).rglob("*.py"))]
    assert len(sources) > 150
    assert [where for path in sources for where in glue(path)] == []


def test_the_sweep_finds_glue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    source = tmp_path / "one.py"
    source.write_text('a = _("late") + " by a day"\nb = "# " + _("late")\nc = f"{_(\'late\')} by {n}"\n')
    assert list(glue(source)) == ["one.py:1", "one.py:3"]
