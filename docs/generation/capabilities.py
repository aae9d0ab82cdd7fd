"""The page of the shipped catalogue: capabilities with their ways, need profiles, and the teams that the work names."""

from __future__ import annotations

from requirements.capability import Kind
from requirements.catalogue import catalogue_capabilities, catalogue_profiles, catalogue_texts
from requirements.fields import write_share
from requirements.funnel.profile import Profile, ProfileNeed
from requirements.gate import Gate, Importance, Maturity
from roadmap.folder.catalogue import catalogue_features, catalogue_teams, shortest_days, total_effort
from roadmap.supply.dependency import WaitFor
from roadmap.supply.feature import Feature
from roadmap.views.words import kind_word

FILES = {
    Kind.SERVING: "serving.yaml",
    Kind.DATA_CENTRE: "data-centre.yaml",
    Kind.OPERATIONS: "operations.yaml",
    Kind.DEVELOPER_TOOLS: "developer-tools.yaml",
    Kind.QUALIFICATION: "qualification.yaml",
    Kind.KNOWLEDGE: "knowledge.yaml",
    Kind.MODEL: "models.yaml",
}


def capability_pages() -> str:
    """A section for each kind of capability."""
    return "\n\n".join(_kind_section(kind) for kind in Kind)


def profile_pages() -> str:
    """A section for each need profile."""
    return "\n\n".join(_profile_section(key, profile) for key, profile in catalogue_profiles().items())


def team_table() -> str:
    """The teams and skills that the typical work names, and how much of it there is for each."""
    items = [item for feature in catalogue_features().values() for item in feature.work]
    rows = [
        f"| `{team.skill}` | {team.name} | {sum(item.effort.likely for item in items if item.skill == team.skill)} |"
        for team in catalogue_teams().values()
    ]
    return _table("| skill and team | who | person-days in the whole catalogue |", rows)


def _kind_section(kind: Kind) -> str:
    capabilities = {key: entry for key, entry in catalogue_capabilities().items() if entry.kind is kind}
    needed = [
        f"| `{key}` | {entry.name} | {entry.description} | {_typical(entry.typical)} |"
        for key, entry in capabilities.items()
    ]
    ways = [_way_row(key, way) for key, way in catalogue_features().items() if set(way.provides) & set(capabilities)]
    head = "| feature | variant | provides | person-days | shortest | money | upkeep | waits for |"
    return "\n\n".join(
        [
            f"## {kind_word(kind)}",
            _opening(FILES[kind]),
            _table("| id | name | what a customer can do | typically needed |", needed),
            _table(head, ways),
        ]
    )


def _opening(file: str) -> str:
    """The comment with which a file of the catalogue begins, as a paragraph."""
    lines = catalogue_texts()[file].splitlines()
    end = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return " ".join(line.removeprefix("#").strip() for line in lines[:end])


def _typical(typical: dict[Gate, Maturity]) -> str:
    return ", ".join(f"{gate.value}: {maturity.value}" for gate, maturity in typical.items())


def _way_row(key: str, feature: Feature) -> str:
    low, likely, high = total_effort(feature)
    cells = [
        f"`{key}`",
        feature.variant.value,
        _typical_of(feature.provides),
        f"{low} / {likely} / {high}",
        f"{shortest_days(feature)} days",
        str(feature.cost or ""),
        str(feature.upkeep or ""),
        ", ".join(
            d.feature if d.wait_for is WaitFor.FINISH else f"{d.feature} ({d.wait_for.value})" for d in feature.after
        ),
    ]
    return f"| {' | '.join(cells)} |"


def _typical_of(provides: dict[str, Maturity]) -> str:
    return ", ".join(f"{name}: {maturity.value}" for name, maturity in provides.items())


def _profile_section(key: str, profile: Profile) -> str:
    pace = ", ".join(f"{gate.value} after {days}" for gate, days in profile.pace.items())
    rows = [_need_row(gate, need) for gate, need in profile.lines()]
    return "\n\n".join(
        [
            f"### {profile.name} (`{key}`)",
            f"{profile.description} Working days from the first contact: {pace}.",
            _table("| gate | needs | at | importance | of such deals |", rows),
        ]
    )


def _need_row(gate: Gate, need: ProfileNeed) -> str:
    drop = f", -{write_share(need.drop)}" if need.importance is Importance.CHALLENGE else ""
    names = " or ".join(f"`{name}`" for name in need.any_of)
    maturity = need.maturity.value if need.maturity else ""
    return f"| {gate.value} | {names} | {maturity} | {need.importance.value}{drop} | {write_share(need.frequency)} |"


def _table(head: str, rows: list[str]) -> str:
    return "\n".join([head, "|" + " --- |" * (head.count("|") - 1), *rows])
