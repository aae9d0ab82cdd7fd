"""`roadmap check --deep`: whether any plan could serve each deal alone, as findings."""

from __future__ import annotations

import threading

from requirements.finding import Finding, Place, Severity
from requirements.language import _, follow_on, in_clauses, ngettext
from roadmap.explaining.probing import Probe, probe_deals
from roadmap.folder.project import Project
from roadmap.operations.planning.judging import StoppableJudge
from roadmap.solver.process.judge import Judge
from roadmap.views.reasons.causes import cause_text, sentence
from roadmap.views.reasons.repairs import repair_text

SECONDS = 60.0
"""Seconds for all deals together."""


def probe_findings(project: Project, *, seconds: float = SECONDS, stop: threading.Event) -> list[Finding]:
    """A warning for each deal that no plan serves even alone, a hint for each that none serves in time, and how many
    could not be told in that time, or before `stop` was set."""
    with Judge() as judge:
        asked = StoppableJudge(judge, stop)
        asked.wait()
        probes = list(probe_deals(project, asked, seconds=seconds))
    found = [_finding(project, probe) for probe in probes if probe.known != "open"]
    left = sum(probe.known == "open" for probe in probes)
    if left:
        message = ngettext(
            "for {count} deal it is still open whether any plan can serve it alone",
            "of {count} deals it is not settled whether any plan could serve them alone",
            left,
        )
        found.append(Finding("deal-open", Place("roadmap.yaml"), message.format(count=left), severity=Severity.HINT))
    return found


def _finding(project: Project, probe: Probe) -> Finding:
    place = project.places.get(("deals", probe.deal), Place("roadmap.yaml"))
    why = in_clauses(cause_text(cause) for cause in probe.causes)
    hint = follow_on(*dict.fromkeys(sentence(repair_text(cause)) for cause in probe.causes))
    if probe.known == "late":
        message = _("no plan serves the deal {deal} in time, even if it is planned alone").format(deal=probe.deal)
        return Finding(
            "deal-late", place, message, _("Move the gate to a later day, or reduce the needs."), Severity.HINT
        )
    if not probe.causes:
        message = _("no plan serves the deal {deal}, even if it is planned alone: no order of its work fits").format(
            deal=probe.deal
        )
        return Finding(
            "deal-never", place, message, _("Move the gate to a later day, or reduce the needs."), Severity.WARNING
        )
    message = _("no plan serves the deal {deal}, even if it is planned alone: {why}").format(deal=probe.deal, why=why)
    return Finding("deal-never", place, message, hint, Severity.WARNING)
