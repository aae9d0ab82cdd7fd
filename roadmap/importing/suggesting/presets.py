"""Programs whose exports are known: by which headings, what their stages mean, and in which zone their moments are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    "hubspot": Preset(
        ("Deal Name", "Deal Stage"),
        _HUBSPOT | {name.replace(" ", "").replace("-", "").casefold(): to for name, to in _HUBSPOT.items()},
    ),
    "fxiaoke": Preset(("expected_deal_amount", "expected_deal_closed_date"), zone="Asia/Shanghai"),
    "fxiaoke-sheet": Preset(("商机名称", "客户名称", "预计成交日期", "负责人"), zone="Asia/Shanghai"),
    "neocrm": Preset(("opportunityName", "saleStageId", "money"), zone="Asia/Shanghai"),
}
"""The presets by name; the first that fits is taken."""


def preset_of(headings: list[str]) -> tuple[str, Preset]:
    """The program that exports these headings; `sheet` if none is known to."""
    there = {stem(heading) for heading in headings}
    for name, preset in PRESETS.items():
        if all(stem(sign) in there for sign in preset.signs):
            return name, preset
    return "sheet", Preset((), _HUBSPOT | _SALESFORCE, unit=None)
