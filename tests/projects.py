"""Projects for tests, written as the mappings a folder's files would hold, without files."""

from __future__ import annotations

from datetime import date
from typing import Any

from requirements.funnel.placeholder import with_placeholders
from requirements.market import Market
from roadmap.calendar import build_calendar
from roadmap.folder.project import Project
from roadmap.folder.texts.documents import Entities, Header, RoadmapFile
from roadmap.supply.engineering import Engineering

SEGMENT = {"name": "ISV", "target": 1000, "win_rate": "1/2", "lead_rate": "1/2", "lead_time": 0}


def project(**entities: Any) -> Project:
    """A project from Monday 2026-01-05 to Friday 2026-03-27 without holidays: 60 working days, slot 59 the last.

    `header` overrides the header. There is one segment `isv` (win rate 1/2, lead time 0) unless segments are given, and
    the team `core` of one person with the skill `code` unless teams are given.
    """
    head = {"name": "Test", "start": "2026-01-05", "horizon": "2026-03-27"} | entities.pop("header", {})
    sections = {
        "segments": {"isv": SEGMENT},
        "teams": {"core": {"name": "Core", "skill": "code", "people": 1}},
    } | entities
    file = RoadmapFile.model_validate(head | sections)
    header, calendar = Header.model_validate(head), build_calendar(date(2025, 12, 1), date(2026, 6, 30))
    market = Market(
        segments=file.segments,
        capabilities=file.capabilities,
        deals=file.deals,
        profiles=file.profiles,
        caution=header.policy.caution,
    )
    return Project(
        header=header,
        market=with_placeholders(market, calendar.add, first=header.as_of or header.start, last=header.horizon),
        engineering=_engineering(file),
        pins=tuple(file.pins),
        calendar=calendar,
        digest="0" * 64,
    )


def _engineering(file: Entities) -> Engineering:
    return Engineering(
        features=file.features,
        teams=file.teams,
        people=file.people,
        releases=dict(sorted(file.releases.items(), key=lambda pair: pair[1].ship)),
        progress=file.progress,
    )


def deal(**fields: Any) -> dict[str, Any]:
    """A deal of 200 thousand at win rate 1/2: 100 expected."""
    return {
        "name": "Deal",
        "customer": "C",
        "segment": "isv",
        "stage": "opportunity",
        "value": 200,
        "gates": {},
    } | fields


def capability(**fields: Any) -> dict[str, Any]:
    """A capability of the serving kind."""
    return {"name": "Capability", "kind": "serving"} | fields


def feature(*work: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A feature of the team `core` that provides `api` as ga; without work, five days of build by one person."""
    default = [{"phase": "build", "skill": "code", "effort": 5}]
    return {"name": "Feature", "team": "core", "provides": {"api": "ga"}, "work": list(work) or default} | fields
