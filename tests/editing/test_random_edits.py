"""Whatever is edited: reading the file again gives the new value and every other one as it was, comments stay, and
lines far away are the same bytes."""

from __future__ import annotations

import random
import re

import pytest

from requirements.reading.yaml.yaml_reader import read_yaml
from roadmap.editing.splicing.file_text import LINE_END, FileText, spliced
from roadmap.editing.splicing.splices import TextStep, stepped
from roadmap.editing.splicing.tree import follow, read_tree
from roadmap.editing.splicing.yaml_text import yaml_splices
from roadmap.editing.splicing.yaml_values import same
from roadmap.editing.tables import plain_node
from tests.editing.random_steps import random_step, texts

TEXTS = texts()
COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n\"']*$", re.MULTILINE)


def read(text: str) -> object:
    """What the product's own reader makes of a text; it must find nothing wrong with its form."""
    document, findings = read_yaml(LINE_END.sub("\n", text), "file", expected="")
    assert document is not None, (findings, text)
    assert findings == [], text
    return plain_node(document.root)


def try_one(seed: int) -> None:
    choice = random.Random(seed)
    text = choice.choice(TEXTS)
    before = read(text)
    step = random_step(choice, before)
    file = FileText.of(text.encode())
    splices = yaml_splices(text, step, newline=file.newline)
    after = spliced(text, splices)
    assert same(read(after), stepped(before, step)), (seed, step, text, after)
    assert outside(text, step) <= set(COMMENT.findall(after)), (seed, step, text, after)
    first, last = min((s.start for s in splices), default=0), max((s.end for s in splices), default=0)
    assert after.startswith(text[:first]), seed
    assert after.endswith(text[last:]), seed
    assert not re.search(r"(?<!\r)\n", after) or re.search(r"(?<!\r)\n", text), seed


def outside(text: str, step: TextStep) -> set[str]:
    """The comments that do not stand inside or behind the part that a step touches."""
    way = follow(read_tree(text), step.location)
    member = way[-1][1]
    begin, end = member.begin, max(member.node.end, member.begin)
    stop = LINE_END.search(text, end)
    line = stop.end() if stop else len(text)
    return {found.group() for found in COMMENT.finditer(text) if not begin <= found.start() <= line}


@pytest.mark.parametrize("first", range(0, 400, 100))
def test_an_edit_changes_what_it_names_and_nothing_else(first: int) -> None:
    for seed in range(first, first + 100):
        try_one(seed)


@pytest.mark.sweep
@pytest.mark.parametrize("first", range(10_000, 20_000, 500))
def test_ten_thousand_edits_change_what_they_name_and_nothing_else(first: int) -> None:
    for seed in range(first, first + 500):
        try_one(seed)
