"""What other programs and people call the fields of deals, by the headings of their columns."""

from __future__ import annotations

import re

from requirements.reading.cells.doubt import plain

_DEALS = """
ref: opportunityid 业务机会id 业务机会编号 商机编号 商机id recordid dealid dealnumber opportunitynumber
    机会编号 项目编号 单据编号 编号 _id dataid id number
name: opportunityname dealname 业务机会名称 业务机会名 商机名称 机会名称 项目名称 名称 标题
    商机 项目 opportunity deal project name title
customer: accountname customername companyname associatedcompany 客户名称 公司名称 最终客户 客户 公司
    accountidr account customer client company accountid
segment: segment 客户类别 客户类型 细分市场 客群 行业 客户行业 industry sector vertical customertype
stage: stage stagename dealstage salesstage 销售阶段 商机阶段 阶段 opportunitystage opposidstage salestageid
    oppostageid 商机状态 当前阶段 目前阶段 跟进阶段 项目阶段 当前状态
value: amount 商机金额 预计金额 预计成交金额 合同金额 合同额 金额 总金额 totalamount dealamount dealvalue
    expecteddealamount money value contractvalue closevalue amountincompanycurrency
win_probability: probability 赢率 赢单率 成交概率 概率 可能性 winprobability dealprobability winrate
owner: opportunityowner dealowner 负责人 商机负责人 业务机会所有人 所有人 销售负责人 销售
    owner salesagent salesrep salesperson ownerid
link: 链接link urllink link url 链接 opportunityurl dealurl
signing: closedate 结束日期
    expecteddealcloseddate expectedclosedate signingdate contractdate signing
evaluation: evaluationdate poc日期 evaluation evaluationstart pocdate
design_in: designindate designin
acceptance: acceptancedate acceptance
payment: paymentdate payment
needs_evaluation: 送测需求 测试需求 评估需求 evaluationneeds
needs_design_in: 导入需求 designinneeds 软件需求 能力需求 需求 需求能力 needs softwareneeds requirements
    requiredcapabilities
needs_signing: 签约需求 signingneeds
needs_acceptance: 验收需求 acceptanceneeds
needs_payment: 回款需求
"""
_GATES = {
    "evaluation": "送测 测试 评估 送样",
    "design_in": "导入 设计导入 选型 定点",
    "signing": "签约 成交 签单 结单 落单 签订",
    "acceptance": "验收",
    "payment": "回款 收款 付款",
}
"""What gates are called in the headings of their days, between a word such as 预计 and one such as 日期."""


def _days(words: str) -> list[str]:
    """The headings of the days of a gate; the gate's own name alone is the least likely."""
    named = [f"{before}{word}{after}" for word in words.split() for before in _BEFORE for after in _AFTER]
    return sorted(named, key=lambda name: name in words.split())


_BEFORE, _AFTER = ("预计", "计划", "预期", "目标", ""), ("日期", "时间", "节点", "日", "")
COLUMNS: dict[str, tuple[str, ...]] = {
    column: (*words.split(), *_days(_GATES.get(column, "")))
    for column, words in re.findall(r"^(\w+):((?:.*\n(?:    .*\n)*))", _DEALS, re.MULTILINE)
}
"""The headings of each column of a table of deals, the likeliest first."""
KNOWN = frozenset(word for words in COLUMNS.values() for word in words)
"""All of them."""


def stem(heading: str) -> str:
    """A heading without what differs between programs: case, blanks, dashes, brackets, marks of custom fields."""
    text = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", plain(heading).casefold())
    return re.sub(r"__[cr]$|^\s+|[\s_\-./:*]+", "", text.replace("__r", "r").replace("__c", "")) or text.strip()


def column_for(heading: str) -> tuple[str, int] | None:
    """The column that a heading means, and how likely that is among its other headings (0: likeliest)."""
    word = stem(heading)
    return next(((column, words.index(word)) for column, words in COLUMNS.items() if word in words), None)
