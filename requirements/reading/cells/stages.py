"""Stages in the words of the trade, Chinese and English; only those that mean one stage wherever they stand."""

from __future__ import annotations

from requirements.gate import Stage
from requirements.reading.cells.doubt import plain

_WORDS = {
    Stage.LEAD: "线索 销售线索 潜在客户 潜客",
    Stage.OPPORTUNITY: "商机 机会 立项",
    Stage.EVALUATION: "送测 评估 测试 测试中 送测中 poc",
    Stage.DESIGN_IN: "导入 导入中 设计导入 选型 design-in designin 导入(design-in)",
    Stage.WON: "签约 赢单 签单 落单 已签约 成交 已成交 合同签订 won closed-won closedwon",
    Stage.DELIVERY: "交付 实施 交付中 delivering",
    Stage.ACCEPTED: "验收 已验收 验收通过",
    Stage.PAID: "回款 已回款 收款 付款 已付款",
    Stage.LOST: "丢单 输单 失单 已丢单 已输单 lost closed-lost closedlost",
}
_STAGES = {word: stage for stage, words in _WORDS.items() for word in words.split()} | {
    stage.value.replace("_", "-"): stage for stage in Stage
}


def read_stage(text: str) -> Stage | None:
    """The stage that a word means; None where it is another company's word for something."""
    return _STAGES.get(plain(text).casefold().replace(" ", "-").replace("_", "-"))
