"""What the sheets and columns of the input's workbook are called, in the language in force."""

from __future__ import annotations

from requirements.gate import Gate
from requirements.language import _, labelled
from roadmap.views.words import gate_word


def sheet_word(key: str) -> str:
    """What a sheet is called."""
    return {
        "deals": _("Deals"),
        "features": _("Features"),
        "work": _("Work"),
        "capabilities": _("Capabilities"),
        "releases": _("Releases"),
        "cadences": _("Cadences"),
        "people": _("Persons"),
        "teams": _("Teams"),
        "leave": _("Leave"),
        "progress": _("Progress"),
        "segments": _("Segments"),
        "profiles": _("Profiles"),
        "pins": _("Pins"),
        "decisions": _("Decisions"),
        "settings": _("Settings"),
    }[key]


def column_word(column: str) -> str:
    """What a column is called; the name that files use where there is no better one."""
    name, _dot, rest = column.partition(".")
    if name == "gates" and rest in list(Gate):
        return labelled(_("Gate day"), gate_word(Gate(rest)))
    if name == "needs" and rest in list(Gate):
        return labelled(_("Needs"), gate_word(Gate(rest)))
    if name == "fields":
        return rest
    return _words().get(column, column)


def _words() -> dict[str, str]:
    return _of_market() | {
        "team": _("Team"),
        "provides": _("Provides"),
        "after": _("Waits for"),
        "variant": _("Variant"),
        "cost": _("Cost"),
        "upkeep": _("Upkeep"),
        "description": _("Description"),
        "not_before": _("Not before"),
        "public_name": _("Public name"),
        "feature": _("Feature"),
        "phase": _("Phase"),
        "skill": _("Skill"),
        "skills": _("Skills"),
        "effort": _("Person-days"),
        "crew": _("People at once"),
        "wait": _("Wait"),
        "freeze": _("Freeze"),
        "ship": _("Ship day"),
        "fixed": _("Fixed"),
        "person": _("Person"),
        "people": _("Persons"),
        "first": _("First day"),
        "last": _("Last day"),
        "half": _("Half days"),
        "reserved": _("Reserved for support"),
        "started": _("Started on"),
        "done": _("Done on"),
        "remaining": _("Remaining"),
        "spent": _("Spent"),
        "shipped": _("Shipped in"),
        "release": _("Release"),
        "reason": _("Reason"),
        "setting": _("Setting"),
        "kind": _("Kind"),
        "ready": _("Ready today"),
        "synonyms": _("Synonyms"),
    }


def _of_market() -> dict[str, str]:
    return {
        "id": _("Id"),
        "name": _("Name"),
        "customer": _("Customer"),
        "segment": _("Segment"),
        "stage": _("Stage"),
        "value": _("Value"),
        "win_probability": _("Win probability"),
        "not_needed": _("Not needed"),
        "lead_time": _("Lead time (working days)"),
        "recognised": _("Recognised in the period"),
        "situation": _("Situation"),
        "owner": _("Owner"),
        "cases": _("Support cases"),
        "estimated": _("Estimated gates"),
        "ref": _("Reference"),
        "link": _("Link"),
        "target": _("Target"),
        "win_rate": _("Win rate"),
        "lead_rate": _("Lead rate"),
    }
