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
    from roadmap.operations.asking.explain import Explained as Explained
    from roadmap.operations.asking.explain import explain as explain
    from roadmap.operations.asking.prices import PricedPlan as PricedPlan
    from roadmap.operations.asking.prices import prices as prices
    from roadmap.operations.asking.quote import QuotedDeal as QuotedDeal
    from roadmap.operations.asking.quote import quote as quote
    from roadmap.operations.asking.whatif import TriedChanges as TriedChanges
    from roadmap.operations.asking.whatif import whatif as whatif
    from roadmap.operations.asking.workload import Workload as Workload
    from roadmap.operations.asking.workload import workload as workload
    from roadmap.operations.folders.check import Checked as Checked
    from roadmap.operations.folders.check import check as check
    from roadmap.operations.folders.edit import EditedMeanwhile as EditedMeanwhile
    from roadmap.operations.folders.edit import edit as edit
    from roadmap.operations.folders.forecast import Forecast as Forecast
    from roadmap.operations.folders.forecast import forecast as forecast
    from roadmap.operations.folders.load import LoadedFolder as LoadedFolder
    from roadmap.operations.folders.load import load as load
    from roadmap.operations.following.compare import ComparedPlans as ComparedPlans
    from roadmap.operations.following.compare import compare as compare
    from roadmap.operations.following.publish import PublishedPlan as PublishedPlan
    from roadmap.operations.following.publish import publish as publish
    from roadmap.operations.following.track import TrackedQuarter as TrackedQuarter
    from roadmap.operations.following.track import track as track
    from roadmap.operations.importing.import_book import ImportedBook as ImportedBook
    from roadmap.operations.importing.import_book import import_book as import_book
    from roadmap.operations.importing.import_file import import_file as import_file
    from roadmap.operations.importing.suggest_mapping import SuggestedMapping as SuggestedMapping
    from roadmap.operations.importing.suggest_mapping import suggest_mapping as suggest_mapping
    from roadmap.operations.meeting.agenda import MeetingAgenda as MeetingAgenda
    from roadmap.operations.meeting.agenda import agenda as agenda
    from roadmap.operations.meeting.keep import KeptScenario as KeptScenario
    from roadmap.operations.meeting.keep import keep as keep
    from roadmap.operations.meeting.minutes import MeetingMinutes as MeetingMinutes
    from roadmap.operations.meeting.minutes import minutes as minutes
    from roadmap.operations.meeting.trades import TradedPlan as TradedPlan
    from roadmap.operations.meeting.trades import trades as trades
    from roadmap.operations.planning.plan import PlannedFolder as PlannedFolder
    from roadmap.operations.planning.plan import plan as plan
    from roadmap.operations.planning.save import save as save
    from roadmap.operations.planning.simulate import Simulated as Simulated
    from roadmap.operations.planning.simulate import simulate as simulate
    from roadmap.operations.planning.sweep import Swept as Swept
    from roadmap.operations.planning.sweep import sweep as sweep
    from roadmap.operations.session.session import PlanningSession as PlanningSession
    from roadmap.operations.session.session import session as session
    from roadmap.operations.session.session_answers import SessionAnswer as SessionAnswer
    from roadmap.operations.sources.stored_plans import read_plan as read_plan
    from roadmap.operations.telling.export import ExportFormat as ExportFormat
    from roadmap.operations.telling.export import export as export
    from roadmap.operations.telling.notify import Notified as Notified
    from roadmap.operations.telling.notify import notify as notify
    from roadmap.operations.telling.pdf_document import document as document
    from roadmap.operations.telling.render import render as render
    from roadmap.operations.telling.respond import RespondedList as RespondedList
    from roadmap.operations.telling.respond import respond as respond
    from roadmap.operations.telling.site import Site as Site
    from roadmap.operations.telling.site import site as site
    from roadmap.operations.telling.slides import slides as slides
    from roadmap.operations.telling.timeline import Timeline as Timeline
    from roadmap.operations.telling.timeline import timeline as timeline
    from roadmap.planner.options import Options as Options
    from roadmap.planner.options import PlanningStage as PlanningStage
    from roadmap.planner.options import Progress as Progress
    from roadmap.plans.document import Plan as Plan
    from roadmap.plans.typed_rows import TypedRows as TypedRows

_HOMES = {
    "requirements.finding": ("Finding", "Place", "Severity"),
    "requirements.language": ("speak",),
    "roadmap.comparing.comparison": ("Comparison",),
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
    "roadmap.operations.meeting.agenda": ("MeetingAgenda", "agenda"),
    "roadmap.operations.folders.check": ("Checked", "check"),
    "roadmap.operations.following.compare": ("ComparedPlans", "compare"),
    "roadmap.operations.telling.pdf_document": ("document",),
    "roadmap.operations.telling.slides": ("slides",),
    "roadmap.operations.folders.edit": ("EditedMeanwhile", "edit"),
    "roadmap.operations.asking.explain": ("Explained", "explain"),
    "roadmap.operations.telling.export": ("ExportFormat", "export"),
    "roadmap.operations.folders.forecast": ("Forecast", "forecast"),
    "roadmap.importing.imported": ("Imported",),
    "roadmap.operations.importing.import_file": ("import_file",),
    "roadmap.operations.importing.import_book": ("ImportedBook", "import_book"),
    "roadmap.operations.meeting.keep": ("KeptScenario", "keep"),
    "roadmap.operations.meeting.minutes": ("MeetingMinutes", "minutes"),
    "roadmap.operations.folders.load": ("LoadedFolder", "load"),
    "roadmap.operations.telling.notify": ("Notified", "notify"),
    "roadmap.operations.planning.plan": ("PlannedFolder", "plan"),
    "roadmap.operations.asking.prices": ("PricedPlan", "prices"),
    "roadmap.operations.following.publish": ("PublishedPlan", "publish"),
    "roadmap.operations.asking.quote": ("QuotedDeal", "quote"),
    "roadmap.operations.telling.render": ("render",),
    "roadmap.operations.telling.respond": ("RespondedList", "respond"),
    "roadmap.operations.planning.save": ("save",),
    "roadmap.operations.session.session_answers": ("SessionAnswer",),
    "roadmap.operations.session.session": ("PlanningSession", "session"),
    "roadmap.operations.telling.site": ("Site", "site"),
    "roadmap.operations.sources.stored_plans": ("read_plan",),
    "roadmap.operations.planning.simulate": ("Simulated", "simulate"),
    "roadmap.operations.importing.suggest_mapping": ("SuggestedMapping", "suggest_mapping"),
    "roadmap.operations.planning.sweep": ("Swept", "sweep"),
    "roadmap.operations.telling.timeline": ("Timeline", "timeline"),
    "roadmap.operations.following.track": ("TrackedQuarter", "track"),
    "roadmap.operations.meeting.trades": ("TradedPlan", "trades"),
    "roadmap.operations.asking.whatif": ("TriedChanges", "whatif"),
    "roadmap.operations.asking.workload": ("Workload", "workload"),
    "roadmap.plans.document": ("Plan",),
    "roadmap.plans.typed_rows": ("TypedRows",),
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
