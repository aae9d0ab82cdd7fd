"""The fields of the plan document by the kind of knowledge they are."""

from __future__ import annotations

from typing import Final

from roadmap.editions.secrecy import Knowledge

K: Final = Knowledge
_FUNNEL_AMOUNTS = "target secured at_risk late given_up to_find placeholders"
OF_PLAN: Final[dict[str, dict[Knowledge, str]]] = {
    "Plan": {
        K.FORM: "kind schema_version language segments deals capabilities features unplanned releases teams skills "
        "hand_overs support moves promises versions target_models year headline funnel "
        "confidence",
        K.PUBLIC: "as_of",
        K.INSIDE: "name start horizon",
        K.MONEY: "currency",
        K.WORK: "provisional_years safe_slack",
        K.REASON: "pins",
        K.TRACE: "made_from verdict proof branding",
    },
    "ConfidencePart": {
        K.FORM: "deals room buffers",
        K.TRACE: "runs seed",
        K.MONEY: "value_without cost assured assured_without expected expected_without",
        K.SURE: "asked reached_without",
    },
    "SureDeal": {K.DEAL: "deal", K.SURE: "chance error reached without"},
    "RoomLine": {K.WORK: "phase skill sure more"},
    "BufferLine": {K.FEATURE: "feature", K.WORK: "days"},
    "MadeFrom": {K.TRACE: "digest files product solver seed workers time effort reproducible folder baseline"},
    "Verdict": {K.TRACE: "checker product digest"},
    "CapabilityLine": {K.MARKET: "id name synonyms kind ready", K.FEATURE: "lands ref link"},
    "WaitLine": {K.WORK: "days calendar"},
    "WorkLine": {
        K.WORK: "phase name skill skills crew divisible effort first last status resumes assumed pauses wait late "
        "overlap ref link stints",
        K.PERSON: "people",
    },
    "FeatureLine": {
        K.PUBLIC: "public_name",
        K.MARKET: "provides",
        K.RELEASE: "release",
        K.DEAL: "deals",
        K.FEATURE: "id name team variant after ref link",
        K.WORK: "verified slack work",
        K.MONEY: "cost",
        K.FORECAST: "for_placeholders_only",
    },
    "AfterLine": {K.FEATURE: "feature", K.WORK: "wait_for lag"},
    "OverlapLine": {K.WORK: "start end"},
    "UnplannedLine": {K.FEATURE: "id name team", K.MARKET: "provides", K.REASON: "cause", K.WORK: "goes_on"},
    "ReleaseLine": {
        K.RELEASE: "id",
        K.SHIP_DAY: "ship",
        K.INSIDE: "used fixed past",
        K.FEATURE: "features ref link",
        K.WORK: "freeze",
        K.DEAL: "deals",
        K.MONEY: "cost",
    },
    "PinLine": {K.REASON: "text reason place cause"},
    "Cause": {
        K.REASON: "kind any_of feature name skill until since crew people features deals start first last needed "
        "available ends earliest latest after pin place in_time",
        K.MONEY: "loses",
    },
    "NeedLine": {
        K.GATE: "gate",
        K.MARKET: "any_of maturity capability",
        K.CHANCE: "importance drop",
        K.FEATURE: "feature",
        K.STANDING: "release ready met",
    },
    "GateLine": {K.GATE: "gate", K.GATE_DAY: "day", K.STANDING: "ready slack status release missing"},
    "Promise": {K.GATE: "gate", K.PROMISE: "release", K.PROMISE_DAY: "day", K.STANDING: "confidence"},
    "DealLine": {
        K.FORM: "gates promises",
        K.DEAL: "id",
        K.STANDING: "status release",
        K.MONEY: "expected kept",
        K.REASON: "causes",
        K.FORECAST: "placeholder stands_for",
    },
    "PromiseLine": {
        K.DEAL: "deal",
        K.GATE: "gates",
        K.PROMISE: "release",
        K.PROMISE_DAY: "day",
        K.STANDING: "ready weeks",
        K.REASON: "held",
        K.MONEY: "price most",
    },
    "NeedAnswer": {
        K.MARKET: "any_of capability maturity",
        K.GATE: "gate",
        K.PUBLIC: "public_names",
        K.PROMISE: "state release now",
        K.PROMISE_DAY: "day",
    },
    "Headline": {
        K.MONEY: "target open_value open_expected secured at_risk late given_up secured_value at_risk_value late_value "
        "given_up_value placeholders_expected placeholders_kept placeholders_revenue release_cost feature_cost "
        "moved_promises value",
        K.FORECAST: "placeholders",
    },
    "PlanProof": {K.TRACE: "status stopped", K.MONEY: "value bound gap"},
    "SegmentLine": {
        K.SALES: "id name",
        K.FORECAST: "deals",
        K.MONEY: "target open_expected secured at_risk late given_up secured_value at_risk_value late_value "
        "given_up_value",
    },
    "MoveLine": {
        K.PERSON: "person agree agreed away",
        K.WORK: "own skill proficiency first last training trained lacking spare person_days",
        K.DEAL: "deals",
        K.FEATURE: "features",
    },
    "PauseLine": {K.WORK: "first last whole", K.PERSON: "people"},
    "StintLine": {K.PERSON: "person", K.WORK: "skill group first last"},
    "WeekLoad": {K.WORK: "monday available used"},
    "SkillLine": {K.WORK: "id people shared reserved weeks"},
    "TeamLine": {K.FEATURE: "id name", K.WORK: "skill people"},
    "HandOver": {K.FEATURE: "feature", K.WORK: "phase day", K.PERSON: "leaves joins"},
    "CaseLine": {
        K.DEAL: "deal",
        K.GATE: "gate",
        K.WORK: "case number phase skill crew effort days earliest latest customary_first customary_last first last "
        "pauses stints",
        K.PERSON: "people",
    },
    "Stay": {K.FEATURE: "release", K.STANDING: "first last gate"},
    "FieldLine": {K.DEAL: "deal", K.STANDING: "stays behind"},
    "LaterGate": {K.REASON: "gate day ready status"},
    "LosingDeal": {K.REASON: "deal gates", K.MONEY: "lost"},
    "Without": {K.REASON: "content_goes_to possible deals", K.MONEY: "saved lost"},
    "VersionLine": {
        K.RELEASE: "release",
        K.FEATURE: "first last supported_until most",
        K.DEAL: "serves stranded",
        K.MONEY: "cost without",
    },
    "VersionUse": {K.FEATURE: "release deals"},
    "VersionMonth": {K.FEATURE: "month at_once uses"},
    "Versions": {K.FORM: "lines deals", K.FEATURE: "most at_once peak holds months"},
    "ClosingLine": {K.SALES: "segment", K.FORECAST: "weights"},
    "WorkerLine": {K.PERSON: "id", K.WORK: "skill"},
    "WorkingYear": {K.WORK: "days_off worked_weekends", K.FORECAST: "closes", K.PERSON: "people"},
    "ModelQuarter": {K.WORK: "first last on_hand listed ad_hoc other reserved free wanted status"},
    "TargetModelLine": {
        K.MARKET: "capability name",
        K.FEATURE: "state release features",
        K.WORK: "person_days",
        K.DEAL: "deals",
        K.MONEY: "given_up",
    },
    "AdHocLine": {K.FEATURE: "feature name release", K.WORK: "person_days", K.DEAL: "deals", K.MONEY: "kept"},
    "TargetModelsPart": {K.FORM: "listed ad_hoc", K.WORK: "share skills total quarters"},
    "QuantityLine": {K.FORECAST: "exact whole about", K.MONEY: "amount"},
    "StepLine": {K.FORECAST: "step at_rates needed in_hand missing"},
    "StageLine": {K.FORECAST: "stage deals", K.MONEY: "amount"},
    "CoverageLine": {K.MONEY: _FUNNEL_AMOUNTS},
    "CashLine": {K.MONEY: "due comes moves_out given_up placeholders"},
    "CashMonth": {K.MONEY: "month due comes placeholders"},
    "SegmentFunnelLine": {
        K.SALES: "id name",
        K.CHANCE: "win_rate lead_rate caution",
        K.MONEY: "target average coverage cash",
        K.FORECAST: "steps stages from_leads to_find placeholders",
    },
    "Funnel": {K.FORECAST: "segments steps to_find placeholders", K.MONEY: "coverage cash months"},
}
