"""What is wrong with one state of a folder, in each language that its readers speak."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping

from requirements.errors import InputFault, RoadmapError
from requirements.finding import Finding, Severity
from requirements.language import language
from roadmap.folder.load import load_project
from roadmap.folder.texts.remembered import RememberedDocuments
from roadmap.operations.folders.check import Checked, check_loaded
from roadmap.operations.sources.stored_plans import find_plan
from roadmap.web.settings import ServeSettings


class StateFindings:
    """The findings of a folder and of its plan, found when they are first asked for. May be used from any thread.

    `checked` are those that are known already, by language; `remembered` are the files that were read before.
    """

    def __init__(
        self,
        settings: ServeSettings,
        remembered: RememberedDocuments,
        *,
        is_plan_faulty: bool,
        checked: Mapping[str, Checked] | None = None,
    ) -> None:
        self._settings, self._remembered, self._is_plan_faulty = settings, remembered, is_plan_faulty
        self._checked = dict(checked or {})
        self._of_plan: dict[str, tuple[Finding, ...]] = {}
        self._finding = threading.Lock()

    def checked(self) -> Checked:
        """The findings of the folder in the language in force."""
        spoken = language()
        if spoken not in self._checked:
            with self._finding:
                if spoken not in self._checked:
                    loaded = load_project(self._settings.folder, remembered=self._remembered)
                    self._checked[spoken] = check_loaded(loaded, self._settings.folder)
        return self._checked[spoken]

    def of_plan(self) -> tuple[Finding, ...]:
        """What is wrong with the plan, in the language in force; nothing where there is none or it is good."""
        if not self._is_plan_faulty:
            return ()
        spoken = language()
        if spoken not in self._of_plan:
            self._of_plan[spoken] = _plan_findings(self._settings)
        return self._of_plan[spoken]

    def in_any_language(self) -> Checked:
        """The findings in a language in which they are known, else in the one in force."""
        return next(iter(list(self._checked.values())), None) or self.checked()

    def counts(self) -> dict[str, int]:
        """How many findings of each severity there are."""
        return counted(self.in_any_language().findings)


def counted(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of some findings are of each severity."""
    counts = Counter(one.severity for one in findings)
    return {severity.value: counts[severity] for severity in Severity}


def _plan_findings(settings: ServeSettings) -> tuple[Finding, ...]:
    try:
        find_plan(settings.plan)
    except InputFault as fault:
        return tuple(fault.findings)
    except RoadmapError:
        return ()
    return ()
