"""The shipped example folders, loaded for tests."""

from __future__ import annotations

from functools import cache

from roadmap.cli.examples import examples_folder
from roadmap.folder.load import load_project
from roadmap.folder.project import Project


@cache
def example(name: str) -> Project:
    """The project of a shipped example, which loads without a single finding."""
    loaded = load_project(examples_folder() / name)
    assert not loaded.findings, [str(finding) for finding in loaded.findings]
    assert loaded.project is not None
    return loaded.project
