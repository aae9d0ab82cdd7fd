"""The history of the folder, where git keeps one."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from starlette.responses import HTMLResponse

from roadmap.operations.folders.folder_history import changes_of, history
from roadmap.views.workbench.commits import CommitRow, EntryChanges, commit_row, entry_changes
from roadmap.web.bench import Bench, Workbench

router = APIRouter()


@dataclass(frozen=True, slots=True)
class HistoryView:
    """The last commits; None where the folder has no history."""

    commits: tuple[CommitRow, ...] | None


@dataclass(frozen=True, slots=True)
class CommitView:
    """One commit: what it changed, and the files whose values cannot be told."""

    commit: CommitRow
    entries: tuple[EntryChanges, ...]
    unread: tuple[str, ...]


@router.get("/history", response_class=HTMLResponse, summary="The last commits that touched the folder")
def past(bench: Bench) -> str:
    """The page."""
    return bench.shown.page("web/history.html", "/history", "/history.json", past=past_of(bench))


@router.get("/history.json", summary="The last commits, for programs")
def past_twin(bench: Bench) -> HistoryView:
    """Its twin."""
    return past_of(bench)


@router.get("/history/{key}.json", summary="What one commit changed, for programs")
def commit_twin(key: str, bench: Bench) -> CommitView:
    """The twin of the page of a commit."""
    return commit_of(bench, key)


@router.get("/history/{key}", response_class=HTMLResponse, summary="What one commit changed, value by value")
def commit(key: str, bench: Bench) -> str:
    """The page of a commit."""
    told = commit_of(bench, key)
    return bench.shown.page("web/commit.html", f"/history/{key}", f"/history/{key}.json", told=told)


def past_of(bench: Workbench) -> HistoryView:
    """The last commits."""
    found = history(bench.settings.folder)
    return HistoryView(None if found is None else tuple(map(commit_row, found)))


def commit_of(bench: Workbench, key: str) -> CommitView:
    """One commit. HTTPException 404 if there is none."""
    found = changes_of(bench.settings.folder, key)
    if found is None:
        raise HTTPException(404)
    return CommitView(commit_row(found.commit), entry_changes(found.changes, names_of(bench)), found.unread)


def names_of(bench: Workbench) -> dict[tuple[str, str], str]:
    """What the folder calls its entries now, by section and id."""
    project = bench.folder.checked().project
    if project is None:
        return {}
    names = {("deals", key): deal.customer for key, deal in project.market.deals.items()}
    names |= {("capabilities", key): entry.name for key, entry in project.market.capabilities.items()}
    return names | {("features", key): entry.name for key, entry in project.engineering.features.items()}
