"""What Python prints of a result is short, and tells no customer, value or chance to win."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import roadmap
from roadmap.cli.files.examples import examples_folder
from tests.examples.shipped import example

SECRETS = re.compile(r"北港视觉|云里科技|(?<![\d.])(2400|9000)(?!\d)")
"""Customers and values of the example; the digits of a time that was measured are none."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("example") / "first"
    shutil.copytree(examples_folder() / "first-plan", directory)
    return directory


def test_results_are_printed_in_a_line_without_secrets(folder: Path) -> None:
    planned = roadmap.plan(folder, roadmap.Options(seconds=20, workers=1))
    for result in (roadmap.load(folder), roadmap.check(folder), planned, planned.plan):
        for text in (repr(result), str(result), f"{result}"):
            assert len(text) < 1200
            assert not SECRETS.search(text)


def test_a_deal_is_printed_without_what_is_restricted() -> None:
    deal = example("first-plan").market.deals["north-harbour"]
    assert "north-harbour" not in repr(deal)  # an entry does not hold its id
    assert "Container gate cameras" in repr(deal)
    assert not SECRETS.search(repr(deal))


def test_the_library_lists_its_public_names_only() -> None:
    assert {"load", "plan", "Plan", "Options"} <= set(dir(roadmap))
    assert not {"Any", "sys", "import_module"} & set(dir(roadmap))
