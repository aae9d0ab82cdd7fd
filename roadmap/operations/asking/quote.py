"""Quoting: when a new deal can be promised, and what it costs to take it as it is wished."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from requirements.errors import InputFault, RoadmapError
from requirements.language import _
from roadmap.changes.present import PresentWithDeal, present_plan
from roadmap.changes.quoting.first_quote import first_quote
from roadmap.changes.quoting.new_deal import read_new_deal
from roadmap.changes.quoting.quote import Quote
from roadmap.changes.quoting.quote_search import Improver
from roadmap.folder.texts.revision import revised_digest
from roadmap.operations.asked_limits import require_count, require_seconds
from roadmap.operations.folders.load import FolderSource, LoadedFolder, OnFindings, load
from roadmap.operations.hearing import unheard
from roadmap.operations.sources.plan_input import directory_of
from roadmap.operations.sources.stored_plans import PlanSource, find_plan, present_plan_file
from roadmap.planner import Options
from roadmap.tuning import TUNING
from roadmap.views.answers.quote import QuoteView, build_quote

SECONDS, WORKERS = 10.0, 4
"""Seconds for searches after the first answer, and strategies at work at once, unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class QuotedDeal:
    """What can be said to a new customer, and whether the plan it is quoted from still is that of the folder."""

    quote: Quote
    fresh: bool

    @property
    def view(self) -> QuoteView:
        """The quote as people read it."""
        return build_quote(self.quote)


def quote(
    folder: FolderSource,
    deal: Path | str,
    *,
    plan: PlanSource | None = None,
    seconds: float = SECONDS,
    effort: float | None = None,
    workers: int = WORKERS,
    first: bool = False,
    as_of: date | None = None,
    encoding: str | None = None,
    on_first: Callable[[QuotedDeal], None] = unheard,
    on_findings: OnFindings = unheard,
    stop: threading.Event | None = None,
) -> QuotedDeal:
    """Say when a new deal can be promised, gate by gate, without harm to what is promised or served already, and what
    it displaces if it is taken on its wished days. Nothing is written.

    `deal` is a file with the deal, written as in the folder. `on_first` hears the first answer, which comes at once
    from the `plan` (None: the folder's plan.json); searches of so many `seconds`, or so many of processor time
    (`effort`), then improve it, unless only the `first` is wanted, or until `stop` is set. InputFault with all that is
    wrong with the deal, the folder or the plan; RoadmapError where there is no plan.
    """
    begun = time.monotonic()
    require_seconds(seconds if effort is None else effort)
    require_count(workers, of="workers")
    if isinstance(folder, LoadedFolder):
        as_of, encoding = as_of or folder.as_of, encoding or folder.encoding
    present, name = _present(
        directory_of(folder), Path(deal), plan, as_of=as_of, encoding=encoding, on_findings=on_findings
    )
    quoted = QuotedDeal(first_quote(present, plan=name, until=begun + TUNING.quote_first), present.fresh)
    if first:
        return quoted
    on_first(quoted)
    stop, deadline = stop or threading.Event(), time.monotonic() + seconds
    improver = Improver(present, deadline, workers=workers, seed=Options().seed, stop=stop, effort=effort)
    return replace(quoted, quote=improver.improve(quoted.quote))


def _present(
    directory: Path,
    deal: Path,
    plan: PlanSource | None,
    *,
    as_of: date | None,
    encoding: str | None,
    on_findings: OnFindings,
) -> tuple[PresentWithDeal, str]:
    """The present plan beside the new deal, and what that plan is called."""
    new, findings = read_new_deal(deal, encoding=encoding)
    if new is None:
        raise InputFault(findings)
    loaded = load(directory, as_of=as_of, encoding=encoding, revision=new)
    on_findings(loaded.warnings)
    source = plan if plan is not None else present_plan_file(directory)
    if source is None:
        raise RoadmapError(
            _(
                "a quote needs a plan, but there is none. Run `roadmap plan {folder}`, or name a plan with --plan."
            ).format(folder=directory)
        )
    found = find_plan(source)
    digest = revised_digest(found.plan.made_from.digest, new)
    return present_plan(loaded.project, new.key, found.plan, digest=digest), found.name
