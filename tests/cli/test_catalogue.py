"""`roadmap catalogue` and folders made from it: what is printed can be included, and the hint of `check` works."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from requirements.capability import Kind
from requirements.catalogue import catalogue_capabilities, catalogue_profiles
from requirements.reading.yaml.yaml_reader import read_yaml
from roadmap.cli.commands.starting.catalogue import taken_for
from roadmap.cli.files.catalogue_entries import entries_text
from roadmap.cli.files.schemas import schema_text
from roadmap.cli.files.starting import starting_files
from roadmap.folder.catalogue import KINDS
from roadmap.folder.load import load_project
from tests.cli.command import answer, run

EVERYTHING = [*catalogue_capabilities(), *catalogue_profiles()]


def test_the_list_names_every_capability_with_its_ways_and_every_profile() -> None:
    lines = run("catalogue").stdout.splitlines()
    (plugin,) = [line for line in lines if line.startswith("  k8s-device-plugin ")]
    assert plugin.endswith(" K8s device plugin (build, adapt, partner)")
    assert sorted(line.split()[0] for line in lines if line.startswith("  ")) == sorted(EVERYTHING)


def test_one_family_is_listed_alone() -> None:
    lines = run("catalogue", "--kind", "operations").stdout.splitlines()
    assert lines[0] == "Operations"
    assert [line.split()[0] for line in lines[1:]] == ["smi", "runtime-monitoring", "prometheus-exporter"]


def test_programs_get_the_effort_of_every_way() -> None:
    found = answer(run("catalogue", "bentoml", "isv", "--json"))
    ((capability,), (profile,)) = (found["capabilities"], found["profiles"])
    assert (capability["id"], profile["id"]) == ("bentoml", "isv")
    assert capability["typical"] == {"evaluation": "preview", "design_in": "ga"}
    # Items: 28/35/55 of serving with up to 3 people, 6/8/13 of quality with up to 2, 2/4/6 of field.
    # 35 x 1.16 / 3 = 13.5, so 14 days; 8 x 1.08 / 2 = 4.3, so 5; 4 alone: 4. In all 23.
    assert capability["ways"] == [
        {
            "feature": "bentoml-adapted",
            "name": "BentoML runner, adapted",
            "variant": "adapt",
            "provides": {"bentoml": "ga"},
            "effort": {"low": 36, "likely": 47, "high": 74},
            "shortest_days": 23,
            "cost": 0,
            "upkeep": 150,
            "skills": ["field", "quality", "serving"],
            "after": ["python-api-ga"],
        }
    ]
    assert "python-api @" not in json.dumps(profile)
    assert profile["needs"]["evaluation"][0]["frequency"] == "50%"


def test_programs_get_a_family_or_everything() -> None:
    tools = answer(run("catalogue", "--kind", "developer_tools", "--json"))
    assert {capability["kind"] for capability in tools["capabilities"]} == {"developer_tools"}
    assert tools["profiles"] == []
    whole = answer(run("catalogue", "--json"))
    assert [entry["id"] for entry in [*whole["capabilities"], *whole["profiles"]]] == EVERYTHING


def test_an_unknown_id_gets_the_nearest_one() -> None:
    refused = run("catalogue", "tritom-backend")
    assert refused.exit_code == 2
    assert "The catalogue has no entry tritom-backend. Did you mean triton-backend?" in refused.stderr
    assert "`roadmap catalogue` lists all entries." in run("catalogue", "zzz").stderr


@pytest.mark.parametrize(
    "arguments", [("smi", "--kind", "operations"), ("--for", "."), ("smi", "--for", ".", "--json")]
)
def test_options_that_would_be_ignored_are_refused(arguments: tuple[str, ...]) -> None:
    refused = run("catalogue", *arguments)
    assert refused.exit_code == 2
    assert "capabilities:" not in refused.stdout


def test_the_whole_catalogue_is_copied_without_a_loss(tmp_path: Path) -> None:
    taken = taken_for(EVERYTHING, None)
    document, findings = read_yaml(entries_text(taken), "copy.yaml", expected="")
    assert document is not None
    assert findings == []
    for section, model in KINDS.items():
        copied = {key: model.model_validate(node) for key, node in document.root[section].items()}
        assert copied == getattr(taken, section)


def test_what_is_printed_fits_the_schema_of_input_files() -> None:
    text = entries_text(taken_for(EVERYTHING, None), people={"cloud": 2})
    document, _findings = read_yaml(text, "copy.yaml", expected="")
    assert document is not None
    number = re.compile(r"-?\d+")

    def plain(node: object) -> object:
        """The node as a stock YAML reader would have it."""
        if isinstance(node, dict):
            return {key: plain(part) for key, part in node.items()}
        if isinstance(node, list):
            return [plain(part) for part in node]
        return int(str(node)) if number.fullmatch(str(node)) else str(node)

    assert list(Draft202012Validator(json.loads(schema_text("entities"))).iter_errors(plain(document.root))) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The first plan, whose deals now also need MLflow, which it does not state."""
    where = tmp_path / "plan"
    assert run("init", where).exit_code == 0
    market = where / "market.yaml"
    text = market.read_text(encoding="utf-8")
    market.write_text(
        text.replace("needs:\n      evaluation: [python-api", "needs:\n      evaluation: [mlflow, python-api")
    )
    return where


