"""How the cells of entries are written in tables, and the nodes that they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from requirements.fields import Plain
from requirements.reading.cells.doubt import plain
from requirements.reading.cells.needs import CapabilityNames, split_needs
from requirements.reading.nodes import ListNode, MappingNode, Mark


class CellForm(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    """Words for readers."""
    PLAIN = "plain"
    """An id, a number or a word, which the type of the field reads."""
    WORD = "word"
    """A word of a closed list, English or Chinese."""
    DAY = "day"
    AMOUNT = "amount"
    """Money; a bare number counts thousands."""
    SHARE = "share"
    TEXTS = "texts"
    """Several words for readers: parted by semicolons."""
    IDS = "ids"
    """Several ids: `a; b`."""
    LEVELS = "levels"
    """Ids, each with a number: `a: 2; b: 80%`."""
    PROVIDED = "provided"
    """Capabilities by id or by name, each with a maturity: `a: ga; b: preview`."""
    WAITS = "waits"
    """Features that are waited for: `a; b: interface; c: start + 5`."""
    RANGE = "range"
    """One number or several: `3`, or `2 / 3 / 5`."""


WORDS: Mapping[str, str] = {
    word: meaning
    for meaning, words in {
        "serving": "servingandinference 推理与服务 服务与推理 推理服务",
        "data_centre": "datacentre datacenter 数据中心",
        "operations": "ops 运维 运维监控",
        "developer_tools": "developertools tools 开发工具 开发者工具",
        "qualification": "测试认证 测试与认证 质量认证",
        "knowledge": "docs documentation 知识 知识与文档 文档",
        "model": "models 模型",
        "preview": "beta 预览",
        "ga": "正式",
        "proven": "验证充分",
        "design": "设计",
        "build": "开发 自研",
        "verify": "test 验证 测试",
        "enable": "赋能 赋能与文档",
        "adapt": "改造开源 改造",
        "partner": "合作伙伴 伙伴",
        "early": "尽早",
        "late": "尽晚",
        "true": "yes 是 y 1",
        "false": "no 否 n 0",
    }.items()
    for word in (meaning, *words.split())
}
"""Words of closed lists as people write them, without blanks, dashes and case, and what they mean."""
_LEVEL = re.compile(r"(?P<key>.+?) ?[:：] ?(?P<level>[^:：]+)")
_WAIT = re.compile(r"(?P<feature>[^:：+]+?)(?: ?[:：] ?(?P<kind>[A-Za-z]+))?(?: ?\+ ?(?P<lag>\d+))?")


def word_of(text: str) -> str:
    """What a word of a closed list means; the word itself where nobody knows."""
    return WORDS.get(re.sub(r"[\s_-]+", "", plain(text).casefold()), text)


def node_of(form: CellForm, cell: str, mark: Mark, capabilities: CapabilityNames) -> object:
    """The node that a cell stands for; one in another form stays as it is, for the type of its field to refuse."""
    if form is CellForm.TEXT:
        return cell
    if form is CellForm.WORD:
        return Plain(word_of(cell))
    if form in _SEVERAL:
        return _SEVERAL[form](cell, mark, capabilities)
    return Plain(cell)


def _listed(members: Iterable[object], mark: Mark) -> ListNode:
    listed = ListNode()
    for member in members:
        listed.append(member)
        listed.marks.append(mark)
    return listed


def _texts(cell: str, mark: Mark, _capabilities: CapabilityNames) -> ListNode:
    return _listed((str(part) for part in split_needs(cell)), mark)


def _ids(cell: str, mark: Mark, _capabilities: CapabilityNames) -> ListNode:
    return _listed(map(Plain, split_needs(cell)), mark)


def _levels(cell: str, mark: Mark, _capabilities: CapabilityNames) -> object:
    return _keyed(cell, mark, key_of=str, level_of=str)  # a number of people or a speed: 1 is no word for yes


def _provided(cell: str, mark: Mark, capabilities: CapabilityNames) -> object:
    return _keyed(cell, mark, key_of=lambda name: capabilities.find(name) or name, level_of=word_of)


def _keyed(cell: str, mark: Mark, *, key_of: Callable[[str], str], level_of: Callable[[str], str]) -> object:
    levels = MappingNode()
    for part in split_needs(cell):
        found = _LEVEL.fullmatch(part)
        key = "" if found is None else key_of(found["key"])
        if found is None or key in levels:
            return Plain(cell)
        levels.put(key, Plain(level_of(found["level"].strip())), mark)
    return levels


def _waits(cell: str, mark: Mark, _capabilities: CapabilityNames) -> ListNode:
    waits: list[object] = []
    for part in split_needs(cell):
        found = _WAIT.fullmatch(part)
        if found is None or not (found["kind"] or found["lag"]):
            waits.append(Plain(part))
            continue
        wait = MappingNode()
        wait.put("feature", Plain(found["feature"]), mark)
        if found["kind"]:
            wait.put("wait_for", Plain(found["kind"]), mark)
        if found["lag"]:
            wait.put("lag", Plain(found["lag"]), mark)
        waits.append(wait)
    return _listed(waits, mark)


def _range(cell: str, mark: Mark, _capabilities: CapabilityNames) -> object:
    parts = [part.strip() for part in re.split(r"[/~～–]|(?<=\d) ?- ?(?=\d)", cell)]
    return Plain(cell) if len(parts) == 1 else _listed(map(Plain, parts), mark)


_SEVERAL: Mapping[CellForm, Callable[[str, Mark, CapabilityNames], object]] = {
    CellForm.TEXTS: _texts,
    CellForm.IDS: _ids,
    CellForm.LEVELS: _levels,
    CellForm.PROVIDED: _provided,
    CellForm.WAITS: _waits,
    CellForm.RANGE: _range,
}


def cell_of(form: CellForm, value: object) -> str | None:
    """The cell that stands for a node: what `node_of` reads back; None where a cell of this form cannot say it."""
    if not isinstance(value, dict | list):
        return "" if value is None else str(value)
    if form in (CellForm.LEVELS, CellForm.PROVIDED) and isinstance(value, dict):
        return "; ".join(f"{key}: {level}" for key, level in value.items())
    if form is CellForm.WAITS and isinstance(value, list):
        return "; ".join(_wait_text(wait) for wait in value)
    simple = isinstance(value, list) and not any(isinstance(part, dict | list) for part in value)
    if not simple or form not in (CellForm.TEXTS, CellForm.IDS, CellForm.RANGE):
        return None
    return (" / " if form is CellForm.RANGE else "; ").join(map(str, value))


def _wait_text(wait: object) -> str:
    """What is waited for in the short form of a cell."""
    if not isinstance(wait, dict):
        return str(wait)
    kind = f": {wait['wait_for']}" if "wait_for" in wait else ""
    return f"{wait.get('feature')}{kind}" + (f" + {wait['lag']}" if "lag" in wait else "")
