"""The load as a record for programs: numbers, days and ids, nothing formatted."""

from __future__ import annotations

from typing import Any

from roadmap.plans.document import Plan
from roadmap.views.delivery.figures import Figures, Load, Outlook
from roadmap.views.delivery.pieces import LoadScenario, Placing
from roadmap.views.delivery.rules import answers
from roadmap.views.delivery.uncovered_weeks import gaps, seconds


def delivery_record(plan: Plan, figures: Figures) -> dict[str, Any]:
    """Everything that the load page shows. People, cases and person-days are rounded to two places."""
    return {
        "name": plan.name,
        "as_of": str(plan.as_of),
        "horizon": str(plan.horizon),
        "customers": figures.customers,
        "cases": figures.cases,
        "cases_to_find": figures.to_find,
        "outlooks": [_outlook(one, plan, figures) for one in figures.outlooks],
        "rules": [
            {
                "rule": answer.rule.value,
                "year": answer.year,
                "holds": answer.holds,
                "done": answer.done,
                "total": answer.total,
                "wanted": _rounded(answer.wanted),
                "breaches": [
                    {"deal": one.deal, "feature": one.feature, "day": str(one.day), "size": one.size}
                    for one in answer.breaches
                ],
            }
            for answer in answers(plan, figures.calendar)
        ],
        "moves": [line.model_dump(mode="json") for line in plan.moves],
        "second_lines": [
            {
                "person": one.person,
                "own_skill": one.own,
                "skill": one.skill,
                "first": str(one.first),
                "last": str(one.last),
                "person_days": one.person_days,
                "deals": list(one.deals),
            }
            for one in seconds(plan)
        ],
    }


def _outlook(outlook: Outlook, plan: Plan, figures: Figures) -> dict[str, Any]:
    return {
        "placing": outlook.placing.value,
        "scenario": outlook.scenario.value,
        "deals": outlook.deals,
        "all_skills": _load(outlook.whole),
        "skills": [_load(load) for load in outlook.skills],
        "uncovered": _uncovered(plan, figures, outlook.placing, outlook.scenario),
    }


def _uncovered(plan: Plan, figures: Figures, placing: Placing, scenario: LoadScenario) -> list[dict[str, Any]]:
    return [
        {
            "skill": gap.skill,
            "first": str(gap.first),
            "last": str(gap.last),
            "person_days": _rounded(gap.person_days),
            "people": _rounded(gap.people),
            "deals": list(gap.deals),
        }
        for gap in gaps(plan, figures, placing, scenario)
    ]


def _load(load: Load) -> dict[str, Any]:
    peak = load.months[load.peak].month if load.months else None
    return {
        "skill": load.skill,
        "cases": _rounded(load.cases),
        "person_days": _rounded(load.person_days),
        "average_people": _rounded(load.average),
        "peak_month": None if peak is None else f"{peak:%Y-%m}",
        "peak_people": _rounded(load.highest),
        "peak_by_average": _rounded(load.ratio),
        "peak_deals": [{"deal": share.deal, "person_days": _rounded(share.person_days)} for share in load.deals],
        "months": [
            {
                "month": f"{one.month:%Y-%m}",
                "cases": _rounded(one.cases),
                "person_days": _rounded(one.person_days),
                "people": _rounded(one.people),
            }
            for one in load.months
        ],
    }


def _rounded(number: float) -> float:
    return round(float(number), 2)
