"""Mutated folders: whatever a file holds, loading it ends with findings or a project, never with an exception.

ROADMAP_MUTATIONS sets how many cases are tried (300 by default); before a release: 2,000,000 in all.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

from requirements.finding import Severity
from roadmap.folder.load import load_project
from tests.folder.folders import SMALL, write

CASES = int(os.environ.get("ROADMAP_MUTATIONS", "300"))
SEED = int(os.environ.get("ROADMAP_MUTATIONS_SEED", "0"))
PARTS: list[str] = [
    *"{}[]:,-|>&*!%@`'\"#?~ \t\n",
    *"\0\a\x85\u202e\u2028\ufeff\ud800客é𝄞",
    *["<<", "*a", "&a ", "!!int ", "---\n", "...\n", "? ", ": ", "- ", "null", "true", "no", "1e400", "-1", "0", "nan"],
    *["9" * 50, "60%", "1/0", "2026-02-30", "0001-01-01", "9999-12-31", "45000", "1,000", "万", "../x", "/dev/zero"],
    *["deals", "D1", "api", "R1", "name", "gates", "design_in", "include", "../..", "*.yaml", "**", "C:\\", "http://x"],
]
Mutation = Callable[[random.Random, str], str]


def _insert(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(PARTS) + text[at:]


def _delete(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.choice([1, 1, 3, 10, 100]) :]


def _replace_word(chance: random.Random, text: str) -> str:
    words = list(re.finditer(r"[\w.%-]+", text))
    if not words:
        return text
    word = chance.choice(words)
    return text[: word.start()] + chance.choice(PARTS) + text[word.end() :]


def _swap_words(chance: random.Random, text: str) -> str:
    words = re.findall(r"[\w.%-]+", text)
    return _replace_once(text, chance.choice(words), chance.choice(words)) if words else text


def _replace_once(text: str, old: str, new: str) -> str:
    return text.replace(old, new, 1)


def _move_line(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    if lines:
        line = lines.pop(chance.randrange(len(lines)))
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(["", "  ", "    "]) + line)
    return "".join(lines)


def _repeat_line(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines, chance.choice(lines)]) if lines else text


MUTATIONS: list[Mutation] = [_insert, _delete, _replace_word, _replace_word, _swap_words, _move_line, _repeat_line]


def mutate(chance: random.Random) -> dict[str, str | bytes]:
    """The small valid folder with one to five changes in its texts, and sometimes in its bytes."""
    files = dict(SMALL)
    for _number in range(chance.choice([1, 1, 2, 5])):
        name = chance.choice(list(files))
        content = files[name]
        if isinstance(content, str):
            files[name] = chance.choice(MUTATIONS)(chance, content)
    if chance.random() < 0.1:
        name = chance.choice(list(files))
        content = files[name]
        raw = bytearray(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
        for _number in range(chance.choice([1, 5])):
            raw[chance.randrange(len(raw)) if raw else 0 : 0] = bytes([chance.randrange(256)])
        files[name] = bytes(raw)
    return files


def test_mutated_folders_get_findings_and_never_an_exception(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    accepted = 0
    for number in range(CASES):
        files = mutate(chance)
        loaded = load_project(write(tmp_path, files), encoding=chance.choice([None, "gb18030"]))
        errors = [finding for finding in loaded.findings if finding.severity is Severity.ERROR]
        assert (loaded.project is None) == bool(errors), f"case {number}: {files}"
        assert all(finding.message and str(finding.place) for finding in loaded.findings)
        accepted += loaded.project is not None
    assert 0 < accepted < CASES  # some changes are harmless, most are not
