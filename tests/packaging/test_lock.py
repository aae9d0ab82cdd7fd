"""The lock: every version that the tests passed with, each with its hashes, and no address."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FILES = ("product", "developer")
VERSION = re.compile(
    r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)( ; [^/@\n]+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+"
)


def _text(name: str) -> str:
    return (ROOT / "locked" / f"{name}.txt").read_text(encoding="utf-8")


def _locked(name: str) -> dict[str, str]:
    return {canonicalize_name(found[1]): found[2] for found in VERSION.finditer(_text(name))}


@pytest.mark.parametrize("name", FILES)
def test_each_entry_is_one_version_with_its_hashes_and_none_has_an_address(name: str) -> None:
    assert len(_locked(name)) > 25
    assert VERSION.sub("", _text(name)) == ""


def test_both_files_hold_the_same_versions() -> None:
    developer = _locked("developer")
    assert {name: developer.get(name) for name in _locked("product")} == _locked("product")


@pytest.mark.parametrize("name", FILES)
def test_every_dependency_of_the_project_is_locked_within_its_range(name: str) -> None:
    extras = PROJECT["optional-dependencies"].values() if name == "developer" else []
    stated = [Requirement(text) for text in [*PROJECT["dependencies"], *(one for group in extras for one in group)]]
    locked = _locked(name)
    assert [one.name for one in stated if canonicalize_name(one.name) not in locked] == []
    assert [one.name for one in stated if not one.specifier.contains(locked[canonicalize_name(one.name)])] == []
