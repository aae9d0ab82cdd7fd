"""Every shipped example is sound and says in each file which schema checks it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from roadmap.cli.files.examples import examples_folder, known_examples
from tests.examples.shipped import example

YAML = sorted(examples_folder().glob("*/**/*.yaml"))


@pytest.mark.parametrize("name", known_examples())
def test_an_example_loads_without_a_fault(name: str) -> None:
    assert example(name).market.deals


@pytest.mark.parametrize("path", YAML, ids=lambda path: str(path.relative_to(examples_folder())))
def test_the_first_line_names_the_schema_by_the_way_from_the_file(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named
    folder = examples_folder() / path.relative_to(examples_folder()).parts[0]
    schema = "roadmap.schema.json" if path.name == "roadmap.yaml" else "entities.schema.json"
    assert os.path.normpath(path.parent / named[1]) == str(folder / "schema" / schema)


def test_the_first_plan_is_small() -> None:
    project = example("first-plan")
    assert len(project.market.deals) == 5
    assert len(project.engineering.teams) == 2
    assert 9 <= len(project.engineering.features) <= 12
