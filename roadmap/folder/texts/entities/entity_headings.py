"""The columns of tables of features, capabilities, releases and people, with their Chinese headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from requirements.reading.tables.deal_table import IMPORTED
from roadmap.folder.texts.entities.entity_forms import CellForm

T, P, D, A = CellForm.TEXT, CellForm.PLAIN, CellForm.DAY, CellForm.AMOUNT


@dataclass(frozen=True, slots=True)
class EntityColumns:
    """The columns of the tables of one section in their order, each with its form, the headings that mean them, and
    the columns by which such a table is known."""

    section: str
    forms: Mapping[str, CellForm]
    words: Mapping[str, str]
    signs: frozenset[str]
    required: tuple[str, ...]
    aside: frozenset[str] = frozenset({IMPORTED})
    """Columns that say where a row came from, and nothing of its entry."""

    @property
    def known(self) -> dict[str, str]:
        """The columns by heading."""
        return {name: name for name in (*self.forms, IMPORTED)} | dict(self.words)


_COMMON = {"编号": "id", "名称": "name", "说明": "description", "外部编号": "ref", "链接": "link", "来源": IMPORTED}

CAPABILITIES = EntityColumns(
    "capabilities",
    {
        "id": P,
        "name": T,
        "kind": CellForm.WORD,
        "ready": CellForm.WORD,
        "synonyms": CellForm.TEXTS,
        "description": T,
        "ref": T,
        "link": T,
    },
    _COMMON | {"能力": "name", "类别": "kind", "目前成熟度": "ready", "同义词": "synonyms"},
    frozenset({"name", "kind"}),
    ("id", "name", "kind"),
)
RELEASES = EntityColumns(
    "releases",
    {"id": P, "freeze": D, "ship": D, "cost": A, "fixed": CellForm.WORD, "ref": T, "link": T},
    _COMMON | {"版本": "id", "封板": "freeze", "封板日": "freeze", "发布": "ship", "发布日": "ship", "费用": "cost"}
    | {"固定": "fixed"},
    frozenset({"freeze", "ship"}),
    ("id", "freeze", "ship"),
)  # fmt: skip
PEOPLE = EntityColumns(
    "people",
    {
        "id": P,
        "name": T,
        "team": P,
        "skill": P,
        "skills": CellForm.LEVELS,
        "first": D,
        "last": D,
        "reserved": CellForm.SHARE,
        "ref": T,
    },
    _COMMON
    | {"姓名": "name", "团队": "team", "技能": "skill", "其他技能": "skills"}
    | {"入职日": "first", "离职日": "last", "支持占比": "reserved"},
    frozenset({"name", "team"}),
    ("id", "name", "team"),
    frozenset({IMPORTED, "ref"}),
)  # fmt: skip
WORK: Mapping[str, str] = {
    "phase": "phase",
    "work": "name",
    "skill": "skill",
    "skills": "skills",
    "effort": "effort",
    "crew": "crew",
    "wait": "wait",
    "work_not_before": "not_before",
    "work_ref": "ref",
    "work_link": "link",
}
"""Columns of a table of features that speak of a work item, and what they are called there."""
FEATURES = EntityColumns(
    "features",
    {
        "id": P,
        "name": T,
        "team": P,
        "provides": CellForm.PROVIDED,
        "after": CellForm.WAITS,
        "variant": CellForm.WORD,
        "cost": A,
        "upkeep": A,
        "not_before": D,
        "prefer": CellForm.WORD,
        "public_name": T,
        "description": T,
        "ref": T,
        "link": T,
        "item": P,
        "phase": CellForm.WORD,
        "work": T,
        "skill": P,
        "skills": CellForm.LEVELS,
        "effort": CellForm.RANGE,
        "crew": CellForm.RANGE,
        "wait": P,
        "work_not_before": D,
        "work_ref": T,
        "work_link": T,
    },
    _COMMON
    | {"研发项": "name", "团队": "team", "提供": "provides", "提供的能力": "provides"}
    | {"依赖": "after", "实现方式": "variant", "费用": "cost", "维护成本": "upkeep"}
    | {"最早开始": "not_before", "公开名称": "public_name", "序号": "item", "阶段": "phase"}
    | {"工作项": "work", "技能": "skill", "工作量": "effort", "人天": "effort", "投入人数": "crew"}
    | {"等待": "wait"},
    frozenset({"provides"}),
    ("id",),
)  # fmt: skip
TABLES = (FEATURES, RELEASES, CAPABILITIES, PEOPLE)
"""All kinds, in the order in which a header is compared with them."""
