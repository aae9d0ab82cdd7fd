"""When it lands: the engineering that deals need, scheduled into releases, with proof.

This package is the library: `roadmap.load`, `check`, `plan`, `explain` and all that the commands do, as functions from
values to values (docs/python-api.md). Everything is imported when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from roadmap.version import __version__ as __version__

if TYPE_CHECKING:
    from requirements.finding import Finding as Finding
    from requirements.finding import Place as Place
    from requirements.finding import Severity as Severity
    from requirements.language import speak as speak
    from roadmap.comparing import Comparison as Comparison
    from roadmap.editing.editor import FolderEditor as FolderEditor
    from roadmap.editing.edits import REMOVED as REMOVED
    from roadmap.editing.edits import AppliedEdits as AppliedEdits
    from roadmap.editing.edits import Edit as Edit
    from roadmap.errors import Contradiction as Contradiction
    from roadmap.errors import InputFault as InputFault
    from roadmap.errors import NoPlan as NoPlan
    from roadmap.errors import PlanRejected as PlanRejected
    from roadmap.errors import RoadmapError as RoadmapError
    from roadmap.errors import SearchInterrupted as SearchInterrupted
    from roadmap.errors import SolverFailure as SolverFailure
    from roadmap.errors import UsageFault as UsageFault
    from roadmap.errors import WorsePlan as WorsePlan
    from roadmap.importing.imported import Imported as Imported
    from roadmap.operations.agenda import MeetingAgenda as MeetingAgenda
    from roadmap.operations.agenda import agenda as agenda
    from roadmap.operations.check import Checked as Checked
    from roadmap.operations.check import check as check
    from roadmap.operations.compare import ComparedPlans as ComparedPlans
    from roadmap.operations.compare import compare as compare
    from roadmap.operations.document import document as document
    from roadmap.operations.edit import EditedMeanwhile as EditedMeanwhile
    from roadmap.operations.edit import edit as edit
    from roadmap.operations.explain import Explained as Explained
    from roadmap.operations.explain import explain as explain
    from roadmap.operations.export import ExportFormat as ExportFormat
    from roadmap.operations.export import export as export
    from roadmap.operations.forecast import Forecast as Forecast
    from roadmap.operations.forecast import forecast as forecast
    from roadmap.operations.importing import import_file as import_file
    from roadmap.operations.input_book import ImportedBook as ImportedBook
    from roadmap.operations.input_book import import_book as import_book
    from roadmap.operations.keep import KeptScenario as KeptScenario
    from roadmap.operations.keep import keep as keep
    from roadmap.operations.load import LoadedFolder as LoadedFolder
    from roadmap.operations.load import load as load
    from roadmap.operations.minutes import MeetingMinutes as MeetingMinutes
    from roadmap.operations.minutes import minutes as minutes
    from roadmap.operations.notify import Notified as Notified
    from roadmap.operations.notify import notify as notify
    from roadmap.operations.plan import PlannedFolder as PlannedFolder
    from roadmap.operations.plan import plan as plan
    from roadmap.operations.prices import PricedPlan as PricedPlan
    from roadmap.operations.prices import prices as prices
    from roadmap.operations.publish import PublishedPlan as PublishedPlan
    from roadmap.operations.publish import publish as publish
    from roadmap.operations.quote import QuotedDeal as QuotedDeal
    from roadmap.operations.quote import quote as quote
    from roadmap.operations.render import render as render
    from roadmap.operations.respond import RespondedList as RespondedList
    from roadmap.operations.respond import respond as respond
    from roadmap.operations.save import save as save
    from roadmap.operations.session.answers import SessionAnswer as SessionAnswer
    from roadmap.operations.session.session import PlanningSession as PlanningSession
    from roadmap.operations.session.session import session as session
    from roadmap.operations.simulate import Simulated as Simulated
    from roadmap.operations.simulate import simulate as simulate
    from roadmap.operations.site import Site as Site
    from roadmap.operations.site import site as site
    from roadmap.operations.slides import slides as slides
    from roadmap.operations.sources.plans import read_plan as read_plan
    from roadmap.operations.suggesting import SuggestedMapping as SuggestedMapping
    from roadmap.operations.suggesting import suggest_mapping as suggest_mapping
    from roadmap.operations.sweep import Swept as Swept
    from roadmap.operations.sweep import sweep as sweep
    from roadmap.operations.timeline import Timeline as Timeline
    from roadmap.operations.timeline import timeline as timeline
    from roadmap.operations.track import TrackedQuarter as TrackedQuarter
    from roadmap.operations.track import track as track
    from roadmap.operations.trades import TradedPlan as TradedPlan
    from roadmap.operations.trades import trades as trades
    from roadmap.operations.whatif import TriedChanges as TriedChanges
    from roadmap.operations.whatif import whatif as whatif
    from roadmap.operations.workload import Workload as Workload
    from roadmap.operations.workload import workload as workload
    from roadmap.planner.options import Options as Options
    from roadmap.planner.options import PlanningStage as PlanningStage
    from roadmap.planner.options import Progress as Progress
    from roadmap.plans.document import Plan as Plan
    from roadmap.plans.rows import TypedRows as TypedRows

_HOMES = {
    "requirements.finding": ("Finding", "Place", "Severity"),
    "requirements.language": ("speak",),
    "roadmap.comparing.changes": ("Comparison",),
    "roadmap.editing.editor": ("FolderEditor",),
    "roadmap.editing.edits": ("REMOVED", "AppliedEdits", "Edit"),
    "roadmap.errors": (
        "Contradiction",
        "InputFault",
        "NoPlan",
        "PlanRejected",
        "RoadmapError",
        "SearchInterrupted",
        "SolverFailure",
        "UsageFault",
        "WorsePlan",
    ),
    "roadmap.operations.agenda": ("MeetingAgenda", "agenda"),
    "roadmap.operations.check": ("Checked", "check"),
    "roadmap.operations.compare": ("ComparedPlans", "compare"),
    "roadmap.operations.document": ("document",),
    "roadmap.operations.slides": ("slides",),
    "roadmap.operations.edit": ("EditedMeanwhile", "edit"),
    "roadmap.operations.explain": ("Explained", "explain"),
    "roadmap.operations.export": ("ExportFormat", "export"),
    "roadmap.operations.forecast": ("Forecast", "forecast"),
    "roadmap.importing.imported": ("Imported",),
    "roadmap.operations.importing": ("import_file",),
    "roadmap.operations.input_book": ("ImportedBook", "import_book"),
    "roadmap.operations.keep": ("KeptScenario", "keep"),
    "roadmap.operations.minutes": ("MeetingMinutes", "minutes"),
    "roadmap.operations.load": ("LoadedFolder", "load"),
    "roadmap.operations.notify": ("Notified", "notify"),
    "roadmap.operations.plan": ("PlannedFolder", "plan"),
    "roadmap.operations.prices": ("PricedPlan", "prices"),
    "roadmap.operations.publish": ("PublishedPlan", "publish"),
    "roadmap.operations.quote": ("QuotedDeal", "quote"),
    "roadmap.operations.render": ("render",),
    "roadmap.operations.respond": ("RespondedList", "respond"),
    "roadmap.operations.save": ("save",),
    "roadmap.operations.session.answers": ("SessionAnswer",),
    "roadmap.operations.session.session": ("PlanningSession", "session"),
    "roadmap.operations.site": ("Site", "site"),
    "roadmap.operations.sources.plans": ("read_plan",),
    "roadmap.operations.simulate": ("Simulated", "simulate"),
    "roadmap.operations.suggesting": ("SuggestedMapping", "suggest_mapping"),
    "roadmap.operations.sweep": ("Swept", "sweep"),
    "roadmap.operations.timeline": ("Timeline", "timeline"),
    "roadmap.operations.track": ("TrackedQuarter", "track"),
    "roadmap.operations.trades": ("TradedPlan", "trades"),
    "roadmap.operations.whatif": ("TriedChanges", "whatif"),
    "roadmap.operations.workload": ("Workload", "workload"),
    "roadmap.plans.document": ("Plan",),
    "roadmap.plans.rows": ("TypedRows",),
    "roadmap.planner.options": ("Options", "PlanningStage", "Progress"),
}
"""The public names by the module that defines them."""
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605 - names that are imported when they are asked for


def __getattr__(name: str) -> Any:
    """A public name, imported now."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
