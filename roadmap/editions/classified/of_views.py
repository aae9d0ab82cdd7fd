"""The columns of exported tables by the kind of knowledge they are."""

from __future__ import annotations

from typing import Final

from roadmap.editions.secrecy import Knowledge

K: Final = Knowledge
OF_VIEWS: Final[dict[str, dict[Knowledge, str]]] = {
    "SureGate": {K.DEAL: "deal", K.GATE: "gate", K.SURE: "late ready promise"},
    "KeptPromise": {
        K.DEAL: "deal",
        K.GATE: "gate",
        K.PROMISE: "release held announced",
        K.PROMISE_DAY: "day",
    },
    "TimelineGate": {
        K.DEAL: "key deal name",
        K.CUSTOMER: "customer",
        K.SALES: "segment owner stage",
        K.MONEY: "value currency",
        K.GATE: "gate",
        K.GATE_DAY: "gate_day",
        K.PROMISE: "published_release before_release",
        K.PROMISE_DAY: "promised_day published_day before_day",
        K.STANDING: "deal_status status confidence release ready_day slack_days missing change moved_days",
        K.SURE: "late_of_20 sure_day sure_release",
        K.REASON: "cause fields",
    },
}
