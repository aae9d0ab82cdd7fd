"""The sample plan over the whole of 2026, so that the rules of the year apply to it."""

from __future__ import annotations

from datetime import date

from requirements.gate import Gate
from roadmap.plans.deals import DealLine, GateLine, GateStatus
from roadmap.plans.document import Plan
from roadmap.plans.revenue.year import ClosingLine
from tests.sample_moves import moves
from tests.sample_plan import sample_plan
from tests.sample_support import piece, week

DECEMBER = date(2026, 12, 31)


def whole_year() -> Plan:
    """Harbour signs on 20 November and is accepted on 11 December; what it needs is in use on 6 November.

    Beijing signs in June and is accepted in September. Cases of Beijing before signing take five days in July, those
    of Harbour five days in September.
    """
    plan = sample_plan()
    deals = [_with_gates(deal) for deal in plan.deals]
    july, september = date(2026, 7, 6), date(2026, 9, 7)
    more = [
        piece("beijing", 3, plan.support[1].phase, Gate.SIGNING, "fae", july, july, ["fae-1"]),
        piece("harbour", 1, plan.support[1].phase, Gate.SIGNING, "fae", september, september, ["fae-1"]),
    ]
    at_work = [week(july, 5, 5), week(september, 5, 5)]
    skills = [
        line.model_copy(update={"weeks": [*line.weeks, *at_work]}) if line.id == "fae" else line for line in plan.skills
    ]
    closes = [ClosingLine(segment="isv", weights=[0, 0, 2, 4, 4, 4, 4, 4, 4, 2, 1, 0])]
    return plan.model_copy(
        update={
            "horizon": DECEMBER,
            "deals": deals,
            "skills": skills,
            "support": [*plan.support, *more],
            "moves": moves(),
            "year": plan.year.model_copy(update={"closes": closes}),
        }
    )


def _with_gates(deal: DealLine) -> DealLine:
    in_use = date(2026, 5, 8)
    days: dict[str, list[tuple[Gate, date, date]]] = {
        "beijing": [(Gate.SIGNING, date(2026, 6, 19), in_use), (Gate.ACCEPTANCE, date(2026, 9, 18), in_use)],
        "harbour": [
            (Gate.SIGNING, date(2026, 11, 20), date(2026, 7, 3)),
            (Gate.ACCEPTANCE, date(2026, 12, 11), date(2026, 11, 6)),
        ],
    }
    gates = [gate_line(gate, day, ready) for gate, day, ready in days.get(deal.id, [])]
    return deal.model_copy(update={"gates": [*deal.gates, *gates]})


def gate_line(gate: Gate, day: date, ready: date | None) -> GateLine:
    """A gate that is met, or missed if it is never ready."""
    status = GateStatus.NOT_PROMISED if ready is None else GateStatus.MET
    slack = None if ready is None else 20
    return GateLine(gate=gate, day=day, ready=ready, slack=slack, status=status, release=None, missing=[])
