"""Programs whose exports are known: by which headings, what their stages mean, and in which zone their moments are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from requirements.reading.cells.doubt import plain
from requirements.reading.cells.stages import read_stage
from roadmap.importing.suggesting.synonyms import stem

_SALESFORCE = {
    "Prospecting": "lead",
    "Qualification": "lead",
    "Needs Analysis": "opportunity",
    "Value Proposition": "opportunity",
    "Id. Decision Makers": "opportunity",
    "Perception Analysis": "evaluation",
    "Proposal/Price Quote": "evaluation",
    "Negotiation/Review": "design_in",
    "Closed Won": "won",
    "Closed Lost": "lost",
    "潜在客户开发": "lead",
    "资格认证": "lead",
    "需求分析": "opportunity",
    "价值主张": "opportunity",
    "识别决策者": "opportunity",
    "感知分析": "evaluation",
    "提案/报价": "evaluation",
    "谈判/审核": "design_in",
    "谈判/复审": "design_in",
    "已成交": "won",
    "已结束并赢得客户": "won",
    "已结束但失去客户": "lost",
}
_HUBSPOT = {
    "Appointment Scheduled": "lead",
    "Qualified To Buy": "opportunity",
    "Presentation Scheduled": "opportunity",
    "Decision Maker Bought-In": "evaluation",
    "Contract Sent": "design_in",
    "Closed Won": "won",
    "Closed Lost": "lost",
}
_CHINESE = {
    "初步接洽": "lead",
    "初步沟通": "lead",
    "验证客户": "lead",
    "需求确认": "opportunity",
    "需求确定": "opportunity",
    "需求分析": "opportunity",
    "需求沟通": "opportunity",
    "方案报价": "evaluation",
    "方案/报价": "evaluation",
    "方案验证": "evaluation",
    "商务谈判": "design_in",
    "谈判审核": "design_in",
    "招投标": "design_in",
    "签订合同": "won",
    "无效": "lost",
}
"""Stages with which Chinese CRMs begin; each company has its own."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A program: the headings by which its export is known, the stages it ships with and what they mean here, the zone
    of its moments, and how much its bare amounts count (None: nobody knows)."""

    signs: tuple[str, ...]
    stages: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    unit: int | None = 1


PRESETS: dict[str, Preset] = {
    "salesforce-api": Preset(("StageName", "CloseDate", "AccountId"), _SALESFORCE),
    "salesforce-report": Preset(("Opportunity Name", "Account Name", "Stage"), _SALESFORCE),
    "salesforce-report-zh": Preset(("业务机会名称", "阶段", "结束日期"), _SALESFORCE),
    "hubspot": Preset(
        ("Deal Name", "Deal Stage"),
        _HUBSPOT | {name.replace(" ", "").replace("-", "").casefold(): to for name, to in _HUBSPOT.items()},
    ),
    "fxiaoke": Preset(("expected_deal_amount", "expected_deal_closed_date"), _CHINESE, zone="Asia/Shanghai"),
    "fxiaoke-sheet": Preset(("商机名称", "客户名称", "预计成交日期", "负责人"), _CHINESE, zone="Asia/Shanghai"),
    "neocrm": Preset(("opportunityName", "saleStageId", "money"), _CHINESE, zone="Asia/Shanghai"),
}
"""The presets by name; the first that fits is taken."""


def stage_of(text: str, preset: Preset) -> str | None:
    """What a stage of a program means here, also where the pipeline follows it in brackets; None if nobody knows."""
    meant = {plain(word).casefold(): stage for word, stage in preset.stages.items()}
    whole = plain(text)
    alone = re.sub(r" ?\([^()]*\)$", "", whole)
    for word in (whole, alone):
        if (stage := read_stage(word)) is not None:
            return stage.value
        if (known := meant.get(word.casefold())) is not None:
            return known
    return None


def preset_of(headings: list[str]) -> tuple[str, Preset]:
    """The program that exports these headings; `sheet` if none is known to."""
    there = {stem(heading) for heading in headings}
    for name, preset in PRESETS.items():
        if all(stem(sign) in there for sign in preset.signs):
            return name, preset
    return "sheet", Preset((), _HUBSPOT | _SALESFORCE | _CHINESE, unit=None)
