"""`roadmap schema` and `roadmap completion`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.command import answer, run, small_plan
from tests.plan_files import plan_text


@pytest.mark.parametrize("kind", ["roadmap", "entities", "plan"])
def test_each_schema_is_one(kind: str) -> None:
    schema = json.loads(run("schema", kind).stdout)
    Draft202012Validator.check_schema(schema)
    assert answer(run("schema", kind, "--json"))["schema"] == schema


def test_a_plan_is_valid_by_its_schema() -> None:
    schema = json.loads(run("schema", "plan").stdout)
    Draft202012Validator(schema).validate(json.loads(plan_text(small_plan())))


def test_the_first_schema_is_of_roadmap_yaml_and_tells_what_fields_mean() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["properties"]["horizon"]["description"].startswith("The last day of the plan")


def test_a_schema_goes_to_a_file(tmp_path: Path) -> None:
    written = run("schema", "plan", "-o", tmp_path / "s.json")
    assert written.stdout == ""
    assert (tmp_path / "s.json").read_text(encoding="utf-8") == run("schema", "plan").stdout
    assert answer(run("schema", "-o", tmp_path / "s.json", "--json"))["file"] == str(tmp_path / "s.json")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str) -> None:
    script = run("completion", shell).stdout
    assert "_ROADMAP_COMPLETE" in script
    assert answer(run("completion", shell, "--json"))["script"] + "\n" == script


def test_the_bash_script_is_bash() -> None:
    script = run("completion", "bash").stdout
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0


def test_an_unknown_shell_is_a_usage_error() -> None:
    assert run("completion", "tcsh").exit_code == 2
