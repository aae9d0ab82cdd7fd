"""The support cases of the sample plan: one of Acme, two of Beijing, one of Delta, which is not served.

The plan runs from Monday 2 February to Tuesday 30 June 2026 without holidays: 20 working days in February, 22 in March,
22 in April, 21 in May and 22 in June, 107 in all.
"""

from __future__ import annotations

from datetime import date, timedelta

from requirements.gate import Gate
from requirements.support import CasePhase
from roadmap.plans.engineering.people import SkillLine, WeekLoad
from roadmap.plans.revenue.year import WorkerLine, WorkingYear
from roadmap.plans.support import CaseLine

FEB_2, FEB_23, APR_6, MAY_4, JUN_8 = (date(2026, *day) for day in ((2, 2), (2, 23), (4, 6), (5, 4), (6, 8)))


def support() -> list[CaseLine]:
    """Five days of one person each. Planned, Acme's moves from the end of February to its begin, one of Beijing's from
    May to April."""
    return [
        piece("acme", 1, CasePhase.EVALUATION, Gate.EVALUATION, "fae", FEB_23, FEB_2, ["fae-1"]),
        piece("beijing", 1, CasePhase.MIGRATION, Gate.DESIGN_IN, "ae", MAY_4, APR_6, ["fae-2"]),
        piece("beijing", 2, CasePhase.MIGRATION, Gate.DESIGN_IN, "ae", MAY_4, MAY_4, ["ae-1"]),
        piece("delta", 1, CasePhase.ACCEPTANCE, Gate.ACCEPTANCE, "fae", JUN_8, None, []),
    ]


def piece(
    deal: str,
    number: int,
    phase: CasePhase,
    gate: Gate,
    skill: str,
    customary: date,
    planned: date | None,
    people: list[str],
) -> CaseLine:
    """A piece of five working days from one Monday or another."""
    friday = timedelta(days=4)
    return CaseLine(
        deal=deal,
        case="Industry case 行业案例",
        number=number,
        phase=phase,
        gate=gate,
        skill=skill,
        crew=1,
        effort=4,
        days=5,
        earliest=FEB_2,
        latest=customary + friday,
        customary_first=customary,
        customary_last=customary + friday,
        first=planned,
        last=None if planned is None else planned + friday,
        people=people,
    )


def supporters() -> list[SkillLine]:
    """One AE, and FAE who are enough but for the week of 8 June."""
    fae = [week(FEB_2, 10, 5), week(FEB_23, 10, 0), week(JUN_8, 3, 0)]
    return [
        SkillLine(id="ae", people=1, reserved=0.2, weeks=[week(APR_6, 5, 5), week(MAY_4, 5, 5)]),
        SkillLine(id="fae", people=2, reserved=0.2, weeks=fae),
    ]


def week(monday: date, available: int, used: int) -> WeekLoad:
    """A week of a skill."""
    return WeekLoad(monday=monday, available=available, used=used)


def year() -> WorkingYear:
    """No holidays; fae-2 is an FAE who carries one of the AE's cases."""
    workers = {"ae-1": "ae", "fae-1": "fae", "fae-2": "fae"}
    return WorkingYear(people=[WorkerLine(id=key, skill=skill) for key, skill in workers.items()])
