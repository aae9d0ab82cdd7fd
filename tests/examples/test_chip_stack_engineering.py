"""The engineering of the chip company: features, people and trains at their real size."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from requirements.gate import Gate
from roadmap.folder.project import Project
from roadmap.indexing import index_project
from roadmap.supply.dependency import WaitFor
from roadmap.supply.feature import Effort, Phase, Variant
from tests.examples.shipped import example


@pytest.fixture
def project() -> Project:
    return example("chip-stack")


def expected(effort: Effort) -> Fraction:
    return Fraction(effort.low + 4 * effort.likely + effort.high, 6)


def test_about_sixty_features_have_real_work(project: Project) -> None:
    features = project.engineering.features.values()
    assert 55 <= len(features) <= 70
    assert all(len(feature.work) >= 2 for feature in features)
    assert {item.phase for feature in features for item in feature.work} == set(Phase)
    assert all(any(item.phase is Phase.VERIFY for item in f.work) or f.team == "field" for f in features)


def test_every_capability_has_a_feature(project: Project) -> None:
    provided = {capability for f in project.engineering.features.values() for capability in f.provides}
    ready_for_good = {"model-yolov5", "model-resnet50"}  # ga in SDK 1.0; only their evidence is still to be made
    assert set(project.market.capabilities) - provided == set()
    assert all(project.market.capabilities[key].ready for key in ready_for_good)


def test_every_need_can_be_met_by_something(project: Project) -> None:
    defaults = project.header.policy.maturity
    for deal in project.market.deals.values():
        for gate, needs in deal.needs.items():
            for need in needs:
                maturity = need.maturity or defaults[gate]
                reached = [
                    feature.provides[capability].rank
                    for feature in project.engineering.features.values()
                    for capability in need.any_of
                    if capability in feature.provides
                ]
                ready = [project.market.capabilities[capability].ready for capability in need.any_of]
                assert max([*reached, *(level.rank for level in ready if level)]) >= maturity.rank


@pytest.mark.parametrize(
    ("capability", "variants"),
    [
        ("k8s-device-plugin", {Variant.BUILD, Variant.ADAPT, Variant.PARTNER}),
        ("kubeflow", {Variant.ADAPT, Variant.PARTNER}),
        ("kserve", {Variant.BUILD, Variant.ADAPT}),
        ("llm-serving", {Variant.BUILD, Variant.ADAPT}),
        ("system-integration", {Variant.BUILD, Variant.PARTNER}),
    ],
)
def test_what_can_be_built_adapted_or_bought_is(project: Project, capability: str, variants: set[Variant]) -> None:
    features = [f for f in project.engineering.features.values() if capability in f.provides]
    assert {feature.variant for feature in features} == variants
    assert all(feature.upkeep > 0 for feature in features if feature.variant is Variant.ADAPT)
    assert all(feature.cost > 0 for feature in features if feature.variant is Variant.PARTNER)


def test_interfaces_come_first(project: Project) -> None:
    waits = [wait for feature in project.engineering.features.values() for wait in feature.after]
    assert sum(wait.wait_for is WaitFor.INTERFACE for wait in waits) >= 25
    features = project.engineering.features
    assert all(
        any(item.phase is Phase.DESIGN for item in features[wait.feature].work)
        for wait in waits
        if wait.wait_for is WaitFor.INTERFACE
    )


def test_the_device_plugin_is_written_in_go_by_two_people(project: Project) -> None:
    team = project.engineering.teams["cloud"]
    named = [person for person in project.engineering.people.values() if person.team == "cloud"]
    assert "Go" in team.name
    assert team.people + len(named) == 2
    builders = {
        item.skill for item in project.engineering.features["device-plugin-built"].work if item.phase is Phase.BUILD
    }
    assert builders == {"cloud"}


def test_94_people_in_twelve_skills_with_a_fifth_of_their_time_reserved(project: Project) -> None:
    teams, people = project.engineering.teams, project.engineering.people
    # Counted people and named ones: 94 at the start, 6 more hired during the year.
    assert sum(team.people for team in teams.values()) + len(people) == 94
    assert sum(hire.people for team in teams.values() for hire in team.hires) == 6
    skills = {person.skill or teams[person.team].skill for person in people.values()}
    assert len({team.skill for team in teams.values()} | skills) == 12
    assert all(Fraction(15, 100) <= team.reserved <= Fraction(25, 100) for team in teams.values())
    assert any(person.leave for person in people.values())
    assert any(person.skills or person.skill not in {None, teams[person.team].skill} for person in people.values())


def test_seven_trains_one_of_which_always_runs(project: Project) -> None:
    releases = project.engineering.releases
    assert list(releases) == ["SDK-1.1", "SDK-1.2", "SDK-1.3", "SDK-1.4", "SDK-2.0", "SDK-2.1", "SDK-2.2"]
    assert [name for name, release in releases.items() if release.fixed] == ["SDK-2.0"]
    ships = [release.ship for release in releases.values()]
    assert {(later - earlier).days for earlier, later in pairwise(ships)} == {42}  # six weeks


def test_all_features_and_cases_together_are_more_than_can_be_done_by_september(project: Project) -> None:
    indexed = index_project(project)
    freeze = next(r.freeze for r in indexed.problem.releases if r.ship == indexed.problem.releases[-2].ship)  # SDK-2.1
    reserved = {team.skill: team.reserved for team in project.engineering.teams.values()}
    can = sum(
        sum(people[:freeze]) * (1 - reserved[skill])
        for skill, people in zip(indexed.names.skills, indexed.problem.capacity, strict=False)
    )
    features = sum(expected(item.effort) for f in project.engineering.features.values() for item in f.work)
    wanted = features + sum(piece.effort for pieces in indexed.support.values() for piece in pieces)
    # About 11,100 person-days of features and 5,100 of cases, placeholders' included, 14,400 to be had by the freeze of
    # SDK-2.1: the planner must choose.
    assert Fraction(11, 10) <= wanted / can <= Fraction(13, 10)


def test_hard_evidence_is_work_of_its_own(project: Project) -> None:
    proven = {
        key: feature
        for key, feature in project.engineering.features.items()
        if any(level is project.header.policy.maturity[Gate.ACCEPTANCE] for level in feature.provides.values())
    }
    assert len(proven) >= 8
    assert all(feature.after or feature.variant is Variant.PARTNER for feature in proven.values())
