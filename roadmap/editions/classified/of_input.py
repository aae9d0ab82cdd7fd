"""The fields of the input by the kind of knowledge they are. No edition is made from them; what a plan takes over from
them must be of the same secrecy there."""

from __future__ import annotations

from typing import Final

from roadmap.editions.secrecy import Knowledge

K: Final = Knowledge
_SECTIONS = "segments profiles capabilities deals features teams people releases cadences progress pins leave decisions"
_HEADER: Final[dict[Knowledge, str]] = {
    K.PUBLIC: "as_of",
    K.INSIDE: "name start horizon",
    K.MONEY: "currency rates",
    K.WORK: "calendar",
    K.REASON: "policy",
    K.TRACE: "catalogue include",
}
OF_INPUT: Final[dict[str, dict[Knowledge, str]]] = {
    "RoadmapFile": _HEADER | {K.FORM: _SECTIONS},
    "Header": _HEADER,
    "CalendarChoice": {K.WORK: "country days_off working_days"},
    "Capability": {K.MARKET: "name synonyms kind description ready typical", K.FEATURE: "ref link"},
    "Payment": {K.MONEY: "share delay"},
    "Need": {K.MARKET: "any_of maturity", K.CHANCE: "importance drop"},
    "ProfileNeed": {K.MARKET: "any_of maturity", K.CHANCE: "importance drop frequency"},
    "Deal": {
        K.DEAL: "name ref link",
        K.CUSTOMER: "customer",
        K.SALES: "segment stage owner lead_time",
        K.GATE_DAY: "gates",
        K.FORM: "needs",
        K.MONEY: "value recognised payments",
        K.CHANCE: "win_probability",
        K.REASON: "situation not_needed estimated fields",
        K.WORK: "cases support support_progress",
    },
    "Profile": {K.SALES: "name", K.FORECAST: "needs pace description"},
    "Lateness": {K.MONEY: "days keeps"},
    "Segment": {
        K.SALES: "name lead_time",
        K.MONEY: "target average_deal recognised payments lateness",
        K.CHANCE: "win_rate lead_rate caution gate_spread",
        K.FORECAST: "contracts closes profile",
        K.WORK: "support",
    },
    "CaseWork": {K.WORK: "phase skill effort spread after crew", K.GATE: "gate"},
    "SupportCase": {K.WORK: "name count work"},
    "CaseProgress": {K.WORK: "case number phase skill started done remaining", K.GATE: "gate"},
    "Dependency": {K.FEATURE: "feature", K.WORK: "wait_for lag"},
    "HandOverTerms": {K.WORK: "rule days"},
    "WaitTime": {K.WORK: "days calendar"},
    "Effort": {K.WORK: "low likely high"},
    "Crew": {K.WORK: "fewest most"},
    "Overlap": {K.WORK: "start end"},
    "WorkItem": {
        K.WORK: "phase skill skills effort crew divisible hand_over name not_before wait prefer overlaps",
        K.TRACE: "ref link",
    },
    "Feature": {
        K.PUBLIC: "public_name",
        K.MARKET: "provides",
        K.FEATURE: "name team after variant ref link",
        K.WORK: "work not_before prefer",
        K.REASON: "description",
        K.MONEY: "cost upkeep",
    },
    "SecondLine": {K.WORK: "skill proficiency training people"},
    "Team": {K.FEATURE: "name", K.WORK: "second_lines skills skill people reserved hires"},
    "Person": {K.PERSON: "name team first last leave week reserved", K.WORK: "second_lines skills skill"},
    "Week": {K.PERSON: "days"},
    "Leave": {K.PERSON: "first last half"},
    "PersonLeave": {K.PERSON: "person first last half ref"},
    "Hire": {K.WORK: "first people"},
    "ItemProgress": {K.WORK: "name skill started begun done remaining wait crew spent", K.PERSON: "people"},
    "FeatureProgress": {K.WORK: "items", K.RELEASE: "shipped"},
    "Release": {K.SHIP_DAY: "ship", K.WORK: "freeze", K.MONEY: "cost", K.FEATURE: "fixed ref link"},
    "Cadence": {
        K.RELEASE: "prefix",
        K.SHIP_DAY: "first last weeks",
        K.WORK: "freeze",
        K.MONEY: "cost",
        K.FEATURE: "fixed",
    },
    "Pin": {K.REASON: "feature deal release start done_by planned served reason"},
    "RecordedDecision": {K.REASON: "what who when because"},
    "Policy": {
        K.WORK: "estimate crew_loss out_of_sequence longest_pause safe_slack",
        K.MARKET: "maturity",
        K.CHANCE: "caution uncertainty agenda",
        K.FORECAST: "placeholders most_placeholders",
        K.FORM: "moves versions language",
        K.REASON: "target_models promises consent",
        K.TRACE: "branding",
    },
    "MovePolicy": {K.WORK: "notice least_weeks most_a_year training_days"},
    "PromisePolicy": {K.MONEY: "per_week most"},
    "AgendaPolicy": {K.CHANCE: "gives_way wish_drop"},
    "UncertaintyPolicy": {K.CHANCE: "effort common gates estimated_wider sick_days lost_at confidence"},
    "EffortSpread": {K.CHANCE: "less more"},
    "CommonError": {K.CHANCE: "company skill feature"},
    "Spread": {K.CHANCE: "earlier later"},
    "TargetModels": {K.REASON: "models share skills"},
    "VersionPolicy": {K.FEATURE: "take support_months most"},
    "Branding": {K.PUBLIC: "company colour logo", K.REASON: "legal valid_days", K.TRACE: "pseudonym_key"},
}
