"""The shipped catalogue: every system of the domain is there, with a way to get it, and all of it fits together."""

from __future__ import annotations

from fractions import Fraction
from graphlib import TopologicalSorter

import pytest

from requirements import catalogue
from requirements.capability import Kind
from requirements.catalogue import (
    catalogue_capabilities,
    catalogue_documents,
    catalogue_entries,
    catalogue_profiles,
    catalogue_texts,
)
from requirements.funnel.profile import Profile
from requirements.gate import Gate, Maturity
from requirements.reading.yaml.yaml_reader import read_yaml
from roadmap.folder.catalogue import catalogue_features, catalogue_teams
from roadmap.policy import MATURITY
from roadmap.supply.dependency import WaitFor
from roadmap.supply.feature import Phase, Variant
from tests.examples.shipped import example

SYSTEMS = {  # as the domain names them: "Python API; C and C++ API; inference engine; a Triton-like server; ..."
    Kind.SERVING: "python-api c-cpp-api inference-engine inference-server triton-backend kserve seldon-core bentoml "
    "engine-integration grey-release-kit backend-porting-kit",
    Kind.DATA_CENTRE: "k8s-device-plugin kubeflow mlflow system-integration project-models",
    Kind.OPERATIONS: "smi runtime-monitoring prometheus-exporter",
    Kind.DEVELOPER_TOOLS: "compiler-toolchain gdb-debugger profiler accuracy-comparison",
    Kind.QUALIFICATION: "peak-tests stress-tests server-qualification",
    Kind.KNOWLEDGE: "documentation reference-code ref-app-traffic ref-app-retail fae-training presales-training",
    Kind.MODEL: "model-yolov5 model-yolov8 model-resnet50 model-unet model-deeplabv3 model-qwen-7b",
}


@pytest.mark.parametrize("kind", SYSTEMS)
def test_every_system_of_the_domain_is_there_with_a_way_to_get_it(kind: Kind) -> None:
    for name in SYSTEMS[kind].split():
        assert catalogue_capabilities()[name].kind is kind
        assert [key for key, feature in catalogue_features().items() if name in feature.provides]


def test_every_capability_says_what_it_is_for_and_when_it_is_needed() -> None:
    for key, capability in catalogue_capabilities().items():
        assert capability.description, key
        assert capability.typical, key
        assert list(capability.typical) == [gate for gate in Gate if gate in capability.typical], key
        ranks = [maturity.rank for maturity in capability.typical.values()]
        assert ranks == sorted(ranks), key  # never less at a later gate


def best(name: str) -> int:
    """The highest maturity at which a feature of the catalogue provides the capability."""
    return max(feature.provides[name].rank for feature in catalogue_features().values() if name in feature.provides)


def test_what_is_typically_needed_can_be_had() -> None:
    for key, capability in catalogue_capabilities().items():
        assert best(key) >= max(maturity.rank for maturity in capability.typical.values()), key


def test_every_name_in_the_catalogue_leads_to_an_entry_of_it() -> None:
    features, teams = catalogue_features(), catalogue_teams()
    skills = {team.skill for team in teams.values()}
    for key, feature in features.items():
        assert set(feature.provides) <= set(catalogue_capabilities()), key
        assert feature.team in teams, key
        assert {item.skill for item in feature.work} <= skills, key
        assert {wait.feature for wait in feature.after} <= set(features), key
    assert skills == {item.skill for feature in features.values() for item in feature.work}


