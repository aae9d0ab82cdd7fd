"""The shipped example folders, loaded for tests."""

from __future__ import annotations

from functools import cache

from roadmap.cli.files.examples import examples_folder
from roadmap.folder.load import load_project
from roadmap.folder.project import Project


@cache
def example(name: str) -> Project:
    """The project of a shipped example, which loads without a finding but for questions to its customers."""
    loaded = load_project(examples_folder() / name)
    faults = [str(finding) for finding in loaded.findings if finding.code != "profile-question"]
    assert not faults, faults
    assert loaded.project is not None
    return loaded.project
