"""`roadmap check --deep`: whether any plan could serve each deal alone, as findings."""

from __future__ import annotations

import threading

from requirements.finding import Finding, Place, Severity
from requirements.language import _, ngettext
from roadmap.explain.probing import Probe, probe_deals
from roadmap.folder.project import Project
from roadmap.operations.judging import StoppableJudge
from roadmap.solver.process.judge import Judge
from roadmap.views.causes import cause_text, sentence
from roadmap.views.repairs import repair_text

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
            "of {count} deal it is not settled whether any plan could serve it alone",
            "of {count} deals it is not settled whether any plan could serve them alone",
            left,
        )
        found.append(Finding("deal-open", Place("roadmap.yaml"), message.format(count=left), severity=Severity.HINT))
    return found


def _finding(project: Project, probe: Probe) -> Finding:
    place = project.places.get(("deals", probe.deal), Place("roadmap.yaml"))
    why = "; ".join(cause_text(cause) for cause in probe.causes)
    hint = " ".join(dict.fromkeys(sentence(repair_text(cause)) for cause in probe.causes))
    if probe.known == "late":
        message = _("no plan serves {deal} in time, even alone").format(deal=probe.deal)
        return Finding("deal-late", place, message, _("A later gate, or fewer needs."), Severity.HINT)
    if not probe.causes:
        message = _("no plan serves {deal}, even alone: no order of its work fits").format(deal=probe.deal)
        return Finding("deal-never", place, message, _("A later gate, or fewer needs."), Severity.WARNING)
    message = _("no plan serves {deal}, even alone: {why}").format(deal=probe.deal, why=why)
    return Finding("deal-never", place, message, hint, Severity.WARNING)