def test_the_hint_of_check_leads_to_a_folder_that_passes(folder: Path) -> None:
    checked = run("check", folder)
    assert checked.exit_code == 3
    assert "there is no capability mlflow" in checked.stdout
    assert "`roadmap catalogue mlflow --for DIR`" in checked.stdout
    printed = run("catalogue", "mlflow", "--for", folder)
    (folder / "mlflow.yaml").write_text(printed.stdout, encoding="utf-8")
    roadmap = folder / "roadmap.yaml"
    roadmap.write_text(roadmap.read_text(encoding="utf-8") + "  - mlflow.yaml\n", encoding="utf-8")
    staffed = printed.stdout.replace("people: 0", "people: 2")
    assert "skill-nobody" in run("check", folder).stdout  # nobody writes Go there
    (folder / "mlflow.yaml").write_text(staffed + "  field:\n    name: Field\n    skill: field\n    people: 1\n")
    again = run("check", folder)
    assert (again.exit_code, again.stdout) == (0, "")


def test_a_copy_for_a_folder_waits_for_what_the_folder_has(folder: Path) -> None:
    printed = run("catalogue", "mlflow", "--for", folder).stdout
    assert "python-api-ga:" not in printed  # the folder has its own Python API, and no second one is printed
    assert "    after: [{feature: python-api, wait_for: interface}]\n" in printed


def test_what_the_folder_has_is_not_printed_again(folder: Path) -> None:
    printed = run("catalogue", "profiler", "--for", folder)
    assert (printed.exit_code, printed.stdout) == (0, "")
    assert "already has all of these entries" in printed.stderr


def test_a_folder_without_roadmap_yaml_is_told(tmp_path: Path) -> None:
    refused = run("catalogue", "mlflow", "--for", tmp_path)
    assert refused.exit_code == 3
    assert "There is no roadmap.yaml" in refused.stderr


def test_one_line_in_roadmap_yaml_does_without_a_copy(folder: Path) -> None:
    roadmap = folder / "roadmap.yaml"
    roadmap.write_text(roadmap.read_text(encoding="utf-8") + "catalogue: true\n", encoding="utf-8")
    checked = run("check", folder)
    assert checked.exit_code == 0
    assert (
        "nobody has the skill cloud, so these features of the catalogue are left out: mlflow-adapted" in checked.stdout
    )


@pytest.mark.parametrize("names", ["triton-backend,k8s-device-plugin", "presales-training", "model-qwen-72b , kserve"])
def test_a_folder_made_for_capabilities_passes(tmp_path: Path, names: str) -> None:
    made = run("init", tmp_path / "x", "--capabilities", names)
    assert made.exit_code == 0
    checked = answer(run("check", tmp_path / "x", "--json"))
    assert {finding["code"] for finding in checked["findings"]} <= {"provisional-year"}
    assert checked["counts"]["deals"] == 1


def test_the_first_deal_needs_them_by_their_typical_gates(tmp_path: Path) -> None:
    files = starting_files(["smi"], taken_for(["smi"], None), today=date(2026, 1, 7))
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    project = load_project(tmp_path).project
    assert project is not None
    assert project.header.start == date(2026, 1, 12)  # the Monday after Wednesday, 7 January
    ((key, deal),) = project.market.deals.items()
    assert (key, [str(gate) for gate in deal.needs]) == ("first-deal", ["evaluation", "design_in"])
    assert all(day.weekday() < 5 for day in deal.gates.values())
    assert {team.people for team in project.engineering.teams.values()} == {2}


def test_a_folder_made_for_capabilities_is_told_to_programs(tmp_path: Path) -> None:
    made = answer(run("init", tmp_path / "x", "--capabilities", "smi,smi", "--json"))
    assert made["capabilities"] == ["smi"]
    assert len(made["files"]) == 8  # five of the plan, two schemas, a workflow


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--capabilities", "smj"], "The catalogue has no capability smj. Did you mean smi?"),
        (["--capabilities", "qqqqqq"], "`roadmap catalogue` lists all capabilities."),
        (["--capabilities", " , "], "Name at least one capability"),
        (["--capabilities", "smi", "--example", "first-plan"], "Use only one of"),
    ],
)
def test_what_cannot_be_made_is_a_usage_error(tmp_path: Path, arguments: list[str], message: str) -> None:
    refused = run("init", tmp_path / "x", *arguments)
    assert refused.exit_code == 2
    assert message in refused.stderr
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_family_has_a_heading(kind: Kind) -> None:
    heading = run("catalogue", "--kind", kind.value).stdout.splitlines()[0]
    assert heading[0].isupper()


def test_an_entry_is_known_by_its_name_and_by_other_words_for_it(tmp_path: Path) -> None:
    by_id = run("catalogue", "k8s-device-plugin").stdout
    key, entry = next((key, one) for key, one in catalogue_capabilities().items() if one.synonyms)
    assert run("catalogue", catalogue_capabilities()["k8s-device-plugin"].name.upper()).stdout == by_id
    assert run("catalogue", entry.synonyms[0]).stdout == run("catalogue", key).stdout
    made = answer(run("init", tmp_path / "p", "--capabilities", f"{entry.name},{key}", "--json"))
    assert made["capabilities"] == [key]