def test_no_feature_waits_for_itself() -> None:
    graph = {key: [wait.feature for wait in feature.after] for key, feature in catalogue_features().items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


def test_interfaces_come_first() -> None:
    waits = [wait for feature in catalogue_features().values() for wait in feature.after]
    interfaces = [wait.feature for wait in waits if wait.wait_for is WaitFor.INTERFACE]
    assert len(interfaces) >= 30
    for name in interfaces:
        assert catalogue_features()[name].work[0].phase is Phase.DESIGN


def test_tests_documents_and_training_are_part_of_the_work() -> None:
    for key, feature in catalogue_features().items():
        phases = {item.phase for item in feature.work}
        assert phases >= {Phase.BUILD}, key
        assert Phase.VERIFY in phases or key.startswith("training-"), key
        teaches = Phase.ENABLE in phases or {"documentation", "reference-code"} & set(feature.provides)
        assert teaches, key


def test_efforts_are_ranges_that_lean_upwards() -> None:
    for key, feature in catalogue_features().items():
        for item in feature.work:
            assert 0 < item.effort.low <= item.effort.likely <= item.effort.high, key
            assert item.effort.high - item.effort.likely >= item.effort.likely - item.effort.low, key


@pytest.mark.parametrize(
    ("capability", "variants"),
    [
        ("k8s-device-plugin", {Variant.BUILD, Variant.ADAPT, Variant.PARTNER}),
        ("system-integration", {Variant.BUILD, Variant.ADAPT, Variant.PARTNER}),
        ("project-models", {Variant.BUILD, Variant.ADAPT, Variant.PARTNER}),
        ("triton-backend", {Variant.BUILD, Variant.PARTNER}),
        ("inference-server", {Variant.BUILD, Variant.ADAPT}),
        ("kserve", {Variant.BUILD, Variant.ADAPT}),
        ("kubeflow", {Variant.ADAPT, Variant.PARTNER}),
        ("prometheus-exporter", {Variant.BUILD, Variant.ADAPT}),
        ("llm-serving", {Variant.BUILD, Variant.ADAPT}),
    ],
)
def test_what_can_be_built_adapted_or_bought_can_be_chosen(capability: str, variants: set[Variant]) -> None:
    assert {f.variant for f in catalogue_features().values() if capability in f.provides} == variants


def test_adapting_costs_upkeep_and_a_partner_costs_money_and_time() -> None:
    for key, feature in catalogue_features().items():
        assert (feature.upkeep > 0) is (feature.variant is Variant.ADAPT), key
        assert (feature.cost > 0) is (feature.variant is Variant.PARTNER), key
        partners = [item for item in feature.work if item.skill == "partner"]
        assert bool(partners) is (feature.variant is Variant.PARTNER), key
        assert all(item.crew.most == 1 for item in partners), key  # their days pass, however many people we have


@pytest.mark.parametrize("key", ["isv", "internet", "large"])
def test_a_profile_needs_what_the_catalogue_can_provide(key: str) -> None:
    profile = catalogue_profiles()[key]
    assert {Gate.EVALUATION, Gate.DESIGN_IN, Gate.ACCEPTANCE} == set(profile.needs)
    for gate, need in profile.lines():
        wanted = need.maturity or MATURITY[gate]
        assert max(best(name) for name in need.any_of) >= wanted.rank
    assert 0 < min(need.frequency for _gate, need in profile.lines()) < Fraction(1, 2)


def test_every_kind_of_capability_is_in_some_profile() -> None:
    capabilities = catalogue_capabilities()
    needed = {
        name for profile in catalogue_profiles().values() for _gate, need in profile.lines() for name in need.any_of
    }
    assert {capabilities[name].kind for name in needed} == set(Kind)


def wanted(profile: Profile, name: str) -> Fraction:
    """The largest share of deals that need a capability by design-in, alone or among alternatives."""
    needs = profile.needs[Gate.DESIGN_IN]
    return max((need.frequency for need in needs if name in need.any_of), default=Fraction(0))


def test_the_segments_differ_as_the_domain_says() -> None:
    isv, internet, large = (catalogue_profiles()[key] for key in ("isv", "internet", "large"))
    assert wanted(isv, "python-api") > wanted(isv, "c-cpp-api")  # their engineers write Python rather than C++
    assert wanted(internet, "k8s-device-plugin") > wanted(isv, "k8s-device-plugin")
    assert wanted(internet, "backend-porting-kit") > 0
    assert wanted(isv, "backend-porting-kit") == 0  # nobody there writes a backend
    assert wanted(large, "system-integration") > wanted(internet, "system-integration")
    assert isv.pace[Gate.SIGNING] < internet.pace[Gate.SIGNING] < large.pace[Gate.SIGNING]


def test_the_example_company_speaks_of_the_same_capabilities() -> None:
    for key, capability in example("chip-stack").market.capabilities.items():
        assert catalogue_capabilities()[key].kind is capability.kind
        assert catalogue_capabilities()[key].name == capability.name


def test_nothing_is_left_to_be_filled_in() -> None:
    texts = catalogue_texts()
    assert len(texts) >= 8
    assert not [word for text in texts.values() for word in ("lorem", "TBD", "???") if word in text]
    assert Maturity.PROVEN.rank == max(best(key) for key in catalogue_capabilities())


def test_a_catalogue_with_a_fault_is_a_defect_and_not_an_empty_list(monkeypatch: pytest.MonkeyPatch) -> None:
    typo, findings = read_yaml("profiles: {x: {nam: X}}", "<catalogue>/x.yaml", expected="")
    assert findings == []
    monkeypatch.setattr(catalogue, "catalogue_documents", lambda: (typo,))
    with pytest.raises(ValueError, match="unknown-field"):
        catalogue_entries("profiles", Profile)
    monkeypatch.setattr(catalogue, "catalogue_texts", lambda: {"x.yaml": "profiles: {x: 1, x: 2}"})
    with pytest.raises(ValueError, match="duplicate-key"):
        catalogue_documents.__wrapped__()
