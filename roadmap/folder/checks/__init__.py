"""Cross-checks: what no single entry can tell. Each module answers one kind of question; these lists,
and the rooms of their names, are the contents.

Checks of entries need no dates, and checks of days need them; both run on whatever could be typed, so that one fault
hides no other. Checks of the whole ask what is missing, so they run only when nothing is missing because of faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from requirements.finding import Finding
from roadmap.folder.checks.days.empty_releases import check_releases
from roadmap.folder.checks.days.facts import check_facts
from roadmap.folder.checks.days.gates import check_gates
from roadmap.folder.checks.days.progress import check_progress
from roadmap.folder.checks.days.staff import check_staff
from roadmap.folder.checks.days.support import check_support, check_support_progress
from roadmap.folder.checks.days.timing import check_timing
from roadmap.folder.checks.entries.customers import check_customers
from roadmap.folder.checks.entries.cycles import check_cycles
from roadmap.folder.checks.entries.identity import check_lookalikes
from roadmap.folder.checks.entries.references import check_references
from roadmap.folder.checks.entries.second_lines import check_second_lines
from roadmap.folder.checks.entries.skills import check_skills
from roadmap.folder.checks.entries.target_models import check_target_models
from roadmap.folder.checks.whole.deal_values import check_values
from roadmap.folder.checks.whole.demand import check_demand
from roadmap.folder.checks.whole.missing_parts import check_absence
from roadmap.folder.checks.whole.profile_questions import check_questions
from roadmap.folder.span import Span
from roadmap.folder.texts.collected import Collected

ENTRY_CHECKS: tuple[Callable[[Collected], Iterator[Finding]], ...] = (
    check_lookalikes,
    check_references,
    check_cycles,
    check_customers,
    check_skills,
    check_second_lines,
    check_target_models,
)
"""Checks that need no dates."""

DAY_CHECKS: tuple[Callable[[Collected, Span], Iterator[Finding]], ...] = (
    check_gates,
    check_staff,
    check_support,
    check_support_progress,
    check_releases,
    check_progress,
    check_facts,
    check_timing,
)
"""Checks of the entries over the span of days."""

WHOLE_CHECKS: tuple[Callable[[Collected, Span], Iterator[Finding]], ...] = (
    check_absence,
    check_demand,
    check_questions,
    check_values,
)
"""Checks of the whole folder over its span of days."""
