"""The support cases of each deal in a few words: how many of each kind, how much work, and when it is done."""

from __future__ import annotations

from math import ceil

from requirements.amounts.halves import number_of
from requirements.language import _, enumerated, in_clauses, ngettext
from requirements.support import CasePhase
from roadmap.plans.document import Plan
from roadmap.plans.support import CaseLine
from roadmap.views.formats import span


def case_counts(plan: Plan) -> dict[str, str]:
    """For each deal that brings cases, how many they are and how much work, in a few words."""
    lines: dict[str, list[CaseLine]] = {}
    for line in plan.support:
        lines.setdefault(line.deal, []).append(line)
    return {deal: _counted(own) for deal, own in lines.items()}


def _counted(lines: list[CaseLine]) -> str:
    count, effort = len({(line.case, line.number) for line in lines}), ceil(sum(line.effort for line in lines))
    cases = ngettext("{n} support case", "{n} support cases", count).format(n=count)
    days = ngettext("{n} person-day", "{n} person-days", effort).format(n=effort)
    return _("{cases}, {days}").format(cases=cases, days=days)


def case_texts(plan: Plan) -> dict[str, tuple[str, ...]]:
    """For each deal that brings cases, one text for each kind of them, in the order of the input."""
    kinds: dict[str, dict[str, list[CaseLine]]] = {}
    for line in plan.support:
        kinds.setdefault(line.deal, {}).setdefault(line.case, []).append(line)
    return {deal: tuple(_text(name, lines) for name, lines in by_kind.items()) for deal, by_kind in kinds.items()}


def _text(name: str, lines: list[CaseLine]) -> str:
    count = len({line.number for line in lines})
    phases = [[line for line in lines if line.phase is phase] for phase in CasePhase]
    return _("{count} × {case}: {phases}").format(
        count=count, case=name, phases=in_clauses(_phase(mine) for mine in phases if mine)
    )


def _phase(lines: list[CaseLine]) -> str:
    """What one phase takes, and from when to when it is planned."""
    effort = sum(line.effort for line in lines)
    skills = enumerated(dict.fromkeys(line.skill for line in lines))
    work = ngettext("{n} person-day of {skills}", "{n} person-days of {skills}", ceil(effort))
    work = work.format(n=number_of(effort), skills=skills)
    days = [day for line in lines for day in (line.first, line.last) if day is not None]
    when = span(min(days), max(days)) if days else _("not planned")
    return _("{phase}: {work}, {when}").format(phase=case_phase_word(lines[0].phase), work=work, when=when)


def case_phase_word(phase: CasePhase) -> str:
    """What the work of a case is for, in words."""
    return {
        CasePhase.EVALUATION: _("evaluation"),
        CasePhase.MIGRATION: _("migration"),
        CasePhase.ACCEPTANCE: _("acceptance"),
    }[phase]
