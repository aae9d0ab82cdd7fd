"""Translated catalogues: kept, brought up to date, compiled without what is empty; and sound in each message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

import autocorrect_py
import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from docs.generate import ROOT
from docs.generation.translations import LANGUAGES, compiled_catalogue, place, translated_catalogue, untranslated
from requirements.chinese import ChineseText

HAN = r"[\u4e00-\u9fff]"
WIDE = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
TEMPLATE = (
    'msgid ""\nmsgstr ""\n\nmsgid "late"\nmsgstr ""\n\nmsgid "{n} deal"\nmsgid_plural "{n} deals"\nmsgstr[0] ""\n'
)
BEFORE = 'msgid ""\nmsgstr ""\n\nmsgid "late"\nmsgstr "逾期"\n\nmsgid "gone"\nmsgstr "不再使用"\n'


def _catalogue(tmp_path: Path) -> str:
    path = tmp_path / place("zh_CN", "po")
    path.parent.mkdir(parents=True)
    path.write_text(BEFORE)
    return translated_catalogue(tmp_path, TEMPLATE, "zh_CN")


def test_translations_stay_new_messages_are_empty_and_those_that_are_gone_are_dropped(tmp_path: Path) -> None:
    catalogue = read_po(BytesIO(_catalogue(tmp_path).encode()), locale="zh_CN")
    found = {message.id: message.string for message in catalogue if message.id}
    assert found == {"late": "逾期", ("{n} deal", "{n} deals"): ("",)}
    assert catalogue.num_plurals == 1


def test_messages_without_a_translation_are_named_and_not_compiled(tmp_path: Path) -> None:
    catalogue = _catalogue(tmp_path)
    assert untranslated(catalogue, "zh_CN") == ["{n} deal"]
    compiled = read_mo(BytesIO(compiled_catalogue(catalogue, "zh_CN")))
    assert [message.id for message in compiled if message.id] == ["late"]


def test_the_same_messages_make_the_same_bytes(tmp_path: Path) -> None:
    assert b"2026-01-01 00:00" in compiled_catalogue(_catalogue(tmp_path), "zh_CN")
    assert re.findall(rb"20\d\d-\d\d-\d\d", compiled_catalogue(BEFORE, "zh_CN")) == [b"2026-01-01"] * 2


def _placeholders(text: str) -> set[str]:
    if re.search(r"%\(\w+\)s", text):
        return set(re.findall(r"%\((\w+)\)s", text))
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    assert untranslated((ROOT / place(language, "po")).read_text(encoding="utf-8"), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    wrong = []
    for message in read_po(BytesIO((ROOT / place(language, "po")).read_bytes()), locale=language):
        forms = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        wanted = set().union(*map(_placeholders, forms))
        wrong += [(forms[0], text) for text in strings if message.id and text and _placeholders(text) != wanted]
    assert wrong == []


INPUT = re.compile(r"\d[\d.]*[万亿]|\[[^\]]*\]|`[^`]*`")
"""What a message quotes of input files: amounts and lists as they are written there."""


def _running_texts() -> Iterator[str]:
    """The Chinese of all messages but patterns of dates, what they quote of input taken out."""
    for message in read_po(BytesIO((ROOT / place("zh_CN", "po")).read_bytes()), locale="zh_CN"):
        if message.id and not any("CLDR" in note for note in message.auto_comments):
            strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
            yield from (INPUT.sub("1", string) for string in strings)


def test_chinese_keeps_to_the_conventions_of_spaces_and_marks() -> None:
    wrong = [(text, autocorrect_py.format(text)) for text in _running_texts()]
    assert [pair for pair in wrong if pair[0] != pair[1]] == []


class _Value:
    """What fills a placeholder, in whatever form it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __format__(self, _form: str) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text


def _filled(text: str, value: str) -> str:
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return ChineseText(text).format(**dict.fromkeys(names, _Value(value)))


@pytest.mark.parametrize(("value", "wrong"), [("六月", f"{WIDE} {WIDE}"), ("WW26", f"{HAN}W|6{HAN}")])
def test_no_message_is_spaced_wrongly_whatever_fills_it(value: str, wrong: str) -> None:
    # "{day} 的计划" is "6 月的计划" and "WW26 的计划"; a space that stands alone between two values stays.
    texts = [text for text in _running_texts() if "{" in text and "} {" not in text and not re.search(wrong, text)]
    assert len(texts) > 1000
    assert [text for text in texts if re.search(wrong, _filled(text, value))] == []


def test_no_view_sets_a_label_before_a_text_with_a_colon_of_english() -> None:
    # `labelled` sets the colon of the language in force.
    glued = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "roadmap" / "views").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(isinstance(part, ast.Constant) and str(part.value).startswith(": ") for part in node.values[1:])
    ]
    assert glued == []


def test_no_text_of_the_command_line_joins_its_parts_with_the_marks_of_english() -> None:
    glued = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "roadmap" / "cli" / "text").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(
            isinstance(part, ast.Constant) and re.match(r"(, |; |\. )", str(part.value)) for part in node.values[1:]
        )
    ]
    assert {line.split(":")[0] for line in glued} == {"agenda.py", "clashes.py", "trades.py"}  # numbers of items


def test_views_list_names_and_clauses_as_the_language_in_force_does() -> None:
    # `enumerated` and `in_clauses` do; a cell of a table for programs keeps its semicolons.
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "roadmap" / "views").rglob("*.py"))}
    joined = {path.name: re.findall(r"\"[,;、；] ?\"\.join", text) for path, text in sources.items()}
    assert {name: found for name, found in joined.items() if found} == {"timeline_sheets.py": ['"; ".join']}


HANDED_ON = {
    "csv_reader.py": "told apart by its words",
    "cycles.py": "the names of a circle",
    "sandbox.py": "quoted as what Jinja2 says",
    "companion_process.py": "told to the search, which shows nobody",
    "child.py": "of a defect, whose kind is told",
    "printing.py": "one reason of the system, told by `system_reason`",
    "errors.py": "in English, or the name of the reason",
}
"""Where words of a library or of the system are taken, and why no sentence of ours is glued from them."""


def test_no_sentence_is_glued_from_what_a_library_or_the_system_says_in_english() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in _sources()}
    ours = {node.name for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    taken = {path.name for path, tree in trees.items() for node in ast.walk(tree) if _takes_words(node, ours)}
    assert taken == set(HANDED_ON)


def _sources() -> Iterator[Path]:
    for package in ("requirements", "roadmap"):
        yield from sorted((ROOT / package).rglob("*.py"))


def _takes_words(node: ast.AST, ours: set[str]) -> bool:
    """Whether a part of a program takes the text of an exception that is not ours, or of a library's list of faults."""
    if isinstance(node, ast.Attribute):
        return node.attr == "strerror"
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Constant) and node.slice.value == "msg"
    if not isinstance(node, ast.ExceptHandler) or node.name is None or node.type is None:
        return False
    kinds = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)}
    return not kinds <= ours and any(_tells(part, node.name) for line in node.body for part in ast.walk(line))


def _tells(node: ast.AST, name: str) -> bool:
    """Whether an exception of this name becomes text here: `str(error)`, `{error}`, `reason=error`, `error.message`."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in ("str", "repr") and _is(node.args[:1], name)
    if isinstance(node, ast.Attribute):
        return node.attr in ("args", "message", "msg", "problem", "reason") and _is([node.value], name)
    return isinstance(node, ast.keyword | ast.FormattedValue) and _is([node.value], name)


def _is(nodes: list[ast.expr], name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in nodes)
